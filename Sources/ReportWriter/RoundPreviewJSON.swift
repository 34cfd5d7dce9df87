// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

extension RoundPreviewReport {
    /// The `schema` member and the `$id` of `Checklists/round-preview.schema.json`, which describes the form.
    public static let schema = "urn:zhunsheng:round-preview:1"

    /// For other programs. UTF-8, indented, the same bytes for the same files, one newline at the end. Every member is always
    /// there; what is not known is `null`.
    public func json() -> Data {
        let document = JSONText.object([
            ("schema", .string(Self.schema)), ("lang", .string(language.rawValue)),
            (
                "round",
                .object([
                    ("id", .string(round.id)), ("title", .string(round.title)), ("digest", .string(round.digest)),
                ])
            ),
            (
                "checklist",
                .object([
                    ("id", .string(checklist.id)), ("version", .string(checklist.version)),
                    ("digest", .string(checklist.digest)),
                ])
            ),
            ("as-of", .optional(asOf)), ("conditions", .array(conditions.map(JSONText.string))),
            ("applications", .array(preview.applications.map(Self.application))),
            ("totals", .array(preview.totals.map(Self.total))),
            (
                "problems",
                .array(
                    problems.map { problem in
                        .object([
                            ("file", .string(problem.file)), ("code", .string(problem.code.rawValue)),
                            ("member", .optional(problem.member.isEmpty ? nil : problem.member)),
                            ("message", .string(problem.message(language))),
                        ])
                    })
            ),
        ])
        return Data((document.text() + "\n").utf8)
    }

    private static func application(_ application: RoundPreview.Application) -> JSONText {
        .object([
            ("file", .string(application.file)), ("package", .string(application.package)),
            (
                "applicant",
                .object([
                    ("name", .optional(application.applicant.name)), ("uscc", .optional(application.applicant.uscc)),
                ])
            ),
            ("class", .optional(application.applicantClass?.rawValue)), ("as-of", .string(application.asOf)),
            ("recorded-as-of", .string(application.recordedAsOf)),
            (
                "recorded-round",
                application.recordedRound.map { .object([("id", .string($0.id)), ("digest", .string($0.digest))]) }
                    ?? .null
            ),
            ("other-checklist", .bool(application.isOfAnotherChecklist)),
            ("dropped", .array(application.dropped.map(JSONText.string))),
            (
                "conditions",
                .array(
                    application.rows.map { row in
                        .object([
                            ("condition", .string(row.condition)), ("outcome", .string(row.outcome.rawValue)),
                            ("flips", .bool(row.flips)), ("old", row.old.map(\.json) ?? .null),
                            ("new", row.new.json), ("explanation", .string(row.explanation)),
                            ("rests-on-masked", .bool(row.restsOnMasked)),
                        ])
                    })
            ),
        ])
    }

    private static func total(_ total: RoundPreview.Total) -> JSONText {
        .object([
            ("condition", .string(total.condition)), ("phrase", .string(total.phrase)),
            ("gloss", .optional(total.gloss)), ("judged", .integer(total.judged)), ("flips", .integer(total.flips)),
            (
                "outcomes",
                .object(RoundPreview.Row.Outcome.allCases.map { ($0.rawValue, .integer(total.count($0))) })
            ),
        ])
    }
}
