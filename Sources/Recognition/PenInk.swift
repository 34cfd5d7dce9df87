// SPDX-License-Identifier: GPL-3.0-or-later
import struct Dossier.Box

/// Looks for what was written with a coloured pen: blue ink, mostly. Black ink cannot be told from print by its colour.
public enum PenInk {
    /// Pixels of the longer side on which ink is looked for.
    private static let side = 900
    /// A page with more patches than these is printed in blue, not signed.
    private static let most = 12

    // MARK: patches

    /// Patches of the size of a signature, in pixels as given.
    public static func patches(in image: PageImage) -> [Box] {
        let small = image.bitmap.shrunk(toSide: side)
        let mask = InkMask(small) { r, g, b in b - r >= 35 && b - g >= 10 && b >= 60 && r < 175 }
        guard mask.count > 30 else { return [] }
        let (width, height) = (Double(small.width), Double(small.height))
        let patches = mask.clusters(reach: 7).compactMap { points -> Box? in
            var box = Box(x0: width, y0: height, x1: 0, y1: 0)
            for point in points {
                box = box.union(Box(x0: point.x - 0.5, y0: point.y - 0.5, x1: point.x + 0.5, y1: point.y + 0.5))
            }
            let density = Double(points.count) / max(1, box.width * box.height)
            guard box.width > width * 0.02, box.width < width * 0.4, box.height > height * 0.007,
                box.height < height * 0.12, density > 0.02, density < 0.6, points.count > 20
            else { return nil }
            return box
        }
        guard patches.count <= most else { return [] }
        let factor = Double(image.width) / width
        return patches.map { Box(x0: $0.x0 * factor, y0: $0.y0 * factor, x1: $0.x1 * factor, y1: $0.y1 * factor) }
    }

    // MARK: characters in another ink

    /// How far, in steps of 255, the blue of a pen stands out from that of the print, as a mean over a character.
    private static let foreign = 8.0

    /// Runs of characters written in another, bluer ink than the rest of the page, in pixels of the upright page. The means
    /// over whole characters tell a dark blue that single pixels do not.
    public static func find(in image: PageImage, _ page: RecognisedPage) -> [Box] {
        let seen = page.glyphs.map { look(at: page.original($0.box), in: image) }
        let papers = seen.compactMap { $0?.paper }.sorted()
        guard papers.count >= 20 else { return [] }
        let paper = papers[papers.count / 2]
        // Print on a coloured ground takes something of its colour at every edge; nobody signs there.
        let tints = seen.map { seen in seen.flatMap { abs($0.paper - paper) < ground ? $0.ink : nil } }
        let known = tints.compactMap { $0 }.sorted()
        guard known.count >= 20 else { return [] }
        let print = known[known.count / 2]
        let marked = tints.map { $0.map { $0 - print >= foreign } ?? false }
        guard marked.count(where: { $0 }) * 4 < known.count else { return [] }
        var found: [Box] = []
        var run: [RecognisedGlyph] = []
        func close() {
            // One character may be a stain.
            if run.count >= 2 { found.append(run.dropFirst().reduce(run[0].box) { $0.union($1.box) }) }
            run = []
        }
        for (glyph, isMarked) in zip(page.glyphs, marked) {
            if !isMarked || run.last.map({ $0.line != glyph.line }) == true { close() }
            if isMarked { run.append(glyph) }
        }
        close()
        return found
    }

    /// How much bluer than the page's the ground of a character may be, in steps of 255.
    private static let ground = 8.0

    /// How much more blue than red the ink in a box and the paper around it are; nil where there is little ink, or red over it.
    private static func look(at box: Box, in image: PageImage) -> (ink: Double, paper: Double)? {
        let bitmap = image.bitmap
        let scale = Double(bitmap.width) / Double(max(1, image.width))
        let columns = max(0, Int(box.x0 * scale))..<max(0, min(bitmap.width, Int(box.x1 * scale)))
        let rows = max(0, Int(box.y0 * scale))..<max(0, min(bitmap.height, Int(box.y1 * scale)))
        guard columns.count > 3, rows.count > 3, columns.count * rows.count < 1_000_000 else { return nil }
        var (ink, paper) = (Mean(), Mean())
        for y in rows {
            for x in columns {
                let at = (y * bitmap.width + x) * 3
                let (r, g, b) = (Int(bitmap.rgb[at]), Int(bitmap.rgb[at + 1]), Int(bitmap.rgb[at + 2]))
                if r + g + b < 420 {
                    if r - g < 20 { ink.add(b - r) }
                } else if r + g + b > 570 {
                    paper.add(b - r)
                }
            }
        }
        guard ink.count >= 12, paper.count >= 12 else { return nil }
        return (ink.value, paper.value)
    }

    private struct Mean {
        private var sum = 0
        private(set) var count = 0
        var value: Double { Double(sum) / Double(max(1, count)) }

        mutating func add(_ number: Int) {
            sum += number
            count += 1
        }
    }
}
