// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Reads the sheets of an XLSX (ECMA-376 part 1, SpreadsheetML): cached values of formulas, dates from serial numbers,
/// merged cells. Every visible sheet is a page; a row with one cell only is a line, the others form tables.
struct WorkbookReader {
    struct Sheet {
        var name: String
        var layout: PageLayout
    }

    private let archive: ZippedParts
    private let strings: [String]
    /// Number format of each cell style.
    private let formats: [Format]
    /// Days that serial number 0 stands for the 1904 system.
    private let epoch1904: Bool

    private enum Format { case general, date, percent }

    static let rowHeight = 20.0
    static let columnWidth = 100.0
    private static let cellLimit = 500_000

    static func read(_ data: Data) throws(ReadProblem) -> [Sheet] {
        let archive = try ZippedParts(data)
        guard let workbook = try archive.xml("xl/workbook.xml") else {
            throw ReadProblem(.damaged, detail: "xl/workbook.xml")
        }
        let reader = try WorkbookReader(archive, workbook)
        let relations = try archive.relationships(of: "xl/workbook.xml")
        var out: [Sheet] = []
        for sheet in workbook.root.child("sheets")?.children("sheet") ?? [] {
            guard let name = sheet.attribute("name"),
                let id = sheet.attributes.first(where: { $0.name == "id" })?.value,
                let part = relations[id], sheet.attribute("state") ?? "visible" == "visible",
                let document = try archive.xml(part)
            else { continue }
            out.append(Sheet(name: name, layout: try reader.layout(document, number: out.count + 1)))
        }
        guard !out.isEmpty else { throw ReadProblem(.damaged, detail: "xl/workbook.xml") }
        return out
    }

    private init(_ archive: ZippedParts, _ workbook: XMLDocument) throws(ReadProblem) {
        self.archive = archive
        epoch1904 = ["1", "true"].contains(workbook.root.child("workbookPr")?.attribute("date1904") ?? "0")
        strings = try archive.xml("xl/sharedStrings.xml")?.root.children("si").map(Self.text) ?? []
        formats = try Self.formats(archive.xml("xl/styles.xml"))
    }

    /// The text of a string item: its runs without phonetic guides.
    private static func text(_ item: XMLNode) -> String {
        item.children.map { child in
            switch child.name {
            case "t": child.text
            case "r": child.children("t").map(\.text).joined()
            default: ""
            }
        }.joined()
    }

