// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Recognition

@Suite struct GlyphPlacerTests {
    /// A line of 300 columns with ink at some of them, read as one character for each span of the text.
    private func placed(_ text: [(Unicode.Scalar, Range<Int>)], ink: [Range<Int>]) -> String {
        var bitmap = Bitmap(width: 300, height: 48, rgb: [UInt8](repeating: 250, count: 300 * 48 * 3))
        for span in ink {
            for x in span { for y in 10..<38 { for channel in 0..<3 { bitmap.rgb[(y * 300 + x) * 3 + channel] = 20 } } }
        }
        let characters = text.map {
            TextReader.Character(
                scalars: [$0.0], probability: 0.99, from: Double($0.1.lowerBound), to: Double($0.1.upperBound))
        }
        let rect = SlantedRect(centre: Point(x: 150, y: 24), along: Point(x: 1, y: 0), width: 300, height: 48)
        let frame = Frame(givenWidth: 300, givenHeight: 48, quarterTurns: 0, skew: 0)
        let line = TextReader.Line(characters: characters, columns: 300)
        return GlyphPlacer.place(line, rect, in: bitmap, frame).glyphs.map {
            "\($0.scalar)\($0.confidence < 0.8 ? "?" : "")"
        }.joined()
    }

    /// Two characters on the line of a blank, which reaches beyond them.
    @Test func theLineUnderABlankIsNoInkOfTheText() {
        var bitmap = Bitmap(width: 300, height: 48, rgb: [UInt8](repeating: 250, count: 300 * 48 * 3))
        func draw(_ columns: Range<Int>, _ rows: Range<Int>) {
            for x in columns { for y in rows { for c in 0..<3 { bitmap.rgb[(y * 300 + x) * 3 + c] = 20 } } }
        }
        draw(100..<130, 10..<34)
        draw(136..<166, 10..<34)
        draw(70..<220, 38..<41)
        let characters = [(UnicodeScalar("工"), 100), (UnicodeScalar("业"), 136)].map {
            TextReader.Character(scalars: [$0.0], probability: 0.99, from: Double($0.1), to: Double($0.1 + 30))
        }
        let rect = SlantedRect(centre: Point(x: 150, y: 24), along: Point(x: 1, y: 0), width: 300, height: 48)
        let frame = Frame(givenWidth: 300, givenHeight: 48, quarterTurns: 0, skew: 0)
        let glyphs = GlyphPlacer.place(TextReader.Line(characters: characters, columns: 300), rect, in: bitmap, frame)
            .glyphs
        #expect(glyphs.allSatisfy { $0.box.width < 36 && $0.box.y1 < 38 })
    }

    private let brackets: [(Unicode.Scalar, Range<Int>)] = [("是", 20..<52), ("（", 80..<96), ("）", 160..<176)]
    private let inkOfBrackets = [20..<52, 84..<92, 164..<172]

    @Test func aMarkBetweenBracketsIsNotLost() {
        #expect(placed(brackets, ink: inkOfBrackets + [118..<138]) == "是（√?）")
    }

    @Test func emptyBracketsStayEmpty() {
        #expect(placed(brackets, ink: inkOfBrackets) == "是（）")
        // A speck.
        #expect(placed(brackets, ink: inkOfBrackets + [126..<129]) == "是（）")
    }

    @Test func whatWasReadBetweenBracketsStays() {
        let text = brackets[..<2] + [("一", 112..<144)] + brackets[2...]
        #expect(placed(Array(text), ink: inkOfBrackets + [112..<144]) == "是（一）")
    }
}
