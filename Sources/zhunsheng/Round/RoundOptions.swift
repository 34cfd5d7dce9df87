// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry

/// What `batch` and `watch` have in common.
struct RoundOptions: ParsableArguments {
    @OptionGroup var judging: JudgingOptions
    @OptionGroup var options: ChecklistOptions
    @OptionGroup var place: RegistryOptions

    @Option(help: ArgumentHelp("输出文件夹（默认 Output/<批次号>）。 Where reports and summaries go.", valueName: "dir"))
    var output: String?

    @Option(
        name: .customLong("jobs"),
        help: ArgumentHelp("同时核查的材料包数（默认与处理器数相同）。 Packages at a time (default: one a processor).", valueName: "n"))
    var jobsGiven: Int?

    @Flag(help: "不使用读取缓存，也不写入。 Neither use nor fill the cache of readings.")
    var noCache = false

    @Option(help: ArgumentHelp("每份材料的输出格式，逗号分隔：html,json,xml,pdf；json总会输出。 Formats.", valueName: "list"))
    var format: String = RoundOptions.standardFormats

    static let formats: [ReportFormat] = [.html, .json, .xml, .pdf]
    static let standardFormats = "html,json,xml,pdf"

    @Flag(help: "内容未变的材料包也重新核查并重写报告。 Judge unchanged packages again, too.")
    var recheck = false

    @Flag(help: "不出具材料校验回执。 Issue no intake receipts.")
    var noReceipts = false

    var jobs: Int { jobsGiven ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        _ = try ReportFormat.list(format, of: Self.formats)
        if let jobsGiven, !(1...64).contains(jobsGiven) {
            throw ValidationError("--jobs：应为1至64。 --jobs takes 1 to 64.")
        }
    }

    func requireRound() throws {
        if judging.round == nil {
            throw ValidationError("请用 --round 给出批次文件。 Name the round's file with --round.")
        }
    }

    /// The rules of the round as they stand on the day of judging.
    /// - Parameter earlier: the day of a run that goes on; nil for the one asked for.
    /// - Throws: `Failure`, `ConfigurationError`
    func rules(on earlier: String? = nil) throws -> RoundRules {
        let day = earlier ?? judging.day
        let checklist = try options.loadChecklist()
        try checklist.requireInForce(on: day)
        guard let round = try judging.loadRound(checklist, options.lang, on: day) else {
            throw Failure(.usage, "--round")
        }
        // An expression that does not compile must be told before the first package.
        _ = try Engine(checklist: checklist, round: round)
        _ = try options.loadDossierSchema()
        return RoundRules(
            checklist: checklist, round: round, titles: try options.loadVocabulary().titles(options.lang),
            settings: RoundSettings(
                asOf: day, checklistDigest: checklist.digest, roundDigest: round.digest,
                applicantClass: judging.applicantClass, language: options.lang, receipts: !noReceipts, formats: format),
            given: self)
    }

    /// The folder that the round's results go to, held for this process.
    func folder(_ round: Round, of inbox: Inbox) throws -> RoundFolder {
        let path = output ?? "Output/\(OutputFolder.component(round.id))"
        try inbox.requireApart(output: path, database: place.path, options.lang)
        return try RoundFolder(path, options.lang)
    }
}

/// By what packages of a round are judged.
struct RoundRules {
    let checklist: Checklist
    let round: Round
    /// Names of the document kinds.
    let titles: [String: String]
    var settings: RoundSettings
    let given: RoundOptions

    /// As summaries name the checklist.
    var reference: Assessment.ChecklistReference {
        .init(
            id: checklist.id,
            title: settings.language == .en ? checklist.english ?? checklist.title : checklist.title,
            version: checklist.version, digest: checklist.digest,
            catalogues: checklist.catalogues.editions(on: settings.asOf, settings.language))
    }

    /// The command line of a process that checks packages by these rules.
    var command: [String] {
        var out = ["package-worker", "--as-of", settings.asOf, "--lang", settings.language.rawValue, "--jobs", "1"]
        out += ["--format", given.format]
        if let round = given.judging.round { out += ["--round", round] }
        if let applicantClass = settings.applicantClass { out += ["--class", applicantClass.rawValue] }
        if let checklist = given.options.checklist { out += ["--checklist", checklist] }
        if let catalogues = given.options.catalogues { out += ["--catalogues", catalogues] }
        if let home = given.place.home { out += ["--home", home] }
        if given.noCache { out.append("--no-cache") }
        if !settings.receipts { out.append("--no-receipts") }
        return out
    }
}
