// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import ReportWriter

/// An `assessment.json` that `check` wrote.
enum AssessmentFile {
    static let name = "assessment.json"

    /// What else may lie in a folder that `check` wrote its reports to.
    static let neighbours: Set = [
        name, "report.html", "dossier.xml", "receipt.json", "receipt.pdf", "notice.pdf", "comparison.json",
        "comparison.txt",
    ]

    /// The assessment that an argument names: the file itself, or a folder with the reports of one check and nothing else. nil
    /// for everything that is to be read as a package.
    static func named(by input: String) -> URL? {
        let url = URL(fileURLWithPath: input)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { return nil }
        guard isFolder.boolValue else { return url.pathExtension.lowercased() == "json" ? url : nil }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        guard names.contains(name), neighbours.isSuperset(of: names.filter { !$0.hasPrefix(".") }) else { return nil }
        return url.appendingPathComponent(name)
    }

    /// - Parameter shown: how errors call the file.
    static func read(_ url: URL, shown: String) throws -> Assessment {
        try AssessmentReader.read(data(url, shown: shown), file: shown)
    }

    /// Paths of the assessments in a folder and below it, sorted: every `assessment.json`, and other JSON that calls itself one.
    /// Links are not followed.
    static func all(in folder: String, _ language: Language) throws -> [String] {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw Failure(
                .inputOutput,
                language == .zh ? "找不到文件夹“\(folder)”。请检查路径是否正确。" : "There is no folder '\(folder)'. Check the path.")
        }
        var found: [String] = []
        let walk = FileManager.default.enumerator(atPath: root.path)
        while let path = walk?.nextObject() as? String {
            guard path.lowercased().hasSuffix(".json"),
                walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular
            else { continue }
            if path.split(separator: "/").last.map(String.init) == name || looksLikeOne(root, path) {
                found.append(path)
            }
        }
        guard !found.isEmpty else {
            throw Failure(.inputOutput, RoundPreviewReport.nothingFound(in: folder, language))
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func looksLikeOne(_ root: URL, _ path: String) -> Bool {
        guard let handle = try? FileHandle(forReadingFrom: root.appendingPathComponent(path)) else { return false }
        defer { try? handle.close() }
        guard let start = try? handle.read(upToCount: 4_096) else { return false }
        return AssessmentReader.looksLikeOne(start)
    }

    private static func data(_ url: URL, shown: String) throws -> Data {
        let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize
        if let size, size > AssessmentReader.largest { throw AssessmentReadError(.tooLarge, file: shown) }
        guard let data = try? Data(contentsOf: url) else { throw AssessmentReadError(.notReadable, file: shown) }
        return data
    }
}

/// A form in which `diff` and `round preview` answer.
enum AnswerFormat: String, CaseIterable, Sendable { case text, json }
