// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Turns text as printed into the dossier's plain values; says how sure it is of the turn.
public struct Normaliser {
    struct Result: Equatable {
        var value: String
        /// 1 when the text can mean nothing else; less where something was guessed.
        var certainty: Double
    }

    let vocabulary: Vocabulary

    /// - Parameters:
    ///   - unit: the unit that the label names (`万元`), for values without one of their own.
    ///   - list: words of a choice.
    ///   - scanned: the text was recognised from a picture, where boxes to tick look like characters.
    func normalise(
        _ raw: String, as type: ValueType, unit: String? = nil, list: String? = nil, scanned: Bool = false
    ) -> Result? {
        let text = raw.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !Self.isBlank(text) else { return nil }
        switch type {
        case .text: return Result(value: Self.folded(text), certainty: 1)
        case .name: return Self.name(text)
        case .date: return Self.date(text)
        case .year: return Self.year(text)
        case .number: return Self.count(text)
        case .days: return Self.days(text)
        case .money: return Self.money(text, unit: unit, base: 10_000)
        case .allowance: return Self.allowance(text, unit: unit)
        case .percent: return Self.percent(text)
        case .area: return Self.area(text, unit: unit)
        case .uscc: return Self.uscc(text)
        case .idNumber: return Self.idNumber(text)
        case .phone: return Self.phone(text)
        case .email: return Self.email(text)
        case .levels: return Self.levels(text, scanned: scanned)
        case .occupationCode: return Self.occupationCode(text)
        case .boolean: return nil
        case .choice: return choice(text, list: list, scanned: scanned)
        }
    }

    /// Dashes, slashes and the words for "none" that fill an empty field.
    static func isBlank(_ text: String) -> Bool {
        let key = Fold.key(text)
        return key.isEmpty || key.allSatisfy { "-/—_.·".contains($0) } || ["无", "暂无", "空", "N/A", "NULL"].contains(key)
    }

    static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    static func name(_ text: String) -> Result? {
        var out = ""
        // What follows a comma behind a name is no part of it.
        for character in text.prefix(while: { !"，,；;。\n".contains($0) }) where !character.isWhitespace {
            switch character {
            case "(": out += "（"
            case ")": out += "）"
            default: out.append(character)
            }
        }
        // 某公司（盖章）, （某公司）
        for mark in ["（盖章）", "（公章）", "（签章）", "（签字）", "（签名）", "（单位公章）"] where out.hasSuffix(mark) {
            out.removeLast(mark.count)
        }
        if out.first == "（", out.last == "）", out.dropFirst().dropLast().allSatisfy({ $0 != "（" && $0 != "）" }) {
            out = String(out.dropFirst().dropLast())
        }
        return out.isEmpty ? nil : Result(value: out, certainty: 1)
    }

    // MARK: Dates

    /// True for a day of the calendar in the form `2026-03-31`.
    public static func isISODay(_ text: String) -> Bool { text.count == 10 && dates(in: text) == [text] }

    /// ISO date, ISO month or `长期`. Of a span (`自…至…`) it is the end.
    static func date(_ text: String) -> Result? {
        let key = Fold.key(text)
        for word in ["长期", "永久", "无固定期限", "永续"] where key.contains(word) { return Result(value: "长期", certainty: 1) }
        // 2026.3 alone in its field is a month; among other words it could be any number.
        if let month = month(key) { return Result(value: month, certainty: 0.9) }
        let all = datesWithDoubt(in: text)
        guard let last = all.last, all.count <= 2 else { return nil }
        // The month of an impossible day (2月30日) is a guess.
        if all.contains(where: \.doubtful) { return Result(value: last.date, certainty: 0.5) }
        return Result(value: last.date, certainty: all.count == 2 ? 0.97 : key.count <= 24 ? 1 : 0.9)
    }

    private static func month(_ key: String) -> String? {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, (1...2).contains(parts[1].count), key.allSatisfy({ $0.isASCII }),
            let year = Int(parts[0]), let month = Int(parts[1]), (1900...2199).contains(year), (1...12).contains(month)
        else { return nil }
        return iso(year, month)
    }

    /// Every date in the text, in order.
    static func dates(in text: String) -> [String] { datesWithDoubt(in: text).map(\.date) }

    private static func datesWithDoubt(in text: String) -> [(date: String, doubtful: Bool)] {
        let characters = foldedForDates(text)
        var out: [(date: String, doubtful: Bool)] = []
        var index = 0
        while index < characters.count {
            if let (date, next, doubtful) = date(characters, at: index) {
                out.append((date, doubtful))
                index = next
            } else {
                index += 1
            }
        }
        return out
    }

