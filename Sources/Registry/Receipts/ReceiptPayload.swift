// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// What the QR code on a receipt says: `ZSHUI1:` and, in base32 (RFC 4648, without padding), the bytes that were signed and
/// behind them the 64 bytes of the signature. Whoever has the public key can verify it without any network, with common tools.
///
/// Base32 rather than base64, as a QR code packs digits and capitals closer than small letters. At error correction level M an
/// intake receipt (about 560 bytes) makes a symbol of version 19 or 20, an establishment receipt one of version 22 for one
/// occupation, 24 for three, 31 for twelve, and 40 for about 28.
public enum ReceiptPayload {
    /// Why a text is no payload.
    public enum Fault: Error, Hashable, Sendable {
        /// Not even meant to be one: it lacks the prefix.
        case foreign
        /// Characters are wrong or missing.
        case damaged
        /// Signed content of a kind that is neither of the two.
        case kind(String)
        /// A field is missing, stands at the wrong place or has a value that it cannot have.
        case field(String)
    }

    /// By which a payload is known among other codes.
    public static let prefix = "ZSHUI1:"
    /// Longer texts are not looked at. A QR code holds 3,391 characters at level M and 4,296 at level L: a receipt of some 28 or 39
    /// occupations. Whoever has more of them verifies the JSON.
    private static let largest = 65_536

    /// The only text that means this receipt.
    public static func encode(_ receipt: SignedReceipt) -> String {
        let signature = Data(base64Encoded: receipt.signature).map { [UInt8]($0) } ?? []
        return prefix + Base32.encode(receipt.canonicalBytes + signature)
    }

    /// Reads a payload back; says nothing about whether the signature fits.
    ///
    /// Strict: of all texts that could mean a receipt, only the one that `encode` gives is taken.
    public static func decode(_ text: String) throws(Fault) -> SignedReceipt {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix(prefix) else { throw .foreign }
        guard text.utf8.count <= largest, let bytes = Base32.decode(String(text.dropFirst(prefix.count))),
            bytes.count > 64
        else { throw .damaged }
        let signed = Array(bytes.dropLast(64))
        let signature = Data(bytes.suffix(64)).base64EncodedString()
        var lines = try SignedLines(signed)
        let receipt: SignedReceipt
        switch lines.kind {
        case .intake: receipt = .intake(try lines.intake(signature))
        case .establishment: receipt = .establishment(try lines.establishment(signature))
        }
        guard receipt.canonicalBytes == signed else { throw .damaged }
        return receipt
    }

    static func looksLikeOne(_ text: String) -> Bool {
        text.trimmingCharacters(in: .whitespacesAndNewlines).hasPrefix(prefix)
    }
}

/// The lines of a canonical form, taken one after the other.
private struct SignedLines {
    let kind: ReceiptKind
    private var lines: ArraySlice<(key: String, value: String)>

    init(_ bytes: [UInt8]) throws(ReceiptPayload.Fault) {
        guard let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.last == "\n" else {
            throw .damaged
        }
        var parts = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        parts.removeLast()
        let first = parts.first ?? ""
        guard let kind = ReceiptKind.allCases.first(where: { $0.version == first }) else {
            throw .kind(String(ReceiptText.oneLine(first).prefix(60)))
        }
        self.kind = kind
        var pairs: [(key: String, value: String)] = []
        for part in parts.dropFirst() {
            guard let sign = part.unicodeScalars.firstIndex(of: "=") else { throw .damaged }
            let key = String(part.unicodeScalars[..<sign])
            pairs.append((key, String(part.unicodeScalars[part.unicodeScalars.index(after: sign)...])))
        }
        lines = pairs[...]
    }

    mutating func intake(_ signature: String) throws(ReceiptPayload.Fault) -> IntakeReceipt {
        let (issuedAt, packageName) = (try text("issued-at"), try text("package-name"))
        let (package, checklist, round) = (
            try text("package-digest"), try text("checklist-digest"), try optional("round-digest")
        )
        let (name, uscc, asOf) = (try optional("applicant-name"), try optional("uscc"), try text("as-of"))
        guard let conclusion = Conclusion(rawValue: try text("conclusion")) else { throw .field("conclusion") }
        var receipt = IntakeReceipt(
            code: "", issuedAt: issuedAt, packageName: packageName, packageDigest: package, checklistDigest: checklist,
            roundDigest: round, applicantName: name, uscc: uscc, asOf: asOf, conclusion: conclusion,
            publicKey: try text("public-key"), signature: signature)
        try end()
        guard let code = ReceiptCanonicalForm.code(of: receipt) else { throw .field("issued-at") }
        receipt.code = code.description
        return receipt
    }

    mutating func establishment(_ signature: String) throws(ReceiptPayload.Fault) -> EstablishmentReceipt {
        let (number, issuedAt, authority) = (try text("number"), try text("issued-at"), try text("authority"))
        let (name, uscc) = (try text("applicant-name"), try optional("uscc"))
        guard let applicantClass = ApplicantClass(rawValue: try text("class")) else { throw .field("class") }
        let (code, address) = (try text("institution-code"), try text("address"))
        var occupations: [EstablishmentReceipt.Occupation] = []
        while let line = lines.first, line.key == "occupation" {
            lines.removeFirst()
            let parts = line.value.unicodeScalars.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == 4 else { throw .field("occupation") }
            var texts: [String] = []
            for part in parts { texts.append(try unescaped(String(part), "occupation")) }
            occupations.append(
                .init(
                    name: texts[0], code: texts[1].isEmpty ? nil : texts[1], trade: texts[2].isEmpty ? nil : texts[2],
                    levels: texts[3]))
        }
        let (from, until) = (try text("valid-from"), try text("valid-until"))
        let (noticeFrom, noticeUntil) = (try optional("notice-from"), try optional("notice-until"))
        let receipt = EstablishmentReceipt(
            number: number, issuedAt: issuedAt, authority: authority, applicantName: name, uscc: uscc,
            applicantClass: applicantClass, institutionCode: code, address: address, occupations: occupations,
            validFrom: from, validUntil: until, noticeFrom: noticeFrom, noticeUntil: noticeUntil,
            roundID: try text("round"), packageDigest: try text("package-digest"), publicKey: try text("public-key"),
            signature: signature)
        try end()
        return receipt
    }

    private mutating func optional(_ key: String) throws(ReceiptPayload.Fault) -> String? {
        guard let line = lines.first, line.key == key else { return nil }
        lines.removeFirst()
        return try unescaped(line.value, key)
    }

    private mutating func text(_ key: String) throws(ReceiptPayload.Fault) -> String {
        guard let value = try optional(key) else { throw .field(key) }
        return value
    }

    private func end() throws(ReceiptPayload.Fault) {
        if let rest = lines.first { throw .field(String(ReceiptText.oneLine(rest.key).prefix(40))) }
    }

    private func unescaped(_ value: String, _ key: String) throws(ReceiptPayload.Fault) -> String {
        let marks: [String: Unicode.Scalar] = ["25": "%", "0A": "\n", "0D": "\r", "7C": "|"]
        var out = String.UnicodeScalarView()
        var rest = value.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                out.append(scalar)
                continue
            }
            guard let mark = marks[String(String.UnicodeScalarView(rest.prefix(2)))] else { throw .field(key) }
            out.append(mark)
            rest = rest.dropFirst(2)
        }
        return String(out)
    }
}
