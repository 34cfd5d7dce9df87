// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Days, months and years, as ISO 8601.
extension Normaliser {
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
}
