// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

/// What lint says of rounds that load.
@Suite struct RoundLintTests {
    private static let good = """
        round: r-1
        title: 示例遴选
        authority: {name: 绍兴市越城区人力资源和社会保障局, level: county, region: "330602"}
        classes: [employer]
        window: {from: 2026-03-01, to: 2026-03-31}
        thresholds: {min-full-time-staff: 5, lease-min-months: 12}
        required-documents: {all: [application-form], employer: [fund-proof]}
        occupations: {车工: {min-site-area: 100, equipment: [普通车床]}}
        public-notice: {required: true, days: 5}
        """

    private func findings(_ text: String) throws -> RoundFindings {
        let checklist = try shipped.get()
        let round = try Round.parse(Data(text.utf8), file: "r.yaml", checklist: checklist, digest: fakeDigest)
        return Lint.findings(of: round, in: checklist)
    }

    /// As `code line:column subject → remedy`.
    private func shown(_ problems: [ConfigurationProblem]) -> [String] {
        problems.map { problem in
            #expect(problem.file == "r.yaml")
            return "\(problem.code.rawValue) \(problem.line ?? 0):\(problem.column ?? 0) \(problem.subject)"
                + (problem.remedy.map { " → \($0)" } ?? "")
        }
    }

    @Test func goodRoundsPass() throws {
        let found = try findings(Self.good)
        #expect(found == RoundFindings())
        #expect(found.isClean)
    }

    @Test(arguments: [
        (
            "classes: [employer]", "classes: [training-organization]",
            "class-below-level 4:11 training-organization, county → 管理办法第九条（二）"
        ),
        (
            "classes: [employer]", "classes: [appraisal-body]",
            "class-below-level 4:11 appraisal-body, county → 管理办法第九条（一）"
        ),
        ("330602", "440100", "unknown-region 3:60 440100"), ("330602", "339999", "unknown-region 3:60 339999"),
        ("level: county", "level: city", "region-level 3:44 330602 绍兴市越城区, level: city → county"),
        ("330602", "330600", "region-level 3:44 330600 绍兴市, level: county → city"),
        ("min-full-time-staff: 5", "min-full-time-staff: 0", "threshold-of-zero 6:35 min-full-time-staff"),
    ]) func problemsAreNamed(_ old: String, _ new: String, _ expected: String) throws {
        let found = try findings(Self.good.replacing(old, with: new))
        #expect(shown(found.problems) == [expected])
        #expect(!found.isClean)
    }

    @Test(arguments: [
        ("330602", "330621", "former-region 3:60 330621 → 330603 绍兴市柯桥区"),
        ("330602", "330104", "former-region 3:60 330104 → 330102 330114"),

        ("330602", "330604", "other-authority 3:19 绍兴市越城区人力资源和社会保障局 → 330604 绍兴市上虞区"),
        ("min-full-time-staff: 5", "min-trainees: 5", "unused-threshold 6:28 min-trainees"),
        ("min-site-area: 100", "lease-min-months: 6", "unused-occupation-threshold 8:38 车工, lease-min-months → "),
        (
            "employer: [", "training-organization: [",
            "class-not-in-round 7:21 required-documents, training-organization"
        ),
        ("[fund-proof]", "[fund-proof, decoupling]", "only-presence 7:70 decoupling"),
        ("车工:", "保安员:", "occupation-inside 8:20 保安员 → 管理办法第六条"),
        (", days: 5", "", "notice-days-unset 9:16 public-notice"),
    ]) func remarksAreNamed(_ old: String, _ new: String, _ expected: String) throws {
        let found = try findings(Self.good.replacing(old, with: new))
        #expect(found.problems.isEmpty, "\(shown(found.problems))")
        #expect(shown(found.remarks).contains { $0.hasPrefix(expected) }, "\(shown(found.remarks))")
        #expect(found.isClean)
    }

