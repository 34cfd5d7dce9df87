// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// All conditions of a checklist as one page of Markdown: `docs/conditions.md`. The same checklist gives the same bytes.
public enum ConditionCatalogue {
    public static func markdown(_ checklist: Checklist) -> String {
        var page = Page()
        page.line("<!-- Made by `zhunsheng checklist docs`; change the files in Checklists and run `make docs`. -->")
        page.line("# \(checklist.title) — conditions")
        page.line(
            "\(checklist.english ?? checklist.title). Version \(checklist.version); "
                + checklist.citations.map { "\($0.title)（\($0.number)）" }.joined(separator: "; ") + ".")
        page.line(
            "How a state comes about: [Checklists/README.md](../Checklists/README.md). The thresholds are set by a round; one that it leaves open is never met or unmet."
        )
        summary(checklist, &page)
        for condition in checklist.conditions { section(condition, checklist, &page) }
        thresholds(checklist, &page)
        page.line("## Contradictions and holes of the text")
        for contradiction in checklist.contradictions {
            page.item(
                "**\(contradiction.id)** \(contradiction.text)（\(contradiction.citations.joined(separator: "、"))）")
            page.item(contradiction.english, level: 1)
        }
        return page.text
    }

    private static func summary(_ checklist: Checklist, _ page: inout Page) {
        page.line("## All conditions")
        let rows = checklist.conditions.map { condition in
            [
                "[\(condition.id)](#\(anchor(condition)))", condition.article, condition.phrase,
                condition.judgedBy.rawValue, "\(condition.examples.count)",
            ]
        }
        page.table(["id", "article", "phrase", "judged by", "examples"], rows)
    }

    private static func anchor(_ condition: Condition) -> String { "c-" + condition.id.lowercased() }

    private static func section(_ condition: Condition, _ checklist: Checklist, _ page: inout Page) {
        page.line("<a id=\"\(anchor(condition))\"></a>")
        page.line("## \(condition.id) \(condition.phrase)")
        if let phrase = condition.english?.phrase { page.line("*\(Page.escaped(phrase))*") }
        let kinds = checklist.kindTitles(.zh)
        page.item("\(condition.article)\(condition.derived ? " (derived, not its wording)" : "")")
        page.item("applies to: " + condition.appliesTo.map { $0.title(.zh) }.joined(separator: "、"))
        if let when = condition.when { page.item("only where `\(when.text)`") }
        page.item("judged by: \(condition.judgedBy.rawValue)")
        page.item("documents: " + condition.documents.map { kinds[$0] ?? $0 }.joined(separator: "、"))
        if let question = condition.question { page.item("question: \(question) \(condition.english?.question ?? "")") }
        for note in condition.notes {
            let when = note.when.map { " (where `\($0.text)`)" } ?? ""
            switch note.content {
            case .contradiction(let id): page.item("shows \(id)\(when)")
            case .remark(let text, _): page.item("remark\(when): \(text)")
            }
        }
        for (number, check) in condition.checks.enumerated() {
            page.item("check \(number + 1): `\(check.measure.text)` `\(check.requirement.text)`")
            for (label, text) in [
                ("for each", check.forEach?.text), ("when", check.when?.text), ("given", check.given?.text),
                ("only if the round sets", check.ifSet),
            ] {
                if let text { page.item("\(label) `\(text)`", level: 1) }
            }
            if check.unproven != .missing { page.item("unproven \(check.unproven.rawValue)", level: 1) }
            if check.otherwise != .unmet { page.item("otherwise \(check.otherwise.rawValue)", level: 1) }
            if let gap = check.texts.gap { page.item("gap: \(gap)", level: 1) }
            if let remedy = check.texts.remedy { page.item("remedy: \(remedy)", level: 1) }
        }
        page.item("examples")
        for example in condition.examples {
            let ground = example.ground.map { "/\($0.rawValue)" } ?? ""
            page.item("\(example.name) → \(example.expect.rawValue)\(ground)", level: 1)
        }
    }

    private static func thresholds(_ checklist: Checklist, _ page: inout Page) {
        page.line("## Thresholds")
        let rows = checklist.thresholds.map { threshold -> [String] in
            let users = checklist.conditions.filter { condition in
                condition.checks.contains {
                    $0.requirement.text.contains("{threshold: \(threshold.name)}") || $0.ifSet == threshold.name
                }
            }
            return [
                "`\(threshold.name)`", "\(threshold.title) \(threshold.english)",
                "\(threshold.unit) (\(threshold.unitEnglish))", users.map(\.id).joined(separator: " "),
            ]
        }
        page.table(["name", "what", "unit", "used by"], rows)
    }

    /// Lines of Markdown, blocks kept apart by one empty line.
    private struct Page {
        private(set) var text = ""
        private var inList = false

        mutating func line(_ line: String) {
            if !text.isEmpty { text += "\n" }
            text += line + "\n"
            inList = false
        }

        mutating func item(_ item: String, level: Int = 0) {
            if !inList { text += "\n" }
            let margin = String(repeating: "  ", count: level)
            text += "\(margin)- \(Self.escaped(item))\n"
            inList = true
        }

        mutating func table(_ heads: [String], _ rows: [[String]]) {
            text += "\n| \(heads.joined(separator: " | ")) |\n|\(String(repeating: " --- |", count: heads.count))\n"
            for row in rows {
                text += "| \(row.map { Self.escaped($0).replacing("|", with: "\\|") }.joined(separator: " | ")) |\n"
            }
            inList = false
        }

        /// Outside of code, what Markdown would take for its own.
        static func escaped(_ text: String) -> String {
            text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
                index % 2 == 1
                    ? String(part)
                    : String(part).replacing("<", with: "&lt;").replacing("*", with: "\\*").replacing("\n", with: " ")
            }.joined(separator: "`")
        }
    }
}
