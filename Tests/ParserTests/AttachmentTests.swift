// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// Files inside files are read as files of their own.
@Suite struct AttachmentTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A PDF with a line of text and the given files, named in the list of the document.
    private func container(_ files: [(name: String, bytes: Data)], line: String = "某某材料", pinned: Bool = false) -> Data
    {
        var maker = PDFMaker()
        var specs: [Int] = []
        for file in files {
            let stream = maker.stream("/Type /EmbeddedFile", file.bytes)
            specs.append(
                maker.add(
                    "<< /Type /Filespec /F (x) /UF \(PDFMaker.string(file.name)) /EF << /F \(stream) 0 R >> >>"))
        }
        let names = specs.enumerated().map { "(\($0.offset)) \($0.element) 0 R" }.joined(separator: " ")
        maker.catalogue = "/Names << /EmbeddedFiles << /Names [\(names)] >> >>"
        let pins = specs.map { "<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 20 20] /FS \($0) 0 R >>" }
        maker.page(PDFMaker.line(line, 72, 700), entries: pinned ? "/Annots [\(pins.joined(separator: " "))]" : "")
        return maker.data()
    }

    private func plain(_ line: String) -> Data {
        var maker = PDFMaker()
        maker.page(PDFMaker.line(line, 72, 700))
        return maker.data()
    }

    private func read(_ pdf: Data) throws -> (package: SubmittedPackage, read: ReadPackage) {
        try scratch.write("p/合订.pdf", Array(pdf))
        let package = try Intake.open([scratch.path("p")])
        let reader = PackageReader(
            vocabulary: try Repository.vocabulary(), service: InProcessReading(dossierSchema: Data()))
        return (package, reader.read(package))
    }

    @Test func attachmentsStandBehindTheirFile() throws {
        let inner = plain("统一社会信用代码：91330110MA2T00015U")
        let (package, read) = try read(container([("营业执照.pdf", inner), ("说明.txt", Data("说明".utf8))]))
        #expect(read.files.map(\.path) == ["合订.pdf", "合订.pdf/营业执照.pdf", "合订.pdf/说明.txt"])
        #expect(read.files[1].sha256 == Digest.sha256([UInt8](inner)))
        #expect(read.files[1].read == .text)
        #expect(read.files[1].kind == "registration")
        #expect(read.attached.map(\.path) == ["合订.pdf/营业执照.pdf", "合订.pdf/说明.txt"])
        #expect(try read.attached.first?.data() == inner)
        // Its bytes are in the container's already.
        #expect(package.files.map(\.path) == ["合订.pdf"])
        let codes = read.dossier.entities.flatMap(\.leaves).filter { $0.name == "uscc" }
        #expect(codes.flatMap(\.evidence).map(\.document) == ["合订.pdf/营业执照.pdf"])
    }

    @Test func aFileNamedTwiceIsReadOnce() throws {
        let files = try read(container([("甲.txt", Data("甲".utf8))], pinned: true)).read.files
        #expect(files.map(\.path) == ["合订.pdf", "合订.pdf/甲.txt"])
    }

    @Test func namesAreNoPaths() throws {
        let names = ["../../etc/甲.txt", "C:\\资料\\乙.txt", "..", "", "甲.txt", "a\u{202E}fdp.exe"]
        let files = try read(container(names.enumerated().map { ($0.element, Data("内容\($0.offset)".utf8)) })).read.files
        #expect(
            files.dropFirst().map { String($0.path.dropFirst("合订.pdf/".count)) } == [
                "甲.txt", "乙.txt", "#3", "#4", "甲 (2).txt", "a\u{FFFD}fdp.exe",
            ])
        #expect(files.dropFirst().allSatisfy { !$0.sha256.isEmpty })
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["p"])
    }

    @Test func attachmentsOfAttachmentsEndSomewhere() throws {
        var file = plain("最里面")
        for depth in 0..<4 { file = container([("内\(depth).pdf", file)]) }
        let files = try read(file).read.files
        #expect(files.map(\.path) == ["合订.pdf", "合订.pdf/内3.pdf", "合订.pdf/内3.pdf/内2.pdf"])
        #expect(files.last?.problems.map(\.code).contains(.tooDeep) == true)
    }

    @Test func archivesInsideAreUnpacked() throws {
        var zip = ZipMaker()
        zip.add("a/甲.txt")
        let files = try read(container([("附件.zip", Data(zip.bytes()))])).read.files
        #expect(Set(files.map(\.path)) == ["合订.pdf", "合订.pdf/附件.zip", "合订.pdf/附件.zip/a/甲.txt"])
        #expect(files.first { $0.path.hasSuffix(".zip") }?.setAside == true)
    }

    @Test func countAndSizeAreBounded() throws {
        let folder = scratch.path("many")
        let reading = FileReader(dossierSchema: Data()).read(
            container((0..<120).map { ("\($0).txt", Data("\($0)".utf8)) }), as: .pdf, attachmentsIn: folder)
        #expect(reading.attachments.count == AttachmentWriter.countLimit)
        #expect(reading.problems.map(\.code) == [.tooMany])
        let writer = AttachmentWriter(folder: scratch.path("large"))
        #expect(writer.begin("大.bin"))
        let piece = [UInt8](repeating: 0, count: 1 << 20)
        var pieces = 0
        while piece.withUnsafeBytes({ writer.write($0) }) { pieces += 1 }
        writer.end()
        #expect(pieces == AttachmentWriter.fileLimit >> 20)
        #expect(writer.attachments.isEmpty && writer.problems.map(\.code) == [.tooLarge])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("large")).isEmpty)
    }

    @Test func withoutAFolderNothingIsWritten() {
        let reading = FileReader(dossierSchema: Data()).read(container([("甲.txt", Data("甲".utf8))]), as: .pdf)
        #expect(reading.attachments.isEmpty && reading.problems.isEmpty)
    }

    @Test func aCoverOfAPortfolioIsNoFault() throws {
        var files = try read(container([("甲.txt", Data("甲".utf8))], line: "")).read.files
        #expect(files.removeFirst().problems == [])
    }
}
