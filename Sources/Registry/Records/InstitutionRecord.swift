// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// Institutions that were set up, by their establishment receipts.
extension Registry {
    /// The establishment receipt that was issued last for a package, over its versions; nil where none was.
    /// - Throws: `RegistryError`
    public func establishmentReceipt(of submission: SubmissionRecord) throws -> EstablishmentReceipt? {
        try read { session in
            try session.rows(
                """
                SELECT r.number, r.content FROM receipt AS r, submission AS s
                WHERE r.submission = s.number AND r.kind = $1 AND s.round = $2 AND s.package = $3 ORDER BY r.number
                """,
                [.text(ReceiptKind.establishment.rawValue), .text(submission.round), .text(submission.package)]
            ).last.map { try Self.establishmentReceipt($0) }
        }
    }

    /// Hands over the establishment receipt of every institution that has one in force on a day, by code. Of several the last one
    /// counts; one that extends a validity is often issued before its own begins.
    /// - Parameters:
    ///   - day: ISO 8601.
    ///   - keys: that are trusted beside the registry's own.
    /// - Returns: the receipts that do not verify, of whatever day; they are not handed over.
    /// - Throws: `RegistryError`
    @discardableResult
    public func institutions(
        on day: String, trusting keys: [ReceiptPublicKey] = [],
        _ body: (EstablishmentReceipt, RoundRecord?) throws -> Void
    ) throws -> [UnlistedReceipt] {
        let trusted = [self.keys.publicKey] + keys
        let (receipts, unlisted) = try read { try EstablishmentReceiptAudit($0, trusted: trusted).run() }
        var latest: [String: EstablishmentReceipt] = [:]
        for receipt in receipts where receipt.validFrom <= day && day <= receipt.validUntil {
            latest[receipt.institutionCode] = receipt
        }
        for (_, receipt) in latest.sorted(by: { $0.key < $1.key }) { try body(receipt, try round(receipt.roundID)) }
        return unlisted
    }

    /// - Parameter row: `number` and `content` of a receipt.
    static func establishmentReceipt(_ row: SQLRow) throws -> EstablishmentReceipt {
        do { return try EstablishmentReceiptJSON.decode(Data(row.text("content").utf8)) } catch {
            throw RegistryError.damaged("receipt \(row.integer("number"))", reason: "JSON")
        }
    }
}
