// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// One version of a package as it was handed in.
public struct SubmissionRecord: Sendable, Hashable {
    public var number: Int
    public var round: String
    public var package: String
    /// From 1; a changed package is a new version.
    public var version: Int
    /// SHA-256 over the manifest.
    public var digest: String
    var applicantKey: String
    public var applicant: Assessment.Applicant
    public var applicantClass: ApplicantClass?
    /// Where its reports lie, below the round's output folder.
    public var folder: String
    /// RFC 3339, UTC: when it was registered.
    public var at: String

    init(_ row: SQLRow) {
        number = row.integer("number")
        round = row.text("round")
        package = row.text("package")
        version = row.integer("version")
        digest = row.text("digest")
        applicantKey = row.text("applicant_key")
        applicant = .init(name: row["applicant"].text, uscc: row["uscc"].text)
        applicantClass = row["class"].text.flatMap(ApplicantClass.init(rawValue:))
        folder = row.text("folder")
        at = row.text("at")
    }
}

/// What checking a submission came to.
public struct AssessmentRecord: Sendable {
    public var number: Int
    public var submission: Int
    public var asOf: String
    public var checklist: String
    public var checklistVersion: String
    public var checklistDigest: String
    public var roundDigest: String
    public var conclusion: Conclusion
    /// The exit status that `check` would have.
    public var status: Int
    public var unreadableFiles: Int
    public var marks: [String: FindingMark]
    public var matters: [Finding]
    public var scope: PackageOutcome.Scope
    /// SHA-256 of `assessment.json`.
    public var reportDigest: String
    public var at: String

    init(_ row: SQLRow) throws {
        number = row.integer("number")
        submission = row.integer("submission")
        asOf = row.text("as_of")
        checklist = row.text("checklist")
        checklistVersion = row.text("checklist_version")
        checklistDigest = row.text("checklist_digest")
        roundDigest = row.text("round_digest")
        guard let conclusion = Conclusion(rawValue: row.text("conclusion")) else {
            throw RegistryError.damaged("assessment \(number)", reason: "conclusion")
        }
        self.conclusion = conclusion
        status = row.integer("status")
        unreadableFiles = row.integer("unreadable")
        reportDigest = row.text("report_digest")
        at = row.text("at")
        do {
            marks = try RecordJSON.decode([String: FindingMark].self, row.text("states"))
            matters = try RecordJSON.decode([Finding].self, row.text("matters"))
            scope = try RecordJSON.decode(PackageOutcome.Scope.self, row.text("scope"))
        } catch {
            throw RegistryError.damaged("assessment \(row.integer("number"))", reason: "JSON")
        }
    }

    /// How many conditions ended in each state.
    public var counts: [FindingState: Int] {
        marks.values.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }
}

/// JSON inside tables: sorted keys, so that the same value is the same text.
enum RecordJSON {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
