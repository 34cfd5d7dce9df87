// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// A folder of issued receipts, one `<code>.json` each, written once, so that a code alone can be verified.
public struct ReceiptStore: Sendable {
    public let directory: String

    public init(directory: String) { self.directory = directory }

    /// Adds a receipt; adding the same one again changes nothing.
    /// - Throws: `.codeTaken` where another receipt has this code.
    public func add(_ receipt: IntakeReceipt) throws(RegistryError) {
        guard let code = try? ReceiptCode(entered: receipt.code) else {
            throw .badCode(ReceiptText.oneLine(receipt.code))
        }
        let data = [UInt8](try ReceiptJSON.encode(receipt))
        try PrivateFiles.makeFolder(directory)
        if try PrivateFiles.createOnce(path(code), data) { return }
        guard try PrivateFiles.read(path(code), limit: 65_536) == data else { throw .codeTaken(code.description) }
    }

    /// The stored bytes, unjudged; nil where there is no receipt of this code.
    public func data(for code: ReceiptCode) throws(RegistryError) -> Data? {
        try PrivateFiles.read(path(code), limit: 65_536).map { Data($0) }
    }

    /// The codes in the store, sorted.
    public func codes() throws(RegistryError) -> [ReceiptCode] {
        guard FileManager.default.fileExists(atPath: directory) else { return [] }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: directory) } catch {
            throw .inputOutput(directory, reason: PrivateFiles.systemReason)
        }
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap {
            try? ReceiptCode(entered: String($0.dropLast(5)))
        }
    }

    /// The name is made of the code's own characters only, never of what someone typed.
    private func path(_ code: ReceiptCode) -> String { "\(directory)/\(code).json" }
}
