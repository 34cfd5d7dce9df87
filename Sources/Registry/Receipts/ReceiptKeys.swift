// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The public half: what a verifier has to trust.
public struct ReceiptPublicKey: Sendable, Hashable {
    let raw: [UInt8]

    init(raw: [UInt8]) { self.raw = raw }

    /// - Parameter text: PEM (`BEGIN PUBLIC KEY`), or base64 of the 32 bytes.
    public init(_ text: String) throws(RegistryError) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if let raw = Ed25519.publicKey(fromPEM: Array(trimmed.utf8)) {
            self.raw = raw
        } else if let data = Data(base64Encoded: trimmed), data.count == 32 {
            raw = [UInt8](data)
        } else {
            throw .notAPublicKey
        }
    }

    public var base64: String { Data(raw).base64EncodedString() }

    public var pem: String { Ed25519.publicPEM(raw) ?? "" }

    /// The first 16 hexadecimal digits of the key's SHA-256, in fours: `1a2b 3c4d 5e6f 7081`. For reading aloud.
    public var fingerprint: String {
        let digits = Array(Ed25519.sha256(raw).prefix(8).map { hexadecimal($0) }.joined())
        return stride(from: 0, to: 16, by: 4).map { String(digits[$0..<($0 + 4)]) }.joined(separator: " ")
    }
}

/// The key pair that an office signs its intake receipts with.
public struct ReceiptKeys: Sendable {
    public let publicKey: ReceiptPublicKey
    private let seed: [UInt8]

    /// The private key's file in the key folder.
    public static let fileName = "receipt-key.pem"

    /// Loads the key in `directory` (0700), or makes it at first use (PKCS#8 PEM, 0600).
    /// - Throws: `.exposed` where others can read the folder or the key: such a key signs nothing any more.
    public static func load(directory: String) throws(RegistryError) -> ReceiptKeys {
        try PrivateFiles.makeFolder(directory)
        var status = stat()
        guard stat(directory, &status) == 0 else { throw .inputOutput(directory, reason: .last) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .wrongKind(directory) }
        try PrivateFiles.demandSecrecy(status, directory, mode: "700")
        let path = directory + "/" + fileName
        if let keys = try read(path) { return keys }
        guard let seed = Ed25519.makeKey(), let pem = Ed25519.privatePEM(seed) else { throw .noRandomness }
        // Whoever was first wins; both then use the same key.
        _ = try PrivateFiles.createOnce(path, Array(pem.utf8))
        guard let keys = try read(path) else { throw .notAKey(path) }
        return keys
    }

    private static func read(_ path: String) throws(RegistryError) -> ReceiptKeys? {
        guard let text = try PrivateFiles.read(path, limit: 8_192, secret: true) else { return nil }
        guard let seed = Ed25519.privateKey(fromPEM: text), let raw = Ed25519.publicKey(of: seed) else {
            throw .notAKey(path)
        }
        return ReceiptKeys(publicKey: ReceiptPublicKey(raw: raw), seed: seed)
    }

    func sign(_ message: [UInt8]) -> [UInt8]? { Ed25519.sign(message, with: seed) }
}

func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
