// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Reads the sheets of an XLSX (ECMA-376 part 1, SpreadsheetML): cached values of formulas, dates from serial numbers,
/// merged cells, pictures. Every visible sheet is a page; hidden sheets, rows and columns are not read, since nobody sees
/// them, and said to be there.
struct WorkbookReader {
    private let archive: OfficeArchive
    private let strings: [String]
    private let styles: WorkbookStyles
    private let is1904: Bool
    private var drawings: SheetDrawings
    private var reading = OfficeReading()

    private static let cellLimit = 500_000

    static func read(_ data: Data) throws(ReadProblem) -> OfficeReading {
        let archive = try OfficeArchive(data)
        let main = archive.mainPart(usually: "xl/workbook.xml")
        if main.hasSuffix(".bin") { throw ReadProblem(.unsupportedFormat, detail: "XLSB") }
        guard let workbook = try archive.xml(main) else { throw ReadProblem(.damaged, detail: main) }
        var reader = try WorkbookReader(archive, main, workbook)
        return try reader.read(workbook, try archive.relations(of: main))
    }

    private init(_ archive: OfficeArchive, _ main: String, _ workbook: XMLDocument) throws(ReadProblem) {
        self.archive = archive
        let relations = try archive.relations(of: main)
        func part(_ type: String, _ usual: String) throws(ReadProblem) -> XMLDocument? {
            try archive.xml(relations.values.first { $0.type == type && !$0.isExternal }?.target ?? usual)
        }
        is1904 = ["1", "true", "on"].contains(workbook.root.child("workbookPr")?.attribute("date1904") ?? "0")
        strings = try part("sharedStrings", "xl/sharedStrings.xml")?.root.children("si").map(Self.text) ?? []
        styles = WorkbookStyles(try part("styles", "xl/styles.xml"))
        drawings = SheetDrawings(archive)
        try drawings.readCellImages(relations)
    }

    private mutating func read(
        _ workbook: XMLDocument, _ relations: [String: OfficeArchive.Relation]
    ) throws(ReadProblem) -> OfficeReading {
        var hidden: [String] = []
        var number = 0
        for sheet in workbook.root.child("sheets")?.children("sheet") ?? [] {
            // The sheet's own sheetId comes without a namespace; the relationship's id has one.
            guard let name = sheet.attribute("name"),
                let id = sheet.attributes.first(where: { $0.name == "id" })?.value, let part = relations[id],
                !part.isExternal
            else { continue }
            guard sheet.attribute("state") ?? "visible" == "visible" else {
                hidden.append(name)
                continue
            }
            guard let document = try archive.xml(part.target) else {
                throw ReadProblem(.damaged, place: name, detail: part.target)
            }
            number += 1
            guard document.root.name == "worksheet" else {
                // A chart or a dialogue that fills a sheet.
                reading.problems.append(ReadProblem(.noTextLayer, place: name))
                continue
            }
            try read(document, named: name, part: part.target, number: number)
        }
        guard number > 0 else { throw ReadProblem(.damaged, detail: "xl/workbook.xml") }
        if !hidden.isEmpty { reading.notes.append(FileNote(.hidden, detail: PlaceName.list(hidden))) }
        return reading
    }

    /// The text of a string item: its runs without phonetic guides and without what is struck out.
    private static func text(_ item: XMLNode) -> String {
        unescaped(
            item.children.map { child in
                switch child.name {
                case "t": child.text
                case "r": child.child("rPr")?.toggle("strike") == true ? "" : child.children("t").map(\.text).joined()
                default: ""
                }
            }.joined())
    }

