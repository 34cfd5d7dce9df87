// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// A file under construction beside its place. It takes the place of an older one only when it is whole and on disk;
/// dropped before that, it leaves nothing behind. One run writes a name at a time.
final class DraftFile {
    let path: String
    private let draft: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ path: String) throws(RoundOutputError) {
        self.path = path
        draft = Self.draft(of: path)
        descriptor = try Self.create(draft, for: path)
    }

    deinit { discard() }

    /// `.summary.xlsx.part` in the same folder, so that a rename stays on one disk.
    static func draft(of path: String) -> String {
        let url = URL(fileURLWithPath: path)
        return url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).part").path
    }

    /// An empty file that was not there before; what a killed run left under the name goes.
    static func create(_ draft: String, for path: String) throws(RoundOutputError) -> Int32 {
        unlink(draft)
        let file = open(draft, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure(path) }
        return file
    }

    static func failure(_ path: String) -> RoundOutputError {
        .notWritable(path, reason: .last)
    }

    /// Puts a finished draft in its place and both on disk.
    static func publish(_ draft: String, as path: String) throws(RoundOutputError) {
        try sync(draft, for: path)
        guard rename(draft, path) == 0 else { throw failure(path) }
        try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path, for: path)
    }

    private static func sync(_ name: String, for path: String) throws(RoundOutputError) {
        let file = open(name, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        defer { Glibc.close(file) }
        // Some file systems cannot sync a folder; that is no reason to fail.
        guard fsync(file) == 0 || errno == EINVAL else { throw failure(path) }
    }

    func write(_ text: String) throws(RoundOutputError) {
        guard descriptor >= 0 else { throw .closed(path) }
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Appends what was written to another draft, which then is done with.
    func append(_ part: DraftFile) throws(RoundOutputError) {
        try part.flush()
        try flush()
        guard lseek(part.descriptor, 0, SEEK_SET) == 0 else { throw Self.failure(path) }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = read(part.descriptor, &chunk, chunk.count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw Self.failure(path) }
            if got == 0 { break }
            buffer.append(contentsOf: chunk[..<got])
            try flush()
        }
        part.discard()
    }

    /// The file takes its place.
    func publish() throws(RoundOutputError) {
        guard descriptor >= 0 else { throw .closed(path) }
        try flush()
        // A network disk may tell only here that it is full.
        let closed = Glibc.close(descriptor)
        descriptor = -1
        do throws(RoundOutputError) {
            guard closed == 0 else { throw Self.failure(path) }
            try Self.publish(draft, as: path)
        } catch {
            unlink(draft)
            throw error
        }
    }

    func discard() {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        descriptor = -1
        unlink(draft)
    }

    private func flush() throws(RoundOutputError) {
        var written = 0
        while written < buffer.count {
            let rest = buffer.count - written
            let count = buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), rest) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
