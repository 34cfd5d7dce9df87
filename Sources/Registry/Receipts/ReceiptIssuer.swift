// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// Issues 材料校验回执: says and signs which bytes were checked against what, with which conclusion, when.
public enum ReceiptIssuer {
    /// The same assessment, time and key give the same receipt. ID numbers in the package's name are masked first: the
    /// receipt goes from hand to hand.
    /// - Parameter issuedAt: RFC 3339 in UTC to the second, `2026-03-31T08:20:05Z`.
    public static func issue(
        _ assessment: Assessment, issuedAt: String, keys: ReceiptKeys
    ) throws(RegistryError) -> IntakeReceipt {
        guard CivilTime(utc: issuedAt) != nil else { throw .badTime(issuedAt) }
        let digests = [
            ("package-digest", assessment.package.digest), ("checklist-digest", assessment.checklist.digest),
            ("round-digest", assessment.round?.digest),
        ]
        for (field, digest) in digests {
            guard let digest else { continue }
            if !isDigest(digest) { throw .badDigest(field) }
        }
        var receipt = IntakeReceipt(
            code: "", issuedAt: issuedAt, packageName: Masking.mask(assessment.package.name),
            packageDigest: assessment.package.digest, checklistDigest: assessment.checklist.digest,
            roundDigest: assessment.round?.digest, applicantName: assessment.applicant.name.map(Masking.mask),
            uscc: assessment.applicant.uscc.map(Masking.mask), asOf: assessment.asOf, conclusion: assessment.conclusion,
            publicKey: keys.publicKey.base64, signature: "")
        guard let code = ReceiptCanonicalForm.code(of: receipt) else { throw .badTime(issuedAt) }
        guard let signature = keys.sign(ReceiptCanonicalForm.bytes(of: receipt)) else { throw .noRandomness }
        receipt.code = code.description
        receipt.signature = Data(signature).base64EncodedString()
        return receipt
    }

    /// Whether an earlier receipt says what one issued now would say, but for the time: then it stays the receipt.
    public static func holds(_ receipt: IntakeReceipt, of assessment: Assessment, keys: ReceiptKeys) -> Bool {
        (try? issue(assessment, issuedAt: receipt.issuedAt, keys: keys)) == receipt
    }

    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
