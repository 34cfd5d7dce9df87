// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Two submissions of one applicant laid side by side: what is better, what is worse, what says the same on other
/// documents, and which files and facts are not what they were.
public struct AssessmentComparison: Sendable, Hashable {
    /// One of the two assessments, as far as a comparison names it.
    public struct Side: Sendable, Hashable {
        public var package: String
        public var packageDigest: String
        public var applicant: Assessment.Applicant
        public var applicantClass: ApplicantClass?
        public var asOf: String
        public var checklist: Assessment.ChecklistReference
        public var round: Assessment.RoundReference?
        public var conclusion: Conclusion
        public var counts: [FindingState: Int]

        init(_ assessment: Assessment) {
            package = assessment.package.name
            packageDigest = assessment.package.digest
            applicant = assessment.applicant
            applicantClass = assessment.applicantClass
            asOf = assessment.asOf
            checklist = assessment.checklist
            round = assessment.round
            conclusion = assessment.conclusion
            counts = Dictionary(grouping: assessment.findings, by: \.state).mapValues(\.count)
        }
    }

    /// Something besides the documents in which the two differ, so that the comparison mixes causes or means nothing.
    public enum Caveat: String, Sendable, CaseIterable {
        /// Names or credit codes say that these are two applicants.
        case applicant
        /// The same credit code under another name.
        case applicantName = "applicant-name"
        /// On one side neither name nor code was read that the other side has.
        case applicantUnknown = "applicant-unknown"
        case checklist, round
        case asOf = "as-of"
        case applicantClass = "class"
        /// One side was read from a file in which numbers are masked: a change of masked digits cannot be seen.
        case masked
    }

    public var language: Language
    public var old: Side
    public var new: Side
    public var caveats: [Caveat]
    public var conditions: [ConditionChange]
    /// How many conditions are the same in everything.
    public var unchangedConditions: Int
    public var files: [FileChange]
    public var unchangedFiles: Int
    public var facts: [FactChange]

    /// - Parameters:
    ///   - language: of what is said about the comparison; explanations stay in the language of the new assessment.
    ///   - masked: numbers are masked in one of the assessments at least, and not as a matter of showing them.
    public init(old: Assessment, new: Assessment, language: Language, masked: Bool = false) {
        self.language = language
        (self.old, self.new) = (Side(old), Side(new))
        caveats = Self.caveats(old, new) + (masked ? [.masked] : [])
        let pairs = FilePairs(old.package.files, new.package.files)
        (conditions, unchangedConditions) = ConditionComparison(old: old, new: new, files: pairs).changes()
        facts = FactComparison(files: pairs).changes(old.facts, new.facts)
        let restated = Set(conditions.filter(\.changesState).map(\.condition))
        files = FileComparison(pairs: pairs, old: old, new: new, facts: facts, restated: restated).changes()
        unchangedFiles = pairs.pairs.count - files.count
    }

    public func conditions(_ kind: ConditionChange.Kind) -> [ConditionChange] { conditions.filter { $0.kind == kind } }

    public var silentlyReplaced: [FileChange] { files.filter(\.isSilent) }

    private static func caveats(_ old: Assessment, _ new: Assessment) -> [Caveat] {
        var found: [Caveat] = []
        if let caveat = applicants(old.applicant, new.applicant) { found.append(caveat) }
        if old.checklist.digest != new.checklist.digest { found.append(.checklist) }
        if old.round?.digest != new.round?.digest { found.append(.round) }
        if old.asOf != new.asOf { found.append(.asOf) }
        if old.applicantClass != new.applicantClass { found.append(.applicantClass) }
        return found
    }

    private static func applicants(_ old: Assessment.Applicant, _ new: Assessment.Applicant) -> Caveat? {
        let names = (old.name.map(Folding.foldName), new.name.map(Folding.foldName))
        if let before = old.uscc, let now = new.uscc {
            if before.uppercased() != now.uppercased() { return .applicant }
            if let before = names.0, let now = names.1, before != now { return .applicantName }
            return nil
        }
        guard let before = names.0, let now = names.1 else { return .applicantUnknown }
        return before == now ? nil : .applicant
    }
}
