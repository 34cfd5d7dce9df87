// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

/// A round as the registry knows it: one row a version of its file.
public struct RoundRecord: Sendable, Hashable {
    public var id: String
    /// SHA-256 of the file.
    public var digest: String
    public var title: String
    public var authority: String?
    public var level: Round.Level?
    /// GB/T 2260.
    public var region: String?
    /// Whether the round asks for 公示; nil where it does not say (contradiction H2).
    public var noticeRequired: Bool?
    /// Days that it asks for.
    public var noticeDays: Int?

    init(_ row: SQLRow) {
        id = row.text("id")
        digest = row.text("digest")
        title = row.text("title")
        authority = row["authority"].text
        level = row["level"].text.flatMap(Round.Level.init(rawValue:))
        region = row["region"].text
        noticeRequired = row["notice_required"].integer.map { $0 != 0 }
        noticeDays = row["notice_days"].integer
    }
}

extension Registry {
    /// Makes a version of a round known; knowing it already changes nothing.
    public func record(_ round: Round, at: String) throws {
        try write(at) { session, log in
            let known = try session.first(
                "SELECT number FROM round WHERE id = $1 AND digest = $2", [.text(round.id), .text(round.digest)])
            guard known == nil else { return }
            try log.append(
                .round, subject: "round \(round.id)",
                [
                    (
                        .round,
                        [
                            "number": SQLValue(try log.next(.round)), "id": .text(round.id),
                            "digest": .text(round.digest),
                            "title": .text(round.title), "authority": SQLValue(round.authority?.name),
                            "level": SQLValue(round.authority?.level.rawValue),
                            "region": SQLValue(round.authority?.region), "effective": SQLValue(round.effective),
                            "notice_required": SQLValue(round.publicNotice.map { $0.required ? 1 : 0 }),
                            "notice_days": SQLValue(round.publicNotice?.days), "at": .text(at),
                        ]
                    )
                ])
        }
    }

    /// The version that was made known last, or the one of this digest.
    public func round(_ id: String, digest: String? = nil) throws -> RoundRecord? {
        try read { session in
            let rows = try session.rows("SELECT * FROM round WHERE id = $1 ORDER BY number DESC", [.text(id)])
            return rows.first { digest == nil || $0.text("digest") == digest }.map(RoundRecord.init)
        }
    }

    /// Ids of all rounds, in the order in which they came.
    public func rounds() throws -> [RoundRecord] {
        try read { session in
            let rows = try session.rows(
                "SELECT * FROM round AS r WHERE number = (SELECT MAX(number) FROM round WHERE id = r.id) ORDER BY number"
            )
            return rows.map(RoundRecord.init)
        }
    }
}
