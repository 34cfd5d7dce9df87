// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A table of RFC 4180 with a head of column names, in UTF-8, with or without a byte order mark. Lines that begin with `#`
/// are remarks; `# edition: …` among them says which edition the table is.
struct CSVTable {
    struct Row {
        var line: Int
        fileprivate var values: [String: String]

        /// The cell of a column, without white space around; empty where there is none.
        subscript(_ column: String) -> String { values[column] ?? "" }
    }

    let file: String
    let problems: ProblemList
    private(set) var edition = "–"
    private(set) var rows: [Row] = []

    /// nil, with a problem, where the bytes are no such table or a needed column is not there.
    init?(_ data: Data, file: String, needs: [String], problems: ProblemList) {
        self.file = file
        self.problems = problems
        guard data.count <= 16 << 20, let text = String(data: data, encoding: .utf8) else {
            problems.add(.init(.notReadable, file: file, subject: "UTF-8, 16 MiB"))
            return nil
        }
        var records = Self.records(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text) { line in
            problems.add(.init(.yamlSyntax, file: file, line: line, subject: "\"", remedy: "\"…\""))
        }
        for record in records where record.cells.first?.hasPrefix("#") == true {
            let remark = record.cells.joined(separator: ",").dropFirst().trimmingCharacters(in: .whitespaces)
            if remark.hasPrefix("edition:") {
                edition = remark.dropFirst("edition:".count).trimmingCharacters(in: .whitespaces)
            }
        }
        records.removeAll { $0.cells.first?.hasPrefix("#") == true || $0.cells.allSatisfy(\.isEmpty) }
        guard let head = records.first else {
            problems.add(.init(.missingKey, file: file, line: 1, subject: needs.joined(separator: ",")))
            return nil
        }
        for column in needs where !head.cells.contains(column) {
            problems.add(.init(.missingKey, file: file, line: head.line, subject: column))
        }
        guard needs.allSatisfy(head.cells.contains) else { return nil }
        for record in records.dropFirst() {
            if record.cells.count > head.cells.count {
                problems.add(.init(.wrongType, file: file, line: record.line, subject: "\(record.cells.count) cells"))
            }
            let values = Dictionary(zip(head.cells, record.cells)) { first, _ in first }
            rows.append(Row(line: record.line, values: values))
        }
    }

    func report(_ code: ConfigurationProblem.Code, _ subject: String, _ row: Row, remedy: String? = nil) {
        problems.add(.init(code, file: file, line: row.line, subject: subject, remedy: remedy))
    }

    private struct Record {
        var line: Int
        var cells: [String]
    }

    /// - Parameter open: called with the line of a quotation mark that is never closed, which would swallow what follows.
    private static func records(_ text: String, open: (Int) -> Void) -> [Record] {
        var records: [Record] = []
        var (cells, cell, line, start, quoted) = ([String](), "", 1, 1, false)
        func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }
        var characters = text.makeIterator()
        var next = characters.next()
        while let character = next {
            next = characters.next()
            switch character {
            case "\"" where quoted && next == "\"":
                cell.append("\"")
                next = characters.next()
            case "\"" where quoted || cell.allSatisfy(\.isWhitespace): quoted.toggle()
            case "," where !quoted:
                cells.append(trimmed(cell))
                cell = ""
            case "\n", "\r\n", "\r":
                line += 1
                if quoted {
                    // None of these tables has a cell of two lines; a mark that was never closed looks just so.
                    open(start)
                    quoted = false
                }
                records.append(Record(line: start, cells: cells + [trimmed(cell)]))
                (cells, cell, start) = ([], "", line)
            default: cell.append(character)
            }
        }
        if quoted { open(start) }
        if !cells.isEmpty || !cell.isEmpty { records.append(Record(line: start, cells: cells + [trimmed(cell)])) }
        return records
    }
}
