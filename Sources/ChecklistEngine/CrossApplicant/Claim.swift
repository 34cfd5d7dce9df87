// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Something that an application says is its own: a person, an address, a certificate.
public struct Claim: Sendable, Hashable, Codable {
    public var kind: CrossFinding.Kind
    /// What must be equal: a full ID number, a normalised address. Secret: only a keyed digest of it may be kept, together
    /// with `withoutKey`. Empty where things are compared by likeness.
    public var key: String
    /// The thing as a person may see it, masked.
    public var shown: String
    /// Whose it is: the name of the person who holds a number or a certificate.
    public var holder: String?
    /// The quote is masked; the path of the document stands as it is.
    public var evidence: Evidence

    public init(kind: CrossFinding.Kind, key: String, shown: String, holder: String? = nil, evidence: Evidence) {
        (self.kind, self.key, self.holder) = (kind, key, holder.map(Masking.mask))
        self.shown = Masking.mask(shown)
        self.evidence = evidence
        self.evidence.quote = Masking.mask(evidence.quote)
    }

    public var withoutKey: Claim {
        var claim = self
        claim.key = ""
        return claim
    }
}
