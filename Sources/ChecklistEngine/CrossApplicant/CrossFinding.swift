// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What several applicants of one round lay claim to (条件 X-05). Always a matter for a person: two applicants may
/// share a building or lend each other an assessor with good reason.
public struct CrossFinding: Sendable, Hashable, Codable {
    /// What is claimed twice.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The same resident ID number.
        case person
        /// The same address.
        case site
        /// The same lease: lessor, address and term.
        case lease
        case phone
        /// The same picture.
        case photo
        /// The number of an assessor's, supervisor's or staff member's certificate.
        case certificate
        /// The same bytes.
        case file
        /// Rules that are near copies of each other.
        case compendium
    }

    /// Where one applicant lays claim to it.
    public struct Claimant: Sendable, Hashable, Codable {
        public var package: String
        public var applicant: String?
        public var evidence: Evidence

        public init(package: String, applicant: String?, evidence: Evidence) {
            (self.package, self.applicant, self.evidence) = (package, applicant, evidence)
        }
    }

    /// The condition whose question it is: `CrossApplicant.condition`.
    public var condition: String
    public var kind: Kind
    /// What is shared, masked: a name with its masked number, an address, a title.
    public var shown: String
    /// How much of two texts is the same, 0–1; nil where the things are the same or not.
    public var similarity: Double?
    public var claimants: [Claimant]

    public init(
        condition: String, kind: Kind, shown: String, similarity: Double? = nil, claimants: [Claimant]
    ) {
        (self.condition, self.kind, self.shown) = (condition, kind, shown)
        (self.similarity, self.claimants) = (similarity, claimants)
    }
}
