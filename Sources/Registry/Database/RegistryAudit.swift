// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a registry, by the entry or row that shows it.
public enum AuditFault: Sendable, Hashable {
    /// The entry is altered, missing, or out of order.
    case brokenChain(sequence: Int)
    /// Its signature is not by a trusted key.
    case untrusted(sequence: Int)
    /// A row is not as it was written.
    case altered(table: String, key: String)
    /// A row is gone, and no purge says so.
    case removed(table: String, key: String)
    /// So many rows that no entry vouches for.
    case unaccounted(table: String, count: Int)
    /// What was derived from a package for comparisons is not what was derived.
    case claims(submission: Int)
    /// The registry ends before a state that was seen: it was put back or cut off.
    case older(than: Int)

    public var code: String {
        switch self {
        case .brokenChain: "broken-chain"
        case .untrusted: "untrusted"
        case .altered: "altered"
        case .removed: "removed"
        case .unaccounted: "unaccounted"
        case .claims: "claims"
        case .older: "older"
        }
    }
}

/// The last entry that somebody saw: `120 3fa9…`. Kept outside the registry, it shows that the end was cut off.
public struct AuditHead: Sendable, Hashable {
    public var sequence: Int
    public var digest: String

    public init(sequence: Int, digest: String) { (self.sequence, self.digest) = (sequence, digest) }

    public var text: String { "\(sequence) \(digest)" }

    /// Nil where the text is none.
    public init?(_ text: String) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, let sequence = Int(parts[0]), ReceiptIssuer.isDigest(String(parts[1])) else {
            return nil
        }
        self.init(sequence: sequence, digest: String(parts[1]))
    }
}

/// Goes over the whole log and all rows once, holding one entry at a time.
struct RegistryAudit {
    let session: any SQLSession
    let trusted: [ReceiptPublicKey]
    /// Tells no more than so many.
    var limit = 100

    private(set) var faults: [AuditFault] = []
    private(set) var entries = 0
    private(set) var head: AuditHead?

    init(_ session: any SQLSession, trusted: [ReceiptPublicKey]) {
        self.session = session
        self.trusted = trusted
    }

    mutating func run(seen: AuditHead?) throws {
        var vouched: [RecordTable: Int] = [:]
        var seenIsThere = seen == nil
        var previous = ""
        let purged = try purgedRows()
        // A page at a time: rows are looked up in between.
        while true {
            let page = try session.rows(
                "SELECT * FROM audit WHERE seq > $1 ORDER BY seq LIMIT 500", [SQLValue(entries)])
            if page.isEmpty { break }
            for row in page {
                entries += 1
                guard let entry = AuditEntry(row), entry.isIntact(after: previous, sequence: entries) else {
                    report(.brokenChain(sequence: entries))
                    // What follows hangs on this; the first break says it.
                    return
                }
                if !entry.isSigned(by: trusted) { report(.untrusted(sequence: entries)) }
                if let seen, seen.sequence == entries, seen.digest == entry.digest { seenIsThere = true }
                previous = entry.digest
                head = AuditHead(sequence: entries, digest: entry.digest)
                if entry.action == .opened { try checkSettings(entry) }
                if entry.action == .purge { continue }
                for mark in entry.marks {
                    guard let mark else {
                        report(.brokenChain(sequence: entries))
                        continue
                    }
                    if try holds(mark, purged) { vouched[mark.table, default: 0] += 1 }
                }
            }
        }
        if let seen, !seenIsThere { report(.older(than: seen.sequence)) }
        for table in RecordTable.allCases {
            let count = try session.first("SELECT COUNT(*) AS n FROM \(table.rawValue)")?.integer("n") ?? 0
            let stray = count - vouched[table, default: 0]
            if stray != 0 { report(.unaccounted(table: table.rawValue, count: stray)) }
        }
        try checkClaims()
    }

    private mutating func report(_ fault: AuditFault) { if faults.count < limit { faults.append(fault) } }

    /// - Returns: whether the row is there.
    private mutating func holds(_ mark: RecordMark, _ purged: Set<RecordMark>) throws -> Bool {
        // What was purged and is back is vouched for by nothing, unless a later entry does: a code may be given again.
        if purged.contains(mark) { return false }
        let value: SQLValue = mark.table.key == "number" ? SQLValue(Int(mark.key) ?? -1) : .text(mark.key)
        guard
            let row = try session.first("SELECT * FROM \(mark.table.rawValue) WHERE \(mark.table.key) = $1", [value])
        else {
            report(.removed(table: mark.table.rawValue, key: mark.key))
            return false
        }
        if mark.table.digest(of: row) != mark.digest { report(.altered(table: mark.table.rawValue, key: mark.key)) }
        return true
    }

    /// Rows that a purge took; its entry names them as they were.
    private func purgedRows() throws -> Set<RecordMark> {
        var marks: Set<RecordMark> = []
        try session.each("SELECT records FROM audit WHERE action = $1", [.text(AuditEntry.Action.purge.rawValue)]) {
            marks.formUnion($0.text("records").split(separator: "\n").compactMap { RecordMark($0) })
        }
        return marks
    }

    private mutating func checkSettings(_ entry: AuditEntry) throws {
        let settings = try session.rows("SELECT name, value FROM setting").map { ($0.text("name"), $0.text("value")) }
        let said = Registry.opening(Dictionary(settings, uniquingKeysWith: { $1 }))
        if entry.subject != said { report(.altered(table: "setting", key: "id, secret")) }
    }

    private mutating func checkClaims() throws {
        for row in try session.rows(
            """
            SELECT a.submission, a.claims_digest, s.round FROM assessment AS a, submission AS s
            WHERE a.number = (SELECT MAX(number) FROM assessment WHERE submission = a.submission)
              AND s.number = a.submission
            ORDER BY a.submission
            """)
        {
            let submission = row.integer("submission")
            let found = try ClaimRows.digest(of: submission, session)
            guard
                try row.text("claims_digest") != found.digest
                    || !ClaimRows.canBeFound(submission, round: row.text("round"), session)
            else { continue }
            let isDropped = try found.count == 0 && isSuperseded(submission)
            if !isDropped { report(.claims(submission: submission)) }
        }
    }

    /// Claims of older versions are dropped.
    private func isSuperseded(_ submission: Int) throws -> Bool {
        try session.first(
            """
            SELECT b.number AS n FROM submission AS a, submission AS b
            WHERE a.number = $1 AND b.round = a.round AND b.package = a.package AND b.version > a.version LIMIT 1
            """, [SQLValue(submission)]) != nil
    }
}
