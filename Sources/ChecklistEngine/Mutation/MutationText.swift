// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

extension MutationReport {
    /// The figures, a line an operator and one in all, and what was found.
    /// - Parameter limit: of each list; nil for no limit.
    public func text(_ language: Language, limit: Int? = 20) -> String {
        func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        var lines = [
            say(
                "完整材料中符合\(baselineMet)项；可能受影响的结论\(baselineAtStake)项。",
                "Of the whole application \(baselineMet) findings are met; \(baselineAtStake) could be lost."),
            "",
        ]
        let heads = [
            say("变异", "mutants"), say("所涉结论", "at stake"), say("有变化", "changed"), say("状态", "state"),
            say("数字或说明", "words"), say("仅佐证", "evidence"), say("可有可无", "spare"), say("漏网", "survived"),
            say("误判符合", "false met"), say("合理转为符合", "allowed"), say("变化率", "killed"),
        ]
        let rows = MutationOperator.allCases.compactMap { item in figures[item].map { (item.title(language), $0) } }
        let table =
            [[""] + heads]
            + (rows + [(say("合计", "in all"), total)]).map { [$0.0] + cells($0.1) }
        lines += MutationTable.lines(table)
        lines += list(say("误判为符合", "False met"), falseMets.map { $0.text(language) }, limit, language)
        lines += list(say("漏网", "Survivors"), survivors.map { $0.text(language) }, limit, language)
        if limit == nil {
            let still = say("仍为符合，仅佐证有变", "Still met, shows other evidence")
            lines += list(still, stillMet.map { $0.text(language) }, limit, language)
            let aside = say("变为不适用", "Not applicable any more")
            lines += list(aside, setAside.map { $0.text(language) }, limit, language)
        }
        let excused = allowed.map { "\($0.outcome.text(language)): \($0.reason.title(language))" }
        if limit == nil { lines += list(say("合理转为符合", "Met and rightly so"), excused, limit, language) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func cells(_ figures: Figures) -> [String] {
        let counts = [
            figures.mutants, figures.atStake, figures.changed, figures.changedState, figures.changedWords,
            figures.changedEvidence, figures.spare, figures.survivors, figures.falseMet, figures.allowed,
        ]
        let share = figures.killed.map { NumberText.of(($0 * 10_000).rounded() / 100) + "%" }
        return counts.map(String.init) + [share ?? "–"]
    }

    private func list(_ title: String, _ items: [String], _ limit: Int?, _ language: Language) -> [String] {
        if items.isEmpty { return [] }
        let shown = items.prefix(limit ?? items.count)
        var lines = ["", "\(title)\(language == .zh ? "：" : ":")\(items.count)"] + shown.map { "  \($0)" }
        if shown.count < items.count {
            lines.append(
                language == .zh
                    ? "  另有\(items.count - shown.count)项（--verbose 全部列出）。"
                    : "  and \(items.count - shown.count) more (--verbose lists all).")
        }
        return lines
    }
}

/// Columns of text, numbers to the right; a Chinese character is two columns wide.
enum MutationTable {
    static func lines(_ rows: [[String]]) -> [String] {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let blank = String(repeating: " ", count: widths[column] - width(cell))
                return column == 0 ? cell + blank : blank + cell
            }.joined(separator: "  ")
        }
    }

    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? ($1.value == 0x2013 ? 1 : 2) : 1) }
    }
}
