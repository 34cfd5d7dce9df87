// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Dossier
import Foundation
import Registry

/// Where the registry is, and the keys that sign its log and receipts.
struct RegistryOptions: ParsableArguments {
    @Option(help: ArgumentHelp("登记库文件（默认 Output/registry.sqlite）。 The registry's file.", valueName: "file"))
    var database: String?

    @Option(help: ArgumentHelp("密钥存放处（默认 ~/.config/zhunsheng）。 Where keys are kept.", valueName: "dir"))
    var home: String?

    static let standard = "Output/registry.sqlite"

    var path: String { database ?? Self.standard }

    /// The registry, made where there is none.
    /// - Parameter actor: who acts; nil for the program.
    func open(actor: String? = nil, at: String) throws -> Registry {
        try Registry(SQLiteDatabase(path), keys: Self.keys(Resources.home(home)), actor: actor ?? "zhunsheng", at: at)
    }

    /// The registry that is there.
    /// - Throws: `RegistryError.noRegistry`
    func existing(actor: String? = nil, at: String) throws -> Registry {
        guard let status = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw RegistryError.noRegistry(path)
        }
        // SQLite would make a new registry of it, and that one is intact.
        if status[.type] as? FileAttributeType == .typeRegular, status[.size] as? Int == 0 {
            throw RegistryError.damaged(path, reason: "0 bytes")
        }
        return try open(actor: actor, at: at)
    }

    /// The key pair of this office, made at first use.
    static func keys(_ home: URL) throws -> ReceiptKeys {
        let folder = home.appendingPathComponent("keys")
        let keys = try ReceiptKeys.load(directory: folder.path)
        // Verifying needs the public half only, and never opens the private one.
        let shared = folder.appendingPathComponent(ReceiptCommand.Key.publicFile)
        let known = try? String(contentsOf: shared, encoding: .utf8)
        if known != keys.publicKey.pem {
            // The key was changed. What the old one signed can still be verified, with --key.
            if let old = known.flatMap({ try? ReceiptPublicKey($0) }) {
                let name = "receipt-key-\(old.fingerprint.replacing(" ", with: "")).pub.pem"
                try Data(old.pem.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
            }
            try Data(keys.publicKey.pem.utf8).write(to: shared, options: .atomic)
        }
        return keys
    }
}
