// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A round from the inbox to its reports: what is written, how it exits, and rounds side by side.
@Suite(.serialized) struct BatchTests {
    private static let files: Set = [
        "assessment.json", "report.html", "dossier.xml", "receipt.json", "receipt.pdf", "notice.pdf",
    ]

    // MARK: What is written

    /// Byte for byte what `check` writes, package by package; nothing of the round rubs off on them.
    @Test func reportsAreThoseOfCheck() throws {
        let trial = try RoundTrial(whole: true)
        try trial.add("甲.xml", 1)
        try trial.add("乙", 2, staff: 4)
        try trial.bench.copy("Samples/training-xml-gaps", to: "收件/丙")
        try trial.bench.copy("Samples/special-skill.zip", to: "收件/丁.ZIP")
        let outcome = try trial.batch("--no-receipts", "--jobs", "2")
        // Some file of the third cannot be told from a gap alone: whatever `check` says is worst.
        var worst: Int32 = 0
        for (package, folder) in [("甲.xml", "甲"), ("乙", "乙"), ("丙", "丙"), ("丁.ZIP", "丁")] {
            let checked = try trial.bench.run(
                ["check", "收件/\(package)"] + trial.judging + [
                    "--format", "html,json,xml,pdf", "--output", "check/\(folder)",
                ])
            let rank: [Int32] = [0, 2, 1, 3]
            if (rank.firstIndex(of: checked.status) ?? 9) > (rank.firstIndex(of: worst) ?? 9) {
                worst = checked.status
            }
            #expect(try trial.bytes("out/\(folder)") == trial.bytes("check/\(folder)"), "\(package)")
        }
        #expect(outcome.status == worst)
        #expect(outcome.err.isEmpty, "\(outcome.err)")
        #expect(trial.published() == ["甲", "乙", "丙", "丁"])
    }

