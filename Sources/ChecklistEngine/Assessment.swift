// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// The four kinds of applicant (管理办法 article 4).
public enum ApplicantClass: String, Sendable, Codable, CaseIterable {
    case appraisalBody = "appraisal-body"
    case employer
    case trainingOrganization = "training-organization"
    case specialSkillBody = "special-skill-body"

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.appraisalBody, .zh): "职业技能考核鉴定机构"
        case (.employer, .zh): "用人单位"
        case (.trainingOrganization, .zh): "社会培训评价组织"
        case (.specialSkillBody, .zh): "专项职业能力考核机构"
        case (.appraisalBody, .en): "Vocational-skill appraisal body"
        case (.employer, .en): "Employer"
        case (.trainingOrganization, .en): "Social training and evaluation organization"
        case (.specialSkillBody, .en): "Special-skill assessment body"
        }
    }
}

/// What a condition's check came to. The tool recommends; only the bureau decides.
public enum FindingState: String, Sendable, Codable, CaseIterable {
    case met, unmet, missing, review
    case notApplicable = "not-applicable"

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.met, .zh): "符合"
        case (.unmet, .zh): "不符合"
        case (.missing, .zh): "材料缺失"
        case (.review, .zh): "需人工研判"
        case (.notApplicable, .zh): "不适用"
        case (.met, .en): "Met"
        case (.unmet, .en): "Unmet"
        case (.missing, .en): "Missing"
        case (.review, .en): "For review"
        case (.notApplicable, .en): "Not applicable"
        }
    }
}

/// Why a person has to judge.
public enum ReviewGround: String, Sendable, Codable, CaseIterable {
    case judgement, threshold, conflict, unreadable, confidence

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.judgement, .zh): "须人工判断"
        case (.threshold, .zh): "待公告定标"
        case (.conflict, .zh): "材料间矛盾"
        case (.unreadable, .zh): "无法识别"
        case (.confidence, .zh): "识别存疑"
        case (.judgement, .en): "Judgement"
        case (.threshold, .en): "Threshold not set"
        case (.conflict, .en): "Documents disagree"
        case (.unreadable, .en): "Unreadable"
        case (.confidence, .en): "Low confidence"
        }
    }
}

public enum Conclusion: String, Sendable, Codable, CaseIterable {
    case noGapFound = "no-gap-found"
    case gapsFound = "gaps-found"
    case reviewNeeded = "review-needed"

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.noGapFound, .zh): "未发现不符合项"
        case (.gapsFound, .zh): "发现不符合项或材料缺失，需补正"
        case (.reviewNeeded, .zh): "需人工研判"
        case (.noGapFound, .en): "No gap found"
        case (.gapsFound, .en): "Gaps found, correction needed"
        case (.reviewNeeded, .en): "For review by a person"
        }
    }
}

/// The outcome of one condition for one application.
public struct Finding: Sendable, Hashable, Codable {
    public var condition: String
    public var article: String
    /// The law's words as printed.
    public var phrase: String
    /// The English rendering of `phrase`; nil in a Chinese assessment.
    public var gloss: String?
    public var state: FindingState
    /// Set exactly when `state` is `review`.
    public var ground: ReviewGround?
    /// What was measured, as text: a number, a date, a named thing.
    public var measured: String?
    public var required: String?
    /// How much is lacking, in `unit`.
    public var shortfall: String?
    public var unit: String?
    /// Why this state, in one or more plain sentences.
    public var explanation: String
    /// What the applicant should do; nil when met or not applicable.
    public var remedy: String?
    /// What the reviewer has to answer; nil unless `state` is `review`.
    public var question: String?
    /// Contradictions and holes of the law text that matter here, each with its citations.
    public var notes: [String]
    public var evidence: [Evidence]

    enum CodingKeys: String, CodingKey {
        case condition, article, phrase, gloss, state, ground, measured, required, shortfall, unit, explanation, remedy
        case question, notes, evidence
    }

