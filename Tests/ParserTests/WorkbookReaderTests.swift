// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct WorkbookReaderTests {
    private func texts(_ reading: OfficeReading) -> [String] {
        reading.tables.flatMap { $0.cells.map(\.text) } + reading.lines
    }

    private func book(_ rows: String, styles: String = "", is1904: Bool = false, more: String = "") throws
        -> OfficeReading
    {
        var book = BookMaker(styles: styles, is1904: is1904)
        book.add("名册", rows, more: more)
        return try book.read()
    }

    @Test func readsSharedInlineAndCachedValues() throws {
        let reading = try book(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"2\">\(BookMaker.text("A2", "张三_x000D_"))<c r=\"B2\"><f>1+1</f><v>18800000001</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c><c r=\"B3\" t=\"str\"><f>A2</f><v>甲</v></c></row>")
        #expect(texts(reading) == ["姓名", "身份证号", "张三", "18800000001", "是", "甲"])
        #expect(reading.problems.isEmpty)
    }

    @Test(arguments: [
        (false, "46112", "14", "2026-03-31"), (true, "44650", "14", "2026-03-31"), (false, "61", "14", "1900-03-01"),
        (false, "46112.5", "22", "2026-03-31 12:00"), (false, "0.75", "20", "18:00"), (false, "46112", "57", "2026-03"),
        (false, "46112", "0", "46112"), (false, "0.085", "10", "8.5%"), (false, "7", "164", "007"),
        (false, "46112", "165", "2026-03-31"), (false, "46112", "166", "2026-03"),
        (false, "1234.5600000000001", "4", "1234.56"),
    ])
    func showsNumbersAsTheirFormatDoes(_ is1904: Bool, _ raw: String, _ format: String, _ shown: String) throws {
        let styles =
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
            + "<numFmt numFmtId=\"166\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(format)\"/></cellXfs>"
        let reading = try book(
            "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(raw)</v></c></row>", styles: styles, is1904: is1904)
        #expect(reading.lines == [shown])
    }

    @Test(arguments: ["0!.0,&quot;万&quot;", "#,##0,", "0.0,,"])
    func aNumberShownInThousandsIsDoubtful(_ code: String) throws {
        let styles =
            "<numFmts><numFmt numFmtId=\"170\" formatCode=\"\(code)\"/></numFmts><cellXfs><xf/><xf numFmtId=\"170\"/></cellXfs>"
        let reading = try book("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>123456</v></c></row>", styles: styles)
        #expect(try #require(reading.confidence(at: "123456")) < 0.8)
    }

    @Test func numbersThatLostDigitsAreDoubtful() throws {
        let reading = try book(
            "<row r=\"1\"><c r=\"A1\"><v>3.3012319900101E+17</v></c></row><row r=\"3\"><c r=\"A3\"><v>18800000001</v></c></row>"
        )
        #expect(reading.lines == ["330123199001010000", "18800000001"])
        #expect(try #require(reading.confidence(at: "330123199001010000")) < 0.8)
        #expect(try #require(reading.confidence(at: "18800000001")) > 0.9)
    }

    @Test func formulasWithoutResultAndErrorsAreNoValues() throws {
        let reading = try book(
            "<row r=\"1\">\(BookMaker.text("A1", "人数"))<c r=\"B1\"><f>SUM(C1:C9)</f></c></row>"
                + "<row r=\"2\">\(BookMaker.text("A2", "面积"))<c r=\"B2\" t=\"e\"><f>X</f><v>#REF!</v></c></row>")
        #expect(texts(reading) == ["人数", "面积"])
        #expect(reading.problems == [ReadProblem(.notCalculated, place: "名册!B1、名册!B2", detail: "#REF!")])
    }

    @Test func whatIsHiddenIsNotReadAndSaid() throws {
        var book = BookMaker(
            styles: "<fonts><font/><font><color rgb=\"FFFFFFFF\"/></font></fonts><fills><fill/></fills>"
                + "<cellXfs><xf/><xf fontId=\"1\"/></cellXfs>")
        book.add(
            "名册",
            "<row r=\"1\">\(BookMaker.text("A1", "见"))\(BookMaker.text("C1", "藏列"))</row>"
                + "<row r=\"2\" hidden=\"1\">\(BookMaker.text("A2", "藏行"))</row>"
                + "<row r=\"3\"><c r=\"A3\" s=\"1\" t=\"s\"><v>0</v></c></row>",
            more: "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>")
        book.add("藏表", "<row r=\"1\">\(BookMaker.text("A1", "藏"))</row>", state: "veryHidden")
        let reading = try book.read()
        #expect(texts(reading) == ["见"])
        #expect(reading.problems == [ReadProblem(.hiddenCells, place: "名册!C:C、名册!2:2")])
        #expect(reading.notes == [FileNote(.hidden, place: "名册"), FileNote(.hidden, detail: "藏表")])
    }

    @Test func aRowWithOneCellIsALine() throws {
        let reading = try book(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\"><v>2</v></c></row>"
        )
        #expect(reading.lines == ["姓名"] && reading.tables.count == 1)
    }

    @Test func farCornersCostNothing() throws {
        let reading = try book(
            "<row r=\"2\">\(BookMaker.text("B2", "甲"))\(BookMaker.text("XFD2", "乙"))</row>"
                + "<row r=\"1048576\">\(BookMaker.text("B1048576", "丙"))\(BookMaker.text("XFD1048576", "丁"))</row>",
            more: "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>")
        #expect(reading.tables.map(\.columnCount) == [2, 2])
        let document = SourceDocument(path: "a.xlsx", try #require(reading.parts.first))
        let cell = try #require(reading.tables.last?.cells.last)
        #expect(document.evidence(page: 1, box: cell.box, quote: "丁", certainty: 1).place == "名册!XFD1048576")
    }

    @Test func mergedHeadsSpan() throws {
        let reading = try book(
            "<row r=\"1\">\(BookMaker.text("A1", "姓名"))\(BookMaker.text("B1", "证书"))</row>"
                + "<row r=\"2\">\(BookMaker.text("B2", "名称"))\(BookMaker.text("C2", "编号"))</row>",
            more:
                "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"C9:A1\"/></mergeCells>"
        )
        let table = try #require(reading.tables.first)
        #expect(table.cells.first { $0.text == "姓名" }?.rowSpan == 2)
        #expect(table.cells.first { $0.text == "证书" }?.columnSpan == 2)
        #expect(table.cells.first { $0.text == "编号" }?.column == 2)
    }

    @Test func cellsWithoutReferencesFollowEachOther() throws {
        let reading = try book("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>")
        #expect(texts(reading) == ["1", "2", "3", "4"] && reading.tables.first?.rowCount == 2)
    }

    @Test func picturesThatWPSSetsIntoCellsAreSeen() throws {
        var book = BookMaker()
        book.add(
            "表",
            "<row r=\"1\">\(BookMaker.text("A1", "证书"))<c r=\"B1\" t=\"str\"><f>DISPIMG(1)</f><v>=DISPIMG(\"ID_1\",1)</v></c></row>"
        )
        let reading = try book.read()
        #expect(reading.lines == ["证书"] && reading.parts.first?.pages.first?.marks.count == 1)
        #expect(reading.problems.isEmpty && reading.unread == ["表!B1"])
    }

    @Test func readsTextBoxesAndPicturesOverCells() throws {
        var book = BookMaker()
        book.add("表", "<row r=\"5\">\(BookMaker.text("A5", "正文"))</row>", more: "<drawing r:id=\"d\"/>")
        book.extra = [
            (
                "xl/worksheets/_rels/s0.xml.rels",
                "<Relationships><Relationship Id=\"d\" Target=\"../drawings/d.xml\"/></Relationships>"
            ),
            (
                "xl/drawings/d.xml",
                "<d xmlns:r=\"urn:r\"><twoCellAnchor><from><col>1</col><row>0</row></from><sp><txBody><p><r><t>标题</t></r></p></txBody></sp></twoCellAnchor>"
                    + "<twoCellAnchor><from><col>3</col><row>8</row></from><graphicFrame/></twoCellAnchor></d>"
            ),
        ]
        let reading = try book.read()
        #expect(reading.lines == ["标题", "正文"] && reading.problems.isEmpty && reading.unread == ["表!D9"])
    }

    // MARK: Days

    /// Every day from 1900-01-01 to 2100-12-31, counted one by one, in both systems.
    @Test func everyDayHasItsSerialNumber() throws {
        var (year, month, day) = (1900, 1, 1)
        for number in 0..<73_414 {
            // 1 is 1900-01-01; from March on, one more for the day that never was.
            let serial = number + 1 + (number >= 59 ? 1 : 0)
            let found = SerialDate.day(serial, is1904: false)
            if found.map({ $0 == (year, month, day) }) != true {
                Issue.record("\(serial) is not \(year)-\(month)-\(day)")
            }
            if serial >= 1_462, SerialDate.day(serial - 1_462, is1904: true).map({ $0 == (year, month, day) }) != true {
                Issue.record("1904: \(serial)")
            }
            let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
            let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            day += 1
            if day > days { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect((year, month, day) == (2101, 1, 1))
        #expect(SerialDate.day(73_415, is1904: false).map { "\($0)" } == "(year: 2100, month: 12, day: 31)")
    }

    @Test(arguments: [0, 60, -1, 2_958_466, Int.max, Int.min]) func someNumbersAreNoDay(_ serial: Int) {
        #expect(SerialDate.day(serial, is1904: false) == nil)
    }

    // MARK: References

    @Test(arguments: [("A1", 0, 0), ("$AB$12", 27, 11), ("XFD1048576", 16_383, 1_048_575)])
    func referencesRoundTrip(_ text: String, _ column: Int, _ row: Int) throws {
        let place = try #require(SheetGrid.place(text))
        #expect(place.column == column && place.row == row)
        #expect(SheetGrid.reference(SheetGrid.box(row, column, 1, 1)) == text.replacing("$", with: ""))
    }

    @Test(arguments: ["", "A", "1", "A0", "ZZZZ1", "A99999999", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1"])
    func refusesReferencesThatAreNone(_ text: String) { #expect(SheetGrid.place(text) == nil) }

    // MARK: Hostile

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "99999999999999999999", "-1", "0", "NaN"])
    func numbersThatNoSheetHasAreHarmless(_ number: String) throws {
        let reading = try book(
            "<row r=\"1\">\(BookMaker.text("A1", "甲"))</row><row r=\"\(number)\" ht=\"\(number)\"><c><v>\(number)</v></c></row>"
                + "<row><c s=\"\(number)\" t=\"s\"><v>\(number)</v></c></row>",
            styles:
                "<fonts><font><sz val=\"\(number)\"/></font></fonts><cellXfs><xf numFmtId=\"\(number)\"/></cellXfs>",
            more:
                "<cols><col min=\"\(number)\" max=\"\(number)\" hidden=\"1\"/><col min=\"20000\" max=\"\(number)\" width=\"0\"/></cols>"
        )
        #expect(texts(reading).contains("甲"))
    }

    @Test func refusesEntitiesAndBinaryWorkbooks() {
        var zip = ZipMaker()
        zip.add("xl/workbook.xml", "<!DOCTYPE b [<!ENTITY a \"b\">]><workbook/>")
        let bytes = Data(zip.bytes())
        #expect(throws: ReadProblem(.xmlDoctype, place: "xl/workbook.xml")) { try WorkbookReader.read(bytes) }
        var binary = ZipMaker()
        binary.add(
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"
        )
        binary.add("xl/workbook.bin", "")
        let other = Data(binary.bytes())
        #expect(throws: ReadProblem(.unsupportedFormat, detail: "XLSB")) { try WorkbookReader.read(other) }
    }

    @Test func countsTags() {
        let data = Data("<a><b/></a>".utf8)
        #expect(OfficeArchive.hasMoreTags(data, than: 2) && !OfficeArchive.hasMoreTags(data, than: 3))
    }
}
