// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Rounds that are ended in the middle, by a person, by the system, or by a package.
@Suite(.serialized) struct BatchRecoveryTests {
    /// Two packages before one that takes for ever, and two behind it: one process works through them in this order.
    private func interruptible() throws -> RoundTrial {
        let trial = try RoundTrial()
        try trial.add("1.xml", 1)
        try trial.add("2.xml", 2, staff: 4)
        try trial.write("3/慢.pdf", BadPDF.endless())
        try trial.add("4.xml", 4)
        try trial.add("5", 5)
        return trial
    }

    private func started(_ trial: RoundTrial, _ extra: [String] = []) throws -> (run: Tool.Running, worker: pid_t) {
        let run = try Tool.start(trial.arguments("batch", ["--jobs", "1"] + extra), in: trial.bench)
        return (run, try trial.workerAtWork(of: run.id))
    }

    /// What was in the way is gone, and the run comes to its end: every package once, what was done not done again.
    private func expectRest(
        of trial: RoundTrial, done: Set<String> = ["1.xml", "2.xml"], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try trial.receipts()
        #expect(Set(before.keys) == done, sourceLocation: sourceLocation)
        let files = try ["1", "2"].map { try trial.contents("out/\($0)") }
        let log = try trial.registry("log").out
        try trial.remove("收件/3/慢.pdf")
        try trial.add("3", 3)
        let outcome = try trial.batch("--resume")
        #expect(outcome.status == 1, "\(outcome.err)", sourceLocation: sourceLocation)
        #expect(outcome.err.isEmpty, "\(outcome.err)", sourceLocation: sourceLocation)
        #expect(outcome.out.contains("\n材料包 5\n"), sourceLocation: sourceLocation)
        let after = try trial.receipts()
        #expect(Set(after.keys) == ["1.xml", "2.xml", "3", "4.xml", "5"], sourceLocation: sourceLocation)
        #expect(after.values.allSatisfy { $0.count == 1 }, sourceLocation: sourceLocation)
        #expect(after.filter { done.contains($0.key) } == before, sourceLocation: sourceLocation)
        // Not even touched.
        #expect(try ["1", "2"].map { try trial.contents("out/\($0)") } == files, sourceLocation: sourceLocation)
        #expect(try trial.registry("log").out.hasPrefix(log), sourceLocation: sourceLocation)
        #expect(trial.published() == ["1", "2", "3", "4", "5"], sourceLocation: sourceLocation)
        #expect(!FileManager.default.fileExists(atPath: trial.bench.url("out/.staging").path))
        let counts = try trial.rows(
            "SELECT (SELECT COUNT(*) FROM submission) AS s, (SELECT COUNT(*) FROM assessment) AS a", "s", "a")
        #expect(counts == [["5", "5"]], sourceLocation: sourceLocation)
        try trial.expectIntact(sourceLocation: sourceLocation)
    }

    // MARK: Stopped by a person or the system

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func stopped(_ signal: Int32) throws {
        let trial = try interruptible()
        let (run, worker) = try started(trial)
        kill(run.id, signal)
        let outcome = try run.finish()
        #expect(outcome.status == 75)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err == "zhunsheng: 已停止。已登记的结果不会丢失；用 --resume 续跑。\n")
        _ = try Processes.wait(for: "the end of the worker") { Processes.isGone(worker) ? true : nil }
        try trial.expectIntact()
        try expectRest(of: trial)
    }

    /// Ctrl-C reaches every process of the terminal. However often it is pressed, that is not the package's doing.
    @Test func stoppedFromTheKeyboard() throws {
        let trial = try interruptible()
        for attempt in 1...3 {
            let (run, _) = try started(trial, attempt == 1 ? [] : ["--resume"])
            let group = getpgid(run.id)
            try #require(group != getpgrp(), "the run shares the group of the tests")
            kill(-group, SIGINT)
            let outcome = try run.finish()
            #expect(outcome.status == 75)
            #expect(outcome.err == "zhunsheng: 已停止。已登记的结果不会丢失；用 --resume 续跑。\n")
        }
        try expectRest(of: trial)
    }

