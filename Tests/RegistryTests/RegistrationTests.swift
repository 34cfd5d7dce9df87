// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import GRDB
import Testing

@testable import Registry

@Suite struct RegistrationTests {
    @Test func aChangedPackageIsANewVersion() throws {
        let trial = try RegistryTrial()
        let first = try trial.register(trial.outcome())
        #expect(first.isNewVersion)
        #expect(first.submission.version == 1)
        #expect(first.submission.folder == "甲公司")
        // The same bytes, judged again: no version.
        let again = try trial.register(trial.outcome(receipt: false))
        #expect(!again.isNewVersion)
        #expect(again.submission == first.submission)
        let judged = try trial.registry.read { try $0.rows("SELECT number FROM assessment WHERE submission = 1") }
        #expect(judged.count == 2)
        let second = try trial.register(trial.outcome(content: "乙"))
        #expect(second.submission.version == 2)
        #expect(second.submission.number != first.submission.number)
        #expect(second.submission.folder == "甲公司.v2")
        // Back to what it was before: again a version, as the latest counts.
        let third = try trial.register(trial.outcome(receipt: false))
        #expect(third.submission.version == 3)
        #expect(try trial.registry.versions("甲公司", round: trial.round).map(\.version) == [1, 2, 3])
        #expect(try trial.registry.packages(of: trial.round) == ["甲公司"])
        #expect(try trial.verify().isClean)
    }

    @Test func foldersAreNeverShared() throws {
        let trial = try RegistryTrial()
        for name in ["甲", "甲.zip", "甲.v2"] {
            let registration = try trial.registry.register(
                trial.outcome(name, content: name), round: trial.round, run: nil, at: Sample.time
            ) { $0 == 1 ? String(name.prefix(1)) : "\(name.prefix(1)).v\($0)" }
            #expect(registration.submission.version == 1)
        }
        var folders: [String] = []
        try trial.registry.latest(of: trial.round) { folders.append($0.submission.folder) }
        #expect(Set(folders) == ["甲", "甲.v2", "甲.v3"])
    }

