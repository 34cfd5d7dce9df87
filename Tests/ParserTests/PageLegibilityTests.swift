// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// What people see counts, not what a text layer says.
@Suite struct PageLegibilityTests {
    private func lines(_ content: String, resources: String = "", _ build: (inout PDFMaker) -> Void = { _ in }) throws
        -> [String]
    {
        try PageLayout.of(page(content, resources: resources, build)).lines.map(\.text)
    }

    private func page(_ content: String, resources: String = "", _ build: (inout PDFMaker) -> Void = { _ in }) throws
        -> PageContent
    {
        var maker = PDFMaker()
        build(&maker)
        maker.page(content, resources: resources)
        return try PDFReader(maker.data()).page(1, ink: true).content
    }

    /// A grey picture of two by two pixels, the first thing that is added to a document.
    private static func picture(_ maker: inout PDFMaker) {
        maker.stream(
            "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
            Data([0x40, 0x50, 0x60, 0x70]))
    }
    private static let pictured = "/XObject << /I 6 0 R >>"

    private let word = "自愿接受监督"

    @Test func whiteTextOnThePageIsNotSeen() throws {
        #expect(try lines(PDFMaker.line(word, 72, 700)) == [word])
        #expect(try lines("1 g " + PDFMaker.line(word, 72, 700)).isEmpty)
        #expect(try lines("0.99 1 0.98 rg " + PDFMaker.line(word, 72, 700)).isEmpty)
        #expect(try lines("0.8 g " + PDFMaker.line(word, 72, 700)) == [word])
    }

