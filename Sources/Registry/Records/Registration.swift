// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// What registering a checked package came to.
public struct Registration: Sendable {
    public var submission: SubmissionRecord
    /// False where these bytes were registered before, and only judged again.
    public var isNewVersion: Bool
}

/// What is known of a package before it is looked at.
public struct KnownPackage: Sendable {
    public var submission: SubmissionRecord
    public var assessment: AssessmentRecord
    /// Reading failed for a passing reason.
    public var isOfTheMoment: Bool
    /// The intake receipt that was issued for this assessment.
    public var receipt: IntakeReceipt?
}

extension Registry {
    /// Registers a checked package with its assessment, claims, notice and receipt: all of it or nothing.
    ///
    /// - Parameters:
    ///   - run: the run whose work this is.
    ///   - folder: proposes a name for the folder of the reports, given the version; asked again with the next number where it
    ///     is taken.
    ///   - basis: what was known of the package when it was looked at; nothing is written where another process has been faster.
    /// - Throws: `RegistryError.overtaken`; look again then. `.codeTaken` where another package has the receipt's code: issue it a
    ///   second later
    public func register(
        _ outcome: PackageOutcome, round: String, run: Int?, basis: Basis = .any, at: String, folder: (Int) -> String
    ) throws -> Registration {
        let claims = try ClaimRows(outcome.claims, secret: try claimSecret().text)
        return try write(at) { session, log in
            let latest = try Self.latest(outcome.package, round, session)
            if case .known(let assessment) = basis, try Self.latestAssessment(latest, session) != assessment {
                throw RegistryError.overtaken(outcome.package)
            }
            let isNew = latest?.digest != outcome.digest
            // The same bytes under another name, a folder and the zip of it, receipted in the same second.
            if let receipt = outcome.receipt,
                try session.first("SELECT code FROM receipt WHERE code = $1", [.text(receipt.code)]) != nil
            {
                guard let latest, !isNew, try Self.isKept(receipt, of: latest.number, session) else {
                    throw RegistryError.codeTaken(receipt.code)
                }
            }
            let submission: SubmissionRecord
            if let latest, !isNew {
                submission = latest
            } else {
                if let latest { try ClaimRows.remove(latest.number, session) }
                submission = try Self.add(outcome, round, after: latest, folder, session, log, at)
            }
            try claims.write(of: submission.number, round: round, session, log)
            let number = try log.next(.assessment)
            var rows = [(RecordTable.assessment, try Self.row(outcome, number, submission.number, claims, at))]
            // Reports that were lost and made again carry the receipt that was issued for them.
            if let receipt = outcome.receipt, try !Self.isKept(receipt, of: submission.number, session) {
                rows.append((.receipt, try Self.row(receipt, submission.number, log, at)))
            }
            if let notice = outcome.notice {
                rows.append(
                    (
                        .notice,
                        [
                            "number": SQLValue(try log.next(.notice)), "submission": SQLValue(submission.number),
                            "assessment": SQLValue(number), "items": SQLValue(notice.items),
                            "digest": .text(notice.digest), "at": .text(at),
                        ]
                    ))
            }
            try log.append(.assessment, subject: "submission \(submission.number)", rows)
            if let run { try Self.finish(outcome.package, run, submission.number, session) }
            return Registration(submission: submission, isNewVersion: isNew)
        }
    }

    /// What a registration rests on.
    public enum Basis: Sendable, Hashable {
        case any
        /// The number of the latest assessment; nil where the package was new.
        case known(Int?)
    }

    private static func latestAssessment(_ submission: SubmissionRecord?, _ session: any SQLSession) throws -> Int? {
        guard let submission else { return nil }
        let row = try session.first(
            "SELECT MAX(number) AS n FROM assessment WHERE submission = $1", [SQLValue(submission.number)])
        return row?["n"].integer
    }

    /// The latest version of a package and what it was judged to be; nil where there is none.
    public func known(_ package: String, round: String) throws -> KnownPackage? {
        try read { session in
            guard let submission = try Self.latest(package, round, session),
                let row = try session.first(
                    "SELECT * FROM assessment WHERE submission = $1 ORDER BY number DESC LIMIT 1",
                    [SQLValue(submission.number)])
            else { return nil }
            let assessment = try AssessmentRecord(row)
            return KnownPackage(
                submission: submission, assessment: assessment, isOfTheMoment: row.integer("momentary") != 0,
                receipt: try Self.receipt(of: submission.number, assessment, session))
        }
    }

    /// Hands over the latest version of every package of a round, by name.
    public func latest(of round: String, _ body: (KnownPackage) throws -> Void) throws {
        for package in try packages(of: round) {
            if let known = try known(package, round: round) { try body(known) }
        }
    }

