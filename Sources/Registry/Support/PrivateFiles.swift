// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Files that are written once, whole or not at all, and for their owner only.
enum PrivateFiles {
    /// Makes the folder (mode 0700) and those above it, if they are missing. It never has another mode, not even for the moment
    /// in which another process looks.
    static func makeFolder(_ path: String) throws(RegistryError) {
        if mkdir(path, 0o700) == 0 { return }
        if errno == ENOENT {
            let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard above != path else { throw .inputOutput(path, reason: .last) }
            try makeFolder(above)
            if mkdir(path, 0o700) == 0 { return }
        }
        let reason = SystemReason.last
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .inputOutput(path, reason: reason)
        }
    }

    /// At most `limit` bytes of a regular file; nil where there is none.
    /// - Parameter secret: refuse what others can read or own.
    static func read(_ path: String, limit: Int, secret: Bool = false) throws(RegistryError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            switch errno {
            case ENOENT: return nil
            case ELOOP, ENXIO: throw .wrongKind(path)
            default: throw .inputOutput(path, reason: .last)
            }
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .wrongKind(path) }
        if secret { try demandSecrecy(status, path, mode: "600") }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled < bytes.count {
            let rest = bytes.count - filled
            let got = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress?.advanced(by: filled), rest) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .inputOutput(path, reason: .last) }
            if got == 0 { break }
            filled += got
        }
        guard filled <= limit else { throw .wrongKind(path) }
        return Array(bytes.prefix(filled))
    }

    static func demandSecrecy(_ status: stat, _ path: String, mode: String) throws(RegistryError) {
        guard status.st_uid == geteuid() else { throw .notOwner(path) }
        guard status.st_mode & 0o077 == 0 else { throw .exposed(path, mode: mode) }
    }

    /// True if the file was made, false if there was one of that name already. Two processes can race for it: one wins,
    /// and no reader ever sees half a file.
    static func createOnce(_ path: String, _ bytes: [UInt8]) throws(RegistryError) -> Bool {
        var template = Array((path + ".XXXXXX").utf8CString)
        let file = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard file >= 0 else { throw .inputOutput(path, reason: .last) }
        let draft = template
        defer { unlink(draft) }
        var failed: SystemReason?
        var rest = bytes[...]
        while !rest.isEmpty {
            let done = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if done < 0, errno == EINTR { continue }
            guard done > 0 else {
                failed = .last
                break
            }
            rest = rest.dropFirst(done)
        }
        if failed == nil, fsync(file) != 0 { failed = .last }
        close(file)
        if let failed { throw .inputOutput(path, reason: failed) }
        // Unlike rename, link never replaces.
        if link(draft, path) == 0 { return true }
        guard errno == EEXIST else { throw .inputOutput(path, reason: .last) }
        return false
    }
}
