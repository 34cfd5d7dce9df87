// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Parser

/// All that `check` gives out for one package. The same bytes, checklist, round and day give the same to the last byte.
struct CheckResult: Codable {
    var status: Status
    /// For the terminal; empty where it was not asked for.
    var text: String
    /// Reports by the names of their files, in the order of writing.
    var files: [File]
    /// Reading failed for want of time, memory or permission, and may go well another time.
    var isOfTheMoment: Bool

    struct File: Codable {
        var name: String
        var content: Data
    }
}

/// Remembers results, beside the readings: an unchanged package is not judged and written down again.
struct CheckCache {
    private let store: CacheStore
    /// What all packages of a run have in common.
    private let common: [String]

    /// - Parameters:
    ///   - catalogues: a folder with lists of the user's own.
    ///   - settings: whatever else decides what is given out.
    /// - Returns: nil where the checklist or the round cannot be read: what is wrong with them is told elsewhere.
    init?(_ store: CacheStore, readers: String, checklist: URL, catalogues: URL?, round: String?, settings: [String]) {
        self.store = store
        guard let files = try? Self.digests(of: checklist), let lists = try? catalogues.map(Self.digests) ?? [] else {
            return nil
        }
        var common = ["check 1", readers, "converter \(LegacyOffice.installed.program ?? "none")"] + files
        common += lists.map { "catalogues \($0)" }
        if let round {
            guard let versions = try? RoundFile.digests(round) else { return nil }
            common += versions
        }
        self.common = common + settings
    }

    private static func digests(of folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().compactMap { path in
            let file = folder.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
                return nil
            }
            return "\(path) \(Digest.sha256(try Data(contentsOf: file)))"
        }
    }

    private func key(_ package: SubmittedPackage) -> String {
        let files = package.files.map { file in
            // What was wrong with taking it in is part of the reports, too.
            "\(file.path)\u{0}\(file.sha256)\u{0}\(file.type)\u{0}\(file.setAside)\u{0}\(file.problems)\u{0}\(file.notes)"
        }
        return Digest.sha256((common + [package.name, package.digest] + files).joined(separator: "\n"))
    }

    func load(_ package: SubmittedPackage) -> CheckResult? {
        store.load(key(package)).flatMap { try? PropertyListDecoder().decode(CheckResult.self, from: $0) }
    }

    func save(_ result: CheckResult, of package: SubmittedPackage) {
        guard !result.isOfTheMoment else { return }
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        guard let data = try? encoder.encode(result) else { return }
        store.save(data, as: key(package))
        store.trim()
    }
}
