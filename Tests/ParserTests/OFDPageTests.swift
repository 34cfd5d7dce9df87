// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct OFDPageTests {
    @Test func readsRunsWithTheirPlaces() throws {
        let reading = try OFDMaker(OFDMaker.text("统一社会信用代码：91330110", 20, 30, delta: "g 8 4 g 8 2")).read()
        let page = try #require(reading.pages.first)
        #expect(reading.read == .text && reading.pageCount == 1 && reading.problems.isEmpty)
        #expect(reading.notes == [FileNote(.unsigned)])
        #expect(abs(page.width - 595.3) < 0.1 && abs(page.height - 841.9) < 0.1)
        #expect(page.lines.map(\.text) == ["统一社会信用代码：91330110"])
        let box = try #require(page.lines.first).box
        // 20 mm from the left, the last letter starts 8 × 4 + 8 × 2 mm further on.
        #expect(abs(box.x0 - 20 * 72 / 25.4) < 0.1)
        #expect(box.x1 > 68 * 72 / 25.4 && box.x1 < 74 * 72 / 25.4)
        #expect(page.method == .text && page.confidence == 0.98)
    }

    @Test func wideStepsSeparateLabelAndValue() throws {
        let reading = try OFDMaker(OFDMaker.text("名称甲公司", 20, 30, delta: "4 20 4 4")).read()
        #expect(reading.pages.first?.lines.first?.segments.map(\.text) == ["名称", "甲公司"])
    }

    @Test func textWithoutStepsRunsOn() throws {
        let object =
            "<ofd:TextObject ID=\"1\" Boundary=\"20 30 90 6\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">\n  住所 杭州\n</ofd:TextCode></ofd:TextObject>"
        #expect(try OFDMaker(object).read().texts == ["住所 杭州"])
    }

    @Test func scalesByTheMatrix() throws {
        // Point-sized text in an object that turns points into millimetres.
        let object =
            "<ofd:TextObject ID=\"1\" CTM=\"0.3528 0 0 0.3528 0 0\" Boundary=\"20 30 90 6\" Size=\"12\"><ofd:TextCode X=\"0\" Y=\"10\" DeltaX=\"12\">甲乙</ofd:TextCode></ofd:TextObject>"
        let line = try #require(try OFDMaker(object).read().pages.first?.lines.first)
        #expect(abs(line.size - 12) < 0.05 && abs(line.box.width - 24) < 0.1)
    }

    @Test func drawsTemplatesUnderAndOverThePage() throws {
        var maker = OFDMaker(
            OFDMaker.content(
                OFDMaker.text("正文", 20, 50),
                head:
                    "<ofd:Template TemplateID=\"8\" ZOrder=\"Background\"/><ofd:Template TemplateID=\"9\" ZOrder=\"Foreground\"/>"
            ))
        maker.common =
            "<ofd:TemplatePage ID=\"8\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/><ofd:TemplatePage ID=\"9\" BaseLoc=\"/Doc_0/Tpls/Tpl_1/Content.xml\"/>"
        maker.parts = [
            ("Doc_0/Tpls/Tpl_0/Content.xml", OFDMaker.content(OFDMaker.text("底版", 20, 30))),
            ("Doc_0/Tpls/Tpl_1/Content.xml", OFDMaker.content(OFDMaker.text("面版", 20, 70))),
        ]
        let reading = try maker.read()
        #expect(reading.texts == ["底版", "正文", "面版"] && reading.problems.isEmpty)
    }

    @Test func findsTablesInPaths() throws {
        func line(_ data: String, _ boundary: String) -> String {
            "<ofd:PathObject ID=\"7\" Boundary=\"\(boundary)\" LineWidth=\"0.25\"><ofd:AbbreviatedData>\(data)</ofd:AbbreviatedData></ofd:PathObject>"
        }
        let frame = line("M 0 0 L 100 0 L 100 20 L 0 20 C", "20 30 100 20")
        let across = line("M 0 0 L 100 0", "20 40 100 1")
        // A thin filled box is a line too.
        let down =
            "<ofd:PathObject ID=\"8\" Boundary=\"50 30 0.3 20\" Stroke=\"false\" Fill=\"true\"><ofd:AbbreviatedData>M 0 0 L 0.3 0 L 0.3 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
        let words =
            OFDMaker.text("名称", 22, 32) + OFDMaker.text("甲公司", 52, 32) + OFDMaker.text("类型", 22, 42)
            + OFDMaker.text("企业", 52, 42)
        let page = try #require(try OFDMaker(frame + across + down + words).read().pages.first)
        let table = try #require(page.tables.first)
        #expect(table.rowCount == 2 && table.columnCount == 2)
        #expect(table.cells.map(\.text) == ["名称", "甲公司", "类型", "企业"])
    }

    @Test(arguments: [
        ("Visible", "Visible=\"false\"", ""), ("Alpha", "Alpha=\"0\"", ""), ("Fill", "Fill=\"false\"", ""),
        ("white", "", "<ofd:FillColor Value=\"255 255 255\"/>"),
        ("clear", "", "<ofd:FillColor Value=\"0 0 0\" Alpha=\"0\"/>"),
        ("tiny", "CTM=\"0.05 0 0 0.05 0 0\"", ""), ("aside", "CTM=\"1 0 0 1 400 0\"", ""),
    ])
    func whatNobodySeesIsNotRead(_ name: String, _ attributes: String, _ inside: String) throws {
        let hidden = OFDMaker.text("隐藏", 20, 50, attributes: attributes, inside: inside)
        #expect(try OFDMaker(OFDMaker.text("可见", 20, 30) + hidden).read().texts == ["可见"])
    }

    @Test func whiteLettersOnADarkGroundAreSeen() throws {
        let ground =
            "<ofd:PathObject ID=\"8\" Boundary=\"10 45 100 12\" Stroke=\"false\" Fill=\"true\"><ofd:FillColor Value=\"0 0 120\"/><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>"
        let white = OFDMaker.text("表头", 20, 48, inside: "<ofd:FillColor Value=\"255 255 255\"/>")
        #expect(try OFDMaker(ground + white).read().texts == ["表头"])
        #expect(try OFDMaker(white + ground + OFDMaker.text("可见", 20, 30)).read().texts == ["可见"])
    }

    @Test func aBoxOverTheTextHidesIt() throws {
        let patch =
            "<ofd:PathObject ID=\"8\" Boundary=\"10 45 100 12\" Stroke=\"false\" Fill=\"true\"><ofd:FillColor Value=\"255 255 255\"/><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>"
        let reading = try OFDMaker(
            OFDMaker.text("注册资本30万", 20, 48) + patch + OFDMaker.text("注册资本900万", 20, 48, delta: "g 4 4 g 3 2")
        ).read()
        #expect(reading.texts == ["注册资本900万"])
    }

    @Test func annotationsAreReadAndWatermarksAreNot() throws {
        func annotation(_ type: String, _ text: String, _ y: Int, _ more: String = "") -> String {
            "<ofd:Annot ID=\"5\" Type=\"\(type)\" \(more)><ofd:Appearance Boundary=\"10 \(y) 100 10\">\(OFDMaker.text(text, 0, 0))</ofd:Appearance></ofd:Annot>"
        }
        var maker = OFDMaker(OFDMaker.text("正文", 20, 30))
        maker.tail = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        maker.parts = [
            (
                "Doc_0/Annots/Annotations.xml",
                "<ofd:Annotations xmlns:ofd=\"u\"><ofd:Page PageID=\"p0\"><ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"
            ),
            (
                "Doc_0/Annots/Page_0/Annot.xml",
                "<ofd:PageAnnot xmlns:ofd=\"u\">" + annotation("Stamp", "批注", 60) + annotation("Watermark", "水印", 30)
                    + annotation("Stamp", "不可见", 80, "Visible=\"false\"") + "</ofd:PageAnnot>"
            ),
        ]
        #expect(try maker.read().texts == ["正文", "批注"])
    }

    @Test(arguments: [
        "/Doc_0/Pages/Page_0/Content.xml", "./Pages/../Pages/Page_0/Content.xml", "pages\\PAGE_0\\content.xml",
        "Pages/Page%5F0/Content.xml",
    ])
    func findsPartsHoweverTheyAreNamed(_ location: String) throws {
        var maker = OFDMaker(OFDMaker.text("正文", 20, 30))
        maker.pageLocation = { _ in location }
        #expect(try maker.read().texts == ["正文"])
    }

    @Test(arguments: ["", "urn:other", "http://www.ofdspec.org"])
    func takesElementsByTheirLocalNames(_ namespace: String) throws {
        var maker = OFDMaker(OFDMaker.text("正文", 20, 30))
        maker.namespace = namespace.isEmpty ? "urn:none" : namespace
        var files = maker.files()
        if namespace.isEmpty {
            files = files.map {
                ($0.name, $0.content.replacing(" xmlns:ofd=\"urn:none\"", with: "").replacing("ofd:", with: ""))
            }
        }
        #expect(try OFDReader.read(OFDMaker.zip(files)).reading.texts == ["正文"])
    }

    private static let shown = "CTM=\"210 0 0 297 0 0\""

    /// A page of text, a page that is a scan, and a page whose words lie under its scan.
    private func scans(_ placing: String = shown, over: String = "") -> OFDMaker {
        let picture = "<ofd:ImageObject ID=\"3\" Boundary=\"0 0 210 297\" \(placing) ResourceID=\"9\"/>" + over
        var maker = OFDMaker(
            OFDMaker.text("正文正文正文正文正文", 20, 30), picture,
            OFDMaker.text("识别出的文字不算数一二三", 20, 30) + picture)
        maker.common = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        maker.parts = [
            (
                "Doc_0/DocumentRes.xml",
                "<ofd:Res xmlns:ofd=\"u\" BaseLoc=\"Res\"><ofd:MultiMedias><ofd:MultiMedia ID=\"9\" Type=\"Image\"><ofd:MediaFile>a.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
            ), ("Doc_0/Res/a.jpg", "picture"),
        ]
        return maker
    }

    @Test func aPageThatIsOnlyAPictureIsNotReadAsText() throws {
        let (reading, recognised) = try OFDReader.read(scans().bytes())
        #expect(reading.problems == [ReadProblem(.noTextLayer, place: "第2-3页")])
        #expect(reading.texts == ["正文正文正文正文正文"])
        #expect(recognised.isEmpty)
    }

    @Test func aPageThatIsOnlyAPictureIsRecognised() throws {
        let (reading, recognised) = try OFDReader.read(scans().bytes()) { content, pictures in
            #expect(pictures.map(\.data) == [Data("picture".utf8)])
            #expect(pictures.allSatisfy { abs($0.box.width - content.width) < 0.1 })
            var content = content
            content.glyphs = []
            content.regions = [ReadRegion(box: pictures[0].box, method: .ocr, confidence: 0.9)]
            return PageLayout.of(content)
        }
        #expect(reading.problems.isEmpty && recognised == [2, 3])
        #expect(
            reading.parts.flatMap(\.pages).map { $0.reading(in: Box(x0: 60, y0: 80, x1: 90, y1: 90)).method } == [
                .text, .ocr, .ocr,
            ])
    }

    /// What its file holds is then not what a person sees.
    @Test(arguments: [
        ("CTM=\"0 297 -210 0 210 0\"", ""), ("CTM=\"-210 0 0 297 210 0\"", ""),
        (
            shown,
            "<ofd:PathObject ID=\"4\" Boundary=\"10 10 150 40\" Fill=\"true\" Stroke=\"false\"><ofd:FillColor Value=\"255 255 255\"/><ofd:AbbreviatedData>M 0 0 L 150 0 L 150 40 L 0 40 C</ofd:AbbreviatedData></ofd:PathObject>"
        ),
    ])
    func aTurnedOrCoveredPictureIsNotRecognised(placing: String, over: String) throws {
        let (reading, recognised) = try OFDReader.read(scans(placing, over: over).bytes()) { content, _ in
            PageLayout.of(content)
        }
        #expect(recognised.isEmpty)
        #expect(reading.problems == [ReadProblem(.noTextLayer, place: "第2-3页")])
    }

    @Test func aHoleInAWordShowsAndLowersConfidence() throws {
        let page = try #require(try OFDMaker(OFDMaker.text("名称甲\u{E000}公司", 20, 30)).read().pages.first)
        #expect(page.lines.map(\.text) == ["名称甲\u{FFFD}公司"])
        #expect(page.reading(in: page.lines[0].box).confidence == 0.5)
    }
}

