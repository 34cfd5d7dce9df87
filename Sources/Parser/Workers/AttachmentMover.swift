// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Takes what a worker wrote out of its own folder. Nothing that it says of these files is believed.
enum AttachmentMover {
    /// Gives every attachment a number of its own in the workspace and empties the worker's folder.
    static func move(
        _ reading: inout FileReading, from folder: String?, to workspace: LazyWorkspace
    ) throws(ReadProblem) {
        guard let folder else { return }
        defer { empty(folder) }
        var kept: [Attachment] = []
        for attachment in reading.attachments {
            let source = "\(folder)/\(attachment.number)"
            var status = stat()
            guard lstat(source, &status) == 0, status.st_mode & 0o170000 == 0o100000 else {
                reading.problems.append(ReadProblem(.notReadable, place: attachment.name))
                continue
            }
            var moved = attachment
            moved.bytes = Int(status.st_size)
            do {
                moved.number = try workspace.adopt(source)
            } catch {
                throw ReadProblem(.notReadable, detail: error.code)
            }
            kept.append(moved)
        }
        reading.attachments = kept
    }

    /// Nothing of one file may lie in the way of the next.
    static func empty(_ folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            unlink(folder + "/" + name)
        }
    }
}
