// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct WordReaderTests {
    private func document(_ body: String) throws -> PageLayout {
        var zip = ZipMaker()
        zip.add("[Content_Types].xml", "<Types/>")
        zip.add(
            "word/document.xml",
            """
            <w:document xmlns:w="urn:w" xmlns:mc="urn:mc"><w:body>\(body)</w:body></w:document>
            """)
        return try WordReader.read(Data(zip.bytes()))
    }

    private func cell(_ text: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
    }

    @Test func joinsRunsAndDropsDeletions() throws {
        let page = try document(
            "<w:p><w:r><w:t>统一社会</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>信用代码</w:t></w:r></w:ins></w:p>"
        )
        #expect(page.lines.map(\.text) == ["统一社会信用代码"])
    }

    @Test func keepsMergedCellsOverColumnsAndRows() throws {
        let page = try document(
            "<w:tbl><w:tr>\(cell("组", "<w:vMerge w:val=\"restart\"/>"))\(cell("名称"))\(cell("甲公司"))</w:tr>"
                + "<w:tr>\(cell("", "<w:vMerge/>"))\(cell("宽", "<w:gridSpan w:val=\"2\"/>"))</w:tr></w:tbl>")
        let table = try #require(page.tables.first)
        #expect(table.rowCount == 2 && table.columnCount == 3)
        let group = try #require(table.cells.first { $0.text == "组" })
        #expect(group.rowSpan == 2)
        let wide = try #require(table.cells.first { $0.text == "宽" })
        #expect(wide.column == 1 && wide.columnSpan == 2 && wide.row == 1)
    }

    @Test func readsTickBoxesOfWingdingsContentControlsAndTextBoxes() throws {
        let page = try document(
            "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r><w:r><w:t>企业</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r><w:r><w:t>院校</w:t></w:r></w:p>"
                + "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件内容</w:t></w:r></w:p></w:sdtContent></w:sdt>"
                + "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
                + "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        #expect(page.lines.map(\.text) == ["☑企业□院校", "控件内容", "文本框"])
    }

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

@Suite struct WorkbookReaderTests {
    private func book(_ sheets: [(name: String, rows: String)], styles: String = "", date1904: Bool = false) throws
        -> [WorkbookReader.Sheet]
    {
        var zip = ZipMaker()
        zip.add(
            "xl/workbook.xml",
            "<workbook xmlns=\"urn:x\" xmlns:r=\"urn:r\">\(date1904 ? "<workbookPr date1904=\"1\"/>" : "")<sheets>"
                + sheets.enumerated().map { "<sheet name=\"\($0.element.name)\" r:id=\"r\($0.offset)\"/>" }.joined()
                + "</sheets></workbook>")
        zip.add(
            "xl/_rels/workbook.xml.rels",
            "<Relationships>"
                + sheets.indices.map { "<Relationship Id=\"r\($0)\" Target=\"worksheets/s\($0).xml\"/>" }.joined()
                + "</Relationships>")
        zip.add(
            "xl/sharedStrings.xml",
            "<sst><si><t>姓名</t></si><si><r><t>身份</t></r><r><t>证号</t></r><rPh><t>注音</t></rPh></si></sst>")
        zip.add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")
        for (number, sheet) in sheets.enumerated() {
            zip.add("xl/worksheets/s\(number).xml", "<worksheet><sheetData>\(sheet.rows)</sheetData></worksheet>")
        }
        return try WorkbookReader.read(Data(zip.bytes()))
    }

    private func texts(_ sheet: WorkbookReader.Sheet) -> [String] {
        sheet.layout.tables.flatMap { $0.cells.map(\.text) } + sheet.layout.lines.map(\.text)
    }

    @Test func readsSharedInlineAndCachedValues() throws {
        let sheets = try book([
            (
                "名册",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                    + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>张三</t></is></c><c r=\"B2\"><f>1+1</f><v>18800000001</v></c></row>"
            )
        ])
        #expect(texts(try #require(sheets.first)) == ["姓名", "身份证号", "张三", "18800000001"])
    }

    @Test(arguments: [(false, "46112", "2026-03-31"), (true, "44650", "2026-03-31"), (false, "61", "1900-03-01")])
    func turnsSerialNumbersIntoDays(_ is1904: Bool, _ serial: String, _ day: String) throws {
        let sheets = try book(
            [
                (
                    "日期",
                    "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(serial)</v></c><c r=\"B1\" s=\"0\"><v>\(serial)</v></c></row>"
                )
            ],
            styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>", date1904: is1904)
        #expect(texts(try #require(sheets.first)) == [day, serial])
    }

    @Test func aRowWithOneCellIsALine() throws {
        let sheets = try book([
            (
                "表",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\"><v>2</v></c></row>"
            )
        ])
        let layout = try #require(sheets.first).layout
        #expect(layout.lines.map(\.text) == ["姓名"] && layout.tables.count == 1)
    }

    @Test(arguments: [("A1", 0, 0), ("$AB$12", 27, 11), ("XFD1048576", 16_383, 1_048_575)])
    func referencesRoundTrip(_ text: String, _ column: Int, _ row: Int) throws {
        let place = try #require(WorkbookReader.place(text))
        #expect(place.column == column && place.row == row)
        let box = Box(
            x0: Double(column) * WorkbookReader.columnWidth + 1, y0: Double(row) * WorkbookReader.rowHeight + 1, x1: 0,
            y1: 0)
        #expect(WorkbookReader.reference(box) == text.replacing("$", with: ""))
    }

    @Test(arguments: ["", "A", "1", "A0", "ZZZZ1", "A99999999"])
    func refusesReferencesThatAreNone(_ text: String) { #expect(WorkbookReader.place(text) == nil) }
}
