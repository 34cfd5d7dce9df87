// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A value in a table. SQLite and PostgreSQL agree on these three; times are text (RFC 3339, UTC), flags are 0 and 1.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)

    public init(_ text: String?) { self = text.map { .text($0) } ?? .null }

    public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

    public var text: String? { if case .text(let text) = self { text } else { nil } }

    var withoutNUL: SQLValue {
        guard case .text(let text) = self, text.utf8.contains(0) else { return self }
        return .text(text.replacingOccurrences(of: "\u{0}", with: ""))
    }

    public var integer: Int? { if case .integer(let number) = self { Int(number) } else { nil } }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .text(value) }

    public init(integerLiteral value: Int64) { self = .integer(value) }
}

/// A row of an answer, by the names of its columns.
public struct SQLRow: Sendable {
    private let values: [String: SQLValue]

    init(_ values: [String: SQLValue]) { self.values = values }

    public subscript(column: String) -> SQLValue { values[column] ?? .null }

    func text(_ column: String) -> String { self[column].text ?? "" }

    func integer(_ column: String) -> Int { self[column].integer ?? 0 }
}

/// Statements inside a transaction. The SQL is what SQLite (3.35) and PostgreSQL both speak, with `$1`, `$2` … for values.
public protocol SQLSession {
    /// - Throws: `RegistryError`
    func execute(_ sql: String, _ values: [SQLValue]) throws

    /// Hands over one row after the other, so that no answer has to fit into memory. No other statement may change the rows
    /// meanwhile.
    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws
}

extension SQLSession {
    public func rows(_ sql: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try each(sql, values) { rows.append($0) }
        return rows
    }

    public func first(_ sql: String, _ values: [SQLValue] = []) throws -> SQLRow? { try rows(sql, values).first }
}

/// Where the registry is kept. A second backend implements this and nothing else.
public protocol SQLDatabase: Sendable {
    /// Where it is, for error texts.
    var place: String { get }

    /// All or nothing; one at a time. When it returns, a power cut takes nothing of it back.
    /// - Throws: `RegistryError`, or what the body throws
    func write<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result

    /// One state of the database, whoever writes meanwhile.
    func read<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result

    /// What was deleted is gone from the disk, too.
    func settle() throws

    /// A copy of one state, as a file of its own.
    func copy(to path: String) throws
}
