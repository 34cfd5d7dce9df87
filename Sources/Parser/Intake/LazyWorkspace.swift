// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// A private folder that is made when it is first needed.
public final class LazyWorkspace: @unchecked Sendable {
    private let lock = NSLock()
    private var made: Workspace?
    private var adopted = 0

    public init() {}

    func get() throws(IntakeError) -> Workspace {
        lock.lock()
        defer { lock.unlock() }
        if let made { return made }
        let workspace = try Workspace()
        made = workspace
        return workspace
    }

    /// Lets go of the folder; it goes with the last file that lies in it.
    func remove() {
        lock.lock()
        made = nil
        lock.unlock()
    }

    /// Moves a file of ours into the folder.
    /// - Returns: its number, which is its name there.
    func adopt(_ file: String) throws(IntakeError) -> Int {
        let workspace = try get()
        lock.lock()
        defer { lock.unlock() }
        adopted += 1
        guard rename(file, workspace.folder + "/\(adopted)") == 0 else {
            throw .workspace(workspace.folder, reason: .last)
        }
        return adopted
    }
}