    /// Without white space, but for one space between two numbers: `2026-3-1 10:22` is not the eleventh.
    private static func foldedForDates(_ text: String) -> [Character] {
        func isDigit(_ character: Character?) -> Bool { character.map { $0.isASCII && $0.isNumber } ?? false }
        var out: [Character] = []
        var last = 0
        for piece in text.split(whereSeparator: \.isWhitespace).map({ Fold.key(String($0)) }) {
            // Digits set apart one by one belong together.
            if isDigit(out.last), isDigit(piece.first), last > 1 || piece.count > 1 { out.append(" ") }
            out += piece
            last = piece.count
        }
        return out
    }

    /// The date that begins there, where it ends, and whether it is only the month of a day that does not exist.
    private static func date(_ c: [Character], at start: Int) -> (String, Int, Bool)? {
        guard start == 0 || !(c[start - 1].isASCII && (c[start - 1].isNumber || c[start - 1].isLetter)) else {
            return nil
        }
        var i = start
        func digits(_ limit: Int) -> Int? {
            var text = ""
            while i < c.count, text.count < limit, c[i].isASCII, c[i].isNumber {
                text.append(c[i])
                i += 1
            }
            return Int(text)
        }
        func numeral() -> Int? {
            var text = ""
            // 二0二六, 二O二六: what people type for 〇.
            while i < c.count, Numerals.isNumeral(c[i]) || !text.isEmpty && "0O".contains(c[i]), text.count < 4 {
                text.append("0O".contains(c[i]) ? "〇" : c[i])
                i += 1
            }
            return Numerals.value(text)
        }
        let arabic = c[i].isASCII && c[i].isNumber
        guard arabic || Numerals.isNumeral(c[i]) else { return nil }
        guard let year = arabic ? digits(4) : numeral(), (1900...2199).contains(year), i < c.count else { return nil }
        let separator = c[i]
        var month: Int?
        if separator == "年" {
            i += 1
            month = i < c.count ? (c[i].isASCII ? digits(2) : numeral()) : nil
            guard let month, (1...12).contains(month), i < c.count, c[i] == "月" else { return nil }
            i += 1
            let mark = i
            if i < c.count, let day = c[i].isASCII ? digits(2) : numeral(), i < c.count, c[i] == "日" || c[i] == "号" {
                return isDay(day, month, year) ? (iso(year, month, day), i + 1, false) : (iso(year, month), i + 1, true)
            }
            return (iso(year, month), mark, false)
        }
        if "-./".contains(separator) {
            i += 1
            month = digits(2)
            guard let month, (1...12).contains(month) else { return nil }
            if i < c.count, c[i] == separator {
                let mark = i
                i += 1
                if let day = digits(2) {
                    guard isDay(day, month, year) else { return (iso(year, month), i, true) }
                    // Set solid with a time, 110:22 may be the eleventh or the first.
                    let solid = c[i - 2] != "0" && i < c.count && c[i].isASCII && c[i].isNumber
                    return (iso(year, month, day), i, solid)
                }
                i = mark
            }
            // 2026.3 could be any number; only dashes and slashes make it a month.
            return separator == "." ? nil : (iso(year, month), i, false)
        }
        // 20260331 and 202603.
        if arabic, separator.isASCII, separator.isNumber, let month = digits(2), (1...12).contains(month) {
            let mark = i
            func ends() -> Bool { i >= c.count || !(c[i].isASCII && (c[i].isNumber || c[i].isLetter)) }
            if let day = digits(2), isDay(day, month, year), i == mark + 2, ends() {
                return (iso(year, month, day), i, false)
            }
            i = mark
            if ends() { return (iso(year, month), i, false) }
        }
        return nil
    }

    private static func isDay(_ day: Int, _ month: Int, _ year: Int) -> Bool {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
    }

