// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import GRDB
import Testing

@testable import Registry

/// Steps that were recorded by mistake and are taken back.
@Suite struct EstablishmentWithdrawalTests {
    private typealias Desk = EstablishmentDesk
    private typealias Content = EstablishmentStep.Content

    private static let suitable = Content.evaluated(suitable: true, methods: ["现场察看"], reason: "一致")
    private static let code = "Y000033000001"

    /// An employer whose round asks for no notice, evaluated.
    private func evaluated() throws -> Desk {
        let desk = try Desk(.employer, notice: false)
        try desk.take(Self.suitable, "2026-06-01")
        return desk
    }

    private func other(_ desk: Desk, _ package: String = "乙公司", at: String = Sample.time) throws -> Int {
        try desk.trial.register(desk.trial.outcome(package, content: package, receipt: false), at: at).submission.number
    }

    @Test func aWrongDayIsPutRight() throws {
        let desk = try Desk(.trainingOrganization, notice: true)
        try desk.take(Self.suitable, desk.today)
        // A notice of June cannot follow an evaluation of December.
        #expect(try desk.refusal(.published(until: "2026-06-08"), "2026-06-02") == .before(desk.today))
        #expect(try desk.refusal(Self.suitable, "2026-06-01") == .before(desk.today))
        #expect(try desk.withdraw().number == 1)
        #expect(try desk.established().steps.isEmpty)
        #expect(try desk.refusal(.published(until: "2026-06-08"), "2026-06-02") == .notEvaluated)
        try desk.take(Self.suitable, "2026-06-01")
        // Nor does the day of the withdrawal block what was done before it.
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        _ = try desk.withdraw(reason: "公示期登记有误")
        try desk.take(.published(until: "2026-06-12"), "2026-06-02")
        #expect(
            try desk.refusal(.coded(institution: Self.code), "2026-06-10") == .noticeRuns(until: "2026-06-12"))
        try desk.take(.coded(institution: Self.code), "2026-06-13")
        let receipt = try desk.receipt()
        #expect(receipt.noticeUntil == "2026-06-12")
        // Nothing is gone, and who, when and why stands beside it.
        let steps = try desk.steps()
        try #require(
            steps.map(\.content.kind) == [
                "evaluated", "withdrawn", "evaluated", "published", "withdrawn", "published", "coded", "receipted",
            ])
        #expect(steps[4].content == .withdrawn(step: 4, reason: "公示期登记有误"))
        #expect(steps[4].person == "经办")
        #expect(steps[4].day == desk.today)
        #expect(steps[4].at == Sample.time)
        var subjects: [String] = []
        try desk.registry.log(of: 1) { subjects.append($0.subject) }
        #expect(subjects.contains("submission 1 withdrawn step 4"))
        #expect(try desk.trial.verify().isClean)
    }

    @Test func onlyTheLastStepThatStands() throws {
        let desk = try Desk(.employer, notice: false)
        #expect(throws: EstablishmentRefusal.nothingToWithdraw) { try desk.withdraw() }
        #expect(throws: RegistryError.noSubmission("8")) { try desk.withdraw(submission: 8) }
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.coded(institution: Self.code), "2026-06-02")
        // Somebody else was faster.
        #expect(try desk.refusal(.withdrawn(step: 1, reason: "x"), desk.today) == .notLatest(2))
        #expect(throws: RegistryError.noReason) { try desk.withdraw(reason: " ") }
        #expect(throws: RegistryError.noPerson) {
            try desk.registry.withdraw(submission: 1, reason: "x", person: "", today: desk.today, at: Sample.time)
        }
        #expect(try desk.withdraw().number == 2)
        #expect(try desk.refusal(.withdrawn(step: 2, reason: "x"), desk.today) == .notLatest(1))
        #expect(try desk.withdraw().number == 1)
        #expect(throws: EstablishmentRefusal.nothingToWithdraw) { try desk.withdraw() }
        #expect(try desk.refusal(.withdrawn(step: 1, reason: "x"), desk.today) == .nothingToWithdraw)
    }

    @Test func aCodeThatWasTakenBackMayGoToAnother() throws {
        let desk = try evaluated()
        let second = try other(desk)
        let code = Content.coded(institution: Self.code)
        try desk.take(Self.suitable, "2026-06-01", submission: second)
        try desk.take(code, "2026-06-02")
        #expect(try desk.refusal(code, "2026-06-02", submission: second) == .codeOfAnother(Self.code))
        _ = try desk.withdraw(reason: "编码抄错")
        #expect(try desk.established().institution == nil)
        #expect(throws: EstablishmentRefusal.notCoded) { try desk.receipt() }
        try desk.take(code, "2026-06-02", submission: second)
        #expect(try desk.refusal(code, "2026-06-03") == .codeOfAnother(Self.code))
        try desk.take(.coded(institution: "Y000033000002"), "2026-06-03")
        #expect(try desk.receipt().institutionCode == "Y000033000002")
        #expect(try desk.trial.verify().isClean)
        // And back, where the second was the mistake.
        _ = try desk.withdraw(submission: second)
        try desk.take(.coded(institution: "Y000033000003"), "2026-06-04", submission: second)
        #expect(try desk.trial.verify().isClean)
    }

    @Test func theSameCodeMayBeGivenAgain() throws {
        let desk = try evaluated()
        try desk.take(.coded(institution: Self.code), desk.today)
        _ = try desk.withdraw()
        try desk.take(.coded(institution: Self.code), "2026-06-02")
        #expect(try desk.established().institution?.day == "2026-06-02")
        #expect(try desk.receipt(from: "2026-06-03").institutionCode == Self.code)
        #expect(try desk.trial.verify().isClean)
    }

    /// A code that another application of the same body has by a step that stands is nobody else's.
    @Test func whatStandsElsewhereKeepsTheCode() throws {
        let desk = try evaluated()
        var copy = try desk.trial.outcome("甲公司 副本", content: "副本", receipt: false)
        copy.applicantKey = try #require(try desk.registry.submission(1)).applicantKey
        let second = try desk.trial.register(copy).submission.number
        let third = try other(desk)
        for number in [second, third] { try desk.take(Self.suitable, "2026-06-01", submission: number) }
        for number in [1, second] {
            try desk.take(.coded(institution: Self.code), "2026-06-02", submission: number)
        }
        _ = try desk.withdraw()
        #expect(
            try desk.refusal(.coded(institution: Self.code), "2026-06-03", submission: third)
                == .codeOfAnother(Self.code))
        _ = try desk.withdraw(submission: second)
        try desk.take(.coded(institution: Self.code), "2026-06-03", submission: third)
    }

    /// What was given out stays given out; changes have ways of their own in the law.
    @Test func aReceiptStands() throws {
        let desk = try evaluated()
        try desk.take(.coded(institution: Self.code), "2026-06-02")
        let receipt = try desk.receipt()
        let head = try desk.registry.head()
        #expect(throws: EstablishmentRefusal.receiptStands) { try desk.withdraw() }
        #expect(try desk.registry.head() == head)
        for article in ["第二十一条", "第二十二条", "第二十三条", "第二十四条"] {
            #expect(EstablishmentRefusal.receiptStands.message(.zh).contains(article))
        }
        // A later evaluation of an extension is no receipt.
        try desk.take(Self.suitable, "2026-12-01")
        try desk.take(.coded(institution: Self.code), "2026-12-02")
        #expect(try desk.withdraw().content.kind == "coded")
        #expect(try desk.withdraw().content.kind == "evaluated")
        #expect(throws: EstablishmentRefusal.receiptStands) { try desk.withdraw() }
        #expect(throws: EstablishmentRefusal.receiptedAlready) { try desk.receipt("2号") }
        var listed: [EstablishmentReceipt] = []
        try desk.registry.institutions(on: "2026-07-01") { one, _ in listed.append(one) }
        #expect(listed == [receipt])
        #expect(try desk.trial.verify().isClean)
    }

    @Test func anObjectionAndItsSettlement() throws {
        let desk = try Desk(.trainingOrganization, notice: true)
        let code = Content.coded(institution: "S000033000001")
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        try desk.take(.objected(text: "冒用人员"), "2026-06-03")
        // Upheld by mistake: the objection is open again, and neither forgotten nor decided.
        try desk.take(.settled(objection: 3, upheld: true, reason: "误选"), "2026-06-05")
        #expect(try desk.refusal(code, "2026-06-10") == .upheldObjection(3))
        _ = try desk.withdraw()
        #expect(try desk.refusal(code, "2026-06-10") == .openObjection(3))
        #expect(try desk.refusal(Self.suitable, "2026-06-10") == .openObjection(3))
        try desk.take(.settled(objection: 3, upheld: false, reason: "不属实"), "2026-06-05")
        // The objection itself only goes after its settlement, and then there is nothing to settle.
        #expect(try desk.refusal(.withdrawn(step: 3, reason: "x"), desk.today) == .notLatest(6))
        _ = try desk.withdraw()
        #expect(try desk.withdraw(reason: "登记在别的单位").content == .objected(text: "冒用人员"))
        #expect(
            try desk.refusal(.settled(objection: 3, upheld: false, reason: "x"), "2026-06-09") == .noObjection(3))
        // The notice is as it was; another objection has another number.
        try desk.take(.objected(text: "场地不足"), "2026-06-04")
        #expect(try desk.refusal(code, "2026-06-10") == .openObjection(9))
        try desk.take(.settled(objection: 9, upheld: false, reason: "不属实"), "2026-06-09")
        // A code that is taken back reopens the time for objections to the same notice.
        try desk.take(code, "2026-06-10")
        #expect(try desk.refusal(.objected(text: "x"), "2026-06-08") == .codedAlready)
        _ = try desk.withdraw()
        try desk.take(.objected(text: "迟登记"), "2026-06-08")
        #expect(try desk.refusal(code, "2026-06-10") == .openObjection(13))
        #expect(try desk.trial.verify().isClean)
    }

    /// An evaluation that followed another one, taken back: the other stands as before, with all that came of it.
    @Test func theEvaluationBefore() throws {
        let desk = try evaluated()
        try desk.take(.coded(institution: Self.code), "2026-06-02")
        try desk.take(.evaluated(suitable: false, methods: [], reason: "别的单位"), "2026-06-05")
        #expect(throws: EstablishmentRefusal.notSuitable) { try desk.receipt() }
        _ = try desk.withdraw()
        #expect(try desk.established().institution?.code == Self.code)
        #expect(try desk.receipt().institutionCode == Self.code)
    }

    @Test func earlierVersions() throws {
        let desk = try Desk(.employer, notice: false)
        try desk.take(Self.suitable, desk.today)
        try desk.trial.register(desk.trial.outcome(content: "新", receipt: false))
        // By whichever version: the step is that of the version that was evaluated, and so is its withdrawal.
        _ = try desk.withdraw(submission: 2)
        #expect(try desk.steps(submission: 2).map(\.submission) == [1, 1])
        #expect(try desk.steps(submission: 1) == desk.steps(submission: 2))
        // The evaluation was of the first version, whatever has come in since.
        try desk.take(Self.suitable, "2026-06-01", submission: 1)
        try desk.take(.coded(institution: Self.code), "2026-06-02", submission: 2)
        #expect(try desk.steps().map(\.submission) == [1, 1, 1, 1])
        // But nothing else opens the way back to an old version.
        _ = try desk.withdraw()
        #expect(try desk.refusal(Self.suitable, "2026-06-03", submission: 1) == .newerVersion(2))
        try desk.take(Self.suitable, "2026-06-03", submission: 2)
        #expect(try desk.refusal(Self.suitable, "2026-06-03", submission: 1) == .newerVersion(2))
        _ = try desk.withdraw(submission: 1)
        #expect(try desk.refusal(Self.suitable, "2026-06-03", submission: 1) == .newerVersion(2))
        // What stands now is the evaluation of the first version.
        try desk.take(.coded(institution: Self.code), "2026-06-02", submission: 2)
        #expect(try desk.receipt().packageDigest == Sample.digest("甲"))
        #expect(try desk.trial.verify().isClean)
    }

    /// Once the later version was evaluated, the earlier one is past.
    @Test func theWayBackIsOpenForTheNextStepOnly() throws {
        let desk = try evaluated()
        try desk.trial.register(desk.trial.outcome(content: "新", receipt: false))
        _ = try desk.withdraw()
        try desk.take(Self.suitable, "2026-06-01", submission: 2)
        #expect(try desk.refusal(Self.suitable, "2026-06-02", submission: 1) == .newerVersion(2))
        #expect(try desk.established().steps.map(\.submission) == [2])
    }

    /// Neither the step nor that it was taken back can be made to disappear.
    @Test(arguments: [
        "DELETE FROM step WHERE number = 2", "DELETE FROM step WHERE number = 3", "DELETE FROM step WHERE number > 1",
        "UPDATE step SET content = REPLACE(content, '\"step\":2', '\"step\":1') WHERE number = 3",
        "UPDATE step SET kind = 'objected' WHERE number = 3", "UPDATE step SET person = '别人' WHERE number = 3",
        "UPDATE step SET submission = 9 WHERE number = 3", "DELETE FROM institution",
        "INSERT INTO step SELECT 4, submission, kind, day, REPLACE(content, '2', '1'), person, at FROM step WHERE number = 3",
    ]) func nothingIsRemovedUnnoticed(sql: String) throws {
        let desk = try evaluated()
        try desk.take(.coded(institution: Self.code), "2026-06-02")
        _ = try desk.withdraw()
        #expect(try desk.trial.verify().isClean)
        #expect(!(try desk.trial.tampered(sql).isClean))
    }

    /// Rows that hide a receipt for a moment would set its code free.
    @Test func nothingIsTakenBackOnAlteredRows() throws {
        let desk = try evaluated()
        try desk.take(.coded(institution: Self.code), "2026-06-02")
        _ = try desk.receipt()
        let queue = try DatabaseQueue(path: desk.trial.path)
        try queue.write { try $0.execute(sql: "UPDATE step SET submission = 9 WHERE kind = 'receipted'") }
        #expect(throws: RegistryError.tampered(desk.trial.path)) { try desk.withdraw() }
        try queue.write { try $0.execute(sql: "UPDATE step SET submission = 1 WHERE kind = 'receipted'") }
        #expect(throws: EstablishmentRefusal.receiptStands) { try desk.withdraw() }
    }

    @Test func aCodeThatWasTakenBackKeepsNothingFromAPurge() throws {
        let desk = try evaluated()
        let code = Content.coded(institution: Self.code)
        try desk.take(code, "2026-06-02")
        let purge = { try desk.registry.purge(before: "2027-01-01", rehearse: $0, at: "2029-01-01T00:00:00Z") }
        #expect(try purge(true).kept == 1)
        _ = try desk.withdraw()
        let second = try other(desk, at: "2028-01-01T00:00:00Z")
        try desk.take(Self.suitable, "2026-06-01", submission: second)
        let rehearsed = try purge(true)
        #expect(rehearsed.submissions.map(\.number) == [1])
        #expect(rehearsed.kept == 0)
        // Submission, assessment, notice, receipt, three steps, and the code.
        #expect(rehearsed.records == 8)
        #expect(try purge(false) == rehearsed)
        let trial = desk.trial
        #expect(try trial.verify().isClean)
        for ending in ["", "-wal"] {
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: trial.path + ending)) else { continue }
            #expect(bytes.range(of: Data("甲公司".utf8)) == nil)
        }
        // The code may still be given, and what the purge took does not vouch for what is there now.
        try desk.take(code, "2026-06-02", submission: second)
        #expect(try trial.verify().isClean)
        #expect(!(try trial.tampered("UPDATE institution SET applicant = 'x'").isClean))
        #expect(!(try trial.tampered("DELETE FROM institution").isClean))
        #expect(try desk.registry.purge(before: "2099-01-01", rehearse: true, at: Sample.time).kept == 1)
    }

    /// The first to have had it is purged; the one that has it now stays, and so does its hold on the code.
    @Test func aCodeThatWentToAnotherOutlivesTheFirst() throws {
        let desk = try evaluated()
        let code = Content.coded(institution: Self.code)
        try desk.take(code, "2026-06-02")
        _ = try desk.withdraw()
        let (second, third) = (try other(desk), try other(desk, "丙公司", at: "2028-01-01T00:00:00Z"))
        for number in [second, third] { try desk.take(Self.suitable, "2026-06-01", submission: number) }
        try desk.take(code, "2026-06-02", submission: second)
        let purged = try desk.registry.purge(before: "2027-01-01", at: "2029-01-01T00:00:00Z")
        #expect(purged.submissions.map(\.number) == [1])
        #expect(purged.kept == 1)
        #expect(try desk.refusal(code, "2026-06-03", submission: third) == .codeOfAnother(Self.code))
        #expect(try desk.trial.verify().isClean)
    }

    @Test func bothAreShown() throws {
        let desk = try evaluated()
        try desk.take(.coded(institution: Self.code), "2026-06-02")
        _ = try desk.withdraw(reason: "编码抄错，电话13812345678")
        let lines = RegistryText(.zh).lines(try desk.steps())
        try #require(lines.count == 3)
        #expect(!lines[0].contains("撤回"))
        #expect(lines[1] == "2  2026-06-02  机构编码  \(Self.code)  经办  【已撤回，见3】")
        #expect(lines[2] == "3  2026-12-31  撤回步骤2  编码抄错，电话138****5678  经办")
        #expect(RegistryText(.en).lines(try desk.steps())[1].hasSuffix("  [taken back by 3]"))
        #expect(RegistryText(.zh).next(try desk.established(), on: desk.today) == "下一步：登记机构编码（assign）")
    }

    /// Whatever is recorded and taken back in whatever order: what stands is what would stand had nobody made the mistakes.
    @Test func whatWasTakenBackLeavesNoTraceInTheLaw() throws {
        var seed: UInt64 = 11
        func random(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        func day(_ number: Int) -> String { "2026-06-\(number < 10 ? "0" : "")\(number)" }
        var (coded, takenBack) = (0, 0)
        for _ in 0..<40 {
            let desk = try Desk(.trainingOrganization, notice: true, days: 2)
            var stack: [EstablishmentStep] = []
            for turn in 0..<30 {
                let at = 1 + turn / 2 + random(4)
                let objections = stack.filter { $0.content.kind == "objected" }
                let content: Content? =
                    switch random(8) {
                    case 0, 1: nil
                    case 2: .evaluated(suitable: random(5) > 0, methods: [], reason: "x")
                    case 3: .published(until: day(at + 1 + random(2)))
                    case 4: .objected(text: "x")
                    case 5: .settled(objection: objections.last?.number ?? 1, upheld: random(3) == 0, reason: "x")
                    default: .coded(institution: "S000033000001")
                    }
                // What the same steps without any mistakes allow.
                let pure = Establishment(
                    applicantClass: .trainingOrganization, round: try desk.registry.round(desk.trial.round),
                    steps: stack)
                if let content {
                    let told = try desk.refusal(content, day(at))
                    #expect(told == pure.refusal(of: content, on: day(at), today: desk.today))
                    guard told == nil else { continue }
                    stack.append(try #require(try desk.steps().last))
                    if content.kind == "coded" { coded += 1 }
                } else if let last = stack.popLast() {
                    #expect(try desk.withdraw() == last)
                    takenBack += 1
                } else {
                    #expect(throws: EstablishmentRefusal.nothingToWithdraw) { try desk.withdraw() }
                }
                #expect(try desk.steps().standing == stack)
            }
            #expect(try desk.trial.verify().isClean)
        }
        #expect(coded > 3 && takenBack > 50)
    }
}
