// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML

/// Automatic numbers of headings and clauses (ECMA-376 part 1, 17.9): `第一条`, `一、`, `（二）`.
///
/// They do not stand in the text. Only Chinese ones are told: an automatic `1.` before a figure would become part of it.
struct WordNumbering {
    private struct Level {
        var format: String
        /// `第%1条`
        var pattern: String
        var start: Int
    }

    /// List → its levels.
    private var levels: [String: [Int: Level]] = [:]
    /// List → the numbers reached; lists of one abstract definition count on together.
    private var counters: [String: [Int: Int]] = [:]
    private var abstracts: [String: String] = [:]

    private static let chinese: Set<String> = [
        "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting", "ideographDigital",
        "taiwaneseCountingThousand", "taiwaneseCounting", "koreanDigital2",
    ]

    init(_ document: XMLDocument?) {
        guard let root = document?.root else { return }
        var definitions: [String: [Int: Level]] = [:]
        for node in root.children("abstractNum") {
            guard let id = node.attribute("abstractNumId") else { continue }
            for level in node.children("lvl") {
                guard let number = level.attribute("ilvl").flatMap(Int.init), (0...8).contains(number) else { continue }
                definitions[id, default: [:]][number] = Level(
                    format: level.value(of: "numFmt") ?? "decimal", pattern: level.value(of: "lvlText") ?? "",
                    start: Self.start(level.value(of: "start")) ?? 1)
            }
        }
        for node in root.children("num") {
            guard let id = node.attribute("numId"), let abstract = node.value(of: "abstractNumId") else { continue }
            levels[id] = definitions[abstract]
            abstracts[id] = abstract
            for change in node.children("lvlOverride") {
                guard let number = change.attribute("ilvl").flatMap(Int.init),
                    let start = Self.start(change.value(of: "startOverride"))
                else { continue }
                levels[id]?[number]?.start = start
                // A list that starts anew counts for itself.
                abstracts[id] = "\(abstract)#\(id)"
            }
        }
    }

    /// Counts the paragraph and says its number; nil where it is none of the Chinese ones.
    mutating func number(list: String, level: Int) -> String? {
        guard let all = levels[list], let own = all[level], let group = abstracts[list] else { return nil }
        var reached = counters[group] ?? [:]
        reached[level] = (reached[level] ?? own.start - 1) + 1
        for deeper in reached.keys where deeper > level { reached[deeper] = nil }
        counters[group] = reached
        guard Self.chinese.contains(own.format) || own.pattern.hasPrefix("第") else { return nil }
        var text = own.pattern
        for upper in 0...8 where text.contains("%\(upper + 1)") {
            guard let definition = all[upper], let value = reached[upper] ?? all[upper]?.start,
                let shown = Self.text(value, definition.format)
            else { return nil }
            text = text.replacing("%\(upper + 1)", with: shown)
        }
        return text
    }

    /// Where a list starts; a number that nobody counts to is none.
    private static func start(_ text: String?) -> Int? {
        text.flatMap(Int.init).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
    }

    private static func text(_ value: Int, _ format: String) -> String? {
        guard (1...9_999).contains(value) else { return nil }
        return chinese.contains(format) ? chineseText(value) : format == "decimal" ? "\(value)" : nil
    }

    /// 21 → 二十一, 105 → 一百零五.
    static func chineseText(_ value: Int) -> String {
        let digits = Array("零一二三四五六七八九")
        var out = ""
        var gap = false
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / unit % 10
            if digit == 0 {
                gap = !out.isEmpty
                continue
            }
            if gap { out += "零" }
            gap = false
            out += (digit == 1 && unit == 10 && out.isEmpty ? "" : String(digits[digit])) + name
        }
        return out
    }
}
