// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A round from the inbox to its reports: what is written, how it exits, and what a second run does.
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
        for inbox in ["没有", "文件"] {
            let outcome = try Tool.run([command, inbox] + trial.judging, in: trial.bench)
            #expect(outcome.status == 74)
            #expect(outcome.out.isEmpty)
            #expect(outcome.err == "zhunsheng: 找不到收件文件夹“\(inbox)”。请检查路径是否正确。\n")
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

    // MARK: What is no package

    @Test func whatIsNoPackageIsSetAside() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.write("读我.txt", "x")
        try trial.write("材料.rar", "Rar!")
        try FileManager.default.createDirectory(at: trial.bench.url("收件/空"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: trial.bench.url("收件/断链").path, withDestinationPath: "哪里也没有")
        // Left behind by systems, or still coming: neither packages nor worth a word.
        for name in [
            ".DS_Store", "Thumbs.db", "desktop.ini", "~$乙.xml", "乙.zip.part", "丙.xml.crdownload", "甲.xml.complete",
        ] {
            try trial.write(name, "x")
        }
        let before = try trial.contents("收件")
        let outcome = try trial.batch()
        #expect(outcome.status == 3)
        let told = outcome.err.split(separator: "\n").map(String.init)
        let reason = "不是材料包：应为文件夹、ZIP或申报档案XML。请放入文件夹后重试。"
        #expect(
            Set(told) == [
                "断链: 无法打开：链接已失效，或名称不是UTF-8编码。请改名，或放入原文件后重试。", "材料.rar: \(reason)", "读我.txt: \(reason)",
                "空: “空”中没有任何材料文件。请放入申报材料后重试。",
            ])
        #expect(outcome.out.contains("\n材料包 5\n  未发现不符合项  1\n  未能核查  4\n"))
        let results = try trial.results()
        #expect(results.compactMap { $0["set-aside"] as? String }.count == 4)
        #expect(results.first { $0["name"] as? String == "读我.txt" }?["set-aside"] as? String == reason)
        #expect(try trial.receipts().keys.sorted() == ["甲.xml"])
        #expect(trial.published() == ["甲"])
        #expect(try trial.contents("收件") == before)
        try trial.expectIntact()
    }

    /// An archive and an XML that are none are packages with a file that cannot be read.
    @Test func damagedPackages() throws {
        let trial = try RoundTrial()
        try trial.write("坏.zip", "PK no zip")
        try trial.write("坏.xml", "<dossier><applicant>")
        try trial.add("甲.xml", 1)
        let outcome = try trial.batch()
        #expect(outcome.status == 3)
        let results = try trial.results()
        #expect(results.count == 3)
        for result in results where result["name"] as? String != "甲.xml" {
            let isTold = result["set-aside"] as? String != nil || result["unreadable-files"] as? Int == 1
            #expect(isTold, "\(result)")
            #expect(result["conclusion"] as? String != "no-gap-found")
        }
    }

    /// Two packages whose names differ only in their endings do not write over each other.
    @Test func foldersThatWouldCoincide() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.add("甲", 2)
        try trial.add("甲.v2", 3)
        try trial.add("summary.html", 4)
        #expect(try trial.batch().status == 0)
        #expect(trial.published().count == 4)
        for result in try trial.results() {
            let folder = try #require(result["folder"] as? String)
            let found = try Assessed(trial.bench.read("out/\(folder)/assessment.json"))
            #expect(found.package.digest == result["digest"] as? String)
        }
        let again = try trial.receipts()
        try trial.add("甲", 2, staff: 5)
        #expect(try trial.batch().status == 1)
        #expect(trial.published().count == 5)
        #expect(try trial.receipts().filter { $0.key != "甲" } == again.filter { $0.key != "甲" })
    }

    /// One name in two spellings (NFC and NFD, as Windows and macOS write it), and one that is not UTF-8 at all.
    @Test func namesInOtherSpellings() throws {
        let trial = try RoundTrial()
        let inbox = trial.bench.url("收件").path
        for (number, name) in ["Caf\u{E9}.xml", "Cafe\u{301}.xml"].enumerated() {
            let path = "\(inbox)/\(name)".utf8CString.map { $0 }
            let file = open(path, O_CREAT | O_WRONLY, 0o644)
            try #require(file >= 0)
            try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(
                contentsOf: Data(RoundTrial.dossier(number).utf8))
        }
        #expect(try trial.batch().status == 0)
        #expect(try trial.rows("SELECT version FROM submission", "version") == [["1"], ["1"]])
        let log = try trial.registry("log").out
        #expect(try trial.batch().status == 0)
        #expect(try trial.registry("log").out == log)
        let path = (Array(inbox.utf8) + [0x2F, 0xD6, 0xD0, 0xB9, 0xFA, 0]).map { CChar(bitPattern: $0) }
        let made = mkdir(path, 0o755)
        try #require(made == 0)
        let outcome = try trial.batch()
        #expect(outcome.status == 3)
        #expect(outcome.err.contains(": 无法打开：链接已失效，或名称不是UTF-8编码。"), "\(outcome.err)")
        #expect(trial.published().count == 2)
    }

    // MARK: Once more

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

    // MARK: Names

    /// Numbers of people in names of packages, files and folders, and within dossiers: nowhere but in `dossier.xml`.
    @Test func numbersOfPeopleAreMaskedEverywhere() throws {
        let trial = try RoundTrial()
        let (number, other, phone) = ("330602198503121237", "330602198503121317", "13800005678")
        try trial.bench.write("收件\(number)/张三\(number)/dossier.xml", try RoundTrial.dossier(1, staff: 4))
        try trial.bench.write("收件\(number)/张三\(number)/李四\(phone).pdf", "")
        // Masked they look alike; they must not be taken for versions of one package.
        try trial.bench.write("收件\(number)/张三\(other).xml", try RoundTrial.dossier(2))
        try trial.bench.write("收件\(number)/王五\(phone).txt", "x")
        let arguments = ["batch", "收件\(number)"] + trial.judging + ["--output", "out"]
        let outcome = try Tool.run(arguments, in: trial.bench)
        #expect(outcome.status == 3)
        #expect(trial.published().count == 2)
        let watched = try Tool.run(
            ["watch"] + arguments.dropFirst() + ["--settle", "0", "--interval", "0.1", "--once"], in: trial.bench)
        #expect(watched.status == 0, "\(watched.err)")
        var outputs = ["out": outcome.out, "err": outcome.err, "watch": watched.out + watched.err]
        for command in [["show"], ["show", "1"], ["log"], ["verify"]] {
            outputs["registry \(command)"] = try Tool.run(["registry"] + command, in: trial.bench).out
        }
        let secrets = Set([number, other, phone]).union(
            try [1, 2].flatMap { package in
                try RoundTrial.dossier(package).matches(of: /<id-number>(\w+)<|phone>(\d+)</).map {
                    String($0.1 ?? $0.2 ?? "")
                }
            })
        #expect(secrets.count > 20)
        for top in ["out", "Output"] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: trial.bench.url(top).path) {
                outputs["name of \(top)/\(name)"] = name
                guard !name.hasSuffix("dossier.xml"), !name.hasSuffix(".pdf") else { continue }
                var isFolder: ObjCBool = false
                let path = trial.bench.url("\(top)/\(name)").path
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
                else { continue }
                // The file of the registry, too, as it lies on the disk.
                outputs["\(top)/\(name)"] = String(
                    decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
            }
        }
        #expect(outputs.keys.contains("Output/registry.sqlite"))
        for (name, text) in outputs.sorted(by: { $0.key < $1.key }) {
            let leaks = secrets.filter { text.contains($0) }
            #expect(leaks.isEmpty, "\(name) shows \(leaks.sorted())")
        }
        for folder in trial.published() {
            for name in ["receipt.pdf", "notice.pdf"] {
                guard let data = try? trial.bench.read("out/\(folder)/\(name)") else { continue }
                let text = ReadBack(data).text
                #expect(secrets.filter { text.contains($0) }.isEmpty, "\(name)")
            }
        }
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
