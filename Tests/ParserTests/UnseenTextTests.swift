// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Parser

/// Text that nobody can see is no evidence.
@Suite struct UnseenTextTests {
    private func page(_ change: (inout Glyph) -> Void) -> PageLayout {
        let text = Array("自愿接受监督".unicodeScalars)
        let glyphs = text.enumerated().map { index, scalar -> Glyph in
            let x = Float(100 + 12 * index)
            var glyph = Glyph(
                scalar: scalar, x0: x, y0: 100, x1: x + 12, y1: 112, baseline: 110, size: 12, invisible: false)
            change(&glyph)
            return glyph
        }
        return PageLayout.of(
            PageContent(number: 1, width: 595, height: 842, glyphs: glyphs, rulings: [], marks: []))
    }

    @Test func plainTextIsRead() { #expect(page { _ in }.lines.map(\.text) == ["自愿接受监督"]) }

    @Test func invisibleTextIsNot() { #expect(page { $0.invisible = true }.lines.isEmpty) }

    @Test func textTooSmallToReadIsNot() { #expect(page { $0.size = 1 }.lines.isEmpty) }

    @Test func textBesideThePageIsNot() {
        #expect(
            page {
                $0.y0 += 800
                $0.y1 += 800
            }.lines.isEmpty)
        #expect(
            page {
                $0.x0 -= 400
                $0.x1 -= 400
            }.lines.isEmpty)
    }
}
