// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser

extension ChecklistCommand {
    struct Mutate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "逐项删改一份材料，看结论是否随之变化。 Spoil a package fact by fact and see that the findings notice.",
            discussion: """
                退出码：0 无漏网、无误判符合；1 有漏网或误判符合；64以上与其他命令相同。
                Exit status: 0 clean; 1 some finding survived or became met; 64 and above as elsewhere.
                """)

        @Argument(help: ArgumentHelp("文件夹、ZIP或文件。 A folder, a zip or files.", valueName: "package"))
        var inputs: [String]

        @OptionGroup var judging: JudgingOptions
        @OptionGroup var options: ChecklistOptions
        @OptionGroup var reading: ReadingOptions

        @Flag(help: "列出全部漏网和误判（默认各20项）。 List all that was found (default: 20 of each).")
        var verbose = false

        func run() throws {
            try reporting(options.lang) {
                let intake = try IntakeStep(options, reading)
                let pipeline = try Pipeline(options, judging, intake)
                let package = try intake.takeIn(inputs)
                let read = pipeline.read(package)
                let report = try MutationHarness(pipeline.engine).run(pipeline.request(package, read)) { done in
                    if done.isMultiple(of: 100) { Terminal.progress("[\(done)]") }
                }
                Terminal.clearProgress()
                Terminal.print(Masking.mask(report.text(options.lang, limit: verbose ? nil : 20)))
                guard report.isClean else { throw Status.gaps.exitCode }
            }
        }
    }
}
