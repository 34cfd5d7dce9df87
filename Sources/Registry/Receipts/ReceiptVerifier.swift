// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// What a verification rests on.
public struct ReceiptCheck: Sendable, Hashable {
    public var verdict: ReceiptVerdict
    /// The intake receipt, where one could be read.
    public var receipt: IntakeReceipt?
    /// The establishment receipt, where one could be read.
    public var establishment: EstablishmentReceipt?
    /// Whether the package at hand was compared with the receipt's.
    public var packageCompared: Bool
}

/// Verifies receipts without any network.
public struct ReceiptVerifier: Sendable {
    /// What is at hand to compare with; nil is not compared.
    public struct Expectation: Sendable, Hashable {
        public var packageDigest: String?
        public var checklistDigest: String?
        /// ISO 8601 day on which an establishment receipt has to be in force.
        public var day: String?
        /// The only kind that will do.
        public var kind: ReceiptKind?

        public init(
            packageDigest: String? = nil, checklistDigest: String? = nil, day: String? = nil, kind: ReceiptKind? = nil
        ) {
            self.packageDigest = packageDigest
            self.checklistDigest = checklistDigest
            self.day = day
            self.kind = kind
        }
    }

    private let trusted: [ReceiptPublicKey]
    private let archive: ReceiptArchive?

    /// - Parameter trusted: keys known from elsewhere; the one in a receipt says nothing about who issued it.
    public init(trusted: [ReceiptPublicKey], archive: ReceiptArchive? = nil) {
        self.trusted = trusted
        self.archive = archive
    }

    /// Verifies by the code alone, as heard or typed; needs the registry.
    public func verify(code text: String, against expected: Expectation = .init()) throws -> ReceiptCheck {
        let code: ReceiptCode
        do throws(ReceiptCode.Fault) { code = try ReceiptCode(entered: text) } catch {
            return check(.codeTypo(error), nil, expected)
        }
        guard let data = try archive?.data(for: code) else {
            return check(.unknownCode(code.description), nil, expected)
        }
        return verify(json: data, code: text, against: expected)
    }

    /// Verifies the bytes of an intake receipt's `receipt.json`; one of an establishment is of the wrong kind.
    public func verify(json: Data, code: String? = nil, against expected: Expectation = .init()) -> ReceiptCheck {
        if EstablishmentReceiptJSON.looksLikeOne(json) {
            return check(.wrongKind(.establishment, expected: .intake), nil, expected)
        }
        do { return verify(try ReceiptJSON.decode(json), code: code, against: expected) } catch {
            return check(.malformed(error), nil, expected)
        }
    }

    /// - Parameter code: what someone says its code is; nil is not compared.
    public func verify(_ receipt: IntakeReceipt, code: String? = nil, against expected: Expectation = .init())
        -> ReceiptCheck
    {
        if let kind = expected.kind, kind != .intake {
            return check(.wrongKind(.intake, expected: kind), nil, expected)
        }
        return check(verdict(receipt, code, expected), receipt, expected)
    }

    /// From what makes everything else meaningless to what merely differs.
    private func verdict(_ receipt: IntakeReceipt, _ code: String?, _ expected: Expectation) -> ReceiptVerdict {
        var entered: ReceiptCode?
        if let code {
            do { entered = try ReceiptCode(entered: code) } catch { return .codeTypo(error) }
        }
        let signer: ReceiptPublicKey
        switch signature(of: .intake(receipt), by: receipt.publicKey) {
        case .failure(let fault): return fault.verdict
        case .success(let key): signer = key
        }
        guard let own = ReceiptCanonicalForm.code(of: receipt) else { return .altered }
        if receipt.code != own.description {
            return .codeMismatch(entered: ReceiptText.oneLine(receipt.code), receipt: own.description)
        }
        if let entered, entered != own { return .codeMismatch(entered: entered.description, receipt: own.description) }
        guard trusts(signer) else { return .unknownKey(fingerprint: signer.fingerprint) }
        if let found = expected.packageDigest, found != receipt.packageDigest {
            return .packageChanged(receipt: receipt.packageDigest, found: found)
        }
        if let found = expected.checklistDigest, found != receipt.checklistDigest {
            return .checklistDiffers(receipt: receipt.checklistDigest, found: found)
        }
        return .valid
    }

    struct SignatureFault: Error { var verdict: ReceiptVerdict }

    /// The key that the content is signed with. Whether it is to be trusted is another question.
    func signature(
        of receipt: SignedReceipt, by publicKey: String
    ) -> Result<ReceiptPublicKey, SignatureFault> {
        guard let key = Data(base64Encoded: publicKey), key.count == 32 else {
            return .failure(.init(verdict: .malformed(.field("public-key"))))
        }
        guard let signature = Data(base64Encoded: receipt.signature) else {
            return .failure(.init(verdict: .malformed(.field("signature"))))
        }
        guard Ed25519.isValid([UInt8](signature), of: receipt.canonicalBytes, by: [UInt8](key)) else {
            return .failure(.init(verdict: .altered))
        }
        return .success(ReceiptPublicKey(raw: [UInt8](key)))
    }

    func trusts(_ key: ReceiptPublicKey) -> Bool { trusted.contains(key) }

    func check(_ verdict: ReceiptVerdict, _ receipt: IntakeReceipt?, _ expected: Expectation) -> ReceiptCheck {
        ReceiptCheck(
            verdict: verdict, receipt: receipt, packageCompared: verdict.isGenuine && expected.packageDigest != nil)
    }
}
