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
                未给出的内容取自申报材料和批次文件。--occupation 写作“名称=等级”，如 车工=5,4,3；给出则只含所列职业。
                What is not given is taken from the package and the round. --occupation NAME=5,4,3
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

        func validate() throws { try DayArgument.demand(validFrom, "--valid-from") }

        func run() throws {
            try options.with(actor: by) { registry, now in
                let today = Clock.today()
                let receipt = try registry.establish(
                    submission: submission,
                    .init(
                        number: number, validFrom: validFrom ?? today, applicantName: name, address: address,
                        authority: authority, occupations: occupation.map { .init(name: $0.name, levels: $0.levels) }),
                    person: by, today: today, at: now)
                try receipt.write(output, options.lang)
                Terminal.print(EstablishmentReceiptText.render(receipt, language: options.lang))
            }
        }
    }

    /// `车工=5,4,3`.
    struct OccupationArgument: ExpressibleByArgument {
        var name: String
        var levels: String

        init?(argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard parts.count == 2, !parts[0].isEmpty else { return nil }
            let digits = parts[1].filter { !", 、".contains($0) }
            guard !digits.isEmpty, digits.allSatisfy({ "12345".contains($0) }) else { return nil }
            name = parts[0]
            levels = Set(digits).sorted(by: >).map(String.init).joined(separator: " ")
        }
    }

    struct ShowSteps: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "显示已登记的步骤；可再次写出已出具的回执。 Show the steps; write the receipt again.")

        @Argument(help: ArgumentHelp("申报编号。 Number of a submission.", valueName: "submission"))
        var submission: Int
        @Option(help: ArgumentHelp("再次写出已出具的回执：.json 或 .pdf；可多次给出。 Write the receipt again.", valueName: "file"))
        var output: [String] = []
        @OptionGroup var options: RegistryCommand.Options

        func run() throws {
            try options.with { registry, _ in
                guard let record = try registry.submission(submission) else {
                    throw RegistryError.noSubmission("\(submission)")
                }
                let text = RegistryText(options.lang)
                for step in try registry.steps(record) { Terminal.print(text.line(step)) }
                Terminal.print(text.next(try registry.establishment(record), on: Clock.today()))
                guard !output.isEmpty else { return }
                guard let receipt = try registry.establishmentReceipt(of: record) else {
                    throw Failure(
                        .gaps,
                        options.lang == .zh
                            ? "尚未出具设立（备案）回执，没有可写出的内容。" : "No receipt was issued, so there is none to write.")
                }
                try receipt.write(output, options.lang)
            }
        }
    }
}

extension EstablishmentReceipt {
    /// Into files of its own, as PDF where a name says so, else as JSON.
    fileprivate func write(_ paths: [String], _ language: Language) throws {
        for path in paths {
            let file = URL(fileURLWithPath: path)
            let content =
                file.pathExtension.lowercased() == "pdf"
                ? try SignedReceipt.establishment(self).pdf(language) : try EstablishmentReceiptJSON.encode(self)
            try OutputFolder(file.deletingLastPathComponent().path, language: language)
                .write(content, file.lastPathComponent)
        }
    }
}
