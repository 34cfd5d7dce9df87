// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The private folder (mode 0700) that archives are unpacked into. It goes when the last file that lies in it goes.
///
/// Files there have numbers for names: no name from an archive ever reaches the file system.
/// Residual risk: a process that is killed outright (SIGKILL) leaves its folder behind.
public final class Workspace: Sendable {
    let folder: String

    init() throws(IntakeError) {
        let parent = FileManager.default.temporaryDirectory.path
        var template = Array((parent + "/zhunsheng-XXXXXX").utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } != nil }
        guard made else { throw .workspace(parent, reason: .last) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        Self.live.add(folder)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
        Self.live.remove(folder)
    }

    /// Removes all folders there are, for a process that is being interrupted.
    public static func removeAll() {
        for folder in live.all() { try? FileManager.default.removeItem(atPath: folder) }
    }

    private static let live = Live()

    private final class Live: @unchecked Sendable {
        private let lock = NSLock()
        private var folders: Set<String> = []

        func add(_ folder: String) { lock.withLock { _ = folders.insert(folder) } }
        func remove(_ folder: String) { lock.withLock { _ = folders.remove(folder) } }
        func all() -> Set<String> { lock.withLock { folders } }
    }

    func path(_ number: Int) -> [UInt8] { Array("\(folder)/\(number)".utf8) }

    /// A new file for writing, readable by nobody else.
    func create(_ number: Int) throws(IntakeError) -> Int32 {
        let made = path(number).withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
        guard made >= 0 else { throw .workspace(folder, reason: .last) }
        return made
    }

    func remove(_ number: Int) { _ = path(number).withCString { unlink($0) } }
}
