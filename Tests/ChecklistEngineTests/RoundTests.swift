// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

private let present = "- measure: site\n  present: true\n  met: 有。\n  gap: 无。"

@Suite struct RoundTests {
    private static let good = """
        round: r-1
        title: 示例遴选
        authority: {name: 示例市人力资源和社会保障局, level: city, region: "330100"}
        classes: [employer, training-organization]
        window: {from: 2026-03-01, to: 2026-03-31}
        thresholds: {min-full-time-staff: 5, lease-min-months: 12}
        required-documents: {all: [application-form, commitment], employer: [commitment, fund-proof]}
        occupations: {车工: {min-full-time-staff: 7, equipment: [普通车床]}}
        methods: [资料审核]
        public-notice: {required: true, days: 5}
        extra-conditions:
          - id: 9-z
            article: 公告第三条
            phrase: 有邮箱
            derived: true
            applies-to: [employer]
            judged-by: machine
            checks:
              - {measure: applicant/email, present: true, met: 有邮箱。, gap: 没有邮箱。}
        """

    private func parse(_ text: String) throws -> Round {
        let checklist = try load(["conditions/1-a.yaml": condition(present)])
        return try Round.parse(Data(text.utf8), file: "r.yaml", checklist: checklist, digest: fakeDigest)
    }

    @Test func readsEverything() throws {
        let round = try parse(Self.good)
        #expect(round.authority?.level == .city)
        #expect(round.classes == [.employer, .trainingOrganization])
        #expect(round.window?.to == "2026-03-31")
        #expect(round.thresholds == ["min-full-time-staff": 5, "lease-min-months": 12])
        #expect(round.requiredDocuments(for: .employer) == ["application-form", "commitment", "fund-proof"])
        #expect(round.requiredDocuments(for: .appraisalBody) == ["application-form", "commitment"])
        #expect(round.occupations.first?.equipment == ["普通车床"])
        #expect(round.publicNotice?.days == 5)
        #expect(round.effective == nil)
        #expect(try parse("effective: 2026-03-10\n" + Self.good).reference.effective == "2026-03-10")
        #expect(round.digest == fakeDigest(Data(Self.good.utf8)))
        let bundled = try FileManager.default.contentsOfDirectory(
            at: shippedFolder.appending(path: "rounds"), includingPropertiesForKeys: nil)
        #expect(!bundled.isEmpty)
        for url in bundled where url.pathExtension == "yaml" {
            #expect(throws: Never.self) { try Round.load(url, checklist: shipped.get(), digest: fakeDigest) }
        }
    }

