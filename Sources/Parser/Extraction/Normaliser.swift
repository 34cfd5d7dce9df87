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
        guard var result = value(of: text, as: type, unit: unit, list: list, scanned: scanned) else { return nil }
        if [.number, .days, .money, .allowance, .percent, .area].contains(type), Self.isQualified(text) {
            result.certainty = min(result.certainty, 0.5)
        }
        return result
    }

    private func value(of text: String, as type: ValueType, unit: String?, list: String?, scanned: Bool) -> Result? {
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
        case .rating: return Self.rating(text)
        case .boolean: return nil
        case .choice: return choice(text, list: list, scanned: scanned)
        }
    }

    /// What is less than a number, at most so much, or only planned is not that number: a person has to see it.
    static func isQualified(_ text: String) -> Bool {
        // 不少于, 不低于 and 不小于 are the other way round.
        let key = Fold.key(text).replacing(/不(少于|低于|小于)/, with: "")
        return bounds.contains { key.contains($0) } || plans.contains { key.contains($0) }
    }

    private static let bounds = [
        "<", "≤", "≦", "〈", "不足", "不到", "不满", "未满", "未达", "不超过", "少于", "低于", "小于", "最多", "最长", "至多", "以内", "以下", "上限",
    ]
    private static let plans = ["拟", "计划", "预计", "预期", "力争", "尚未", "暂未", "未安装", "筹建", "在建", "待建"]

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
