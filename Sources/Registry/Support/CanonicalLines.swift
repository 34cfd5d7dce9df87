// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes that are digested or signed: UTF-8, a heading, then one `key=value` line a field in the order given, each ended by
/// LF. A field without value has no line. In values `%`, LF and CR are written `%25`, `%0A`, `%0D`, so that no value can
/// pass for another line.
enum CanonicalLines {
    static func bytes(_ heading: String, _ fields: [(String, String?)]) -> [UInt8] {
        lines(heading, fields.map { ($0.0, $0.1.map { escaped($0) }) })
    }

    /// The same for values that are escaped already.
    static func lines(_ heading: String, _ fields: [(String, String?)]) -> [UInt8] {
        var out = Array(heading.utf8) + [0x0A]
        for (key, value) in fields {
            guard let value else { continue }
            out += key.utf8
            out.append(0x3D)
            out += value.utf8
            out.append(0x0A)
        }
        return out
    }

    /// - Parameter bar: `|` is written `%7C`, too, where it stands between the parts of a value.
    static func escaped(_ value: String, bar: Bool = false) -> String {
        let isSpecial = { (byte: UInt8) in byte == 0x25 || byte == 0x0A || byte == 0x0D || bar && byte == 0x7C }
        guard value.utf8.contains(where: isSpecial) else { return value }
        var out: [UInt8] = []
        for byte in value.utf8 {
            if isSpecial(byte) {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%\(byte < 16 ? "0" : "")\(digits)".utf8
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// SHA-256 of these bytes, 64 hexadecimal digits.
    static func digest(_ heading: String, _ fields: [(String, String?)]) -> String {
        Ed25519.sha256(bytes(heading, fields)).map(hexadecimal).joined()
    }
}
