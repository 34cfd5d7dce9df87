// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser

extension Language: ExpressibleByArgument {}

extension ApplicantClass: ExpressibleByArgument {}

/// What every command that reads the law needs.
struct ChecklistOptions: ParsableArguments {
    @Option(help: ArgumentHelp("核查清单文件夹（默认随程序提供）。 Checklist folder.", valueName: "dir"))
    var checklist: String?

    @Option(
        help: ArgumentHelp(
            "自备目录文件夹：职业分类大典、专项规范清单、取消资格名单等。 Folder with lists of your own.", valueName: "dir"))
    var catalogues: String?

    @Option(help: "输出语言。 Language of all output.")
    var lang: Language = .zh

    func loadChecklist() throws -> Checklist {
        try Checklist.load(directory: Resources.checklist(checklist, lang), supplied: suppliedCatalogues()) {
            Digest.sha256($0)
        }
    }

    /// The folder given by --catalogues; nil where none was.
    func suppliedCatalogues() throws -> URL? {
        guard let catalogues else { return nil }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: catalogues, isDirectory: &isFolder), isFolder.boolValue else {
            throw Failure(
                .configuration,
                lang == .zh
                    ? "找不到自备目录文件夹“\(catalogues)”。请检查 --catalogues 的路径。"
                    : "There is no folder '\(catalogues)'. Check the path given by --catalogues.")
        }
        return URL(fileURLWithPath: catalogues, isDirectory: true)
    }

    func loadVocabulary() throws -> Vocabulary {
        try Vocabulary.load(Resources.checklist(checklist, lang).appendingPathComponent("vocabulary.yaml"))
    }

    func loadDossierSchema() throws -> Data {
        let file = try Resources.checklist(checklist, lang).appendingPathComponent("dossier.xsd")
        do { return try Data(contentsOf: file) } catch {
            throw Failure(
                .configuration,
                lang == .zh
                    ? "核查清单缺少 dossier.xsd。请检查 --checklist 所指文件夹。"
                    : "The checklist lacks dossier.xsd. Check the folder given by --checklist.")
        }
    }
}

/// What decides how a package is judged.
struct JudgingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("遴选批次文件，或其各版本所在文件夹。 Round file, or a folder with its versions.", valueName: "file"))
    var round: String?

    @Option(name: .customLong("class"), help: "申报类别（默认按材料判断）。 Class of the applicant.")
    var applicantClass: ApplicantClass?

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("核查基准日，如 2026-03-31（默认今天）。 Day on which the application is judged.", valueName: "date"))
    var asOf: String?

    func validate() throws { try DayArgument.demand(asOf, "--as-of") }

    /// The one place where the clock is read for judging.
    var day: String { asOf ?? Clock.today() }

    /// The version that is in force on the day of judging, or on another.
    func loadRound(_ checklist: Checklist, _ language: Language, on day: String? = nil) throws -> Round? {
        try round.map { try RoundFile.load($0, checklist, language).inForce(on: day ?? self.day) }
    }
}

/// A day given on the command line.
enum DayArgument {
    /// - Throws: `ValidationError` where the text is no ISO 8601 day
    static func demand(_ day: String?, _ option: String) throws {
        guard let day, !Normaliser.isISODay(day) else { return }
        throw ValidationError("\(option)：“\(day)”不是日期，应为 2026-03-31 的形式。 Not a date of the form 2026-03-31.")
    }
}

/// What `--round` names: a file, or a folder with the versions of one round.
enum RoundFile {
    static func load(_ round: String, _ checklist: Checklist, _ language: Language) throws -> RoundVersions {
        let url = URL(fileURLWithPath: round)
        guard FileManager.default.isReadableFile(atPath: url.path) else {
            throw Failure(
                .configuration,
                language == .zh
                    ? "找不到批次文件“\(round)”。请检查 --round 的路径。"
                    : "There is no round file '\(round)'. Check the path given by --round.")
        }
        return try RoundVersions.load(url, checklist: checklist) { Digest.sha256($0) }
    }

    /// A line for every file of it, with name and digest.
    static func digests(_ round: String) throws -> [String] {
        let url = URL(fileURLWithPath: round)
        let files = try RoundVersions.files(in: url)
        let names = try (files ?? [url]).map { "\($0.lastPathComponent) \(Digest.sha256(try Data(contentsOf: $0)))" }
        return ["round \(files == nil ? "file" : "folder") \(url.lastPathComponent)"] + names
    }
}

/// The clock stands at the command line and nowhere below it.
enum Clock {
    /// Today in China Standard Time, ISO 8601.
    static func today() -> String { String(format(Date(), offset: 8 * 3600).prefix(10)) }

    /// Now in UTC, RFC 3339.
    static func now() -> String { format(Date(), offset: 0) + "Z" }

    private static func format(_ date: Date, offset: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: offset) ?? .gmt
        let part = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        let two = { (number: Int?) in (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return
            "\(part.year ?? 0)-\(two(part.month))-\(two(part.day))T\(two(part.hour)):\(two(part.minute)):\(two(part.second))"
    }
}
