// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes that are digested or signed: UTF-8, a heading, then one `key=value` line a field in the order given, each ended by
/// LF. A field without value has no line. In values `%`, LF and CR are written `%25`, `%0A`, `%0D`, so that no value can
/// pass for another line.
enum CanonicalLines {
    static func bytes(_ heading: String, _ fields: [(String, String?)]) -> [UInt8] {
        var out = Array(heading.utf8) + [0x0A]
        for (key, value) in fields {
            guard let value else { continue }
            out += Array("\(key)=".utf8)
            for byte in value.utf8 {
                switch byte {
                case 0x25: out += Array("%25".utf8)
                case 0x0A: out += Array("%0A".utf8)
                case 0x0D: out += Array("%0D".utf8)
                default: out.append(byte)
                }
            }
            out.append(0x0A)
        }
        return out
    }

    /// SHA-256 of these bytes, 64 hexadecimal digits.
    static func digest(_ heading: String, _ fields: [(String, String?)]) -> String {
        Ed25519.sha256(bytes(heading, fields)).map(hexadecimal).joined()
    }
}
