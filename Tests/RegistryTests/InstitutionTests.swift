// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import GRDB
import Testing

@testable import Registry

/// Only what verifies is told to the public.
@Suite struct InstitutionTests {
    /// Two institutions; receipts 1 and 2.
    private func established() throws -> EstablishmentDesk {
        let desk = try EstablishmentDesk(.employer, notice: false, hasIntakeReceipt: false)
        try desk.trial.register(desk.trial.outcome("乙公司", content: "乙", receipt: false))
        for number in [1, 2] {
            try desk.take(
                .evaluated(suitable: true, methods: [], reason: "一致"), "2026-06-01", submission: number)
            try desk.take(.coded(institution: "Y00003300000\(number)"), "2026-06-02", submission: number)
            _ = try desk.registry.establish(
                submission: number, .init(number: "\(number)号", validFrom: "2026-07-01"), person: "经办",
                today: desk.today, at: Sample.time)
        }
        return desk
    }

    private func listed(_ registry: Registry, _ keys: [ReceiptPublicKey] = [], on day: String = "2026-07-01") throws
        -> ([String], [UnlistedReceipt])
    {
        var numbers: [String] = []
        let unlisted = try registry.institutions(on: day, trusting: keys) { receipt, _ in
            numbers.append(receipt.number)
        }
        return (numbers, unlisted)
    }

    @Test(
        arguments: [
            ("UPDATE receipt SET content = REPLACE(content, '车工', '焊工') WHERE number = 1", .altered),
            ("UPDATE receipt SET content = REPLACE(content, '2026-07-01', '2025-07-01') WHERE number = 1", .altered),
            ("UPDATE receipt SET content = '{}' WHERE number = 1", .altered),
            ("UPDATE receipt SET content = '' WHERE number = 1", .altered),
            // Genuine, of another institution.
            (
                "UPDATE receipt SET content = (SELECT content FROM receipt WHERE number = 2) WHERE number = 1",
                .unaccounted
            ),
            ("UPDATE receipt SET submission = 2 WHERE number = 1", .unaccounted),
            ("UPDATE receipt SET at = '2020-01-01T00:00:00Z' WHERE number = 1", .unaccounted),
            ("UPDATE audit SET records = REPLACE(records, 'receipt 1', 'receipt 7')", .unaccounted),
            ("UPDATE receipt SET kind = 'intake' WHERE number = 1", .removed),
            ("DELETE FROM receipt WHERE number = 1", .removed),
        ] as [(String, UnlistedReceipt.Fault)])
    func whatDoesNotVerifyIsLeftOutAndNamed(_ sql: String, _ fault: UnlistedReceipt.Fault) throws {
        let desk = try established()
        #expect(try listed(desk.registry) == (["1号", "2号"], []))
        try DatabaseQueue(path: desk.trial.path).write { try $0.execute(sql: sql) }
        let (numbers, unlisted) = try listed(desk.registry)
        #expect(numbers == ["2号"])
        #expect(unlisted == [.init(number: 1, fault: fault)])
        // Its term is no more to be trusted than the rest of it: it is named on every day.
        #expect(try listed(desk.registry, on: "2036-01-01") == ([], unlisted))
        #expect(!(try desk.trial.verify().isClean))
        for language in [Language.zh, .en] {
            let text = RegistryText(language).text(try #require(unlisted.first))
            #expect(text.contains("receipt 1") && text.contains("registry verify"))
        }
    }

    /// A receipt that somebody else signed and put in.
    @Test func aForgedReceipt() throws {
        let desk = try established()
        let forger = try ReceiptKeys.load(directory: desk.trial.scratch.path + "/other")
        let submission = try #require(try desk.registry.submission(1))
        var draft = try #require(try desk.registry.establishmentReceipt(of: submission))
        draft.institutionCode = "Y000033000009"
        let forged = try EstablishmentReceiptIssuer.issue(draft, keys: forger)
        let text = String(decoding: try EstablishmentReceiptJSON.encode(forged), as: UTF8.self)
        try DatabaseQueue(path: desk.trial.path).write {
            try $0.execute(
                sql: "INSERT INTO receipt VALUES (9, 'x', 'establishment', 1, ?, ?)", arguments: [text, Sample.time])
        }
        let print = forger.publicKey.fingerprint
        #expect(
            try listed(desk.registry)
                == (["1号", "2号"], [.init(number: 9, fault: .unknownKey(fingerprint: print))]))
        // Trusted or not, the log knows nothing of it.
        #expect(
            try listed(desk.registry, [forger.publicKey]) == (["1号", "2号"], [.init(number: 9, fault: .unaccounted)]))
    }

    /// After a change of the key what the old one signed is listed where that is trusted.
    @Test func anOldKey() throws {
        let desk = try established()
        let new = try ReceiptKeys.load(directory: desk.trial.scratch.path + "/new")
        let registry = try Registry(SQLiteDatabase(desk.trial.path), keys: new, actor: "test", at: Sample.time)
        let (numbers, unlisted) = try listed(registry)
        let print = desk.trial.keys.publicKey.fingerprint
        #expect(numbers == [])
        #expect(unlisted == [1, 2].map { .init(number: $0, fault: .unknownKey(fingerprint: print)) })
        #expect(RegistryText(.zh).text(try #require(unlisted.first)).contains("--key"))
        #expect(try listed(registry, [desk.trial.keys.publicKey]) == (["1号", "2号"], []))
    }
}
