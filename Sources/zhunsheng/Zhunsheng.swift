// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Dossier
import Foundation
import Parser

@main
struct Zhunsheng: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "zhunsheng")
    @Argument var inputs: [String]
    @Flag var layout = false
    func run() async throws {
        if layout { for i in inputs { print(try LayoutDump.text(of: Data(contentsOf: URL(fileURLWithPath: i)))) }; return }
        let set = URL(fileURLWithPath: "Checklists/zhejiang-2022-20")
        let vocabulary = try Vocabulary.load(set.appendingPathComponent("vocabulary.yaml"))
        let xsd = (try? Data(contentsOf: set.appendingPathComponent("dossier.xsd"))) ?? Data()
        let package = try Intake.open(inputs)
        let read = PackageReader(vocabulary: vocabulary, dossierSchema: xsd).read(package)
        print(DossierXML.text(of: read.dossier))
        for f in read.files { FileHandle.standardError.write(Data("\(f.path.replacing(" ", with: "_")) \(f.kind ?? "-") \(f.read) \(f.problems.map { $0.message(.zh) })\n".utf8)) }
    }
}
