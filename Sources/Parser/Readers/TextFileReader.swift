// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Reads plain text line by line, and comma- or tab-separated values (RFC 4180) as a table.
enum TextFileReader {
    static let lineHeight = 20.0
    private static let byteLimit = 32 << 20
    private static let lineLimit = 200_000

    static func read(_ data: Data) throws(ReadProblem) -> ReadPart {
        guard data.count <= byteLimit else { throw ReadProblem(.tooLarge, detail: "\(data.count) > \(byteLimit)") }
        guard let text = decoded(data) else { throw ReadProblem(.textDamaged) }
        // A web page saved as one file: its words are encoded.
        if text.prefix(4_000).contains(/(?i)content-type:\s*multipart\//) {
            throw ReadProblem(.unsupportedFormat, detail: "MHT")
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.count <= lineLimit else { throw ReadProblem(.tooLarge, detail: "> \(lineLimit)") }
        var page = PageLayout(
            number: 1, width: 600, height: Double(lines.count + 1) * lineHeight, lines: [], tables: [], frames: [],
            marks: [])
        if let table = try separated(text) {
            page.tables = [table]
        } else {
            for (number, line) in lines.enumerated() {
                let parts = line.split(separator: "\t").map { $0.trimmingCharacters(in: .whitespaces) }
                    .filter { !$0.isEmpty }
                guard !parts.isEmpty else { continue }
                page.lines.append(Self.line(parts, number: number))
            }
        }
        return ReadPart(pages: [page], places: .lines)
    }

    /// UTF-8, UTF-16 with a mark, or GB18030.
    static func decoded(_ data: Data) -> String? {
        let bytes = [UInt8](data)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(validating: bytes.dropFirst(3), as: UTF8.self) }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return String(data: data, encoding: .utf16)
        }
        return String(validating: bytes, as: UTF8.self) ?? NameDecoder.gb18030(bytes)
    }

    private static func line(_ parts: [String], number: Int) -> TextLine {
        let y = Double(number) * lineHeight
        var start = 0.0
        let segments = parts.map { part -> Segment in
            let width = part.unicodeScalars.reduce(0.0) { $0 + ($1.isASCII ? 5.25 : 10.5) }
            defer { start += width + 30 }
            return Segment(text: part, box: Box(x0: start, y0: y + 2, x1: start + width, y1: y + 18))
        }
        let box = segments.dropFirst().reduce(segments[0].box) { $0.union($1.box) }
        return TextLine(segments: segments, box: box, size: 10.5, frame: nil)
    }

    /// A table where every record has the same number of fields, two or more; nil for anything else, which is prose.
    private static func separated(_ text: String) throws(ReadProblem) -> Table? {
        for separator: Character in [",", "\t", ";"] {
            guard let first = text.split(whereSeparator: \.isNewline).first, first.contains(separator),
                let records = records(text, separator)
            else { continue }
            let columns = records.first?.fields.count ?? 0
            guard columns >= 2, columns <= 1_000, records.count >= 2,
                records.allSatisfy({ $0.fields.count == columns })
            else { continue }
            var cells: [Cell] = []
            for (row, record) in records.enumerated() {
                for (column, field) in record.fields.enumerated() {
                    let box = Box(
                        x0: Double(column) * 100 + 1, y0: Double(record.line) * lineHeight + 1,
                        x1: Double(column + 1) * 100 - 1, y1: Double(record.line + 1) * lineHeight - 1)
                    let lines = field.split(whereSeparator: \.isNewline).map {
                        TextLine(segments: [Segment(text: String($0), box: box)], box: box, size: 10.5, frame: nil)
                    }
                    cells.append(Cell(row: row, column: column, rowSpan: 1, columnSpan: 1, box: box, lines: lines))
                }
            }
            let bottom = Double((records.last?.line ?? 0) + 1) * lineHeight
            return Table(
                box: Box(x0: 0, y0: 0, x1: Double(columns) * 100, y1: bottom), rowCount: records.count,
                columnCount: columns, cells: cells)
        }
        return nil
    }

    /// Records with the line, from 0, that each begins on; nil where a quotation does not end.
    static func records(_ text: String, _ separator: Character) -> [(line: Int, fields: [String])]? {
        var out: [(line: Int, fields: [String])] = []
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var wasQuote = false
        var (line, start) = (0, 0)
        func closeField() {
            fields.append(field.trimmingCharacters(in: .whitespaces))
            field = ""
        }
        func closeRecord() {
            closeField()
            if fields.contains(where: { !$0.isEmpty }) { out.append((start, fields)) }
            fields = []
        }
        for character in text {
            if character.isNewline { line += 1 }
            if isQuoted {
                if character == "\"" { (isQuoted, wasQuote) = (false, true) } else { field.append(character) }
                continue
            }
            if character == "\"", wasQuote || field.allSatisfy(\.isWhitespace) {
                if wasQuote { field.append("\"") }
                (isQuoted, wasQuote) = (true, false)
                continue
            }
            wasQuote = false
            if character == separator {
                closeField()
            } else if character.isNewline {
                closeRecord()
                start = line
            } else {
                field.append(character)
            }
        }
        guard !isQuoted else { return nil }
        if !field.isEmpty || !fields.isEmpty { closeRecord() }
        return out
    }
}