    /// The names of a round's packages, sorted by their bytes.
    public func packages(of round: String) throws -> [String] {
        try read { session in
            try session.rows("SELECT DISTINCT package FROM submission WHERE round = $1", [.text(round)])
                .map { $0.text("package") }
        }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The days, ISO 8601, as of which the first and the last of a round's packages were judged, each in its latest version; nil
    /// where there are none.
    public func judgingDays(of round: String) throws -> ClosedRange<String>? {
        try read { session in
            let row = try session.first(
                """
                SELECT MIN(a.as_of) AS first, MAX(a.as_of) AS last FROM assessment AS a, submission AS s
                WHERE a.number = (SELECT MAX(number) FROM assessment WHERE submission = s.number)
                  AND s.round = $1 AND s.version = (SELECT MAX(version) FROM submission
                    WHERE round = s.round AND package = s.package)
                """, [.text(round)])
            guard let first = row?["first"].text, let last = row?["last"].text else { return nil }
            return first...max(first, last)
        }
    }

    /// A submission by its number; nil where there is none.
    public func submission(_ number: Int) throws -> SubmissionRecord? {
        try read { session in
            try session.first("SELECT * FROM submission WHERE number = $1", [SQLValue(number)]).map(
                SubmissionRecord.init)
        }
    }

    /// All versions of a package, the first one first.
    public func versions(_ package: String, round: String) throws -> [SubmissionRecord] {
        try read { session in
            try session.rows(
                "SELECT * FROM submission WHERE round = $1 AND package = $2 ORDER BY version",
                [.text(round), .text(package)]
            ).map(SubmissionRecord.init)
        }
    }

    // MARK: Rows

    private static func latest(_ package: String, _ round: String, _ session: any SQLSession) throws
        -> SubmissionRecord?
    {
        try session.first(
            "SELECT * FROM submission WHERE round = $1 AND package = $2 ORDER BY version DESC LIMIT 1",
            [.text(round), .text(package)]
        ).map(SubmissionRecord.init)
    }

    private static func add(
        _ outcome: PackageOutcome, _ round: String, after latest: SubmissionRecord?, _ folder: (Int) -> String,
        _ session: any SQLSession, _ log: AuditLog, _ at: String
    ) throws -> SubmissionRecord {
        let version = (latest?.version ?? 0) + 1
        var number = version
        while try session.first(
            "SELECT number FROM submission WHERE round = $1 AND folder = $2", [.text(round), .text(folder(number))])
            != nil
        {
            number += 1
        }
        let values: [String: SQLValue] = [
            "number": SQLValue(try log.next(.submission)), "round": .text(round), "package": .text(outcome.package),
            "version": SQLValue(version), "digest": .text(outcome.digest),
            "applicant_key": .text(outcome.applicantKey),
            "identity": .text(try RecordJSON.encode(outcome.claims.applicant)),
            "applicant": SQLValue(outcome.applicant.name),
            "uscc": SQLValue(outcome.applicant.uscc), "class": SQLValue(outcome.applicantClass?.rawValue),
            "folder": .text(folder(number)), "at": .text(at),
        ]
        let submission = SubmissionRecord(SQLRow(values))
        try log.append(.submission, subject: "submission \(submission.number)", [(.submission, values)])
        return submission
    }

    private static func row(
        _ outcome: PackageOutcome, _ number: Int, _ submission: Int, _ claims: ClaimRows, _ at: String
    ) throws -> [String: SQLValue] {
        [
            "number": SQLValue(number), "submission": SQLValue(submission), "as_of": .text(outcome.asOf),
            "checklist": .text(outcome.checklist), "checklist_version": .text(outcome.checklistVersion),
            "checklist_digest": .text(outcome.checklistDigest), "round_digest": .text(outcome.roundDigest),
            "conclusion": .text(outcome.conclusion.rawValue), "status": SQLValue(outcome.status),
            "unreadable": SQLValue(outcome.unreadableFiles), "momentary": SQLValue(outcome.isOfTheMoment ? 1 : 0),
            "counts": .text(
                try RecordJSON.encode(outcome.marks.values.reduce(into: [:]) { $0[$1.state.rawValue, default: 0] += 1 })
            ),
            "states": .text(try RecordJSON.encode(outcome.marks)),
            "matters": .text(try RecordJSON.encode(outcome.matters)),
            "scope": .text(try RecordJSON.encode(outcome.scope)),
            "report_digest": .text(outcome.reportDigest), "claims_digest": .text(claims.digest),
            "at": .text(at),
        ]
    }
}
