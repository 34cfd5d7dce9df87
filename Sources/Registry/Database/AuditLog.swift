// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// One line of the log: who did what to which rows. Chained: each entry's digest covers that of the one before, and is signed.
public struct AuditEntry: Sendable, Hashable {
    /// From 1, without gaps.
    public var sequence: Int
    /// RFC 3339, UTC.
    public var at: String
    /// A name that a person gave, or the command.
    public var actor: String
    public var action: Action
    /// What it is about, masked, one line.
    public var subject: String
    /// One line a row that was written: table, key, SHA-256.
    public var records: String
    /// The digest of the entry before; empty for the first.
    public var previous: String
    /// SHA-256, 64 hexadecimal digits.
    public var digest: String
    /// Ed25519 public key, base64.
    var signer: String
    var signature: String

    /// What was done, as the log names it.
    public enum Action: String, Sendable, CaseIterable {
        case opened, round, submission, assessment, aside, decision, notice, receipt, step, institution, purge, restore
    }

    /// What is digested and signed.
    var canonical: [UInt8] {
        CanonicalLines.bytes(
            "zhunsheng-audit/1",
            [
                ("seq", "\(sequence)"), ("at", at), ("actor", actor), ("action", action.rawValue), ("subject", subject),
                ("records", records), ("previous", previous), ("signer", signer),
            ])
    }

    init(
        sequence: Int, at: String, actor: String, action: Action, subject: String, records: [RecordMark],
        previous: String, keys: ReceiptKeys
    ) throws {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.records = records.map(\.text).joined(separator: "\n")
        self.previous = previous
        signer = keys.publicKey.base64
        digest = ""
        signature = ""
        let bytes = canonical
        digest = Ed25519.sha256(bytes).map(hexadecimal).joined()
        guard let signed = keys.sign(bytes) else { throw RegistryError.noRandomness }
        signature = Data(signed).base64EncodedString()
    }

    /// Nil where the row names an action that there is not.
    init?(_ row: SQLRow) {
        guard let action = Action(rawValue: row.text("action")) else { return nil }
        sequence = row.integer("seq")
        at = row.text("at")
        actor = row.text("actor")
        self.action = action
        subject = row.text("subject")
        records = row.text("records")
        previous = row.text("previous")
        digest = row.text("digest")
        signer = row.text("signer")
        signature = row.text("signature")
    }

    var marks: [RecordMark?] { records.split(separator: "\n").map { RecordMark($0) } }

    func isIntact(after previous: String, sequence: Int) -> Bool {
        self.sequence == sequence && self.previous == previous && isSelfConsistent
    }

    /// Whatever stands before and after it.
    var isSelfConsistent: Bool { digest == Ed25519.sha256(canonical).map(hexadecimal).joined() }

    func isSigned(by trusted: [ReceiptPublicKey]) -> Bool {
        guard let key = try? ReceiptPublicKey(signer), trusted.contains(key), let bytes = Data(base64Encoded: signature)
        else { return false }
        return Ed25519.isValid([UInt8](bytes), of: canonical, by: key.raw)
    }
}

/// Appends to the log, within a transaction.
struct AuditLog {
    let session: any SQLSession
    let keys: ReceiptKeys
    let actor: String
    /// RFC 3339, UTC.
    let at: String

    /// Writes rows and one entry that vouches for them.
    func append(
        _ action: AuditEntry.Action, subject: String, _ rows: [(RecordTable, [String: SQLValue])] = []
    ) throws {
        var marks: [RecordMark] = []
        for (table, values) in rows {
            // SQLite ends a text at a NUL and PostgreSQL refuses it: the row would not be what its digest says.
            let row = SQLRow(values.mapValues(\.withoutNUL))
            try session.execute(table.insertion, table.columns.map { row[$0] })
            marks.append(RecordMark(table, row))
        }
        try append(action, subject: subject, marks: marks)
    }

    /// One entry that names rows.
    func append(_ action: AuditEntry.Action, subject: String, marks: [RecordMark]) throws {
        let last = try session.first("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1")
        let entry = try AuditEntry(
            sequence: (last?.integer("seq") ?? 0) + 1, at: at, actor: Masking.mask(ReceiptText.oneLine(actor)),
            action: action,
            subject: ReceiptText.oneLine(subject), records: marks, previous: last?.text("digest") ?? "", keys: keys)
        try session.execute(
            """
            INSERT INTO audit (seq, at, actor, action, subject, records, previous, digest, signer, signature)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                SQLValue(entry.sequence), .text(entry.at), .text(entry.actor), .text(entry.action.rawValue),
                .text(entry.subject), .text(entry.records), .text(entry.previous), .text(entry.digest),
                .text(entry.signer), .text(entry.signature),
            ])
    }

    /// The next number of a table; never given twice, whatever is purged.
    func next(_ table: RecordTable) throws -> Int { try next(table.rawValue) }

    func next(_ name: String) throws -> Int {
        let row = try session.first(
            """
            INSERT INTO counter (name, value) VALUES ($1, 1)
            ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value
            """, [.text(name)])
        return row?.integer("value") ?? 1
    }
}