    /// The round that Checklists/README.md shows loads without a remark, and no figure is left out there.
    @Test func theDescribedRoundLoads() throws {
        let checklist = try shipped.get()
        let readme = try String(contentsOf: repository.appending(path: "Checklists/README.md"), encoding: .utf8)
        let section = try #require(readme.components(separatedBy: "\n## A round\n").last)
            .components(separatedBy: "\n## ")[0]
        let example = try #require(section.components(separatedBy: "```yaml\n").last).components(separatedBy: "```")[0]
        let round = try Round.parse(
            Data(example.utf8), file: "README.md", checklist: checklist, digest: fakeDigest)
        #expect(round.effective == "2026-03-10")
        #expect(round.occupations.first?.equipment == ["普通车床"])
        #expect(Lint.findings(of: round, in: checklist) == RoundFindings())
        for threshold in checklist.thresholds { #expect(section.contains("`\(threshold.name)` | \(threshold.unit)")) }
    }

    @Test(arguments: [
        ("min-full-time-staff: 5", "min-staff: 5", "unknown-threshold 6:25 min-staff"),
        ("min-full-time-staff: 5", "min-full-time-staff: five", "wrong-type 6:35 five"),
        ("min-full-time-staff: 5", "min-full-time-staff: -5", "wrong-type 6:35 -5"),
        ("min-full-time-staff: 7", "min-lathes: 7", "unknown-threshold 8:32 min-lathes"),
        ("[employer, training", "[company, training", "unknown-class 4:11 company"),
        ("employer: [commitment", "firm: [commitment", "unknown-class 7:65 firm"),
        ("level: city", "level: town", "unknown-value 3:41 town"),
        ("\"330100\"", "3301", "wrong-type 3:55 3301"), ("2026-03-01", "2026-02-30", "broken-date 5:16 2026-02-30"),
        ("2026-03-01", "2026-03", "broken-date 5:16 2026-03"),
        ("title:", "effective: 2026-02-30\ntitle:", "broken-date 2:12 2026-02-30"),
        ("title:", "effective: 2026-03\ntitle:", "broken-date 2:12 2026-03"),
        ("[employer, training-organization]", "[]", "missing-key 4:10 classes"),
        ("days: 5", "days: 2.5", "wrong-type 10:39 2.5"), ("days: 5", "days: 1e300", "wrong-type 10:39 1e+300"),
        ("2026-03-01", "2026-04-01", "broken-date 5:9 2026-04-01 > 2026-03-31"),
        ("methods:", "method:", "unknown-key 9:1 method"), ("title: 示例遴选\n", "", "missing-key 1:1 title"),
        ("id: 9-z", "id: 1-a", "duplicate-id 12:5 1-a"),
        ("applicant/email", "'applicant['", "broken-expression 19:19 invalid expression: applicant["),
    ]) func faultsAreNamed(_ old: String, _ new: String, _ expected: String) {
        #expect {
            _ = try parse(Self.good.replacing(old, with: new, maxReplacements: 1))
        } throws: { error in
            guard let first = (error as? ConfigurationError)?.problems.first else { return false }
            let shown = "\(first.code.rawValue) \(first.line ?? 0):\(first.column ?? 0) \(first.subject)"
            if shown != expected { Issue.record("\(shown)") }
            return shown == expected && first.file == "r.yaml"
        }
    }

    /// A share is no more than 100 %, a rating no more than 5A; in general and for an occupation.
    @Test(arguments: [("training-fund-ratio", "100", "100.5"), ("social-organization-min-rating", "5", "6")])
    func figuresHaveTheRangeOfTheirUnit(_ name: String, _ most: String, _ more: String) throws {
        for place in ["thresholds: {\(name): #}", "occupations: {车工: {\(name): #}}"] {
            func parse(_ value: String) throws -> Round {
                let head = Self.good.components(separatedBy: "\n").prefix(5).joined(separator: "\n")
                let text = head + "\n" + place.replacing("#", with: value)
                return try Round.parse(
                    Data(text.utf8), file: "r.yaml", checklist: shipped.get(), digest: fakeDigest)
            }
            #expect(throws: Never.self) { try parse(most) }
            #expect {
                try parse(more)
            } throws: { error in
                (error as? ConfigurationError)?.problems.map { "\($0.code.rawValue) \($0.subject)" }
                    == ["wrong-type \(more)"]
            }
        }
    }

    @Test func missingFilesAreNamed() throws {
        let checklist = try load(["conditions/1-a.yaml": condition(present)])
        #expect(throws: ConfigurationError([.init(.notReadable, file: "none.yaml", subject: "/none/none.yaml")])) {
            try Round.load(URL(filePath: "/none/none.yaml"), checklist: checklist, digest: fakeDigest)
        }
    }

    @Test func extraConditionsAreAssessed() throws {
        let checklist = try load(["conditions/1-a.yaml": condition(present)])
        let round = try Round.parse(Data(Self.good.utf8), file: "r.yaml", checklist: checklist, digest: fakeDigest)
        let engine = try Engine(checklist: checklist, round: round)
        let assessment = try engine.assess(Package(xml: "<applicant><email>a@b.cn</email></applicant>").request())
        #expect(assessment.findings.map { "\($0.condition) \($0.state.rawValue)" } == ["1-a missing", "9-z met"])
        #expect(assessment.round?.digest == round.digest)
    }
}