    /// `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.4.2.4).
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(/_x([0-9A-Fa-f]{4})_/) { found in
            let scalar = UInt32(found.1, radix: 16).flatMap(UnicodeScalar.init)
            return scalar.map { $0.value < 0x20 && $0 != "\n" ? "" : String(Character($0)) } ?? ""
        }
    }

    // MARK: Values

    private enum Fault { case notCalculated, error(String) }

    /// What a cell shows; nil where that is nothing.
    private func value(_ cell: XMLNode, _ style: WorkbookStyles.Style) -> (value: SheetGrid.Value?, fault: Fault?) {
        let content = cell.child("v")
        let raw = content?.text ?? ""
        func plain(_ text: String) -> (SheetGrid.Value?, Fault?) {
            (SheetGrid.Value(text: text, size: style.size), nil)
        }
        if style.format == .nothing { return (nil, nil) }
        let type = cell.attribute("t") ?? "n"
        if cell.child("f") != nil, content == nil || raw.isEmpty && type != "str" { return (nil, .notCalculated) }
        switch type {
        case "s": return plain(Int(raw).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "")
        case "inlineStr": return plain(cell.child("is").map(Self.text) ?? "")
        case "b": return plain(raw == "1" ? "是" : raw == "0" ? "否" : "")
        case "str": return plain(Self.unescaped(raw))
        case "d": return plain(raw.replacing("T00:00:00", with: "").replacing(/[.]0+$|Z$/, with: ""))
        case "e": return (nil, .error(raw))
        default: return raw.isEmpty ? (nil, nil) : (number(raw, style), nil)
        }
    }

    private func number(_ raw: String, _ style: WorkbookStyles.Style) -> SheetGrid.Value {
        var out = SheetGrid.Value(text: raw, size: style.size)
        guard let double = Double(raw), double.isFinite, abs(double) < 1e30,
            // A number has 15 digits; what a double says beyond them is noise.
            let exact = Decimal(
                string: String(format: "%.15g", double), locale: Locale(identifier: "en_US_POSIX"))
        else {
            out.isDoubtful = true
            return out
        }
        switch style.format {
        case .day, .month, .year, .moment, .time:
            if let text = SerialDate.text(double, style.format, is1904: is1904) {
                out.text = text
                return out
            }
            out.isDoubtful = true
        case .percent:
            out.text = "\(Normaliser.plain(exact * 100))%"
            return out
        case .padded(let digits):
            let text = Normaliser.plain(exact)
            let missing = digits - text.count
            out.text = text.allSatisfy(\.isNumber) && missing > 0 ? String(repeating: "0", count: missing) + text : text
            return out
        case .scaled: out.isDoubtful = true
        case .general, .nothing: break
        }
        out.text = Normaliser.plain(exact)
        // Identity and account numbers typed as numbers have lost their last digits.
        if abs(double) >= 1e15 { out.isDoubtful = true }
        return out
    }

    // MARK: Sheets

    private mutating func read(
        _ document: XMLDocument, named name: String, part: String, number: Int
    ) throws(ReadProblem) {
        let root = document.root
        var grid = SheetGrid()
        var faults: [String] = []
        var errors = Set<String>()
        let hiddenColumns = Self.hiddenColumns(root)
        // Words as pale as the sheet may stand on the colour of a table's or a condition's style.
        let isPainted = root.child("tableParts") != nil || root.child("conditionalFormatting") != nil
        var unseen: [String] = []
        var hidesPale = false
        var next = (row: 0, column: 0)
        let images = try drawings.read(root, part: part, sheet: name, number: number)
        for row in root.child("sheetData")?.children("row") ?? [] {
            // Beyond the last row there is none: such cells are dropped below.
            let stated = row.attribute("r").map {
                Int($0).flatMap { (1...1_048_576).contains($0) ? $0 - 1 : nil } ?? 1 << 21
            }
            next = (stated ?? next.row, 0)
            let isHidden =
                ["1", "true"].contains(row.attribute("hidden") ?? "0")
                || row.attribute("ht").flatMap(Double.init).map { $0 < 3 } == true
            for cell in row.children("c") {
                // Cells and rows need not say where they stand: then they follow each other.
                let place = cell.attribute("r").flatMap(SheetGrid.place) ?? (column: next.column, row: next.row)
                next.column = place.column + 1
                guard (0..<16_384).contains(place.column), (0..<1_048_576).contains(place.row) else { continue }
                let style = styles.style(cell)
                let (found, fault) = value(cell, style)
                let reference = "\(SheetGrid.letters(place.column))\(place.row + 1)"
                if let fault {
                    if !isHidden, !hiddenColumns.contains(place.column) { faults.append("\(name)!\(reference)") }
                    if case .error(let text) = fault { errors.insert(text) }
                    continue
                }
                guard var value = found else { continue }
                value.text = value.text.trimmingCharacters(in: .whitespacesAndNewlines)
                guard !value.text.isEmpty else { continue }
                if isHidden || hiddenColumns.contains(place.column) {
                    unseen.append(
                        hiddenColumns.contains(place.column)
                            ? "\(name)!\(SheetGrid.letters(place.column)):\(SheetGrid.letters(place.column))"
                            : "\(name)!\(place.row + 1):\(place.row + 1)")
                    continue
                }
                if let image = value.text.firstMatch(of: /^=?(?:_xlfn\.)?DISPIMG\("([^"]+)"/) {
                    drawings.inCell(String(image.1), row: place.row, column: place.column, into: images)
                    continue
                }
                if style.isPale, !isPainted {
                    hidesPale = true
                    continue
                }
                let isCovered = images.covered.contains {
                    $0.rows.contains(place.row) && $0.columns.contains(place.column)
                }
                value.isDoubtful = value.isDoubtful || style.isPale || style.isStruck || isCovered
                grid.set(value, row: place.row, column: place.column)
                guard grid.count <= Self.cellLimit else {
                    throw ReadProblem(.tooLarge, place: name, detail: "\(Self.cellLimit) cells")
                }
            }
            next.row += 1
        }
        for (place, text) in images.texts {
            // Beside the cell that it lies over, so that neither is lost.
            let free = (place.column..<min(place.column + 64, 16_384)).first { grid.rows[place.row]?[$0] == nil }
            if let free {
                grid.set(SheetGrid.Value(text: text), row: place.row, column: free)
            } else {
                reading.problems.append(ReadProblem(.textDamaged, place: name))
            }
        }
        grid.spans = Self.merges(root)
        var page = try grid.layout(number: number)
        page.marks = images.marks
        if !faults.isEmpty {
            reading.problems.append(
                ReadProblem(
                    .notCalculated, place: PlaceName.list(faults),
                    detail: errors.isEmpty ? nil : errors.sorted().prefix(5).joined(separator: " ")))
        }
        if !unseen.isEmpty {
            var seen = Set<String>()
            let places = unseen.filter { seen.insert($0).inserted }
            reading.problems.append(ReadProblem(.hiddenCells, place: PlaceName.list(places)))
        }
        if hidesPale { reading.notes.append(FileNote(.hidden, place: name)) }
        for object in root.descendants("oleObject").prefix(1) {
            reading.problems.append(
                ReadProblem(.unsupportedFormat, place: name, detail: object.attribute("progId") ?? "OLE"))
        }
        if root.descendants("control").first != nil {
            reading.problems.append(ReadProblem(.unsupportedFormat, place: name, detail: "ActiveX"))
        }
        reading.unread += images.unread
        reading.pictures += images.pictures
        reading.parts.append(ReadPart(pages: [page], places: .cells(sheet: name)))
    }

    private static func hiddenColumns(_ root: XMLNode) -> Set<Int> {
        var out = Set<Int>()
        for column in root.child("cols")?.children("col") ?? [] {
            guard
                ["1", "true"].contains(column.attribute("hidden") ?? "0")
                    || column.attribute("width").flatMap(Double.init) == 0,
                let first = column.attribute("min").flatMap(Int.init), (1...16_384).contains(first),
                let last = column.attribute("max").flatMap(Int.init), last >= first
            else { continue }
            out.formUnion((first - 1)..<min(last, 16_384))
        }
        return out
    }

    private static func merges(_ root: XMLNode) -> [Int: (rows: Int, columns: Int)] {
        var out: [Int: (rows: Int, columns: Int)] = [:]
        for merge in root.child("mergeCells")?.children("mergeCell") ?? [] {
            let ends = (merge.attribute("ref") ?? "").split(separator: ":").compactMap { SheetGrid.place(String($0)) }
            guard ends.count == 2, ends[1].row >= ends[0].row, ends[1].column >= ends[0].column else { continue }
            out[SheetGrid.key(ends[0].row, ends[0].column)] = (
                ends[1].row - ends[0].row + 1, ends[1].column - ends[0].column + 1
            )
        }
        return out
    }

    /// The reference of the cell that a box stands for: `B4`.
    static func reference(_ box: Box) -> String { SheetGrid.reference(box) }
}
