// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry
import ReportWriter

extension Round.Level: ExpressibleByArgument {}

extension RegistryCommand {
    struct Directory: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "directory",
            abstract: "导出评价机构目录。 Export the directory of institutions.",
            discussion: """
                管理办法第十条：机构名称、机构编码、地址、评价职业（工种）范围等；只列该日有效的机构。
                未通过核验的回执不列入，并予提示。
                Article 10: name, code, address, occupations. Only institutions that are valid on the day.
                Receipts that do not verify are left out and named.
                退出状态：0 全部列入 · 1 有回执未列入 · 74 读写错误
                Exit status: 0 all are listed, 1 some receipts were left out, 74 I/O.
                """)

        enum Format: String, CaseIterable, ExpressibleByArgument { case csv, xlsx, html }

        @Option(help: "县（county）、市（city）或省（province）级；不给出则全部。 Only of this level.")
        var level: Round.Level?
        @Option(help: ArgumentHelp("行政区划代码的前几位，如 3307。 Only of regions that begin so.", valueName: "digits"))
        var region: String?
        @Option(help: ArgumentHelp("标题中的地区名（默认浙江省）。 The region's name in the title.", valueName: "name"))
        var title: String?
        @Option(help: ArgumentHelp("日期（默认今天）。 The day (default: today).", valueName: "date"))
        var on: String?
        @Option(help: ArgumentHelp("输出格式，逗号分隔：csv,xlsx,html。 Formats.", valueName: "list"))
        var format: String = "csv,xlsx,html"
        @Option(help: ArgumentHelp("输出文件夹（默认 Output）。 Where it goes.", valueName: "dir"))
        var output: String = "Output"
        @Option(help: ArgumentHelp("信任的公钥文件，可多次给出。 A public key to trust, too; may be repeated.", valueName: "file"))
        var key: [String] = []
        @OptionGroup var options: Options

        private var formats: [Format] {
            get throws {
                try format.split(separator: ",").map { name in
                    guard let one = Format(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
                        throw ValidationError("--format：没有“\(name)”这种格式，可用 csv,xlsx,html。 Unknown format.")
                    }
                    return one
                }
            }
        }

        func validate() throws {
            _ = try formats
            try DayArgument.demand(on, "--on")
            if let region, !(1...6).contains(region.utf8.count) || !region.utf8.allSatisfy({ (48...57).contains($0) }) {
                throw ValidationError("--region：应为行政区划代码的前几位数字，如 3307。 The first digits of a region's code.")
            }
        }

        func run() throws {
            try options.with { registry, _ in
                let day = on ?? Clock.today()
                let catalogues = try Checklist.load(directory: Resources.checklist(nil, options.lang)) {
                    Digest.sha256($0)
                }.catalogues
                let keys = try key.map { try PublicKeyFile.read($0, options.lang) }
                var entries: [DirectoryEntry] = []
                let unlisted = try registry.institutions(on: day, trusting: keys) { receipt, round in
                    guard belongs(round) else { return }
                    entries.append(
                        Self.entry(receipt, round, region: catalogues.divisionName(of: receipt.address)))
                }
                let heading = DirectoryHeading(region: title ?? "浙江省", date: day)
                let directory = InstitutionDirectory(heading, entries, language: options.lang)
                let folder = try OutputFolder(output, language: options.lang).url
                for format in try formats {
                    let path = folder.appendingPathComponent("directory.\(format.rawValue)").path
                    switch format {
                    case .csv: try directory.writeCSV(path: path)
                    case .xlsx: try directory.writeWorkbook(path: path)
                    case .html: try directory.writePage(path: path)
                    }
                    Terminal.print(path)
                }
                Terminal.print(
                    options.lang == .zh ? "评价机构\(entries.count)家。" : "\(entries.count) institutions.")
                for receipt in unlisted {
                    Terminal.error("zhunsheng: \(RegistryText(options.lang).text(receipt))")
                }
                if !unlisted.isEmpty { throw Status.gaps.exitCode }
            }
        }

        private func belongs(_ round: RoundRecord?) -> Bool {
            if let level, round?.level != level { return false }
            return region.map { round?.region?.hasPrefix($0) ?? false } ?? true
        }

        private static func entry(_ receipt: EstablishmentReceipt, _ round: RoundRecord?, region: String?)
            -> DirectoryEntry
        {
            DirectoryEntry(
                name: receipt.applicantName, institutionCode: receipt.institutionCode, address: receipt.address,
                occupations: receipt.occupations.map {
                    .init(
                        name: $0.name, trade: $0.trade, levels: $0.levels.split(separator: " ").map(String.init))
                },
                applicantClass: receipt.applicantClass, validFrom: receipt.validFrom, validUntil: receipt.validUntil,
                authority: receipt.authority, region: region, level: round?.level)
        }
    }
}
