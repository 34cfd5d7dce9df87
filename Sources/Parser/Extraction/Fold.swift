// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Text folded for comparison: labels, headings and words of the vocabulary meet in this form.
enum Fold {
    /// Half-width forms, no white space, upper case, one kind of bracket, dash and colon.
    static func key(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace { continue }
            switch scalar.value {
            case 0xFF01...0xFF5E: out.append(upper(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar))
            case 0x3014, 0x3010: out.append("[")
            case 0x3015, 0x3011: out.append("]")
            case 0x2010...0x2015, 0x2212: out.append("-")
            case 0x3002: out.append(scalar)
            default: out.append(upper(scalar))
            }
        }
        return String(out)
    }

    private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x61...0x7A).contains(scalar.value) ? Unicode.Scalar(scalar.value - 32) ?? scalar : scalar
    }

    /// A label's key: without numbering in front, colon and unit behind. The unit (`万元`) comes back beside it.
    static func label(_ text: String) -> (key: String, unit: String?) {
        var key = Self.key(text)
        key = withoutNumbering(key)
        while let last = key.last, ":*、".contains(last) { key.removeLast() }
        return (key, nil)
    }

    /// The key without a bracket at its end, and what the bracket held.
    static func withoutBracket(_ key: String) -> (key: String, inner: String)? {
        guard key.last == ")", let open = key.lastIndex(of: "("), open > key.startIndex else { return nil }
        return (String(key[..<open]), String(key[key.index(after: open)..<key.index(before: key.endIndex)]))
    }

    /// `1.`, `2、`, `(一)`, `三、`, `①` and the like in front of a label or a title.
    static func withoutNumbering(_ key: String) -> String {
        let numerals = Set("0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩")
        var rest = Substring(key)
        if rest.first == "(", let close = rest.firstIndex(of: ")"), rest.distance(from: rest.startIndex, to: close) <= 4
        {
            let inner = rest[rest.index(after: rest.startIndex)..<close]
            if !inner.isEmpty, inner.allSatisfy({ numerals.contains($0) }) {
                return String(rest[rest.index(after: close)...].drop { "、.".contains($0) })
            }
            return key
        }
        let number = rest.prefix { numerals.contains($0) }
        guard !number.isEmpty, number.count <= 3 else { return key }
        rest = rest.dropFirst(number.count)
        if let stop = rest.first, "、.)．".contains(stop) { return String(rest.dropFirst()) }
        if "①②③④⑤⑥⑦⑧⑨⑩".contains(number.first ?? " ") { return String(rest) }
        return key
    }
}

/// Words in a fixed order, ready to be looked for in many folded texts; `*` in the pattern stands for anything.
struct FoldedPattern {
    private let parts: [[UInt8]]

    init(_ pattern: String) { parts = pattern.split(separator: "*").map { Array($0.utf8) } }

    /// How many characters of the text the pattern spans, from its first to its last word; nil if it does not match.
    /// - Parameter text: UTF-8.
    func span(in text: [UInt8]) -> Int? {
        text.withUnsafeBytes { text in
            var start: Int?
            var from = 0
            for part in parts {
                guard let place = Self.place(of: part, in: text, from: from) else { return nil }
                start = start ?? place
                from = place + part.count
            }
            // Bytes that begin a character.
            return start.map { text[$0..<from].count { $0 & 0xC0 != 0x80 } }
        }
    }

    /// By the part's last byte: the first bytes of Chinese characters are nearly all alike.
    private static func place(of part: [UInt8], in text: UnsafeRawBufferPointer, from: Int) -> Int? {
        guard let base = text.baseAddress, let last = part.last else { return nil }
        var end = from + part.count - 1
        while end < text.count {
            guard let found = memchr(base + end, Int32(last), text.count - end) else { return nil }
            let start = UnsafeRawPointer(found) - base - part.count + 1
            if memcmp(base + start, part, part.count) == 0 { return start }
            end = start + part.count
        }
        return nil
    }

    func occurs(in text: [UInt8]) -> Bool { span(in: text) != nil }
}
