// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

/// Files take their places whole or not at all.
@Suite struct RoundFilesTests {
    private let folder: RoundSample.Folder

    init() throws { folder = try RoundSample.Folder() }

    private func summary() throws -> RoundSummary {
        try RoundSummary(folder: folder.path, round: RoundSample.heading)
    }

    private static let names = ["cross-applicant.json", "results.jsonl", "summary.html", "summary.xlsx"]

    @Test func fourFilesAndNothingElse() throws {
        let summary = try summary()
        try summary.add(RoundSample.package(1))
        try summary.add(RoundSample.shared)
        let figures = try summary.close()
        #expect(folder.names == Self.names)
        #expect(SummaryFile.allCases.map(\.name).sorted() == Self.names)
        #expect(figures.packages == 1 && figures.crossFindings == 1)
    }

    @Test func closingTellsWhatWasCounted() throws {
        let summary = try summary()
        var several = RoundSample.package(1)
        several.sameApplicant = .init(["包2"])
        var twice = RoundSample.package(2, matters: [])
        twice.sameApplicant = .init(["包1"])
        twice.sameContent = .init(["包3"])
        var whole = RoundSample.package(3, matters: [])
        whole.unreadableFiles = 0
        for package in [several, twice, RoundSample.setAside, whole] { try summary.add(package) }
        let figures = try summary.close()
        #expect(figures.packages == 4)
        #expect(figures.setAside == 1)
        #expect(figures.conclusions == [.gapsFound: 1, .noGapFound: 2])
        #expect(figures.unreadablePackages == 2 && figures.unreadableFiles == 2)
        #expect(figures.sameApplicant == 2 && figures.sameContent == 1)
        #expect(figures.crossFindings == 0)
    }

    @Test func aRunThatStopsLeavesTheOlderFiles() throws {
        for name in Self.names { try Data("older".utf8).write(to: URL(fileURLWithPath: folder.file(name))) }
        do {
            let summary = try summary()
            for number in 1...50 { try summary.add(RoundSample.package(number)) }
        }
        #expect(folder.names == Self.names)
        for name in Self.names { #expect(try folder.text(name) == "older") }
    }

    @Test func whatAKilledRunLeftIsReplaced() throws {
        let draft = DraftFile.draft(of: folder.file("summary.xlsx"))
        try Data("half".utf8).write(to: URL(fileURLWithPath: draft))
        let summary = try summary()
        try summary.close()
        #expect(folder.names == Self.names)
    }

    @Test func aMissingFolderIsNamedWithItsReason() throws {
        let path = folder.file("none/summary.xlsx")
        let error = #expect(throws: RoundOutputError.self) {
            try RoundWorkbook(path: path, round: RoundSample.heading)
        }
        guard case .notWritable(path, let reason) = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason == SystemReason(ENOENT))
        #expect(error?.message(.zh).contains("路径不存在") == true)
        #expect(error?.message(.en).contains("No such file or directory") == true)
        #expect(error?.message(.zh).contains(path) == true)
        #expect(error?.message(.en).contains(path) == true)
        #expect(error?.code == "not-writable")
    }

    @Test func aFolderInTheFilesPlaceIsAnErrorAndStays() throws {
        try FileManager.default.createDirectory(atPath: folder.file("summary.xlsx"), withIntermediateDirectories: true)
        let book = try RoundWorkbook(path: folder.file("summary.xlsx"), round: RoundSample.heading)
        try book.add(RoundSample.package(1))
        #expect(throws: RoundOutputError.self) { try book.close() }
        #expect(folder.names == ["summary.xlsx"])
    }

    @Test func afterCloseNothingIsTaken() throws {
        let path = folder.file("summary.xlsx")
        let book = try RoundWorkbook(path: path, round: RoundSample.heading)
        try book.close()
        #expect(throws: RoundOutputError.closed(path)) { try book.add(RoundSample.package(1)) }
        #expect(throws: RoundOutputError.closed(path)) { try book.close() }
        #expect(folder.names == ["summary.xlsx"])
    }

    @Test func aWorkbookThatDoesNotReadBackIsTold() throws {
        let path = folder.file("summary.xlsx")
        let book = try RoundWorkbook(path: path, round: RoundSample.heading)
        try book.add(RoundSample.package(1))
        try book.close()
        let sheets = try Self.sheets(path)
        #expect(sheets.map(\.links) == [0, 1, 0, 0, 0])
        #expect(WorkbookProof.isWhole(path, sheets))
        #expect(!WorkbookProof.isWhole(path, sheets + [.init(rowBytes: 0, links: 0)]))
        for index in sheets.indices {
            var others = sheets
            others[index].rowBytes += 1
            #expect(!WorkbookProof.isWhole(path, others))
            others = sheets
            others[index].links += 1
            #expect(!WorkbookProof.isWhole(path, others))
        }
        let whole = try folder.bytes("summary.xlsx")
        for part in [whole.prefix(whole.count / 2), whole.prefix(100), Data()] {
            try part.write(to: URL(fileURLWithPath: path))
            #expect(!WorkbookProof.isWhole(path, sheets), "\(part.count) bytes")
        }
        var turned = whole
        turned[whole.count / 2] ^= 0xFF
        try turned.write(to: URL(fileURLWithPath: path))
        #expect(!WorkbookProof.isWhole(path, sheets))
    }

    /// As Python finds them.
    private static func sheets(_ path: String) throws -> [WorkbookProof.Sheet] {
        let script = """
            import re, sys, zipfile
            book = zipfile.ZipFile(sys.argv[1])
            for number in range(1, 6):
                text = book.read(f"xl/worksheets/sheet{number}.xml")
                print(len(re.search(rb"<sheetData>(.*)</sheetData>", text, re.S)[1]), text.count(b"<hyperlink "))
            """
        let lines = String(decoding: try Python.run(["-c", script, path]), as: UTF8.self).split(separator: "\n")
        return lines.map { line in
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            return .init(rowBytes: numbers.first ?? -1, links: numbers.last ?? -1)
        }
    }
}
