// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// What came of checking one package, boiled down to what the registry keeps: it crosses from the process that checked it.
/// Texts are masked.
public struct PackageOutcome: Sendable, Codable {
    /// What an institution would be set up for, as read.
    public struct Scope: Sendable, Hashable, Codable {
        public var address: String?
        public var occupations: [EstablishmentReceipt.Occupation]

        public init(address: String?, occupations: [EstablishmentReceipt.Occupation]) {
            (self.address, self.occupations) = (address, occupations)
        }
    }

    /// The name under which it came, one component of a path: versions of one package have the same.
    public var package: String
    public var digest: String
    /// Who applies, the same for every package of theirs.
    public var applicantKey: String
    public var applicant: Assessment.Applicant
    public var applicantClass: ApplicantClass?
    public var asOf: String
    public var checklist: String
    public var checklistVersion: String
    public var checklistDigest: String
    public var roundDigest: String
    public var conclusion: Conclusion
    /// The exit status that `check` would have.
    public var status: Int
    public var unreadableFiles: Int
    /// Reading failed for want of time, memory or permission, and may go well another time.
    public var isOfTheMoment: Bool
    public var marks: [String: FindingMark]
    /// Findings that are unmet, missing or for review, with the first few pieces of evidence.
    public var matters: [Finding]
    public var scope: Scope
    /// SHA-256 of `assessment.json` as it was written.
    public var reportDigest: String
    /// What other applicants of the round must not lay claim to, too. Its keys are secret: the registry keeps digests.
    public var claims: PackageClaims
    public var receipt: IntakeReceipt?
    /// A correction notice that was written beside the reports; nil where nothing is to be corrected.
    public var notice: Notice?

    public struct Notice: Sendable, Hashable, Codable {
        /// How many gaps it lists.
        public var items: Int
        /// SHA-256 of the PDF.
        public var digest: String

        public init(items: Int, digest: String) { (self.items, self.digest) = (items, digest) }
    }

    public init(
        package: String, digest: String, applicantKey: String, applicant: Assessment.Applicant,
        applicantClass: ApplicantClass?, asOf: String, checklist: String, checklistVersion: String,
        checklistDigest: String, roundDigest: String, conclusion: Conclusion, status: Int, unreadableFiles: Int,
        isOfTheMoment: Bool, marks: [String: FindingMark], matters: [Finding], scope: Scope, reportDigest: String,
        claims: PackageClaims, receipt: IntakeReceipt?, notice: Notice?
    ) {
        self.package = package
        self.digest = digest
        self.applicantKey = applicantKey
        self.applicant = applicant
        self.applicantClass = applicantClass
        self.asOf = asOf
        self.checklist = checklist
        self.checklistVersion = checklistVersion
        self.checklistDigest = checklistDigest
        self.roundDigest = roundDigest
        self.conclusion = conclusion
        self.status = status
        self.unreadableFiles = unreadableFiles
        self.isOfTheMoment = isOfTheMoment
        self.marks = marks
        self.matters = matters
        self.scope = scope
        self.reportDigest = reportDigest
        self.claims = claims
        self.receipt = receipt
        self.notice = notice
    }
}
