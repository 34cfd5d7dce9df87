// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// A compound file ([MS-CFB]) with streams of at least 4096 bytes, as small as it can be.
struct CompoundMaker {
    var streams: [(name: String, content: [UInt8])] = []

    func data() -> Data {
        var sectors: [[UInt8]] = []
        var chain: [UInt32] = []
        func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        func add(_ bytes: [UInt8]) -> UInt32 {
            let start = UInt32(sectors.count)
            let padded = bytes + Array(repeating: 0, count: (512 - bytes.count % 512) % 512)
            for at in stride(from: 0, to: padded.count, by: 512) {
                sectors.append(Array(padded[at..<(at + 512)]))
                chain.append(UInt32(sectors.count))
            }
            chain[chain.count - 1] = 0xFFFF_FFFE
            return start
        }
        func entry(_ name: String, type: UInt8, right: UInt32, child: UInt32, start: UInt32, size: Int) -> [UInt8] {
            let units = name.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            var out = units + Array(repeating: 0, count: 64 - units.count)
            out += [UInt8(units.count + 2), 0, type, 1] + word(0xFFFF_FFFF) + word(right) + word(child)
            return out + Array(repeating: 0, count: 36) + word(start) + word(UInt32(size)) + word(0)
        }
        let starts = streams.map { add($0.content) }
        var directory = entry("Root Entry", type: 5, right: 0xFFFF_FFFF, child: 1, start: 0xFFFF_FFFE, size: 0)
        for (number, stream) in streams.enumerated() {
            let right = number + 1 < streams.count ? UInt32(number + 2) : 0xFFFF_FFFF
            directory += entry(
                stream.name, type: 2, right: right, child: 0xFFFF_FFFF, start: starts[number],
                size: stream.content.count)
        }
        let directoryStart = add(directory)
        let table = UInt32(sectors.count)
        chain.append(0xFFFF_FFFD)
        sectors.append((chain + Array(repeating: 0xFFFF_FFFF, count: 128 - chain.count)).flatMap(word))
        var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 16)
        header += [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0] + Array(repeating: 0, count: 10)
        header += word(1) + word(directoryStart) + word(0) + word(4_096) + word(0xFFFF_FFFE) + word(0)
        header += word(0xFFFF_FFFE) + word(0) + word(table)
        header += Array(repeating: 0xFF, count: 512 - header.count)
        return Data(header + sectors.flatMap { $0 })
    }
}

@Suite struct LegacyOfficeTests {
    private func kind(_ name: String, _ head: [UInt8]) throws -> LegacyOffice.Kind? {
        let content = head + Array(repeating: 0, count: 4_096)
        let data = CompoundMaker(streams: [("\u{5}SummaryInformation", content), (name, content)]).data()
        return try LegacyOffice.kind(of: data, type: .ole)
    }

    private static let word: [UInt8] = [0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    private static let book: [UInt8] = [0x09, 0x08, 4, 0, 0, 6, 5, 0]

    @Test func tellsOldFilesByTheirStreams() throws {
        #expect(try kind("WordDocument", Self.word) == .word)
        #expect(try kind("Workbook", Self.book) == .workbook)
        #expect(try kind("Book", Self.book) == .workbook)
        #expect(throws: ReadProblem(.unsupportedFormat, detail: "PPT")) { try kind("PowerPoint Document", []) }
        #expect(throws: ReadProblem(.unsupportedFormat, detail: "OLE")) { try kind("CONTENTS", []) }
    }

    @Test func tellsEncryptedOnes() throws {
        var word = Self.word
        word[11] = 0x01
        #expect(throws: ReadProblem(.encrypted)) { try kind("WordDocument", word) }
        #expect(throws: ReadProblem(.encrypted)) {
            try kind("Workbook", Self.book + [0x2F, 0, 6, 0, 1, 0, 1, 0, 2, 0])
        }
        #expect(throws: ReadProblem(.encrypted)) { try kind("EncryptedPackage", []) }
    }

    @Test(arguments: [
        (FileType.rtf, "{\\rtf1}", LegacyOffice.Kind.rtf), (.html, "<html><body>甲</body></html>", .webPage),
        (.html, "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">", .webWorkbook),
        (
            .xml, "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            .xmlWorkbook
        ),
    ])
    func tellsMarkupByItsContent(_ type: FileType, _ text: String, _ kind: LegacyOffice.Kind) throws {
        #expect(try LegacyOffice.kind(of: Data(text.utf8), type: type) == kind)
        #expect(try LegacyOffice.kind(of: Data("<dossier/>".utf8), type: .xml) == nil)
    }

    /// Any cut and any flipped byte of a compound file ends, one way or the other.
    @Test func damagedCompoundFilesEnd() {
        let whole = CompoundMaker(streams: [("WordDocument", Self.word + Array(repeating: 1, count: 5_000))]).data()
        for cut in stride(from: 0, to: whole.count, by: 97) { _ = CompoundFile(whole.prefix(cut)) }
        for place in stride(from: 24, to: whole.count, by: 11) {
            for value: UInt8 in [0, 0x7F, 0xFF] {
                var changed = whole
                changed[place] = value
                if let file = CompoundFile(changed), let entry = file.entries.first {
                    _ = file.prefix(of: entry, count: 64)
                }
            }
        }
    }

    // MARK: Without a converter

    @Test func withoutAConverterItSaysWhatToSend() {
        #expect(throws: ReadProblem(.noConverter)) {
            try LegacyOffice(program: nil).convert(Data("{\\rtf1}".utf8), .rtf)
        }
        #expect(ReadProblem(.noConverter).message(.zh).contains("另存为DOCX、XLSX或PDF"))
    }

