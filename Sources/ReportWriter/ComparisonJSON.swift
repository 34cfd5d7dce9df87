// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

extension ComparisonReport {
    /// The `schema` member and the `$id` of `Checklists/comparison.schema.json`, which describes the form.
    public static let schema = "urn:zhunsheng:comparison:1"

    /// For other programs. UTF-8, indented, the same bytes for the same two submissions, one newline at the end. Every member
    /// is always there; what is not known is `null`.
    public func json() -> Data {
        let document = JSONText.object([
            ("schema", .string(Self.schema)), ("lang", .string(comparison.language.rawValue)),
            ("caveats", .array(comparison.caveats.map { .string($0.rawValue) })),
            ("old", Self.side(comparison.old)), ("new", Self.side(comparison.new)),
            ("unchanged-conditions", .integer(comparison.unchangedConditions)),
            ("conditions", .array(comparison.conditions.map(Self.condition))),
            ("unchanged-files", .integer(comparison.unchangedFiles)),
            ("files", .array(comparison.files.map(Self.file))),
            ("facts", .array(comparison.facts.map(Self.fact))),
        ])
        return Data((document.text() + "\n").utf8)
    }

    private static func side(_ side: AssessmentComparison.Side) -> JSONText {
        .object([
            ("package", .string(side.package)), ("package-digest", .string(side.packageDigest)),
            (
                "applicant",
                .object([("name", .optional(side.applicant.name)), ("uscc", .optional(side.applicant.uscc))])
            ),
            ("class", .optional(side.applicantClass?.rawValue)), ("as-of", .string(side.asOf)),
            (
                "checklist",
                .object([
                    ("id", .string(side.checklist.id)), ("version", .string(side.checklist.version)),
                    ("digest", .string(side.checklist.digest)),
                ])
            ),
            (
                "round",
                side.round.map { .object([("id", .string($0.id)), ("digest", .string($0.digest))]) } ?? .null
            ),
            ("conclusion", .string(side.conclusion.rawValue)),
            ("counts", .object(FindingState.allCases.map { ($0.rawValue, .integer(side.counts[$0] ?? 0)) })),
        ])
    }

    private static func condition(_ change: ConditionChange) -> JSONText {
        .object([
            ("condition", .string(change.condition)), ("article", .string(change.article)),
            ("phrase", .string(change.phrase)), ("gloss", .optional(change.gloss)),
            ("change", .string(change.kind.rawValue)),
            ("reasons", .array(change.reasons.map { .string($0.rawValue) })),
            ("old", change.old.map(\.json) ?? .null), ("new", change.new.map(\.json) ?? .null),
            ("explanation", .string(change.explanation)), ("remedy", .optional(change.remedy)),
        ])
    }

    private static func file(_ change: FileChange) -> JSONText {
        func version(_ version: FileChange.Version?) -> JSONText {
            guard let version else { return .null }
            return .object([
                ("path", .string(version.path)),
                ("sha256", version.sha256.isEmpty ? .null : .string(version.sha256)),
                ("kind", .optional(version.kind)), ("pages", .optional(version.pages)),
            ])
        }
        return .object([
            ("change", .string(change.kind.rawValue)), ("silent", .bool(change.isSilent)), ("old", version(change.old)),
            ("new", version(change.new)), ("conditions", .array(change.conditions.map(JSONText.string))),
            ("facts", .array(change.facts.map(fact))),
        ])
    }

    private static func fact(_ change: FactChange) -> JSONText {
        .object([
            ("change", .string(change.kind.rawValue)), ("element", .string(change.entity)),
            ("label", .optional(change.label)),
            (
                "leaves",
                .array(
                    change.leaves.map { leaf in
                        .object([
                            ("path", .string(leaf.path)), ("old", .array(leaf.old.map(JSONText.string))),
                            ("new", .array(leaf.new.map(JSONText.string))),
                            ("differs-where-masked", .bool(leaf.differsWhereMasked)),
                        ])
                    })
            ),
        ])
    }
}

extension Verdict {
    var json: JSONText {
        .object([
            ("state", .string(state.rawValue)), ("ground", .optional(ground?.rawValue)),
            ("measured", .optional(measured)), ("required", .optional(required)), ("unit", .optional(unit)),
        ])
    }
}
