// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The folder that a run writes to, and nothing outside it.
struct OutputFolder {
    let url: URL
    let language: Language

    /// Makes the folder. A package's name becomes one path component.
    init(_ path: String, language: Language) throws {
        url = URL(fileURLWithPath: path, isDirectory: true)
        self.language = language
        do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
            // Foundation does not always say why; the system does.
            guard mkdir(url.path, 0o777) != 0 else { return }
            throw Self.failure(path, NSError(domain: NSPOSIXErrorDomain, code: Int(errno)), language)
        }
    }

    func write(_ data: Data, _ name: String) throws {
        let file = url.appendingPathComponent(name)
        do { try data.write(to: file, options: .atomic) } catch { throw Self.failure(file.path, error, language) }
    }

    /// Waits until what was written is on the disk.
    /// - Throws: `Failure`, as a disk can turn out to be full only then
    func synchronise() throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        for path in names.map({ url.appendingPathComponent($0).path }) + [url.path] {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { continue }
            defer { close(file) }
            guard fsync(file) == 0 else {
                throw Self.failure(path, NSError(domain: NSPOSIXErrorDomain, code: Int(errno)), language)
            }
        }
    }

    static func failure(_ path: String, _ error: any Error, _ language: Language) -> Failure {
        let reason = SystemReason(error).text(language)
        return Failure(
            .inputOutput,
            language == .zh
                ? "无法写入“\(path)”：\(reason)。请检查磁盘空间和写权限，或用 --output 另选文件夹。"
                : "Cannot write '\(path)': \(reason). Check disk space and permissions, or choose another folder with --output."
        )
    }

    /// A package's name as one safe component of a path; nothing in it moves a cursor or turns the direction of text.
    static func component(_ name: String) -> String {
        let text = String(
            String.UnicodeScalarView(
                Masking.mask(name).unicodeScalars.map { scalar in
                    let isHidden = [.control, .format, .lineSeparator, .paragraphSeparator].contains(
                        scalar.properties.generalCategory)
                    return scalar == "/" || scalar == "*" || isHidden ? "_" : scalar
                }))
        return text.isEmpty || text == "." || text == ".." ? "package" : text
    }
}
