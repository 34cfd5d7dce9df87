// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// Receipts in the registry: what a code alone is verified against.
extension Registry {
    /// Keeps a receipt that was issued outside of a round; keeping the same one again changes nothing.
    /// - Throws: `RegistryError.codeTaken` where another receipt has this code
    public func keep(_ receipt: IntakeReceipt, at: String) throws {
        guard (try? ReceiptCode(entered: receipt.code)) != nil else {
            throw RegistryError.badCode(ReceiptText.oneLine(receipt.code))
        }
        let content = String(decoding: try ReceiptJSON.encode(receipt), as: UTF8.self)
        try write(at) { session, log in
            if let row = try session.first("SELECT content FROM receipt WHERE code = $1", [.text(receipt.code)]) {
                guard row.text("content") == content else { throw RegistryError.codeTaken(receipt.code) }
                return
            }
            try log.append(
                .receipt, subject: "receipt \(receipt.code)", [(.receipt, try Self.row(receipt, nil, log, at))])
        }
    }

    static func row(_ receipt: IntakeReceipt, _ submission: Int?, _ log: AuditLog, _ at: String) throws
        -> [String: SQLValue]
    {
        [
            "number": SQLValue(try log.next(.receipt)), "code": .text(receipt.code),
            "kind": .text(ReceiptKind.intake.rawValue), "submission": SQLValue(submission),
            "content": .text(String(decoding: try ReceiptJSON.encode(receipt), as: UTF8.self)), "at": .text(at),
        ]
    }

    /// Whether this very receipt was issued for the submission before.
    static func isKept(_ receipt: IntakeReceipt, of submission: Int, _ session: any SQLSession) throws -> Bool {
        let content = String(decoding: try ReceiptJSON.encode(receipt), as: UTF8.self)
        let row = try session.first(
            "SELECT content FROM receipt WHERE code = $1 AND submission = $2",
            [.text(receipt.code), SQLValue(submission)])
        return row?.text("content") == content
    }

    /// The receipt that says what this assessment says.
    static func receipt(of submission: Int, _ assessment: AssessmentRecord, _ session: any SQLSession) throws
        -> IntakeReceipt?
    {
        let rows = try session.rows(
            "SELECT content FROM receipt WHERE submission = $1 AND kind = $2 ORDER BY number DESC",
            [SQLValue(submission), .text(ReceiptKind.intake.rawValue)])
        return rows.lazy.compactMap { try? ReceiptJSON.decode(Data($0.text("content").utf8)) }.first {
            $0.checklistDigest == assessment.checklistDigest && $0.roundDigest == assessment.roundDigest
                && $0.asOf == assessment.asOf && $0.conclusion == assessment.conclusion
        }
    }
}
