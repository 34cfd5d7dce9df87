// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// What stands in the fields of a form is read as data, where it stands.
@Suite struct FormFieldTests {
    /// A form of one page whose widgets are given as dictionaries without type, page and flags.
    private func form(
        _ widgets: [String], content: String = "", page entries: String = "",
        form extra: String = "/NeedAppearances true",
        _ build: (inout PDFMaker) -> Void = { _ in }
    ) -> PDFMaker {
        var maker = PDFMaker()
        build(&maker)
        let numbers = widgets.map { maker.add("<< /Type /Annot /Subtype /Widget \($0) >>") }
        let list = numbers.map { "\($0) 0 R" }.joined(separator: " ")
        maker.catalogue = "/AcroForm << /Fields [\(list)] /DR << \(PDFMaker.fonts) >> /DA (/H 12 Tf 0 g) \(extra) >>"
        maker.page(content, entries: "/Annots [\(list)] \(entries)")
        return maker
    }

    private func layout(_ maker: PDFMaker) throws -> PageLayout {
        try PageLayout.of(PDFReader(maker.data()).page(1, ink: true).content)
    }

    private func text(_ name: String, _ value: String, _ rect: String = "[200 695 400 715]", _ more: String = "")
        -> String
    {
        "/FT /Tx /T (\(name)) /V \(PDFMaker.string(value)) /Rect \(rect) \(more)"
    }

    @Test func aValueStandsBesideItsLabel() throws {
        let page = try layout(form([text("n", "之江样例有限公司")], content: PDFMaker.line("单位名称：", 100, 700)))
        #expect(page.lines.map(\.text) == ["单位名称：  之江样例有限公司"])
        let region = try #require(page.regions.first)
        #expect(region.method == .form && region.confidence == 0.99)
        #expect(page.reading(in: region.box).method == .form)
        #expect(page.reading(in: Box(x0: 100, y0: 130, x1: 160, y1: 142)).method == .text)
    }

    @Test func linesOfAValueStandBelowOneAnother() throws {
        let page = try layout(form([text("n", "第一行\r第二行\r\n第三行", "[100 600 400 715]")]))
        #expect(page.lines.map(\.text) == ["第一行", "第二行", "第三行"])
    }

    @Test func placesAgreeWithThoseOfTheText() throws {
        for (turn, place) in [(0, (200.0, 127.0)), (90, (695.0, 200.0)), (180, (195.0, 695.0)), (270, (127.0, 195.0))] {
            let maker = form([text("n", "之江")], page: "/Rotate \(turn) /CropBox [0 0 595 842]")
            let fields = try PDFReader(maker.data()).page(1, ink: false).content
            let box = try #require(fields.regions.first?.box)
            #expect(abs(box.x0 - place.0) < 22 && abs(box.y0 - place.1) < 22, "\(turn): \(box)")
        }
        let cropped = form([text("n", "之江")], page: "/CropBox [150 100 595 800]")
        let box = try #require(try PDFReader(cropped.data()).page(1, ink: false).content.regions.first?.box)
        #expect(abs(box.x0 - 50) < 6 && abs(box.midY - 95) < 6)
    }

    @Test func whatIsDrawnForAFieldIsReadOnce() throws {
        func page(_ value: String, drawn: String) throws -> PageLayout {
            let content = Data(PDFMaker.line(drawn, 2, 5).utf8)
            let maker = form(
                [text("n", value, "[200 695 400 715]", "/AP << /N 6 0 R >>")], content: PDFMaker.line("人数：", 100, 700),
                form: ""
            ) {
                $0.stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << \(PDFMaker.fonts) >>", content)
            }
            return try layout(maker)
        }
        let same = try page("六名", drawn: "六名")
        #expect(same.lines.map(\.text) == ["人数：  六名"])
        #expect(same.regions.map(\.confidence) == [0.99])
        // What people see counts, and a person has to look.
        let other = try page("六名", drawn: "三名")
        #expect(other.lines.map(\.text) == ["人数：  三名"])
        #expect(other.regions.map(\.confidence) == [0.5])
        let unnamed = try page("", drawn: "三名")
        #expect(unnamed.regions.map(\.confidence) == [0.5])
    }

