// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Sets paragraphs and tables one below the other, as no layout engine would, but so that what belongs together stands
/// together; and remembers by which name a person finds each place.
struct WordLayout {
    enum Merge { case none, begins, continues }

    static let lineHeight = 20.0
    static let columnWidth = 100.0
    private static let pageWidth = 600.0
    /// Grid columns of a table (Word itself allows 63).
    private static let columnLimit = 200

    private struct OpenTable {
        var cells: [Cell] = []
        /// Column → the cell that a merge over rows goes on from.
        var open: [Int: Int] = [:]
        var columns = 0
        var row = 0
        /// Of the cell that is read: its first grid column, its number in the row, its place among `cells`.
        var column = 0
        var number = 0
        var current: Int?
        var span = 1
        var rowStart = 0
        var namesStart = 0
        /// Where the row begins and how far down its cells reach.
        var rowTop = 0.0
        var rowBottom = 0.0
        var top = 0.0
        var left = 0.0
        var name = ""
    }

    private var pages: [PageLayout] = []
    private var page = PageLayout(number: 1, width: 0, height: 0, lines: [], tables: [], frames: [], marks: [])
    private var names: [NamedPlace] = []
    private var stack: [OpenTable] = []
    private var y = 0.0
    private var paragraphs = 0
    private var tables = 0
    private var rightmost = 600.0
    /// Lines of the page set in its middle.
    private var centred: [(page: Int, line: Int)] = []

    /// Set while notes and heads are read: they are called by it.
    var name: String?
    var isInBody: Bool { stack.isEmpty }

    /// What the next paragraph will be called.
    var nextName: String { name ?? cellName ?? PlaceName.paragraph(paragraphs + 1) }

    private var cellName: String? {
        guard let last = stack.last else { return nil }
        let (row, number) = (last.row + 1, max(1, last.number))
        guard stack.count == 1 else { return PlaceName.inner(last.name, row: row, cell: number) }
        return PlaceName.cell(table: tables, row: row, cell: number)
    }

    var nextRowName: String { cellName ?? nextName }

    /// - Returns: the paragraph's name.
    mutating func paragraph(_ text: String, size: Double, isCentred: Bool, isDoubtful: Bool) -> String {
        let isBlank = text.allSatisfy(\.isWhitespace)
        if isInBody, name == nil, !isBlank { paragraphs += 1 }
        let name = name ?? cellName ?? PlaceName.paragraph(max(1, paragraphs))
        let top = y
        for (number, piece) in text.split(separator: "\u{C}", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { breakPage() }
            for line in piece.split(separator: "\n", omittingEmptySubsequences: false) {
                let parts = line.split(separator: "\t").map { $0.trimmingCharacters(in: .whitespaces) }
                    .filter { !$0.isEmpty }
                if !parts.isEmpty { add(parts, size: size, isCentred: isCentred) }
                if !parts.isEmpty || isInBody { y += Self.lineHeight }
            }
        }
        if !isBlank {
            let box = Box(x0: left, y0: top, x1: left + Self.pageWidth, y1: y)
            if stack.isEmpty { names.append(NamedPlace(box: box, name: name)) }
            if isDoubtful { page.regions.append(ReadRegion(box: column(box), method: .text, confidence: 0.5)) }
            // Some white between paragraphs, so that none runs on into the next.
            if stack.isEmpty { y += max(12, 1.5 * size - 4) }
        }
        return name
    }

    private var left: Double {
        guard let last = stack.last else { return 0 }
        return last.left + Double(last.column) * Self.columnWidth
    }

    /// The box, no wider than the cell that it stands in.
    private func column(_ box: Box) -> Box {
        guard let last = stack.last else { return box }
        var box = box
        box.x1 = box.x0 + Double(last.span) * Self.columnWidth
        return box
    }

    private mutating func add(_ parts: [String], size: Double, isCentred: Bool) {
        var line: TextLine
        if let last = stack.last {
            let box = Box(
                x0: left + 2, y0: y + 2, x1: left + Double(last.span) * Self.columnWidth - 2, y1: y + 18)
            line = TextLine(segments: parts.map { Segment(text: $0, box: box) }, box: box, size: size, frame: nil)
        } else {
            var start = 0.0
            let segments = parts.map { part -> Segment in
                let width = part.unicodeScalars.reduce(0.0) { $0 + ($1.isASCII ? 0.5 : 1) } * size
                defer { start += width + 3 * size }
                return Segment(text: part, box: Box(x0: start, y0: y + 2, x1: start + width, y1: y + 18))
            }
            let box = segments.dropFirst().reduce(segments[0].box) { $0.union($1.box) }
            line = TextLine(segments: segments, box: box, size: size, frame: nil)
        }
        if let current = stack.last?.current {
            stack[stack.count - 1].cells[current].lines.append(line)
        } else {
            if isCentred, parts.count == 1 {
                let shift = max(0, Self.pageWidth / 2 - line.box.midX)
                let box = Box(x0: line.box.x0 + shift, y0: line.box.y0, x1: line.box.x1 + shift, y1: line.box.y1)
                line = TextLine(segments: [Segment(text: parts[0], box: box)], box: box, size: size, frame: nil)
            }
            page.lines.append(line)
        }
    }

