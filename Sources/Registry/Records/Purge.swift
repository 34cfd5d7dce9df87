// SPDX-License-Identifier: GPL-3.0-or-later

/// What a purge took out of the registry.
public struct Purged: Sendable, Hashable {
    /// The submissions, with the round and folder of their reports.
    public struct Submission: Sendable, Hashable {
        public var number: Int
        public var round: String
        public var folder: String
        /// SHA-256 of every `assessment.json` that was registered for it: what tells its reports from those of others.
        public var reportDigests: Set<String>
    }

    public var submissions: [Submission]
    /// Rows of all tables that the log names.
    public var records: Int
    /// Submissions that were kept because an institution was set up for them.
    public var kept: Int
}

extension Registry {
    /// Takes out every package whose latest version was registered before a day, with its assessments, decisions, notices,
    /// intake receipts and claims; the log keeps their digests and says that they were purged. Establishment receipts, the steps
    /// that led to them and institution codes stay: the directory needs them for three years and more. A code that was taken back
    /// keeps nothing.
    /// - Parameters:
    ///   - day: ISO 8601, of a Chinese clock; that day itself is kept.
    ///   - rehearse: only says what it would do.
    /// - Throws: `RegistryError.badTime` where `day` is none
    public func purge(before day: String, rehearse: Bool = false, at: String) throws -> Purged {
        guard let moment = CivilTime.beginning(ofDayInChina: day) else { throw RegistryError.badTime(day) }
        let purged = try write(at) { session, log in
            var out = Purged(submissions: [], records: 0, kept: 0)
            let rows = try session.rows(
                """
                SELECT * FROM submission AS s WHERE $1 > (SELECT MAX(at) FROM submission
                  WHERE round = s.round AND package = s.package) ORDER BY number
                """, [.text(moment)])
            var marks: [RecordMark] = []
            var applicants: Set<String> = []
            for row in rows {
                let submission = SubmissionRecord(row)
                guard try !Self.steps(submission, session).standing.contains(where: { $0.content.isOfAnInstitution })
                else {
                    out.kept += 1
                    continue
                }
                applicants.insert(submission.applicantKey)
                let reports = try session.rows(
                    "SELECT report_digest FROM assessment WHERE submission = $1", [SQLValue(submission.number)])
                out.submissions.append(
                    .init(
                        number: submission.number, round: submission.round, folder: submission.folder,
                        reportDigests: Set(reports.map { $0.text("report_digest") })))
                marks += try Self.takeOut(submission.number, session, rehearse: rehearse)
            }
            marks += try Self.takeOutCodes(of: applicants, session, rehearse: rehearse)
            out.records = marks.count
            if !rehearse {
                // Packages that were set aside left a name in the journal.
                try session.execute(
                    "DELETE FROM work WHERE run IN (SELECT number FROM run WHERE started < $1)", [.text(moment)])
                try session.execute("DELETE FROM run WHERE started < $1", [.text(moment)])
                try log.append(.purge, subject: "before \(day)", marks: marks)
            }
            return out
        }
        if !rehearse { try database.settle() }
        return purged
    }

    /// The rows of codes that were given to these applicants, and taken back.
    private static func takeOutCodes(of applicants: Set<String>, _ session: any SQLSession, rehearse: Bool) throws
        -> [RecordMark]
    {
        let standing = try standingCodes(session)
        let rows = try session.rows("SELECT * FROM institution ORDER BY code").filter { row in
            let own = StandingCode(code: row.text("code"), applicantKey: row.text("applicant_key"))
            return applicants.contains(own.applicantKey) && !standing.contains(own)
        }
        if !rehearse {
            for row in rows { try session.execute("DELETE FROM institution WHERE code = $1", [row["code"]]) }
        }
        return rows.map { RecordMark(.institution, $0) }
    }

    private static func takeOut(_ submission: Int, _ session: any SQLSession, rehearse: Bool) throws -> [RecordMark] {
        var marks: [RecordMark] = []
        for table in [RecordTable.assessment, .decision, .notice, .receipt, .step, .submission] {
            let column = table == .submission ? "number" : "submission"
            for row in try session.rows(
                "SELECT * FROM \(table.rawValue) WHERE \(column) = $1", [SQLValue(submission)])
            {
                marks.append(RecordMark(table, row))
            }
            guard !rehearse else { continue }
            try session.execute("DELETE FROM \(table.rawValue) WHERE \(column) = $1", [SQLValue(submission)])
        }
        guard !rehearse else { return marks }
        try ClaimRows.remove(submission, session)
        try session.execute("DELETE FROM work WHERE submission = $1", [SQLValue(submission)])
        return marks
    }
}
