// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Takes in what an applicant submitted: lists it, digests it, unpacks its archives and tells what each file is.
///
/// Hostile input is expected. What is held in memory is bounded; nothing is written but into a private temporary
/// folder; links inside a package are never followed (those named as input are: whoever names them knows them).
public struct Intake {
    /// - Parameters:
    ///   - inputs: one folder, one zip, or files and folders that together make a package.
    ///   - workers: what inflates archives; nil does it in this process.
    public static func open(
        _ inputs: [String], limits: Limits = .standard, workers: WorkerPool? = nil
    ) throws(IntakeError) -> SubmittedPackage {
        var paths: [String] = []
        for input in inputs {
            let path = try resolve(input)
            if !paths.contains(path) { paths.append(path) }
        }
        guard let first = paths.first, let given = inputs.first else { throw .noInput }
        let collector = Collector(root: given, limits: limits, unpacker: workers ?? InProcessUnpacker())
        let name: String
        if paths.count == 1 {
            name = try one(first, shown: given, collector)
        } else {
            name = try several(paths, collector)
        }
        guard collector.files.contains(where: { !$0.setAside }) else { throw .emptyPackage(given) }
        return SubmittedPackage(
            name: name, files: collector.files, workspace: collector.workspace, unpacker: collector.unpacker)
    }

    /// The absolute path without links.
    private static func resolve(_ input: String) throws(IntakeError) -> String {
        guard !input.isEmpty, let real = realpath(input, nil) else {
            throw errno == EACCES && !input.isEmpty ? .notReadable(input) : .noSuchPath(input)
        }
        defer { free(real) }
        return String(cString: real)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o170000 == 0o040000
    }

    private static func lastName(_ path: String) -> String {
        EntryName.shown(
            (path.split(separator: "/").last.map(String.init) ?? path).precomposedStringWithCanonicalMapping)
    }

    private static func one(_ path: String, shown: String, _ collector: Collector) throws(IntakeError) -> String {
        if isFolder(path) {
            try FolderWalk(collector: collector).walk(Array(path.utf8), shown: shown)
            return lastName(path)
        }
        let file = try file(path, shown: shown)
        try collector.meet(1)
        try collector.take(file, lastName(path), at: IntakeFile.Location(path: Array(path.utf8)), isPackage: true)
        let name = lastName(path)
        return name.lowercased().hasSuffix(".zip") && name.count > 4 ? String(name.dropLast(4)) : name
    }

    private static func several(_ paths: [String], _ collector: Collector) throws(IntakeError) -> String {
        let parents = paths.map { $0.split(separator: "/").dropLast() }
        let common = parents.dropFirst().reduce(parents.first ?? []) { shared, next in
            ArraySlice(zip(shared, next).prefix { $0 == $1 }.map(\.0))
        }
        for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let below = path.split(separator: "/").dropFirst(common.count).joined(separator: "/")
            let label = EntryName.shown(below.precomposedStringWithCanonicalMapping)
            if isFolder(path) {
                try FolderWalk(collector: collector).walk(Array(path.utf8), shown: path, under: label + "/")
            } else {
                let file = try file(path, shown: path)
                try collector.meet(1)
                try collector.take(file, label, at: IntakeFile.Location(path: Array(path.utf8)))
            }
        }
        return common.last.map { lastName(String($0)) } ?? lastName(paths.first ?? "")
    }

    private static func file(_ path: String, shown: String) throws(IntakeError) -> OpenFile {
        do { return try OpenFile(Array(path.utf8)) } catch {
            switch error {
            case .missing: throw .noSuchPath(shown)
            case .special, .link: throw .notAPackage(shown)
            case .fault: throw .notReadable(shown)
            }
        }
    }
}
