// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A page as a person sees it: lines of text, tables, boxes drawn around text, pictures.
public struct PageLayout: Sendable, Hashable, Codable {
    public var number: Int
    public var width, height: Double
    /// Lines outside tables, top to bottom.
    public var lines: [TextLine]
    public var tables: [Table]
    /// Boxes drawn around a part of the page: cards, borders. Their text is among `lines`.
    public var frames: [Box]
    public var marks: [Mark]
    /// How the page was read; single places of it may differ, see `regions`.
    public var method: ReadingMethod = .text
    /// How surely a value that stands clearly beside its label is read on this page, 0–1.
    public var confidence = 0.98
    /// Places that were read in another way, or less surely, than the page as a whole: form fields, doubtful words.
    public var regions: [ReadRegion] = []
    /// Values on the page that the file itself names.
    public var tags: [ReadTag] = []
    /// QR and Data Matrix codes on the page.
    public var codes: [ScannedCode] = []
    /// Photographs on the page; each once.
    public var photographs: [Photograph] = []
    /// Words that stand turned on the page, of a stamp or a watermark; no line has them.
    public var turned = ""
    /// From the upright page, on which all boxes here stand, to the page as handed in; nil where they are the same.
    public var placement: PagePlacement?

    /// Nothing was read on it.
    public var isEmpty: Bool { lines.isEmpty && tables.isEmpty }

    /// Every line of the page, those in table cells included, top to bottom.
    public var allLines: [TextLine] {
        (lines + tables.flatMap { $0.cells.flatMap(\.lines) }).sorted {
            ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0)
        }
    }

    public static func of(_ page: PageContent) -> PageLayout {
        let grids = TableFinder.grids(page.rulings)
        let tables = grids.filter { $0.cells.count > 1 }
        let frames = grids.filter { $0.cells.count == 1 }.map(\.box)
        var free: [Glyph] = []
        free.reserveCapacity(page.glyphs.count)
        var inCells: [[Int: [Glyph]]] = Array(repeating: [:], count: tables.count)
        let bounds = tables.map { (Float($0.box.x0), Float($0.box.y0), Float($0.box.x1), Float($0.box.y1)) }
        for glyph in page.glyphs where !glyph.isSpace && isSeen(glyph, on: page) {
            let (x, y) = (glyph.midX, glyph.midY)
            var placed = false
            // Inner tables come last in drawing order more often than not: the smallest grid around the glyph wins.
            var best: (table: Int, cell: Int, area: Double)?
            for index in tables.indices {
                let edge = bounds[index]
                guard x >= edge.0, x <= edge.2, y >= edge.1, y <= edge.3, let cell = tables[index].cell(x: x, y: y)
                else { continue }
                let area = tables[index].box.width * tables[index].box.height
                if best.map({ area < $0.area }) ?? true { best = (index, cell, area) }
            }
            if let best {
                inCells[best.table][best.cell, default: []].append(glyph)
                placed = true
            }
            if !placed { free.append(glyph) }
        }
        let built = tables.enumerated().map { index, grid -> Table in
            let cells = grid.cells.enumerated().map { number, place in
                Cell(
                    row: place.row, column: place.column, rowSpan: place.rowSpan, columnSpan: place.columnSpan,
                    box: Box(
                        x0: Double(grid.xs[place.column]), y0: Double(grid.ys[place.row]),
                        x1: Double(grid.xs[place.column + place.columnSpan]),
                        y1: Double(grid.ys[place.row + place.rowSpan])),
                    lines: LineBuilder.lines(of: inCells[index][number] ?? []))
            }
            return Table(box: grid.box, rowCount: grid.rows, columnCount: grid.columns, cells: cells)
        }
        // A grid without a word in it is an ornament.
        return PageLayout(
            number: page.number, width: page.width, height: page.height, lines: lines(of: free, in: frames),
            tables: built.filter { $0.cells.contains { !$0.lines.isEmpty } }, frames: frames, marks: page.marks,
            regions: page.regions + Strikes.regions(on: page), turned: page.turned)
    }

    /// What nobody can see is no evidence: text drawn invisibly, too small to read, or beside the page.
    private static func isSeen(_ glyph: Glyph, on page: PageContent) -> Bool {
        !glyph.invisible && glyph.size >= 1.5 && glyph.size < 10_000 && glyph.midX >= 0 && glyph.midY >= 0
            && Double(glyph.midX) <= page.width
            && Double(glyph.midY) <= page.height
    }

    /// Cards that stand side by side are read one after the other, not across.
    private static func lines(of glyphs: [Glyph], in frames: [Box]) -> [TextLine] {
        guard !frames.isEmpty else { return LineBuilder.lines(of: glyphs) }
        var groups: [Int: [Glyph]] = [:]
        for glyph in glyphs {
            let around = frames.indices.filter { frames[$0].contains(x: Double(glyph.midX), y: Double(glyph.midY)) }
            let inner = around.min { frames[$0].width * frames[$0].height < frames[$1].width * frames[$1].height }
            groups[inner ?? -1, default: []].append(glyph)
        }
        let lines = groups.sorted { $0.key < $1.key }.flatMap { frame, glyphs in
            LineBuilder.lines(of: glyphs).map { line in
                var line = line
                line.frame = frame < 0 ? nil : frame
                return line
            }
        }
        return lines.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    }
}
