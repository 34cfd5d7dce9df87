// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Foundation
import Parser

struct RoundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: "遴选批次文件。 Round files.", subcommands: [Lint.self, RoundPreviewCommand.self])

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "检查批次文件。 Check a round file.")

        @Argument(help: ArgumentHelp("批次文件。 Round file.", valueName: "file"))
        var file: String
        @OptionGroup var options: ChecklistOptions

        func run() throws {
            try reporting(options.lang) {
                let checklist = try options.loadChecklist()
                let judging = try JudgingOptions.parse(["--round", file])
                guard let round = try judging.loadRound(checklist, options.lang) else { return }
                let unset = checklist.thresholds.filter { round.thresholds[$0.name] == nil }
                Terminal.print("\(round.id)  \(round.title)")
                for threshold in checklist.thresholds {
                    guard let value = round.thresholds[threshold.name] else { continue }
                    let number = value == value.rounded() ? "\(Int(value))" : "\(value)"
                    let unit = options.lang == .zh ? threshold.unit : threshold.unitEnglish
                    Terminal.print("  \(threshold.name) = \(number) \(unit)")
                }
                let names = unset.map(\.name).joined(separator: " ")
                Terminal.print(
                    options.lang == .zh ? "未设定（相应核查点转人工）：\(names)" : "Not set (for a person to judge): \(names)")
            }
        }
    }
}
