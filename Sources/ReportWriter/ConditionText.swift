// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// One condition as a policy officer reads it on a terminal.
public enum ConditionText {
    public static func render(
        _ condition: Condition, of checklist: Checklist, _ language: Language, width: Int
    ) -> String {
        let zh = language == .zh
        var canvas = TextCanvas(width: min(120, max(40, width)), color: false)
        let column = zh ? 10 : 13
        func field(_ zhLabel: String, _ enLabel: String, _ value: String) {
            canvas.field(zh ? zhLabel : enLabel, value, column: column)
        }
        canvas.line("\(condition.id)  \(condition.article)")
        canvas.line("“\(condition.phrase)”")
        if !zh, let phrase = condition.english?.phrase { canvas.line(phrase) }
        canvas.blank()
        field("适用", "Applies to", condition.appliesTo.map { $0.title(language) }.joined(separator: zh ? "、" : ", "))
        if let when = condition.when { field("仅在", "Only where", when.text) }
        field("判定", "Judged by", condition.judgedBy.title(language))
        let kinds = checklist.kindTitles(language)
        if !condition.documents.isEmpty {
            field(
                "佐证材料", "Documents",
                condition.documents.map { kinds[$0] ?? $0 }.joined(separator: zh ? "、" : ", "))
        }
        if let question = zh ? condition.question : condition.english?.question ?? condition.question {
            field("须回答", "Question", question)
        }
        for (number, check) in condition.checks.enumerated() {
            let english = condition.english?.checks ?? []
            let texts = zh || number >= english.count ? check.texts : english[number]
            canvas.blank()
            canvas.line("\(number + 1). \(check.measure.text)", hanging: 3)
            canvas.line(
                check.requirement.text + (check.unit.map { " (\(checklist.unit($0, language)))" } ?? ""), indent: 3)
            for (label, text) in [
                ("for-each", check.forEach?.text), ("when", check.when?.text), ("given", check.given?.text),
                ("if-set", check.ifSet), ("proof", check.proof.isEmpty ? nil : check.proof.joined(separator: " ")),
                ("otherwise", check.otherwise == .unmet ? nil : check.otherwise.rawValue),
                ("unproven", check.unproven == .missing ? nil : check.unproven.rawValue), ("met", texts.met),
                ("gap", texts.gap), ("missing", texts.missing), ("remedy", texts.remedy),
            ] {
                if let text { canvas.field(label, text, indent: 3, column: 11) }
            }
        }
        for note in condition.notes {
            canvas.blank()
            if let when = note.when { canvas.line((zh ? "提示，仅在：" : "Note, only where: ") + when.text) }
            switch note.content {
            case .contradiction(let id):
                if let contradiction = checklist.contradiction(id) { canvas.line(contradiction.note(language)) }
            case .remark(let text, let english): canvas.line(zh ? text : english ?? text)
            }
        }
        canvas.blank()
        canvas.line(zh ? "示例（checklist test 逐一运行）" : "Examples (run by checklist test)")
        for example in condition.examples {
            let ground = example.ground.map { " / \($0.title(language))" } ?? ""
            canvas.field(example.expect.title(language) + ground, example.name, indent: 2, column: zh ? 24 : 34)
        }
        return canvas.text
    }
}

/// The law sentence by sentence, with what becomes of each.
public enum CoverageText {
    public static func render(_ coverage: Coverage, of checklist: Checklist, _ language: Language, width: Int) -> String
    {
        let zh = language == .zh
        var canvas = TextCanvas(width: min(120, max(40, width)), color: false)
        var counts: [Condition.Judge: Int] = [:]
        var outside = 0
        for article in coverage.articles {
            canvas.blank()
            canvas.line(article.label)
            for piece in article.pieces {
                canvas.line(piece.text, indent: 2)
                if let judge = coverage.judge(piece, checklist) {
                    counts[judge, default: 0] += 1
                    canvas.line(
                        "→ \(judge.title(language))  \(piece.conditions.joined(separator: " "))", indent: 4, hanging: 6)
                } else {
                    outside += 1
                    let reason = piece.reason.flatMap { coverage.reasons[$0]?.text(language) } ?? ""
                    canvas.line((zh ? "→ 不核查：" : "→ out of scope: ") + reason, indent: 4, hanging: 6)
                }
            }
        }
        canvas.blank()
        let parts =
            Condition.Judge.allCases.map { "\($0.title(language)) \(counts[$0] ?? 0)" }
            + [(zh ? "不核查 " : "out of scope ") + "\(outside)"]
        let sum = coverage.articles.reduce(0) { $0 + $1.pieces.count }
        canvas.line(
            (zh
                ? "\(coverage.articles.count)条、项，\(sum)处原文："
                : "\(coverage.articles.count) articles and items, \(sum) pieces: ")
                + parts.joined(separator: zh ? "、" : ", "))
        return canvas.text
    }
}