    @Test func whiteTextOnADarkHeadingIs() throws {
        #expect(try lines("0 0 0.5 rg 60 690 300 30 re f 1 g " + PDFMaker.line(word, 72, 700)) == [word])
        // Two boxes in one path, and a box with a round corner: what they show is not told, so the text is.
        #expect(
            try lines("0 g 60 690 100 30 re 160 690 100 30 re f 1 g " + PDFMaker.line(word, 72, 700)) == [word])
        #expect(
            try lines(
                Self.pictured.isEmpty ? "" : "q 300 0 0 30 60 690 cm /I Do Q 1 g " + PDFMaker.line(word, 72, 700),
                resources: Self.pictured, Self.picture) == [word])
    }

    @Test func textInTheColourOfItsGroundIsNot() throws {
        #expect(try lines("0 0 0.5 rg 60 690 300 30 re f " + PDFMaker.line(word, 72, 700)).isEmpty)
        #expect(
            try lines("0 g 60 690 300 30 re f 1 g 60 690 300 30 re f " + PDFMaker.line(word, 72, 700)).isEmpty)
    }

    @Test func textUnderABoxOrPictureIsNot() throws {
        let text = PDFMaker.line(word, 72, 700)
        #expect(try lines(text + "1 g 60 690 300 30 re f").isEmpty)
        #expect(try lines(text + "q 300 0 0 60 60 680 cm /I Do Q", resources: Self.pictured, Self.picture).isEmpty)
        #expect(try lines(text + "1 g 60 600 300 30 re f") == [word])
    }

    @Test func textUnderWhatLetsItThroughIs() throws {
        let text = PDFMaker.line(word, 72, 700)
        let state = "/ExtGState << /M << /BM /Multiply >> /T << /ca 0.3 >> >>"
        #expect(try lines(text + "/M gs 1 1 0 rg 60 690 300 30 re f", resources: state) == [word])
        #expect(try lines(text + "/T gs 1 1 0 rg 60 690 300 30 re f", resources: state) == [word])
        // A frame is a box in a box, and a clip that is no box may leave the text out.
        #expect(try lines(text + "0 g 60 690 300 30 re 62 692 296 26 re f*") == [word])
        #expect(try lines(text + "q 60 690 m 360 690 l 60 720 l h W n 1 g 60 690 300 30 re f Q") == [word])
        // A clip ends with its state.
        #expect(try lines(text + "q 0 0 m 9 0 l 0 9 l h W n Q 1 g 60 690 300 30 re f").isEmpty)
    }

    @Test func textAsGoodAsTransparentIsNotSeen() throws {
        let state = "/ExtGState << /T << /ca 0.01 >> >>"
        #expect(try lines("/T gs " + PDFMaker.line(word, 72, 700), resources: state).isEmpty)
        #expect(try lines(PDFMaker.line(word, 72, 700, before: "7 Tr")).isEmpty)
        #expect(try lines("q 0 0 50 50 re W n " + PDFMaker.line(word, 72, 700) + "Q").isEmpty)
    }

    // MARK: Garbled text layers

    private func garbled(_ text: String) -> Bool {
        TextStatistics(text.unicodeScalars.filter { $0 != " " && $0 != "\n" }, unreadable: 0).isGarbled
    }

    @Test func textIsNotTakenForGarbage() {
        #expect(!garbled("申报单位承诺所提交的材料真实、合法、有效，如有虚假，愿意承担相应的法律责任，并自愿接受监督检查。"))
        #expect(!garbled("赵芮萱 钱翊珩 孙琬晞 李骁翀 周沛滢 吴昕妤 郑珺瑶 王瑾瑜 冯煜祺 陈梓鑫 褚玥彤 卫翎羽"))
        #expect(!garbled("HTTPS://WWW.GSXT.GOV.CN VMC-850E CK6140 X62W Z3050 M7130 330106198501010012"))
        #expect(!garbled(String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 5)))
        #expect(!garbled(String(repeating: "Élève à l'école, où l'été était très doux. ", count: 4)))
        #expect(!garbled("目录................................................1 ................................2"))
        #expect(!garbled(String(repeating: "0571-88001234 2026-03-31 1,234.50 ", count: 9)))
    }

    @Test func otherEncodingsAreGarbage() throws {
        let text = "申报单位承诺所提交的材料真实合法有效如有虚假愿意承担相应的法律责任并自愿接受监督检查"
        let gb = try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))
        #expect(garbled(String(gb.map { Character(Unicode.Scalar($0)) })))
        // UTF-8 read as GBK.
        let mixed = String(decoding: Array(text.utf16).map { $0 &+ 0x51 }, as: UTF16.self)
        #expect(garbled(mixed + mixed))
        #expect(garbled(String(repeating: "!\"#$%&'()*+,-:;<=>?@[]^`{|}~", count: 4)))
        #expect(CommonCharacters.count == 3_755)
    }

    @Test func aFontWithoutCharactersMakesThePageOneToRecognise() throws {
        // Numbers of glyphs of an embedded font, and nothing that says what they are.
        let font = """
            << /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+X /Encoding /Identity-H /DescendantFonts [ << /Type /Font \
            /Subtype /CIDFontType2 /BaseFont /AAAAAA+X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
            /Supplement 0 >> /DW 1000 >> ] >>
            """
        let numbers = (0..<40).map { String(format: "%04X", 0x0300 + $0 * 7) }.joined()
        let content = try page(
            "BT /X 12 Tf 40 700 Td <\(numbers)> Tj ET " + PDFMaker.line(word, 72, 600),
            resources: "/Font << /C 4 0 R /X \(font) >>")
        #expect(content.isGarbled)
        #expect(content.needsRecognition)
        #expect(!content.isScan)
        #expect(try page(PDFMaker.line(word, 72, 600)).needsRecognition == false)
    }

    // MARK: Pictures

    @Test func aPastedScanIsOneToRecognise() throws {
        let heading = PDFMaker.line("附件三营业执照复印件与原件一致", 72, 780)
        let scan = "q 400 0 0 500 90 200 cm /I Do Q "
        let pasted = try page(heading + scan, resources: Self.pictured, Self.picture)
        #expect(!pasted.needsRecognition)
        let place = try #require(pasted.picturesToRecognise.first)
        #expect(pasted.picturesToRecognise.count == 1)
        #expect(abs(place.x0 - 90) < 0.5 && abs(place.y0 - 142) < 0.5 && abs(place.y1 - 642) < 0.5)
        // Only a picture, a small picture, a picture with its text over it.
        let alone = try page(scan, resources: Self.pictured, Self.picture)
        #expect(alone.isScan && alone.picturesToRecognise.isEmpty)
        let small = try page(heading + "q 90 0 0 120 90 200 cm /I Do Q", resources: Self.pictured, Self.picture)
        #expect(small.picturesToRecognise.isEmpty)
        let text = (0..<8).map { PDFMaker.line("某某公司自愿接受监督", 100, 300 + 20 * Double($0)) }.joined()
        let ground = try page(scan + "0 g " + text, resources: Self.pictured, Self.picture)
        #expect(ground.picturesToRecognise.isEmpty && !ground.needsRecognition)
    }

    @Test func stripesOfAScanAreOnePicture() throws {
        let stripes = (0..<40).map { "q 595 0 0 21.05 0 \(Double($0) * 21.05) cm /I Do Q\n" }.joined()
        let content = try page(stripes, resources: Self.pictured, Self.picture)
        #expect(content.pictures.count == 1)
        #expect(content.isScan)
    }

    @Test func theResolutionIsTheScansOwn() throws {
        var content = try page("q 595 0 0 842 0 0 cm /I Do Q", resources: Self.pictured, Self.picture)
        #expect(content.recognitionResolution == 150)
        content.marks[0].pixelWidth = 2067
        content.marks[0].pixelHeight = 2924
        #expect(abs(content.recognitionResolution - 250) < 1)
        content.marks[0].pixelWidth = 9999
        #expect(content.recognitionResolution == 300)
        content.marks = []
        #expect(content.recognitionResolution == 200)
    }

    // MARK: Drawing

    @Test func pagesAreDrawnAsShown() throws {
        var maker = PDFMaker()
        maker.page("1 0 0 rg 0 0 100 50 re f", size: (200, 100), entries: "/Rotate 90")
        let renderer = try PDFRenderer(maker.data())
        let image = try #require(renderer.image(page: 1, dpi: 72))
        #expect(image.width == 100 && image.height == 200 && image.pixels.count == 60_000)
        func red(_ x: Int, _ y: Int) -> Bool {
            let start = (y * image.width + x) * 3
            return Array(image.pixels[start..<start + 3]) == [255, 0, 0]
        }
        // Turned clockwise: the lower left corner comes to the upper left.
        #expect(red(25, 50) && !red(75, 50) && !red(25, 150))
        let part = try #require(renderer.image(page: 1, dpi: 144, box: Box(x0: 0, y0: 0, x1: 50, y1: 100)))
        #expect(part.width == 100 && part.height == 200)
        #expect(part.pixels == (0..<20_000).flatMap { _ -> [UInt8] in [255, 0, 0] })
        let bounded = try #require(renderer.image(page: 1, dpi: 7_200, pixelLimit: 5_000))
        #expect(bounded.width * bounded.height <= 5_000 && bounded.dpi < 72)
        #expect(renderer.image(page: 2, dpi: 72) == nil)
        #expect(renderer.image(page: 1, dpi: 0) == nil)
    }

    @Test func aNameWithACharacterNobodyCanTellIsDoubtful() {
        #expect(GlyphRepair.scalar(0xE123) == "\u{FFFD}")
        #expect(GlyphRepair.scalar(0xF0B7) == nil)
    }
}
