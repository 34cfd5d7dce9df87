// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import ReportWriter

struct ChecklistCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist",
        abstract: "核查清单：列表、查看、检查、试运行、原文对应。 The law as data: list, show, lint, test, coverage.",
        subcommands: [List.self, Show.self, LintAll.self, Test.self, Coverage.self, Docs.self, Mutate.self])

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
                    Terminal.print(
                        "\(pad(condition.id, 7)) \(pad(condition.judgedBy.title(options.lang), 14)) \(phrase)")
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
                Terminal.print(ConditionText.render(condition, of: checklist, options.lang, width: Terminal.width))
            }
        }
    }

    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "逐句列出办法原文与核查点的对应，有遗漏即报错。 Every sentence of the law and what becomes of it.",
            discussion: """
                每一句原文或有核查点，或写明不核查的理由（coverage.yaml）；有一句没有着落，退出码为65。
                Every sentence has conditions, or a reason why none (coverage.yaml); one that leads nowhere ends with 65.
                """)

        @OptionGroup var options: ChecklistOptions

        func run() throws {
            try reporting(options.lang) {
                let checklist = try options.loadChecklist()
                if let coverage = checklist.coverage {
                    Terminal.print(CoverageText.render(coverage, of: checklist, options.lang, width: Terminal.width))
                }
                let problems = Lint.coverageProblems(of: checklist)
                for problem in problems { Terminal.error(problem.message(options.lang)) }
                guard problems.isEmpty else { throw Status.configuration.exitCode }
            }
        }
    }

    struct Docs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "输出全部核查点的说明（docs/conditions.md）。 The catalogue of all conditions, as Markdown.")

        @OptionGroup var options: ChecklistOptions

        func run() throws {
            try reporting(options.lang) {
                Terminal.print(ConditionCatalogue.markdown(try options.loadChecklist()))
            }
        }
    }

    struct LintAll: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint", abstract: "检查清单本身。 Check the checklist itself.")

        @OptionGroup var options: ChecklistOptions

        func run() throws {
            try reporting(options.lang) {
                let checklist = try options.loadChecklist()
                let problems = Lint.problems(of: checklist, supplied: try options.loadVocabulary().suppliedFacts)
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

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - DisplayWidth.of(text)))
    }
}
