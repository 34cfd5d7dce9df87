// SPDX-License-Identifier: GPL-3.0-or-later

/// A 补正告知书 that was written for a submission.
public struct NoticeRecord: Sendable, Hashable {
    public var number: Int
    public var submission: Int
    /// 发文字号; nil for a draft that a batch wrote.
    public var reference: String?
    /// How many gaps it lists.
    public var items: Int
    /// SHA-256 of the PDF.
    public var digest: String
    /// RFC 3339, UTC.
    public var at: String

    init(_ row: SQLRow) {
        number = row.integer("number")
        submission = row.integer("submission")
        reference = row["reference"].text
        items = row.integer("items")
        digest = row.text("digest")
        at = row.text("at")
    }
}

extension Registry {
    /// Records a notice on the submission whose bytes were assessed.
    /// - Parameters:
    ///   - packageDigest: of the assessment that the notice was made from.
    ///   - package: its name, for the error's text.
    ///   - digest: SHA-256 of the PDF.
    /// - Throws: `RegistryError.notRegistered` where these bytes were never registered
    public func record(
        noticeOn packageDigest: String, of package: String, reference: String?, items: Int, digest: String, at: String
    ) throws -> NoticeRecord {
        try write(at) { session, log in
            let row = try session.first(
                """
                SELECT a.number, a.submission FROM assessment AS a, submission AS s
                WHERE a.submission = s.number AND s.digest = $1 ORDER BY a.number DESC LIMIT 1
                """, [.text(packageDigest)])
            guard let row else { throw RegistryError.notRegistered(package) }
            let values: [String: SQLValue] = [
                "number": SQLValue(try log.next(.notice)), "submission": row["submission"],
                "assessment": row["number"], "reference": SQLValue(reference.map(ReceiptText.oneLine)),
                "items": SQLValue(items), "digest": .text(digest), "at": .text(at),
            ]
            try log.append(.notice, subject: "submission \(row.integer("submission"))", [(.notice, values)])
            return NoticeRecord(SQLRow(values))
        }
    }

    /// - Throws: `RegistryError.notRegistered` where a notice on these bytes could not be recorded
    public func requireRegistered(_ packageDigest: String, of package: String) throws {
        let row = try read {
            try $0.first("SELECT number FROM submission WHERE digest = $1 LIMIT 1", [.text(packageDigest)])
        }
        if row == nil { throw RegistryError.notRegistered(package) }
    }

    /// The notices on a submission, the first one first.
    public func notices(of submission: Int) throws -> [NoticeRecord] {
        try read { session in
            try session.rows("SELECT * FROM notice WHERE submission = $1 ORDER BY number", [SQLValue(submission)])
                .map(NoticeRecord.init)
        }
    }
}
