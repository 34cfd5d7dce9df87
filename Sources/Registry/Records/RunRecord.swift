// SPDX-License-Identifier: GPL-3.0-or-later

/// The journal of a batch: which packages of a run are done or set aside, so that it can go on after a power cut.
public struct RunRecord: Sendable, Hashable {
    public var number: Int
    public var round: String
    public var inbox: String
    /// What decides the results beside the packages; a run is only continued under the same.
    public var settings: String
}

/// How far the work on one package came.
public struct WorkRecord: Sendable, Hashable {
    public enum State: String, Sendable { case waiting, done, aside }

    public var package: String
    public var state: State
    /// How often checking it ended the process that did.
    public var tries: Int
    /// Why it was set aside.
    public var reason: String?
    public var submission: Int?
}

extension Registry {
    /// Begins a run.
    public func begin(round: String, inbox: String, settings: String, at: String) throws -> RunRecord {
        try database.write { session in
            let number = (try session.first("SELECT MAX(number) AS n FROM run")?["n"].integer ?? 0) + 1
            try session.execute(
                "INSERT INTO run (number, round, inbox, settings, started) VALUES ($1, $2, $3, $4, $5)",
                [SQLValue(number), .text(round), .text(inbox), .text(settings), .text(at)])
            return RunRecord(number: number, round: round, inbox: inbox, settings: settings)
        }
    }

    /// The last run over an inbox, if it did not come to its end.
    public func unfinished(round: String, inbox: String) throws -> RunRecord? {
        try read { session in
            let last = try session.first(
                "SELECT * FROM run WHERE round = $1 AND inbox = $2 ORDER BY number DESC LIMIT 1",
                [.text(round), .text(inbox)])
            guard let last, last["ended"].text == nil else { return nil }
            return RunRecord(
                number: last.integer("number"), round: round, inbox: inbox, settings: last.text("settings"))
        }
    }

    /// The run came to its end; it is not continued any more.
    public func end(_ run: RunRecord, at: String) throws {
        try database.write { session in
            try session.execute("UPDATE run SET ended = $1 WHERE number = $2", [.text(at), SQLValue(run.number)])
        }
    }

    /// What was worked on so far.
    public func work(of run: Int) throws -> [WorkRecord] {
        try read { session in
            try session.rows("SELECT * FROM work WHERE run = $1", [SQLValue(run)]).map { row in
                WorkRecord(
                    package: row.text("package"), state: WorkRecord.State(rawValue: row.text("state")) ?? .waiting,
                    tries: row.integer("tries"), reason: row["reason"].text, submission: row["submission"].integer)
            }
        }
    }

    /// Notes that a package is as it was.
    public func unchanged(_ package: String, run: Int, submission: Int) throws {
        try database.write { try Self.finish(package, run, submission, $0) }
    }

    /// Notes that checking a package failed once more.
    public func failed(_ package: String, run: Int, reason: String) throws -> Int {
        try database.write { session in
            let row = try session.first(
                """
                INSERT INTO work (run, package, state, tries, reason) VALUES ($1, $2, $3, 1, $4)
                ON CONFLICT (run, package) DO UPDATE SET state = $3, reason = $4,
                  tries = CASE WHEN work.state = $3 THEN work.tries + 1 ELSE 1 END
                RETURNING tries
                """, [SQLValue(run), .text(package), .text(WorkRecord.State.waiting.rawValue), .text(reason)])
            return row?.integer("tries") ?? 1
        }
    }

    /// Sets a package aside. It is not registered, as nothing is known of it; the log says that it came.
    public func setAside(_ package: String, run: RunRecord, reason: String, at: String) throws {
        try write(at) { session, log in
            try session.execute(
                """
                INSERT INTO work (run, package, state, tries, reason) VALUES ($1, $2, $3, 1, $4)
                ON CONFLICT (run, package) DO UPDATE SET state = $3, reason = $4
                """, [SQLValue(run.number), .text(package), .text(WorkRecord.State.aside.rawValue), .text(reason)])
            // A package's name may be that of a person, which the log could never forget.
            let name = CanonicalLines.digest("zhunsheng-package/1", [("name", package)])
            try log.append(.aside, subject: "package \(name.prefix(16)) of run \(run.number)")
        }
    }

    static func finish(_ package: String, _ run: Int, _ submission: Int, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO work (run, package, state, tries, submission) VALUES ($1, $2, $3, 0, $4)
            ON CONFLICT (run, package) DO UPDATE SET state = $3, submission = $4, reason = NULL
            """, [SQLValue(run), .text(package), .text(WorkRecord.State.done.rawValue), SQLValue(submission)])
    }
}
