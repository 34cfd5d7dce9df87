// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Round files on the command line: what lint says of them, and which version of several is used.
@Suite struct RoundFileTests {
    private static let good = """
        round: 越城-1
        title: 示例遴选
        authority: {name: 绍兴市越城区人力资源和社会保障局, level: county, region: "330602"}
        classes: [employer]
        window: {from: 2026-03-01, to: 2026-04-30}
        thresholds: {min-full-time-staff: 5}
        occupations: {车工: {min-site-area: 100.5, equipment: [普通车床]}}
        public-notice: {required: true, days: 5}
        """

    private static let amended = good.replacing("title:", with: "effective: 2026-04-10\ntitle:")
        .replacing("min-full-time-staff: 5", with: "min-full-time-staff: 400")

    private func lint(_ text: String, _ language: String = "zh") throws -> Tool.Outcome {
        let bench = try Workbench()
        try bench.write("批次.yaml", text)
        return try bench.run("round", "lint", "批次.yaml", "--lang", language)
    }

    // MARK: Lint

    @Test func aGoodRound() throws {
        let outcome = try lint(Self.good)
        #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.err)")
        #expect(
            outcome.out.hasPrefix(
                "越城-1  示例遴选\n  min-full-time-staff = 5 名\n  车工：min-site-area = 100.5 平方米，设备：普通车床\n未设定（相应核查点转人工）：max-occupations "
            ))
        #expect(!outcome.out.contains("提示"))
        let english = try lint(Self.good, "en")
        #expect(english.status == 0 && english.err.isEmpty)
        #expect(
            english.out.hasPrefix(
                "越城-1  示例遴选\n  min-full-time-staff = 5 persons\n  车工: min-site-area = 100.5 m², equipment: 普通车床\nNot set (for a person to judge): "
            ))
    }

    /// Remarks stand among the output and fail nothing.
    @Test func aRemarkableRound() throws {
        let text = Self.good.replacing("{min-full-time-staff: 5}", with: "{min-trainees: 5}").replacing(
            ", days: 5", with: "")
        let outcome = try lint(text)
        #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.err)")
        #expect(
            outcome.out.hasSuffix(
                """
                提示2条（不影响使用）：
                  批次.yaml:6:28: 没有核查点使用此门槛，设定后不起作用：min-trainees。请核对名称和申报对象
                  批次.yaml:8:16: 须公示而没有天数：public-notice。请补充 days

                """), "\(outcome.out)")
        let english = try lint(text, "en")
        #expect(english.status == 0 && english.err.isEmpty)
        #expect(
            english.out.contains(
                "\nRemarks (2, no errors):\n  批次.yaml:6:28: No condition uses this threshold, so it has no effect: min-trainees."
            ))
    }

    @Test func aRoundAgainstTheLaw() throws {
        let text = Self.good.replacing("[employer]", with: "[training-organization]")
            .replacing("330602", with: "440100")
        let outcome = try lint(text)
        #expect(outcome.status == 65)
        #expect(
            outcome.err == """
                批次.yaml:3:60: 本省没有此行政区划代码：440100。请填写 GB/T 2260 的六位代码
                批次.yaml:4:11: 这一级不受理该类机构：training-organization, county。应由市级以上人力资源和社会保障部门受理，见：管理办法第九条（二）

                """)
        #expect(outcome.out.hasPrefix("越城-1  示例遴选\n"))
        let english = try lint(text, "en")
        #expect(english.status == 65)
        #expect(
            english.err.contains("批次.yaml:4:11: This level does not receive this class: training-organization, county.")
        )
        #expect(english.err.contains("批次.yaml:3:60: The province has no division with this code: 440100."))
    }

    @Test func aRoundThatDoesNotLoad() throws {
        let outcome = try lint(Self.good.replacing("2026-04-30", with: "2026-02-01"))
        #expect(outcome.status == 65 && outcome.out.isEmpty)
        #expect(outcome.err == "zhunsheng: 批次.yaml:5:9: 日期有误：2026-03-01 > 2026-02-01。应为 2026-03-31 的形式\n")
    }

    @Test func anExampleThatFails() throws {
        let own = """

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
                  - {name: 没有, given: <dossier/>, expect: met}
            """
        let outcome = try lint(Self.good + own)
        #expect(outcome.status == 65)
        #expect(outcome.err.hasPrefix("批次.yaml:19: 9-z 示例“没有”：应为met，实为missing。"), "\(outcome.err)")
        #expect(outcome.out.contains("示例不足：1。"))
    }

    // MARK: Versions

    private func versions() throws -> Workbench {
        let bench = try Workbench()
        try bench.copy("Samples/employer-xml", to: "材料")
        try bench.write("批次/1-公告.yaml", Self.good)
        try bench.write("批次/2-补充公告.yaml", Self.amended)
        return bench
    }

    @Test func lintOfAFolder() throws {
        let bench = try versions()
        let outcome = try bench.run("round", "lint", "批次")
        #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.err)")
        #expect(outcome.out.hasPrefix("批次/1-公告.yaml\n越城-1  示例遴选\n  有效：2026-04-10前\n  min-full-time-staff = 5 名\n"))
        #expect(
            outcome.out.contains("\n\n批次/2-补充公告.yaml\n越城-1  示例遴选\n  有效：2026-04-10起\n  min-full-time-staff = 400 名\n"))
        try bench.write(
            "批次/3.yaml", Self.amended.replacing("2026-04-10", with: "2026-04-20").replacing("330602", with: "330600"))
        let english = try bench.run("round", "lint", "批次", "--lang", "en")
        #expect(english.status == 65)
        #expect(english.out.contains("\n  In force: before 2026-04-10\n"))
        #expect(english.out.contains("\n  In force: from 2026-04-10, before 2026-04-20\n"))
        #expect(english.out.contains("\n  In force: from 2026-04-20\n"))
        #expect(english.err.hasPrefix("批次/3.yaml:4:44: The division is not of this level: 330600 绍兴市, level: county."))
    }

    /// The day picks the version: figures, effective date and digest are of one and the same file.
    @Test func theDayPicksTheVersion() throws {
        let bench = try versions()
        let check = ["check", "材料", "--round", "批次", "--class", "employer", "--output", "out", "--as-of"]
        let before = try bench.run(check + ["2026-04-09"])
        let first = try Assessed(bench.read("out/assessment.json"))
        #expect(first.round?.effective == nil)
        #expect(first.finding("7.2-b")?.explanation.contains("400") == false)
        #expect(before.out.contains("示例遴选（越城-1）"))
        let after = try bench.run(check + ["2026-04-10"])
        let second = try Assessed(bench.read("out/assessment.json"))
        #expect(second.round?.effective == "2026-04-10")
        #expect(second.finding("7.2-b")?.explanation.contains("400") == true)
        #expect(second.round?.digest != first.round?.digest)
        #expect(after.out.contains("示例遴选（越城-1，2026-04-10起生效）"))
        #expect(try bench.text("out/report.html").contains("示例遴选（越城-1，2026-04-10起生效）"))
        let english = try bench.run(check + ["2026-04-10", "--lang", "en"])
        #expect(english.out.contains("示例遴选 (越城-1, effective 2026-04-10)"))
        // A file by itself gives the same.
        _ = try bench.run(
            [
                "check", "材料", "--round", "批次/1-公告.yaml", "--class", "employer", "--output", "out", "--as-of",
                "2026-04-09",
            ])
        #expect(try Assessed(bench.read("out/assessment.json")).round?.digest == first.round?.digest)
    }

    /// A remembered result is forgotten with every change to the folder.
    @Test func theCacheSeesEveryVersion() throws {
        let bench = try versions()
        let check = ["check", "材料", "--round", "批次", "--as-of", "2026-04-20", "--output", "out", "--format", "json"]
        func effective() throws -> String? {
            _ = try bench.run(check)
            return try Assessed(bench.read("out/assessment.json")).round?.effective
        }
        #expect(try effective() == "2026-04-10")
        #expect(try effective() == "2026-04-10")
        try bench.write("批次/3.yaml", Self.amended.replacing("2026-04-10", with: "2026-04-15"))
        #expect(try effective() == "2026-04-15")
        try bench.write("批次/3.yaml", Self.amended.replacing("2026-04-10", with: "2026-04-25"))
        #expect(try effective() == "2026-04-10")
        try FileManager.default.removeItem(at: bench.url("批次/2-补充公告.yaml"))
        #expect(try effective() == nil)
    }

    /// 65 and one line, with nothing written.
    private func expectRefused(
        _ bench: Workbench, _ arguments: [String], _ message: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try bench.run(["check", "材料", "--output", "out"] + arguments)
        #expect(outcome.status == 65 && outcome.out.isEmpty, sourceLocation: sourceLocation)
        #expect(outcome.err == "zhunsheng: \(message)\n", sourceLocation: sourceLocation)
        #expect(!FileManager.default.fileExists(atPath: bench.url("out").path), sourceLocation: sourceLocation)
    }

    @Test func foldersThatAreNoRound() throws {
        let bench = try versions()
        let round = ["--round", "批次", "--as-of", "2026-04-20"]
        try bench.write("批次/1-公告.yaml", Self.good.replacing("title:", with: "effective: 2026-04-01\ntitle:"))
        try expectRefused(
            bench, ["--round", "批次", "--as-of", "2026-03-31"],
            "批次: 核查基准日尚无有效的批次版本：2026-03-31。最早的版本自此日起有效：2026-04-01")
        try expectRefused(
            bench, ["--round", "批次/2-补充公告.yaml", "--as-of", "2026-03-31", "--lang", "en"],
            "2-补充公告.yaml: No version of the round is in force on the day: 2026-03-31. The first one is from: 2026-04-10"
        )
        try bench.write("批次/1-公告.yaml", Self.amended)
        try expectRefused(
            bench, round,
            "批次: 两个版本的生效日期相同：批次/1-公告.yaml, 批次/2-补充公告.yaml (2026-04-10)。请为每个版本写明不同的 effective")
        try bench.write("批次/1-公告.yaml", Self.good.replacing("越城-1", with: "越城-2"))
        try expectRefused(
            bench, round,
            "批次: 文件夹中的文件不是同一批次：批次/1-公告.yaml: 越城-2, 批次/2-补充公告.yaml: 越城-1。各版本的 round 应当相同，其他批次请另放文件夹")
        try FileManager.default.removeItem(at: bench.url("批次"))
        try bench.write("批次/说明.txt", "x")
        try expectRefused(bench, round, "批次: 文件夹中没有批次文件：*.yaml。请放入各版本的批次文件")
    }

    /// There is no judging by measures that were not yet in force.
    @Test func daysBeforeTheMeasures() throws {
        let bench = try versions()
        try expectRefused(
            bench, ["--as-of", "2022-04-25"],
            "checklist.yaml: 核查基准日早于办法施行日期：2022-04-25。请用 --as-of 指定办法施行之日或其后的日期：2022-04-26")
        try expectRefused(
            bench, ["--as-of", "2022-04-25", "--lang", "en", "--no-cache"],
            "checklist.yaml: The measures are not in force on the day: 2022-04-25. Use --as-of with a day not before: 2022-04-26"
        )
        let explain = try bench.run("explain", "7.2-b", "材料", "--as-of", "2022-04-25")
        #expect(explain.status == 65 && explain.out.isEmpty)
        let preview = try bench.run("round", "preview", "批次", ".", "--as-of", "2022-04-25")
        #expect(preview.status == 65 && preview.out.isEmpty)
        #expect(try bench.run("check", "材料", "--as-of", "2022-04-26", "--output", "out").status == 2)
    }

    /// Of a folder, preview tries the newest version, or that of the day; a draft may be tried before its time.
    @Test func previewOfVersions() throws {
        let bench = try versions()
        let check = ["check", "材料", "--class", "employer", "--as-of", "2026-04-05", "--format", "json"]
        _ = try bench.run(check + ["--round", "批次", "--output", "结果/甲"])
        let newest = try bench.run("round", "preview", "批次", "结果")
        #expect(newest.status == 0 && newest.err.isEmpty)
        #expect(newest.out.contains("示例遴选（越城-1，2026-04-10起生效）"))
        let draft = try bench.run("round", "preview", "批次/2-补充公告.yaml", "结果", "--as-of", "2026-04-05")
        #expect(draft.status == 0 && draft.out.contains("2026-04-10起生效"))
        let day = try bench.run("round", "preview", "批次", "结果", "--as-of", "2026-04-05")
        #expect(day.status == 0 && !day.out.contains("起生效"))
    }
}
