// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Packages that arrive while somebody watches.
@Suite(.serialized) struct WatchTests {
    /// A watch that goes on until it is stopped.
    private func start(_ trial: RoundTrial, _ extra: String...) throws -> Tool.Running {
        let run = try Tool.start(trial.arguments("watch", ["--interval", "0.1"] + extra), in: trial.bench)
        _ = try Processes.wait(for: "the watch") { run.written.hasPrefix("守候 ") ? true : nil }
        return run
    }

    private func expectLine(_ start: String, _ run: Tool.Running, _ count: Int = 1) throws {
        _ = try Processes.wait(for: start) {
            run.written.split(separator: "\n").count { $0.hasPrefix(start) } >= count ? true : nil
        }
    }

    private func stop(_ run: Tool.Running, _ signal: Int32 = SIGTERM) throws -> Tool.Outcome {
        kill(run.id, signal)
        let outcome = try run.finish()
        #expect(outcome.status == 75)
        return outcome
    }

    @Test func once() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.add("乙", 2, staff: 4)
        try trial.write("读我.txt", "x")
        let before = try trial.contents("收件")
        let outcome = try trial.watch()
        // It tells what it found by its lines; its status says only that it came to its end.
        #expect(outcome.status == 0)
        #expect(outcome.err.isEmpty, "\(outcome.err)")
        let lines = outcome.out.split(separator: "\n").map(String.init)
        let (inbox, out) = (trial.bench.url("收件").path, trial.bench.url("out").path)
        #expect(lines.first == "守候 \(inbox)，Ctrl-C 结束。")
        #expect(
            Set(lines.dropFirst()) == [
                "+ 甲.xml  v1  未发现不符合项  \(out)/甲", "+ 乙  v1  发现不符合项或材料缺失，需补正  \(out)/乙",
                "! 读我.txt  未能核查  不是材料包：应为文件夹、ZIP或申报档案XML。请放入文件夹后重试。",
            ])
        #expect(try trial.contents("收件") == before)
        #expect(trial.published() == ["甲", "乙"])
        #expect(try trial.results().count == 3)
        for name in ["summary.html", "summary.xlsx", "cross-applicant.json"] {
            #expect(FileManager.default.fileExists(atPath: "\(out)/\(name)"))
        }
        try trial.expectIntact()
    }

    /// What `batch` writes for a package and a round, `watch` writes, too.
    @Test func sameAsBatch() throws {
        var found: [[String: String]] = []
        for isWatch in [false, true] {
            let trial = try RoundTrial()
            try trial.add("甲.xml", 1)
            try trial.add("乙", 2, staff: 4)
            _ = try isWatch ? trial.watch("--no-receipts") : trial.batch("--no-receipts")
            found.append(try trial.bytes("out"))
        }
        #expect(found[0].count > 10)
        #expect(found[0] == found[1])
    }

    @Test func takenOnceByItsBytes() throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1)
        _ = try trial.watch()
        let (log, files, receipts) = (try trial.registry("log").out, try trial.bytes("out"), try trial.receipts())
        // Other times, the same bytes.
        let times = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)]
        try FileManager.default.setAttributes(times, ofItemAtPath: trial.bench.url("收件/甲/dossier.xml").path)
        for command in ["watch", "batch", "watch"] {
            let outcome = try command == "watch" ? trial.watch() : trial.batch()
            #expect(outcome.status == 0)
            if command == "watch" { #expect(outcome.out.hasSuffix("\n= 甲  内容未变\n"), "\(outcome.out)") }
        }
        #expect(try trial.registry("log").out == log)
        #expect(try trial.bytes("out") == files)
        #expect(try trial.receipts() == receipts)
    }

    @Test func changesAndArrivals() throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1, staff: 4)
        let run = try start(trial, "--settle", "0")
        try expectLine("+ 甲  v1  ", run)
        try trial.drop("乙.xml", 2)
        try expectLine("+ 乙.xml  v1  ", run)
        try trial.drop("甲/dossier.xml", 1)
        try expectLine("+ 甲  v2  ", run)
        try trial.write("读我.txt", "x")
        try expectLine("! 读我.txt  ", run)
        let before = try trial.contents("收件")
        // A package that goes takes nothing with it.
        try trial.remove("收件/乙.xml")
        try trial.drop("丙.xml", 3)
        try expectLine("+ 丙.xml  v1  ", run)
        let outcome = try stop(run)
        #expect(outcome.err == "zhunsheng: 已停止。已登记的结果不会丢失；再次运行 watch 即继续。\n")
        #expect(outcome.out.split(separator: "\n").count == 6, "\(outcome.out)")
        #expect(try trial.contents("收件").filter { $0.key.hasPrefix("甲") } == before.filter { $0.key.hasPrefix("甲") })
        #expect(try trial.bench.text("out/甲.v2/comparison.txt").contains("✗ 不符合 → ✓ 符合  7.2-b"))
        #expect(FileManager.default.fileExists(atPath: trial.bench.url("out/甲.v2/comparison.json").path))
        #expect(trial.published() == ["甲", "甲.v2", "乙", "丙"])
        #expect(try trial.receipts().mapValues(\.count) == ["甲": 2, "乙.xml": 1, "丙.xml": 1])
        try trial.expectIntact()
    }

    /// What still changes is left alone; the mark of completion, beside it or in it, ends the waiting.
    @Test func onlyWhatHasComeToRest() throws {
        let trial = try RoundTrial()
        for (number, name) in ["甲", "乙.xml", "丙"].enumerated() { try trial.add(name, number + 1) }
        try trial.write("甲.complete", "")
        try trial.write("丙/.complete", "")
        let run = try start(trial, "--settle", "3600")
        try expectLine("+ 甲  v1  ", run)
        try expectLine("+ 丙  v1  ", run)
        #expect(!run.written.contains("乙"))
        try trial.write("乙.xml.complete", "")
        try expectLine("+ 乙.xml  v1  ", run)
        let outcome = try stop(run, SIGINT)
        #expect(outcome.out.split(separator: "\n").count == 4)
        #expect(trial.published() == ["甲", "乙", "丙"])
        // The marks are the user's as well, and no part of the package.
        for name in ["甲.complete", "乙.xml.complete", "丙/.complete"] {
            #expect(FileManager.default.fileExists(atPath: trial.bench.url("收件/\(name)").path))
        }
        try trial.remove("收件/丙/.complete")
        #expect(try trial.batch().status == 0)
        #expect(try trial.rows("SELECT number FROM submission", "number").count == 3)
    }

    /// A file that grows is not taken before it is whole.
    @Test func aFileThatGrows() throws {
        let trial = try RoundTrial()
        let run = try start(trial, "--settle", "5")
        let text = Array(try RoundTrial.dossier(1).utf8)
        let path = trial.bench.url("收件/甲.xml").path
        try trial.write("甲.xml", "")
        let handle = try #require(FileHandle(forWritingAtPath: path))
        // It grows for longer than a package has to rest, and rests far shorter in between, however busy the machine.
        for part in 0..<30 {
            try handle.write(contentsOf: text[(text.count * part / 30)..<(text.count * (part + 1) / 30)])
            usleep(200_000)
        }
        try handle.close()
        try expectLine("+ 甲.xml  v1  未发现不符合项", run)
        let outcome = try stop(run)
        #expect(outcome.out.split(separator: "\n").count == 2, "\(outcome.out)")
        #expect(try trial.rows("SELECT version FROM submission", "version") == [["1"]])
    }

    /// A round's file that is put right while somebody watches counts for what comes then, and is known as what it is.
    @Test func rulesThatChange() throws {
        let trial = try RoundTrial()
        let round = try String(contentsOfFile: RoundTrial.roundFile, encoding: .utf8)
        try trial.bench.write("批次.yaml", round)
        try trial.add("甲.xml", 1, staff: 5)
        let run = try start(trial, "--settle", "0", "--round", "批次.yaml")
        try expectLine("+ 甲.xml  v1  发现不符合项", run)
        #expect(round.contains("min-full-time-staff: 6"))
        try trial.bench.write("批次.yaml", "round: [")
        try trial.drop("乙.xml", 2, staff: 5)
        _ = try Processes.wait(for: "the fault") { run.complaints.contains("批次.yaml") ? true : nil }
        #expect(!run.written.contains("乙"))
        try trial.bench.write("批次.yaml", round.replacing("min-full-time-staff: 6", with: "min-full-time-staff: 5"))
        try expectLine("+ 乙.xml  v1  未发现不符合项", run)
        #expect(try stop(run).out.split(separator: "\n").count == 3)
        let known = try trial.rows(
            "SELECT COUNT(DISTINCT r.digest) AS n FROM assessment AS a, round AS r WHERE r.digest = a.round_digest", "n"
        )
        #expect(known == [["2"]])
        try trial.expectIntact()
    }

    @Test(arguments: [SIGTERM, SIGKILL]) func stoppedInTheMiddle(_ signal: Int32) throws {
        let trial = try RoundTrial()
        try trial.add("1.xml", 1)
        try trial.write("2/慢.pdf", BadPDF.endless())
        try trial.add("3.xml", 3)
        let run = try start(trial, "--settle", "0", "--jobs", "1")
        try expectLine("+ 1.xml  v1  ", run)
        let worker = try trial.workerAtWork(of: run.id)
        kill(run.id, signal)
        #expect(try run.finish().status == (signal == SIGKILL ? -SIGKILL : 75))
        _ = try Processes.wait(for: "the end of the worker") { Processes.isGone(worker) ? true : nil }
        let receipts = try trial.receipts()
        #expect(receipts.keys.sorted() == ["1.xml"])
        try trial.remove("收件/2/慢.pdf")
        try trial.add("2", 2)
        let outcome = try trial.watch()
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("= 1.xml  内容未变\n"))
        let after = try trial.receipts()
        #expect(after.keys.sorted() == ["1.xml", "2", "3.xml"] && after.values.allSatisfy { $0.count == 1 })
        #expect(after["1.xml"] == receipts["1.xml"])
        #expect(!FileManager.default.fileExists(atPath: trial.bench.url("out/.staging").path))
        try trial.expectIntact()
    }

    /// An inbox on a share that goes away is said once, and waited for.
    @Test func anInboxThatGoesAwayComesBack() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        let run = try start(trial, "--settle", "0")
        try expectLine("+ 甲.xml  v1  ", run)
        try FileManager.default.moveItem(at: trial.bench.url("收件"), to: trial.bench.url("别处"))
        let told = try Processes.wait(for: "the fault") { run.complaints.isEmpty ? nil : run.complaints }
        #expect(told == "zhunsheng: 无法读取收件文件夹“\(trial.bench.url("收件").path)”。请检查它是否还在、网络共享是否连通，以及访问权限。\n")
        // So many more looks, and not another word.
        usleep(600_000)
        #expect(run.complaints == told)
        try FileManager.default.moveItem(at: trial.bench.url("别处"), to: trial.bench.url("收件"))
        try trial.drop("乙.xml", 2)
        try expectLine("+ 乙.xml  v1  ", run)
        #expect(try stop(run).err.hasPrefix(told))
        #expect(try trial.receipts().mapValues(\.count) == ["甲.xml": 1, "乙.xml": 1])
    }

    /// The summary is made up for as soon as it can be written, whether or not another package comes.
    @Test func aSummaryThatCouldNotBeWritten() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try FileManager.default.createDirectory(
            at: trial.bench.url("out/summary.xlsx"), withIntermediateDirectories: true)
        let run = try start(trial, "--settle", "0")
        let told = try Processes.wait(for: "the fault") { run.complaints.isEmpty ? nil : run.complaints }
        #expect(told.hasPrefix("zhunsheng: 无法写入“\(trial.bench.url("out/summary.xlsx").path)”："), "\(told)")
        #expect(trial.published() == ["甲"])
        try trial.remove("out/summary.xlsx")
        // The last of the files.
        let last = trial.bench.url("out/cross-applicant.json").path
        _ = try Processes.wait(for: "the summary") { FileManager.default.fileExists(atPath: last) ? true : nil }
        #expect(try stop(run).out.split(separator: "\n").count == 2)
        #expect(try trial.results().count == 1)
    }

    @Test func english() throws {
        let trial = try RoundTrial()
        try trial.add("a.xml", 1)
        let out = trial.bench.url("out").path
        let outcome = try trial.watch("--lang", "en")
        #expect(outcome.out.hasSuffix("; Ctrl-C ends it.\n+ a.xml  v1  No gap found  \(out)/a\n"), "\(outcome.out)")
        #expect(try trial.watch("--lang", "en").out.hasSuffix("\n= a.xml  unchanged\n"))
    }
}