    @Test func boxesAreTicked() throws {
        func box(_ name: String, _ x: Int, _ state: String, _ more: String = "") -> String {
            "/FT /Btn /T (\(name)) /V /\(state) /AS /\(state) /Rect [\(x) 698 \(x + 12) 710] /AP << /N << /Yes 6 0 R /Off 6 0 R >> >> \(more)"
        }
        let content = PDFMaker.line("企业", 116, 700) + PDFMaker.line("□事业单位", 188, 700)
        let page = try layout(
            form([box("a", 100, "Yes"), box("b", 188, "Off")], content: content, form: "") {
                $0.stream("/Type /XObject /Subtype /Form /BBox [0 0 12 12]", Data())
            })
        #expect(page.lines.map { $0.text.filter { !$0.isWhitespace } } == ["☑企业□事业单位"])
        // The value says one thing, the picture another.
        let doubtful =
            "/FT /Btn /T (c) /V /Yes /AS /Off /Rect [100 698 112 710] /AP << /N << /Yes 6 0 R /Off 6 0 R >> >>"
        let seen = try layout(
            form([doubtful], form: "") {
                $0.stream("/Type /XObject /Subtype /Form /BBox [0 0 12 12]", Data())
            })
        #expect(seen.regions.allSatisfy { $0.confidence <= 0.5 } || seen.lines.map(\.text) == ["□"])
    }

    @Test func choicesAreRead() throws {
        let chosen =
            "/FT /Ch /Ff 131072 /T (k) /Opt [\(PDFMaker.string("企业")) \(PDFMaker.string("事业单位"))] "
            + "/V \(PDFMaker.string("事业单位")) /Rect [200 695 400 715]"
        #expect(try layout(form([chosen])).lines.map(\.text) == ["事业单位"])
    }

    @Test func whatNobodySeesIsNoValue() throws {
        #expect(try layout(form([text("n", "隐藏", "[200 695 400 715]", "/F 2")])).lines.isEmpty)
        #expect(try layout(form([text("n", "密码", "[200 695 400 715]", "/Ff 8192")])).lines.isEmpty)
        #expect(
            try layout(form(["/FT /Btn /Ff 65536 /T (b) /Rect [200 695 400 715] /MK << /CA (Submit) >>"])).lines.isEmpty
        )
    }

    @Test func aDynamicFormIsSaidToBeOne() throws {
        var maker = PDFMaker()
        maker.catalogue = "/AcroForm << /Fields [] /XFA 6 0 R >>"
        maker.stream("", Data("<xdp:xdp xmlns:xdp=\"http://ns.adobe.com/xdp/\"/>".utf8))
        maker.page("BT /H 12 Tf 72 700 Td (Please wait... If this message is not eventually replaced) Tj ET")
        let reading = FileReader(dossierSchema: Data()).read(maker.data(), as: .pdf)
        #expect(reading.problems.map(\.code) == [.xfaForm])
        #expect(reading.parts.isEmpty)
        #expect(ReadProblem(.xfaForm).message(.zh).contains("另存为普通PDF"))
    }

    @Test func hostileFormsEnd() throws {
        // A field that is its own child, twice.
        var loop = PDFMaker()
        loop.add("<< /FT /Tx /T (a) /Kids [6 0 R 6 0 R] /Parent 6 0 R /V (x) >>")
        loop.catalogue = "/AcroForm << /Fields [6 0 R 6 0 R] >>"
        loop.page("", entries: "/Annots [6 0 R 6 0 R]")
        _ = try layout(loop)
        // Far more text than the field can show.
        let long = String(repeating: "单位名称甲乙丙丁", count: 40_000)
        let page = try layout(form([text("n", long)]))
        #expect(page.lines.map(\.text).joined().count < 2_000)
        #expect(page.regions.map(\.confidence) == [0.5])
        // Boxes without extent, with extents that are no numbers, and upside down.
        for rect in ["[200 695 200 695]", "[1e30 0 -1e30 9]", "[400 715 200 695]", "[(a) 1 2 3]", "[]"] {
            _ = try layout(form([text("n", "值", rect)]))
        }
        #expect(try layout(form([text("n", "值", "[400 715 200 695]")])).lines.map(\.text) == ["值"])
    }

    @Test func aFormIsReadAsOne() throws {
        let maker = form([text("n", "之江样例有限公司")], content: PDFMaker.line("单位名称：", 100, 700))
        #expect(FileReader(dossierSchema: Data()).read(maker.data(), as: .pdf).read == .form)
    }
}
