// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// What a person sees of a paragraph.
@Suite struct WordTextTests {
    private func read(_ body: String, styles: String = "") throws -> OfficeReading {
        try WordMaker(body: body, styles: styles).read()
    }

    private func run(_ text: String, _ properties: String = "") -> String {
        "<w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r>"
    }

    // MARK: Changes

    @Test func changesAreReadAsAcceptedAndDoubted() throws {
        let reading = try read(
            "<w:p>\(run("注册资本："))<w:del><w:r><w:delText>500</w:delText></w:r></w:del><w:ins>\(run("300万元"))</w:ins></w:p>"
                + WordMaker.paragraph("别处"))
        #expect(reading.lines == ["注册资本：300万元", "别处"])
        #expect(reading.problems == [ReadProblem(.trackedChanges, place: "第1段")])
        let doubtful = try #require(reading.confidence(at: "注册资本"))
        #expect(doubtful < 0.8)
        #expect(try #require(reading.confidence(at: "别处")) > 0.9)
    }

    @Test func struckWordsAreGoneAndDoubted() throws {
        let reading = try read(
            "<w:p>\(run("500", "<w:strike/>"))\(run("300万元"))\(run("无", "<w:dstrike w:val=\"0\"/>"))</w:p>")
        #expect(reading.lines == ["300万元无"] && reading.problems.map(\.code) == [.trackedChanges])
    }

    @Test func aDeletedRowIsNotThere() throws {
        let reading = try read(
            "<w:tbl>" + WordMaker.row(WordMaker.cell("甲"), WordMaker.cell("乙"))
                + WordMaker.row(WordMaker.cell("丙"), WordMaker.cell("丁"), properties: "<w:del w:id=\"1\"/>")
                + "</w:tbl>")
        #expect(reading.tables.first?.rowCount == 1 && reading.problems.map(\.code) == [.trackedChanges])
    }

    // MARK: What nobody sees

    @Test(arguments: [
        "<w:vanish/>", "<w:color w:val=\"FFFFFF\"/>", "<w:sz w:val=\"2\"/>", "<w:rStyle w:val=\"Hidden\"/>",
        "<w:shd w:fill=\"FEFEFE\"/><w:color w:val=\"FFFFFF\"/>",
    ])
    func whatNobodySeesIsNoEvidence(_ properties: String) throws {
        let reading = try read(
            "<w:p>\(run("看得见"))\(run("看不见", properties))</w:p>",
            styles: "<w:style w:type=\"character\" w:styleId=\"Hidden\"><w:rPr><w:vanish/></w:rPr></w:style>")
        #expect(reading.lines == ["看得见"] && reading.notes == [FileNote(.hidden)])
    }

    @Test func whiteWordsOnADarkCellAreSeen() throws {
        let white = "<w:p>\(run("标题", "<w:color w:val=\"FFFFFF\"/>"))</w:p>"
        func table(_ properties: String, _ cell: String) -> String {
            "<w:tbl><w:tblPr>\(properties)</w:tblPr><w:tr><w:tc><w:tcPr>\(cell)</w:tcPr>\(white)</w:tc><w:tc>\(WordMaker.paragraph("甲"))</w:tc></w:tr></w:tbl>"
        }
        func texts(_ reading: OfficeReading) -> [String] { reading.tables.first?.cells.map(\.text) ?? [] }
        #expect(texts(try read(table("", "<w:shd w:fill=\"1F3864\"/>"))) == ["标题", "甲"])
        #expect(texts(try read(table("", ""))) == ["", "甲"])
        // The table's style may paint the cell: nobody can say.
        let unsure = try read(table("<w:tblStyle w:val=\"Dark\"/>", ""))
        #expect(texts(unsure) == ["标题", "甲"])
        #expect(try #require(unsure.confidence(at: "标题")) < 0.8)
    }

    // MARK: Ticks

    private func box(_ checked: String, _ glyph: String) -> String {
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"\(checked)\"/></w14:checkbox></w:sdtPr><w:sdtContent>"
            + run(glyph) + "</w:sdtContent></w:sdt>"
    }

    @Test func aBoxToTickSaysWhatItsControlSays() throws {
        let reading = try read("<w:p>\(box("1", "☒"))\(run("企业"))\(box("0", "☐"))\(run("院校"))</w:p>")
        #expect(reading.lines == ["☑企业□院校"])
        #expect(try #require(reading.confidence(at: "企业")) > 0.9)
        let torn = try read("<w:p>\(box("0", "☒"))\(run("企业"))</w:p>")
        #expect(torn.lines == ["☑企业"])
        #expect(try #require(torn.confidence(at: "企业")) < 0.8)
    }

    @Test func aBoxThatFillsACellIsReadToo() throws {
        let cell =
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox></w:sdtPr><w:sdtContent>"
            + WordMaker.cell("☒") + "</w:sdtContent></w:sdt>"
        let reading = try read("<w:tbl>\(WordMaker.row(WordMaker.cell("有"), cell))</w:tbl>")
        #expect(reading.tables.first?.cells.map(\.text) == ["有", "☑"])
    }

    @Test func glyphsOfSymbolFontsAreTicks() throws {
        let reading = try read(
            "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>\(run("甲"))"
                + run("\u{F0A8}", "<w:rFonts w:ascii=\"Wingdings\"/>") + run("乙")
                + run("R", "<w:rFonts w:ascii=\"Wingdings 2\"/>") + run("丙")
                + run("£", "<w:rFonts w:hAnsi=\"Wingdings 2\"/>")
                + run("丁") + "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r>\(run("100㎡"))</w:p>")
        #expect(reading.lines == ["☑甲□乙☑丙□丁≥100㎡"])
        let unknown = try read("<w:p><w:r><w:sym w:font=\"Eigene\" w:char=\"F052\"/></w:r>\(run("甲"))</w:p>")
        #expect(try #require(unknown.confidence(at: "甲")) < 0.8)
    }

    @Test func aPromptIsNoValue() throws {
        let reading = try read(
            "<w:p>\(run("类型："))<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList/></w:sdtPr><w:sdtContent>\(run("选择一项。"))"
                + "</w:sdtContent></w:sdt></w:p><w:sdt><w:sdtPr><w:date w:fullDate=\"2026-03-05\"/></w:sdtPr><w:sdtContent>"
                + WordMaker.paragraph("2026年3月5日") + "</w:sdtContent></w:sdt>")
        #expect(reading.lines == ["类型：", "2026年3月5日"])
    }

    // MARK: Fields

    private func field(_ code: String, form: String = "", result: String? = nil) -> String {
        "<w:r><w:fldChar w:fldCharType=\"begin\">\(form)</w:fldChar></w:r><w:r><w:instrText>\(code)</w:instrText></w:r>"
            + (result.map { "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\(run($0))" } ?? "")
            + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    }

    @Test func fieldsShowTheirResult() throws {
        let reading = try read(
            "<w:p>\(field(" PAGE ", result: "7"))\(run("页"))</w:p><w:p><w:fldSimple w:instr=\"DATE\">\(run("今天"))</w:fldSimple></w:p>"
        )
        #expect(reading.lines == ["7页", "今天"])
    }

    @Test func oldFormFieldsAreRead() throws {
        let list =
            "<w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"甲级\"/><w:listEntry w:val=\"乙级\"/></w:ddList></w:ffData>"
        let reading = try read(
            "<w:p>\(field("FORMCHECKBOX", form: "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"))\(run("企业"))"
                + field(
                    "FORMCHECKBOX",
                    form:
                        "<w:ffData><w:checkBox><w:default w:val=\"1\"/><w:checked w:val=\"0\"/></w:checkBox></w:ffData>"
                )
                + run("院校") + field("FORMDROPDOWN", form: list, result: "重复")
                + field("FORMTEXT", form: "<w:ffData/>", result: "文字")
                + "</w:p>")
        #expect(reading.lines == ["☑企业□院校乙级文字"])
    }

    @Test func aTickDrawnByAFieldIsATick() throws {
        let reading = try read(
            "<w:p>\(field(" EQ \\o\\ac(□,√)"))\(run("企业"))\(field("eq \\o\\ac(○,1)"))\(run("项"))</w:p>")
        #expect(reading.lines == ["☑企业1项"])
    }

    // MARK: Pictures

    @Test func aLargePictureIsUnreadAndKept() throws {
        var word = WordMaker(body: WordMaker.paragraph("营业执照") + WordMaker.picture("r0", cx: 5_000_000, cy: 3_500_000))
        let png = try pngPicture(600, 420, red: 0.9, green: 0.9, blue: 0.9)
        word.parts = [("media/image1.png", png, "image")]
        let reading = try word.read()
        #expect(reading.pictures.map(\.data) == [Data(png)])
        #expect(reading.problems.isEmpty && reading.unread == ["第1段"])
    }

    @Test func aSealIsAMarkAndNoUnreadPicture() throws {
        var word = WordMaker(body: WordMaker.paragraph("（盖章）") + WordMaker.picture("r0", cx: 1_440_000, cy: 1_440_000))
        word.parts = [("media/image1.png", try pngPicture(300, 300, red: 0.9, green: 0.1, blue: 0.1), "image")]
        let reading = try word.read()
        #expect(reading.problems.isEmpty && reading.pictures.isEmpty)
        #expect(reading.parts.first?.pages.first?.marks.map(Ink.looksLikeSeal) == [true])
    }

    @Test func embeddedFilesAreSaidToBeUnread() throws {
        let reading = try read(
            "<w:p>\(run("附件"))<w:r><w:object><v:shape style=\"width:76.2pt;height:49.8pt\"/><o:OLEObject ProgID=\"Package\"/></w:object></w:r></w:p>"
        )
        #expect(reading.problems == [ReadProblem(.unsupportedFormat, place: "第1段", detail: "Package")])
    }

    // MARK: Hostile

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "99999999999999999999", "-1", "0", "NaN"])
    func numbersThatNoDocumentHasAreHarmless(_ number: String) throws {
        var word = WordMaker(
            body: WordMaker.paragraph(
                "甲", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>")
                + "<w:tbl>"
                + WordMaker.row(
                    WordMaker.cell("乙", "<w:gridSpan w:val=\"\(number)\"/>"), WordMaker.cell("丙"),
                    properties: "<w:gridBefore w:val=\"\(number)\"/>") + "</w:tbl>"
                + WordMaker.paragraph("丁", run: "<w:sz w:val=\"\(number)\"/>")
                + "<w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"\(number)\"/></w:r></w:p>")
        let numbering =
            "<w:numbering xmlns:w=\"urn:w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"\(number)\"/>"
            + "<w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">"
            + "<w:abstractNumId w:val=\"7\"/></w:num></w:numbering>"
        word.parts = [("numbering.xml", Array(numbering.utf8), "numbering")]
        let reading = try word.read()
        #expect(reading.lines.first?.hasSuffix("甲") == true)
        #expect(reading.parts.first?.pages.first?.height.isFinite == true)
    }
}
