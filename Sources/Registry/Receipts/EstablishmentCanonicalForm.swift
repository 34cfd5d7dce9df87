// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

/// The bytes that are signed for a 设立（备案）回执 (`CanonicalLines`):
///
///     zhunsheng-establishment-receipt/1
///     number=…
///     issued-at=2026-05-12T01:00:00Z
///     authority=…
///     applicant-name=…
///     uscc=…
///     class=employer
///     institution-code=…
///     address=…
///     occupation=name|code|trade|levels      (one line each, in order; a part without value is empty)
///     valid-from=…
///     valid-until=…
///     notice-from=…
///     notice-until=…
///     round=…
///     package-digest=…
///     public-key=…
///
/// In occupations `|` is written `%7C`.
enum EstablishmentCanonicalForm {
    static let version = "zhunsheng-establishment-receipt/1"

    static func bytes(of receipt: EstablishmentReceipt) -> [UInt8] {
        let occupations = receipt.occupations.map { occupation in
            let parts = [occupation.name, occupation.code ?? "", occupation.trade ?? "", occupation.levels]
            return ("occupation", Optional(parts.map { CanonicalLines.escaped($0, bar: true) }.joined(separator: "|")))
        }
        let head: [(String, String?)] = [
            ("number", receipt.number), ("issued-at", receipt.issuedAt), ("authority", receipt.authority),
            ("applicant-name", receipt.applicantName), ("uscc", receipt.uscc),
            ("class", receipt.applicantClass.rawValue), ("institution-code", receipt.institutionCode),
            ("address", receipt.address),
        ]
        let tail: [(String, String?)] = [
            ("valid-from", receipt.validFrom), ("valid-until", receipt.validUntil),
            ("notice-from", receipt.noticeFrom), ("notice-until", receipt.noticeUntil), ("round", receipt.roundID),
            ("package-digest", receipt.packageDigest), ("public-key", receipt.publicKey),
        ]
        let plain = { (field: (String, String?)) in (field.0, field.1.map { CanonicalLines.escaped($0) }) }
        return CanonicalLines.lines(version, head.map(plain) + occupations + tail.map(plain))
    }
}
