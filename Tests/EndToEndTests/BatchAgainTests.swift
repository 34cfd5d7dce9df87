// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The same inbox once more: what is done again, what is new, and what lies where reports are to go.
@Suite(.serialized) struct BatchAgainTests {
    @Test func theSameInboxAgain() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.add("乙", 2, staff: 4)
        let first = try trial.batch()
        let log = try trial.registry("log").out
        let files = try trial.bytes("out")
        let inbox = try trial.contents("收件")
        for extra in [[], ["--resume"], ["--jobs", "1"]] {
            let again = try Tool.run(trial.arguments("batch", extra), in: trial.bench)
            #expect(again.status == first.status)
            #expect(again.out == first.out)
            #expect(again.err == (extra == ["--resume"] ? "没有未完成的批次核查，从头开始。\n" : ""))
        }
        #expect(try trial.registry("log").out == log)
        #expect(try trial.bytes("out") == files)
        #expect(try trial.contents("收件") == inbox)
        #expect(try trial.receipts().values.allSatisfy { $0.count == 1 })
    }

    /// On request everything is judged again: the reports are written anew, the receipts stay.
    @Test func recheck() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1, staff: 4)
        try trial.add("乙.xml", 2)
        #expect(try trial.batch().status == 1)
        try trial.add("甲.xml", 1)
        #expect(try trial.batch().status == 0)
        let (files, receipts, log) = (try trial.bytes("out"), try trial.receipts(), try trial.registry("log").out)
        try trial.bench.write("out/甲.v2/report.html", "edited by somebody")
        #expect(try trial.batch().status == 0)
        #expect(try trial.bench.text("out/甲.v2/report.html") == "edited by somebody")
        #expect(try trial.batch("--recheck").status == 0)
        #expect(try trial.bytes("out") == files)
        #expect(try trial.receipts() == receipts)
        #expect(try trial.registry("log").out == log)
    }

    /// A day that nobody asked for is no reason to judge again; one that is asked for is.
    @Test func anotherDay() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        #expect(try trial.batch().status == 0)
        let log = try trial.registry("log").out
        let byDefault = try trial.bench.run(
            "batch", "收件", "--round", RoundTrial.roundFile, "--checklist", "清单", "--output", "out")
        #expect(byDefault.status == 0)
        #expect(try trial.registry("log").out == log)
        // Nor does the summary say that it was judged as of today.
        let squeezed = Tool.squeeze(try trial.bench.text("out/summary.html"))
        #expect(squeezed.contains("<dt>核查基准日</dt><dd>2026-05-12</dd>"))
        let asked = try trial.bench.run(
            "batch", "收件", "--round", RoundTrial.roundFile, "--checklist", "清单", "--output", "out", "--as-of",
            "2026-05-13")
        #expect(asked.status == 0)
        #expect(try Assessed(trial.bench.read("out/甲/assessment.json")).asOf == "2026-05-13")
        // The same bytes, judged anew: one submission, two assessments, a receipt for each.
        #expect(try trial.rows("SELECT version FROM submission", "version") == [["1"]])
        #expect(try trial.receipts()["甲.xml"]?.count == 2)
        try trial.expectIntact()
    }

    /// What comes later is judged as of a later day; the summary names both days.
    @Test func daysOfJudging() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        #expect(try trial.batch().status == 0)
        try trial.remove("收件/甲.xml")
        try trial.add("乙.xml", 2)
        #expect(try trial.batch("--as-of", "2026-05-20").status == 0)
        let page = Tool.squeeze(try trial.bench.text("out/summary.html"))
        #expect(page.contains("<dt>核查基准日</dt><dd>2026-05-12至2026-05-20</dd>"))
    }

    /// After a trial run without receipts the same bytes get theirs, once.
    @Test func receiptsAfterARunWithout() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        #expect(try trial.batch("--no-receipts").status == 0)
        #expect(try trial.receipts().isEmpty)
        for _ in 0..<2 {
            #expect(try trial.batch().status == 0)
            #expect(try trial.receipts()["甲.xml"]?.count == 1)
        }
        let code = try #require(try trial.receipts()["甲.xml"]?.first)
        #expect(try trial.bench.text("out/甲/receipt.json").contains(code))
        // Who wants none does not lose what there is.
        #expect(try trial.batch("--no-receipts").status == 0)
        #expect(try trial.bench.text("out/甲/receipt.json").contains(code))
        #expect(try trial.rows("SELECT version FROM submission", "version") == [["1"]])
        try trial.expectIntact()
    }

    @Test func aChangedPackageIsANewVersion() throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1, staff: 4)
        try trial.add("乙.xml", 2)
        #expect(try trial.batch().status == 1)
        let old = try trial.bytes("out/甲")
        let other = try trial.contents("out/乙")
        let before = try trial.receipts()
        try trial.add("甲", 1, staff: 6)
        #expect(try trial.batch().status == 0)
        #expect(trial.published() == ["甲", "甲.v2", "乙"])
        #expect(try trial.bytes("out/甲") == old)
        #expect(try trial.contents("out/乙") == other)
        let text = try trial.bench.text("out/甲.v2/comparison.txt")
        #expect(text.contains("✗ 发现不符合项或材料缺失，需补正 → ✓ 未发现不符合项"), "\(text)")
        #expect(text.contains("✗ 不符合 → ✓ 符合  7.2-b"))
        let json = try JSONSerialization.jsonObject(with: trial.bench.read("out/甲.v2/comparison.json"))
        #expect((json as? [String: Any])?["conditions"] as? [[String: Any]] != nil)
        let result = try #require(try trial.results().first { $0["name"] as? String == "甲" })
        #expect(result["version"] as? Int == 2)
        #expect(result["folder"] as? String == "甲.v2")
        #expect(try trial.results().count == 2)
        // A receipt of its own; that of the first version stays what it was.
        let after = try trial.receipts()
        #expect(after["甲"]?.count == 2 && after["甲"]?.first == before["甲"]?.first)
        #expect(after["乙.xml"] == before["乙.xml"])
        let code = try #require(after["甲"]?.first)
        let stale = try trial.bench.run("receipt", "verify", code, "收件/甲", "--checklist", "清单")
        #expect(stale.status == 1 && stale.out.contains("材料已变化"), "\(stale.out)")
        // Back to the bytes of the first: handed in once more, so a third version.
        try trial.add("甲", 1, staff: 4)
        #expect(try trial.batch().status == 1)
        #expect(trial.published() == ["甲", "甲.v2", "甲.v3", "乙"])
        #expect(try trial.bench.text("out/甲.v3/comparison.txt").contains("✓ 符合 → ✗ 不符合  7.2-b"))
        try trial.expectIntact()
    }

    @Test func lostReportsComeBack() throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1, staff: 4)
        #expect(try trial.batch().status == 1)
        try trial.add("甲", 1, staff: 5)
        #expect(try trial.batch().status == 1)
        let receipts = try trial.receipts()
        let log = try trial.registry("log").out
        let files = try trial.bytes("out")
        try trial.remove("out/甲.v2")
        #expect(try trial.batch().status == 1)
        #expect(try trial.bytes("out") == files)
        // A report that somebody edited is none, either.
        try trial.bench.write("out/甲.v2/assessment.json", "{}")
        #expect(try trial.batch().status == 1)
        #expect(try trial.bytes("out") == files)
        // The whole folder, summaries and all: what was registered says what belongs there.
        try trial.remove("out")
        #expect(try trial.batch().status == 1)
        let found = try trial.bytes("out")
        // The documents of the first version are nowhere any more, and so nothing can be compared with it.
        let kept = files.filter { $0.key == "results.jsonl" || $0.key.hasPrefix("甲.v2/") }
        for (path, bytes) in kept where !path.contains("comparison") { #expect(found[path] == bytes, "\(path)") }
        #expect(try trial.receipts() == receipts)
        #expect(try trial.registry("log").out == log)
    }

    /// What somebody put beside the reports is theirs, also when the reports are made again.
    /// What came by another inbox, into another folder, is told in the summary of the round; no link leads to where nothing is.
    @Test func reportsInAnotherFolder() throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1)
        #expect(try trial.batch().status == 0)
        try trial.remove("收件/甲")
        try trial.add("乙", 2)
        #expect(try trial.batch("--output", "另").status == 0)
        let page = String(decoding: try trial.bench.read("另/summary.html"), as: UTF8.self)
        #expect(page.contains("<bdi>甲</bdi>") && page.contains("/report.html\"><bdi>乙</bdi>"), "\(page)")
        #expect(page.components(separatedBy: "/report.html").count == 2)
        let results = String(decoding: try trial.bench.read("另/results.jsonl"), as: UTF8.self).split(separator: "\n")
        #expect(results.map { $0.contains("\"folder\": null") } == [false, true], "\(results)")
        // Without HTML there is nothing to lead to, either.
        #expect(try trial.batch("--output", "另", "--recheck", "--format", "json").status == 0)
        let plain = String(decoding: try trial.bench.read("另/summary.html"), as: UTF8.self)
        #expect(plain.contains("<bdi>乙</bdi>") && !plain.contains("/report.html"))
    }

    @Test func notesBesideReportsStay() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        #expect(try trial.batch().status == 0)
        try trial.bench.write("out/甲/审核意见.docx", "看过")
        try trial.bench.write("out/甲/照片/1.jpg", "x")
        try trial.bench.write("out/甲/assessment.json", "{}")
        #expect(try trial.batch("--format", "json").status == 0)
        #expect(try trial.bench.text("out/甲/审核意见.docx") == "看过")
        #expect(try trial.bench.text("out/甲/照片/1.jpg") == "x")
        #expect(try Assessed(trial.bench.read("out/甲/assessment.json")).conclusion == "no-gap-found")
    }

    /// Whatever else lies where reports are to go is not ours to remove.
    @Test func whatIsNotOursIsNotOverwritten() throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1)
        for path in ["out/甲/资料.txt", "out/甲/dossier.xml", "out/甲"] {
            try trial.bench.write(path, "原有的")
            let outcome = try trial.batch()
            #expect(outcome.status == 74, "\(path)")
            #expect(outcome.out.isEmpty)
            let folder = trial.bench.url("out/甲").path
            #expect(outcome.err == "zhunsheng: “\(folder)”已存在，但不是核查报告，未覆盖。请把它移走，或用 --output 另选文件夹。\n", "\(outcome.err)")
            #expect(try trial.bench.text(path) == "原有的")
            try trial.remove("out/甲")
        }
        // Nothing was lost by that: once the place is free, the reports come to lie there.
        #expect(try trial.batch("--resume").status == 0)
        #expect(try trial.receipts()["甲"]?.count == 1)
        #expect(trial.published() == ["甲"])
    }
}
