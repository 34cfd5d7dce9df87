// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Recognition

@Suite struct DoubtsTests {
    /// The confidence of every character of a line whose characters are all surely read.
    private func weighed(_ text: String) -> [(Unicode.Scalar, Double)] {
        let glyphs = text.unicodeScalars.enumerated().map { index, scalar in
            let x = Double(index) * 10
            return PlacedLine.Glyph(scalar: scalar, box: Box(x0: x, y0: 0, x1: x + 9, y1: 12), confidence: 0.99)
        }
        let line = PlacedLine(glyphs: glyphs, box: Box(x0: 0, y0: 0, x1: 400, y1: 12), em: 20)
        return Doubts.weigh(line).glyphs.map { ($0.scalar, $0.confidence) }
    }

    @Test(arguments: ["2023m", "2023 m", "2023mf", "2023 mf", "12M"])
    func aUnitOfAreaIsDoubtful(text: String) {
        #expect(weighed(text).contains { "mfM".unicodeScalars.contains($0.0) && $0.1 < 0.8 })
    }

    @Test(arguments: ["from", "第m项", "A3 paper form"])
    func otherLettersAreNot(text: String) {
        #expect(weighed(text).allSatisfy { $0.1 > 0.9 })
    }
}
