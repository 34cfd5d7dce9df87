// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What a round's summary says of one package. All texts are masked already.
public struct PackageSummary: Sendable, Hashable, Codable {
    public var name: String
    /// Counted from 1: which submission of this name it is.
    public var version: Int
    /// SHA-256 over the manifest, 64 hexadecimal digits; nil where it could not be taken in.
    public var digest: String?
    /// Where its reports lie, below the folder of the summary, `/` between components; nil where there are none.
    public var folder: String?
    /// Whether a report for people lies there, to which the summaries lead.
    public var hasPage = true
    public var applicant: Assessment.Applicant
    public var applicantClass: ApplicantClass?
    /// Nil where the package was set aside.
    public var conclusion: Conclusion?
    /// How many conditions ended in each state; keys are those of `FindingState`.
    public var counts: [String: Int]
    /// Files that could not be read.
    public var unreadableFiles: Int
    public var receiptCode: String?
    /// Why the package could not be checked; nil where it was.
    public var setAside: String?
    /// Other packages of the round that are of the same applicant, as it was read: for a person to know, and no fault.
    public var sameApplicant = Others()
    /// Other packages of the round whose files are the same.
    public var sameContent = Others()
    /// Findings that are unmet, missing or for review, in the checklist's order, with the first few pieces of evidence.
    public var matters: [Finding]

    /// Other packages, by name.
    public struct Others: Sendable, Hashable, Codable {
        /// How many names a summary takes.
        public static let most = 100
        /// The first of them, sorted by bytes.
        public var names: [String]
        public var count: Int

        /// - Parameter count: of all, where `names` are the first ones only.
        public init(_ names: [String] = [], count: Int? = nil) {
            (self.names, self.count) = (names, count ?? names.count)
        }
    }

    public init(
        name: String, version: Int, digest: String?, folder: String? = nil, applicant: Assessment.Applicant,
        applicantClass: ApplicantClass? = nil, conclusion: Conclusion? = nil, counts: [String: Int] = [:],
        unreadableFiles: Int = 0, receiptCode: String? = nil, setAside: String? = nil, matters: [Finding] = []
    ) {
        self.name = name
        self.version = version
        self.digest = digest
        self.folder = folder
        self.applicant = applicant
        self.applicantClass = applicantClass
        self.conclusion = conclusion
        self.counts = counts
        self.unreadableFiles = unreadableFiles
        self.receiptCode = receiptCode
        self.setAside = setAside
        self.matters = matters
    }
}
