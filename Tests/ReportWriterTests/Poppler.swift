// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Reads a PDF back with poppler's tools, which are not what wrote it.
struct Poppler {
    /// A piece of text without a gap, in points from the top left of its page.
    struct Word {
        var page: Int
        var x0, y0, x1, y1: Double
        var text: String
    }

    let folder: URL
    private let file: URL

    init(_ pdf: Data) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pdf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        file = folder.appendingPathComponent("x.pdf")
        try pdf.write(to: file)
    }

    func close() { try? FileManager.default.removeItem(at: folder) }

    /// The text of each page in the order of drawing, without white space.
    func pages() throws -> [String] {
        let text = try run("pdftotext", "-raw", "-enc", "UTF-8", file.path, "-")
        return text.split(separator: "\u{0C}", omittingEmptySubsequences: false).dropLast().map { page in
            String(page.filter { !$0.isWhitespace })
        }
    }

    func text() throws -> String { try pages().joined() }

    func words() throws -> [Word] {
        let html = try run("pdftotext", "-bbox", "-enc", "UTF-8", file.path, "-")
        var page = 0
        return html.split(separator: "\n").compactMap { line in
            if line.contains("<page ") { page += 1 }
            let pattern = /<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">(.*)<\/word>/
            guard let found = line.firstMatch(of: pattern)?.output, let x0 = Double(found.1), let y0 = Double(found.2),
                let x1 = Double(found.3), let y1 = Double(found.4)
            else { return nil }
            return Word(page: page, x0: x0, y0: y0, x1: x1, y1: y1, text: String(found.5))
        }
    }

    func fonts() throws -> String { try run("pdffonts", file.path) }

    func info() throws -> String { try run("pdfinfo", file.path) }

    private func run(_ tool: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let out = folder.appendingPathComponent("\(tool).out")
        try Data().write(to: out)
        let handle = try FileHandle(forWritingTo: out)
        process.standardOutput = handle
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try handle.close()
        if process.terminationStatus != 0 {
            Issue.record("\(tool) failed; it comes with poppler-utils: run the project's setup script")
        }
        return String(decoding: try Data(contentsOf: out), as: UTF8.self)
    }
}
