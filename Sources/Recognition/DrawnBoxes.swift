// SPDX-License-Identifier: GPL-3.0-or-later
import CTesseract
import struct Dossier.Box

/// Tick boxes, which the network reads as characters that look like them, or not at all.
///
/// What counts is the picture: a square frame with four straight sides, empty or with something slanting in it, directly
/// before a word. The confidence stays below what passes for sure, so that a person looks at it.
enum DrawnBoxes {
    static let confidence = 0.75

    private struct Square {
        var box: Box
        var scalar: Unicode.Scalar
    }

    private static let empty: Unicode.Scalar = "□"
    private static let ticked: Unicode.Scalar = "☑"
    private static let filled: Unicode.Scalar = "■"
    /// What the network makes of them.
    private static let alike = Set("口囗□日曰回区团国因困田目巨囚凶四同网①②③V√✓☑☒OD0QGCN0U☐■".unicodeScalars)

    /// Pixels of the longer side on which boxes are looked for.
    private static let side = 2_000

    static func mend(_ lines: inout [PlacedLine], in bitmap: Bitmap, _ frame: Frame) {
        for square in squares(in: bitmap, frame) { put(square, into: &lines) }
    }

    /// Before a word and after a gap, in the place of what was read there.
    private static func put(_ square: Square, into lines: inout [PlacedLine]) {
        let size = square.box.width
        for index in lines.indices {
            let row = lines[index].box
            guard row.y0 < square.box.midY, row.y1 > square.box.midY, row.x0 < square.box.x1 + size * 1.2,
                row.x1 > square.box.x1, row.height < size * 3
            else { continue }
            var glyphs = lines[index].glyphs
            // A box that was not read lends its ink to the character after it.
            if let wide = glyphs.firstIndex(where: {
                $0.box.overlapX(square.box) > 0.5 * size && $0.box.x1 > square.box.x1 + size * 0.5
            }), !alike.contains(glyphs[wide].scalar) {
                glyphs[wide].box.x0 = square.box.x1 + 1
                lines[index].glyphs = glyphs
            }
            let inside = glyphs.indices.filter {
                let box = glyphs[$0].box
                return box.overlapX(square.box) > 0.5 * min(box.width, size)
            }
            guard inside.count <= 1, inside.allSatisfy({ alike.contains(glyphs[$0].scalar) }) else { return }
            let after = inside.last.map { $0 + 1 } ?? glyphs.firstIndex { $0.box.midX > square.box.x1 } ?? glyphs.count
            let next = glyphs[after...].first { $0.scalar != " " }
            let before = glyphs[..<(inside.first ?? after)].last { $0.scalar != " " }
            guard let next, next.scalar.properties.isIdeographic, next.box.x0 - square.box.x1 < size * 1.2,
                before.map({ square.box.x0 - $0.box.x1 > size * 0.3 }) ?? true
            else { return }
            let glyph = PlacedLine.Glyph(
                scalar: square.scalar,
                box: Box(x0: square.box.x0, y0: next.box.y0, x1: square.box.x1, y1: next.box.y1), confidence: confidence
            )
            lines[index].glyphs.replaceSubrange((inside.first ?? after)..<after, with: [glyph])
            lines[index].box = lines[index].box.union(glyph.box)
            return
        }
    }

    private static func squares(in bitmap: Bitmap, _ frame: Frame) -> [Square] {
        Leptonica.quiet
        let small = bitmap.shrunk(toSide: side)
        let scale = Double(bitmap.width) / Double(small.width)
        let millimetre = Double(max(small.width, small.height)) / 297
        var binary: Leptonica.Pix? = Leptonica.ink(of: small, skew: frame.skew)
        defer { pixDestroy(&binary) }
        var boxes = pixConnCompBB(binary, 8)
        defer { boxaDestroy(&boxes) }
        let count = min(50_000, max(0, boxaGetCount(boxes)))
        return (0..<count).compactMap { index in
            var (x, y, w, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, index, &x, &y, &w, &h) == 0, Double(w) > 2 * millimetre,
                Double(w) < 8 * millimetre, abs(w - h) * 8 <= w, let scalar = kind(binary, x, y, w, h)
            else { return nil }
            return Square(
                box: Box(
                    x0: Double(x) * scale, y0: Double(y) * scale, x1: Double(x + w) * scale, y1: Double(y + h) * scale),
                scalar: scalar)
        }
    }

    /// What the square holds; nil where it is no drawn box.
    private static func kind(_ pix: Leptonica.Pix?, _ x: Int32, _ y: Int32, _ w: Int32, _ h: Int32) -> Unicode.Scalar? {
        let rim = max(2, w / 8)
        // The strokes of 口 do not reach its corners, so that some side is not whole.
        let sides = [(x, y, w, rim), (x, y + h - rim, w, rim), (x, y, rim, h), (x + w - rim, y, rim, h)]
        for (index, side) in sides.enumerated() {
            guard filled(pix, side, byColumn: index < 2) >= 0.95 else { return nil }
        }
        let inset = max(rim + 1, w * 2 / 9)
        let inner = (x + inset, y + inset, w - 2 * inset, h - 2 * inset)
        guard var part = clip(pix, inner) else { return nil }
        defer { destroy(&part) }
        let share = inkShare(part)
        if share < 0.03 { return empty }
        if share > 0.85 { return filled }
        guard share > 0.06 else { return nil }
        // A level or upright stroke within is a character's: 回, 日, 国.
        let long = max(4, inner.2 * 3 / 5)
        for (width, height) in [(long, Int32(1)), (1, long)] {
            guard var opened = pixOpenBrick(nil, part, width, height) else { return nil }
            defer { destroy(&opened) }
            if inkShare(opened) > 0.04 { return nil }
        }
        return ticked
    }

    private static func destroy(_ pix: inout Leptonica.Pix) {
        var copy: Leptonica.Pix? = pix
        pixDestroy(&copy)
    }

    private static func inkShare(_ pix: Leptonica.Pix) -> Double {
        var share: Float = 0
        return pixForegroundFraction(pix, &share) == 0 ? Double(share) : 0
    }

    private static func clip(_ pix: Leptonica.Pix?, _ area: (Int32, Int32, Int32, Int32)) -> Leptonica.Pix? {
        var box = boxCreate(area.0, area.1, area.2, area.3)
        defer { boxDestroy(&box) }
        return pixClipRectangle(pix, box, nil)
    }

    /// The share of the columns (or rows) of a part that hold ink.
    private static func filled(
        _ pix: Leptonica.Pix?, _ area: (Int32, Int32, Int32, Int32), byColumn: Bool
    ) -> Double {
        guard var part = clip(pix, area) else { return 0 }
        defer { destroy(&part) }
        var marks = byColumn ? pixCountByColumn(part, nil) : pixCountByRow(part, nil)
        defer { numaDestroy(&marks) }
        let count = max(0, numaGetCount(marks))
        var held = 0
        for index in 0..<count {
            var value: Int32 = 0
            if numaGetIValue(marks, index, &value) == 0, value > 0 { held += 1 }
        }
        return count == 0 ? 0 : Double(held) / Double(count)
    }
}
