// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What a package lays claim to, as the registry keeps it: no ID number, telephone number or address as a key, only a digest
/// with this registry's own secret, so that a copy of one registry says nothing to another.
struct ClaimRows {
    private let claims: [(kind: String, key: String, content: String)]
    private let near: [(scope: String, sketch: String, content: String, bands: [String])]

    init(_ package: PackageClaims, secret: String) throws {
        claims = try package.claims.map { claim in
            let digest = CanonicalLines.digest(
                "zhunsheng-claim/1", [("secret", secret), ("kind", claim.kind.rawValue), ("key", claim.key)])
            return (claim.kind.rawValue, digest, try Self.content(claim))
        }
        near = try package.nearClaims.map { item in
            (item.scope.rawValue, item.sketch.code, try Self.content(item.claim), item.bands)
        }
    }

    private static func content(_ claim: Claim) throws -> String {
        var shown = claim.withoutKey
        shown.evidence.document = Masking.mask(shown.evidence.document)
        return try RecordJSON.encode(shown)
    }

    /// Of what `digest(of:)` finds after `write`.
    var digest: String {
        Self.digest(
            claims.map { Self.line($0.kind, $0.key, $0.content) }
                + near.map { Self.line($0.scope, $0.sketch, $0.content) })
    }

    func write(of submission: Int, round: String, _ session: any SQLSession, _ log: AuditLog) throws {
        try Self.remove(submission, session)
        for claim in claims {
            try session.execute(
                "INSERT INTO claim (submission, round, kind, key, content) VALUES ($1, $2, $3, $4, $5)",
                [SQLValue(submission), .text(round), .text(claim.kind), .text(claim.key), .text(claim.content)])
        }
        for item in near {
            let number = try log.next("near")
            try session.execute(
                "INSERT INTO near (number, submission, scope, sketch, content) VALUES ($1, $2, $3, $4, $5)",
                [
                    SQLValue(number), SQLValue(submission), .text(item.scope), .text(item.sketch), .text(item.content),
                ])
            for band in item.bands {
                try session.execute(
                    "INSERT INTO band (round, band, submission, near) VALUES ($1, $2, $3, $4)",
                    [.text(round), .text(band), SQLValue(submission), SQLValue(number)])
            }
        }
    }

    static func remove(_ submission: Int, _ session: any SQLSession) throws {
        for table in ["claim", "near", "band"] {
            try session.execute("DELETE FROM \(table) WHERE submission = $1", [SQLValue(submission)])
        }
    }

    /// - Returns: the digest of what is there, and how many rows that is.
    static func digest(of submission: Int, _ session: any SQLSession) throws -> (digest: String, count: Int) {
        var lines: [String] = []
        try session.each("SELECT kind, key, content FROM claim WHERE submission = $1", [SQLValue(submission)]) {
            lines.append(line($0.text("kind"), $0.text("key"), $0.text("content")))
        }
        try session.each("SELECT scope, sketch, content FROM near WHERE submission = $1", [SQLValue(submission)]) {
            lines.append(line($0.text("scope"), $0.text("sketch"), $0.text("content")))
        }
        return (digest(lines), lines.count)
    }

    /// Whether claims lie in their round, and likenesses under all the keys by which they are looked up: what cannot be found is as
    /// good as gone.
    static func canBeFound(_ submission: Int, round: String, _ session: any SQLSession) throws -> Bool {
        let strays = try session.first(
            "SELECT COUNT(*) AS n FROM claim WHERE submission = $1 AND round <> $2",
            [SQLValue(submission), .text(round)])
        guard strays?.integer("n") == 0 else { return false }
        var wanted: [String: Int] = [:]
        for row in try session.rows(
            "SELECT number, scope, sketch FROM near WHERE submission = $1", [SQLValue(submission)])
        {
            guard let sketch = Sketch(code: row.text("sketch")),
                let scope = NearClaim.Scope(rawValue: row.text("scope"))
            else { return false }
            for band in NearClaim.bands(scope, sketch) {
                wanted[line(round, band, "\(row.integer("number"))"), default: 0] += 1
            }
        }
        var found: [String: Int] = [:]
        try session.each("SELECT round, band, near FROM band WHERE submission = $1", [SQLValue(submission)]) {
            found[line($0.text("round"), $0.text("band"), "\($0.integer("near"))"), default: 0] += 1
        }
        return found == wanted
    }

    private static func line(_ parts: String...) -> String { parts.joined(separator: "\u{1F}") }

    /// By bytes: databases differ in how they sort text.
    private static func digest(_ lines: [String]) -> String {
        let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return CanonicalLines.digest("zhunsheng-claims/1", sorted.map { ("claim", $0) })
    }
}
