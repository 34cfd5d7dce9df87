// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A cell of a ruled table; merged cells span several rows or columns of the grid.
public struct Cell: Sendable, Hashable, Codable {
    public var row, column: Int
    public var rowSpan, columnSpan: Int
    public var box: Box
    public var lines: [TextLine]

    /// The lines joined: without a space between Chinese, with one between Latin words.
    public var text: String { TextJoin.join(lines.map(\.text)) }
}

/// A table found by its rulings, or by the alignment of its text under known headings.
public struct Table: Sendable, Hashable, Codable {
    public var box: Box
    public var rowCount, columnCount: Int
    /// In reading order: by row, then by column.
    public var cells: [Cell]

    /// The cells whose top row is `row`, from left to right.
    public func row(_ row: Int) -> [Cell] { cells.filter { $0.row == row } }
}

enum TextJoin {
    static func join(_ parts: [String]) -> String {
        var out = ""
        for part in parts where !part.isEmpty {
            if let last = out.unicodeScalars.last, let first = part.unicodeScalars.first, last.isASCII, first.isASCII,
                last.properties.isAlphabetic || last.properties.numericType != nil,
                first.properties.isAlphabetic
            {
                out += " "
            }
            out += part
        }
        return out
    }
}

/// Finds grids in rulings: segments are joined along their line, crossing ones form a grid, and a missing wall between two
/// fields of the grid makes them one cell.
struct TableFinder {
    struct Grid {
        var box: Box
        var xs, ys: [Float]
        /// For every elementary field, row by row: the index of its cell.
        var cellOf: [Int]
        var cells: [(row: Int, column: Int, rowSpan: Int, columnSpan: Int)]
        var columns: Int { xs.count - 1 }
        var rows: Int { ys.count - 1 }

        func cell(x: Float, y: Float) -> Int? {
            guard let column = Self.interval(xs, x), let row = Self.interval(ys, y) else { return nil }
            return cellOf[row * columns + column]
        }

        private static func interval(_ edges: [Float], _ value: Float) -> Int? {
            guard let first = edges.first, let last = edges.last, value >= first, value <= last else { return nil }
            var low = 0
            var high = edges.count - 1
            while high - low > 1 {
                let middle = (low + high) / 2
                if edges[middle] <= value { low = middle } else { high = middle }
            }
            return low
        }
    }

    private struct Line {
        var position, from, to: Float
    }

    /// How far apart, in points, two rulings may lie and still meet or be the same.
    private static let tolerance: Float = 2.5

    static func grids(_ rulings: [Ruling]) -> [Grid] {
        let horizontal = joined(
            rulings.filter(\.isHorizontal).map { Line(position: ($0.y0 + $0.y1) / 2, from: $0.x0, to: $0.x1) })
        let vertical = joined(
            rulings.filter { !$0.isHorizontal }.map { Line(position: ($0.x0 + $0.x1) / 2, from: $0.y0, to: $0.y1) })
        guard horizontal.count >= 2, vertical.count >= 2 else { return [] }
        // Union of crossing lines.
        var parent = Array(0..<(horizontal.count + vertical.count))
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        for (h, across) in horizontal.enumerated() {
            for (v, down) in vertical.enumerated()
            where down.position >= across.from - tolerance && down.position <= across.to + tolerance
                && across.position >= down.from - tolerance && across.position <= down.to + tolerance
            {
                parent[root(h)] = root(horizontal.count + v)
            }
        }
        var groups: [Int: (h: [Line], v: [Line])] = [:]
        for (h, line) in horizontal.enumerated() { groups[root(h), default: ([], [])].h.append(line) }
        for (v, line) in vertical.enumerated() { groups[root(horizontal.count + v), default: ([], [])].v.append(line) }
        return groups.values.compactMap { grid(horizontal: $0.h, vertical: $0.v) }
            .sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    }

    private static func joined(_ lines: [Line]) -> [Line] {
        let sorted = lines.sorted { ($0.position, $0.from) < ($1.position, $1.from) }
        // Lines of one position first, then runs along it.
        var bands: [[Line]] = []
        for line in sorted {
            if let last = bands.last?.last, line.position - last.position <= 1.2 {
                bands[bands.count - 1].append(line)
            } else {
                bands.append([line])
            }
        }
        var out: [Line] = []
        for band in bands {
            var run: Line?
            for line in band.sorted(by: { $0.from < $1.from }) {
                if var current = run, line.from <= current.to + tolerance {
                    current.to = max(current.to, line.to)
                    run = current
                } else {
                    if let run { out.append(run) }
                    run = line
                }
            }
            if let run { out.append(run) }
        }
        return out
    }

    private static func edges(_ positions: [Float]) -> [Float] {
        var out: [Float] = []
        for position in positions.sorted() {
            if let last = out.last, position - last <= tolerance { continue }
            out.append(position)
        }
        return out
    }

    private static func grid(horizontal: [Line], vertical: [Line]) -> Grid? {
        guard horizontal.count >= 2, vertical.count >= 2 else { return nil }
        let xs = edges(vertical.map(\.position))
        let ys = edges(horizontal.map(\.position))
        guard xs.count >= 2, ys.count >= 2, xs.count * ys.count < 200_000 else { return nil }
        let columns = xs.count - 1
        let rows = ys.count - 1
        // Walls: does a line run along this side of the field for most of its length?
        func covered(_ lines: [Line], at position: Float, from: Float, to: Float) -> Bool {
            let middle = (from + to) / 2
            return lines.contains {
                abs($0.position - position) <= tolerance && $0.from <= middle && $0.to >= middle
                    && min($0.to, to) - max($0.from, from) > 0.6 * (to - from)
            }
        }
        let verticalAt = xs.map { x in vertical.filter { abs($0.position - x) <= tolerance } }
        let horizontalAt = ys.map { y in horizontal.filter { abs($0.position - y) <= tolerance } }
        var parent = Array(0..<(rows * columns))
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index { index = parent[index] }
            return index
        }
        for row in 0..<rows {
            for column in 0..<columns {
                let field = row * columns + column
                if column + 1 < columns,
                    !covered(verticalAt[column + 1], at: xs[column + 1], from: ys[row], to: ys[row + 1])
                {
                    parent[root(field + 1)] = root(field)
                }
                if row + 1 < rows,
                    !covered(horizontalAt[row + 1], at: ys[row + 1], from: xs[column], to: xs[column + 1])
                {
                    parent[root(field + columns)] = root(field)
                }
            }
        }
        var cells: [(row: Int, column: Int, rowSpan: Int, columnSpan: Int)] = []
        var number: [Int: Int] = [:]
        var cellOf = [Int](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                let field = row * columns + column
                let top = root(field)
                if let known = number[top] {
                    cellOf[field] = known
                    cells[known].rowSpan = max(cells[known].rowSpan, row - cells[known].row + 1)
                    cells[known].columnSpan = max(cells[known].columnSpan, column - cells[known].column + 1)
                } else {
                    number[top] = cells.count
                    cellOf[field] = cells.count
                    cells.append((row, column, 1, 1))
                }
            }
        }
        let box = Box(
            x0: Double(xs[0]), y0: Double(ys[0]), x1: Double(xs[columns]), y1: Double(ys[rows]))
        return Grid(box: box, xs: xs, ys: ys, cellOf: cellOf, cells: cells)
    }
}
