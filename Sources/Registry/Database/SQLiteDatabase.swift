// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import GRDB

/// The registry in one SQLite file, by GRDB.
///
/// Write-ahead log with full synchronisation: readers never wait for the writer, and what was committed survives a power cut.
public struct SQLiteDatabase: SQLDatabase {
    public let place: String
    private let queue: DatabaseQueue
    private let lock: RegistryLock?

    /// - Parameters:
    ///   - path: made, with its folder, for its owner alone (0600, 0700) where it is not there.
    ///   - readOnly: nothing is made or changed.
    /// - Throws: `RegistryError`
    public init(_ path: String, readOnly: Bool = false) throws(RegistryError) {
        try self.init(path, readOnly: readOnly, isLocked: false)
    }

    /// - Parameter isLocked: the caller holds the registry's lock.
    init(_ path: String, readOnly: Bool = false, isLocked: Bool) throws(RegistryError) {
        place = path
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if isFolder.boolValue { throw .isFolder(path) }
        if readOnly, !exists { throw .noRegistry(path) }
        // SQLite would leave an index of its write-ahead log that stays read-only when the file no longer is.
        if !readOnly, exists, access(path, R_OK | W_OK) != 0 { throw .notWritable(path) }
        if !exists {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            if !FileManager.default.fileExists(atPath: folder) { try PrivateFiles.makeFolder(folder) }
            // SQLite gives its files the rights of the first one.
            let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw .inputOutput(path, reason: .last) }
            close(file)
        }
        lock = try readOnly || isLocked ? nil : RegistryLock.take(path, alone: false)
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(Double(Self.patience))
        configuration.prepareDatabase { database in
            if !readOnly {
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
            // What is deleted is overwritten: a purge has to be one.
            _ = try Int.fetchOne(database, sql: "PRAGMA secure_delete = ON")
        }
        let foreign: Int?
        do {
            queue = try Self.queue(path, configuration)
            foreign = try queue.read {
                try Int.fetchOne(
                    $0,
                    sql: """
                        SELECT COUNT(*) FROM sqlite_master WHERE type IN ('trigger', 'view')
                          OR NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'migration')
                        """)
            }
        } catch {
            throw Self.fault(error, path)
        }
        // We make neither triggers nor views: they could show the program other rows than the audit, or change them as they are
        // written. And a database of somebody else's is no place for our tables.
        guard foreign == 0 else { throw .damaged(path, reason: "sqlite_master") }
    }

    /// Seconds to wait for another process.
    private static let patience = 30

    /// Turning the write-ahead log on does not wait as everything else does: two processes that come to a new registry
    /// together would refuse each other.
    private static func queue(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        let end = DispatchTime.now() + .seconds(patience)
        while true {
            do { return try DatabaseQueue(path: path, configuration: configuration) } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY && DispatchTime.now() < end
            { usleep(50_000) }
        }
    }

    public func write<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result {
        do {
            return try queue.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.immediate) {
                    result = try body(Session(database: database))
                    return .commit
                }
                guard let result else { throw RegistryError.damaged(place, reason: "transaction") }
                return result
            }
        } catch {
            throw Self.wrapped(error, place)
        }
    }

    public func read<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result {
        do { return try queue.read { try body(Session(database: $0)) } } catch { throw Self.wrapped(error, place) }
    }

    public func settle() throws {
        do {
            // Pages as they were before live on in the log of the database until it is worked off.
            try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch {
            throw Self.wrapped(error, place)
        }
    }

    public func copy(to path: String) throws {
        // SQLite fills an empty file, but would make one that others can read.
        let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw RegistryError.inputOutput(path, reason: .last) }
        defer { close(file) }
        do {
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [path])
            }
            guard fsync(file) == 0 else { throw RegistryError.inputOutput(path, reason: .last) }
        } catch {
            // Half of a copy is none.
            unlink(path)
            guard let error = error as? DatabaseError else { throw error }
            // It is the copy that cannot be written, not the registry.
            if error.resultCode == .SQLITE_FULL { throw RegistryError.inputOutput(path, reason: SystemReason(ENOSPC)) }
            throw RegistryError.inputOutput(path, reason: SystemReason(words: error.message ?? "\(error.resultCode)"))
        }
    }

    private static func wrapped(_ error: any Error, _ path: String) -> any Error {
        error is DatabaseError ? fault(error, path) : error
    }

    private static func fault(_ error: any Error, _ path: String) -> RegistryError {
        guard let error = error as? DatabaseError else {
            return .inputOutput(path, reason: SystemReason(words: "\(error)"))
        }
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_FULL: return .diskFull(path)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: return .notWritable(path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged(path, reason: reason)
        case .SQLITE_IOERR: return .inputOutput(path, reason: SystemReason(EIO))
        case .SQLITE_CONSTRAINT: return .refused(reason)
        default: return .damaged(path, reason: reason)
        }
    }

    private struct Session: SQLSession {
        let database: GRDB.Database

        func execute(_ sql: String, _ values: [SQLValue]) throws {
            let statement = try database.cachedStatement(sql: sql)
            try statement.execute(arguments: Self.arguments(values))
        }

        func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
            let statement = try database.cachedStatement(sql: sql)
            let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(values))
            while let row = try cursor.next() {
                var out: [String: SQLValue] = [:]
                for (column, value) in row { out[column] = Self.value(value) }
                try body(SQLRow(out))
            }
        }

        private static func arguments(_ values: [SQLValue]) -> StatementArguments {
            var named: [String: (any DatabaseValueConvertible)?] = [:]
            for (number, value) in values.enumerated() {
                switch value {
                case .null: named["\(number + 1)"] = .some(nil)
                case .integer(let integer): named["\(number + 1)"] = integer
                case .text(let text): named["\(number + 1)"] = text
                }
            }
            return StatementArguments(named)
        }

        private static func value(_ value: DatabaseValue) -> SQLValue {
            switch value.storage {
            case .int64(let integer): .integer(integer)
            case .string(let text): .text(text)
            case .double(let number): .text("\(number)")
            case .null, .blob: .null
            }
        }
    }
}
