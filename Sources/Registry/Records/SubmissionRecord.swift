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
    /// How many conditions ended in each state; keys are those of `FindingState`.
    public var counts: [String: Int]
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
        (states, mattersText, scopeText) = (row.text("states"), row.text("matters"), row.text("scope"))
        counts = try Self.decode(row.text("counts"), number)
    }

    // What is rarely asked for is taken apart only then: a round asks for thousands of records.
    private let states: String
    private let mattersText: String
    private let scopeText: String

    /// By condition.
    public var marks: [String: FindingMark] { get throws { try Self.decode(states, number) } }

    /// What is unmet, missing or for review.
    public var matters: [Finding] { get throws { try Self.decode(mattersText, number) } }

    public var scope: PackageOutcome.Scope { get throws { try Self.decode(scopeText, number) } }

    private static func decode<Value: Decodable>(_ text: String, _ number: Int) throws -> Value {
        do { return try RecordJSON.decode(Value.self, text) } catch {
            throw RegistryError.damaged("assessment \(number)", reason: "JSON")
        }
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
