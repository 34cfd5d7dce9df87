// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

/// The bytes that are signed (`CanonicalLines`):
///
///     zhunsheng-intake-receipt/1
///     issued-at=2026-03-31T08:20:05Z
///     package-name=…
///     package-digest=…
///     checklist-digest=…
///     round-digest=…
///     applicant-name=…
///     uscc=…
///     as-of=…
///     conclusion=…
///     public-key=…
///
/// The code is not among them: it follows from them.
enum ReceiptCanonicalForm {
    static let version = "zhunsheng-intake-receipt/1"

    static func bytes(of receipt: IntakeReceipt) -> [UInt8] {
        let fields: [(String, String?)] = [
            ("issued-at", receipt.issuedAt), ("package-name", receipt.packageName),
            ("package-digest", receipt.packageDigest),
            ("checklist-digest", receipt.checklistDigest), ("round-digest", receipt.roundDigest),
            ("applicant-name", receipt.applicantName), ("uscc", receipt.uscc), ("as-of", receipt.asOf),
            ("conclusion", receipt.conclusion.rawValue), ("public-key", receipt.publicKey),
        ]
        return CanonicalLines.bytes(version, fields)
    }

    /// The code that belongs to this content; nil where the time of issue is none.
    static func code(of receipt: IntakeReceipt) -> ReceiptCode? {
        guard let time = CivilTime(utc: receipt.issuedAt) else { return nil }
        return ReceiptCode(day: time.inChina.compactDay, digest: Ed25519.sha256(bytes(of: receipt)))
    }
}
