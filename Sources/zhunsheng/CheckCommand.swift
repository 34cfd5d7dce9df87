// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "核对申报材料，输出差距分析。 Check packages and report the gaps.",
        discussion: """
            每个文件夹或ZIP是一份申报材料包；若干单独文件合为一份。
            Every folder or zip is a package; single files together are one.
            """)

    @Argument(help: ArgumentHelp("文件夹、ZIP或文件。 Folders, zips or files.", valueName: "package"))
    var inputs: [String]

    @OptionGroup var judging: JudgingOptions
    @OptionGroup var options: ChecklistOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: ArgumentHelp("输出文件夹（默认 Output/<材料包名>）。 Where reports go.", valueName: "dir"))
    var output: String?

    @Option(help: ArgumentHelp("输出格式，逗号分隔：text,html,json,xml,pdf（补正告知书、回执）。 Formats.", valueName: "list"))
    var format: String = "text,html,json,xml"

    @Flag(help: "出具材料校验回执。 Issue an intake receipt.")
    var receipt = false

    @OptionGroup var place: RegistryOptions

    @Flag(help: "不遮盖身份证号和电话号码。 Do not mask ID and telephone numbers.")
    var unmask = false

    @Flag(help: "列出全部符合项及其佐证。 List what is met in full, too.")
    var verbose = false

    private var formats: Set<ReportFormat> { get throws { try ReportFormat.list(format) } }

    func validate() throws {
        if inputs.isEmpty { throw ValidationError("请给出申报材料包。 Name a package.") }
        _ = try formats
    }

    func run() throws {
        try reporting(options.lang) {
            let run = try Run(self)
            let groups = Self.packages(inputs)
            var worst = Status.nothingFound
            for group in groups {
                do {
                    let status = try check(group, run, alone: groups.count == 1)
                    if Self.weight(status) > Self.weight(worst) { worst = status }
                } catch  where groups.count > 1 {
                    let failure = Failure(error, options.lang)
                    // One bad package stops nothing; a bad checklist or round does.
                    if failure.status == .configuration { throw failure }
                    Terminal.error("zhunsheng: \(Masking.mask(failure.message))")
                    if Self.weight(.unreadable) > Self.weight(worst) { worst = .unreadable }
                }
            }
            if worst != .nothingFound { throw worst.exitCode }
        }
    }

    /// What the packages of one call share. Checklist and round are loaded when the first package needs them.
    private final class Run {
        let command: CheckCommand
        let intake: IntakeStep
        let cache: CheckCache?
        private(set) lazy var pipeline = Result { try Pipeline(command.options, command.judging, intake) }

        init(_ command: CheckCommand) throws {
            self.command = command
            intake = try IntakeStep(command.options, command.reading)
            let judging = command.judging
            // A receipt is issued anew each time.
            cache =
                command.reading.noCache || command.receipt
                ? nil
                : CheckCache(
                    ReadingOptions.store(), readers: intake.readers,
                    checklist: try Resources.checklist(command.options.checklist, command.options.lang),
                    catalogues: try command.options.suppliedCatalogues(),
                    round: judging.round,
                    settings: [
                        judging.day, judging.applicantClass?.rawValue ?? "", command.options.lang.rawValue,
                        try command.formats.map(\.rawValue).sorted().joined(separator: ","),
                        "\(command.unmask) \(command.verbose) \(Terminal.width) \(Terminal.color)",
                    ])
            // Without a cache what is wrong with checklist or round is said before anything is read.
            if cache == nil { _ = try pipeline.get() }
        }
    }

    private func check(_ inputs: [String], _ run: Run, alone: Bool) throws -> Status {
        let package = try run.intake.takeIn(inputs)
        let result: CheckResult
        if let known = run.cache?.load(package) {
            result = known
        } else {
            result = try judge(package, run.pipeline.get())
            run.cache?.save(result, of: package)
        }
        let name = OutputFolder.component(package.name)
        let path = output.map { alone ? $0 : "\($0)/\(name)" } ?? "Output/\(name)"
        let folder = try OutputFolder(path, language: options.lang)
        for file in result.files { try folder.write(file.content, file.name) }
        if !result.text.isEmpty { Terminal.print(result.text) }
        if try formats != [.text] {
            Terminal.print(options.lang == .zh ? "报告：\(folder.url.path)" : "Reports: \(folder.url.path)")
        }
        return result.status
    }

    private func judge(_ package: SubmittedPackage, _ pipeline: Pipeline) throws -> CheckResult {
        let read = pipeline.read(package)
        var assessment = try pipeline.assess(package, read)
        if receipt {
            assessment.receipt = try pipeline.receipt(assessment, place, issuedAt: Clock.now())
        }
        let wanted = try formats
        return CheckResult(
            status: Pipeline.status(assessment),
            text: wanted.contains(.text)
                ? pipeline.terminalReport(assessment, masked: !unmask, verbose: verbose) : "",
            files: try pipeline.reports(assessment, package, read, formats: wanted, masked: !unmask),
            isOfTheMoment: read.files.contains { $0.problems.contains(where: \.isOfTheMoment) })
    }

    /// Folders and zips are packages of their own; loose files belong together.
    static func packages(_ inputs: [String]) -> [[String]] {
        var groups: [[String]] = []
        var loose: [String] = []
        for input in inputs {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: input, isDirectory: &isFolder)
            if !exists || isFolder.boolValue || input.lowercased().hasSuffix(".zip") {
                groups.append([input])
            } else {
                loose.append(input)
            }
        }
        if !loose.isEmpty { groups.append(loose) }
        return groups
    }

    /// From best to worst: nothing found, matters for a person, gaps, unreadable.
    private static func weight(_ status: Status) -> Int {
        switch status {
        case .nothingFound: 0
        case .review: 1
        case .gaps: 2
        default: 3
        }
    }
}
