// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// One file of a submitted package. Its bytes stay on disk until asked for.
public struct IntakeFile: Sendable {
    /// Inside the package: `/` between folders, NFC, unique, one line; entries of an archive follow its own path.
    public let path: String
    public let bytes: Int
    /// 64 hexadecimal digits; empty where the content was not taken in (see `problems`, `setAside`).
    public let sha256: String
    public let type: FileType
    public let problems: [ReadProblem]
    public let notes: [FileNote]
    /// A system leftover: proves nothing, was not read and does not count towards the package's digest.
    public let setAside: Bool
    /// True for an archive whose entries stand in the list as files of their own.
    public let unpacked: Bool
    let location: Location?

    /// Where the bytes lie. Holding the workspace keeps it on disk.
    struct Location: Sendable {
        var path: [UInt8]
        var workspace: Workspace?
    }

    /// The whole content, certain to be the bytes that `sha256` was taken of.
    public func data() throws(ReadProblem) -> Data { try Self.content(open(), bytes: bytes, sha256: sha256) }

    /// The file itself, for handing it to a worker.
    func open() throws(ReadProblem) -> OpenFile {
        guard let location else { throw problems.first ?? ReadProblem(.notReadable) }
        do { return try OpenFile(location.path) } catch { throw ReadProblem(.notReadable) }
    }

    /// - Throws: `not-readable` when these are not the bytes that were taken in.
    static func content(_ file: OpenFile, bytes: Int, sha256: String) throws(ReadProblem) -> Data {
        let content: [UInt8]
        do { content = try file.read(at: 0, count: bytes + 1) } catch {
            throw ReadProblem(.notReadable, detail: error.reason)
        }
        guard content.count == bytes, Digest.sha256(content) == sha256 else {
            throw ReadProblem(.notReadable, detail: "SHA-256 ≠ \(sha256.prefix(8))…")
        }
        return Data(content)
    }
}

/// An application package as it was handed in.
public struct SubmittedPackage: Sendable {
    /// The name of the folder, of the zip without its ending, or of the file.
    public let name: String
    /// SHA-256 over the manifest: one line `path NUL size NUL sha256 LF` a file, sorted by the bytes of the path,
    /// leftovers not counted. A folder and the zip of its content have the same digest, unless something in the zip
    /// could not be taken in: then the zip itself counts too.
    public let digest: String
    /// Sorted by the bytes of the path.
    public let files: [IntakeFile]
    let workspace: Workspace?
    /// Whoever unpacked its archives; those found inside its files go the same way.
    let unpacker: any EntryUnpacker

    init(name: String, files: [IntakeFile], workspace: Workspace?, unpacker: any EntryUnpacker) {
        self.unpacker = unpacker
        self.name = name
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.workspace = workspace
        digest = Digest.sha256(
            self.files.filter { !$0.setAside }.map { "\($0.path)\u{0}\($0.bytes)\u{0}\($0.sha256)\n" }.joined())
    }
}
