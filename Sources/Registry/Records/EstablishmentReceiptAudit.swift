// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

/// An establishment receipt that must not be told to the public as one.
public struct UnlistedReceipt: Sendable, Hashable {
    public enum Fault: Sendable, Hashable {
        /// Its content is not what was signed, or cannot be read.
        case altered
        /// Signed with a key that is not trusted.
        case unknownKey(fingerprint: String)
        /// The signature is in order, but no entry of the log vouches for the row as it is.
        case unaccounted
        /// The log knows it, and it is not there.
        case removed
    }

    /// Of the row, as `registry verify` names it.
    public var number: Int
    public var fault: Fault
}

/// Holds the establishment receipts alone against their signatures and the log: what is published rests on them. The whole
/// registry is for `RegistryAudit`.
struct EstablishmentReceiptAudit {
    private let session: any SQLSession
    private let trusted: [ReceiptPublicKey]

    /// The end of what entries say of them.
    static let subject = " establishment"

    init(_ session: any SQLSession, trusted: [ReceiptPublicKey]) {
        self.session = session
        self.trusted = trusted
    }

    /// All of them by number: those that verify, and those that do not.
    func run() throws -> ([EstablishmentReceipt], [UnlistedReceipt]) {
        let (vouched, logged) = try marks()
        let rows = try session.rows(
            "SELECT * FROM receipt WHERE kind = $1 ORDER BY number", [.text(ReceiptKind.establishment.rawValue)])
        var receipts: [EstablishmentReceipt] = []
        var unlisted: [UnlistedReceipt] = []
        var gone = logged
        for row in rows {
            let number = row.integer("number")
            gone.remove("\(number)")
            let receipt = try? Registry.establishmentReceipt(row)
            if let fault = fault(receipt) {
                unlisted.append(.init(number: number, fault: fault))
            } else if !vouched.contains(RecordMark(.receipt, row)) {
                unlisted.append(.init(number: number, fault: .unaccounted))
            } else if let receipt {
                receipts.append(receipt)
            }
        }
        unlisted += gone.compactMap { Int($0).map { .init(number: $0, fault: .removed) } }
        return (receipts, unlisted.sorted { $0.number < $1.number })
    }

    private func fault(_ receipt: EstablishmentReceipt?) -> UnlistedReceipt.Fault? {
        guard let receipt else { return .altered }
        switch ReceiptVerifier(trusted: trusted).verify(receipt).verdict {
        case .valid: return nil
        case .unknownKey(let fingerprint): return .unknownKey(fingerprint: fingerprint)
        default: return .altered
        }
    }

    /// What signed entries say of receipts, and the numbers of those that they call establishment receipts.
    private func marks() throws -> (Set<RecordMark>, Set<String>) {
        var vouched: Set<RecordMark> = []
        var logged: Set<String> = []
        try session.each(
            "SELECT * FROM audit WHERE action = $1 AND subject LIKE $2 ORDER BY seq",
            [.text(AuditEntry.Action.receipt.rawValue), .text("%" + Self.subject)]
        ) { row in
            guard let entry = AuditEntry(row), entry.isSelfConsistent, entry.isSigned(by: trusted) else { return }
            let marks = entry.marks.compactMap { $0 }.filter { $0.table == .receipt }
            vouched.formUnion(marks)
            logged.formUnion(marks.map(\.key))
        }
        return (vouched, logged)
    }
}