    mutating func mark(width: Double, height: Double, ink: (red: Double, dark: Double)?, name: String) -> Mark {
        // The line that the picture stands in, or the one above it where it stands alone.
        let top = max(0, y - Self.lineHeight)
        let box = Box(x0: left + 20, y0: top, x1: left + 20 + width, y1: top + height)
        let mark = Mark(box: box, isPicture: true, red: ink?.red, dark: ink?.dark)
        page.marks.append(mark)
        names.append(NamedPlace(box: box, name: name))
        return mark
    }

    /// A new page, outside tables; nothing where the page is still empty.
    mutating func breakPage() {
        guard stack.isEmpty, !(page.lines.isEmpty && page.tables.isEmpty && page.marks.isEmpty) else { return }
        page.height = y + Self.lineHeight
        pages.append(page)
        page = PageLayout(
            number: page.number + 1, width: 0, height: 0, lines: [], tables: [], frames: [], marks: [])
    }

    mutating func finish() -> (pages: [PageLayout], names: [NamedPlace]) {
        breakPage()
        if pages.isEmpty { pages = [page] }
        for index in pages.indices { pages[index].width = rightmost }
        return (pages, names)
    }

    // MARK: Tables

    mutating func beginTable() {
        if stack.isEmpty { tables += 1 }
        stack.append(OpenTable(top: y, left: left, name: cellName ?? ""))
    }

    mutating func beginRow(skipping columns: Int) {
        guard let last = stack.indices.last else { return }
        stack[last].column = max(0, min(columns, Self.columnLimit))
        stack[last].number = 0
        stack[last].rowStart = stack[last].cells.count
        stack[last].namesStart = names.count
        (stack[last].rowTop, stack[last].rowBottom) = (y, y + Self.lineHeight)
    }

    /// - Returns: false where the cell only continues another and shows nothing of its own.
    mutating func beginCell(span: Int, down: Merge, across: Merge) -> Bool {
        guard let last = stack.indices.last else { return false }
        y = stack[last].rowTop
        stack[last].number += 1
        let column = stack[last].column
        let span = max(1, min(span, Self.columnLimit))
        stack[last].span = span
        stack[last].current = nil
        guard column < Self.columnLimit else { return false }
        let end = column + span
        if across == .continues, let left = stack[last].cells.indices.last, left >= stack[last].rowStart {
            stack[last].cells[left].columnSpan = end - stack[last].cells[left].column
            stack[last].cells[left].box.x1 = stack[last].left + Double(end) * Self.columnWidth
            return false
        }
        if down == .continues, let above = stack[last].open[column] {
            stack[last].cells[above].rowSpan = stack[last].row - stack[last].cells[above].row + 1
            return false
        }
        for column in column..<end { stack[last].open[column] = nil }
        if down != .none { stack[last].open[column] = stack[last].cells.count }
        stack[last].current = stack[last].cells.count
        let x = stack[last].left
        stack[last].cells.append(
            Cell(
                row: stack[last].row, column: column, rowSpan: 1, columnSpan: span,
                box: Box(
                    x0: x + Double(column) * Self.columnWidth, y0: y, x1: x + Double(end) * Self.columnWidth, y1: y),
                lines: []))
        return true
    }

    mutating func endCell() {
        guard let last = stack.indices.last else { return }
        stack[last].rowBottom = max(stack[last].rowBottom, y)
        let end = stack[last].column + stack[last].span
        stack[last].columns = max(stack[last].columns, end)
        if let current = stack[last].current, let name = cellName {
            let box = stack[last].cells[current].box
            // Its foot is only known when the row ends.
            names.append(NamedPlace(box: Box(x0: box.x0, y0: box.y0, x1: box.x1, y1: .infinity), name: name))
        }
        stack[last].column = end
        stack[last].current = nil
    }

    mutating func endRow() {
        guard let last = stack.indices.last else { return }
        let bottom = stack[last].rowBottom
        for index in stack[last].rowStart..<stack[last].cells.count { stack[last].cells[index].box.y1 = bottom }
        for index in stack[last].namesStart..<names.count where names[index].box.y1 == .infinity {
            names[index].box.y1 = bottom
        }
        stack[last].row += 1
        y = bottom
    }

    mutating func endTable() {
        guard let table = stack.popLast() else { return }
        rightmost = max(rightmost, table.left + Double(table.columns) * Self.columnWidth)
        guard table.columns > 0, !table.cells.isEmpty else { return }
        let right = table.left + Double(table.columns) * Self.columnWidth
        page.tables.append(
            Table(
                box: Box(x0: table.left, y0: table.top, x1: right, y1: y), rowCount: table.row,
                columnCount: table.columns, cells: table.cells))
    }
}
