// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Makes texts comparable that differ only in how they were typed.
enum Folding {
    private static let round: [Character: Character] = [
        "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "〈": "(", "〉": ")", "《": "(", "》": ")",
        "{": "(", "}": ")", "—": "-", "–": "-",
    ]

    private static let dropped: Set<Character> = ["·", "•", "・"]

    /// Compatibility forms, one kind of bracket, no white space, lower case.
    static func fold(_ text: String) -> String {
        // Codes and numbers have nothing to compose.
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 > 0x20 && $0 != 0x5B && $0 != 0x5D && $0 != 0x7B && $0 != 0x7D }) {
            return text.lowercased()
        }
        if let folded = plain(text) { return folded }
        var out = ""
        for character in text.precomposedStringWithCompatibilityMapping {
            let mapped = round[character] ?? character
            if mapped.isWhitespace || dropped.contains(mapped)
                || mapped.unicodeScalars.allSatisfy({ $0.properties.isDefaultIgnorableCodePoint })
            {
                continue
            }
            out += mapped.lowercased()
        }
        return out
    }

    /// What `fold` makes of a text of CJK ideographs, ASCII, its full-width forms and a few marks, as most are; nil where
    /// anything else stands in it, which may compose with its neighbours.
    static func plain(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            var value = scalar.value
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            switch value {
            case 0x09...0x0D, 0x20, 0x3000, 0xB7: continue
            case 0x41...0x5A: bytes.append(UInt8(value + 0x20))
            case 0x5B, 0x7B, 0x3008, 0x300A, 0x3010, 0x3014: bytes.append(0x28)
            case 0x5D, 0x7D, 0x3009, 0x300B, 0x3011, 0x3015: bytes.append(0x29)
            case 0x21...0x7E: bytes.append(UInt8(value))
            case 0x3001, 0x3002, 0x4E00...0x9FA5: bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// As `fold`, and 有限责任公司 counts as 有限公司.
    static func foldName(_ text: String) -> String {
        fold(text).replacing("有限责任公司", with: "有限公司")
    }

    /// Byte for byte; without asking how characters could be composed.
    static func isSame(_ a: String, _ b: String) -> Bool {
        var (a, b) = (a, b)
        return a.withUTF8 { a in
            b.withUTF8 { b in
                guard a.count == b.count, let start = a.baseAddress, let other = b.baseAddress else {
                    return a.isEmpty && b.isEmpty
                }
                return memcmp(start, other, a.count) == 0
            }
        }
    }

    /// Whether one text stands in the other, byte for byte.
    static func holds(_ text: String, _ part: String) -> Bool {
        var (text, part) = (text, part)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first, part.count <= text.count else { return part.isEmpty }
                return (0...(text.count - part.count)).contains { start in
                    text[start] == first && text[start..<(start + part.count)].elementsEqual(part)
                }
            }
        }
    }

    /// Without any white space; for comparing with the law as printed.
    static func dense(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }
}
