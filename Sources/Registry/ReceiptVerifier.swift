// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// What a verification rests on.
public struct ReceiptCheck: Sendable, Hashable {
    public var verdict: ReceiptVerdict
    /// The receipt, where one could be read.
    public var receipt: IntakeReceipt?
    /// Whether the package at hand was compared with the receipt's.
    public var packageCompared: Bool
    public var checklistCompared: Bool
}

/// Verifies receipts without any network.
public struct ReceiptVerifier: Sendable {
    /// What is at hand to compare with; nil is not compared.
    public struct Expectation: Sendable, Hashable {
        public var packageDigest: String?
        public var checklistDigest: String?
        public var roundDigest: String?

        public init(packageDigest: String? = nil, checklistDigest: String? = nil, roundDigest: String? = nil) {
            self.packageDigest = packageDigest
            self.checklistDigest = checklistDigest
            self.roundDigest = roundDigest
        }
    }

    private let trusted: [ReceiptPublicKey]
    private let store: ReceiptStore?

    /// - Parameter trusted: keys known from elsewhere; the one in a receipt says nothing about who issued it.
    public init(trusted: [ReceiptPublicKey], store: ReceiptStore? = nil) {
        self.trusted = trusted
        self.store = store
    }

    /// Verifies by the code alone, as heard or typed; needs the store.
    public func verify(code text: String, against expected: Expectation = .init()) throws(RegistryError) -> ReceiptCheck
    {
        let code: ReceiptCode
        do { code = try ReceiptCode(entered: text) } catch { return check(.codeTypo(error), nil, expected) }
        guard let data = try store?.data(for: code) else { return check(.unknownCode(code.description), nil, expected) }
        return verify(json: data, code: text, against: expected)
    }

    /// Verifies the bytes of a `receipt.json`.
    public func verify(json: Data, code: String? = nil, against expected: Expectation = .init()) -> ReceiptCheck {
        do { return verify(try ReceiptJSON.decode(json), code: code, against: expected) } catch {
            return check(.malformed(error), nil, expected)
        }
    }

    /// - Parameter code: what someone says its code is; nil is not compared.
    public func verify(_ receipt: IntakeReceipt, code: String? = nil, against expected: Expectation = .init())
        -> ReceiptCheck
    {
        check(verdict(receipt, code, expected), receipt, expected)
    }

    /// From what makes everything else meaningless to what merely differs.
    private func verdict(_ receipt: IntakeReceipt, _ code: String?, _ expected: Expectation) -> ReceiptVerdict {
        var entered: ReceiptCode?
        if let code {
            do { entered = try ReceiptCode(entered: code) } catch { return .codeTypo(error) }
        }
        guard let key = Data(base64Encoded: receipt.publicKey), key.count == 32 else {
            return .malformed(.field("public-key"))
        }
        guard let signature = Data(base64Encoded: receipt.signature) else { return .malformed(.field("signature")) }
        let message = ReceiptCanonicalForm.bytes(of: receipt)
        guard Ed25519.isValid([UInt8](signature), of: message, by: [UInt8](key)),
            let own = ReceiptCanonicalForm.code(of: receipt)
        else {
            return .altered
        }
        if receipt.code != own.description {
            return .codeMismatch(entered: ReceiptText.oneLine(receipt.code), receipt: own.description)
        }
        if let entered, entered != own { return .codeMismatch(entered: entered.description, receipt: own.description) }
        let signer = ReceiptPublicKey(raw: [UInt8](key))
        guard trusted.contains(signer) else { return .unknownKey(fingerprint: signer.fingerprint) }
        if let found = expected.packageDigest, found != receipt.packageDigest {
            return .packageChanged(receipt: receipt.packageDigest, found: found)
        }
        if let found = expected.checklistDigest, found != receipt.checklistDigest {
            return .checklistDiffers(receipt: receipt.checklistDigest, found: found)
        }
        if let found = expected.roundDigest, found != receipt.roundDigest {
            return .roundDiffers(receipt: receipt.roundDigest, found: found)
        }
        return .valid
    }

    private func check(_ verdict: ReceiptVerdict, _ receipt: IntakeReceipt?, _ expected: Expectation) -> ReceiptCheck {
        var comparesPackage = verdict.isGenuine
        var comparesChecklist = verdict.isGenuine
        if expected.packageDigest == nil { comparesPackage = false }
        if expected.checklistDigest == nil { comparesChecklist = false }
        // The comparison ends with the first difference.
        if case .packageChanged = verdict { comparesChecklist = false }
        return ReceiptCheck(
            verdict: verdict, receipt: receipt, packageCompared: comparesPackage, checklistCompared: comparesChecklist)
    }
}
