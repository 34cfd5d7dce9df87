// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import ReportWriter

struct ChecklistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist", abstract: "核查清单：列表、查看、检查、试运行。 The law as data: list, show, lint, test.",
        subcommands: [List.self, Show.self, LintAll.self, Test.self, Mutate.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出全部核查点。 List all conditions.")

        @OptionGroup var options: ChecklistOptions
        @Option(name: .customLong("class"), help: "只列某一申报类别。 Only those for one class.")
        var applicantClass: ApplicantClass?

        func run() throws {
            try reporting(options.lang) {
                let checklist = try options.loadChecklist()
                let title = options.lang == .zh ? checklist.title : checklist.english ?? checklist.title
                Terminal.print("\(checklist.id) \(checklist.version)  \(title)")
                for condition in checklist.conditions where applicantClass.map(condition.appliesTo.contains) ?? true {
                    let phrase = options.lang == .zh ? condition.phrase : condition.english?.phrase ?? condition.phrase
                    Terminal.print("\(pad(condition.id, 7)) \(pad(judge(condition, options.lang), 14)) \(phrase)")
                }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查看一个核查点。 Show one condition.")

        @Argument(help: ArgumentHelp("核查点编号，如 7.2-b。 Condition id.", valueName: "condition"))
        var id: String
        @OptionGroup var options: ChecklistOptions

        func run() throws {
            try reporting(options.lang) {
                let checklist = try options.loadChecklist()
                guard let condition = checklist.condition(id) else {
                    throw Failure(
                        .usage,
                        options.lang == .zh
                            ? "没有编号为“\(id)”的核查点。可用 zhunsheng checklist list 查看全部编号。"
                            : "There is no condition '\(id)'. See zhunsheng checklist list.")
                }
                Terminal.print(Self.text(condition, checklist, options.lang))
            }
        }

        private static func text(_ condition: Condition, _ checklist: Checklist, _ language: Language) -> String {
            let zh = language == .zh
            var lines = ["\(condition.id)  \(condition.article)", "“\(condition.phrase)”"]
            if !zh, let phrase = condition.english?.phrase { lines.append(phrase) }
            lines.append(
                (zh ? "适用：" : "Applies to: ")
                    + condition.appliesTo.map { $0.title(language) }.joined(separator: zh ? "、" : ", "))
            lines.append((zh ? "判定：" : "Judged by: ") + judge(condition, language))
            let vocabulary = condition.documents.joined(separator: " ")
            if !vocabulary.isEmpty { lines.append((zh ? "佐证材料：" : "Documents: ") + vocabulary) }
            let question = zh ? condition.question : condition.english?.question ?? condition.question
            if let question { lines.append((zh ? "审核员须回答：" : "The reviewer answers: ") + question) }
            for (number, check) in condition.checks.enumerated() {
                let texts = zh ? check.texts : condition.english?.checks[safe: number] ?? check.texts
                lines.append("")
                lines.append("\(number + 1). \(check.measure.text)  \(check.requirement.keyword)")
                for (name, text) in [
                    ("met", texts.met), ("gap", texts.gap), ("missing", texts.missing), ("remedy", texts.remedy),
                ] {
                    if let text { lines.append("   \(pad(name, 8))\(text)") }
                }
            }
            for note in condition.notes.compactMap(checklist.contradiction) {
                lines.append("")
                lines.append(note.note(language))
            }
            return lines.joined(separator: "\n")
        }
    }

    struct LintAll: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint", abstract: "检查清单本身。 Check the checklist itself.")

        @OptionGroup var options: ChecklistOptions

        func run() throws {
            try reporting(options.lang) {
                let checklist = try options.loadChecklist()
                _ = try options.loadVocabulary()
                let problems = Lint.problems(of: checklist)
                for problem in problems { Terminal.error(problem.message(options.lang)) }
                guard problems.isEmpty else { throw Status.configuration.exitCode }
                let count = checklist.conditions.count
                Terminal.print(options.lang == .zh ? "\(count)个核查点，未发现问题。" : "\(count) conditions, no problem found.")
            }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "运行每个核查点自带的示例。 Run the examples that every condition carries.")

        @OptionGroup var options: ChecklistOptions

        func run() throws {
            try reporting(options.lang) {
                let outcome = try ExampleRunner(options.loadChecklist()).run()
                for failure in outcome.failures { Terminal.error(failure.message(options.lang)) }
                Terminal.print(
                    options.lang == .zh
                        ? "\(outcome.count)个示例，\(outcome.failures.count)个不符。"
                        : "\(outcome.count) examples, \(outcome.failures.count) failed.")
                guard outcome.failures.isEmpty else { throw Status.configuration.exitCode }
            }
        }
    }

    private static func judge(_ condition: Condition, _ language: Language) -> String {
        switch (condition.judgedBy, language) {
        case (.machine, .zh): "机器核对"
        case (.threshold, .zh): "按公告门槛"
        case (.reviewer, .zh): "人工研判"
        case (.machine, .en): "machine"
        case (.threshold, .en): "threshold"
        case (.reviewer, .en): "reviewer"
        }
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - DisplayWidth.of(text)))
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
