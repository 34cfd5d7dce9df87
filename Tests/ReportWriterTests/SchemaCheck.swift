// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Puts JSON to a schema in `Checklists/`.
enum SchemaCheck {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The exit status of `validate_schema.py` (0 valid, 1 not valid, 2 it could not run) and what it said.
    static func run(_ instance: Data, _ schema: String) throws -> (Int32, String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("instance-\(UUID().uuidString).json")
        try instance.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let own = root.appendingPathComponent(".venv/bin/python3").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            FileManager.default.isExecutableFile(atPath: own) ? own : "python3",
            root.appendingPathComponent("Tests/ReportWriterTests/validate_schema.py").path,
            root.appendingPathComponent("Checklists/\(schema)").path, file.path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let said = String(data: output, encoding: .utf8) ?? ""
        if process.terminationStatus > 1 {
            Issue.record("Python with the package jsonschema is needed: run the project's setup script. \(said)")
        }
        return (process.terminationStatus, said)
    }
}