    @Test func aProgramThatMakesNothingIsAFailureAndOneThatHangsIsKilled() throws {
        #expect(throws: ReadProblem(.notConverted)) {
            try LegacyOffice(program: "/bin/false").convert(Data("{\\rtf1}".utf8), .rtf)
        }
        let scratch = try Scratch()
        let path = try scratch.write("slow", "#!/bin/sh\nsleep 600 & sleep 600\n")
        #expect(chmod(path, 0o700) == 0)
        #expect(throws: ReadProblem(.notConverted, detail: "> 1 s")) {
            try LegacyOffice(program: path, timeout: 1).convert(Data("{\\rtf1}".utf8), .rtf)
        }
    }

    @Test func anOldFileKeepsItsPlaceAmongTheReadings() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "甲\n")
        try scratch.write("b.rtf", "{\\rtf1 B}")
        try scratch.write("c.txt", "丙\n")
        let files = try Intake.open([scratch.folder.path]).files
        let readings = LegacyOffice(program: nil).readings(
            of: files, by: InProcessReading(dossierSchema: Data()), workspace: LazyWorkspace(), progress: { _ in })
        #expect(readings.map { $0.parts.first?.pages.first?.lines.map(\.text) } == [["甲"], nil, ["丙"]])
        #expect(readings.map(\.problems) == [[], [ReadProblem(.noConverter)], []])
    }

    // MARK: With LibreOffice, where it is installed

    /// With its word processor: Debian has it in parts.
    private static let isInstalled =
        LegacyOffice.installed.program.map { program in
            let folder = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
            return FileManager.default.fileExists(atPath: folder.appending(path: "libswlo.so").path)
        } ?? false

    @Test(.enabled(if: isInstalled)) func convertsRichText() throws {
        let made = try LegacyOffice.installed.convert(
            Data("{\\rtf1\\ansi\\uc1\\u25215?\\u-29702?\\u20070?\\par}".utf8), .rtf)
        #expect(made.type == .docx && made.program.hasPrefix("LibreOffice "))
        #expect(try WordReader.read(made.data).lines == ["承诺书"])
    }

    @Test(.enabled(if: isInstalled)) func convertsAWebPageThatPassesForAWorkbook() throws {
        let html =
            "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"utf-8\"></head><body><table>"
            + "<tr><td>姓名</td><td>年龄</td></tr><tr><td>张三</td><td>30</td></tr></table></body></html>"
        let scratch = try Scratch()
        try scratch.write("名册.xls", html)
        let file = try #require(try Intake.open([scratch.folder.path]).files.first)
        let kind = try #require(try LegacyOffice.kind(of: file))
        let converted = try LegacyOffice.installed.converted(file, kind)
        #expect(converted.file.path == "名册.xls" && converted.file.type == .xlsx && converted.note.code == .converted)
        let reading = try WorkbookReader.read(try converted.file.data())
        #expect(reading.tables.first?.cells.map(\.text) == ["姓名", "年龄", "张三", "30"])
    }

    /// Old formats are made of new ones by the converter itself, and read back.
    @Test(.enabled(if: isInstalled), arguments: ["doc", "xls"]) func readsWhatOldProgramsWrote(_ ending: String) throws
    {
        let program = try #require(LegacyOffice.installed.program)
        let scratch = try Scratch()
        let isBook = ending == "xls"
        let source = try scratch.write(
            isBook ? "a.csv" : "a.html", isBook ? "姓名,年龄\n张三,30\n" : "<html><meta charset=utf-8><p>承诺书</p></html>")
        // CSV: comma, quote, UTF-8.
        let filter = isBook ? "CSV:44,34,76" : "HTML (StarWriter)"
        let end = BoundedProcess.run(
            program,
            [
                "-env:UserInstallation=file://\(scratch.path("profile"))", "--headless", "--infilter=\(filter)",
                "--convert-to",
                isBook ? "xls:MS Excel 97" : "doc:MS Word 97", "--outdir", scratch.folder.path, source,
            ], home: scratch.folder.path, timeout: 60)
        #expect(end == .exited(0))
        let old = try Data(contentsOf: URL(fileURLWithPath: scratch.path("a.\(ending)")))
        let kind = try #require(try LegacyOffice.kind(of: old, type: .ole))
        #expect(kind == (isBook ? .workbook : .word))
        let made = try LegacyOffice.installed.convert(old, kind)
        if isBook {
            #expect(try WorkbookReader.read(made.data).tables.first?.cells.map(\.text) == ["姓名", "年龄", "张三", "30"])
        } else {
            #expect(try WordReader.read(made.data).lines == ["承诺书"])
        }
    }
}