    public init(
        condition: String, article: String, phrase: String, gloss: String? = nil, state: FindingState,
        ground: ReviewGround? = nil, measured: String? = nil, required: String? = nil, shortfall: String? = nil,
        unit: String? = nil, explanation: String, remedy: String? = nil, question: String? = nil, notes: [String] = [],
        evidence: [Evidence] = []
    ) {
        self.condition = condition
        self.article = article
        self.phrase = phrase
        self.gloss = gloss
        self.state = state
        self.ground = ground
        self.measured = measured
        self.required = required
        self.shortfall = shortfall
        self.unit = unit
        self.explanation = explanation
        self.remedy = remedy
        self.question = question
        self.notes = notes
        self.evidence = evidence
    }
}

/// The one output that all reports render. `Checklists/assessment.schema.json` describes its JSON form.
public struct Assessment: Sendable, Hashable {
    public struct ChecklistReference: Sendable, Hashable, Codable {
        public var id: String
        public var title: String
        public var version: String
        /// SHA-256 over the checklist's files, 64 hexadecimal digits.
        public var digest: String
        /// The editions of the tables that were looked up.
        public var catalogues: [Catalogues.Edition]

        public init(
            id: String, title: String, version: String, digest: String, catalogues: [Catalogues.Edition] = []
        ) {
            (self.id, self.title, self.version, self.digest) = (id, title, version, digest)
            self.catalogues = catalogues
        }

        /// Tables are not named by assessments of older versions.
        public init(from decoder: Decoder) throws {
            let members = try decoder.container(keyedBy: CodingKeys.self)
            id = try members.decode(String.self, forKey: .id)
            title = try members.decode(String.self, forKey: .title)
            version = try members.decode(String.self, forKey: .version)
            digest = try members.decode(String.self, forKey: .digest)
            catalogues = try members.decodeIfPresent([Catalogues.Edition].self, forKey: .catalogues) ?? []
        }
    }

    public struct RoundReference: Sendable, Hashable, Codable {
        public var id: String
        public var title: String
        /// ISO 8601 day from which this version of the announcement applies; nil where the file names none.
        public var effective: String?
        public var digest: String

        public init(id: String, title: String, effective: String?, digest: String) {
            (self.id, self.title, self.effective, self.digest) = (id, title, effective, digest)
        }
    }

    public struct Package: Sendable, Hashable {
        public var name: String
        /// SHA-256 over the manifest (path, size and SHA-256 of every file, sorted by path), 64 hexadecimal digits.
        public var digest: String
        public var files: [PackageFile]

        public init(name: String, digest: String, files: [PackageFile]) {
            (self.name, self.digest, self.files) = (name, digest, files)
        }
    }

    public struct Applicant: Sendable, Hashable, Codable {
        public var name: String?
        public var uscc: String?

        public init(name: String?, uscc: String?) { (self.name, self.uscc) = (name, uscc) }
    }

    public var language: Language
    /// ISO 8601 date on which the application is judged.
    public var asOf: String
    public var checklist: ChecklistReference
    public var round: RoundReference?
    public var package: Package
    public var applicantClass: ApplicantClass?
    public var applicant: Applicant
    public var conclusion: Conclusion
    public var findings: [Finding]
    /// What the applicant has to do, what most conditions wait for first.
    public var toDo: [ToDo]
    public var facts: [Fact]
    public var receipt: IntakeReceipt?

    public init(
        language: Language, asOf: String, checklist: ChecklistReference, round: RoundReference?, package: Package,
        applicantClass: ApplicantClass?, applicant: Applicant, findings: [Finding], toDo: [ToDo] = [],
        facts: [Fact], receipt: IntakeReceipt? = nil
    ) {
        self.language = language
        self.asOf = asOf
        self.checklist = checklist
        self.round = round
        self.package = package
        self.applicantClass = applicantClass
        self.applicant = applicant
        self.conclusion = Self.conclusion(of: findings)
        self.findings = findings
        self.toDo = toDo
        self.facts = facts
        self.receipt = receipt
    }

    /// Gaps outweigh matters for a person; with neither, nothing was found.
    static func conclusion(of findings: [Finding]) -> Conclusion {
        if findings.contains(where: { $0.state == .unmet || $0.state == .missing }) { return .gapsFound }
        return findings.contains { $0.state == .review } ? .reviewNeeded : .noGapFound
    }
}
