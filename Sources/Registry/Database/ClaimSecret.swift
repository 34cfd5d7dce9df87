// SPDX-License-Identifier: GPL-3.0-or-later

/// What the keys of claims are digested with. It lies in the registry locked by the signing key, which lies elsewhere: beside
/// every digest stands the masked number, and with the secret the few digits that are hidden would be found in seconds.
struct ClaimSecret: Hashable {
    /// 32 bytes.
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// 64 hexadecimal digits.
    var text: String { bytes.map(hexadecimal).joined() }

    /// The secret, covered by a digest of what only this key can sign (Ed25519 signs the same twice), and a digest of its own by
    /// which the right key is known: 128 hexadecimal digits. Nil where the key cannot sign.
    func locked(by keys: ReceiptKeys, of registry: String) -> String? {
        Self.cover(keys, registry).map { cover in
            (zip(bytes, cover).map(^) + Self.check(bytes)).map(hexadecimal).joined()
        }
    }

    /// Nil where the text is none or was locked by another key.
    init?(locked text: String, by keys: ReceiptKeys, of registry: String) {
        let digits = Array(text.utf8)
        guard digits.count == 128, let cover = Self.cover(keys, registry) else { return nil }
        let all = stride(from: 0, to: 128, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        guard all.count == 64 else { return nil }
        bytes = zip(all[..<32], cover).map(^)
        guard Self.check(bytes) == Array(all[32...]) else { return nil }
    }

    private static func cover(_ keys: ReceiptKeys, _ registry: String) -> [UInt8]? {
        keys.sign(CanonicalLines.bytes("zhunsheng-claim-secret/1", [("registry", registry)])).map { Ed25519.sha256($0) }
    }

    private static func check(_ bytes: [UInt8]) -> [UInt8] {
        Ed25519.sha256(
            CanonicalLines.bytes("zhunsheng-claim-secret-check/1", [("secret", bytes.map(hexadecimal).joined())]))
    }
}