    @Test func whatIsKnownComesBack() throws {
        let trial = try RegistryTrial()
        #expect(try trial.registry.known("甲公司", round: trial.round) == nil)
        let outcome = try trial.outcome()
        try trial.register(outcome)
        let known = try #require(try trial.registry.known("甲公司", round: trial.round))
        #expect(known.receipt == outcome.receipt)
        #expect(try known.assessment.marks == outcome.marks)
        #expect(try known.assessment.matters == outcome.matters)
        #expect(try known.assessment.scope == outcome.scope)
        #expect(known.assessment.counts == ["unmet": 1])
        let code = try ReceiptCode(entered: try #require(outcome.receipt).code)
        let data = try #require(try ReceiptArchive(trial.path).data(for: code))
        #expect(try ReceiptJSON.decode(data) == outcome.receipt)
        #expect(try ReceiptArchive(trial.path).codes() == [code])
    }

    /// All or nothing: a receipt whose code is taken leaves no trace of the package.
    @Test func aRegistrationThatFailsLeavesNothing() throws {
        let trial = try RegistryTrial()
        let outcome = try trial.outcome()
        try trial.register(outcome)
        let head = try trial.registry.head()
        var other = try trial.outcome("乙公司", content: "乙")
        other.receipt = outcome.receipt
        #expect { try trial.register(other) } throws: { ($0 as? RegistryError)?.code == "code-taken" }
        #expect(try trial.registry.packages(of: trial.round) == ["甲公司"])
        #expect(try trial.registry.head() == head)
        #expect(try trial.verify().isClean)
    }

    /// Reports that were lost and made again have the receipt that was issued, and only once.
    @Test func aReceiptIsKeptOnce() throws {
        let trial = try RegistryTrial()
        var outcome = try trial.outcome()
        try trial.register(outcome)
        outcome.reportDigest = Sample.digest("in another language")
        #expect(try !trial.register(outcome).isNewVersion)
        #expect(try trial.registry.known("甲公司", round: trial.round)?.receipt == outcome.receipt)
        let count = try DatabaseQueue(path: trial.path).read {
            try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM receipt")
        }
        #expect(count == 1)
        #expect(try trial.verify().isClean)
    }

    /// Databases end a text at its first NUL, or refuse it.
    @Test func textsWithoutNUL() throws {
        let trial = try RegistryTrial()
        var outcome = try trial.outcome()
        outcome.applicant.name = "甲\u{0}公司"
        outcome.package = "甲\u{0}乙"
        try trial.register(outcome)
        #expect(try trial.verify().isClean)
        #expect(try trial.registry.submission(1)?.applicant.name == "甲公司")
    }

    /// The number itself stands nowhere, and the same number in another registry has another key.
    @Test func claimsHoldNoNumbers() throws {
        let number = "33010619850101001X"
        var keys: [String] = []
        for _ in 0..<2 {
            let trial = try RegistryTrial()
            try trial.fill()
            let stored = try DatabaseQueue(path: trial.path).read {
                try String.fetchAll($0, sql: "SELECT key FROM claim")
            }
            keys += stored
            try trial.registry.backup(to: trial.scratch.path + "/copy")
            let bytes = try Data(contentsOf: URL(fileURLWithPath: trial.scratch.path + "/copy"))
            #expect(bytes.range(of: Data(number.utf8)) == nil)
        }
        #expect(Set(keys).count == 2)
    }

    /// Beside a digest stands the masked number: with the secret at hand the hidden digits would be found in seconds.
    @Test func theSecretIsLockedByTheKey() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let (id, locked) = try DatabaseQueue(path: trial.path).read {
            (
                try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = 'id'") ?? "",
                try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = 'secret'") ?? ""
            )
        }
        let secret = try trial.registry.claimSecret()
        #expect(!locked.contains(secret.text))
        #expect(ClaimSecret(locked: locked, by: trial.keys, of: id) == secret)
        let other = try ReceiptKeys.load(directory: trial.scratch.path + "/other")
        #expect(ClaimSecret(locked: locked, by: other, of: id) == nil)
        #expect(ClaimSecret(locked: locked, by: trial.keys, of: "x") == nil)
        #expect(ClaimSecret(locked: "ff", by: trial.keys, of: id) == nil)
        // Claims that nothing could be compared with are not written at all.
        let registry = try Registry(SQLiteDatabase(trial.path), keys: other, actor: "test", at: Sample.time)
        #expect(throws: RegistryError.otherKey(trial.path)) {
            try registry.register(trial.outcome("乙", content: "乙"), round: trial.round, run: nil, at: Sample.time) {
                "\($0)"
            }
        }
    }

    /// Two processes over one inbox: the one that comes later looks again.
    @Test func whoComesLaterLooksAgain() throws {
        let trial = try RegistryTrial()
        func register(_ basis: Registry.Basis) throws {
            _ = try trial.registry.register(
                trial.outcome(), round: trial.round, run: nil, basis: basis, at: Sample.time
            ) { "\($0)" }
        }
        try register(.known(nil))
        let head = try trial.registry.head()
        #expect(throws: RegistryError.overtaken("甲公司")) { try register(.known(nil)) }
        #expect(try trial.registry.head() == head)
        try register(.known(1))
    }

    @Test func aJournalGoesOn() throws {
        let trial = try RegistryTrial()
        let registry = trial.registry
        let run = try registry.begin(round: trial.round, inbox: "/in", settings: "{}", at: Sample.time)
        try trial.register(trial.outcome(), run: run.number)
        #expect(try registry.failed("坏", run: run.number, reason: "signal 9") == 1)
        #expect(try registry.failed("坏", run: run.number, reason: "signal 9") == 2)
        try registry.setAside("坏", run: run, reason: "两次", at: Sample.time)
        #expect(try registry.unfinished(round: trial.round, inbox: "/in") == run)
        #expect(try registry.unfinished(round: trial.round, inbox: "/other") == nil)
        let work = Dictionary(
            uniqueKeysWithValues: try registry.work(of: run.number).map { ($0.package, $0) })
        #expect(work["甲公司"]?.state == .done)
        #expect(work["甲公司"]?.submission == 1)
        #expect(work["坏"]?.state == .aside)
        #expect(work["坏"]?.reason == "两次")
        // What was set aside and came again starts anew.
        #expect(try registry.failed("坏", run: run.number, reason: "signal 9") == 1)
        try registry.end(run, at: Sample.time)
        #expect(try registry.unfinished(round: trial.round, inbox: "/in") == nil)
        #expect(try trial.verify().isClean)
        // The log names no package.
        var subjects: [String] = []
        try registry.log { subjects.append($0.subject) }
        #expect(!subjects.contains { $0.contains("坏") || $0.contains("甲公司") })
    }
}

