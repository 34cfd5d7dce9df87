// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// `assessment.json`: the form that other programs read. `Checklists/assessment.schema.json` describes it.
///
/// Every member is always there; what is not known is `null`.
public enum JSONReport {
    /// The `schema` member and the `$id` of the schema; the last number rises when a reader would have to change.
    public static let schema = "urn:zhunsheng:assessment:1"

    /// UTF-8, indented, the same bytes for the same assessment, one newline at the end.
    public static func render(_ assessment: Assessment, masked: Bool = true) -> Data {
        let shown = assessment.presentable(masked: masked)
        let words = Phrases(shown.language)
        let document = JSONText.object([
            ("schema", .string(schema)),
            ("as-of", .string(shown.asOf)),
            ("lang", .string(shown.language.rawValue)),
            (
                "checklist",
                .object([
                    ("id", .string(shown.checklist.id)), ("title", .string(shown.checklist.title)),
                    ("version", .string(shown.checklist.version)), ("digest", .string(shown.checklist.digest)),
                    (
                        "catalogues",
                        .array(
                            shown.checklist.catalogues.map {
                                .object([
                                    ("id", .string($0.id)), ("title", .string($0.title)),
                                    ("edition", .optional($0.edition)),
                                ])
                            })
                    ),
                ])
            ),
            (
                "round",
                shown.round.map {
                    .object([
                        ("id", .string($0.id)), ("title", .string($0.title)), ("effective", .optional($0.effective)),
                        ("digest", .string($0.digest)),
                    ])
                } ?? .null
            ),
            (
                "package",
                .object([
                    ("name", .string(shown.package.name)), ("digest", .string(shown.package.digest)),
                    ("files", .array(shown.package.files.map { file($0, words) })),
                ])
            ),
            ("class", .optional(shown.applicantClass?.rawValue)),
            (
                "applicant",
                .object([("name", .optional(shown.applicant.name)), ("uscc", .optional(shown.applicant.uscc))])
            ),
            ("conclusion", .string(shown.conclusion.rawValue)),
            ("findings", .array(shown.findings.map(finding))),
            ("to-do", .array(shown.toDo.map(toDo))),
            (
                "questions",
                .array(
                    shown.reviews.map { index in
                        let finding = shown.findings[index]
                        return .object([
                            ("condition", .string(finding.condition)), ("ground", .optional(finding.ground?.rawValue)),
                            ("question", .optional(finding.question)),
                        ])
                    })
            ),
            ("facts", .array(shown.facts.map(fact))),
            ("receipt", shown.receipt.map(receipt) ?? .null),
        ])
        return Data((document.text() + "\n").utf8)
    }

    private static func file(_ file: PackageFile, _ words: Phrases) -> JSONText {
        let problem =
            file.setAside
            ? words.setAside(file)
            : file.problems.isEmpty ? nil : file.problems.map { $0.message(words.language) }.joined(separator: " ")
        let code = file.setAside ? "set-aside" : file.problems.first?.code.rawValue
        return .object([
            ("path", .string(file.path)),
            // Links and refused archive entries have no bytes of their own, so no digest.
            ("sha256", file.sha256.isEmpty ? .null : .string(file.sha256)),
            ("bytes", .integer(file.bytes)), ("kind", .optional(file.kind)), ("pages", .optional(file.pages)),
            ("read", .string(file.setAside ? PackageFile.Read.none.rawValue : file.read.rawValue)),
            ("problem", .optional(problem)), ("problem-code", .optional(code)),
            (
                "notes",
                .array(
                    file.notes.map {
                        .object([
                            ("code", .string($0.code.rawValue)), ("text", .string($0.message(words.language))),
                        ])
                    })
            ),
        ])
    }

    static func finding(_ finding: Finding) -> JSONText {
        .object([
            ("condition", .string(finding.condition)), ("article", .string(finding.article)),
            ("phrase", .string(finding.phrase)), ("gloss", .optional(finding.gloss)),
            ("state", .string(finding.state.rawValue)), ("ground", .optional(finding.ground?.rawValue)),
            ("measured", .optional(finding.measured)), ("required", .optional(finding.required)),
            ("shortfall", .optional(finding.shortfall)), ("unit", .optional(finding.unit)),
            ("explanation", .string(finding.explanation)), ("remedy", .optional(finding.remedy)),
            ("question", .optional(finding.question)), ("notes", .array(finding.notes.map(JSONText.string))),
            ("evidence", .array(finding.evidence.map(evidence))),
        ])
    }

    private static func toDo(_ item: ToDo) -> JSONText {
        .object([
            ("action", .string(item.action.rawValue)), ("subject", .string(item.subject)),
            ("kind", .optional(item.kind)), ("gate", .bool(item.isGate)),
            ("conditions", .array(item.conditions.map(JSONText.string))),
            ("remedies", .array(item.remedies.map(JSONText.string))),
        ])
    }

    private static func fact(_ fact: Fact) -> JSONText {
        .object([
            ("path", .string(fact.path)), ("value", .string(fact.value)), ("raw", .string(fact.raw)),
            ("evidence", .array(fact.evidence.map(evidence))),
        ])
    }

    static func evidence(_ evidence: Evidence) -> JSONText {
        let box = evidence.box.map { box in
            JSONText.array([box.x0, box.y0, box.x1, box.y1].map { .number(($0 * 100).rounded() / 100) })
        }
        return .object([
            ("document", .string(evidence.document)), ("page", .optional(evidence.page)), ("box", box ?? .null),
            ("place", .optional(evidence.place)), ("quote", .string(evidence.quote)),
            ("method", .string(evidence.method.rawValue)), ("confidence", .number(evidence.confidence)),
        ])
    }

    private static func receipt(_ receipt: IntakeReceipt) -> JSONText {
        .object([
            ("code", .string(receipt.code)), ("issued-at", .string(receipt.issuedAt)),
            ("package-name", .string(receipt.packageName)), ("package-digest", .string(receipt.packageDigest)),
            ("checklist-digest", .string(receipt.checklistDigest)), ("round-digest", .optional(receipt.roundDigest)),
            ("applicant-name", .optional(receipt.applicantName)), ("uscc", .optional(receipt.uscc)),
            ("as-of", .string(receipt.asOf)), ("conclusion", .string(receipt.conclusion.rawValue)),
            ("public-key", .string(receipt.publicKey)), ("signature", .string(receipt.signature)),
        ])
    }
}
