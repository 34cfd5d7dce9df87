// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The intake receipts of a registry, to be read by whoever verifies one: it needs no key and makes nothing.
public struct ReceiptArchive: Sendable {
    /// The registry's file. Where there is none, no receipt was issued.
    public let path: String

    public init(_ path: String) { self.path = path }

    /// The stored bytes, unjudged; nil where there is no receipt of this code.
    public func data(for code: ReceiptCode) throws -> Data? {
        try rows("SELECT content FROM receipt WHERE kind = $1 AND code = $2", [.text(code.description)])
            .first.map { Data($0.text("content").utf8) }
    }

    /// The codes of all receipts, sorted.
    public func codes() throws -> [ReceiptCode] {
        try rows("SELECT code FROM receipt WHERE kind = $1 ORDER BY code", [])
            .compactMap { try? ReceiptCode(entered: $0.text("code")) }
    }

    private func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try SQLiteDatabase(path, readOnly: true).read {
            try $0.rows(sql, [.text(ReceiptKind.intake.rawValue)] + values)
        }
    }
}
