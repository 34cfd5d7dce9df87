// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// What recognition does to values, undone where only one reading is possible; where more are, the value loses its
/// certainty and goes to a person. Only for text that was recognised from a picture.
enum ScanNoise {
    /// The text as it was most likely printed, and how much of its certainty is left, 0–1.
    static func repaired(_ raw: String, as type: ValueType) -> (text: String, certainty: Double) {
        // The line of a blank reaches beyond what was filled in.
        let text = raw.trimmingCharacters(in: CharacterSet(charactersIn: "_ ")).replacing("〈", with: "（")
            .replacing("〉", with: "）").replacing("《（", with: "（")
        switch type {
        case .uscc: return code(text)
        case .idNumber: return identity(text)
        case .date, .year: return date(text)
        case .phone: return (digitsOnly(text), digitsOnly(text) == text ? 1 : 0.85)
        case .area: return quantity(text, units: areaUnits)
        case .number, .days, .money, .percent, .allowance: return quantity(text, units: [:])
        case .text, .name: return (punctuated(text), 1)
        case .email: return address(text)
        default: return (text, 1)
        }
    }

    /// The confidence of a recognised value after its check character was looked at: of the wrong readings of a code,
    /// one in 31 passes (GB 32100-2015), of those of an identity number one in 11 (GB 11643-1999). Not for a value that
    /// was made to pass.
    static func confidence(_ read: Double, of value: String, as type: ValueType) -> Double {
        let passing: Double
        switch type {
        case .uscc where UnifiedCode.isValid(value): passing = 31
        case .idNumber where ResidentID.isValid(value): passing = 11
        default: return read
        }
        return min(0.97, ((1 - (1 - read) / passing) * 1000).rounded() / 1000)
    }

    /// 1 and l, 0 and o: nothing in an address tells them apart, though between letters one is likelier.
    private static func address(_ text: String) -> (String, Double) {
        var out = Array(text)
        for index in out.indices.dropFirst().dropLast() where "10".contains(out[index]) {
            guard out[index - 1].isLowercase, out[index + 1].isLowercase else { continue }
            out[index] = out[index] == "1" ? "l" : "o"
        }
        return (String(out), out.contains { "1lI0oO".contains($0) } ? 0.75 : 1)
    }

