// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Dossier
import Foundation
import Parser

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "读出申报档案XML，写到标准输出。 Print the dossier XML that was read.")

    @Argument(help: ArgumentHelp("文件夹、ZIP或文件。 A folder, a zip or files.", valueName: "package"))
    var inputs: [String]

    @OptionGroup var options: ChecklistOptions
    @OptionGroup var reading: ReadingOptions

    @Flag(help: "改为列出版面：行、表格、图像（编写词表时用）。 Print lines, tables and pictures as found on the pages.")
    var layout = false

    func run() throws {
        try reporting(options.lang) {
            let intake = try IntakeStep(options, reading)
            let package = try intake.takeIn(inputs)
            if layout { return try printLayouts(package, intake.service) }
            let reader = PackageReader(vocabulary: try options.loadVocabulary(), service: intake.service)
            let read = reader.read(package) { number, count, path in
                Terminal.progress("[\(number + 1)/\(count)] \(Masking.mask(path))")
            }
            Terminal.clearProgress()
            Terminal.print(DossierXML.text(of: read.dossier))
            var unreadable = false
            for file in read.files where !file.setAside {
                for problem in file.problems {
                    unreadable = true
                    Terminal.error("\(Masking.mask(file.path)): \(Masking.mask(problem.message(options.lang)))")
                }
            }
            if unreadable { throw Status.unreadable.exitCode }
        }
    }

    private func printLayouts(_ package: SubmittedPackage, _ service: any ReadingService) throws {
        var unreadable = false
        let files = package.files.filter { !$0.setAside && !$0.unpacked && $0.problems.isEmpty }
        let readings = LegacyOffice.installed.readings(
            of: files, by: service, workspace: LazyWorkspace(), progress: { _ in })
        for (file, reading) in zip(files, readings) {
            if !reading.parts.isEmpty {
                Terminal.print(Masking.mask("# \(file.path)\n" + LayoutDump.text(of: reading)))
            }
            for problem in reading.problems {
                unreadable = true
                Terminal.error("\(Masking.mask(file.path)): \(Masking.mask(problem.message(options.lang)))")
            }
        }
        if unreadable { throw Status.unreadable.exitCode }
    }
}