    @Test func appraisalBodiesAreFiled() throws {
        let text = Self.good.replacing("[employer]", with: "[appraisal-body]")
            .replacing("绍兴市越城区", with: "绍兴市").replacing("county", with: "city").replacing("330602", with: "330600")
            .replacing(", employer: [fund-proof]", with: "")
        let found = try findings(text)
        #expect(found.problems.isEmpty)
        #expect(
            shown(found.remarks) == [
                "class-is-filed 4:11 appraisal-body → 管理办法第四条", "occupation-outside 8:19 车工 → 管理办法第六条",
            ])
    }

    /// 第九条（二） asks for public notice of the selection of training organizations, not of employers.
    @Test func noticeOfTrainingOrganizations() throws {
        let none = Self.good.replacing("required: true, days: 5", with: "required: false")
        #expect(try findings(none).remarks.isEmpty)
        let text = none.replacing("[employer]", with: "[training-organization]")
            .replacing("绍兴市越城区", with: "绍兴市").replacing("county", with: "city").replacing("330602", with: "330600")
            .replacing(", employer: [fund-proof]", with: "")
        #expect(shown(try findings(text).remarks) == ["notice-left-out 9:16 required: false → 管理办法第九条（二）"])
    }

    // MARK: Conditions of its own

    private static let own = """
        extra-conditions:
          - id: 9-z
            article: 公告第三条
            phrase: 有邮箱
            derived: true
            applies-to: [employer]
            judged-by: machine
            checks:
              - {measure: applicant/email, present: true, met: 有邮箱。, gap: 没有邮箱。}
            examples:
              - name: 有
                given: <dossier><applicant><email>a@b.cn</email></applicant></dossier>
                expect: met
        """

    /// What is good for a checklist is advice to an announcement; what could mislead is not.
    @Test func ownConditionsAreLinted() throws {
        let text = Self.good + "\n" + Self.own
        let found = try findings(text)
        #expect(found.isClean, "\(shown(found.problems)) \(found.failures)")
        #expect(
            Set(found.remarks.map(\.code)) == [.noEnglish, .fewExamples, .noExampleFor], "\(shown(found.remarks))")
        let unknown = try findings(text.replacing("applicant/email", with: "applicant/fax"))
        #expect(unknown.problems.contains { $0.code == .unknownFact }, "\(shown(unknown.problems))")
        let untold = try findings(text.replacing(", gap: 没有邮箱。", with: ""))
        #expect(shown(untold.problems) == ["no-text 18:9 met, gap"])
        let failing = try findings(text.replacing("expect: met", with: "expect: unmet"))
        #expect(failing.problems.isEmpty)
        #expect(
            failing.failures.map { "\($0.condition) \($0.example) \($0.expected) \($0.actual)" } == ["9-z 有 unmet met"])
        #expect(!failing.isClean)
    }

    /// A condition that no application can meet together with one of the checklist.
    @Test func ownConditionsDoNotContradict() throws {
        let checklist = try load([
            "conditions/1-a.yaml": condition("- measure: applicant/email\n  absent: true\n  met: 无。\n  gap: 有。")
        ])
        let text = (Self.good + "\n" + Self.own).components(separatedBy: "\n")
            .filter { !$0.hasPrefix("required-documents") && !$0.hasPrefix("occupations") }.joined(separator: "\n")
        let round = try Round.parse(Data(text.utf8), file: "r.yaml", checklist: checklist, digest: fakeDigest)
        let found = Lint.findings(of: round, in: checklist)
        #expect(shown(found.problems) == ["contradictory-pair 16:9 1-a, 9-z: applicant/email"])
    }

    @Test func bundledRoundsAreClean() throws {
        let checklist = try shipped.get()
        let folders = [shippedFolder.appending(path: "rounds"), repository.appending(path: "Samples/rounds")]
        for folder in folders {
            let files = try #require(try RoundVersions.files(in: folder))
            #expect(!files.isEmpty)
            for file in files {
                let round = try Round.load(file, checklist: checklist, digest: fakeDigest)
                #expect(Lint.findings(of: round, in: checklist).isClean, "\(file.lastPathComponent)")
            }
        }
    }
}