    @Test func killed() throws {
        let trial = try interruptible()
        let (run, worker) = try started(trial)
        kill(run.id, SIGKILL)
        #expect(try run.finish().status == -SIGKILL)
        _ = try Processes.wait(for: "the end of the worker") { Processes.isGone(worker) ? true : nil }
        try trial.expectIntact()
        try expectRest(of: trial)
    }

    /// Without --resume everything is looked at again, and found to be as it was.
    @Test func killedAndBegunAnew() throws {
        let trial = try interruptible()
        let (run, _) = try started(trial)
        kill(run.id, SIGKILL)
        _ = try run.finish()
        let before = try trial.receipts()
        try trial.remove("收件/3/慢.pdf")
        try trial.add("3", 3)
        #expect(try trial.batch().status == 1)
        let after = try trial.receipts()
        #expect(after.count == 5 && after.values.allSatisfy { $0.count == 1 })
        #expect(after.filter { before.keys.contains($0.key) } == before)
        try trial.expectIntact()
    }

    /// A package that came while the run lay still belongs to it.
    @Test func whatCameInBetween() throws {
        let trial = try interruptible()
        let (run, _) = try started(trial)
        kill(run.id, SIGTERM)
        _ = try run.finish()
        try trial.remove("收件/3")
        try trial.add("0.xml", 10)
        try trial.remove("收件/1.xml")
        #expect(try trial.batch("--resume").status == 1)
        #expect(Set(try trial.receipts().keys) == ["0.xml", "1.xml", "2.xml", "4.xml", "5"])
    }

    /// Reports of a finished package that get lost while the run lies still are made again, under the same receipt.
    @Test func lostInBetween() throws {
        let trial = try interruptible()
        let (run, _) = try started(trial)
        kill(run.id, SIGKILL)
        _ = try run.finish()
        let (receipts, files) = (try trial.receipts(), try trial.bytes("out/1"))
        try trial.remove("out/1")
        try trial.remove("收件/3")
        #expect(try trial.batch("--resume").status == 1)
        #expect(try trial.bytes("out/1") == files)
        #expect(try trial.receipts()["1.xml"] == receipts["1.xml"])
    }

    // MARK: Settings

