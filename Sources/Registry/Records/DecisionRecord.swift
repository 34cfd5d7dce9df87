// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// What a reviewer decided on a finding: laid over what the machine found, which stays as it is.
public struct DecisionRecord: Sendable, Hashable {
    public var number: Int
    public var submission: Int
    public var condition: String
    public var state: FindingState
    public var reason: String
    public var person: String
    /// RFC 3339, UTC.
    public var at: String
    var conditionDigest: String
    var evidenceDigest: String

    init(_ row: SQLRow) {
        number = row.integer("number")
        submission = row.integer("submission")
        condition = row.text("condition")
        state = FindingState(rawValue: row.text("state")) ?? .review
        reason = row.text("reason")
        person = row.text("person")
        at = row.text("at")
        conditionDigest = row.text("condition_digest")
        evidenceDigest = row.text("evidence_digest")
    }

    /// True where the condition's text or the evidence is no longer what was decided on.
    /// - Parameter mark: of the same condition in `Registry.marks`.
    public func isStale(_ mark: FindingMark?) -> Bool {
        mark.map { $0.condition != conditionDigest || $0.evidence != evidenceDigest } ?? true
    }
}

extension Registry {
    /// Records a decision on the latest assessment of a submission, which has to be the latest version of its package.
    /// - Throws: `RegistryError` where there is no such submission or condition, a later version was handed in, or a reason or a
    ///   name is missing
    public func decide(
        submission number: Int, condition: String, state: FindingState, reason: String, person: String, at: String
    ) throws -> DecisionRecord {
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty else { throw RegistryError.noReason }
        let person = try Self.named(person)
        return try write(at) { session, log in
            let latest = try Self.latestVersion(of: number, session)
            // It would be stale from the start, and stand in the place of one on the later version.
            guard latest.number == number else { throw RegistryError.superseded(number, by: latest.number) }
            guard
                let row = try session.first(
                    "SELECT * FROM assessment WHERE submission = $1 ORDER BY number DESC LIMIT 1", [SQLValue(number)])
            else { throw RegistryError.noSubmission("\(number)") }
            let assessment = try AssessmentRecord(row)
            guard let mark = try Self.marks(assessment, of: latest, session)[condition] else {
                throw RegistryError.noCondition(condition)
            }
            let values: [String: SQLValue] = [
                "number": SQLValue(try log.next(.decision)), "submission": SQLValue(number),
                "assessment": SQLValue(assessment.number), "condition": .text(condition),
                "state": .text(state.rawValue),
                "reason": .text(Masking.mask(reason)), "person": .text(person),
                "condition_digest": .text(mark.condition), "evidence_digest": .text(mark.evidence), "at": .text(at),
            ]
            try log.append(
                .decision, subject: "submission \(number) \(condition) \(mark.state.rawValue) \(state.rawValue)",
                [(.decision, values)])
            return DecisionRecord(SQLRow(values))
        }
    }

    /// The decisions on all versions of a package, the latest on each condition; those of earlier versions hold as long as
    /// the evidence is the same.
    public func decisions(_ package: String, round: String) throws -> [String: DecisionRecord] {
        try read { session in
            let rows = try session.rows(
                """
                SELECT d.* FROM decision AS d, submission AS s
                WHERE d.submission = s.number AND s.round = $1 AND s.package = $2 ORDER BY d.number
                """, [.text(round), .text(package)])
            return Dictionary(rows.map { ($0.text("condition"), DecisionRecord($0)) }, uniquingKeysWith: { $1 })
        }
    }
}
