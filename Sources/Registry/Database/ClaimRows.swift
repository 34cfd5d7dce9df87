// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// What a package lays claim to, as the registry keeps it: no ID number, telephone number or address as a key, only a digest
/// with this registry's own secret, so that a copy of one registry says nothing to another.
struct ClaimRow: Sendable, Hashable {
    var kind: String
    /// SHA-256 with the registry's secret, 64 hexadecimal digits; a band of a sketch as it is.
    var key: String
    /// Masked.
    var shown: String
    /// JSON.
    var evidence: String
}

enum ClaimRows {
    static func key(_ kind: String, _ key: String, secret: String) -> String {
        CanonicalLines.digest("zhunsheng-claim/1", [("secret", secret), ("kind", kind), ("key", key)])
    }

    static func replace(_ rows: [ClaimRow], of submission: Int, round: String, _ session: any SQLSession) throws {
        try remove(submission, session)
        for row in rows {
            try session.execute(
                "INSERT INTO claim (submission, round, kind, key, shown, evidence) VALUES ($1, $2, $3, $4, $5, $6)",
                [
                    SQLValue(submission), .text(round), .text(row.kind), .text(row.key), .text(row.shown),
                    .text(row.evidence),
                ])
        }
    }

    static func remove(_ submission: Int, _ session: any SQLSession) throws {
        try session.execute("DELETE FROM claim WHERE submission = $1", [SQLValue(submission)])
    }

    static func digest(_ rows: [ClaimRow]) -> String {
        let lines = rows.map { "\($0.kind)\u{1F}\($0.key)\u{1F}\($0.shown)\u{1F}\($0.evidence)" }
        // By bytes: databases differ in how they sort text.
        let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return CanonicalLines.digest("zhunsheng-claims/1", sorted.map { ("claim", $0) })
    }

    /// - Returns: the digest of what is there, and how many rows that is.
    static func digest(_ submission: Int, _ session: any SQLSession) throws -> (digest: String, count: Int) {
        var rows: [ClaimRow] = []
        try session.each("SELECT kind, key, shown, evidence FROM claim WHERE submission = $1", [SQLValue(submission)]) {
            rows.append(
                ClaimRow(
                    kind: $0.text("kind"), key: $0.text("key"), shown: $0.text("shown"), evidence: $0.text("evidence")))
        }
        return (digest(rows), rows.count)
    }
}
