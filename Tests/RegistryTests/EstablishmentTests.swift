// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import GRDB
import Testing

@testable import Registry

/// The order of 管理办法 article 9(二).
@Suite struct EstablishmentTests {
    private typealias Desk = EstablishmentDesk

    private static let suitable = EstablishmentStep.Content.evaluated(suitable: true, methods: ["现场察看"], reason: "一致")
    private static let code = EstablishmentStep.Content.coded(institution: "S000033000001")

    @Test func theWholeWay() throws {
        let desk = try Desk(.trainingOrganization, notice: true)
        #expect(try desk.refusal(Self.code, "2026-06-01") == .notEvaluated)
        #expect(throws: EstablishmentRefusal.notEvaluated) { try desk.receipt() }
        try desk.take(Self.suitable, "2026-06-01")
        #expect(try desk.refusal(Self.code, "2026-06-02") == .notPublished)
        #expect(
            try desk.refusal(.published(until: "2026-06-05"), "2026-06-02") == .noticeTooShort(days: 4, required: 5))
        #expect(try desk.refusal(.published(until: "2026-06-01"), "2026-06-02") == .noticeEndsBeforeItBegins)
        #expect(try desk.refusal(.published(until: "2026-06-09"), "2026-05-30") == .before("2026-06-01"))
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        #expect(try desk.refusal(Self.code, "2026-06-08") == .noticeRuns(until: "2026-06-08"))
        try desk.take(.objected(text: "场地不足"), "2026-06-08")
        let submission = try #require(try desk.registry.submission(1))
        let objection = try #require(try desk.registry.steps(submission).last)
        #expect(try desk.refusal(Self.code, "2026-06-09") == .openObjection(objection.number))
        #expect(
            try desk.refusal(.settled(objection: 99, upheld: false, reason: "x"), "2026-06-09") == .noObjection(99))
        try desk.take(.settled(objection: objection.number, upheld: false, reason: "不属实"), "2026-06-09")
        #expect(throws: EstablishmentRefusal.notCoded) { try desk.receipt() }
        #expect(try desk.refusal(Self.code, "2027-01-01") == .future("2027-01-01"))
        try desk.take(Self.code, "2026-06-10")
        #expect(try desk.refusal(.published(until: "2026-07-30"), "2026-07-01") == .codedAlready)
        let receipt = try desk.receipt()
        #expect(receipt.validFrom == "2026-07-01")
        #expect(receipt.validUntil == "2029-06-30")
        #expect(receipt.noticeFrom == "2026-06-02")
        #expect(receipt.noticeUntil == "2026-06-08")
        #expect(receipt.institutionCode == "S000033000001")
        #expect(receipt.occupations == [.init(name: "车工", levels: "5 4")])
        #expect(receipt.authority == "杭州市人力资源和社会保障局")
        #expect(throws: EstablishmentRefusal.receiptedAlready) { try desk.receipt() }
        #expect(try desk.trial.verify().isClean)
        var listed: [String] = []
        try desk.registry.institutions(on: "2026-07-01") { receipt, round in
            listed.append("\(receipt.institutionCode) \(round?.level?.rawValue ?? "")")
        }
        #expect(listed == ["S000033000001 city"])
    }

    @Test func anUpheldObjectionEndsIt() throws {
        let desk = try Desk(.trainingOrganization, notice: true)
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        try desk.take(.objected(text: "冒用人员"), "2026-06-03")
        try desk.take(.settled(objection: 3, upheld: true, reason: "属实"), "2026-06-05")
        #expect(try desk.refusal(Self.code, "2026-06-10") == .upheldObjection(3))
        // A new evaluation begins anew, and needs its own notice.
        try desk.take(Self.suitable, "2026-07-01")
        #expect(try desk.refusal(Self.code, "2026-07-02") == .notPublished)
    }

    @Test func aNegativeResultEndsIt() throws {
        let desk = try Desk(.employer, notice: false)
        try desk.take(.evaluated(suitable: false, methods: [], reason: "条件不具备"), "2026-06-01")
        #expect(try desk.refusal(.published(until: "2026-06-08"), "2026-06-02") == .notSuitable)
        #expect(try desk.refusal(Self.code, "2026-06-02") == .notSuitable)
    }

    /// Who needs a notice: the law's own words, its reference, the round, or nothing at all (H2).
    @Test(
        arguments: [
            (ApplicantClass.trainingOrganization, true, true), (.trainingOrganization, false, true),
            (.trainingOrganization, nil, true), (.specialSkillBody, nil, true), (.specialSkillBody, false, false),
            (.employer, nil, false), (.employer, true, true), (.employer, false, false), (.appraisalBody, true, false),
        ] as [(ApplicantClass, Bool?, Bool)]) func notice(
            _ applicantClass: ApplicantClass, _ round: Bool?, _ needed: Bool
        ) throws
    {
        let desk = try Desk(applicantClass, notice: round)
        try desk.take(Self.suitable, "2026-06-01")
        #expect(try desk.refusal(Self.code, "2026-06-02") == (needed ? .notPublished : nil))
    }

    /// A notice that was begun has to run its course, also where nobody asked for it.
    @Test func aNoticeThatNobodyAskedForCounts() throws {
        let desk = try Desk(.employer, notice: nil)
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        #expect(try desk.refusal(Self.code, "2026-06-03") == .noticeRuns(until: "2026-06-08"))
        #expect(
            try desk.refusal(.objected(text: "x"), "2026-06-09")
                == .outsideNotice(from: "2026-06-02", until: "2026-06-08"))
    }

    @Test func codesAreUnique() throws {
        let desk = try Desk(.employer, notice: false)
        var other = try desk.trial.outcome("乙公司", content: "乙", receipt: false)
        other.applicantClass = .employer
        try desk.trial.register(other)
        for number in [1, 2] { try desk.take(Self.suitable, "2026-06-01", submission: number) }
        let code = EstablishmentStep.Content.coded(institution: "Y000033000001")
        try desk.take(code, "2026-06-02")
        #expect(try desk.refusal(code, "2026-06-02", submission: 2) == .codeOfAnother("Y000033000001"))
        for wrong in [
            "Y00003300000", "Y0000330000012", "y000033000001", "0000033000001", "Y00003300000O", "Y000033 00001",
        ] {
            #expect(
                try desk.refusal(.coded(institution: wrong), "2026-06-02", submission: 2) == .badInstitutionCode(wrong))
        }
        try desk.take(.coded(institution: "Y000033000002"), "2026-06-02", submission: 2)
        // An extension keeps the code.
        _ = try desk.receipt()
        try desk.take(Self.suitable, "2026-12-01")
        try desk.take(code, "2026-12-02")
        #expect(try desk.receipt("杭人社评〔2026〕9号", from: "2026-12-05").institutionCode == "Y000033000001")
        #expect(try desk.trial.verify().isClean)
    }

    @Test func aReceiptIsOfWhatWasEvaluated() throws {
        let desk = try Desk(.trainingOrganization, notice: true)
        try desk.take(Self.suitable, "2026-06-01")
        // A version that nobody evaluated comes in, of another class and with more occupations.
        var grown = try desk.trial.outcome(content: "新", receipt: false)
        grown.applicantClass = .employer
        grown.scope.occupations.append(.init(name: "焊工", levels: "3 2 1"))
        try desk.trial.register(grown)
        #expect(try desk.refusal(Self.code, "2026-06-10", submission: 2) == .notPublished)
        try desk.take(.published(until: "2026-06-08"), "2026-06-02", submission: 2)
        try desk.take(Self.code, "2026-06-10", submission: 2)
        let receipt = try desk.receipt()
        #expect(receipt.packageDigest == Sample.digest("甲"))
        #expect(receipt.occupations == [.init(name: "车工", levels: "5 4")])
        #expect(receipt.applicantClass == .trainingOrganization)
        // The evaluation is of the version that was looked at.
        #expect(try desk.refusal(Self.suitable, "2026-12-31") == .newerVersion(2))
        try desk.take(Self.suitable, "2026-12-31", submission: 2)
    }

    /// What is not said of an occupation is taken from the version that was evaluated.
    @Test func occupationsAreThoseOfWhatWasEvaluated() throws {
        let desk = try Desk(.employer, notice: false)
        func version(_ content: String, code: String) throws {
            var outcome = try desk.trial.outcome(content: content, receipt: false)
            outcome.scope.occupations = [.init(name: "车工", code: code, trade: "数控车工", levels: "5 4")]
            try desk.trial.register(outcome)
        }
        try version("二", code: "6-18-01-01")
        try desk.take(Self.suitable, "2026-06-01", submission: 2)
        try version("三", code: "9-99-99-99")
        try desk.take(.coded(institution: "Y000033000001"), "2026-06-02", submission: 3)
        let submission = try #require(try desk.registry.submission(1))
        #expect(try desk.registry.establishmentReceipt(of: submission) == nil)
        let receipt = try desk.registry.establish(
            submission: 3,
            .init(
                number: "1号", validFrom: "2026-07-01",
                occupations: [.init(name: "数控车工", levels: "5"), .init(name: "铣工", levels: "4")]),
            person: "经办", today: desk.today, at: Sample.time)
        #expect(
            receipt.occupations == [
                .init(name: "车工", code: "6-18-01-01", trade: "数控车工", levels: "5"), .init(name: "铣工", levels: "4"),
            ])
        #expect(try desk.registry.establishmentReceipt(of: submission) == receipt)
    }

    /// Rows that somebody changes for the moment of signing would leave no trace but the receipt.
    @Test func nothingIsSignedOnAlteredRows() throws {
        let desk = try Desk(.employer, notice: true)
        let queue = try DatabaseQueue(path: desk.trial.path)
        try desk.take(Self.suitable, "2026-06-01")
        try queue.write { try $0.execute(sql: "UPDATE round SET notice_required = 0") }
        let code = EstablishmentStep.Content.coded(institution: "Y000033000001")
        #expect(throws: RegistryError.tampered(desk.trial.path)) { try desk.take(code, "2026-06-02") }
        try queue.write { try $0.execute(sql: "UPDATE round SET notice_required = 1 WHERE notice_days = 5") }
        try queue.write { try $0.execute(sql: "UPDATE round SET notice_required = NULL WHERE notice_days IS NULL") }
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        try desk.take(code, "2026-06-10")
        try queue.write {
            try $0.execute(sql: "UPDATE assessment SET scope = REPLACE(scope, '车工', '焊工')")
        }
        #expect(throws: RegistryError.tampered(desk.trial.path)) { try desk.receipt() }
        try queue.write {
            try $0.execute(sql: "UPDATE assessment SET scope = REPLACE(scope, '焊工', '车工')")
        }
        _ = try desk.receipt()
    }

    @Test func anExtensionKeepsTheCode() throws {
        let desk = try Desk(.employer, notice: false)
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.coded(institution: "Y000033000001"), "2026-06-02")
        // Before there is a receipt a slip can be put right, by evaluating anew.
        try desk.take(Self.suitable, "2026-06-03")
        try desk.take(.coded(institution: "Y000033000002"), "2026-06-03")
        _ = try desk.receipt()
        #expect(try desk.refusal(Self.suitable, "2026-06-02") == .before("2026-06-03"))
        try desk.take(Self.suitable, "2026-12-01")
        #expect(
            try desk.refusal(.coded(institution: "Y000033000003"), "2026-12-02") == .keepsCode("Y000033000002"))
        try desk.take(.coded(institution: "Y000033000002"), "2026-12-02")
    }

    /// A receipt that extends a validity is issued before that ends; until its own begins, the first one counts.
    @Test func anInstitutionIsListedWithTheReceiptInForce() throws {
        let desk = try Desk(.employer, notice: false)
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.coded(institution: "Y000033000001"), "2026-06-02")
        _ = try desk.receipt("1号", from: "2026-06-03")
        try desk.take(Self.suitable, "2026-12-01")
        try desk.take(.coded(institution: "Y000033000001"), "2026-12-02")
        _ = try desk.receipt("2号", from: "2029-01-01")
        func listed(_ day: String) throws -> [String] {
            var numbers: [String] = []
            try desk.registry.institutions(on: day) { receipt, _ in numbers.append(receipt.number) }
            return numbers
        }
        #expect(try listed("2026-06-02") == [])
        #expect(try listed("2026-06-03") == ["1号"])
        #expect(try listed("2028-12-31") == ["1号"])
        #expect(try listed("2029-01-01") == ["2号"])
        #expect(try listed("2031-12-31") == ["2号"])
        #expect(try listed("2032-01-01") == [])
    }

    @Test func numbersOfPersonsAreMasked() throws {
        let desk = try Desk(.trainingOrganization, notice: true)
        let number = "33010619850101001X"
        func take(_ content: EstablishmentStep.Content, _ day: String) throws -> EstablishmentStep {
            try desk.registry.take(
                content, submission: 1, day: day, person: "经办\(number)", today: desk.today, at: Sample.time)
        }
        // Behind a tab or a line break, too: in JSON those are a backslash and a letter.
        _ = try take(
            .evaluated(suitable: true, methods: ["电话核实\t13812345678"], reason: "见\n\(number)"), "2026-06-01")
        _ = try take(.published(until: "2026-06-08"), "2026-06-02")
        let objection = try take(.objected(text: "举报人\n13812345678"), "2026-06-03")
        #expect(objection.person == "经办330106**********1X")
        #expect(objection.content == .objected(text: "举报人\n138****5678"))
        _ = try take(
            .settled(objection: objection.number, upheld: false, reason: "已致电\t13812345678"), "2026-06-09")
        try desk.registry.backup(to: desk.trial.scratch.path + "/copy")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: desk.trial.scratch.path + "/copy"))
        for secret in [number, "13812345678"] { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
    }

    @Test func evaluatingAgainSettlesNoObjection() throws {
        let desk = try Desk(.employer, notice: false)
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        try desk.take(.objected(text: "冒用人员"), "2026-06-03")
        #expect(try desk.refusal(Self.suitable, "2026-06-04") == .openObjection(3))
        try desk.take(.settled(objection: 3, upheld: true, reason: "属实"), "2026-06-05")
        try desk.take(Self.suitable, "2026-07-01")
    }

    @Test func aReceiptSaysWhatItHasToSay() throws {
        let desk = try Desk(.employer, notice: false)
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.coded(institution: "Y000033000001"), "2026-06-02")
        #expect(throws: EstablishmentRefusal.incomplete("--number")) { try desk.receipt("") }
        #expect(throws: EstablishmentRefusal.before("2026-06-01")) { try desk.receipt(from: "2026-05-31") }
        #expect(throws: EstablishmentRefusal.incomplete("--valid-from")) { try desk.receipt(from: "2026-09-31") }
        #expect(throws: EstablishmentRefusal.incomplete("--occupation")) {
            try desk.registry.establish(
                submission: 1,
                .init(number: "1", validFrom: "2026-07-01", occupations: [.init(name: "车工", levels: "")]),
                person: "经办", today: desk.today, at: Sample.time)
        }
        #expect(throws: RegistryError.noPerson) {
            try desk.registry.establish(
                submission: 1, .init(number: "1", validFrom: "2026-07-01"), person: " ", today: desk.today,
                at: Sample.time)
        }
        _ = try desk.receipt()
    }

    /// 专项职业能力 is not evaluated by levels.
    @Test func aSpecialSkillHasNoLevels() throws {
        let desk = try Desk(.specialSkillBody, notice: false)
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.coded(institution: "Z000033000001"), "2026-06-02")
        let skill = EstablishmentReceipt.Occupation(name: "竹编制作", levels: "")
        let receipt = try desk.registry.establish(
            submission: 1, .init(number: "1", validFrom: "2026-07-01", occupations: [skill]), person: "经办",
            today: desk.today, at: Sample.time)
        #expect(receipt.occupations == [skill])
        #expect(try desk.registry.establishmentReceipt(of: try #require(try desk.registry.submission(1))) == receipt)
    }

    @Test func whatIsDecidedHasAReason() throws {
        let desk = try Desk(.trainingOrganization, notice: true)
        #expect(throws: RegistryError.noReason) {
            try desk.take(.evaluated(suitable: true, methods: ["现场察看"], reason: " "), "2026-06-01")
        }
        try desk.take(Self.suitable, "2026-06-01")
        try desk.take(.published(until: "2026-06-08"), "2026-06-02")
        try desk.take(.objected(text: "冒用人员"), "2026-06-03")
        #expect(throws: RegistryError.noReason) {
            try desk.take(.settled(objection: 3, upheld: false, reason: ""), "2026-06-09")
        }
    }

    /// Two applications of one body, both with a code before either has a receipt: the second does not make it a body of two codes.
    @Test func oneBodyHasOneCode() throws {
        let desk = try Desk(.employer, notice: false)
        var other = try desk.trial.outcome("甲公司 副本", content: "乙")
        other.applicantKey = try #require(try desk.registry.submission(1)).applicantKey
        try desk.trial.register(other)
        for (number, code) in [(1, "Y000033000001"), (2, "Y000033000002")] {
            try desk.take(Self.suitable, "2026-06-01", submission: number)
            try desk.take(.coded(institution: code), "2026-06-02", submission: number)
        }
        _ = try desk.receipt()
        func second() throws -> EstablishmentReceipt {
            try desk.registry.establish(
                submission: 2, .init(number: "2", validFrom: "2027-01-01"), person: "经办", today: desk.today,
                at: Sample.time)
        }
        #expect(throws: EstablishmentRefusal.keepsCode("Y000033000001")) { try second() }
        try desk.take(Self.suitable, "2026-06-03", submission: 2)
        try desk.take(.coded(institution: "Y000033000001"), "2026-06-04", submission: 2)
        #expect(try second().institutionCode == "Y000033000001")
    }

    /// Whatever is tried in whatever order: a code never comes without evaluation, nor before the end of a notice or with an open
    /// objection.
    @Test func noOrderGetsAroundTheRules() throws {
        var seed: UInt64 = 7
        func random(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        func day(_ number: Int) -> String { "2026-06-\(number < 10 ? "0" : "")\(number)" }
        var coded = 0
        for _ in 0..<60 {
            let desk = try Desk(.trainingOrganization, notice: true, days: 3)
            var steps: [EstablishmentStep] = []
            for turn in 0..<40 {
                // Days go on by and large, and back now and then.
                let at = 1 + turn / 2 + random(4)
                let objections = steps.filter { if case .objected = $0.content { true } else { false } }
                let content: EstablishmentStep.Content =
                    switch random(6) {
                    case 0: .evaluated(suitable: random(4) > 0, methods: [], reason: "x")
                    case 1: .published(until: day(min(30, at + random(5))))
                    case 2: .objected(text: "x")
                    case 3:
                        .settled(
                            objection: objections.isEmpty ? 1 : objections[random(objections.count)].number,
                            upheld: random(3) == 0, reason: "x")
                    default: Self.code
                    }
                guard try desk.refusal(content, day(at)) == nil else { continue }
                let submission = try #require(try desk.registry.submission(1))
                steps = try desk.registry.steps(submission)
                guard case .coded = content else { continue }
                coded += 1
                let last = try #require(steps.lastIndex { if case .evaluated = $0.content { true } else { false } })
                let since = steps[last...]
                guard case .evaluated(true, _, _) = since[last].content else {
                    Issue.record("coded without a positive evaluation")
                    continue
                }
                let until = since.compactMap { if case .published(let until) = $0.content { until } else { nil } }.last
                #expect(until.map { $0 < day(at) } == true)
                let open = since.filter { if case .objected = $0.content { true } else { false } }.filter { objection in
                    !since.contains {
                        if case .settled(objection.number, false, _) = $0.content { true } else { false }
                    }
                }
                #expect(open.isEmpty)
            }
            #expect(try desk.trial.verify().isClean)
        }
        // The walk does come through now and then.
        #expect(coded > 3)
    }

    @Test func daysAreCountedBothIncluded() {
        #expect(CivilDays.count("2026-06-01", "2026-06-01") == 1)
        #expect(CivilDays.count("2026-02-27", "2026-03-01") == 3)
        #expect(CivilDays.count("2028-02-27", "2028-03-01") == 4)
        #expect(CivilDays.count("2026-12-31", "2027-01-01") == 2)
        #expect(CivilDays.count("2026-02-30", "2026-03-01") == nil)
    }
}
