// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// The two things that are called 回执. One never passes for the other: what is signed begins with the kind.
public enum ReceiptKind: String, Sendable, Hashable, CaseIterable {
    case intake, establishment

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.intake, .zh): "材料校验回执"
        case (.intake, .en): "intake receipt (材料校验回执)"
        case (.establishment, .zh): "设立（备案）回执"
        case (.establishment, .en): "establishment receipt (设立（备案）回执)"
        }
    }

    /// The first line of the bytes that are signed.
    var version: String {
        switch self {
        case .intake: ReceiptCanonicalForm.version
        case .establishment: EstablishmentCanonicalForm.version
        }
    }
}

/// A receipt of either kind.
public enum SignedReceipt: Sendable, Hashable {
    case intake(IntakeReceipt)
    case establishment(EstablishmentReceipt)

    public var kind: ReceiptKind {
        switch self {
        case .intake: .intake
        case .establishment: .establishment
        }
    }

    var canonicalBytes: [UInt8] {
        switch self {
        case .intake(let receipt): ReceiptCanonicalForm.bytes(of: receipt)
        case .establishment(let receipt): EstablishmentCanonicalForm.bytes(of: receipt)
        }
    }

    /// Base64.
    var signature: String {
        switch self {
        case .intake(let receipt): receipt.signature
        case .establishment(let receipt): receipt.signature
        }
    }
}
