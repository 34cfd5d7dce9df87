// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Registry

extension RegistryCommand.Establish {
    struct Receipt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "出具设立（备案）回执，有效期3年。 Issue the establishment receipt, valid for three years.",
            discussion: """
                未给出的内容取自申报材料和批次文件。--occupation 写作“名称=等级”，如 车工=5,4,3；专项职业能力无等级，只写名称；给出则只含所列职业。
                What is not given is taken from the package and the round. --occupation
                NAME=5,4,3, or NAME alone where there are no levels.
                """)

        @Argument(help: ArgumentHelp("申报编号。 Number of a submission.", valueName: "submission"))
        var submission: Int
        @Option(help: ArgumentHelp("文号。 Its number.", valueName: "text"))
        var number: String
        @Option(help: ArgumentHelp("经办人。 Who issues it.", valueName: "person"))
        var by: String
        @Option(help: ArgumentHelp("有效期起始日（默认今天）。 The first day of validity.", valueName: "date"))
        var validFrom: String?
        @Option(help: ArgumentHelp("出具机关。 The authority.", valueName: "name"))
        var authority: String?
        @Option(help: ArgumentHelp("机构名称。 Name of the institution.", valueName: "name"))
        var name: String?
        @Option(help: ArgumentHelp("机构地址。 Its address.", valueName: "text"))
        var address: String?
        @Option(
            help: ArgumentHelp(
                "评价职业及等级；可多次给出。 An occupation with its levels; may be repeated.", valueName: "name=levels"))
        var occupation: [OccupationArgument] = []
        @Option(help: ArgumentHelp("写入的文件：.json 或 .pdf；可多次给出。 A file to write; may be repeated.", valueName: "file"))
        var output: [String] = []
        @OptionGroup var options: RegistryCommand.Options

        func validate() throws {
            try DayArgument.demand(validFrom, "--valid-from")
            try ReceiptOutput.demand(output)
        }

        func run() throws {
            try options.with(actor: by) { registry, now in
                let today = Clock.today()
                let receipt = try registry.establish(
                    submission: submission,
                    .init(
                        number: number, validFrom: validFrom ?? today, applicantName: name, address: address,
                        authority: authority, occupations: occupation.map { .init(name: $0.name, levels: $0.levels) }),
                    person: by, today: today, at: now)
                Terminal.print(EstablishmentReceiptText.render(receipt, language: options.lang))
                do { try ReceiptOutput.write(receipt, output, options.lang) } catch {
                    Terminal.error(
                        options.lang == .zh
                            ? "回执已登记，但未能写入文件。排除原因后可用 registry establish show \(submission) --output 写出。"
                            : "The receipt is registered, but a file was not written. When that is mended, 'registry establish show \(submission) --output' writes it."
                    )
                    throw error
                }
            }
        }
    }

    /// The files into which a receipt goes, by their endings.
    enum ReceiptOutput {
        static func demand(_ paths: [String]) throws {
            for path in paths where !["pdf", "json"].contains(URL(fileURLWithPath: path).pathExtension.lowercased()) {
                throw ValidationError("--output：“\(path)”应以 .pdf 或 .json 结尾。 Give a .pdf or .json file.")
            }
        }

        static func write(_ receipt: EstablishmentReceipt, _ paths: [String], _ language: Language) throws {
            for path in paths {
                let file = URL(fileURLWithPath: path)
                let content =
                    file.pathExtension.lowercased() == "pdf"
                    ? try SignedReceipt.establishment(receipt).pdf(language)
                    : try EstablishmentReceiptJSON.encode(receipt)
                try OutputFolder(file.deletingLastPathComponent().path, language: language)
                    .write(content, file.lastPathComponent)
                Terminal.print(language == .zh ? "已写入“\(path)”。" : "Written to '\(path)'.")
            }
        }
    }

    /// `车工=5,4,3`; the name alone where there are no levels.
    struct OccupationArgument: ExpressibleByArgument {
        var name: String
        var levels: String

        init?(argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard let first = parts.first, !first.isEmpty else { return nil }
            let digits = parts.count == 2 ? parts[1].filter { !", 、".contains($0) } : ""
            guard !argument.contains("=") || !digits.isEmpty, digits.allSatisfy({ "12345".contains($0) }) else {
                return nil
            }
            name = first
            levels = Set(digits).sorted(by: >).map(String.init).joined(separator: " ")
        }
    }

    struct ShowSteps: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "显示已登记的步骤；可再次写出已出具的回执。 Show the steps; write the receipt again.")

        @Argument(help: ArgumentHelp("申报编号。 Number of a submission.", valueName: "submission"))
        var submission: Int
        @Option(
            help: ArgumentHelp(
                "再次写出设立（备案）回执：.json 或 .pdf；可多次给出。 Write the receipt again; may be repeated.", valueName: "file"))
        var output: [String] = []
        @OptionGroup var options: RegistryCommand.Options

        func validate() throws { try ReceiptOutput.demand(output) }

        func run() throws {
            try options.with { registry, _ in
                guard let record = try registry.submission(submission) else {
                    throw RegistryError.noSubmission("\(submission)")
                }
                let text = RegistryText(options.lang)
                for line in text.lines(try registry.steps(record)) { Terminal.print(line) }
                Terminal.print(text.next(try registry.establishment(record), on: Clock.today()))
                guard !output.isEmpty else { return }
                guard let receipt = try registry.establishmentReceipt(of: record) else {
                    throw EstablishmentRefusal.notIssued
                }
                try ReceiptOutput.write(receipt, output, options.lang)
            }
        }
    }
}
