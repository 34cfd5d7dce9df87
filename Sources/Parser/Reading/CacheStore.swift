// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Entries on disk under names that are digests. What lies there holds personal data and is believed when it is read
/// again, so the folder must be ours alone; where it is not, nothing is read or written.
public final class CacheStore: Sendable {
    /// More than this is cleared away, the longest unused first. Bytes.
    public static let standardBound = 1 << 30

    /// Absolute path.
    public let folder: String
    private let bound: Int

    private static let magic = Array("zhunsheng cache 1\n".utf8)

    /// - Parameters:
    ///   - folder: made, with mode 0700, when the first entry is written.
    ///   - bound: bytes of all entries.
    public init(folder: String, bound: Int = CacheStore.standardBound) {
        self.folder = folder
        self.bound = bound
    }

    /// `ZHUNSHENG_CACHE`, else `zhunsheng` in the user's cache folder (XDG Base Directory Specification 0.8).
    public static func standardFolder(_ environment: [String: String]) -> String {
        if let set = environment["ZHUNSHENG_CACHE"], set.hasPrefix("/") { return set + "/readings" }
        let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (cache ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.cache") + "/zhunsheng/readings"
    }

    private var isOurs: Bool {
        var status = stat()
        return lstat(folder, &status) == 0 && status.st_mode & 0o170000 == 0o040000 && status.st_uid == geteuid()
            && status.st_mode & 0o077 == 0
    }

    /// The content of an entry; nil where there is none, or none that is whole.
    /// - Parameter key: a SHA-256 digest over all that decides the content, 64 hexadecimal digits.
    public func load(_ key: String) -> Data? {
        guard isOurs, let file = try? OpenFile(Array(path(key).utf8)) else { return nil }
        guard let bytes = try? file.read(at: 0, count: file.count), bytes.starts(with: Self.magic),
            bytes.count > Self.magic.count + 64
        else { return nil }
        let digest = bytes[Self.magic.count..<Self.magic.count + 64]
        let content = Data(bytes[(Self.magic.count + 64)...])
        guard Array(Digest.sha256(content).utf8) == Array(digest) else { return nil }
        // Marks it as used.
        futimens(file.descriptor, nil)
        return content
    }

    /// Writes an entry, whole or not at all. What cannot be written is read again another time.
    public func save(_ content: Data, as key: String) {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard isOurs else { return }
        var template = Array("\(folder)/new-XXXXXX".utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else { return }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let temporary = template.dropLast().map(UInt8.init(bitPattern:))
        let whole = Data(Self.magic) + Data(Digest.sha256(content).utf8) + content
        let isWritten = whole.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let written = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return false }
                done += written
            }
            return true
        }
        close(descriptor)
        temporary.withCString { name in
            if !isWritten || rename(name, path(key)) != 0 { unlink(name) }
        }
    }

    private func path(_ key: String) -> String { "\(folder)/\(key)" }

    // MARK: All entries

    private struct Entry {
        var name: String
        var bytes: Int
        /// Seconds since 1970.
        var used: Int
        var isTemporary: Bool { name.hasPrefix("new-") }
    }

    private func entries() -> [Entry] {
        guard isOurs else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            var status = stat()
            guard Self.isEntry(name), lstat(path(name), &status) == 0, status.st_mode & 0o170000 == 0o100000 else {
                return nil
            }
            return Entry(name: name, bytes: Int(status.st_size), used: Int(status.st_mtim.tv_sec))
        }
    }

    /// Only what this class writes is ever counted or removed.
    private static func isEntry(_ name: String) -> Bool {
        name.hasPrefix("new-") && name.utf8.count == 10
            || name.utf8.count == 64
                && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Number of entries and their bytes.
    public func size() -> (entries: Int, bytes: Int) {
        let all = entries()
        return (all.count, all.reduce(0) { $0 + $1.bytes })
    }

    /// Removes everything.
    /// - Returns: how many entries went.
    public func clear() -> Int { entries().reduce(0) { $0 + (unlink(path($1.name)) == 0 ? 1 : 0) } }

    /// Removes what has gone unused for longest until a tenth of the bound is free again, and what a killed run left.
    public func trim() {
        let now = time(nil)
        var all = entries()
        for left in all where left.isTemporary && left.used < now - 3_600 { unlink(path(left.name)) }
        all.removeAll(where: \.isTemporary)
        var total = all.reduce(0) { $0 + $1.bytes }
        guard total > bound else { return }
        for entry in all.sorted(by: { ($0.used, $0.name) < ($1.used, $1.name) }) {
            if total <= bound / 10 * 9 { break }
            if unlink(path(entry.name)) == 0 { total -= entry.bytes }
        }
    }
}
