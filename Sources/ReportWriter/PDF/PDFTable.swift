// SPDX-License-Identifier: GPL-3.0-or-later
import CPangoCairo

/// A ruled table that goes over as many pages as it needs. Its head stands on each of them; a row that does not fit is moved
/// to the next page or, if it is long, broken between lines. No text is ever left out.
struct PDFTable {
    struct Column {
        /// Empty in a table without a head.
        var title: String
        /// In points, padding included.
        var width: Double
        var alignment: PDFTextStyle.Alignment = .left
    }

    var columns: [Column]
    var head: PDFTextStyle
    var body: PDFTextStyle
    /// Between a rule and the text beside it.
    var padding = 4.0
    /// What the first cell says where a row goes on from the page before.
    var continuation = ""

    private var hasHead: Bool { columns.contains { !$0.title.isEmpty } }

    /// One row, broken into lines.
    private struct Row {
        var cells: [PDFText]
        var lines: Int
    }

    /// - Parameters:
    ///   - rows: one cell a column, each of one or more paragraphs.
    ///   - least: lines of space that a row takes at least.
    ///   - tail: height of what follows and must not stand on a page by itself: the last row stays with it.
    func draw(_ rows: [[[String]]], least: Int = 1, tail: Double = 0, on pages: PDFPages) throws(PDFError) {
        let heading = try row(columns.map { [$0.title] }, head, pages)
        try pages.require(height(heading) + height(2))
        drawHead(heading, pages)
        for (index, texts) in rows.enumerated() {
            var row = try row(texts, body, pages)
            row.lines = max(least, row.lines)
            try draw(row, reserve: index == rows.count - 1 ? tail : 0, heading, pages)
        }
    }

    private func row(_ texts: [[String]], _ style: PDFTextStyle, _ pages: PDFPages) throws(PDFError) -> Row {
        var cells: [PDFText] = []
        for (column, text) in zip(columns, texts) {
            var style = style
            style.alignment = column.alignment
            cells.append(try pages.text(text, style, width: column.width - 2 * padding))
        }
        return Row(cells: cells, lines: cells.map(\.lineCount).max() ?? 1)
    }

    private func height(_ lines: Int) -> Double { Double(lines) * body.pitch + 2 * padding }

    private func height(_ heading: Row) -> Double {
        hasHead ? Double(heading.lines) * head.pitch + 2 * padding : 0
    }

    private func draw(_ row: Row, reserve: Double, _ heading: Row, _ pages: PDFPages) throws(PDFError) {
        let whole = height(row.lines) + reserve
        let page = pages.shape.textHeight - height(heading)
        // Rows of up to half a page stay whole.
        if whole > pages.remaining, whole <= page, height(row.lines) <= page / 2 || fitting(pages) < 4 {
            try turn(heading, pages)
        }
        var from = 0
        while from < row.lines {
            if fitting(pages) < min(2, row.lines - from), !pages.isAtTop { try turn(heading, pages) }
            var to = min(row.lines, from + max(1, fitting(pages)))
            // No single line by itself on the next page.
            if row.lines - to == 1, to - from > 2 { to -= 1 }
            let lead = from > 0 && !continuation.isEmpty ? try self.row([[continuation]], body, pages).cells.first : nil
            draw(row, from..<to, lead: lead, pages)
            from = to
            if from < row.lines { try turn(heading, pages) }
        }
    }

    private func turn(_ heading: Row, _ pages: PDFPages) throws(PDFError) {
        try pages.newPage()
        drawHead(heading, pages)
    }

    /// Lines of the body that the rest of the page holds.
    private func fitting(_ pages: PDFPages) -> Int {
        max(0, Int((pages.remaining - 2 * padding + 0.01) / body.pitch))
    }

    private func drawHead(_ heading: Row, _ pages: PDFPages) {
        guard hasHead else { return }
        let height = height(heading)
        pages.band(x: pages.left, y: pages.y, width: columns.reduce(0) { $0 + $1.width }, height: height, grey: 0.92)
        drawStrip(heading.cells, 0..<heading.lines, pages, height: height)
    }

    private func draw(_ row: Row, _ lines: Range<Int>, lead: PDFText?, _ pages: PDFPages) {
        var cells = row.cells
        if let lead, cells[0].lineCount <= lines.lowerBound {
            lead.draw(0..<lead.lineCount, x: pages.left + padding, y: pages.y + padding, pages.cairo)
            cells[0] = lead
        }
        drawStrip(cells, lines, pages, height: height(lines.count))
    }

    /// The lines of each cell that fall into `lines`, with the rules around them.
    private func drawStrip(_ cells: [PDFText], _ lines: Range<Int>, _ pages: PDFPages, height: Double) {
        var x = pages.left
        for (cell, column) in zip(cells, columns) {
            let own = lines.clamped(to: 0..<cell.lineCount)
            if !own.isEmpty { cell.draw(own, x: x + padding, y: pages.y + padding, pages.cairo) }
            pages.frame(x: x, y: pages.y, width: column.width, height: height, line: 0.5)
            x += column.width
        }
        pages.y += height
    }
}
