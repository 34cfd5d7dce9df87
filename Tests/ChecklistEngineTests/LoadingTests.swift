// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

private let present = "- measure: site\n  present: true\n  met: 有。\n  gap: 无。"

@Suite struct LoadingTests {
    /// The first problem as `code file:line:column subject`.
    private func problem(_ files: [String: String], head: String = smallHead) -> [String] {
        do {
            _ = try load(files, head: head)
            return []
        } catch let error as ConfigurationError {
            return error.problems.map { problem in
                let place = [problem.file, problem.line.map(String.init), problem.column.map(String.init)]
                return "\(problem.code.rawValue) \(place.compactMap { $0 }.joined(separator: ":")) \(problem.subject)"
            }
        } catch {
            return ["\(error)"]
        }
    }

    private func problem(_ text: String) -> [String] { problem(["conditions/1-a.yaml": text]) }

    @Test func faultsNameFileLineAndColumn() {
        let good = condition(present)
        #expect(problem(good) == [])
        #expect(
            problem(good.replacing("article:", with: "artikel:")) == [
                "unknown-key conditions/1-a.yaml:2:1 artikel", "missing-key conditions/1-a.yaml:1:1 article",
            ])
        #expect(problem(good.replacing("machine", with: "robot")) == ["unknown-value conditions/1-a.yaml:5:12 robot"])
        #expect(
            problem(good.replacing("employer,", with: "company,")) == ["unknown-class conditions/1-a.yaml:4:14 company"]
        )
        #expect(
            problem(good.replacing("  - measure: site", with: "  - measure: site[name='x'")) == [
                "broken-expression conditions/1-a.yaml:9:27 broken predicate: site[name='x'"
            ])
        #expect(
            problem(good.replacing("measure: site", with: "measure: count(person) >= \"x")).first?.hasPrefix(
                "yaml-syntax") != true)
        #expect(problem("id: 1-a\n bad: [").first?.hasPrefix("yaml-syntax conditions/1-a.yaml:") == true)
        #expect(problem("id: 1-a\nid: 2-a").first?.hasPrefix("yaml-syntax conditions/1-a.yaml") == true)
        #expect(problem("").first?.hasPrefix("yaml-syntax") == true)
        #expect(problem("- a").first == "wrong-type conditions/1-a.yaml:1:1 […]")
    }

    @Test func expressionsAreHeldAgainstWhatThereIs() {
        func check(_ lines: String) -> [String] { problem(condition(lines + "\n  met: 有。\n  gap: 无。")) }
        #expect(
            check("- measure: count(persn) + nofn(1)\n  at-least: 1") == [
                "unknown-function conditions/1-a.yaml:9:29 nofn() × 1"
            ])
        #expect(
            check("- measure: matches(applicant/name)\n  holds: true") == [
                "unknown-function conditions/1-a.yaml:9:14 matches() × 1"
            ])
        #expect(
            check("- measure: matches(applicant/name, '[')\n  holds: true").map { $0.prefix(14) } == ["broken-pattern"])
        #expect(check("- measure: applicant/name\n  matches: '('").map { $0.prefix(14) } == ["broken-pattern"])
        #expect(check("- measure: count($item)\n  at-least: 1") == ["unknown-variable conditions/1-a.yaml:9:20 $item"])
        #expect(
            check("- for-each: site\n  measure: count($other)\n  at-least: 1") == [
                "unknown-variable conditions/1-a.yaml:10:20 $other"
            ])
        #expect(check("- for-each: site\n  measure: $item/area\n  at-least: 1") == [])
        #expect(
            check("- measure: site\n  present: true\n  absent: true") == [
                "requirement-count conditions/1-a.yaml:9:5 present absent"
            ])
        #expect(check("- measure: site") == ["requirement-count conditions/1-a.yaml:9:5 "])
        #expect(check("- measure: site\n  present: false") == ["unknown-value conditions/1-a.yaml:10:14 false"])
        #expect(check("- measure: count(site)\n  at-least: many") == ["wrong-type conditions/1-a.yaml:10:15 many"])
        #expect(
            check("- measure: site/lease-until\n  on-or-after: 2026-02-30") == [
                "broken-date conditions/1-a.yaml:10:18 2026-02-30"
            ])
        #expect(
            check("- measure: count(site)\n  at-least: {threshold: min-sites}") == [
                "unknown-threshold conditions/1-a.yaml:10:27 min-sites"
            ])
        #expect(
            check("- measure: site/lease-until\n  on-or-after: {round: window/start}") == [
                "unknown-round-part conditions/1-a.yaml:10:26 window/start"
            ])
        #expect(check("- measure: site/lease-until\n  on-or-after: {round: window/from}") == [])
        let text = condition(present.replacing("有。", with: "有{count}。"))
        #expect(problem(text) == ["unknown-value conditions/1-a.yaml:11:10 有{count}。"])
        #expect(
            problem(condition(present.replacing("有。", with: "有{=cou nt(}。"))).map { $0.prefix(17) } == [
                "broken-expression"
            ])
    }

    @Test func otherFaults() {
        let good = condition(present)
        #expect(problem(["conditions/2-a.yaml": good]) == ["id-not-file-name conditions/2-a.yaml:1:1 1-a"])
        #expect(
            problem(["conditions/1-a.yaml": good, "conditions/1-b.yaml": good]) == [
                "id-not-file-name conditions/1-b.yaml:1:1 1-a", "duplicate-id conditions/1-b.yaml:1:1 1-a",
            ])
        #expect(problem(condition(present, more: "notes: [H9]")) == ["unknown-note conditions/1-a.yaml:7:9 H9"])
        #expect(
            problem(condition(present, judge: "threshold").replacing("question: 是否符合？\n", with: "")) == [
                "missing-key conditions/1-a.yaml:1:1 question"
            ])
        #expect(problem([:]) == ["not-readable conditions *.yaml"])
        #expect(
            problem(["conditions/1-a.yaml": good], head: smallHead.replacing("0.8", with: "1.5")) == [
                "wrong-type checklist.yaml:5:19 1.5"
            ])
        // Every file is read on, so that one run shows all.
        let two = problem([
            "conditions/1-a.yaml": "id: 1-a\nx: y", "conditions/1-b.yaml": "id: [",
            "catalogues/cancelled.yaml": "supplied: perhaps\nentries: []",
        ])
        #expect(
            Set(two.map { $0.split(separator: " ")[1].split(separator: ":")[0] }) == [
                "conditions/1-a.yaml", "conditions/1-b.yaml", "catalogues/cancelled.yaml",
            ])
    }

    @Test func messagesSayWhatToDo() throws {
        let problem = ConfigurationProblem(
            .unknownThreshold, file: "a.yaml", line: 3, column: 7, subject: "min-staff", remedy: "min-full-time-staff")
        #expect(
            problem.message(.zh) == "a.yaml:3:7: 不认识的门槛：min-staff。请改用 checklist.yaml 中的名称，或先在其中登记：min-full-time-staff")
        #expect(problem.message(.en).hasPrefix("a.yaml:3:7: Unknown threshold: min-staff. Use a name"))
        for code in ConfigurationProblem.Code.allCases {
            let shown = ConfigurationProblem(code, file: "f", subject: "s")
            #expect(shown.message(.zh) != shown.message(.en))
        }
    }

    @Test func digestsCoverEveryFile() throws {
        let files = ["conditions/1-a.yaml": condition(present), "law.md": "第七条", "dossier.xsd": "<x/>"]
        let digest = try load(files).digest
        #expect(try load(files).digest == digest)
        for name in files.keys {
            var changed = files
            changed[name, default: ""] += "\n"
            #expect(try load(changed).digest != digest, "\(name)")
        }
        #expect(try load(files, head: smallHead + "\n").digest != digest)
    }
}

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
        #expect(round.digest == fakeDigest(Data(Self.good.utf8)))
        let bundled = try FileManager.default.contentsOfDirectory(
            at: shippedFolder.appending(path: "rounds"), includingPropertiesForKeys: nil)
        #expect(!bundled.isEmpty)
        for url in bundled where url.pathExtension == "yaml" {
            #expect(throws: Never.self) { try Round.load(url, checklist: shipped.get(), digest: fakeDigest) }
        }
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
