// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct InstitutionDirectoryTests {
    private let folder: RoundSample.Folder

    init() throws { folder = try RoundSample.Folder() }

    static let heading = DirectoryHeading(region: "金华市", date: "2026-06-30")

    static func entry(_ name: String, _ applicantClass: ApplicantClass, code: String = "Y000033070001")
        -> DirectoryEntry
    {
        DirectoryEntry(
            name: name, institutionCode: code, address: "金华市婺城区示范路1号",
            occupations: [
                .init(name: "车工", trade: "数控车工", levels: ["5", "4", "3"]), .init(name: "保育师", levels: []),
            ], applicantClass: applicantClass, validFrom: "2026-06-01", validUntil: "2029-05-31",
            authority: "金华市人力资源和社会保障局", region: "金华市婺城区", level: .city)
    }

    static let entries = [
        entry("丙培训学校", .trainingOrganization, code: "S000033070001"), entry("甲公司", .employer),
        entry("乙公司", .employer, code: "Y000033070002"),
    ]

    private func directory(_ entries: [DirectoryEntry] = entries, language: Language = .zh) -> InstitutionDirectory {
        InstitutionDirectory(Self.heading, entries, language: language)
    }

    @Test func theCSVHasABOMAndArticleTensColumns() throws {
        try directory().writeCSV(path: folder.file("d.csv"))
        let bytes = try folder.bytes("d.csv")
        #expect(Array(bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let records = try CSV.records(String(decoding: bytes.dropFirst(3), as: UTF8.self))
        #expect(Array(records[0][2...5]) == ["机构名称", "机构编码", "地址", "评价职业（工种）范围"])
        #expect(records.count == 4)
        #expect(records[1][2] == "乙公司")
        #expect(records[1][3] == "Y000033070002")
        #expect(records[1][5] == "车工（数控车工）：五级/初级工、四级/中级工、三级/高级工；保育师")
        #expect(records.dropFirst().map { $0[1] } == ["用人单位", "用人单位", "社会培训评价组织"])
    }

    @Test func anyOrderGivesTheSameBytes() throws {
        for (name, entries) in [("a", Self.entries), ("b", Self.entries.reversed())] {
            try directory(entries).writeCSV(path: folder.file(name + ".csv"))
            try directory(entries).writeWorkbook(path: folder.file(name + ".xlsx"))
            try directory(entries).writePage(path: folder.file(name + ".html"))
        }
        for form in [".csv", ".xlsx", ".html"] { #expect(try folder.bytes("a" + form) == folder.bytes("b" + form)) }
    }

    @Test func theWorkbookHasARowAnInstitution() throws {
        try directory().writeWorkbook(path: folder.file("d.xlsx"))
        let book = try ReadWorkbook.open(folder.file("d.xlsx"))
        let sheet = try book.sheet("机构目录")
        #expect(try sheet.values("机构名称") == ["乙公司", "甲公司", "丙培训学校"])
        #expect(try sheet.column("机构编码").allSatisfy { $0.kind == "text" })
        #expect(try sheet.values("序号") == ["1", "2", "3"])
        #expect(sheet.header.contains("金华市技能人才评价机构目录"))
        #expect(sheet.footer.contains("2026-06-30"))
        #expect(sheet.filter["ref"] == "A1:K4")
        #expect(book.core.contains("2026-06-30T00:00:00Z"))
    }

    @Test func thePageGroupsByClass() throws {
        try directory().writePage(path: folder.file("d.html"))
        let text = try folder.text("d.html")
        let elements = try HTMLElement.all(in: text)
        #expect(elements.filter { $0.attributes["scope"] == "rowgroup" }.count == 2)
        #expect(elements.filter { $0.attributes["scope"] == "row" }.count == 3)
        #expect(elements.filter { $0.name == "script" }.isEmpty)
        for part in ["用人单位（2家）", "金华市技能人才评价机构目录", "截止日期：2026-06-30", "S000033070001"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func namesCannotBecomeMarkupOrFormulas() throws {
        let evil = "=HYPERLINK(\"http://x\",\"<script>\")"
        let directory = directory([Self.entry(evil, .employer)])
        try directory.writeCSV(path: folder.file("d.csv"))
        try directory.writeWorkbook(path: folder.file("d.xlsx"))
        try directory.writePage(path: folder.file("d.html"))
        #expect(try folder.text("d.csv").contains(",\"'=HYPERLINK(\"\"http"))
        let sheet = try ReadWorkbook.open(folder.file("d.xlsx")).sheet("机构目录")
        #expect(try sheet.column("机构名称") == [.init(kind: "text", value: evil)])
        #expect(try HTMLElement.all(in: folder.text("d.html")).filter { $0.name == "script" }.isEmpty)
    }

    @Test func anEmptyDirectoryIsWritten() throws {
        try directory([]).writeCSV(path: folder.file("d.csv"))
        try directory([]).writeWorkbook(path: folder.file("d.xlsx"))
        try directory([]).writePage(path: folder.file("d.html"))
        #expect(try folder.text("d.html").contains("目录中尚无机构。"))
        #expect(folder.names == ["d.csv", "d.html", "d.xlsx"])
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let path = folder.file("none/d.csv")
        #expect(throws: RoundOutputError.notWritable(path, reason: SystemReason(ENOENT))) {
            try directory().writeCSV(path: path)
        }
    }

    @Test func englishHasItsOwnWords() throws {
        try directory(language: .en).writePage(path: folder.file("d.html"))
        #expect(try folder.text("d.html").contains("Directory of vocational-skill evaluation institutions"))
    }
}
