// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

extension Registry {
    /// What several applicants of a round lay claim to, by kind and then by package. Only what is claimed more than once is ever in
    /// memory.
    public func crossFindings(of round: String) throws -> [CrossFinding] {
        try read { try Self.crossFindings(of: round, $0) }
    }

    /// What decisions on a package are held against: the marks of its latest assessment, that of X-05 with what it shares with
    /// others by now.
    public func marks(of known: KnownPackage) throws -> [String: FindingMark] {
        try read { try Self.marks(known.assessment, of: known.submission, $0) }
    }

    static func marks(_ assessment: AssessmentRecord, of submission: SubmissionRecord, _ session: any SQLSession) throws
        -> [String: FindingMark]
    {
        var marks = try assessment.marks
        guard let mark = marks[CrossApplicant.condition] else { return marks }
        let shared = try crossFindings(of: submission.round, session).filter { finding in
            finding.claimants.contains { $0.package == submission.package }
        }
        marks[CrossApplicant.condition] = mark.resting(on: shared)
        return marks
    }

    private static func crossFindings(of round: String, _ session: any SQLSession) throws -> [CrossFinding] {
        let equal = try equalClaims(round, session)
        let near = try nearClaims(round, session)
        func of(_ scope: NearClaim.Scope) -> [CrossFinding] { near[scope] ?? [] }
        let rules = CrossApplicant.notCovered(of(.rule), by: of(.compendium))
        let photographs = CrossApplicant.notCovered(of(.photograph), by: equal.filter { $0.kind == .file })
        let order = Dictionary(
            uniqueKeysWithValues: CrossFinding.Kind.allCases.enumerated().map { ($0.element, $0.offset) })
        // The registry's keys are secret and differ from one to the next: what is shown decides the order.
        func place(_ finding: CrossFinding) -> [String] {
            let kind = 100 + (order[finding.kind] ?? 0)
            return ["\(kind)"] + finding.claimants.map(\.package) + [finding.shown]
        }
        return (equal + of(.compendium) + rules + photographs).map { (place($0), $0) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }

    private static func equalClaims(_ round: String, _ session: any SQLSession) throws -> [CrossFinding] {
        let shared = try session.rows(
            """
            SELECT kind, key FROM claim WHERE round = $1 GROUP BY kind, key HAVING COUNT(DISTINCT submission) > 1
            """, [.text(round)])
        return try shared.compactMap { group in
            let rows = try session.rows(
                """
                SELECT c.content, s.package, s.identity FROM claim AS c, submission AS s
                WHERE c.round = $1 AND c.kind = $2 AND c.key = $3 AND s.number = c.submission
                """, [.text(round), group["kind"], group["key"]])
            return CrossApplicant.finding(try rows.map(row))
        }
    }

    private static func nearClaims(_ round: String, _ session: any SQLSession) throws -> [NearClaim.Scope:
        [CrossFinding]]
    {
        var clusters: [NearClaim.Scope: NearClusters] = [:]
        let shared = try session.rows(
            "SELECT band FROM band WHERE round = $1 GROUP BY band HAVING COUNT(DISTINCT submission) > 1", [.text(round)]
        )
        for band in shared.map({ $0.text("band") }).sorted() {
            let rows = try session.rows(
                """
                SELECT n.number, n.scope, n.sketch, s.package, s.identity FROM band AS b, near AS n, submission AS s
                WHERE b.round = $1 AND b.band = $2 AND n.number = b.near AND s.number = b.submission
                """, [.text(round), .text(band)])
            guard let scope = rows.first.flatMap({ NearClaim.Scope(rawValue: $0.text("scope")) }) else { continue }
            clusters[scope, default: NearClusters()].add(
                try rows.compactMap { row in
                    guard let sketch = Sketch(code: row.text("sketch")) else { return nil }
                    return .init(
                        id: Int64(row.integer("number")), package: row.text("package"),
                        applicant: try RecordJSON.decode(Applicant.self, row.text("identity")), sketch: sketch)
                })
        }
        return try clusters.mapValues { found in
            var found = found
            return try found.clusters().compactMap { cluster in
                let rows = try cluster.ids.compactMap { id in
                    try session.first(
                        """
                        SELECT n.content, s.package, s.identity FROM near AS n, submission AS s
                        WHERE n.number = $1 AND s.number = n.submission
                        """, [.integer(id)])
                }
                return CrossApplicant.finding(try rows.map(row), similarity: cluster.similarity)
            }
        }
    }

    private static func row(_ row: SQLRow) throws -> CrossApplicant.Row {
        CrossApplicant.Row(
            package: row.text("package"), applicant: try RecordJSON.decode(Applicant.self, row.text("identity")),
            claim: try RecordJSON.decode(Claim.self, row.text("content")))
    }
}
