// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A round tried on results of earlier checks.
@Suite struct RoundPreviewTests {
    /// The answer in JSON, declared anew.
    struct Answer: Decodable {
        struct Verdict: Decodable {
            var state: String
            var ground: String?
        }
        struct Condition: Decodable {
            var condition: String
            var outcome: String
            var flips: Bool
            var old: Verdict?
            var new: Verdict
        }
        struct Application: Decodable {
            var file: String
            var otherChecklist: Bool
            var conditions: [Condition]

            enum CodingKeys: String, CodingKey {
                case file, conditions
                case otherChecklist = "other-checklist"
            }
        }
        struct Problem: Decodable {
            var file: String
            var code: String
            var member: String?
            var message: String
        }
        var conditions: [String]
        var applications: [Application]
        var problems: [Problem]

        init(_ outcome: Tool.Outcome) throws {
            #expect(outcome.out.hasSuffix("}\n") && !outcome.out.hasSuffix("\n\n"))
            self = try JSONDecoder().decode(Answer.self, from: Data(outcome.out.utf8))
        }
    }

    private static func round(_ name: String) -> String {
        Tool.root.appendingPathComponent("Samples/rounds/\(name).yaml").path
    }

    /// 结果/甲 and 结果/乙, with other JSON that is none of ours beside them.
    private func bench() throws -> Workbench {
        let bench = try Workbench()
        for (name, folder) in [("employer-gaps", "甲"), ("employer-complete", "乙")] {
            let sample = try ExpectedSample.named(name)
            _ = try bench.run(
                ["check", sample.input.path, "--format", "json", "--output", "结果/\(folder)"] + sample.judging)
        }
        try bench.write("结果/别的.json", "{\"schema\": \"something else\"}")
        return bench
    }