    private static func formats(_ styles: XMLDocument?) -> [Format] {
        var custom: [Int: Format] = [:]
        for format in styles?.root.child("numFmts")?.children("numFmt") ?? [] {
            guard let id = format.attribute("numFmtId").flatMap(Int.init), let code = format.attribute("formatCode")
            else { continue }
            // Words in quotes and brackets are no date letters.
            let bare = code.replacing(#/"[^"]*"|\[[^\]]*\]|\\./#, with: "").lowercased()
            custom[id] =
                bare.contains("%")
                ? .percent : bare.contains("y") || bare.contains("m") && bare.contains("d") ? .date : .general
        }
        return (styles?.root.child("cellXfs")?.children("xf") ?? []).map { xf in
            let id = xf.attribute("numFmtId").flatMap(Int.init) ?? 0
            switch id {
            case 9, 10: return .percent
            case 14...17, 22, 27...36, 50...58: return .date
            default: return custom[id] ?? .general
            }
        }
    }

    private func value(_ cell: XMLNode) -> String {
        let raw = cell.child("v")?.text ?? ""
        switch cell.attribute("t") ?? "n" {
        case "s": return Int(raw).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
        case "inlineStr": return cell.child("is").map(Self.text) ?? ""
        case "b": return raw == "1" ? "是" : raw == "0" ? "否" : ""
        case "str": return raw
        case "e": return ""
        default:
            guard let number = Decimal(string: raw, locale: Locale(identifier: "en_US_POSIX")) else { return raw }
            let style = cell.attribute("s").flatMap(Int.init) ?? 0
            switch formats.indices.contains(style) ? formats[style] : .general {
            case .date: return date(number) ?? raw
            case .percent: return "\(Normaliser.plain(number * 100))%"
            case .general: return Normaliser.plain(number)
            }
        }
    }

    /// ISO 8601 day of a serial number; the 1900 system counts a 29 February 1900 that never was.
    private func date(_ serial: Decimal) -> String? {
        let days = NSDecimalNumber(decimal: serial).intValue
        guard days > 60, days < 200_000 else { return nil }
        let base = epoch1904 ? -24_107 : -25_569
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let part = calendar.dateComponents(
            [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days + base) * 86_400))
        let two = { (number: Int?) in (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return "\(part.year ?? 0)-\(two(part.month))-\(two(part.day))"
    }

    // MARK: Sheets

    private func layout(_ document: XMLDocument, number: Int) throws(ReadProblem) -> PageLayout {
        var grid: [Int: [Int: String]] = [:]
        var count = 0
        for row in document.root.child("sheetData")?.children("row") ?? [] {
            for cell in row.children("c") {
                guard let (column, line) = cell.attribute("r").flatMap(Self.place) else { continue }
                let text = value(cell).trimmingCharacters(in: .whitespacesAndNewlines)
                guard !text.isEmpty else { continue }
                count += 1
                guard count <= Self.cellLimit else { throw ReadProblem(.tooLarge, detail: "\(Self.cellLimit) cells") }
                grid[line, default: [:]][column] = text
            }
        }
        var spans: [Int: (rows: Int, columns: Int)] = [:]
        for merge in document.root.child("mergeCells")?.children("mergeCell") ?? [] {
            let corners = (merge.attribute("ref") ?? "").split(separator: ":").compactMap { Self.place(String($0)) }
            if corners.count == 2, corners[1].row - corners[0].row < 10_000 {
                spans[corners[0].row << 16 | corners[0].column] = (
                    corners[1].row - corners[0].row + 1, corners[1].column - corners[0].column + 1
                )
            }
        }
        let width = (grid.values.flatMap(\.keys).max() ?? 0) + 1
        var lines: [TextLine] = []
        var tables: [Table] = []
        var block: [Int] = []
        func close() {
            if let first = block.first, let last = block.last {
                tables.append(Self.table(first...last, width: width, grid: grid, spans: spans))
            }
            block = []
        }
        var covered = -1
        for row in grid.keys.sorted() {
            let cells = grid[row] ?? [:]
            for column in cells.keys {
                if let span = spans[row << 16 | column], span.columns < width {
                    covered = max(covered, row + span.rows - 1)
                }
            }
            // A single cell is a line of its own, unless a merged one beside it says that the table goes on.
            if cells.count == 1, let (column, text) = cells.first, row > covered || block.isEmpty {
                close()
                let box = Self.box(row, column, 1, max(1, spans[row << 16 | column]?.columns ?? 1))
                lines.append(
                    TextLine(
                        segments: [Segment(text: text, box: box)], box: box, size: row == grid.keys.min() ? 16 : 11,
                        frame: nil))
            } else {
                if let last = block.last, row > last + 1, row > covered { close() }
                block.append(row)
            }
        }
        close()
        return PageLayout(
            number: number, width: Double(width) * Self.columnWidth,
            height: Double((grid.keys.max() ?? 0) + 1) * Self.rowHeight,
            lines: lines, tables: tables, frames: [], marks: [])
    }

    private static func table(
        _ rows: ClosedRange<Int>, width: Int, grid: [Int: [Int: String]], spans: [Int: (rows: Int, columns: Int)]
    ) -> Table {
        var cells: [Cell] = []
        var taken = Set<Int>()
        for row in rows {
            for column in 0..<width where !taken.contains(row << 16 | column) {
                let span = spans[row << 16 | column] ?? (1, 1)
                let (height, across) = (min(span.rows, rows.upperBound - row + 1), min(span.columns, width - column))
                for r in row..<(row + height) { for c in column..<(column + across) { taken.insert(r << 16 | c) } }
                let box = Self.box(row, column, height, across)
                let lines = (grid[row]?[column]).map { text in
                    text.split(separator: "\n").map {
                        TextLine(segments: [Segment(text: String($0), box: box)], box: box, size: 11, frame: nil)
                    }
                }
                cells.append(
                    Cell(
                        row: row - rows.lowerBound, column: column, rowSpan: height, columnSpan: across, box: box,
                        lines: lines ?? []))
            }
        }
        let box = Self.box(rows.lowerBound, 0, rows.count, width)
        return Table(box: box, rowCount: rows.count, columnCount: width, cells: cells)
    }

    private static func box(_ row: Int, _ column: Int, _ rows: Int, _ columns: Int) -> Box {
        Box(
            x0: Double(column) * columnWidth + 1, y0: Double(row) * rowHeight + 1,
            x1: Double(column + columns) * columnWidth - 1,
            y1: Double(row + rows) * rowHeight - 1)
    }

    /// `B4` → column 1, row 3.
    static func place(_ reference: String) -> (column: Int, row: Int)? {
        var column = 0
        var digits = ""
        for character in reference where character != "$" {
            if let letter = character.asciiValue, (65...90).contains(letter), digits.isEmpty {
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
        var column = Int(box.x0 / columnWidth) + 1
        var letters = ""
        while column > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (column - 1) % 26))) + letters
            column = (column - 1) / 26
        }
        return "\(letters)\(Int(box.y0 / rowHeight) + 1)"
    }
}
