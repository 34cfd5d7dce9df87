// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Registry {
    /// Puts a backup in a registry's place. The backup is verified first; what was there is kept beside it.
    /// - Returns: the registry, and where what was there is kept; nil where there was nothing.
    /// - Throws: `RegistryError.untrustworthy` where the backup was tampered with
    public static func restore(
        _ backup: String, to path: String, keys: ReceiptKeys, trusted: [ReceiptPublicKey], at: String
    ) throws -> (registry: Registry, kept: String?) {
        let source = try SQLiteDatabase(backup, readOnly: true)
        let found = try source.read { session in
            var audit = RegistryAudit(session, trusted: trusted)
            try audit.run(seen: nil)
            return Verification(faults: audit.faults, entries: audit.entries, head: audit.head)
        }
        guard found.isClean, found.entries > 0 else { throw RegistryError.untrustworthy(backup) }
        var kept: String?
        if FileManager.default.fileExists(atPath: path) {
            let aside = try free(path + ".before-restore")
            do { try SQLiteDatabase(path).copy(to: aside) } catch {
                // A file too broken to be copied by SQLite is kept as it is.
                try FileManager.default.copyItem(atPath: path, toPath: aside)
            }
            kept = aside
            for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        }
        // After a loss of the whole disk there is not even the folder.
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if !FileManager.default.fileExists(atPath: folder) { try PrivateFiles.makeFolder(folder) }
        try source.copy(to: path)
        let registry = try Registry(SQLiteDatabase(path), keys: keys, actor: "restore", at: at)
        try registry.write(at) { _, log in
            try log.append(.restore, subject: "head \(found.head?.text ?? "")")
        }
        return (registry, kept)
    }

    private static func free(_ path: String) throws -> String {
        for number in 1...1_000 {
            let name = number == 1 ? path : "\(path)-\(number)"
            if !FileManager.default.fileExists(atPath: name) { return name }
        }
        throw RegistryError.exists(path)
    }
}
