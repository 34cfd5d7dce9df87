// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// Words that were struck out, covered or taken back decide nothing.
@Suite struct TakenBackTests {
    private func page(_ content: String) throws -> PageLayout {
        var maker = PDFMaker()
        maker.page(PDFMaker.line("某某有限公司参保人员", 72, 700) + content)
        let reader = try PDFReader(maker.data())
        return PageLayout.of(reader.page(1, ink: true).content)
    }

    private func confidence(_ page: PageLayout) throws -> Double {
        page.reading(in: try #require(page.lines.first).box).confidence
    }

    /// The line stands on a baseline at 700, 12 points high.
    @Test func aLineThroughWordsMakesThemDoubtful() throws {
        #expect(try confidence(page("")) > 0.9)
        #expect(try confidence(page("1 w 60 704 m 300 704 l S")) == Strikes.confidence)
        #expect(try confidence(page("1 0 0 RG 1 w 60 680 m 300 725 l S")) == Strikes.confidence)
        // Under the words, and above them.
        #expect(try confidence(page("1 w 60 697 m 300 697 l S")) > 0.9)
        #expect(try confidence(page("1 w 60 714 m 300 714 l S")) > 0.9)
    }

    @Test func aThickLineCoversWhatIsBelowIt() throws {
        #expect(try page("1 1 1 RG 16 w 60 704 m 300 704 l S").lines.isEmpty)
        #expect(try page("1 1 1 RG 16 w 60 640 m 300 640 l S").lines.count == 1)
    }

    @Test func wordsAcrossThePageAreKeptApart() throws {
        let stamp = "q 0.87 0.5 -0.5 0.87 100 400 cm " + PDFMaker.line("作废", 0, 0, size: 60) + " Q"
        let page = try page(stamp)
        #expect(page.turned == "作废" && page.lines.map(\.text) == ["某某有限公司参保人员"])
    }

    @Test(arguments: [
        (["本承诺书作废，以另行提交的为准。"], true), (["作 废"], true), (["C吊销"], true), (["（样本）"], true),
        (["样本数量：12"], false), (["设备报废、作废证书的管理办法"], false), (["已注销的证书不得再用"], false),
    ])
    func wordsTakeADocumentBack(_ lines: [String], _ isVoid: Bool) throws {
        var document = SourceDocument(
            path: "承诺书.pdf", ReadPart(pages: [PageMaker.lines(["承诺书", "一、本单位承诺遵守有关规定；"] + lines)]))
        document.doubt(ifVoidBy: try Repository.vocabulary().void)
        #expect(document.isTakenBack == isVoid)
        let sure = document.evidence(page: 1, box: nil, quote: "承诺", certainty: 1).confidence
        #expect(isVoid ? sure <= 0.5 : sure > 0.9)
    }

    @Test(arguments: [
        ("＜365天", false), ("≤365天", false), ("不足365天", false), ("不超过365天", false), ("最长365天", false), ("计划365天", false),
        ("365天（拟，尚未安装）", false), ("365天", true), ("不少于365天", true), ("≥365天", true), ("不低于365天", true),
    ])
    func lessThanANumberIsNotTheNumber(_ text: String, _ isSure: Bool) throws {
        let result = try #require(
            Normaliser(vocabulary: Repository.vocabulary()).normalise(text, as: .days))
        #expect(result.value == "365" && (result.certainty > 0.8) == isSure)
    }

    @Test(arguments: [
        ("（五）自愿接受人力资源社会保障部门的监督管理；", true), ("□（五）自愿接受人力资源社会保障部门的监督管理；", false),
        ("（五）不同意自愿接受人力资源社会保障部门的监督管理；", false),
    ])
    func aClauseThatIsWithheldIsDoubtful(_ clause: String, _ isSure: Bool) throws {
        let document = SourceDocument(
            path: "承诺书.pdf", ReadPart(pages: [PageMaker.lines(["承诺书", "（一）本单位提交的材料真实、准确；", clause])]))
        let records = Extractor(try Repository.vocabulary()).read(document, kind: "commitment")
        let found = records.flatMap(\.readings).first { $0.leaf == "clause" && $0.value.contains("自愿接受") }
        #expect((try #require(found).evidence.confidence > 0.8) == isSure)
    }

    // MARK: Seals and signatures

    private func commitment(_ marks: [Mark]) throws -> [String: (value: String, confidence: Double)] {
        var page = PageMaker.make { $0.lines(["承诺书", "一、本单位承诺遵守有关规定；", "法定代表人（签字）：", "2026年3月1日"]) }
        page.marks = marks
        let document = SourceDocument(path: "承诺书.pdf", ReadPart(pages: [page]))
        let readings = Extractor(try Repository.vocabulary()).read(document, kind: "commitment").flatMap(\.readings)
        return Dictionary(
            readings.map { ($0.leaf, ($0.value, $0.evidence.confidence)) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func onlyPenStrokesOnTheirLineAreASureSignature() throws {
        let page = PageMaker.make { $0.lines(["承诺书", "一、本单位承诺遵守有关规定；", "法定代表人（签字）：", "2026年3月1日"]) }
        let line = try #require(page.lines.first { $0.text.contains("签字") }).box
        func mark(_ width: Double, _ height: Double, dark: Double, below: Double = 0) -> Mark {
            let (x, y) = (line.x1 + 10, line.midY - height / 2 + below)
            return Mark(box: Box(x0: x, y0: y, x1: x + width, y1: y + height), isPicture: true, red: 0, dark: dark)
        }
        #expect(try #require(commitment([mark(90, 30, dark: 0.08)])["signed"]).confidence > 0.8)
        // A code, a photograph, a filled box; and ink that stands on the line below.
        for other in [mark(40, 40, dark: 0.45), mark(40, 56, dark: 0.2), mark(90, 30, dark: 0.9)] {
            #expect(try #require(commitment([other])["signed"]).confidence < 0.8)
        }
        #expect(try #require(commitment([mark(60, 12, dark: 0.1, below: 24)])["signed"]).confidence < 0.8)
    }

    @Test func aRedPictureFarFromTheClosingIsNoSureSeal() throws {
        let logo = Mark(box: Box(x0: 40, y0: 20, x1: 100, y1: 80), isPicture: true, red: 0.3, dark: 0)
        let sealed = try commitment([logo])["sealed"]
        #expect(sealed.map { $0.confidence < 0.8 } ?? true)
    }

    /// A form has a cell for every digit.
    @Test func aNumberADigitACellIsMaskedInPictures() {
        let digits = "330602198503121237".map(String.init)
        let page = PageMaker.make { $0.table([["姓名", "张三"] + digits], y: 100) }
        #expect(!SecretPlaces.boxes(in: page).isEmpty)
        let counts = PageMaker.make { $0.table([["人数", "12"] + (1...9).map(String.init)], y: 100) }
        #expect(SecretPlaces.boxes(in: counts).isEmpty)
    }
}
