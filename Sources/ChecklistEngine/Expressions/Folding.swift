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

    /// As `fold`, and 有限责任公司 counts as 有限公司.
    static func foldName(_ text: String) -> String {
        fold(text).replacing("有限责任公司", with: "有限公司")
    }

    /// Byte for byte; without asking how characters could be composed.
    static func isSame(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
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
