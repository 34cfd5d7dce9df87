// SPDX-License-Identifier: GPL-3.0-or-later
import CTesseract
import struct Dossier.Box
import Foundation

/// Finds the lines of tables and forms: long dark runs on the deskewed page.
enum RulingFinder {
    /// Pixels of the longer side on which lines are looked for.
    private static let side = 2_000

    /// Thin rectangles in pixels of the bitmap as it stands upright.
    ///
    /// - Parameter lines: where text stands, in pixels of the bitmap: a stroke of a large character is no ruling.
    /// - Returns: the rulings, and the long strokes through the middle of text: words that were crossed out.
    static func find(
        in bitmap: Bitmap, frame: Frame, lines: [SlantedRect]
    ) -> (rulings: [Box], strikes: [Box]) {
        Leptonica.quiet
        let small = bitmap.shrunk(toSide: side)
        let scale = Double(bitmap.width) / Double(small.width)
        var binary: Leptonica.Pix? = Leptonica.ink(of: small, skew: frame.skew)
        defer { pixDestroy(&binary) }
        // On A4; on other pages the like share of the page.
        let millimetre = Double(max(small.width, small.height)) / 297
        let lying = runs(binary, length: Int(8 * millimetre), level: true, millimetre)
        let standing = runs(binary, length: Int(4.5 * millimetre), level: false, millimetre)
        let words = lines.map { line -> Box in
            let middle = frame.upright(turned: line.centre)
            let half = Point(x: line.width / 2 / scale, y: line.height / 2 / scale)
            let (x, y) = (middle.x / scale, middle.y / scale)
            return Box(x0: x - half.x, y0: y - half.y, x1: x + half.x, y1: y + half.y)
        }
        func free(_ runs: [Box]) -> [Box] { runs.filter { run in !words.contains { isStroke(run, of: $0) } } }
        let (level, upright) = (free(lying), free(standing))
        let long = (level.filter { $0.width >= 20 * millimetre }, upright.filter { $0.height >= 15 * millimetre })
        // What is short must meet a long one, as the lines of small cells do.
        func meets(_ run: Box, _ others: [Box]) -> Bool {
            others.contains { $0.insetBy(-millimetre).intersects(run) }
        }
        let kept =
            level.filter { $0.width >= 20 * millimetre || meets($0, long.1) }
            + upright.filter { $0.height >= 15 * millimetre || meets($0, long.0) }
        let strikes = lying.filter { run in
            words.contains { isStroke(run, of: $0) && run.width > 2.5 * min($0.width, $0.height) }
        }
        func full(_ box: Box) -> Box {
            Box(x0: box.x0 * scale, y0: box.y0 * scale, x1: box.x1 * scale, y1: box.y1 * scale)
        }
        return (kept.map(full), strikes.map(full))
    }

    /// A run in the midst of a line of text that does not reach out of it.
    private static func isStroke(_ run: Box, of word: Box) -> Bool {
        let slack = min(word.width, word.height) * 0.35
        guard run.x0 > word.x0 - slack, run.x1 < word.x1 + slack, run.y0 > word.y0 - slack, run.y1 < word.y1 + slack
        else { return false }
        // An underline and the edge of a cell lie at the rim of what detection took for the line.
        return run.width < run.height || abs(run.midY - word.midY) < word.height * 0.36
    }

