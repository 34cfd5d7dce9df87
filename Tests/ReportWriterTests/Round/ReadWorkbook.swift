// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A workbook as `read_workbook.py` finds it.
struct ReadWorkbook: Decodable {
    struct Cell: Decodable, Hashable {
        /// `text`, `n` (number), `formula`, or another type of ECMA-376.
        var kind: String
        var value: String
    }

    struct Sheet: Decodable {
        var name: String
        /// By column letters; the head is the first row.
        var rows: [[String: Cell]]
        var pane, filter, setup: [String: String]
        var header, footer: String
        var links: [String: String]

        /// The values below a head, one a row; empty where a cell is.
        func column(_ head: String) throws -> [Cell] {
            let letters = try #require(rows.first?.first { $0.value.value == head }?.key, "no column \(head)")
            return rows.dropFirst().map { $0[letters] ?? Cell(kind: "n", value: "") }
        }

        func values(_ head: String) throws -> [String] { try column(head).map(\.value) }
    }

    var sheets: [Sheet]
    var names: [[String]]
    var dates: [String]
    var core: String
    var damaged: String

    func sheet(_ name: String) throws -> Sheet { try #require(sheets.first { $0.name == name }, "no sheet \(name)") }

    static func open(_ path: String) throws -> ReadWorkbook {
        let reader = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("read_workbook.py")
        let output = try Python.run([reader.path, path])
        return try JSONDecoder().decode(ReadWorkbook.self, from: output)
    }
}

enum Python {
    struct Failed: Error { let status: Int32 }

    /// What it printed.
    static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
        return output
    }
}
