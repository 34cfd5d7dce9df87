// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import GRDB
import Testing

@testable import ChecklistEngine
@testable import Registry

@Suite struct RegistryAuditTests {
    @Test func untouched() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let found = try trial.verify()
        #expect(found.faults == [])
        // Opened, round, submission, assessment with receipt and notice, decision.
        #expect(found.entries == 5)
        #expect(found.head == (try trial.registry.head()))
    }

    /// Every column of every audited table, one at a time.
    @Test func anyChangedValue() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        for table in RecordTable.allCases where ![.step, .institution].contains(table) {
            for column in table.columns {
                let isNumber = [
                    "number", "version", "submission", "assessment", "status", "unreadable", "momentary", "items",
                ]
                .contains(column)
                let found = try trial.tampered(
                    "UPDATE \(table.rawValue) SET \(column) = \(isNumber ? "COALESCE(\(column), 0) + 7" : "'x' || COALESCE(\(column), '')")"
                )
                #expect(!found.isClean, "\(table.rawValue).\(column)")
            }
        }
    }

    @Test func anyChangedEntry() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        for column in ["at", "actor", "action", "subject", "records", "previous", "digest", "signer", "signature"] {
            for sequence in [1, 3, 5] {
                let found = try trial.tampered(
                    "UPDATE audit SET \(column) = 'x' || \(column) WHERE seq = \(sequence)")
                #expect(!found.isClean, "\(column) of \(sequence)")
            }
        }
        #expect(try trial.tampered("UPDATE audit SET seq = 9 WHERE seq = 3").faults == [.brokenChain(sequence: 3)])
    }

    @Test func rowsThatAreGoneOrNew() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        #expect(
            try trial.tampered("DELETE FROM decision").faults == [.removed(table: "decision", key: "1")])
        #expect(
            try trial.tampered(
                """
                INSERT INTO decision SELECT 2, submission, assessment, condition, 'unmet', reason, person, condition_digest,
                  evidence_digest, at FROM decision
                """
            ).faults == [.unaccounted(table: "decision", count: 1)])
        #expect(try trial.tampered("DELETE FROM claim").faults == [.claims(submission: 1)])
        #expect(try trial.tampered("UPDATE claim SET content = content || ' '").faults == [.claims(submission: 1)])
        #expect(!(try trial.tampered("DELETE FROM audit WHERE seq = 2").isClean))
    }

    /// Whoever rewrites the chain from some entry on lacks the key.
    @Test func rewrittenChain() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let other = try ReceiptKeys.load(directory: trial.scratch.path + "/other")
        let copy = trial.scratch.path + "/forged.sqlite"
        try trial.registry.backup(to: copy)
        let queue = try DatabaseQueue(path: copy)
        try queue.write { try $0.execute(sql: "DELETE FROM decision; DELETE FROM audit WHERE seq = 5") }
        try queue.close()
        let forged = try Registry(SQLiteDatabase(copy), keys: other, actor: "审核员", at: Sample.time)
        _ = try forged.decide(
            submission: 1, condition: "7.2-b", state: .unmet, reason: "x", person: "审核员", at: Sample.time)
        #expect(try trial.verify(path: copy).faults.contains(.untrusted(sequence: 5)))
    }

    @Test func endCutOff() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let copy = trial.scratch.path + "/cut.sqlite"
        try trial.registry.backup(to: copy)
        let head = try #require(try trial.registry.head())
        let queue = try DatabaseQueue(path: copy)
        try queue.write { try $0.execute(sql: "DELETE FROM decision; DELETE FROM audit WHERE seq = 5") }
        try queue.close()
        // The rest is in order: only who saw the end can tell.
        #expect(try trial.verify(path: copy).isClean)
        #expect(try trial.verify(seen: head, path: copy).faults == [.older(than: 5)])
        #expect(try trial.verify(seen: head).isClean)
        #expect(AuditHead(head.text) == head)
        #expect(AuditHead("5 abc") == nil)
    }

    /// A log that was cut off and has grown past what was seen since is told by what was seen alone.
    @Test func endCutOffAndGrownOver() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let head = try #require(try trial.registry.head())
        let copy = trial.scratch.path + "/cut.sqlite"
        try trial.registry.backup(to: copy)
        let queue = try DatabaseQueue(path: copy)
        try queue.write { try $0.execute(sql: "DELETE FROM decision; DELETE FROM audit WHERE seq = 5") }
        try queue.close()
        let cut = try Registry(SQLiteDatabase(copy), keys: trial.keys, actor: "test", at: Sample.time)
        for _ in 0..<3 {
            _ = try cut.decide(
                submission: 1, condition: "7.2-b", state: .unmet, reason: "x", person: "y", at: Sample.time)
        }
        #expect(try !cut.has(head))
        #expect(try trial.registry.has(head))
        #expect(try cut.has(try #require(try cut.head())))
    }

    /// With another id the registry is not the one whose end was seen, with another secret nothing is claimed twice.
    @Test(arguments: ["id", "secret"]) func settingsAreSigned(name: String) throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let found = try trial.tampered("UPDATE setting SET value = '00112233aabbccdd' WHERE name = '\(name)'")
        #expect(found.faults == [.altered(table: "setting", key: "id, secret")])
    }

    /// What cannot be looked up any more would never be found with two applicants.
    @Test(arguments: [
        "DELETE FROM band", "DELETE FROM band WHERE band LIKE '%|7:%'", "UPDATE band SET round = 'x'",
        "UPDATE band SET near = 9", "UPDATE claim SET round = 'x'",
        "INSERT INTO band SELECT round, 'rule|0:000000000000', submission, near FROM band LIMIT 1",
    ]) func keysOfLookingUp(sql: String) throws {
        let trial = try RegistryTrial()
        let text = (0..<400).map { String(UnicodeScalar(0x4E00 + $0 * 7 % 5_000) ?? "字") }.joined()
        let sketch = try #require(TextSketch(Shingles(text)))
        let evidence = Evidence(document: "制度.pdf", quote: "制度", method: .text, confidence: 1)
        let claim = Claim(kind: .compendium, key: "", shown: "制度", evidence: evidence)
        let person = Claim(kind: .person, key: "33010619850101001X", shown: "张三", evidence: evidence)
        try trial.register(
            trial.outcome(claims: [person], near: [NearClaim(scope: .compendium, claim: claim, sketch: .text(sketch))]))
        #expect(try trial.verify().isClean)
        #expect(try trial.tampered(sql).faults == [.claims(submission: 1)])
    }

    @Test func purgedRowsDoNotComeBack() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let before = trial.scratch.path + "/before.sqlite"
        try trial.registry.backup(to: before)
        _ = try trial.registry.purge(before: "2027-01-01", at: Sample.time)
        let found = try trial.tampered(
            "ATTACH '\(before)' AS b; INSERT INTO receipt SELECT * FROM b.receipt", inTransaction: false)
        #expect(found.faults == [.unaccounted(table: "receipt", count: 1)])
    }

    /// A view may show the audit other rows than the program, and a trigger change what is written.
    @Test(arguments: [
        "CREATE VIEW v AS SELECT 1", "CREATE TRIGGER t AFTER INSERT ON band BEGIN DELETE FROM band; END",
    ]) func nothingIsBuiltIn(sql: String) throws {
        let trial = try RegistryTrial()
        #expect { try trial.tampered(sql) } throws: { ($0 as? RegistryError)?.code == "damaged" }
    }

    @Test func migrationsAreDoneOnceAndInOrder() throws {
        let trial = try RegistryTrial()
        let again = try Registry(SQLiteDatabase(trial.path), keys: trial.keys, actor: "again", at: Sample.time)
        #expect(try again.id() == trial.registry.id())
        #expect(try again.head() == trial.registry.head())
        try DatabaseQueue(path: trial.path).write { try $0.execute(sql: "INSERT INTO migration VALUES (9, 'later')") }
        #expect(throws: RegistryError.newer(trial.path)) {
            try Registry(SQLiteDatabase(trial.path), keys: trial.keys, actor: "again", at: Sample.time)
        }
    }

    @Test func placesThatAreNoRegistry() throws {
        let scratch = try Scratch()
        let keys = try ReceiptKeys.load(directory: scratch.path + "/keys")
        let text = scratch.path + "/text.sqlite"
        try Data("这不是数据库，只是一段文字，而且不短。".utf8).write(to: URL(fileURLWithPath: text))
        #expect { try Registry(SQLiteDatabase(text), keys: keys, actor: "x", at: Sample.time) } throws: {
            ($0 as? RegistryError)?.code == "damaged"
        }
        // A database of somebody else's gets no tables of ours.
        let other = scratch.path + "/other.sqlite"
        let queue = try DatabaseQueue(path: other)
        try queue.write { try $0.execute(sql: "CREATE TABLE address (name TEXT)") }
        #expect { try Registry(SQLiteDatabase(other), keys: keys, actor: "x", at: Sample.time) } throws: {
            ($0 as? RegistryError)?.code == "damaged"
        }
        #expect(try queue.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_master") } == ["address"])
        #expect(throws: RegistryError.noRegistry(scratch.path + "/none")) {
            try SQLiteDatabase(scratch.path + "/none", readOnly: true)
        }
        #expect { try SQLiteDatabase("/proc/registry.sqlite") } throws: {
            ["input-output", "not-writable"].contains(($0 as? RegistryError)?.code)
        }
    }
}