@Suite struct DecisionTests {
    @Test func holdsWhileTheEvidenceIsTheSame() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        func decision() throws -> (DecisionRecord, FindingMark?) {
            let known = try #require(try trial.registry.known("甲公司", round: trial.round))
            let all = try trial.registry.decisions("甲公司", round: trial.round)
            return (try #require(all["7.2-b"]), try known.assessment.marks["7.2-b"])
        }
        var (decided, mark) = try decision()
        #expect(decided.state == .met)
        #expect(!decided.isStale(mark))
        // The finding stays what the machine found.
        #expect(mark?.state == .unmet)
        // Other bytes, the same evidence.
        try trial.register(trial.outcome(content: "乙"))
        (decided, mark) = try decision()
        #expect(!decided.isStale(mark))
        // Other evidence.
        try trial.register(trial.outcome(content: "丙", measured: "5"))
        (decided, mark) = try decision()
        #expect(decided.isStale(mark))
        let text = RegistryText(.zh).text(decided, mark)
        #expect(text.contains("已失效"))
        // Decided again.
        _ = try trial.registry.decide(
            submission: 3, condition: "7.2-b", state: .unmet, reason: "仍不足", person: "审核员", at: Sample.time)
        (decided, mark) = try decision()
        #expect(decided.state == .unmet)
        #expect(!decided.isStale(mark))
        // Another wording of the condition.
        try trial.register(trial.outcome(content: "丁", measured: "5", condition: "c2"))
        (decided, mark) = try decision()
        #expect(decided.isStale(mark))
        #expect(try trial.verify().isClean)
    }

    /// What another applicant of the round shows with a later package is evidence on this one, which has not changed.
    @Test func holdsWhileNobodyElseSharesAnything() throws {
        let trial = try RegistryTrial()
        func register(_ package: String, _ content: String, _ number: String) throws {
            let evidence = Evidence(document: "名册.pdf", page: 1, quote: "张三", method: .text, confidence: 1)
            var outcome = try trial.outcome(
                package, content: content,
                claims: [Claim(kind: .person, key: number, shown: number, evidence: evidence)],
                receipt: false)
            outcome.marks[CrossApplicant.condition] = FindingMark(
                state: .review, ground: .judgement, condition: Sample.digest("c"), evidence: Sample.digest("e"))
            try trial.register(outcome)
        }
        func isStale() throws -> Bool {
            let known = try #require(try trial.registry.known("甲", round: trial.round))
            let decided = try #require(try trial.registry.decisions("甲", round: trial.round)[CrossApplicant.condition])
            return decided.isStale(try trial.registry.marks(of: known)[CrossApplicant.condition])
        }
        func decide() throws {
            _ = try trial.registry.decide(
                submission: 1, condition: CrossApplicant.condition, state: .met, reason: "无相同内容", person: "审核员",
                at: Sample.time)
        }
        try register("甲", "甲", "33010619850101001X")
        try decide()
        #expect(try !isStale())
        try register("乙", "乙", "33010619850101001X")
        #expect(try isStale())
        try decide()
        #expect(try !isStale())
        try register("乙", "乙2", "330106198501010011")
        #expect(try isStale())
    }

