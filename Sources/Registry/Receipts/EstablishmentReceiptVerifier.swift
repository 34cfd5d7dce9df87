// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

extension ReceiptVerifier {
    /// Verifies a receipt of either kind.
    public func verify(_ receipt: SignedReceipt, against expected: Expectation = .init()) -> ReceiptCheck {
        switch receipt {
        case .intake(let receipt): verify(receipt, against: expected)
        case .establishment(let receipt): verify(receipt, against: expected)
        }
    }

    /// Verifies a receipt that was read already.
    public func verify(_ receipt: EstablishmentReceipt, against expected: Expectation = .init()) -> ReceiptCheck {
        if let kind = expected.kind, kind != .establishment {
            return check(.wrongKind(.establishment, expected: kind), nil, expected)
        }
        let verdict = verdict(receipt, expected)
        var check = check(verdict, nil, expected)
        check.establishment = receipt
        return check
    }

    /// Verifies the bytes of a `receipt.json` of either kind.
    public func verify(anyJSON json: Data, against expected: Expectation = .init()) -> ReceiptCheck {
        guard EstablishmentReceiptJSON.looksLikeOne(json) else { return verify(json: json, against: expected) }
        do { return verify(try EstablishmentReceiptJSON.decode(json), against: expected) } catch {
            return check(.malformed(error), nil, expected)
        }
    }

    /// Verifies the text of a QR code.
    public func verify(payload text: String, against expected: Expectation = .init()) -> ReceiptCheck {
        do { return verify(try ReceiptPayload.decode(text), against: expected) } catch {
            return check(.badPayload(error), nil, expected)
        }
    }

    /// Verifies what the QR codes of a page or picture say. Codes of others may stand beside that of the receipt.
    public func verify(codes texts: [String], against expected: Expectation = .init()) -> ReceiptCheck {
        guard let first = texts.first else { return check(.noQRCode, nil, expected) }
        let payloads = Set(texts.filter(ReceiptPayload.looksLikeOne))
        guard payloads.count < 2 else { return check(.severalReceipts(payloads.count), nil, expected) }
        return verify(payload: payloads.first ?? first, against: expected)
    }

    /// From what makes everything else meaningless to what merely differs.
    private func verdict(_ receipt: EstablishmentReceipt, _ expected: Expectation) -> ReceiptVerdict {
        let signer: ReceiptPublicKey
        switch signature(of: .establishment(receipt), by: receipt.publicKey) {
        case .failure(let fault): return fault.verdict
        case .success(let key): signer = key
        }
        guard trusts(signer) else { return .unknownKey(fingerprint: signer.fingerprint) }
        // Signed by us, yet not what we sign: another version's, or a mistake of the issuer.
        if let field = EstablishmentReceiptIssuer.unfit(receipt) { return .malformed(.field(field)) }
        if let found = expected.packageDigest, found != receipt.packageDigest {
            return .packageChanged(receipt: receipt.packageDigest, found: found)
        }
        if let day = expected.day, day < receipt.validFrom || day > receipt.validUntil {
            return .outOfTerm(from: receipt.validFrom, until: receipt.validUntil, day: day)
        }
        return .valid
    }
}
