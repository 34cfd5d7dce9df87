// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry

extension RegistryCommand {
    struct Establish: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "establish",
            abstract: "设立步骤：评估、公示、异议、编码、回执。 The steps towards an establishment.",
            discussion: """
                按管理办法第九条（二）依次登记人社部门办理的步骤；次序不合规定的，予以拒绝并指出条款。
                Records what the bureau did, in the order of article 9(二); what the order forbids is refused.
                """,
            subcommands: [
                Evaluate.self, Publish.self, Object.self, Settle.self, Assign.self, Withdraw.self, Receipt.self,
                ShowSteps.self,
            ])

        /// What every step takes.
        struct StepOptions: ParsableArguments {
            @Argument(help: ArgumentHelp("申报编号。 Number of a submission.", valueName: "submission"))
            var submission: Int
            @Option(help: ArgumentHelp("经办人。 Who records it.", valueName: "person"))
            var by: String
            @Option(
                name: .customLong("on"), help: ArgumentHelp("日期（默认今天）。 The day (default: today).", valueName: "date"))
            var day: String?
            @OptionGroup var options: Options

            func validate() throws { try DayArgument.demand(day, "--on") }

            /// Records a step and says so.
            func take(_ content: EstablishmentStep.Content, from day: String? = nil) throws {
                try options.with(actor: by) { registry, now in
                    let today = Clock.today()
                    let step = try registry.take(
                        content, submission: submission, day: day ?? self.day ?? today, person: by, today: today,
                        at: now)
                    Terminal.print(RegistryText(options.lang).line(step))
                }
            }
        }

        /// The result of 评估评审.
        enum Result: String, ExpressibleByArgument, CaseIterable { case suitable, unsuitable }

        struct Evaluate: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: "登记评估评审结果。 Record the result of the evaluation.")

            @OptionGroup var step: StepOptions
            @Option(help: "suitable（拟入选）或 unsuitable（不入选）。 The bureau's result.")
            var result: Result
            @Option(help: ArgumentHelp("评审方式，如 现场察看；可多次给出。 A method; may be repeated.", valueName: "method"))
            var method: [String] = []
            @Option(help: "说明。 The reason.")
            var reason: String

            func run() throws {
                try step.take(.evaluated(suitable: result == .suitable, methods: method, reason: reason))
            }
        }

        struct Publish: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: "登记公示起止日期。 Record the public notice.")

            @OptionGroup var step: StepOptions
            @Option(help: ArgumentHelp("公示起始日。 Its first day.", valueName: "date"))
            var from: String
            @Option(help: ArgumentHelp("公示截止日（含）。 Its last day.", valueName: "date"))
            var until: String

            func validate() throws {
                try DayArgument.demand(from, "--from")
                try DayArgument.demand(until, "--until")
                if step.day != nil {
                    throw ValidationError("--on：公示的日期由 --from 和 --until 给出。 A notice has --from and --until.")
                }
            }

            func run() throws { try step.take(.published(until: until), from: from) }
        }

        struct Object: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: "登记公示期间收到的异议。 Record an objection.")

            @OptionGroup var step: StepOptions
            @Option(help: "异议内容。 What is objected to.")
            var text: String

            func validate() throws {
                if text.allSatisfy(\.isWhitespace) {
                    throw ValidationError("--text：请写明异议内容。 Say what is objected to.")
                }
            }

            func run() throws { try step.take(.objected(text: text)) }
        }

        struct Settle: ParsableCommand {
            static let configuration = CommandConfiguration(abstract: "登记异议处理结果。 Record what became of an objection.")

            @OptionGroup var step: StepOptions
            @Option(help: ArgumentHelp("异议的步骤编号。 The step's number of the objection.", valueName: "number"))
            var objection: Int
            @Flag(help: "异议成立（默认不成立）。 It was upheld.")
            var upheld = false
            @Option(help: "说明。 The reason.")
            var reason: String

            func run() throws { try step.take(.settled(objection: objection, upheld: upheld, reason: reason)) }
        }

        struct Assign: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "登记人社部门编制的机构编码。 Record the institution code that the bureau assigned.")

            @OptionGroup var step: StepOptions
            @Option(help: ArgumentHelp("机构编码，13位。 The code, 13 characters.", valueName: "code"))
            var code: String

            func run() throws { try step.take(.coded(institution: code)) }
        }

        struct Withdraw: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "撤回登记有误的最后一步。 Take back the last step, which was recorded by mistake.",
                discussion: """
                    日期、编码等登记有误时，由后往前逐步撤回，再重新登记；每次撤回一步。被撤回的步骤仍然保留并注明，编码可重新使用。
                    异议人收回异议不是登记差错，用 settle 登记。已出具的回执不能这样收回。
                    For a wrong day or a mistyped code: take back one step at a time, last first,
                    and record them again. The step stays and is marked; its code may be given
                    again. An objection that its author gives up is no mistake of the record:
                    settle it. A receipt is not taken back.
                    """)

            @Argument(help: ArgumentHelp("申报编号。 Number of a submission.", valueName: "submission"))
            var submission: Int
            @Option(help: "差错说明。 What was wrong.")
            var reason: String
            @Option(help: ArgumentHelp("经办人。 Who takes it back.", valueName: "person"))
            var by: String
            @OptionGroup var options: Options

            func run() throws {
                try options.with(actor: by) { registry, now in
                    let (step, withdrawal) = try registry.withdraw(
                        submission: submission, reason: reason, person: by, today: Clock.today(), at: now)
                    let text = RegistryText(options.lang)
                    Terminal.print(text.line(step, takenBackBy: withdrawal))
                    Terminal.print(text.line(withdrawal))
                }
            }
        }
    }
}