    /// Whoever decided in the machine's place has looked at what it could not read: another such file is other evidence.
    @Test func holdsWhileTheUnreadFilesAreTheSame() {
        func mark(_ ground: ReviewGround, unread: String, read: String = "x", evidence: [Evidence] = []) -> String? {
            var assessment = Sample.assessment()
            assessment.package.files = [
                .init(path: "花名册.pdf", sha256: Sample.digest(unread), bytes: 1, problems: [ReadProblem(.encrypted)]),
                .init(path: "营业执照.pdf", sha256: Sample.digest(read), bytes: 1),
            ]
            var finding = Finding(condition: "7.2-b", article: "第七条", phrase: "专职", state: .review, explanation: "无法读取")
            finding.ground = ground
            finding.evidence = evidence
            assessment.findings = [finding]
            return FindingMark.all(assessment, digests: [:])["7.2-b"]?.evidence
        }
        let known = Evidence(document: "营业执照.pdf", page: 1, quote: "甲", method: .text, confidence: 1)
        #expect(mark(.unreadable, unread: "1") != mark(.unreadable, unread: "2"))
        #expect(mark(.judgement, unread: "1") != mark(.judgement, unread: "2"))
        #expect(mark(.unreadable, unread: "1", read: "y") == mark(.unreadable, unread: "1"))
        // What rests on other documents waits for none of them.
        #expect(
            mark(.judgement, unread: "1", evidence: [known]) == mark(.judgement, unread: "2", evidence: [known]))
    }

    @Test func needsAReasonAPersonAndAFinding() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        func decide(_ submission: Int, _ condition: String, _ reason: String, _ person: String) throws {
            _ = try trial.registry.decide(
                submission: submission, condition: condition, state: .met, reason: reason, person: person,
                at: Sample.time)
        }
        #expect(throws: RegistryError.noReason) { try decide(1, "7.2-b", " \n", "甲") }
        #expect(throws: RegistryError.noPerson) { try decide(1, "7.2-b", "理由", "") }
        #expect(throws: RegistryError.noSubmission("8")) { try decide(8, "7.2-b", "理由", "甲") }
        #expect(throws: RegistryError.noCondition("9.9-z")) { try decide(1, "9.9-z", "理由", "甲") }
        #expect(try trial.registry.decisions("甲公司", round: trial.round).count == 1)
    }

    /// A decision on a version that was replaced would be stale at once, and hide the one on what is there now.
    @Test func isOnTheLatestVersion() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        try trial.register(trial.outcome(content: "乙", measured: "5"))
        func decide(_ submission: Int, _ state: FindingState) throws -> DecisionRecord {
            try trial.registry.decide(
                submission: submission, condition: "7.2-b", state: state, reason: "理由", person: "审核员", at: Sample.time)
        }
        let decided = try decide(2, .unmet)
        let head = try trial.registry.head()
        #expect(throws: RegistryError.superseded(1, by: 2)) { try decide(1, .met) }
        #expect(RegistryError.superseded(1, by: 2).message(.zh).contains("对申报2记录决定"))
        #expect(try trial.registry.head() == head)
        #expect(try trial.registry.decisions("甲公司", round: trial.round)["7.2-b"] == decided)
    }

    @Test func numbersOfPersonsAreMasked() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let decision = try trial.registry.decide(
            submission: 1, condition: "7.2-b", state: .met, reason: "张三33010619850101001X已到岗，电话13812345678",
            person: "审核员", at: Sample.time)
        #expect(decision.reason == "张三330106**********1X已到岗，电话138****5678")
    }
}

