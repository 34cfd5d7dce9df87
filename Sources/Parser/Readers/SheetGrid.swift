// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The cells of a sheet that hold something, and the lines and tables that they make.
struct SheetGrid {
    struct Value {
        var text: String
        var isDoubtful = false
        var size = 11.0
    }

    static let rowHeight = 20.0
    static let columnWidth = 100.0
    /// Cells of all tables of a sheet, the empty ones among them.
    private static let tableLimit = 2_000_000

    private(set) var rows: [Int: [Int: Value]] = [:]
    /// Merged ranges by row and column of their first cell.
    var spans: [Int: (rows: Int, columns: Int)] = [:]
    private(set) var count = 0

    mutating func set(_ value: Value, row: Int, column: Int) {
        count += 1
        rows[row, default: [:]][column] = value
    }

    static func key(_ row: Int, _ column: Int) -> Int { row << 16 | column }

    /// A row with one cell only is a line, the others form tables; an empty row ends one.
    func layout(number: Int) throws(ReadProblem) -> PageLayout {
        // Columns in which nothing stands are no columns: A and XFD side by side make a table of two.
        let columns = Set(rows.values.flatMap(\.keys)).sorted()
        var lines: [TextLine] = []
        var tables: [Table] = []
        var block: [Int] = []
        var room = Self.tableLimit
        func close() throws(ReadProblem) {
            if !block.isEmpty {
                room -= block.count * columns.count
                guard room > 0 else { throw ReadProblem(.tooLarge, detail: "\(Self.tableLimit) cells") }
                tables.append(table(block, columns))
            }
            block = []
        }
        let width = (columns.last ?? 0) + 1
        var covered = -1
        let first = rows.keys.min()
        for row in rows.keys.sorted() {
            let cells = rows[row] ?? [:]
            for column in cells.keys {
                if let span = spans[Self.key(row, column)], span.columns < width {
                    covered = max(covered, row + span.rows - 1)
                }
            }
            // A single cell is a line of its own, unless a merged one beside it says that the table goes on.
            if cells.count == 1, let (column, value) = cells.first, row > covered || block.isEmpty {
                try close()
                let box = Self.box(row, column, 1, max(1, spans[Self.key(row, column)]?.columns ?? 1))
                let size = row == first ? max(16, value.size) : value.size
                lines.append(
                    TextLine(segments: [Segment(text: value.text, box: box)], box: box, size: size, frame: nil))
            } else {
                if let last = block.last, row > last + 1, row > covered { try close() }
                block.append(row)
            }
        }
        try close()
        var page = PageLayout(
            number: number, width: Double(width) * Self.columnWidth,
            height: Double((rows.keys.max() ?? 0) + 1) * Self.rowHeight, lines: lines, tables: tables, frames: [],
            marks: [])
        (page.method, page.confidence) = (.cell, 0.99)
        for (row, cells) in rows.sorted(by: { $0.key < $1.key }) {
            for (column, value) in cells.sorted(by: { $0.key < $1.key }) where value.isDoubtful {
                page.regions.append(ReadRegion(box: Self.box(row, column, 1, 1), method: .cell, confidence: 0.5))
            }
        }
        return page
    }

    private func table(_ block: [Int], _ columns: [Int]) -> Table {
        var cells: [Cell] = []
        var taken = Set<Int>()
        for (place, row) in block.enumerated() {
            for (index, column) in columns.enumerated() where !taken.contains(Self.key(place, index)) {
                let span = spans[Self.key(row, column)] ?? (1, 1)
                let height = max(1, block[place...].prefix { $0 < row + span.rows }.count)
                let across = max(1, columns[index...].prefix { $0 < column + span.columns }.count)
                if height > 1 || across > 1 {
                    for r in place..<(place + height) {
                        for c in index..<(index + across) { taken.insert(Self.key(r, c)) }
                    }
                }
                let box = Self.box(row, column, span.rows, span.columns)
                let value = rows[row]?[column]
                let lines = value?.text.split(separator: "\n").map {
                    TextLine(
                        segments: [Segment(text: String($0), box: box)], box: box, size: value?.size ?? 11, frame: nil)
                }
                cells.append(
                    Cell(
                        row: place, column: index, rowSpan: height, columnSpan: across, box: box, lines: lines ?? []))
            }
        }
        let (top, bottom) = (block.first ?? 0, block.last ?? 0)
        let (left, right) = (columns.first ?? 0, columns.last ?? 0)
        return Table(
            box: Self.box(top, left, bottom - top + 1, right - left + 1), rowCount: block.count,
            columnCount: columns.count, cells: cells)
    }

    static func box(_ row: Int, _ column: Int, _ rows: Int, _ columns: Int) -> Box {
        Box(
            x0: Double(column) * columnWidth + 1, y0: Double(row) * rowHeight + 1,
            x1: Double(column + columns) * columnWidth - 1, y1: Double(row + rows) * rowHeight - 1)
    }

    /// `B4` → column 1, row 3.
    static func place(_ reference: String) -> (column: Int, row: Int)? {
        var column = 0
        var digits = ""
        for character in reference where character != "$" {
            if let letter = character.asciiValue, (65...90).contains(letter), digits.isEmpty, column < 20_000 {
                column = column * 26 + Int(letter) - 64
            } else {
                digits.append(character)
            }
        }
        guard (1...16_384).contains(column), let row = Int(digits), (1...1_048_576).contains(row) else { return nil }
        return (column - 1, row - 1)
    }

    /// The reference of the cell that a box of ours stands for: `B4`.
    static func reference(_ box: Box) -> String {
        "\(letters((box.x0 / columnWidth).clamped))\((box.y0 / rowHeight).clamped + 1)"
    }

    /// 0 → A, 27 → AB.
    static func letters(_ column: Int) -> String {
        var column = column + 1
        var letters = ""
        while column > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (column - 1) % 26))) + letters
            column = (column - 1) / 26
        }
        return letters
    }
}
