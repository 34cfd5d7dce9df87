// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Parser

@Suite struct LineBuilderTests {
    private func lines(_ build: (inout PageMaker) -> Void) -> [TextLine] {
        var page = PageMaker()
        build(&page)
        return LineBuilder.lines(of: page.glyphs)
    }

    @Test func emptyPages() {
        #expect(lines { _ in } == [])
        #expect(lines { $0.text("  　\t", x: 10, y: 10) } == [])
    }

    @Test func oneRunIsOneSegmentWithItsBox() throws {
        let line = try #require(lines { $0.text("申报单位", x: 72, y: 100) }.first)
        #expect(line.segments.count == 1)
        #expect(line.text == "申报单位")
        #expect(line.size == 12)
        #expect(line.frame == nil)
        #expect([line.box.x0, line.box.y0, line.box.x1, line.box.y1] == [72, 100, 120, 112])
    }

    /// In ems: touching, a hair, a space, the widest space, a gap.
    @Test(
        arguments: [
            (0.0, "甲乙", 1), (0.2, "甲乙", 1), (0.24, "甲 乙", 1), (1.3, "甲 乙", 1), (1.4, "甲  乙", 2), (20, "甲  乙", 2),
        ] as [(Float, String, Int)])
    func gaps(_ gap: Float, _ text: String, _ segments: Int) {
        let found = lines {
            $0.text("甲", x: 50, y: 50)
            $0.text("乙", x: 62 + gap * 12, y: 50)
        }
        #expect(found.map(\.text) == [text])
        #expect(found.first?.segments.count == segments)
    }

    @Test func spacesInTheTextAreGapsNotCharacters() {
        #expect(lines { $0.text("a b", x: 10, y: 10) }.map(\.text) == ["a b"])
        let wide = lines { $0.text("甲　　　乙", x: 10, y: 10) }
        #expect(wide.first?.segments.map(\.text) == ["甲", "乙"])
    }

    @Test func wordsKeepTheirPlaces() throws {
        let line = try #require(
            lines {
                $0.text("甲乙", x: 10, y: 10)
                $0.text("丙", x: 40, y: 10)
            }.first)
        #expect(line.segments.map { $0.words.map(\.text) } == [["甲乙", "丙"]])
        #expect(line.segments[0].words.map(\.box.x0) == [10, 40])
        #expect(line.segments[0].words.map(\.box.x1) == [34, 52])
    }

    @Test func readingOrderIsNotDrawingOrder() {
        let found = lines {
            $0.text("第二行", x: 10, y: 60)
            $0.text("行", x: 34, y: 30)
            $0.text("第一", x: 10, y: 30)
        }
        #expect(found.map(\.text) == ["第一行", "第二行"])
    }

    /// Bold made by drawing twice, a hair apart, to the right or below.
    @Test(arguments: [(0.3, 0), (0.6, 0.2), (-0.4, 0), (0, 0.4), (0, 0)] as [(Float, Float)])
    func doubledGlyphsCountOnce(_ dx: Float, _ dy: Float) {
        let found = lines {
            for shift in 0..<3 { $0.text("申报表2026", x: 72 + dx * Float(shift), y: 100 + dy * Float(shift)) }
        }
        #expect(found.map(\.text) == ["申报表2026"])
        #expect(found.first?.segments[0].words.count == 1)
    }

    @Test func twinsSideBySideAreTwo() {
        #expect(lines { $0.text("人人 1122 oo", x: 72, y: 100) }.map(\.text) == ["人人 1122 oo"])
    }

    /// In most Latin fonts i, l and the point are less than a third of an em wide.
    @Test(arguments: ["ll", "ii", "......", "III"]) func narrowTwinsAreTwo(_ text: String) {
        var left: Float = 72
        let glyphs = text.unicodeScalars.map { scalar -> Glyph in
            defer { left += 2.6 }
            return Glyph(
                scalar: scalar, x0: left, y0: 100, x1: left + 2.6, y1: 112, baseline: 110, size: 12, invisible: false)
        }
        #expect(LineBuilder.lines(of: glyphs).map(\.text) == [text])
    }

    /// Digits and punctuation of another font sit a little off; a line further down is another line.
    @Test(arguments: [-4, -2, -0.5, 0.5, 2, 4] as [Float]) func baselineJitter(_ offset: Float) {
        let found = lines {
            $0.text("统一社会信用代码", x: 10, y: 100)
            $0.text("9133", x: 106, y: 100 + offset)
            $0.text("号", x: 130, y: 100)
            $0.text("下一行", x: 10, y: 114)
        }
        #expect(found.map(\.text) == ["统一社会信用代码9133号", "下一行"])
    }

    @Test func smallNotesJoinOnlyTheirOwnLine() {
        let found = lines {
            $0.text("面积860m", x: 10, y: 100)
            $0.text("2", x: 58, y: 100, size: 7)
            $0.text("注", x: 10, y: 116, size: 7)
        }
        #expect(found.map(\.text) == ["面积860m2", "注"])
        #expect(found.first?.size == 12)
    }

    @Test func aPageOfLinesStaysInOrder() {
        let texts = (1...40).map { "第\($0)行正文内容" }
        var page = PageMaker()
        page.lines(texts, size: 10, leading: 1.2)
        var dice = Dice(3)
        for index in page.glyphs.indices {
            let shake = Float(dice.next(9) - 4) * 0.2
            page.glyphs[index].y0 += shake
            page.glyphs[index].y1 += shake
        }
        page.glyphs.sort { ($0.x0, $0.y0) < ($1.x0, $1.y0) }
        #expect(LineBuilder.lines(of: page.glyphs).map(\.text) == texts)
    }
}