    @Test func oneOfEach() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.add("乙", 2, staff: 4)
        let outcome = try trial.batch()
        #expect(outcome.status == 1)
        #expect(outcome.err.isEmpty, "\(outcome.err)")
        let folder = trial.bench.url("out").path
        #expect(
            outcome.out == """
                金华市2026年第二批职业技能等级认定机构遴选
                材料包 2
                  未发现不符合项  1
                  发现不符合项或材料缺失，需补正  1
                汇总：\(folder)/summary.html
                报告：\(folder)

                """)
        // What is there for a person to find, and nothing else.
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder)).subtracting([".lock"])
        #expect(
            names == ["甲", "乙", "summary.xlsx", "summary.html", "results.jsonl", "cross-applicant.json"])
        #expect(Set(try trial.bytes("out/乙").keys) == Self.files.union([""]))
        #expect(Set(try trial.bytes("out/甲").keys) == Self.files.subtracting(["notice.pdf"]).union([""]))
        #expect(try trial.bench.text("out/cross-applicant.json") == "[]\n")
        let results = try trial.results()
        #expect(results.map { $0["name"] as? String } == ["乙", "甲.xml"])
        #expect(results.map { $0["conclusion"] as? String } == ["gaps-found", "no-gap-found"])
        let receipts = try trial.receipts()
        #expect(results.map { $0["receipt-code"] as? String } == [receipts["乙"]?.first, receipts["甲.xml"]?.first])
        for (package, folder) in [("乙", "乙"), ("甲.xml", "甲")] {
            let code = try #require(receipts[package]?.first)
            #expect(receipts[package]?.count == 1)
            let verified = try trial.bench.run(
                "receipt", "verify", code, "收件/\(package)", "--checklist", "清单")
            #expect(verified.status == 0, "\(verified.out)")
            #expect(try trial.bench.text("out/\(folder)/receipt.json").contains(code))
        }
        try trial.expectIntact()
    }

    /// It may have been one; and a run that died at its very first moment leaves one.
    @Test func anEmptyRegistryFileIsTold() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.bench.write(RoundTrial.database, "")
        let outcome = try trial.batch()
        #expect(outcome.status == 0)
        #expect(
            outcome.err == "登记库“\(RoundTrial.database)”是空文件，将在其中新建登记库。如原有登记内容，请停止，用 registry restore 恢复备份。\n",
            "\(outcome.err)")
        #expect(try trial.batch().err.isEmpty)
    }

    @Test func english() throws {
        let trial = try RoundTrial()
        try trial.add("a.xml", 1)
        try trial.write("b.docx", "x")
        let outcome = try trial.batch("--lang", "en")
        #expect(outcome.status == 3)
        #expect(
            outcome.err
                == "b.docx: Not a package: neither a folder nor a zip nor a dossier XML. Put it into a folder.\n"
        )
        #expect(outcome.out.contains("\nPackages 2\n"))
        #expect(outcome.out.contains("\n  Set aside  1\n"))
        #expect(outcome.out.wholeMatch(of: /(?s).*\nSummary: [^\n]*\nReports: [^\n]*\n/) != nil)
        // Nothing is left in the other language but names of the law and of the applicant.
        #expect(!outcome.out.contains("汇总") && !outcome.out.contains("材料包"))
    }

    /// Two jobs, one job, in any order: the same bytes.
    @Test func jobsChangeNothing() throws {
        var found: [[String: String]] = []
        for jobs in ["1", "3"] {
            let trial = try RoundTrial()
            for number in 1...4 { try trial.add("p\(number).xml", number, staff: 3 + number) }
            let outcome = try trial.batch("--jobs", jobs, "--no-receipts")
            #expect(outcome.status == 1)
            found.append(try trial.bytes("out"))
        }
        #expect(found[0].count > 4 * 4)
        #expect(found[0] == found[1])
    }

    @Test func formatsOnRequest() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1, staff: 4)
        #expect(try trial.batch("--format", "html", "--no-receipts").status == 1)
        #expect(Set(try trial.bytes("out/甲").keys) == ["", "assessment.json", "report.html"])
    }

    // MARK: Exit status

    @Test func nothingFound() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        #expect(try trial.batch().status == 0)
        // An empty inbox holds nothing that could be lacking.
        let empty = try RoundTrial()
        let outcome = try empty.batch()
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("\n材料包 0\n"))
        #expect(try empty.bench.text("out/results.jsonl").isEmpty)
    }

    @Test func mattersForAPerson() throws {
        let trial = try RoundTrial(whole: true)
        try trial.add("甲.xml", 1)
        let outcome = try trial.batch("--format", "json", "--no-receipts")
        #expect(outcome.status == 2)
        #expect(outcome.out.contains("\n  需人工研判  1\n"))
    }

    /// A file of a package that cannot be read outweighs gaps; the package is registered all the same.
    @Test func unreadableFile() throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1, staff: 4)
        try trial.write("甲/坏.pdf", "%PDF-1.4 broken")
        let outcome = try trial.batch()
        #expect(outcome.status == 3)
        #expect(outcome.out.contains("\n  其中有文件无法读取  1\n"))
        #expect(try trial.receipts()["甲"]?.count == 1)
        #expect(try trial.results().first?["unreadable-files"] as? Int == 1)
    }

    @Test func usage() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        let cases: [([String], String)] = [
            (["batch", "收件"], "--round"), (["watch", "收件"], "--round"), (["batch", "--round", "x"], "<inbox>"),
            (["batch", "收件", "--round", "x", "--jobs", "0"], "--jobs"),
            (["batch", "收件", "--round", "x", "--jobs", "65"], "--jobs"),
            (["batch", "收件", "--round", "x", "--format", "docx"], "docx"),
            (["batch", "收件", "--round", "x", "--format", "text"], "text"),
            (["batch", "收件", "--round", "x", "--as-of", "2026-02-30"], "2026-02-30"),
            (["watch", "收件", "--round", "x", "--settle", "-1"], "--settle"),
            (["watch", "收件", "--round", "x", "--settle", "1e9"], "--settle"),
            (["watch", "收件", "--round", "x", "--interval", "0"], "--interval"),
        ]
        for (arguments, named) in cases {
            let outcome = try Tool.run(arguments, in: trial.bench)
            #expect(outcome.status == 64, "\(arguments)")
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.contains(named), "\(outcome.err)")
        }
        #expect(!FileManager.default.fileExists(atPath: trial.bench.url("Output").path))
    }

    /// 65 before anything is written: no round is judged by rules that were not understood.
    @Test(arguments: ["batch", "watch"]) func brokenRules(_ command: String) throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        let round = try String(contentsOfFile: RoundTrial.roundFile, encoding: .utf8)
        try trial.bench.write("坏.yaml", round.replacing("min-supervisors", with: "min-supervizors"))
        let cases: [([String], String)] = [
            (["--round", "坏.yaml"], "坏.yaml:10:"), (["--round", "没有.yaml"], "没有.yaml"),
            (["--round", RoundTrial.roundFile, "--checklist", "收件"], "--checklist"),
            (["--round", RoundTrial.roundFile, "--catalogues", "没有"], "--catalogues"),
        ]
        for (rules, named) in cases {
            let outcome = try Tool.run([command, "收件", "--output", "out"] + rules, in: trial.bench)
            #expect(outcome.status == 65, "\(rules)")
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.hasPrefix("zhunsheng: ") && outcome.err.contains(named), "\(outcome.err)")
            #expect(outcome.err.split(separator: "\n").count == 1)
        }
        for name in ["out", "Output"] { #expect(!FileManager.default.fileExists(atPath: trial.bench.url(name).path)) }
    }

    @Test(arguments: ["batch", "watch"]) func noInbox(_ command: String) throws {
        let trial = try RoundTrial()
        try trial.bench.write("文件", "x")
        for (inbox, said) in [
            ("没有", "找不到收件文件夹“没有”。请检查路径是否正确。"), ("文件", "“文件”是文件，不是文件夹。请给出存放材料包的收件文件夹；单份材料包用 check 核查。"),
        ] {
            let outcome = try Tool.run([command, inbox] + trial.judging, in: trial.bench)
            #expect(outcome.status == 74)
            #expect(outcome.out.isEmpty)
            #expect(outcome.err == "zhunsheng: \(said)\n")
        }
    }

    /// A file in the way and a place that takes no folder stop the administrator, too.
    @Test(arguments: ["batch", "watch"]) func outputThatCannotBeWritten(_ command: String) throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.bench.write("占位", "in the way")
        for output in ["占位", "占位/下", "/proc/下"] {
            let outcome = try Tool.run(
                [command, "收件", "--output", output] + trial.judging + (command == "watch" ? ["--once"] : []),
                in: trial.bench)
            #expect(outcome.status == 74)
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.hasPrefix("zhunsheng: 无法写入“\(output)"), "\(outcome.err)")
            #expect(outcome.err.hasSuffix("请检查磁盘空间和写权限，或用 --output 另选文件夹。\n"))
            #expect(outcome.err.split(separator: "\n").count == 1)
        }
        #expect(try trial.bench.text("占位") == "in the way")
    }

    /// Something in the place of the registry is named, and not harmed.
    @Test func registryThatCannotBeUsed() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.bench.write("文字.sqlite", "这不是数据库，只是一段文字，而且不短。")
        for database in ["文字.sqlite", "清单", "/proc/registry.sqlite"] {
            let outcome = try trial.batch("--database", database)
            #expect(outcome.status == 74, "\(database): \(outcome.err)")
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.hasPrefix("zhunsheng: "), "\(outcome.err)")
            #expect(outcome.err.contains(database), "\(outcome.err)")
            #expect(outcome.err.split(separator: "\n").count == 1)
        }
        #expect(try trial.bench.text("文字.sqlite") == "这不是数据库，只是一段文字，而且不短。")
        let folder = try trial.batch("--database", "清单")
        #expect(folder.err == "zhunsheng: “清单”是文件夹，而登记库是一个文件。请给出文件的路径，如 清单/registry.sqlite。\n", "\(folder.err)")
    }

    /// What the system says is said in Chinese, too.
    @Test func theSystemsReasonIsTranslated() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.bench.write("out/summary.xlsx/占位", "in the way")
        let summary = try trial.batch()
        #expect(summary.status == 74)
        #expect(summary.err.contains("summary.xlsx”：是文件夹。"), "\(summary.err)")
        let database = try trial.batch("--database", "/proc/registry.sqlite")
        #expect(database.err.contains("“/proc/registry.sqlite”：路径不存在。"), "\(database.err)")
        let english = try trial.batch("--database", "/proc/registry.sqlite", "--lang", "en")
        #expect(english.err.contains("'/proc/registry.sqlite': No such file or directory."), "\(english.err)")
    }

    /// Reports in the inbox would be packages of the next run, and one in the place of a package would cost its documents.
    @Test(arguments: ["batch", "watch"]) func theInboxIsNoPlaceToWriteTo(_ command: String) throws {
        let trial = try RoundTrial()
        try trial.add("甲", 1)
        try FileManager.default.createSymbolicLink(
            atPath: trial.bench.url("别名").path, withDestinationPath: trial.bench.url("收件").path)
        let before = try trial.contents("收件")
        for (options, named) in [
            (["--output", "收件"], "“收件”"), (["--output", "收件/甲"], "“收件/甲”"), (["--output", "别名/新/深"], "“别名/新/深”"),
            (["--output", "./out/../收件/x"], "“./out/../收件/x”"),
            (["--database", "收件/r.sqlite", "--output", "out"], "“收件/r.sqlite”"),
        ] {
            let outcome = try Tool.run([command, "收件"] + trial.judging + options, in: trial.bench)
            #expect(outcome.status == 64)
            #expect(outcome.out.isEmpty)
            #expect(
                outcome.err == "zhunsheng: \(named)在收件文件夹内，而收件文件夹只读不写。请用 \(options[0]) 另选位置。\n", "\(outcome.err)")
        }
        #expect(try trial.contents("收件") == before)
        #expect(!FileManager.default.fileExists(atPath: trial.bench.url("out").path))
        // A name that only begins alike is another place.
        let beside = try Tool.run(
            [command, "收件"] + trial.judging + ["--output", "收件结果"]
                + (command == "watch" ? ["--once", "--settle", "0"] : []),
            in: trial.bench)
        #expect(beside.status == 0, "\(beside.err)")
        #expect(try trial.contents("收件") == before)
    }

    // MARK: Side by side

    @Test func oneRunAFolder() throws {
        let trial = try RoundTrial()
        try trial.write("慢/2.pdf", BadPDF.endless())
        let running = try trial.start("--jobs", "1")
        _ = try trial.workerAtWork(of: running.id)
        for command in ["batch", "watch"] {
            let second = try Tool.run(
                trial.arguments(command, command == "watch" ? ["--once"] : []), in: trial.bench)
            #expect(second.status == 74)
            #expect(second.out.isEmpty)
            #expect(second.err == "zhunsheng: “out”正由另一个 batch 或 watch 使用。请待其结束，或用 --output 另选文件夹。\n")
        }
        kill(running.id, SIGKILL)
        #expect(try running.finish().status == -SIGKILL)
        // The lock of a dead process holds nobody up.
        try trial.remove("收件/慢")
        try trial.add("甲.xml", 1)
        #expect(try trial.batch("--resume").status == 0)
    }

    /// Two rounds at once may share a registry.
    @Test func twoRoundsInOneRegistry() throws {
        let trial = try RoundTrial()
        for number in 1...4 {
            try trial.bench.write("一/p\(number).xml", try RoundTrial.dossier(number))
            try trial.bench.write("二/p\(number).xml", try RoundTrial.dossier(10 + number))
        }
        let round = try String(contentsOfFile: RoundTrial.roundFile, encoding: .utf8)
        try trial.bench.write("二.yaml", round.replacing("round: jinhua-2026-2", with: "round: jinhua-2026-3"))
        let judging = ["--as-of", RoundTrial.asOf, "--checklist", "清单"]
        let first = try Tool.start(["batch", "一", "--round", RoundTrial.roundFile] + judging, in: trial.bench)
        let second = try Tool.start(["batch", "二", "--round", "二.yaml"] + judging, in: trial.bench)
        let outcomes = [try first.finish(), try second.finish()]
        #expect(outcomes.map(\.status) == [0, 0], "\(outcomes.map(\.err))")
        #expect(
            try trial.rows("SELECT round, COUNT(*) AS n FROM submission GROUP BY round ORDER BY round", "round", "n")
                == [
                    ["jinhua-2026-2", "4"], ["jinhua-2026-3", "4"],
                ])
        for round in ["jinhua-2026-2", "jinhua-2026-3"] {
            #expect(FileManager.default.fileExists(atPath: trial.bench.url("Output/\(round)/summary.xlsx").path))
        }
        #expect(try trial.registry("show", "--round", "jinhua-2026-3").out.split(separator: "\n").count == 5)
        try trial.expectIntact()
    }

    /// Wherever the checklist comes from, packages are checked by the one that the round was begun with.
    @Test func checklistOfAnInstallation() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.bench.write("share/.keep", "")
        try FileManager.default.createDirectory(
            at: trial.bench.url("share/Checklists"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            at: trial.bench.url("清单"), to: trial.bench.url("share/Checklists/zhejiang-2022-20"))
        let arguments = [
            "batch", "收件", "--round", RoundTrial.roundFile, "--as-of", RoundTrial.asOf, "--output", "out",
        ]
        let share = ["ZHUNSHENG_SHARE": trial.bench.url("share").path]
        let outcome = try Tool.run(arguments, in: trial.bench, environment: share)
        // By the whole checklist there would be matters for a person.
        #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)")
        #expect(try Assessed(trial.bench.read("out/甲/assessment.json")).findings.count == 4)
    }
}
