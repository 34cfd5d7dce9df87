// SPDX-License-Identifier: GPL-3.0-or-later

/// RFC 4648 base32, capitals, without padding; what other texts could also mean the same bytes are refused.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 8 / 5 + 1)
        var (buffer, bits) = (0, 0)
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                out.append(alphabet[buffer >> bits & 31])
            }
        }
        if bits > 0 { out.append(alphabet[buffer << (5 - bits) & 31]) }
        return String(decoding: out, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for character in text.utf8 {
            switch character {
            case 0x41...0x5A: buffer = buffer << 5 | Int(character - 0x41)
            case 0x32...0x37: buffer = buffer << 5 | Int(character - 0x32 + 26)
            default: return nil
            }
            buffer &= 0x1FFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        // Neither a whole character nor a set bit may be left over.
        guard bits < 5, buffer & (1 << bits - 1) == 0 else { return nil }
        return out
    }
}
