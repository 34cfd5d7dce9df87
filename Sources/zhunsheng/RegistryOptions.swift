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
    func open(actor: String? = nil, at: String, _ language: Language) throws -> Registry {
        // A run that died at the very first moment leaves such a file, too, so that it is no reason to refuse.
        if isEmptied {
            Terminal.error(
                language == .zh
                    ? "登记库“\(path)”是空文件，将在其中新建登记库。如原有登记内容，请停止，用 registry restore 恢复备份。"
                    : "The registry '\(path)' is an empty file; a new one begins in it. If it held anything, stop and bring a backup back with 'registry restore'."
            )
        }
        return try made(actor: actor, at: at)
    }

    private func made(actor: String?, at: String) throws -> Registry {
        try Registry(SQLiteDatabase(path), keys: Self.keys(Resources.home(home)), actor: actor ?? "zhunsheng", at: at)
    }

    /// The registry that is there.
    /// - Throws: `RegistryError.noRegistry`
    func existing(actor: String? = nil, at: String) throws -> Registry {
        guard FileManager.default.fileExists(atPath: path) else { throw RegistryError.noRegistry(path) }
        // SQLite would make a new registry of it, and that one is intact.
        if isEmptied { throw RegistryError.damaged(path, reason: "0 bytes") }
        return try made(actor: actor, at: at)
    }

    private var isEmptied: Bool {
        let status = try? FileManager.default.attributesOfItem(atPath: path)
        return status?[.type] as? FileAttributeType == .typeRegular && status?[.size] as? Int == 0
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
