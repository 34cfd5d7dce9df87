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

    @Option(help: ArgumentHelp("输出格式，逗号分隔：text,html,json,xml。 Formats.", valueName: "list"))
    var format: String = "text,html,json,xml"

    @Flag(help: "出具材料校验回执。 Issue an intake receipt.")
    var receipt = false

    @Option(help: ArgumentHelp("密钥与回执存放处（默认 ~/.config/zhunsheng）。 Where keys and receipts are kept.", valueName: "dir"))
    var home: String?

    @Flag(help: "不遮盖身份证号和电话号码。 Do not mask ID and telephone numbers.")
    var unmask = false

    @Flag(help: "列出全部符合项及其佐证。 List what is met in full, too.")
    var verbose = false

    private var formats: Set<ReportFormat> {
        get throws {
            var out = Set<ReportFormat>()
            for name in format.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
                guard let one = ReportFormat(rawValue: name) else {
                    let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ",")
                    throw ValidationError("--format：没有“\(name)”这种格式，可用 \(known)。 Unknown format.")
                }
                out.insert(one)
            }
            guard !out.isEmpty else { throw ValidationError("--format：至少写一种格式。 Name at least one format.") }
            return out
        }
    }

    func validate() throws {
        if inputs.isEmpty { throw ValidationError("请给出申报材料包。 Name a package.") }
        _ = try formats
    }

    func run() throws {
        try reporting(options.lang) {
            let pipeline = try Pipeline(options, judging, reading)
            var worst = Status.nothingFound
            for group in Self.packages(inputs) {
                do {
                    let status = try check(group, pipeline, alone: Self.packages(inputs).count == 1)
                    if Self.weight(status) > Self.weight(worst) { worst = status }
                } catch  where Self.packages(inputs).count > 1 {
                    // One bad package stops nothing.
                    let failure = Failure(error, options.lang)
                    Terminal.error("zhunsheng: \(Masking.mask(failure.message))")
                    if Self.weight(.unreadable) > Self.weight(worst) { worst = .unreadable }
                }
            }
            if worst != .nothingFound { throw worst.exitCode }
        }
    }

    private func check(_ inputs: [String], _ pipeline: Pipeline, alone: Bool) throws -> Status {
        let package = try pipeline.takeIn(inputs)
        let read = pipeline.read(package)
        var assessment = try pipeline.assess(package, read)
        if receipt {
            assessment.receipt = try pipeline.receipt(assessment, home: Resources.home(home), issuedAt: Clock.now())
        }
        let name = OutputFolder.component(package.name)
        let path = output.map { alone ? $0 : "\($0)/\(name)" } ?? "Output/\(name)"
        let wanted = try formats
        let folder = try OutputFolder(path, language: options.lang)
        try pipeline.write(assessment, package, read, formats: wanted, masked: !unmask, to: folder)
        if wanted.contains(.text) {
            Terminal.print(pipeline.terminalReport(assessment, masked: !unmask, verbose: verbose))
        }
        if wanted != [.text] {
            Terminal.print(options.lang == .zh ? "报告：\(folder.url.path)" : "Reports: \(folder.url.path)")
        }
        return Pipeline.status(assessment)
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