    private static func runs(_ pix: Leptonica.Pix?, length: Int, level: Bool, _ millimetre: Double) -> [Box] {
        // Grown across first, so that a line that still slopes a little does not fall into short steps.
        // A wider gap would join the strokes of tight rows, one below another, into lines.
        let (across, gap) = (Int32(3), Int32(max(2, (0.6 * millimetre).rounded())))
        func size(_ along: Int32, _ across: Int32) -> (Int32, Int32) { level ? (along, across) : (across, along) }
        let (grown, closed, long) = (size(1, across), size(gap, 1), size(Int32(length), 1))
        var a: Leptonica.Pix? = pixDilateBrick(nil, pix, grown.0, grown.1)
        defer { pixDestroy(&a) }
        var b: Leptonica.Pix? = pixCloseSafeBrick(nil, a, closed.0, closed.1)
        defer { pixDestroy(&b) }
        var c: Leptonica.Pix? = pixOpenBrick(nil, b, long.0, long.1)
        defer { pixDestroy(&c) }
        var boxes = pixConnCompBB(c, 8)
        defer { boxaDestroy(&boxes) }
        let count = min(5_000, boxaGetCount(boxes))
        return (0..<max(0, count)).compactMap { index in
            var (x, y, w, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, index, &x, &y, &w, &h) == 0 else { return nil }
            var box = Box(x0: Double(x), y0: Double(y), x1: Double(x + w), y1: Double(y + h))
            if level {
                (box.y0, box.y1) = (box.y0 + 1, box.y1 - 1)
            } else {
                (box.x0, box.x1) = (box.x0 + 1, box.x1 - 1)
            }
            let (along, thick) = level ? (box.width, box.height) : (box.height, box.width)
            guard thick <= max(1.3 * millimetre, along * 0.02), thick < along / 4 else { return nil }
            return isSolid(pix, x, y, w, h, along: along) ? box : nil
        }
    }

    /// Ink nearly all along, before gaps were closed: rows of characters are none.
    private static func isSolid(
        _ pix: Leptonica.Pix?, _ x: Int32, _ y: Int32, _ w: Int32, _ h: Int32, along: Double
    ) -> Bool {
        var area = boxCreate(x, y, w, h)
        defer { boxDestroy(&area) }
        var part: Leptonica.Pix? = pixClipRectangle(pix, area, nil)
        defer { pixDestroy(&part) }
        guard part != nil else { return false }
        var marks = w >= h ? pixCountByColumn(part, nil) : pixCountByRow(part, nil)
        defer { numaDestroy(&marks) }
        let count = numaGetCount(marks)
        var filled = 0
        for index in 0..<max(0, count) {
            var value: Int32 = 0
            if numaGetIValue(marks, index, &value) == 0, value > 0 { filled += 1 }
        }
        return Double(filled) >= along * 0.8
    }
}

extension Leptonica {
    /// Dark on light as one bit a pixel, whatever the light, after the slope is taken out.
    static func ink(of bitmap: Bitmap, skew: Double) -> Pix? {
        var grey: Pix? = grey(of: bitmap)
        defer { pixDestroy(&grey) }
        var level: Pix? = abs(skew) > 0.0005 ? pixRotateAMGray(grey, Float(-skew), 255) : pixClone(grey)
        defer { pixDestroy(&level) }
        // Sets the paper to about 200 everywhere. Very small pictures have no background to speak of.
        var even: Pix? = pixBackgroundNormSimple(level, nil, nil) ?? pixClone(level)
        defer { pixDestroy(&even) }
        return pixThresholdToBinary(even, 150)
    }

    /// Eight bits a pixel.
    static func grey(of bitmap: Bitmap) -> Pix? {
        let pix: Pix? = pixCreate(Int32(bitmap.width), Int32(bitmap.height), 8)
        guard let words = pixGetData(pix) else { return nil }
        let stride = Int(pixGetWpl(pix))
        bitmap.rgb.withUnsafeBufferPointer { source in
            for y in 0..<bitmap.height {
                for x in 0..<bitmap.width {
                    let at = (y * bitmap.width + x) * 3
                    let value =
                        (UInt32(source[at]) * 77 + UInt32(source[at + 1]) * 151 + UInt32(source[at + 2]) * 28) >> 8
                    // The first pixel of four is in the highest byte of the word.
                    words[y * stride + x / 4] |= value << UInt32(24 - 8 * (x % 4))
                }
            }
        }
        return pix
    }
}
