// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Parser

/// The output folder of a round: a folder a package, the summaries, and `.staging`, where reports grow up.
///
/// Reports are written below `.staging`, registered, and only then moved to where people look: what is registered and lies in
/// `.staging` is moved when the run goes on; what lies there and is not registered never happened.
struct RoundFolder {
    let url: URL
    let language: Language
    private let lock: Int32

    /// Makes the folder and holds it for this process.
    /// - Throws: `Failure` where it cannot be written, or another process works in it
    init(_ path: String, _ language: Language) throws {
        url = try OutputFolder(path, language: language).url
        self.language = language
        let file = url.appendingPathComponent(".lock").path
        lock = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Self.unwritable(file, errno, language) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Failure(
                .inputOutput,
                language == .zh
                    ? "“\(path)”正由另一个 batch 或 watch 使用。请待其结束，或用 --output 另选文件夹。"
                    : "Another batch or watch is working in '\(path)'. Wait until it ends, or choose another folder with --output."
            )
        }
        _ = try OutputFolder(staging.path, language: language)
    }

    var staging: URL { url.appendingPathComponent(".staging", isDirectory: true) }

    /// Where archives are unpacked.
    var temporary: URL { staging.appendingPathComponent("tmp", isDirectory: true) }

    func folder(_ name: String) -> URL { url.appendingPathComponent(name, isDirectory: true) }

    /// Where the reports of a package grow up.
    func staged(_ package: String) -> URL {
        staging.appendingPathComponent(String(Digest.sha256(Data(package.utf8)).prefix(32)), isDirectory: true)
    }

    /// Makes an empty folder for the reports of a package.
    func prepare(_ package: String) throws -> URL {
        let folder = staged(package)
        try? FileManager.default.removeItem(at: folder)
        return try OutputFolder(folder.path, language: language).url
    }

    /// Moves the reports of a registered package to where people look, in the place of older ones.
    /// - Throws: `Failure` where something else than reports lies there: nothing that we did not write is ever removed
    func publish(_ package: String, as name: String) throws {
        let target = folder(name)
        try keepForeign(target, staged(package))
        let old = staging.appendingPathComponent("old-" + staged(package).lastPathComponent)
        try? FileManager.default.removeItem(at: old)
        if rename(target.path, old.path) != 0, errno != ENOENT { throw Self.unwritable(target.path, errno, language) }
        guard rename(staged(package).path, target.path) == 0 else {
            let code = errno
            // What was there is better than nothing.
            rename(old.path, target.path)
            throw Self.unwritable(target.path, code, language)
        }
        try? FileManager.default.removeItem(at: old)
    }

    /// What people put beside older reports goes along with the new ones.
    private func keepForeign(_ target: URL, _ staged: URL) throws {
        var status = stat()
        guard lstat(target.path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw occupied(target) }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: target.path) } catch {
            throw OutputFolder.failure(target.path, error, language)
        }
        let foreign = names.filter { !AssessmentFile.neighbours.contains($0) }
        guard names.isEmpty || names.contains(AssessmentFile.name) else { throw occupied(target) }
        for name in foreign {
            let copy = staged.appendingPathComponent(name)
            guard !FileManager.default.fileExists(atPath: copy.path) else { continue }
            do { try FileManager.default.copyItem(at: target.appendingPathComponent(name), to: copy) } catch {
                throw OutputFolder.failure(copy.path, error, language)
            }
        }
    }

    private func occupied(_ target: URL) -> Failure {
        Failure(
            .inputOutput,
            language == .zh
                ? "“\(target.path)”已存在，但不是核查报告，未覆盖。请把它移走，或用 --output 另选文件夹。"
                : "'\(target.path)' holds no reports and was not overwritten. Move it away, or choose another folder with --output, and go on."
        )
    }

    /// Whether the reports in a folder are those that were registered.
    static func holds(_ folder: URL, reportDigest: String) -> Bool {
        (try? Data(contentsOf: folder.appendingPathComponent(AssessmentFile.name)))
            .map { Digest.sha256($0) == reportDigest } ?? false
    }

    /// Removes what grew up for nothing.
    func clearStaging() {
        try? FileManager.default.removeItem(at: staging)
        try? FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    }

    func removeStaging() { try? FileManager.default.removeItem(at: staging) }

    private static func unwritable(_ path: String, _ code: Int32, _ language: Language) -> Failure {
        OutputFolder.failure(path, NSError(domain: NSPOSIXErrorDomain, code: Int(code)), language)
    }
}
