// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Registry

@Suite struct ReceiptKeysTests {
    let scratch: Scratch
    var folder: String { scratch.path + "/a/keys" }
    var file: String { folder + "/" + ReceiptKeys.fileName }

    init() throws { scratch = try Scratch() }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func signsAsRFC8032Says() throws {
        // Section 7.1, test 2.
        func bytes(_ hex: String) -> [UInt8] {
            let digits = Array(hex)
            return stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0...($0 + 1)]), radix: 16)
            }
        }
        let seed = bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
        let key = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        let signature = bytes(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        )
        #expect(Ed25519.publicKey(of: seed) == key)
        #expect(Ed25519.sign([0x72], with: seed) == signature)
        #expect(Ed25519.isValid(signature, of: [0x72], by: key))
        #expect(!Ed25519.isValid(signature, of: [0x73], by: key))
        #expect(!Ed25519.isValid(Array(signature.dropLast()), of: [0x72], by: key))
    }

    @Test func aKeyIsMadeOnceAndKept() throws {
        let first = try ReceiptKeys.load(directory: folder)
        let second = try ReceiptKeys.load(directory: folder)
        #expect(first.publicKey == second.publicKey)
        #expect(try mode(folder) == 0o700)
        #expect(try mode(file) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [ReceiptKeys.fileName])
        #expect(try ReceiptKeys.load(directory: scratch.path + "/other").publicKey != first.publicKey)
        let receipt = try Sample.receipt(first)
        #expect(ReceiptVerifier(trusted: [second.publicKey]).verify(receipt).verdict == .valid)
    }

    @Test func thePublicKeyCanBeHandedOn() throws {
        let key = try ReceiptKeys.load(directory: folder).publicKey
        #expect(try ReceiptPublicKey(key.base64) == key)
        #expect(try ReceiptPublicKey("\n" + key.pem) == key)
        #expect(key.pem.hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
        #expect(key.fingerprint.wholeMatch(of: try Regex("([0-9a-f]{4} ){3}[0-9a-f]{4}")) != nil)
        for bad in ["", "AAAA", "not a key", try String(contentsOfFile: file, encoding: .utf8)] {
            #expect(throws: RegistryError.notAPublicKey) { try ReceiptPublicKey(bad) }
        }
    }

    @Test(arguments: [0o640, 0o604, 0o601, 0o620]) func anExposedKeyIsRefused(_ mode: Int) throws {
        _ = try ReceiptKeys.load(directory: folder)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        let error = #expect(throws: RegistryError.exposed(file, mode: "600")) {
            try ReceiptKeys.load(directory: folder)
        }
        #expect(error?.message(.zh).contains("chmod 600") == true)
        #expect(error?.message(.en).contains(file) == true)
    }

    @Test func anExposedFolderIsRefused() throws {
        _ = try ReceiptKeys.load(directory: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        #expect(throws: RegistryError.exposed(folder, mode: "700")) { try ReceiptKeys.load(directory: folder) }
    }

    @Test func whatIsNoKeyIsNeitherUsedNorReplaced() throws {
        _ = try ReceiptKeys.load(directory: folder)
        for text in ["", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            #expect(throws: RegistryError.notAKey(file)) { try ReceiptKeys.load(directory: folder) }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
        }
    }

    @Test func aLinkIsNotFollowed() throws {
        _ = try ReceiptKeys.load(directory: folder)
        let elsewhere = scratch.path + "/elsewhere.pem"
        try FileManager.default.moveItem(atPath: file, toPath: elsewhere)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
        #expect(throws: RegistryError.wrongKind(file)) { try ReceiptKeys.load(directory: folder) }
    }

    @Test func manyAtOnceGetTheSameKey() async throws {
        let folder = folder
        let keys = try await withThrowingTaskGroup(of: ReceiptPublicKey.self) { group in
            for _ in 0..<16 { group.addTask { try ReceiptKeys.load(directory: folder).publicKey } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [ReceiptKeys.fileName])
    }
}
