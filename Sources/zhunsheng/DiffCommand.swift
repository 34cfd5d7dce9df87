// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import ReportWriter

extension AnswerFormat: ExpressibleByArgument {}

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "对比同一单位的两次申报。 Compare two submissions of one applicant.",
        discussion: """
            每一方是申报材料（按 check 核查），或 check 输出的 assessment.json（或其输出文件夹）；
            --round、--class、--as-of 只用于申报材料。退出状态与核查新材料相同。
            Each side is a package, judged as check does, or an assessment.json
            (or the folder that check wrote it to), which is taken as it is.
            The exit status is that of checking the new one.
            """)

    @Argument(help: ArgumentHelp("原材料或其核查结果。 The old submission, or its assessment.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("新材料或其核查结果。 The new submission, or its assessment.", valueName: "new"))
    var new: String

    @OptionGroup var judging: JudgingOptions
    @OptionGroup var options: ChecklistOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "输出格式：text、json。 Format of the output.")
    var format: AnswerFormat = .text

    @Flag(help: "不遮盖身份证号和电话号码。 Do not mask ID and telephone numbers.")
    var unmask = false

    @Flag(help: "列出全部要素变化。 List every fact that changed.")
    var verbose = false

    func run() throws {
        try reporting(options.lang) {
            let files = (old: AssessmentFile.named(by: old), new: AssessmentFile.named(by: new))
            // Checklist and round are asked only where something is judged.
            let judge = files.old == nil || files.new == nil ? try Judge(self) : nil
            let before = try assessment(old, files.old, judge)
            let now = try assessment(new, files.new, judge)
            let report = ComparisonReport(
                old: before, new: now, readBack: (files.old != nil, files.new != nil), language: options.lang,
                masked: !unmask)
            switch format {
            case .json: Terminal.print(String(decoding: report.json(), as: UTF8.self))
            case .text:
                let titles = (try? options.loadVocabulary())?.titles(options.lang) ?? [:]
                Terminal.print(
                    report.text(
                        .init(width: Terminal.width, color: Terminal.color, verbose: verbose, kindTitles: titles)))
            }
            let status = Pipeline.status(now)
            if status != .nothingFound { throw status.exitCode }
        }
    }

    /// What both packages are read and judged by.
    private struct Judge {
        let intake: IntakeStep
        let pipeline: Pipeline

        init(_ command: DiffCommand) throws {
            intake = try IntakeStep(command.options, command.reading)
            pipeline = try Pipeline(command.options, command.judging, intake)
        }
    }

    private func assessment(_ input: String, _ file: URL?, _ judge: Judge?) throws -> Assessment {
        if let file { return try AssessmentFile.read(file, shown: input) }
        guard let judge else { throw Failure(.internalFault, "diff") }
        let package = try judge.intake.takeIn([input])
        return try judge.pipeline.assess(package, judge.pipeline.read(package))
    }
}
