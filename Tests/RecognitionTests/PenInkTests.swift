// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Recognition

@Suite struct PenInkTests {
    private struct Colour {
        var r, g, b: Double

        static let white = Colour(r: 250, g: 250, b: 248)
        static let black = Colour(r: 25, g: 25, b: 28)
        static let pen = Colour(r: 30, g: 45, b: 120)
        /// As spreadsheets fill the heads of tables.
        static let lightBlue = Colour(r: 221, g: 235, b: 247)
    }

    /// A page of six lines of ten blurred strokes, and its glyphs; the last line in another ink or on another ground.
    private func page(ink: Colour, ground: Colour) throws -> (PageImage, RecognisedPage) {
        let (width, height) = (440, 320)
        var rgb = [UInt8](repeating: 0, count: width * height * 3)
        var glyphs: [RecognisedGlyph] = []
        for line in 0..<6 {
            for place in 0..<10 {
                let (x, y) = (Double(20 + place * 40), Double(20 + line * 50))
                let box = Box(x0: x, y0: y, x1: x + 30, y1: y + 30)
                glyphs.append(RecognisedGlyph(scalar: "川", box: box, confidence: 0.99, line: line))
            }
        }
        for y in 0..<height {
            for x in 0..<width {
                let isLast = y >= 260
                let (over, under) = (isLast ? ink : .black, isLast ? ground : .white)
                let inside = (y - 20) % 50 < 30 && y >= 20 && (x - 20) % 40 < 30 && x >= 20 && x < 420
                // Thin strokes, soft at their edges, as a scanner has them.
                let cover = inside ? [0, 0.55, 0.6, 1, 0.6, 0.55, 0, 0, 0, 0][(x - 20) % 40 % 10] : 0
                let at = (y * width + x) * 3
                rgb[at] = UInt8(over.r * cover + under.r * (1 - cover))
                rgb[at + 1] = UInt8(over.g * cover + under.g * (1 - cover))
                rgb[at + 2] = UInt8(over.b * cover + under.b * (1 - cover))
            }
        }
        let image = try PageImage(rgb: rgb, width: width, height: height)
        let frame = Frame(givenWidth: Double(width), givenHeight: Double(height), quarterTurns: 0, skew: 0)
        return (
            image,
            RecognisedPage(
                width: Double(width), height: Double(height), glyphs: glyphs, rulings: [], seals: [], quarterTurns: 0,
                skewDegrees: 0, engine: "test", frame: frame)
        )
    }

    @Test func blueInkOnPaperStandsOut() throws {
        let (image, page) = try page(ink: .pen, ground: .white)
        let found = PenInk.find(in: image, page)
        #expect(found.count == 1 && found.allSatisfy { $0.y0 >= 260 })
    }

    @Test func printOnAColouredGroundDoesNot() throws {
        let (image, page) = try page(ink: .black, ground: .lightBlue)
        #expect(PenInk.find(in: image, page).isEmpty)
        #expect(PenInk.patches(in: image).isEmpty)
    }

    @Test func printAloneDoesNot() throws {
        let (image, page) = try page(ink: .black, ground: .white)
        #expect(PenInk.find(in: image, page).isEmpty)
    }
}
