// SPDX-License-Identifier: GPL-3.0-or-later

/// Chinese numerals, everyday (二十三), positional (二〇二六) and financial (贰仟万).
enum Numerals {
    private static let digits: [Character: Int] = [
        "〇": 0, "零": 0, "○": 0, "Ｏ": 0, "一": 1, "壹": 1, "二": 2, "贰": 2, "貳": 2, "两": 2, "三": 3, "叁": 3, "參": 3, "四": 4,
        "肆": 4,
        "五": 5, "伍": 5, "六": 6, "陆": 6, "陸": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
    ]
    private static let units: [Character: Int] = [
        "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30,
    ]

    static func isNumeral(_ character: Character) -> Bool {
        digits[character] != nil || units[character] != nil || "万萬亿億".contains(character)
    }

    /// The number that the whole text spells; nil if it is not one.
    static func value(_ text: String) -> Int? {
        guard !text.isEmpty else { return nil }
        if text.allSatisfy({ digits[$0] != nil }) {
            guard text.count <= 12 else { return nil }
            return text.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
        }
        var total = 0
        var section = 0
        var pending: Int?
        // What the digit after a unit counts when its own unit is not said: 一百五 is 150, 一百零五 is 105.
        var unsaid = 1
        for character in text {
            if let digit = digits[character] {
                pending = digit
                if digit == 0 { unsaid = 1 }
            } else if let unit = units[character] {
                if "廿卅".contains(character) { section += unit } else { section += (pending ?? 1) * unit }
                pending = nil
                unsaid = "廿卅".contains(character) ? 1 : unit / 10
            } else if "万萬".contains(character) {
                section += pending ?? 0
                total += max(section, total == 0 && section == 0 ? 1 : section) * 10_000
                section = 0
                pending = nil
                unsaid = 1000
            } else if "亿億".contains(character) {
                section += pending ?? 0
                // The product must stay in range before it is looked at.
                guard total + section < 10_000_000 else { return nil }
                total = (total + section) * 100_000_000
                section = 0
                pending = nil
                unsaid = 10_000_000
            } else {
                return nil
            }
            guard total < 1_000_000_000_000_000, section < 1_000_000_000 else { return nil }
        }
        return total + section + (pending ?? 0) * unsaid
    }
}
