// SPDX-License-Identifier: GPL-3.0-or-later

/// How the registry's tables came to be: named, in this order, each done once. One that was released is never edited.
///
/// Texts are masked before they come here. Rows of the audited tables (`RecordTable`) are written once and never changed.
enum Migrations {
    struct Migration: Sendable {
        let name: String
        let statements: [String]
    }

    static let all: [Migration] = [rounds]

    /// Applies what has not been applied yet.
    /// - Throws: `RegistryError.newer` where the registry was written by a later version of the program
    static func apply(_ database: any SQLDatabase) throws {
        try database.write { session in
            try session.execute(
                "CREATE TABLE IF NOT EXISTS migration (position BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE)", [])
            let done = try session.rows("SELECT name FROM migration ORDER BY position").map { $0.text("name") }
            guard done == all.prefix(done.count).map(\.name) else { throw RegistryError.newer(database.place) }
            for (position, migration) in all.enumerated().dropFirst(done.count) {
                for statement in migration.statements { try session.execute(statement, []) }
                try session.execute(
                    "INSERT INTO migration (position, name) VALUES ($1, $2)",
                    [SQLValue(position), SQLValue(migration.name)])
            }
        }
    }

    private static let rounds = Migration(
        name: "2026-11 rounds, submissions, receipts, audit",
        statements: [
            // What this registry is: an id, and the secret that claims are digested with.
            "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
            "CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
            """
            CREATE TABLE audit (seq BIGINT PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
              subject TEXT NOT NULL, records TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL,
              signer TEXT NOT NULL, signature TEXT NOT NULL)
            """,
            """
            CREATE TABLE round (number BIGINT PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, title TEXT NOT NULL,
              authority TEXT, level TEXT, region TEXT, effective TEXT, notice_required BIGINT, notice_days BIGINT,
              at TEXT NOT NULL, UNIQUE (id, digest))
            """,
            """
            CREATE TABLE submission (number BIGINT PRIMARY KEY, round TEXT NOT NULL, package TEXT NOT NULL,
              version BIGINT NOT NULL, digest TEXT NOT NULL, applicant_key TEXT NOT NULL, identity TEXT NOT NULL, applicant TEXT,
              uscc TEXT, class TEXT, folder TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (round, package, version), UNIQUE (round, folder))
            """,
            """
            CREATE TABLE assessment (number BIGINT PRIMARY KEY, submission BIGINT NOT NULL, as_of TEXT NOT NULL,
              checklist TEXT NOT NULL, checklist_version TEXT NOT NULL, checklist_digest TEXT NOT NULL,
              round_digest TEXT NOT NULL, conclusion TEXT NOT NULL, status BIGINT NOT NULL, unreadable BIGINT NOT NULL, momentary BIGINT NOT NULL, counts TEXT NOT NULL,
              states TEXT NOT NULL, matters TEXT NOT NULL, scope TEXT NOT NULL, report_digest TEXT NOT NULL,
              claims_digest TEXT NOT NULL, at TEXT NOT NULL)
            """,
            "CREATE INDEX assessment_of_submission ON assessment (submission)",
            """
            CREATE TABLE decision (number BIGINT PRIMARY KEY, submission BIGINT NOT NULL, assessment BIGINT NOT NULL,
              condition TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL,
              condition_digest TEXT NOT NULL, evidence_digest TEXT NOT NULL, at TEXT NOT NULL)
            """,
            "CREATE INDEX decision_on_submission ON decision (submission)",
            """
            CREATE TABLE notice (number BIGINT PRIMARY KEY, submission BIGINT NOT NULL, assessment BIGINT NOT NULL,
              reference TEXT, items BIGINT NOT NULL, digest TEXT NOT NULL, at TEXT NOT NULL)
            """,
            """
            CREATE TABLE receipt (number BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
              submission BIGINT, content TEXT NOT NULL, at TEXT NOT NULL)
            """,
            "CREATE INDEX receipt_of_submission ON receipt (submission)",
            """
            CREATE TABLE step (number BIGINT PRIMARY KEY, submission BIGINT NOT NULL, kind TEXT NOT NULL,
              day TEXT NOT NULL, content TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL)
            """,
            "CREATE INDEX step_of_submission ON step (submission)",
            // To whom a code was given first. Whose it is, the steps that stand say: one taken back may go to another.
            """
            CREATE TABLE institution (code TEXT PRIMARY KEY, applicant_key TEXT NOT NULL, applicant TEXT NOT NULL,
              at TEXT NOT NULL)
            """,
            // What follows is worked with and not audited: the claims' digest stands in the assessment.
            """
            CREATE TABLE claim (submission BIGINT NOT NULL, round TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
              content TEXT NOT NULL)
            """,
            "CREATE INDEX claim_by_key ON claim (round, kind, key, submission)",
            "CREATE INDEX claim_of_submission ON claim (submission)",
            """
            CREATE TABLE near (number BIGINT PRIMARY KEY, submission BIGINT NOT NULL, scope TEXT NOT NULL,
              sketch TEXT NOT NULL, content TEXT NOT NULL)
            """,
            "CREATE INDEX near_of_submission ON near (submission)",
            "CREATE TABLE band (round TEXT NOT NULL, band TEXT NOT NULL, submission BIGINT NOT NULL, near BIGINT NOT NULL)",
            "CREATE INDEX band_by_key ON band (round, band, submission)",
            "CREATE INDEX band_of_submission ON band (submission)",
            """
            CREATE TABLE run (number BIGINT PRIMARY KEY, round TEXT NOT NULL, inbox TEXT NOT NULL, settings TEXT NOT NULL,
              started TEXT NOT NULL, ended TEXT)
            """,
            """
            CREATE TABLE work (run BIGINT NOT NULL, package TEXT NOT NULL, state TEXT NOT NULL, tries BIGINT NOT NULL,
              reason TEXT, submission BIGINT, PRIMARY KEY (run, package))
            """,
            "CREATE INDEX work_on_submission ON work (submission)",
        ])
}
