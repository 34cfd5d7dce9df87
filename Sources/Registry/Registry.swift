// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// 登记库: rounds, submissions, assessments, decisions, notices and receipts, with a log that vouches for every row.
///
/// All texts are masked before they come here; times are RFC 3339 in UTC and come from the caller.
public struct Registry: Sendable {
    let database: any SQLDatabase
    /// Signs the log.
    let keys: ReceiptKeys
    /// Who is said to have done it: a person's name, or the command.
    let actor: String

    /// The path of the registry's file, or the address of its server.
    public var place: String { database.place }

    /// Opens a registry, making what is not there.
    /// - Throws: `RegistryError`
    public init(_ database: any SQLDatabase, keys: ReceiptKeys, actor: String, at: String) throws {
        self.database = database
        self.keys = keys
        self.actor = actor
        try Migrations.apply(database)
        let isNew = try database.read { try $0.first("SELECT value FROM setting WHERE name = 'secret'") == nil }
        guard isNew else { return }
        guard let secret = Ed25519.makeKey(), let id = Ed25519.makeKey() else { throw RegistryError.noRandomness }
        try write(at) { session, log in
            // Two processes may have come here together.
            guard try session.first("SELECT value FROM setting WHERE name = 'secret'") == nil else { return }
            let name = id.prefix(8).map(hexadecimal).joined()
            guard let locked = ClaimSecret(secret).locked(by: keys, of: name) else { throw RegistryError.noRandomness }
            let settings = [(name: "secret", value: locked), (name: "id", value: name)]
            for (name, value) in settings {
                try session.execute("INSERT INTO setting (name, value) VALUES ($1, $2)", [.text(name), .text(value)])
            }
            try log.append(
                .opened,
                subject: Self.opening(Dictionary(settings.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })))
        }
    }

    /// What the first entry says: with another id a registry would not be known again, with another secret no claim would be the same
    /// as an earlier one.
    static func opening(_ settings: [String: String]) -> String {
        let secret = CanonicalLines.digest("zhunsheng-secret/1", [("secret", settings["secret"])])
        return "registry \(settings["id"] ?? "") \(secret)"
    }

    /// What claims are digested with.
    /// - Throws: `RegistryError.otherKey` where the registry was made with another signing key
    func claimSecret() throws -> ClaimSecret {
        let settings = try read { session in
            Dictionary(
                try session.rows("SELECT name, value FROM setting").map { ($0.text("name"), $0.text("value")) },
                uniquingKeysWith: { $1 })
        }
        guard let secret = ClaimSecret(locked: settings["secret"] ?? "", by: keys, of: settings["id"] ?? "") else {
            throw RegistryError.otherKey(place)
        }
        return secret
    }

    /// A change and its entries in the log: all or nothing.
    func write<Result>(_ at: String, _ body: (any SQLSession, AuditLog) throws -> Result) throws -> Result {
        try database.write { session in
            try body(session, AuditLog(session: session, keys: keys, actor: actor, at: at))
        }
    }

    func read<Result>(_ body: (any SQLSession) throws -> Result) throws -> Result { try database.read(body) }

    /// Sixteen hexadecimal digits that tell this registry from others.
    public func id() throws -> String {
        try read { try $0.first("SELECT value FROM setting WHERE name = 'id'")?.text("value") ?? "" }
    }

    /// The name of whoever stands for what is recorded: one line, masked.
    /// - Throws: `RegistryError.noPerson`
    static func named(_ person: String) throws(RegistryError) -> String {
        let name = person.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty else { throw .noPerson }
        return Masking.mask(ReceiptText.oneLine(name))
    }

    // MARK: The log

    /// The last entry of the log; nil only before the first.
    public func head() throws -> AuditHead? {
        try read(Self.head)
    }

    static func head(_ session: any SQLSession) throws -> AuditHead? {
        try session.first("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1").map {
            AuditHead(sequence: $0.integer("seq"), digest: $0.text("digest"))
        }
    }

    /// Whether an entry that was seen is still there. Where it is not, the end was cut off or an old file put back, however long
    /// the log has grown since.
    public func has(_ head: AuditHead) throws -> Bool {
        try read { session in
            try session.first("SELECT digest FROM audit WHERE seq = $1", [SQLValue(head.sequence)])?.text("digest")
                == head.digest
        }
    }

    /// What a verification found.
    public struct Verification: Sendable, Hashable {
        /// The first hundred.
        public var faults: [AuditFault]
        public var entries: Int
        public var head: AuditHead?

        public var isClean: Bool { faults.isEmpty }
    }

    /// Holds every row against the log and the log against itself.
    /// - Parameters:
    ///   - trusted: the keys whose signatures count.
    ///   - seen: an entry that was there at some time; nil is not looked for.
    public func verify(trusted: [ReceiptPublicKey], seen: AuditHead? = nil) throws -> Verification {
        try read { session in
            var audit = RegistryAudit(session, trusted: trusted)
            try audit.run(seen: seen)
            return Verification(faults: audit.faults, entries: audit.entries, head: audit.head)
        }
    }

    /// Hands over the log, oldest entry first.
    /// - Parameter submission: only entries about this submission.
    public func log(of submission: Int? = nil, _ body: (AuditEntry) throws -> Void) throws {
        try read { session in
            try session.each("SELECT * FROM audit ORDER BY seq", []) { row in
                guard let entry = AuditEntry(row) else { return }
                if let submission, !(entry.subject + " ").hasPrefix("submission \(submission) ") { return }
                try body(entry)
            }
        }
    }

    /// A copy of the registry as it is now, in one file (0600).
    public func backup(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw RegistryError.exists(path) }
        try database.copy(to: path)
    }
}
