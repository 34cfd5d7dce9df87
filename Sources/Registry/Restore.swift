// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

extension Registry {
    /// Puts a backup in a registry's place. The backup is verified first; what was there is kept beside it.
    /// - Returns: the registry, and where what was there is kept; nil where there was nothing.
    /// - Throws: `RegistryError.untrustworthy` where the backup was tampered with
    public static func restore(
        _ backup: String, to path: String, keys: ReceiptKeys, trusted: [ReceiptPublicKey], at: String
    ) throws -> (registry: Registry, kept: String?) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw RegistryError.isFolder(path)
        }
        let source = try SQLiteDatabase(backup, readOnly: true)
        let found = try source.read { session in
            var audit = RegistryAudit(session, trusted: trusted)
            try audit.run(seen: nil)
            return Verification(faults: audit.faults, entries: audit.entries, head: audit.head)
        }
        guard found.isClean, found.entries > 0 else { throw RegistryError.untrustworthy(backup) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // After a loss of the whole disk there is not even the folder.
        if !FileManager.default.fileExists(atPath: folder) { try PrivateFiles.makeFolder(folder) }
        // Whoever has the old file open would go on writing to it.
        guard let lock = try RegistryLock.take(path, alone: true) else {
            throw RegistryError.inputOutput(RegistryLock.path(path), reason: .last)
        }
        defer { withExtendedLifetime(lock) {} }
        // Whole before it takes the place of what is there: at no moment is there none, or half of one.
        let draft = try free(path + ".restoring")
        defer { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: draft + ending) } }
        try source.copy(to: draft)
        let kept = try keep(path)
        try log(found.head, instead: kept.head, draft, keys, at)
        for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        guard rename(draft, path) == 0 else { throw RegistryError.inputOutput(path, reason: .last) }
        let restored = try SQLiteDatabase(path, isLocked: true)
        return (try Registry(restored, keys: keys, actor: "restore", at: at), kept.path)
    }

    /// Copies what is there; nil where there is nothing. Once it is closed all of it is in one file.
    private static func keep(_ path: String) throws -> (path: String?, head: AuditHead?) {
        guard FileManager.default.fileExists(atPath: path) else { return (nil, nil) }
        let aside = try free(path + ".before-restore")
        do {
            let database = try SQLiteDatabase(path, isLocked: true)
            try database.copy(to: aside)
            return (aside, try? database.read { try head($0) })
        } catch {
            // A file too broken to be copied by SQLite is kept as it is.
            try FileManager.default.copyItem(atPath: path, toPath: aside)
            return (aside, nil)
        }
    }

    /// The restored registry says what it came from, and what it took the place of.
    private static func log(_ head: AuditHead?, instead: AuditHead?, _ draft: String, _ keys: ReceiptKeys, _ at: String)
        throws
    {
        let registry = try Registry(SQLiteDatabase(draft, isLocked: true), keys: keys, actor: "restore", at: at)
        try registry.write(at) { _, log in
            let replaced = instead.map { " instead of \($0.text)" } ?? ""
            try log.append(.restore, subject: "head \(head?.text ?? "")\(replaced)")
        }
        try registry.database.settle()
    }

    private static func free(_ path: String) throws -> String {
        for number in 1...1_000 {
            let name = number == 1 ? path : "\(path)-\(number)"
            if !FileManager.default.fileExists(atPath: name) { return name }
        }
        throw RegistryError.exists(path)
    }
}
