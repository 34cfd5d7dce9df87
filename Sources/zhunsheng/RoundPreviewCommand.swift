// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import ReportWriter

struct RoundPreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "用批次文件试算已有核查结果。 Whose verdict would flip under this round.",
        discussion: """
            在文件夹（含下级）中查找 check 输出的 assessment.json，按其中的要素重新判断
            与批次有关的条件，不重读材料。退出状态：0 全部试算 · 3 有核查结果未能使用
            Finds the assessments that check wrote, in the folder and below, and
            judges what depends on the round anew from their facts.
            Exit status: 0, or 3 where an assessment could not be used.
            """)

    @Argument(help: ArgumentHelp("批次文件，或其各版本所在文件夹。 Round file, or a folder with its versions.", valueName: "round"))
    var round: String

    @Argument(help: ArgumentHelp("存放核查结果的文件夹。 Folder with assessments.", valueName: "folder"))
    var folder: String

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("统一的核查基准日（默认各按原日）。 Day to judge all by (default: each its own).", valueName: "date"))
    var asOf: String?

    @OptionGroup var options: ChecklistOptions

    @Option(help: "输出格式：text、json。 Format of the output.")
    var format: AnswerFormat = .text

    func validate() throws { try DayArgument.demand(asOf, "--as-of") }

    func run() throws {
        try reporting(options.lang) {
            let checklist = try options.loadChecklist()
            if let asOf { try checklist.requireInForce(on: asOf) }
            let versions = try RoundFile.load(round, checklist, options.lang)
            // A draft may be tried before its time; of several versions, that of the day or the newest.
            let loaded = try asOf.flatMap { versions.isFolder ? $0 : nil }.map(versions.inForce) ?? versions.latest
            let engine = try Engine(checklist: checklist, round: loaded)
            let report = try report(engine, loaded)
            switch format {
            case .json: Terminal.print(String(decoding: report.json(), as: UTF8.self))
            case .text: Terminal.print(report.text(.init(width: Terminal.width, color: Terminal.color)))
            }
            if !report.problems.isEmpty { throw Status.unreadable.exitCode }
        }
    }

    private func report(_ engine: Engine, _ round: Round) throws -> RoundPreviewReport {
        let checklist = engine.checklist
        let title = options.lang == .en ? checklist.english ?? checklist.title : checklist.title
        var report = RoundPreviewReport(
            round: round.reference,
            checklist: .init(
                id: checklist.id, title: title, version: checklist.version, digest: checklist.digest),
            conditions: engine.conditionsDependingOnRound, asOf: asOf, language: options.lang)
        let previewer = RoundPreviewer(engine, asOf: asOf, language: options.lang)
        let files = try AssessmentFile.all(in: folder, options.lang)
        defer { Terminal.clearProgress() }
        for (index, path) in files.enumerated() {
            Terminal.progress("[\(index + 1)/\(files.count)] \(Masking.mask(path))")
            do {
                let url = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(path)
                let assessment = try AssessmentFile.read(url, shown: path)
                report.add(try previewer.application(assessment, file: path), of: assessment)
            } catch let problem as AssessmentReadError {
                report.add(problem)
            }
        }
        return report
    }
}
