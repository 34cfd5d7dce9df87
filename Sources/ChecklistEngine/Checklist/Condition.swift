// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// An XPath expression with the place where it was written.
public struct Expression: Hashable, Sendable {
    public var text: String
    var place: SourcePlace
}

/// What a requirement compares with.
public enum RequirementValue: Hashable, Sendable {
    case literal(String)
    case threshold(String)
    case xpath(Expression)
    /// Path inside the round: `window/from`.
    case round(String)
}

public enum Requirement: Hashable, Sendable {
    case atLeast(RequirementValue)
    case atMost(RequirementValue)
    case equals(RequirementValue)
    case oneOf([RequirementValue])
    case matches(String)
    case present
    case absent
    case onOrAfter(RequirementValue)
    case onOrBefore(RequirementValue)
    case each(Expression)
    case holds

    /// As written in a condition file.
    public var keyword: String {
        switch self {
        case .atLeast: "at-least"
        case .atMost: "at-most"
        case .equals: "equals"
        case .oneOf: "one-of"
        case .matches: "matches"
        case .present: "present"
        case .absent: "absent"
        case .onOrAfter: "on-or-after"
        case .onOrBefore: "on-or-before"
        case .each: "each"
        case .holds: "holds"
        }
    }

    /// As in a condition file, in one line: `at-least {threshold: min-supervisors}`.
    public var text: String {
        func shown(_ value: RequirementValue) -> String {
            switch value {
            case .literal(let text): text
            case .threshold(let name): "{threshold: \(name)}"
            case .xpath(let expression): "{xpath: \(expression.text)}"
            case .round(let path): "{round: \(path)}"
            }
        }
        switch self {
        case .matches(let pattern): return "matches \(pattern)"
        case .each(let expression): return "each \(expression.text)"
        case .oneOf(let values): return "one-of [\(values.map(shown).joined(separator: ", "))]"
        case .atLeast, .atMost, .equals, .onOrAfter, .onOrBefore:
            return "\(keyword) \(values.map(shown).joined())"
        case .present, .absent, .holds: return keyword
        }
    }

    static let keywords = [
        "at-least", "at-most", "equals", "one-of", "matches", "present", "absent", "on-or-after", "on-or-before",
        "each",
        "holds",
    ]

    var values: [RequirementValue] {
        switch self {
        case .atLeast(let value), .atMost(let value), .equals(let value), .onOrAfter(let value), .onOrBefore(let value):
            [value]
        case .oneOf(let values): values
        case .matches, .present, .absent, .each, .holds: []
        }
    }
}

/// What a check says, with names in braces that are filled in: `{measured}`.
public struct CheckTexts: Hashable, Sendable {
    public var met: String?
    public var gap: String?
    public var remedy: String?
    /// Said instead of `gap` when there is no evidence at all.
    public var missing: String?

    var all: [String] { [met, gap, remedy, missing].compactMap { $0 } }
}

/// A measure with a requirement (Checklists/README.md, "Checks").
public struct Check: Hashable, Sendable {
    /// What failing the requirement means.
    public enum Otherwise: String, Sendable, CaseIterable { case unmet, review, missing }

    /// What evidence from other documents than those of `proof` counts for.
    public enum Unproven: String, Sendable, CaseIterable { case missing, review }

    public var measure: Expression
    public var requirement: Requirement
    public var forEach: Expression?
    public var label: Expression?
    public var when: Expression?
    public var evidence: Expression?
    public var given: Expression?
    public var failing: Expression?
    public var otherwise: Otherwise
    /// What it means that all evidence stands elsewhere than in `proof`.
    public var unproven: Unproven
    /// Document kinds that the evidence must come from; empty for any. `$item`: the kind that the item names.
    public var proof: [String]
    /// A threshold, or a part of the round, without which there is nothing to check: the regulation itself does not ask.
    public var ifSet: String?
    public var unit: String?
    public var texts: CheckTexts
    /// Where the check begins in its file.
    var place: SourcePlace

    /// Every expression with what it is for; those in texts are not among them.
    var expressions: [Expression] {
        var list = [forEach, label, when, given, measure, evidence, failing].compactMap { $0 }
        if case .each(let expression) = requirement { list.append(expression) }
        for case .xpath(let expression) in requirement.values { list.append(expression) }
        return list
    }
}

/// A condition's own test: a small dossier and what must come of it.
public struct Example: Hashable, Sendable {
    public var name: String
    /// A dossier in its XML form.
    public var given: String
    public var applicantClass: ApplicantClass?
    public var asOf: String
    /// What of a round is set; nil for no round at all.
    public var round: Round?
    /// Lists that stand in for those of the checklist.
    var catalogues: Catalogues.Supplied
    /// Kinds of which a file could not be read.
    public var unreadable: [String]
    public var expect: FindingState
    public var ground: ReviewGround?
    var place: SourcePlace
}

/// One condition of the law as data (Checklists/README.md).
public struct Condition: Hashable, Sendable {
    public enum Judge: String, Sendable, CaseIterable {
        case machine, threshold, reviewer

        public func title(_ language: Language) -> String {
            switch (self, language) {
            case (.machine, .zh): "机器核对"
            case (.threshold, .zh): "按公告门槛"
            case (.reviewer, .zh): "人工研判"
            case (.machine, .en): "machine"
            case (.threshold, .en): "threshold"
            case (.reviewer, .en): "reviewer"
            }
        }
    }

    public struct English: Hashable, Sendable {
        public var phrase: String?
        public var question: String?
        public var checks: [CheckTexts]
    }

    /// A contradiction of the law text, by its id, or a remark in words of its own.
    public struct Note: Hashable, Sendable {
        public enum Content: Hashable, Sendable {
            case contradiction(String)
            /// With expressions to fill in: `{=XPATH}`.
            case remark(String, english: String?)
        }

        public var content: Content
        /// Shown only where this holds.
        public var when: Expression?
        var place: SourcePlace
    }

    public var id: String
    public var article: String
    /// The law's words as printed, white space aside; `…` marks an omission.
    public var phrase: String
    /// Follows from the article, is not its wording.
    public var derived: Bool
    public var appliesTo: [ApplicantClass]
    public var when: Expression?
    public var judgedBy: Judge
    /// Document kinds that can prove it.
    public var documents: [String]
    /// What is shown beside the finding, unless it does not apply.
    public var notes: [Note]
    public var question: String?
    public var checks: [Check]
    public var english: English?
    public var examples: [Example]
    var place: SourcePlace

    /// False where the condition is the same for every applicant, so that an unknown class does not matter.
    var dependsOnClass: Bool { Set(appliesTo) != Set(ApplicantClass.allCases) }
}
