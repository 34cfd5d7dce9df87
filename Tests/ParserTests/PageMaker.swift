// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

@testable import Parser

/// A page made of glyphs and rulings, as a reader would hand it over: no font, no file.
struct PageMaker {
    var glyphs: [Glyph] = []
    var rulings: [Ruling] = []
    var marks: [Mark] = []
    var number = 1
    var width = 595.0
    var height = 842.0

    /// Sets `text` with its top left corner at (x, y): Chinese an em wide, everything else half of one.
    mutating func text(_ text: String, x: Float, y: Float, size: Float = 12, tracking: Float = 0) {
        var left = x
        for scalar in text.unicodeScalars {
            let width = scalar.isASCII ? size / 2 : size
            glyphs.append(
                Glyph(
                    scalar: scalar, x0: left, y0: y, x1: left + width, y1: y + size, baseline: y + size * 0.88,
                    size: size,
                    invisible: false))
            left += width + tracking
        }
    }

    /// Lines of text below one another.
    mutating func lines(_ lines: [String], x: Float = 72, y: Float = 72, size: Float = 12, leading: Float = 1.6) {
        for (number, line) in lines.enumerated() { text(line, x: x, y: y + Float(number) * size * leading, size: size) }
    }

    mutating func across(_ y: Float, _ x0: Float, _ x1: Float) {
        rulings.append(Ruling(x0: x0, y0: y, x1: x1, y1: y + 0.5))
    }

    mutating func down(_ x: Float, _ y0: Float, _ y1: Float) {
        rulings.append(Ruling(x0: x, y0: y0, x1: x + 0.5, y1: y1))
    }

    /// Every line of a grid, whole.
    mutating func grid(_ xs: [Float], _ ys: [Float]) {
        guard let left = xs.first, let right = xs.last, let top = ys.first, let bottom = ys.last else { return }
        for x in xs { down(x, top, bottom) }
        for y in ys { across(y, left, right) }
    }

    /// A ruled table: equal columns, one line of text a cell; a nil cell is merged into the one on its left.
    mutating func table(_ rows: [[String?]], x: Float = 60, y: Float, width: Float = 480, rowHeight: Float = 24) {
        let columns = rows.map(\.count).max() ?? 1
        let step = width / Float(columns)
        let bottom = y + Float(rows.count) * rowHeight
        for row in 0...rows.count { across(y + Float(row) * rowHeight, x, x + width) }
        down(x, y, bottom)
        down(x + width, y, bottom)
        for (row, cells) in rows.enumerated() {
            let top = y + Float(row) * rowHeight
            for (column, cell) in cells.enumerated() {
                let left = x + Float(column) * step
                guard let cell else { continue }
                if column > 0 { down(left, top, top + rowHeight) }
                text(cell, x: left + 3, y: top + 6, size: 10)
            }
        }
    }

    var content: PageContent {
        PageContent(number: number, width: width, height: height, glyphs: glyphs, rulings: rulings, marks: marks)
    }

    var layout: PageLayout { PageLayout.of(content) }

    static func make(_ number: Int = 1, _ build: (inout PageMaker) -> Void) -> PageLayout {
        var page = PageMaker()
        page.number = number
        build(&page)
        return page.layout
    }

    static func lines(_ texts: [String], number: Int = 1) -> PageLayout { make(number) { $0.lines(texts) } }
}

extension SourceDocument {
    init(_ pages: [PageLayout], path: String = "材料.pdf") {
        self.init(path: path, ReadPart(pages: pages))
    }
}

extension Table {
    /// The texts of the cells, row by row; merged cells stand once.
    var texts: [[String]] { (0..<rowCount).map { row($0).map(\.text) } }
}
