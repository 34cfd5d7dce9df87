// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct WordReaderTests {
    private func read(_ body: String, styles: String = "") throws -> OfficeReading {
        try WordMaker(body: body, styles: styles).read()
    }

    // MARK: Tables and places

    @Test func keepsMergedCellsOverColumnsAndRows() throws {
        let reading = try read(
            "<w:tbl>"
                + WordMaker.row(
                    WordMaker.cell("组", "<w:vMerge w:val=\"restart\"/>"), WordMaker.cell("名称"), WordMaker.cell("甲公司"))
                + WordMaker.row(
                    WordMaker.cell("看不见", "<w:vMerge/>"), WordMaker.cell("宽", "<w:gridSpan w:val=\"2\"/>"))
                + WordMaker.row(
                    WordMaker.cell("左", "<w:hMerge w:val=\"restart\"/>"), WordMaker.cell("", "<w:hMerge/>"),
                    WordMaker.cell("右")) + "</w:tbl>")
        let table = try #require(reading.tables.first)
        #expect(table.rowCount == 3 && table.columnCount == 3)
        #expect(table.cells.first { $0.text == "组" }?.rowSpan == 2)
        let wide = try #require(table.cells.first { $0.text == "宽" })
        #expect(wide.column == 1 && wide.columnSpan == 2 && wide.row == 1)
        let left = try #require(table.cells.first { $0.text == "左" })
        #expect(left.columnSpan == 2 && table.cells.first { $0.text == "右" }?.column == 2)
        #expect(!table.cells.contains { $0.text.contains("看不见") })
    }

    @Test func columnsBeforeARowAreSkipped() throws {
        let reading = try read(
            "<w:tbl>" + WordMaker.row(WordMaker.cell("甲"), WordMaker.cell("乙"))
                + WordMaker.row(WordMaker.cell("丙"), properties: "<w:gridBefore w:val=\"1\"/>") + "</w:tbl>")
        #expect(reading.tables.first?.cells.first { $0.text == "丙" }?.column == 1)
    }

    @Test func namesParagraphsAndCells() throws {
        let inner = "<w:tbl>" + WordMaker.row(WordMaker.cell("里一"), WordMaker.cell("里二")) + "</w:tbl>"
        let reading = try read(
            WordMaker.paragraph("标题") + "<w:p/>" + WordMaker.paragraph("第二段文字")
                + "<w:tbl>" + WordMaker.row(WordMaker.cell("一"), WordMaker.cell("二")) + "</w:tbl>"
                + WordMaker.paragraph("中间")
                + "<w:tbl>" + WordMaker.row(WordMaker.cell("甲"), WordMaker.cell("乙"))
                + WordMaker.row(WordMaker.cell("丙"), "<w:tc>\(inner)\(WordMaker.paragraph("丁"))</w:tc>") + "</w:tbl>")
        #expect(reading.place(of: "标题") == "第1段")
        #expect(reading.place(of: "第二段") == "第2段")
        #expect(reading.place(of: "中间") == "第3段")
        #expect(reading.place(of: "乙") == "表2 第1行第2格")
        #expect(reading.place(of: "丁") == "表2 第2行第2格")
        #expect(reading.place(of: "里二") == "表2 第2行第2格 内表第1行第2格")
    }

    @Test(arguments: [
        ("第3段", "paragraph 3"), ("表2 第4行第2格", "table 2 row 4 cell 2"),
        ("表2 第4行第2格 内表第1行第3格", "table 2 row 4 cell 2 inner table row 1 cell 3"), ("脚注1", "footnote 1"),
        ("第3段、表1 第1行第1格", "paragraph 3, table 1 row 1 cell 1"), ("第1-3、5页", "page 1-3, 5"), ("第12行", "line 12"),
        ("第一批!B4", "第一批!B4"), ("表1!B4", "表1!B4"),
    ])
    func saysPlacesInEnglish(_ place: String, _ english: String) {
        #expect(PlaceName.text(place, .en) == english)
        #expect(PlaceName.text(place, .zh) == place)
    }

    @Test func aPageBreakBeginsAPage() throws {
        let reading = try read(
            WordMaker.paragraph("甲") + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" + WordMaker.paragraph("乙")
                + WordMaker.paragraph("丙", "<w:pageBreakBefore/>"))
        #expect(reading.parts.first?.pages.map { $0.lines.map(\.text) } == [["甲"], ["乙"], ["丙"]])
        #expect(reading.parts.first?.pages.map(\.number) == [1, 2, 3])
    }

    @Test func nestingWithoutEndIsBounded() throws {
        let depth = 70
        let body =
            String(repeating: "<w:tbl><w:tr><w:tc>", count: depth) + WordMaker.paragraph("底")
            + String(repeating: "</w:tc></w:tr></w:tbl>", count: depth)
        let reading = try read(WordMaker.paragraph("面") + body)
        #expect(reading.lines == ["面"] && reading.problems.contains { $0.code == .damaged })
    }

    // MARK: Notes, boxes, numbers

    @Test func readsATextBoxOnceAndTheFallbackOnlyWhereTheChoiceShowsNothing() throws {
        func box(_ text: String) -> String { "<w:txbxContent>\(WordMaker.paragraph(text))</w:txbxContent>" }
        let reading = try read(
            "<w:p><w:r><mc:AlternateContent><mc:Choice>\(box("甲"))</mc:Choice><mc:Fallback>\(box("甲"))</mc:Fallback>"
                + "</mc:AlternateContent></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>\(box("乙"))"
                + "</mc:Fallback></mc:AlternateContent></w:r></w:p>")
        #expect(reading.lines == ["甲", "乙"])
    }

    @Test func readsFootnotesAndNamesThem() throws {
        var word = WordMaker(body: WordMaker.paragraph("正文"))
        let notes =
            "<w:footnotes xmlns:w=\"urn:w\"><w:footnote w:type=\"separator\"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>"
            + "<w:footnote w:id=\"2\"><w:p><w:r><w:t>注一</w:t></w:r></w:p></w:footnote></w:footnotes>"
        word.parts = [("footnotes.xml", Array(notes.utf8), "footnotes")]
        let reading = try word.read()
        #expect(reading.lines == ["正文", "注一"] && reading.place(of: "注一") == "脚注1")
    }

    @Test func tellsChineseNumbersOfClausesOnly() throws {
        var word = WordMaker(
            body: [("0", "一"), ("0", "二"), ("1", "数")].map {
                WordMaker.paragraph(
                    $0.1, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\($0.0 == "0" ? 1 : 2)\"/></w:numPr>")
            }.joined())
        let numbering =
            "<w:numbering xmlns:w=\"urn:w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"9\"/>"
            + "<w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"第%1条 \"/></w:lvl></w:abstractNum>"
            + "<w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
            + "<w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
            + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>"
        word.parts = [("numbering.xml", Array(numbering.utf8), "numbering")]
        #expect(try word.read().lines == ["第九条 一", "第十条 二", "数"])
    }

    @Test(arguments: [(1, "一"), (10, "十"), (21, "二十一"), (105, "一百零五"), (110, "一百一十"), (2022, "二千零二十二")])
    func countsInChinese(_ number: Int, _ text: String) { #expect(WordNumbering.chineseText(number) == text) }

    // MARK: Refused

    @Test func refusesWhatIsNoDocument() {
        var zip = ZipMaker()
        zip.add("word/document.xml", "<w:document xmlns:w=\"urn:w\"><w:body>")
        let bytes = Data(zip.bytes())
        #expect(throws: ReadProblem.self) { try WordReader.read(bytes) }
        #expect(throws: ReadProblem(.xmlDoctype, place: "word/document.xml")) {
            var zip = ZipMaker()
            zip.add("word/document.xml", "<!DOCTYPE d [<!ENTITY a \"b\">]><d/>")
            _ = try WordReader.read(Data(zip.bytes()))
        }
    }
}