    /// Recognition writes half-width punctuation between Chinese characters, and 丶 for 、.
    private static func punctuated(_ text: String) -> String {
        let wide: [Character: Character] = [
            ",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "丶": "、", "?": "？", "!": "！",
        ]
        var out = Array(text)
        for index in out.indices {
            guard let full = wide[out[index]] else { continue }
            let near = [index - 1, index + 1].filter(out.indices.contains).map { out[$0] }
            if near.contains(where: isHan) { out[index] = full }
        }
        if out.count > 6, out.last == ".", out.dropLast().last.map(isHan) == true { out[out.count - 1] = "。" }
        return String(out)
    }

    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x4E00...0x9FFF).contains($0.value) } ?? false
    }

    // MARK: Codes

    /// Characters that the code's alphabet does not have, and the ones that they are taken for.
    private static let codeTwins: [Character: Character] = ["O": "0", "I": "1", "S": "5", "Z": "2", "V": "U"]
    /// Pairs that look alike and both belong to the alphabet: few, since every further one makes two answers likelier.
    private static let lookalikes: [Character: [Character]] = [
        "0": ["D", "Q"], "D": ["0"], "Q": ["0"], "6": ["G"], "G": ["6"], "8": ["B"], "B": ["8"],
    ]

    /// A unified social credit code: characters outside its alphabet have one twin inside; one further look-alike is
    /// exchanged when exactly one exchange makes the check character right (GB 32100-2015).
    private static func code(_ text: String) -> (String, Double) {
        let runs = Fold.key(text).split { !($0.isASCII && ($0.isNumber || $0.isLetter)) }
        guard let run = runs.first(where: { $0.count == 18 }), runs.filter({ $0.count == 18 }).count == 1 else {
            return (text, 1)
        }
        if UnifiedCode.isValid(run) { return (text, 1) }
        let twin = String(run.map { codeTwins[$0] ?? $0 })
        // I may be 1 or L, S may be 5 or 8: the check character must agree.
        if UnifiedCode.isValid(twin) { return (text.uppercased().replacing(String(run), with: twin), 0.95) }
        let characters = Array(twin)
        var found = Set<String>()
        for index in characters.indices {
            for other in lookalikes[characters[index]] ?? [] {
                // Places 3 to 8 are an administrative division: digits.
                if (2...7).contains(index), other.isLetter { continue }
                var changed = characters
                changed[index] = other
                if UnifiedCode.isValid(changed.map(String.init).joined()) { found.insert(String(changed)) }
            }
        }
        guard found.count == 1, let only = found.first else { return (text, 0.6) }
        // One in thirty-one wrong exchanges passes the check: good enough to agree with another document, not to stand alone.
        return (text.uppercased().replacing(String(run), with: only), 0.75)
    }

    private static func identity(_ text: String) -> (String, Double) {
        let digits = digitsOnly(text)
        let key = Fold.key(digits)
        let number = key.filter { $0.isASCII && ($0.isNumber || $0 == "X") }
        if ResidentID.isValid(number) { return (digits, digits == text ? 1 : 0.95) }
        // A number on paper that fails its check was more likely misread than misprinted.
        return (digits, 0.6)
    }

    /// Letters and strokes between digits that can only be digits.
    private static func digitsOnly(_ text: String) -> String {
        String(text.map { ["O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "]": "1", "!": "1"][$0] ?? $0 })
    }

    // MARK: Dates and quantities

    /// `2024年]月1]日`: strokes beside digits, 年, 月 and 日 are ones.
    private static func date(_ text: String) -> (String, Double) {
        var out = Array(text)
        var changed = false
        for index in out.indices where "]|lI!Oo".contains(out[index]) {
            let near = [index - 1, index + 1].filter(out.indices.contains).map { out[$0] }
            guard near.contains(where: { $0.isNumber || "年月日.-/".contains($0) }) else { continue }
            out[index] = "Oo".contains(out[index]) ? "0" : "1"
            changed = true
        }
        return (String(out), changed ? 0.8 : 1)
    }

    /// What ㎡ becomes.
    private static let areaUnits = [
        "M7": "㎡", "MF": "㎡", "MT": "㎡", "肝": "㎡", "11T": "㎡", "TTF": "㎡", "M": "㎡", "㎡2": "㎡",
    ]

    /// Words that may stand before a number and change nothing of it.
    private static let plainWords = [
        "共", "计", "合计", "共计", "总计", "为", "约", "近", "人民币", "¥", "￥", "面积", "建筑面积", "使用面积", "实缴", "认缴", "每月", "月", "(",
        ":", "其中", "不少于",
        "不低于", "保存", "年", "元", "大写", "小写", ",", "整", "不超过",
    ]

    private static func quantity(_ text: String, units: [String: String]) -> (String, Double) {
        var key = Fold.key(text)
        // A circle alone where a number belongs.
        if key == "O" || key == "〇" { return ("0", 0.85) }
        var certainty = 1.0
        for (noise, unit) in units.sorted(by: { $0.key.count > $1.key.count }) {
            guard key.hasSuffix(noise), let before = key.dropLast(noise.count).last, before.isASCII, before.isNumber
            else { continue }
            key = String(key.dropLast(noise.count)) + unit
            certainty = 0.85
            break
        }
        // ≥, ≤ and their like come out as any character: the number beside it may have swallowed the sign.
        let digits = key.prefix { !($0.isASCII && $0.isNumber) }
        if !digits.isEmpty, digits.count < key.count {
            let word = String(digits)
            let explained = plainWords.contains { word.hasSuffix($0) }
            if !explained, word.count <= 2 { certainty = min(certainty, 0.5) }
        }
        // Letters inside a number: O for 0, l for 1.
        let characters = Array(key)
        for index in characters.indices where "OIL|]".contains(characters[index]) {
            let near = [index - 1, index + 1].filter(characters.indices.contains).map { characters[$0] }
            if near.contains(where: { $0.isASCII && $0.isNumber }) { certainty = min(certainty, 0.5) }
        }
        return (certainty == 1 ? text : key, certainty)
    }
}
