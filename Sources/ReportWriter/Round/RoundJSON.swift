// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// `results.jsonl`: one JSON object a line and package, members sorted by name; `Checklists/results.schema.json` describes
/// a line. Every member is always there; what is not known is `null`.
final class RoundResults {
    /// The `schema` member of every line.
    static let schema = "urn:zhunsheng:results:1"

    private let file: DraftFile

    init(path: String) throws(RoundOutputError) { file = try DraftFile(path) }

    func add(_ package: PackageSummary) throws(RoundOutputError) { try file.write(Self.line(package) + "\n") }

    func close() throws(RoundOutputError) { try file.publish() }

    /// One line, without its end.
    static func line(_ package: PackageSummary) -> String {
        JSONText.object([
            ("schema", .string(schema)), ("name", .string(package.name)), ("version", .integer(package.version)),
            ("digest", .optional(package.digest)), ("folder", .optional(package.folder)),
            (
                "applicant",
                .object([("name", .optional(package.applicant.name)), ("uscc", .optional(package.applicant.uscc))])
            ),
            ("class", .optional(package.applicantClass?.rawValue)),
            ("conclusion", .optional(package.conclusion?.rawValue)),
            (
                "counts",
                .object(FindingState.allCases.map { ($0.rawValue, .integer(package.counts[$0.rawValue] ?? 0)) })
            ),
            ("unreadable-files", .integer(package.unreadableFiles)),
            ("receipt-code", .optional(package.receiptCode)), ("set-aside", .optional(package.setAside)),
            ("same-applicant", .array(package.sameApplicant.names.map(JSONText.string))),
            ("same-content", .array(package.sameContent.names.map(JSONText.string))),
            ("matters", .array(package.matters.map(JSONReport.finding))),
        ]).sortedLine
    }
}

/// `cross-applicant.json`: an array of what several applicants lay claim to, a finding a line, members sorted by name;
/// `Checklists/cross-applicant.schema.json` describes it.
final class CrossApplicantJSON {
    private let file: DraftFile
    private var isEmpty = true

    init(path: String) throws(RoundOutputError) {
        file = try DraftFile(path)
        try file.write("[")
    }

    func add(_ finding: CrossFinding) throws(RoundOutputError) {
        try file.write((isEmpty ? "\n" : ",\n") + Self.line(finding.masked))
        isEmpty = false
    }

    func close() throws(RoundOutputError) {
        try file.write(isEmpty ? "]\n" : "\n]\n")
        try file.publish()
    }

    static func line(_ finding: CrossFinding) -> String {
        JSONText.object([
            ("condition", .string(finding.condition)), ("kind", .string(finding.kind.rawValue)),
            ("shown", .string(finding.shown)), ("similarity", finding.similarity.map(JSONText.number) ?? .null),
            (
                "claimants",
                .array(
                    finding.claimants.map {
                        .object([
                            ("package", .string($0.package)), ("applicant", .optional($0.applicant)),
                            ("evidence", JSONReport.evidence($0.evidence)),
                        ])
                    })
            ),
        ]).sortedLine
    }
}
