// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

/// The bytes that are signed for a 设立（备案）回执. UTF-8, one `key=value` line a field in this order, each ended by LF:
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
/// A field without value has no line. In values `%`, LF, CR and, in occupations, `|` are written `%25`, `%0A`, `%0D`, `%7C`.
enum EstablishmentCanonicalForm {
    static let version = "zhunsheng-establishment-receipt/1"

    static func bytes(of receipt: EstablishmentReceipt) -> [UInt8] {
        let occupations = receipt.occupations.map { occupation in
            let parts = [occupation.name, occupation.code ?? "", occupation.trade ?? "", occupation.levels]
            return ("occupation", Optional(parts.map { escape($0, bar: true) }.joined(separator: "|")))
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
        func plain(_ field: (String, String?)) -> (String, String?) {
            (field.0, field.1.map { escape($0, bar: false) })
        }
        var lines = [version]
        for (key, value) in head.map(plain) + occupations + tail.map(plain) {
            if let value { lines.append("\(key)=\(value)") }
        }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// By scalar, as CR LF is one `Character`.
    private static func escape(_ value: String, bar: Bool) -> String {
        var out = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "%": out += "%25"
            case "\n": out += "%0A"
            case "\r": out += "%0D"
            case "|" where bar: out += "%7C"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