@Suite struct KeepingTests {
    @Test func aPurgeTakesOldPackagesAndSaysSo() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        try trial.register(trial.outcome("乙公司", content: "乙"), at: "2026-09-01T00:00:00Z")
        #expect(try trial.registry.purge(before: "2026-06-01", rehearse: true, at: Sample.time).submissions.count == 1)
        #expect(try trial.registry.packages(of: trial.round) == ["乙公司", "甲公司"])
        let purged = try trial.registry.purge(before: "2026-06-01", at: "2029-01-01T00:00:00Z")
        #expect(purged.submissions.map(\.folder) == ["甲公司"])
        // Submission, assessment, decision, notice, receipt.
        #expect(purged.records == 5)
        #expect(try trial.registry.packages(of: trial.round) == ["乙公司"])
        #expect(try trial.verify().isClean)
        // Nothing is left of it on the disk.
        for ending in ["", "-wal"] {
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: trial.path + ending)) else { continue }
            #expect(bytes.range(of: Data("甲公司".utf8)) == nil)
        }
        // Numbers are not given again.
        #expect(try trial.register(trial.outcome("丙公司", content: "丙")).submission.number == 3)
        // A purge is no cover for taking more.
        #expect(!(try trial.tampered("DELETE FROM submission WHERE number = 2").isClean))
    }

    /// Days are those of a Chinese clock, as `registry show` tells them: eight hours before those of UTC.
    @Test func theDayOfAPurgeIsKept() throws {
        let trial = try RegistryTrial()
        try trial.register(trial.outcome("甲", content: "甲"), at: "2026-05-31T15:59:59Z")
        try trial.register(trial.outcome("乙", content: "乙"), at: "2026-05-31T16:00:00Z")
        let purged = try trial.registry.purge(before: "2026-06-01", rehearse: true, at: Sample.time)
        #expect(purged.submissions.map(\.folder) == ["甲"])
        #expect(purged.submissions.first?.reportDigests == [Sample.digest("report 甲")])
        for (day, moment) in [
            ("2026-06-01", "2026-05-31T16:00:00Z"), ("2026-01-01", "2025-12-31T16:00:00Z"),
            ("2028-03-01", "2028-02-29T16:00:00Z"), ("2026-03-31", "2026-03-30T16:00:00Z"),
        ] { #expect(CivilTime.beginning(ofDayInChina: day) == moment) }
        #expect(throws: RegistryError.badTime("2026-02-30")) {
            try trial.registry.purge(before: "2026-02-30", at: Sample.time)
        }
    }

    /// An evaluation that led to nothing, and what was objected to, are no reason to keep people's data for ever.
    @Test func whatCameToNothingGoes() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        try trial.register(trial.outcome("乙公司", content: "乙"))
        func take(_ content: EstablishmentStep.Content, _ submission: Int, _ day: String) throws {
            _ = try trial.registry.take(
                content, submission: submission, day: day, person: "经办", today: "2026-12-31", at: Sample.time)
        }
        try take(.evaluated(suitable: false, methods: [], reason: "条件不具备"), 1, "2026-06-01")
        try take(.evaluated(suitable: true, methods: [], reason: "一致"), 2, "2026-06-01")
        try take(.coded(institution: "Y000033000001"), 2, "2026-06-02")
        let purged = try trial.registry.purge(before: "2027-01-01", at: Sample.time)
        #expect(purged.submissions.map(\.number) == [1])
        #expect(purged.kept == 1)
        let steps = try DatabaseQueue(path: trial.path).read {
            try Int.fetchAll($0, sql: "SELECT submission FROM step ORDER BY number")
        }
        #expect(steps == [2, 2])
        #expect(try trial.verify().isClean)
    }

    @Test func aPackageThatCameAgainIsKeptWhole() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        try trial.register(trial.outcome(content: "新"), at: "2026-09-01T00:00:00Z")
        #expect(try trial.registry.purge(before: "2026-06-01", at: Sample.time).submissions.isEmpty)
    }

    @Test func halfACopyIsNone() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let broken = trial.scratch.path + "/broken.sqlite"
        try trial.registry.backup(to: broken)
        let queue = try DatabaseQueue(path: broken)
        let page = try queue.read {
            try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'step'")
        }
        try queue.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: broken))
        let start = (try #require(page) - 1) * 4_096
        bytes.replaceSubrange(start..<(start + 4_096), with: Data(repeating: 0x5A, count: 4_096))
        try bytes.write(to: URL(fileURLWithPath: broken))
        let copy = trial.scratch.path + "/copy.sqlite"
        let database = try SQLiteDatabase(broken)
        #expect { try database.copy(to: copy) } throws: { ($0 as? RegistryError)?.code == "input-output" }
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test func backupAndRestore() throws {
        let trial = try RegistryTrial()
        try trial.fill()
        let backup = trial.scratch.path + "/backup.sqlite"
        try trial.registry.backup(to: backup)
        #expect(throws: RegistryError.exists(backup)) { try trial.registry.backup(to: backup) }
        try trial.register(trial.outcome("乙公司", content: "乙"))
        let place = trial.scratch.path + "/restored.sqlite"
        func restore(_ file: String) throws -> String? {
            let restored = try Registry.restore(
                file, to: place, keys: trial.keys, trusted: [trial.keys.publicKey], at: Sample.time)
            return restored.kept
        }
        #expect(try restore(backup) == nil)
        let kept = try restore(backup)
        #expect(kept == place + ".before-restore")
        let found = try trial.verify(path: place)
        #expect(found.isClean)
        #expect(found.entries == 6)
        // It says what it took the place of, and leaves nothing half done.
        var subjects: [String] = []
        try Registry(SQLiteDatabase(place), keys: trial.keys, actor: "test", at: Sample.time).log {
            subjects.append($0.subject)
        }
        #expect(subjects.last?.contains(" instead of 6 ") == true)
        let left = try FileManager.default.contentsOfDirectory(atPath: trial.scratch.path)
        #expect(!left.contains { $0.contains("restoring") })
        // Nor is anything taken away from under those who work with it.
        do {
            let open = try SQLiteDatabase(place)
            #expect(throws: RegistryError.busy(place)) { try restore(backup) }
            withExtendedLifetime(open) {}
        }
        #expect(try restore(backup) != nil)
        // While another file takes its place, nobody begins to work with it: what they write would go with the old one.
        do {
            let alone = try RegistryLock.take(place, alone: true)
            #expect(throws: RegistryError.busy(place)) { try SQLiteDatabase(place) }
            _ = try SQLiteDatabase(place, readOnly: true)
            withExtendedLifetime(alone) {}
        }
        _ = try SQLiteDatabase(place)
        // A backup that was tampered with is not taken, and what is there stays.
        try DatabaseQueue(path: backup).write { try $0.execute(sql: "UPDATE decision SET state = 'unmet'") }
        #expect(throws: RegistryError.untrustworthy(backup)) { try restore(backup) }
        #expect(try trial.verify(path: place).isClean)
    }
}
