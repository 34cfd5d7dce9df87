// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry
import ReportWriter

extension CorrectionNotice.Particulars.Deadline: ExpressibleByArgument {
    /// A day (`2026-05-26`), or a number of working days (`10`).
    public init?(argument: String) {
        if Normaliser.isISODay(argument) {
            self = .day(argument)
        } else if let days = Int(argument), (1...365).contains(days) {
            self = .workingDays(days)
        } else {
            return nil
        }
    }
}

struct NoticeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "由核查结果生成补正告知书（PDF）。 Write a correction notice.",
        discussion: """
            一次列出全部不符合、缺失、矛盾和无法读取的事项。未给出的要素留空，供手工填写。没有需补正事项时不生成文件。
            Lists at once all that is unmet, missing, contradictory or unreadable. What is not given is left
            blank, to be filled in by hand. Where nothing is to be corrected, no file is written.
            """)

    @Argument(
        help: ArgumentHelp("assessment.json，或 check 的输出文件夹。 The assessment, or its folder.", valueName: "assessment"))
    var input: String

    @Option(help: ArgumentHelp("发文机关。 The authority that sends it.", valueName: "name"))
    var authority: String?
    @Option(help: ArgumentHelp("发文字号，如 杭人社补〔2026〕3号。 Its number.", valueName: "text"))
    var number: String?
    @Option(help: ArgumentHelp("成文日期，如 2026-05-12。 Its date.", valueName: "date"))
    var date: String?
    @Option(
        help: ArgumentHelp("补正期限：日期，或工作日数（如 10）。 Until a day, or in so many working days.", valueName: "date|days"))
    var deadline: CorrectionNotice.Particulars.Deadline?
    @Option(help: ArgumentHelp("联系人。 Whom to ask.", valueName: "name"))
    var contact: String?
    @Option(help: ArgumentHelp("联系电话。 Telephone.", valueName: "number"))
    var phone: String?
    @Option(help: ArgumentHelp("核查清单文件夹（取其依据的名称）。 Checklist folder.", valueName: "dir"))
    var checklist: String?
    @Option(help: "输出语言。 Language of all output.")
    var lang: Language = .zh
    @Option(help: ArgumentHelp("写入的文件。 The file to write.", valueName: "file"))
    var output: String
    @Flag(help: "记入登记库。 Record it in the registry.")
    var register = false
    @OptionGroup var place: RegistryOptions

    func validate() throws {
        try DayArgument.demand(date, "--date")
        if let date, case .day(let last)? = deadline, last < date {
            throw ValidationError(
                "--deadline：补正期限\(last)早于成文日期\(date)。请核对日期。 The deadline is before the date of the notice.")
        }
    }

    func run() throws {
        try reporting(lang) {
            let assessment = try AssessmentFile.read(file(), shown: input)
            let particulars = CorrectionNotice.Particulars(
                authority: authority, number: number, date: date, deadline: deadline, contact: contact,
                telephone: phone, basis: try Self.basis(of: assessment, checklist, lang))
            guard let notice = CorrectionNotice(assessment, particulars, language: lang) else {
                Terminal.print(
                    lang == .zh
                        ? "没有需要补正的事项，未生成补正告知书。" : "There is nothing to correct, so no notice was written.")
                return
            }
            let now = Clock.now()
            // Nothing is written that cannot be recorded as was asked.
            let registry = register ? try place.existing(actor: "notice", at: now) : nil
            let package = Masking.mask(assessment.package.name)
            try registry?.requireRegistered(assessment.package.digest, of: package)
            let target = URL(fileURLWithPath: output)
            let content = try notice.pdf()
            try OutputFolder(target.deletingLastPathComponent().path, language: lang)
                .write(content, target.lastPathComponent)
            if let registry {
                _ = try registry.record(
                    noticeOn: assessment.package.digest, of: package, reference: number, items: notice.items.count,
                    digest: Digest.sha256(content), at: now)
                SeenHead.note(registry, home: place.home)
            }
            Terminal.print(
                lang == .zh
                    ? "补正事项\(notice.items.count)项，已写入“\(output)”。"
                    : "\(notice.items.count) items to correct, written to '\(output)'.")
        }
    }

    /// The file itself, or the one of that name in a folder, whatever else lies there.
    private func file() throws -> URL {
        let url = URL(fileURLWithPath: input)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw Failure(
                .inputOutput,
                lang == .zh ? "找不到“\(input)”。请检查路径是否正确。" : "There is no '\(input)'. Check the path.")
        }
        return isFolder.boolValue ? url.appendingPathComponent(AssessmentFile.name) : url
    }

    /// What the articles of a checklist are those of; nil where the checklist at hand is another one.
    static func basis(of assessment: Assessment, _ folder: String?, _ language: Language) throws -> String? {
        let found = folder == nil ? try? Resources.checklist(nil, language) : try Resources.checklist(folder, language)
        guard let found else { return nil }
        let checklist = try Checklist.load(directory: found) { Digest.sha256($0) }
        return checklist.id == assessment.checklist.id ? checklist.basis(language) : nil
    }
}

extension Checklist {
    /// The measure that its articles are those of, by title and number.
    func basis(_ language: Language) -> String? {
        citations.first.map { language == .zh ? "《\($0.title)》（\($0.number)）" : "《\($0.title)》 (\($0.number))" }
    }
}