@Suite struct OFDDeltaTests {
    @Test(arguments: [
        ("1 2 3", [1, 2, 3]), ("g 3 2.5 1", [2.5, 2.5, 2.5, 1]), ("", []), ("g", []), ("g 2", []), ("g -1 4", []),
        ("1 x 2", [1]), ("g 1000000000 1", Array(repeating: 1, count: 9)), ("nan", []), ("1e99", []),
    ])
    func readsRunLengths(_ text: String, _ expected: [Double]) { #expect(OFDDeltas.parse(text, limit: 9) == expected) }

    /// However a list is shortened, it reads back the same, and never longer than asked for.
    @Test func shortenedListsReadBack() {
        var dice = Dice(7)
        for _ in 0..<500 {
            var plain: [Double] = []
            var text: [String] = []
            for _ in 0..<dice.next(8) {
                let value = Double(dice.next(4000) - 2000) / 8
                let times = dice.next(5)
                plain += Array(repeating: value, count: times)
                if dice.next(2) == 0 {
                    text.append("g \(times) \(value)")
                } else {
                    text += Array(repeating: "\(value)", count: times)
                }
            }
            let limit = dice.next(plain.count + 3)
            #expect(OFDDeltas.parse(text.joined(separator: " "), limit: limit) == Array(plain.prefix(limit)))
        }
    }
}
