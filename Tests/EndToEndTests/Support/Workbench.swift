// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A folder of its own for one test: the working folder of its runs, with home and temporary folder inside.
final class Workbench {
    let base: URL
    /// Where runs start; inputs and outputs lie here.
    let folder: URL
    let home: URL
    let temporary: URL
    private let captures: URL
    private var runs = 0

    init() throws {
        base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("zhunsheng-e2e-\(UUID().uuidString)")
        folder = base.appendingPathComponent("work")
        home = base.appendingPathComponent("home")
        temporary = base.appendingPathComponent("tmp")
        captures = base.appendingPathComponent("captures")
        for url in [folder, home, temporary, captures] {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(at: base) }

    func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        let file = url(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    /// Copies a file or folder of the source tree.
    func copy(_ source: String, to path: String) throws {
        let target = url(path)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: Tool.root.appendingPathComponent(source), to: target)
    }

    func read(_ path: String) throws -> Data { try Data(contentsOf: url(path)) }

    func text(_ path: String) throws -> String { String(decoding: try read(path), as: UTF8.self) }

    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Tool.Outcome {
        try Tool.run(arguments, in: self, environment: environment)
    }

    func run(_ arguments: [String]) throws -> Tool.Outcome { try Tool.run(arguments, in: self) }

    /// Everything below the working folder, home and temporary folder, with the bytes of files, links as what they point to.
    func listing() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for top in [folder, home, temporary] {
            for path in try FileManager.default.subpathsOfDirectory(atPath: top.path) {
                let full = top.appendingPathComponent(path).path
                let kind = try FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType
                let content: Data
                switch kind {
                case .typeSymbolicLink?:
                    content = Data(try FileManager.default.destinationOfSymbolicLink(atPath: full).utf8)
                case .typeDirectory?: content = Data()
                default: content = try Data(contentsOf: URL(fileURLWithPath: full))
                }
                found["\(top.lastPathComponent)/\(path)"] = content
            }
        }
        return found
    }

    func captureFiles() throws -> (out: URL, err: URL) {
        runs += 1
        let out = captures.appendingPathComponent("\(runs).out")
        let err = captures.appendingPathComponent("\(runs).err")
        for file in [out, err] { try Data().write(to: file) }
        return (out, err)
    }
}