    private static func iso(_ year: Int, _ month: Int, _ day: Int? = nil) -> String {
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))" + (day.map { "-\(two($0))" } ?? "")
    }

    static func year(_ text: String) -> Result? {
        let key = Fold.key(text)
        let runs = key.split { !($0.isASCII && $0.isNumber) }.filter {
            $0.count == 4 && ("19"..."21").contains(String($0.prefix(2)))
        }
        if Set(runs).count == 1, let only = runs.first { return Result(value: String(only), certainty: 1) }
        if let chinese = Numerals.value(String(key.prefix { Numerals.isNumeral($0) })), (1900...2199).contains(chinese)
        {
            return Result(value: "\(chinese)", certainty: 1)
        }
        return nil
    }

    // MARK: Numbers

    /// The numbers in the text, thousands separators removed.
    static func numbers(in text: String) -> [(value: Decimal, text: String, range: Range<String.Index>)] {
        var out: [(Decimal, String, Range<String.Index>)] = []
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isASCII, text[index].isNumber else {
                index = text.index(after: index)
                continue
            }
            let start = index
            var digits = ""
            var seenPoint = false
            while index < text.endIndex {
                let character = text[index]
                if character.isASCII, character.isNumber {
                    digits.append(character)
                } else if character == ".", !seenPoint,
                    let next = text.index(index, offsetBy: 1, limitedBy: text.endIndex),
                    next < text.endIndex, text[next].isNumber
                {
                    digits.append(".")
                    seenPoint = true
                } else if character == ",", let end = text.index(index, offsetBy: 4, limitedBy: text.endIndex),
                    text[text.index(after: index)..<end].allSatisfy(\.isNumber)
                {
                    // thousands separator
                } else {
                    break
                }
                index = text.index(after: index)
            }
            if let value = Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX")) {
                out.append((value, digits, start..<index))
            }
        }
        return out
    }

    static func plain(_ value: Decimal) -> String {
        var value = value
        var rounded = Decimal()
        NSDecimalRound(&rounded, &value, 6, .plain)
        return "\(rounded)"
    }

    static func count(_ text: String) -> Result? {
        let key = Fold.key(text)
        let all = numbers(in: key)
        if all.count == 1 {
            return Result(value: plain(all[0].value), certainty: key.contains("约") || key.contains("余") ? 0.7 : 1)
        }
        if all.isEmpty {
            let run = key.prefix { Numerals.isNumeral($0) }
            if !run.isEmpty, let value = Numerals.value(String(run)) {
                return Result(value: "\(value)", certainty: 0.95)
            }
        }
        return nil
    }

    static func days(_ text: String) -> Result? {
        let key = Fold.key(text)
        guard let base = count(text), let number = Decimal(string: base.value) else { return nil }
        if key.contains("个月") || key.hasSuffix("月") { return Result(value: plain(number * 30), certainty: 0.9) }
        if key.contains("年") { return Result(value: plain(number * 365), certainty: 0.9) }
        if key.contains("周") { return Result(value: plain(number * 7), certainty: 0.95) }
        return base
    }

    /// 万元 out of `2000`, `2000万元`, `贰仟万元整人民币`, `1,500,000.00元`, `1.2亿元`.
    static func money(_ text: String, unit: String?, base: Decimal) -> Result? {
        let key = Fold.key(text)
        let all = numbers(in: key)
        if all.count == 1 {
            let behind = String(key[all[0].range.upperBound...].drop { $0 == "(" })
            let before = key[..<all[0].range.lowerBound]
            let foreign = foreignMoney.contains { key.contains($0) } ? 0.5 : 1.0
            let factor: Decimal?
            if behind.hasPrefix("亿") {
                factor = 10_000
            } else if behind.hasPrefix("万") {
                factor = 1
            } else if behind.hasPrefix("千元") {
                factor = Decimal(string: "0.1")
            } else if behind.hasPrefix("元") || behind.hasPrefix("圆") || before.hasSuffix("¥") || before.hasSuffix("￥") {
                factor = 1 / base
            } else {
                factor = nil
            }
            if let factor { return Result(value: plain(all[0].value * factor), certainty: foreign) }
            let label = unit.map(Fold.key) ?? ""
            if label.contains("亿") { return Result(value: plain(all[0].value * 10_000), certainty: foreign) }
            if label.contains("万") { return Result(value: plain(all[0].value), certainty: foreign) }
            if label.contains("千") { return Result(value: plain(all[0].value / 10), certainty: foreign) }
            if label.contains("元") { return Result(value: plain(all[0].value / base), certainty: foreign) }
            // Without any unit 万元 is usual; a person has to say.
            return Result(value: plain(all[0].value), certainty: 0.6)
        }
        if all.isEmpty {
            let run = String(key.drop { !Numerals.isNumeral($0) }.prefix { Numerals.isNumeral($0) })
            guard let value = Numerals.value(run), value > 0 else { return nil }
            let behind = key.range(of: run).map { key[$0.upperBound...] } ?? ""
            let foreign = foreignMoney.contains { key.contains($0) }
            let named = behind.hasPrefix("元") || behind.hasPrefix("圆") || key.contains("人民币")
            return Result(value: plain(Decimal(value) / base), certainty: foreign ? 0.5 : named ? 1 : 0.7)
        }
        return nil
    }

    /// Sums in these are no sums in yuan; a person has to say.
    private static let foreignMoney = ["美元", "美金", "USD", "欧元", "港元", "港币", "日元", "英镑", "新台币", "韩元"]

    /// 元 a month.
    static func allowance(_ text: String, unit: String?) -> Result? {
        let key = Fold.key(text)
        let all = numbers(in: key)
        guard all.count == 1 else { return nil }
        let context = key + (unit.map(Fold.key) ?? "")
        if context.contains("年") { return Result(value: plain(all[0].value / 12), certainty: 0.85) }
        if context.contains("一次性") { return Result(value: plain(all[0].value), certainty: 0.5) }
        return Result(value: plain(all[0].value), certainty: context.contains("月") ? 1 : 0.9)
    }

    static func percent(_ text: String) -> Result? {
        let key = Fold.key(text)
        let all = numbers(in: key)
        guard all.count == 1 else { return nil }
        let behind = key[all[0].range.upperBound...]
        return Result(value: plain(all[0].value), certainty: behind.hasPrefix("%") ? 1 : 0.85)
    }

    static func area(_ text: String, unit: String?) -> Result? {
        let key = Fold.key(text)
        let all = numbers(in: key)
        let square = ["平方米", "㎡", "M²", "M2", "平米", "平方"]
        // `M2` behind a number would be read as a further number.
        let first = all.filter { item in !(item.text == "2" && key[..<item.range.lowerBound].hasSuffix("M")) }
        guard first.count == 1 else { return nil }
        let behind = String(key[first[0].range.upperBound...])
        let label = unit.map(Fold.key) ?? ""
        if behind.hasPrefix("亩") { return Result(value: plain(first[0].value * 2000 / 3), certainty: 0.9) }
        let named = square.contains { behind.hasPrefix($0) || label.contains($0) }
        return Result(value: plain(first[0].value), certainty: named ? 1 : behind.isEmpty ? 0.9 : 0.7)
    }

    // MARK: Codes

    static func uscc(_ text: String) -> Result? {
        let key = Fold.key(text)
        let runs = key.split { !($0.isASCII && ($0.isNumber || $0.isLetter)) }.filter { $0.count == 18 }
        guard runs.count == 1, let run = runs.first else {
            // A code broken over a line or by spaces is one run once they are gone; anything else is no code.
            let all = key.filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
            guard (15...18).contains(all.count), key.count <= 20 else { return nil }
            return Result(
                value: String(all), certainty: all.count == 18 && UnifiedCode.isValid(String(all)) ? 0.95 : 0.5)
        }
        return Result(value: String(run), certainty: UnifiedCode.isValid(String(run)) ? 1 : 0.6)
    }

    static func idNumber(_ text: String) -> Result? {
        let key = Fold.key(text)
        let all = key.filter { $0.isASCII && ($0.isNumber || $0 == "X") }
        let rest = key.filter { !($0.isASCII && ($0.isNumber || $0 == "X")) }
        guard all.count == 18 || all.count == 15, rest.allSatisfy({ "()（）'`".contains($0) }) else {
            return all.count >= 6 && key.contains("*") ? Result(value: key, certainty: 0.5) : nil
        }
        return Result(value: String(all), certainty: ResidentID.isValid(String(all)) ? 1 : 0.8)
    }

    static func phone(_ text: String) -> Result? {
        let key = Fold.key(text)
        let digits = key.filter { $0.isASCII && $0.isNumber }
        guard (7...13).contains(digits.count) else { return nil }
        if digits.count == 11, digits.hasPrefix("1") { return Result(value: String(digits), certainty: 1) }
        return Result(value: key, certainty: 0.95)
    }

    static func email(_ text: String) -> Result? {
        let bare = text.filter { !$0.isWhitespace }
        guard let at = bare.firstIndex(of: "@"), at != bare.startIndex, bare[at...].contains(".") else { return nil }
        return Result(value: bare, certainty: 1)
    }

    static func occupationCode(_ text: String) -> Result? {
        let key = Fold.key(text)
        let digits = key.filter { $0.isASCII && $0.isNumber }
        guard digits.count == 7, key.allSatisfy({ $0.isNumber || "-.".contains($0) }) else { return nil }
        let d = Array(digits)
        return Result(
            value: "\(d[0])-\(d[1])\(d[2])-\(d[3])\(d[4])-\(d[5])\(d[6])", certainty: key.contains("-") ? 1 : 0.9)
    }

    // MARK: Levels

    private static let levelWords: [(String, Int)] = [
        ("高级技师", 1), ("一级", 1), ("1级", 1), ("技师", 2), ("二级", 2), ("2级", 2), ("高级工", 3), ("高级技能", 3), ("三级", 3),
        ("3级", 3),
        ("中级工", 4), ("中级技能", 4), ("四级", 4), ("4级", 4), ("初级工", 5), ("初级技能", 5), ("五级", 5), ("5级", 5), ("高级", 3),
        ("中级", 4), ("初级", 5),
    ]

    private static let levelOptions = Dictionary(grouping: levelWords) { "\($0.1)" }.mapValues { $0.map(\.0) }

    /// The levels named in the text, from 5 (初级工) to 1 (高级技师): lists (`五级/初级工、四级`), ranges (`五至三级`, `5-3级`,
    /// `三级及以下`).
    static func levels(_ text: String, scanned: Bool = false) -> Result? {
        var key = Fold.key(text).replacing("特级技师", with: "").replacing("首席技师", with: "")
        guard !key.isEmpty else { return nil }
        if key.contains("不分等级") || key.contains("不分级") { return nil }
        // A form prints every level with a box; only the ticked ones count.
        if let boxes = TickBoxes.options(in: key, words: levelOptions, scanned: scanned), !boxes.isEmpty {
            return result(Set(boxes.filter(\.ticked).compactMap { Int($0.value) }), 1)
        }
        var found = Set<Int>()
        let numeral: [Character: Int] = [
            "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
        ]
        // Ranges first, while their hyphens still stand between two levels.
        for part in key.split(whereSeparator: { "、,，;；".contains($0) }) {
            for separator in ["至", "-", "~", "到"] {
                let pieces = part.components(separatedBy: separator)
                guard pieces.count == 2 else { continue }
                func level(in piece: String, last: Bool) -> Int? {
                    let words = levelWords.filter { piece.contains($0.0) }.max { $0.0.count < $1.0.count }
                    if let words { return words.1 }
                    let bare = piece.filter { numeral[$0] != nil }
                    guard piece.count <= 3, let only = last ? bare.last : bare.first else { return nil }
                    return numeral[only]
                }
                if let from = level(in: pieces[0], last: true), let to = level(in: pieces[1], last: false), from != to {
                    found.formUnion(min(from, to)...max(from, to))
                    key = key.replacing(part, with: "")
                    break
                }
            }
        }
        if !found.isEmpty, !key.contains(where: { !"、,，;；".contains($0) }) { return result(found, 1) }
        let downTo = key.contains("以下")
        let upTo = key.contains("以上")
        let inclusive = key.contains("及以")
        for (word, level) in levelWords {
            while let range = key.range(of: word) {
                found.insert(level)
                key.replaceSubrange(range, with: "#")
            }
        }
        // `五、四、三级`: numerals that share one 级.
        if key.contains("#") {
            let bare = key.split { !"一二三四五12345#、,/".contains($0) }.first { $0.contains("#") } ?? ""
            for character in bare { if let level = numeral[character] { found.insert(level) } }
        } else if found.isEmpty {
            let list = key.filter { !"、,/ ".contains($0) }
            guard list.count <= 5, list.allSatisfy({ numeral[$0] != nil }) else { return nil }
            for character in list { if let level = numeral[character] { found.insert(level) } }
            return result(found, 0.85)
        }
        if downTo, let top = found.min() { for level in top...5 { found.insert(level) } }
        if upTo, let low = found.max() { for level in 1...low { found.insert(level) } }
        return result(found, downTo || upTo ? inclusive ? 0.9 : 0.7 : 1)
    }

    private static func result(_ levels: Set<Int>, _ certainty: Double) -> Result? {
        guard !levels.isEmpty else { return nil }
        return Result(value: levels.sorted(by: >).map(String.init).joined(separator: " "), certainty: certainty)
    }

    // MARK: Choices

    /// One of a list of words; where boxes are ticked, the ticked one.
    private func choice(_ text: String, list: String?, scanned: Bool) -> Result? {
        guard let list, let words = vocabulary.words[list] else { return nil }
        if let ticked = TickBoxes.options(in: text, words: words, scanned: scanned) {
            let chosen = ticked.filter(\.ticked)
            // Whether a recognised box is ticked was seen in its shape alone.
            if chosen.count == 1 { return Result(value: chosen[0].value, certainty: scanned ? 0.88 : 1) }
            if !ticked.isEmpty { return nil }
        }
        let named = Set(
            words.compactMap { value, synonyms in
                synonyms.contains { Fold.key(text).contains(Fold.key($0)) } ? value : nil
            })
        guard let value = vocabulary.value(in: list, for: text) else { return nil }
        return Result(value: value, certainty: named.count == 1 ? 1 : 0.85)
    }
}