    @Test func flips() throws {
        let bench = try bench()
        let outcome = try bench.run("round", "preview", Self.round("lishui-2026-1"), "结果")
        #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.err)")
        #expect(outcome.out.hasPrefix("批次文件试算\n"))
        #expect(
            outcome.out.contains(
                "\n1.  绍兴澜砚机床有限公司（91330602MA2Y7K4P47）\n    用人单位，核查基准日2026-04-20\n    乙/assessment.json\n"))
        #expect(outcome.out.contains("\n    7.2-b  ✗ 不符合 → ✓ 符合\n      与评价工作相适应的专职工作人员\n      实测4名，要求6名 → 4名\n"))
        #expect(outcome.out.contains("\n    G-02  ✓ 符合 → ✗ 不符合\n"))
        #expect(outcome.out.contains("\n G-02   申报对象 "))
        #expect(outcome.out.contains(" 2/2    2\n"))
        #expect(!outcome.out.contains("别的.json"))
        #expect(!outcome.out.contains("通过"))
        let english = try bench.run("round", "preview", Self.round("lishui-2026-1"), "结果", "--lang", "en")
        #expect(english.out.contains("\n    7.2-b  ✗ Unmet → ✓ Met\n"))
        #expect(english.out.contains("\n      measured 4 persons, required 6 persons → 4 persons\n"))
        for line in (outcome.out + english.out).split(separator: "\n") {
            let width = line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
            #expect(width <= 80, "\(width): \(line)")
        }
    }

    /// The round that it was judged by changes nothing, and another says what a whole check by it says: facts in an assessment
    /// are enough, masked or not.
    @Test(arguments: ExpectedSample.all) func likeAWholeCheck(_ sample: ExpectedSample) throws {
        let bench = try Workbench()
        func check(_ folder: String, _ arguments: [String]) throws {
            _ = try bench.run(
                ["check", sample.input.path, "--format", "json", "--output", folder, "--class", sample.applicantClass]
                    + ["--as-of", sample.asOf] + arguments)
        }
        let own = Tool.root.appendingPathComponent("Samples/\(sample.roundFile)").path
        try check("结果/一", ["--round", own])
        try check("结果/二", ["--round", own, "--unmask"])
        let same = try bench.run("round", "preview", own, "结果", "--format", "json")
        #expect(same.status == 0)
        let answer = try Answer(same)
        #expect(answer.applications.count == 2)
        for application in answer.applications {
            #expect(application.conditions.map(\.condition) == answer.conditions)
            #expect(application.conditions.filter { $0.outcome != "same" }.map(\.condition) == [])
        }
        for other in ["lishui-2026-1", "jinhua-2026-2"] {
            try check("别的", ["--round", Self.round(other)])
            let whole = try Assessed(bench.read("别的/assessment.json"))
            let preview = try Answer(bench.run("round", "preview", Self.round(other), "结果", "--format", "json"))
            for application in preview.applications {
                for condition in application.conditions {
                    let expected = try #require(whole.finding(condition.condition))
                    #expect(condition.new.state == expected.state, "\(condition.condition)")
                    #expect(condition.new.ground == expected.ground, "\(condition.condition)")
                }
                // What does not depend on the round came out the same there, too.
                let before = try Assessed(bench.read("结果/\(application.file)"))
                for finding in before.findings where !preview.conditions.contains(finding.condition) {
                    #expect(whole.finding(finding.condition)?.state == finding.state, "\(finding.condition)")
                }
            }
        }
    }

    @Test func brokenFilesAreNamed() throws {
        let bench = try bench()
        let good = try bench.text("结果/甲/assessment.json")
        try bench.write("结果/丙/assessment.json", String(good.prefix(5_000)))
        try bench.write("结果/丁.json", good.replacing("\"state\": \"unmet\"", with: "\"state\": \"failed\""))
        try bench.write("结果/戊/assessment.json", "{}")
        let outcome = try bench.run("round", "preview", Self.round("jinhua-2026-2"), "结果")
        #expect(outcome.status == 3)
        #expect(outcome.out.contains("\n未能使用的核查结果（3项）\n"))
        #expect(outcome.out.contains("\n1.  绍兴澜砚机床有限公司") && outcome.out.contains("\n2.  金华桐霁电动工具有限公司"))
        let answer = try Answer(
            bench.run("round", "preview", Self.round("jinhua-2026-2"), "结果", "--format", "json"))
        #expect(
            answer.applications.map(\.file)
                == ["乙/assessment.json", "甲/assessment.json"].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(
            Set(answer.problems.map { "\($0.file) \($0.code)" }) == [
                "丙/assessment.json not-json", "丁.json unknown-value", "戊/assessment.json missing-member",
            ])
        #expect(answer.problems.allSatisfy { $0.message.contains($0.file) && $0.message.contains("zhunsheng check") })
    }

    @Test func anotherChecklistIsRemarked() throws {
        let bench = try bench()
        try bench.copy("Checklists/zhejiang-2022-20", to: "清单")
        try bench.write("清单/law.md", bench.text("清单/law.md") + "\n")
        let outcome = try bench.run(
            "round", "preview", Self.round("jinhua-2026-2"), "结果", "--checklist", "清单", "--as-of", "2026-06-01")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("\n    ! 原用另一版核查依据，差异可能由此而来。\n"))
        #expect(outcome.out.contains("\n    ! 原核查基准日为2026-04-20，差异可能由此而来。\n"))
        #expect(outcome.out.contains("\n核查基准日  2026-06-01\n"))
    }

    /// A condition of the round that asks for the digits of ID numbers cannot be told from masked results.
    @Test func maskedNumbers() throws {
        let bench = try bench()
        let sample = try ExpectedSample.named("employer-gaps")
        _ = try bench.run(
            ["check", sample.input.path, "--format", "json", "--unmask", "--output", "结果/丙"] + sample.judging)
        let round = try String(contentsOfFile: Self.round("jinhua-2026-2"), encoding: .utf8)
        try bench.write(
            "批次.yaml",
            round + """

                extra-conditions:
                  - id: E-01
                    article: 公告第三条
                    phrase: 名册人员身份证号码有效
                    derived: true
                    applies-to: [employer, training-organization]
                    judged-by: machine
                    documents: [staff-roster]
                    checks:
                      - measure: person[id-number]
                        each: id-valid(id-number)
                        failing: string(name)
                        met: 都有效。
                        gap: 无效的有：{failing}。
                """)
        let outcome = try bench.run("round", "preview", "批次.yaml", "结果")
        #expect(outcome.status == 0, "\(outcome.err)")
        #expect(outcome.squeezed.components(separatedBy: "E-01不能判断").count == 3)
        #expect(outcome.squeezed.contains("请用check--unmask的结果试算"))
        #expect(outcome.out.contains("    E-01  本批次新增："))
        #expect(outcome.out.firstMatch(of: /[0-9]{17}[0-9X]/) == nil)
    }

    @Test func faults() throws {
        let bench = try Workbench()
        try bench.write("空/别的.json", "{}")
        try bench.write("批次.yaml", "round: [\n")
        func expect(_ arguments: [String], _ status: Int32, _ says: String...) throws {
            let outcome = try bench.run(["round", "preview"] + arguments)
            #expect(outcome.status == status)
            #expect(outcome.out.isEmpty)
            for part in says { #expect(outcome.err.contains(part), "\(outcome.err)") }
        }
        let round = Self.round("jinhua-2026-2")
        try expect([round], 64, "<folder>")
        try expect([round, "空", "--as-of", "2026-02-30"], 64, "2026-02-30")
        try expect(["批次.yaml", "空"], 65, "批次.yaml:")
        try expect(["没有.yaml", "空"], 65, "没有.yaml")
        try expect([round, "没有"], 74, "没有", "路径")
        try expect([round, "空"], 74, "空", "assessment.json")
        try expect([round, "空", "--lang", "en"], 74, "There is no assessment.json in '空'.")
    }
}
