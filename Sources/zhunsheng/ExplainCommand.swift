// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Dossier
import Foundation
import Parser

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "说明一个核查点为何得出这一结论。 Show why a condition ended as it did.")

    @Argument(help: ArgumentHelp("核查点编号，如 7.2-b。 Condition id.", valueName: "condition"))
    var condition: String

    @Argument(help: ArgumentHelp("文件夹、ZIP或文件。 A folder, a zip or files.", valueName: "package"))
    var inputs: [String]

    @OptionGroup var judging: JudgingOptions
    @OptionGroup var options: ChecklistOptions
    @OptionGroup var reading: ReadingOptions

    func run() throws {
        try reporting(options.lang) {
            let intake = try IntakeStep(options, reading)
            let pipeline = try Pipeline(options, judging, intake)
            guard pipeline.engine.checklist.condition(condition) != nil else {
                throw Failure(
                    .usage,
                    options.lang == .zh
                        ? "没有编号为“\(condition)”的核查点。可用 zhunsheng checklist list 查看全部编号。"
                        : "There is no condition '\(condition)'. See zhunsheng checklist list.")
            }
            let package = try intake.takeIn(inputs)
            let read = pipeline.read(package)
            guard let trace = try pipeline.engine.explain(condition, pipeline.request(package, read)) else { return }
            Terminal.print(Masking.mask(trace.text(options.lang)))
        }
    }
}
