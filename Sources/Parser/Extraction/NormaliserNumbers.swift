// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Counts, days, sums, shares and areas, as plain numbers in the unit of the dossier.
extension Normaliser {
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
}
