// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The private folder (mode 0700) that archives are unpacked into. It goes when the last file that lies in it goes.
///
/// Files there have numbers for names: no name from an archive ever reaches the file system.
/// Residual risk: a killed process leaves its folder behind.
public final class Workspace: Sendable {
    let folder: String

    init() throws(IntakeError) {
        let parent = FileManager.default.temporaryDirectory.path
        var template = Array((parent + "/zhunsheng-XXXXXX").utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } != nil }
        guard made else { throw .workspace(parent, reason: ReadFault.system.reason) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ number: Int) -> [UInt8] { Array("\(folder)/\(number)".utf8) }

    /// A new file for writing, readable by nobody else.
    func create(_ number: Int) throws(IntakeError) -> Int32 {
        let made = path(number).withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
        guard made >= 0 else { throw .workspace(folder, reason: ReadFault.system.reason) }
        return made
    }

    func remove(_ number: Int) { _ = path(number).withCString { unlink($0) } }
}