    @Test func changedSettingsAreRefused() throws {
        let trial = try interruptible()
        let (run, _) = try started(trial)
        kill(run.id, SIGTERM)
        #expect(try run.finish().status == 75)
        let round = try String(contentsOfFile: RoundTrial.roundFile, encoding: .utf8)
        try trial.bench.write("改.yaml", round.replacing("min-supervisors: 2", with: "min-supervisors: 3"))
        try trial.bench.copy("Checklists/zhejiang-2022-20", to: "全")
        let cases: [([String], String)] = [
            (["--class", "employer"], "--class"), (["--no-receipts"], "--no-receipts"),
            (["--format", "json"], "--format"),
            (["--as-of", "2026-05-13"], "--as-of"), (["--round", "改.yaml"], "--round"),
            (["--checklist", "全"], "--checklist"),
            (["--as-of", "2026-05-13", "--no-receipts"], "--no-receipts、--as-of"),
        ]
        let log = try trial.registry("log").out
        for (changed, named) in cases {
            // The last one of an option counts.
            let outcome = try Tool.run(trial.arguments("batch", ["--resume"] + changed), in: trial.bench)
            #expect(outcome.status == 64, "\(changed) \(outcome.out)")
            #expect(outcome.out.isEmpty)
            #expect(
                outcome.err == "zhunsheng: 上次核查所用的设置不同（\(named)），不能续跑。请恢复原设置，或去掉 --resume 重新核查。\n")
        }
        let english = try trial.batch("--resume", "--lang", "en")
        #expect(english.status == 64)
        #expect(english.err.contains("other settings (--lang)") && english.err.split(separator: "\n").count == 1)
        #expect(try trial.registry("log").out == log)
        // What decides nothing may change; the day of judging is that of the beginning.
        try trial.remove("收件/3/慢.pdf")
        try trial.add("3", 3)
        let outcome = try trial.bench.run(
            "batch", "收件", "--round", RoundTrial.roundFile, "--checklist", "清单", "--output", "out", "--resume",
            "--jobs",
            "2", "--no-cache")
        #expect(outcome.status == 1, "\(outcome.err)")
        for folder in ["1", "5"] {
            #expect(try Assessed(trial.bench.read("out/\(folder)/assessment.json")).asOf == RoundTrial.asOf)
        }
    }

    /// A process that is started later reads the round's file again: what it says by other rules is not registered under these.
    @Test func rulesThatChangeMeanwhile() throws {
        let trial = try interruptible()
        let round = try String(contentsOfFile: RoundTrial.roundFile, encoding: .utf8)
        try trial.bench.write("批次.yaml", round)
        let (run, worker) = try started(trial, ["--round", "批次.yaml"])
        kill(run.id, SIGSTOP)
        kill(worker, SIGKILL)
        try trial.bench.write("批次.yaml", round.replacing("min-supervisors: 2", with: "min-supervisors: 1"))
        try trial.remove("收件/3/慢.pdf")
        try trial.add("3", 3)
        kill(run.id, SIGCONT)
        let outcome = try run.finish()
        #expect(outcome.status == 65)
        #expect(outcome.err == "zhunsheng: 核查清单或批次文件在核查期间被改动。请恢复原文件后续跑，或按新文件重新核查；已登记的结果不会丢失。\n")
        #expect(try trial.receipts().keys.sorted() == ["1.xml", "2.xml"])
        try trial.bench.write("批次.yaml", round)
        #expect(try trial.batch("--resume", "--round", "批次.yaml").status == 1)
        #expect(try trial.receipts().values.map(\.count) == [1, 1, 1, 1, 1])
        #expect(try trial.rows("SELECT DISTINCT round_digest FROM assessment", "round_digest").count == 1)
        try trial.expectIntact()
    }

    // MARK: Packages that end the process

    /// Ends every process that has a package in its hands, until the run is over.
    private func poison(_ run: Tool.Running) -> Int {
        var killed: Set<pid_t> = []
        while run.isRunning {
            for id in Processes.children(of: run.id)
            where !killed.contains(id) && !Processes.children(of: id).isEmpty {
                kill(id, SIGKILL)
                killed.insert(id)
            }
            usleep(10_000)
        }
        return killed.count
    }

    @Test func poisonIsSetAsideAfterTwoTries() throws {
        let trial = try RoundTrial()
        try trial.write("毒/慢.pdf", BadPDF.endless())
        let run = try trial.start()
        let killed = poison(run)
        let outcome = try run.finish()
        #expect(killed == 2)
        #expect(outcome.status == 3)
        let reason = "核查进程两次异常终止（signal 9）。请人工查看该材料包，或拆分后重试。"
        #expect(outcome.err == "毒: \(reason)\n")
        #expect(outcome.out.contains("\n材料包 1\n  未能核查  1\n"))
        #expect(try trial.results().first?["set-aside"] as? String == reason)
        #expect(try trial.rows("SELECT state, reason FROM work", "state", "reason") == [["aside", reason]])
        #expect(try trial.rows("SELECT number FROM submission", "number").isEmpty)
        #expect(trial.published().isEmpty)
        try trial.expectIntact()
        // The next run gives it another chance.
        try trial.remove("收件/毒/慢.pdf")
        try trial.add("毒", 1)
        #expect(try trial.batch().status == 0)
        #expect(try trial.receipts()["毒"]?.count == 1)
    }

    /// The others are checked as if it were not there; on resuming it is not tried a third time.
    @Test func poisonAmongOthers() throws {
        let trial = try RoundTrial()
        try trial.write("1毒/慢.pdf", BadPDF.endless())
        try trial.add("2.xml", 2)
        try trial.write("3/慢.pdf", BadPDF.endless())
        let run = try trial.start("--jobs", "1")
        var known: Set<pid_t> = []
        for _ in 1...2 {
            let id = try trial.workerAtWork(of: run.id, but: known)
            known.insert(id)
            kill(id, SIGKILL)
        }
        // Now the third package is in the hands of a third process.
        _ = try Processes.wait(for: "the second package") { try trial.receipts().isEmpty ? nil : true }
        _ = try trial.workerAtWork(of: run.id, but: known)
        #expect(try trial.receipts().keys.sorted() == ["2.xml"])
        kill(run.id, SIGTERM)
        #expect(try run.finish().status == 75)
        try trial.remove("收件/3/慢.pdf")
        try trial.add("3", 3)
        let outcome = try trial.batch("--resume")
        #expect(outcome.status == 3, "\(outcome.err)")
        #expect(outcome.err.isEmpty)
        #expect(outcome.out.contains("\n材料包 3\n  未发现不符合项  2\n  未能核查  1\n"))
        #expect(try trial.receipts().keys.sorted() == ["2.xml", "3"])
    }

    /// One death is bad luck: the second try counts.
    @Test func oneDeathIsForgiven() throws {
        let trial = try RoundTrial()
        try trial.write("1/慢.pdf", BadPDF.endless())
        let run = try trial.start("--jobs", "1")
        let worker = try trial.workerAtWork(of: run.id)
        // The run stands still until the second process has something else to read.
        kill(run.id, SIGSTOP)
        kill(worker, SIGKILL)
        try trial.remove("收件/1/慢.pdf")
        try trial.add("1", 1)
        kill(run.id, SIGCONT)
        let outcome = try run.finish()
        #expect(outcome.status == 0, "\(outcome.err)")
        #expect(outcome.err.isEmpty)
        #expect(try trial.receipts()["1"]?.count == 1)
    }

    /// Processes that end before they have a package are no package's fault: the run stops, and nothing is set aside.
    @Test func processesThatDoNotStart() throws {
        let trial = try RoundTrial()
        try trial.add("1.xml", 1)
        let arguments = trial.arguments("watch", ["--settle", "3600", "--interval", "0.1", "--once"])
        let run = try Tool.start(arguments, in: trial.bench)
        _ = try Processes.wait(for: "the watch") { run.written.hasPrefix("守候 ") ? true : nil }
        // From now on the keys may not be used; the run itself has them already.
        let keys = trial.bench.home.appendingPathComponent("zhunsheng/keys").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: keys)
        try trial.write("1.xml.complete", "")
        let outcome = try run.finish()
        #expect(outcome.status == 70)
        #expect(outcome.err == "zhunsheng: 核查进程无法启动（exit 74）。请检查内存和进程数限制后重试；已登记的结果不会丢失。\n")
        #expect(try trial.rows("SELECT package FROM work", "package").isEmpty)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: keys)
        #expect(try trial.batch().status == 0)
        #expect(try trial.receipts()["1.xml"]?.count == 1)
        try trial.expectIntact()
    }

    // MARK: At any moment

    private static let python = "/usr/bin/python3"

    private func round(_ arguments: [String], in trial: RoundTrial) throws -> (status: Int32, out: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments =
            [Tool.root.appendingPathComponent("Benchmarks/round.py").path] + arguments
            + ["--program", try Tool.executable().path]
        process.environment = [
            "HOME": trial.bench.home.path, "TMPDIR": trial.bench.temporary.path, "LANG": "C.UTF-8",
            "ZHUNSHENG_SHARE": Tool.root.path, "LLVM_PROFILE_FILE": "/dev/null",
        ].merging(ProcessInfo.processInfo.environment.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }) { $1 }
        let (out, _) = try trial.bench.captureFiles()
        let handle = try FileHandle(forWritingTo: out)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        try handle.close()
        return (process.terminationStatus, try String(contentsOf: out, encoding: .utf8))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "no Python"))
    func killedAtRandomMoments() throws {
        let found = try round(
            ["kill", "--xml", "12", "--times", "8", "--longest", "4", "--seed", "1"], in: RoundTrial())
        #expect(found.status == 0, "\(found.out)")
        #expect(found.out.contains("every package exactly once"), "\(found.out)")
    }

    /// Whether a file system can be mounted here.
    private static let canMount: Bool = {
        guard getuid() == 0, let trial = try? Workbench() else { return false }
        let folder = trial.folder.path
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
        umount2(folder, Int32(MNT_DETACH))
        return true
    }()

    @Test(.enabled(if: canMount, "a small file system can only be mounted by root")) func fullAndReadOnlyDisk() throws {
        let found = try round(["disk", "--xml", "30"], in: RoundTrial())
        #expect(found.status == 0, "\(found.out)")
        #expect(
            found.out.contains("full disk: status 74") && found.out.contains("read-only: status 74"), "\(found.out)")
    }
}
