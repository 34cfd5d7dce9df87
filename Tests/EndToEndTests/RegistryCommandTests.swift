// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Registry
import Testing

/// The registry as reviewers and administrators meet it.
@Suite(.serialized) struct RegistryCommandTests {
    /// 甲 with a gap, 乙 without: submissions 1 and 2.
    private func registered(_ extra: String...) throws -> RoundTrial {
        let trial = try RoundTrial()
        try trial.add("甲", 1, staff: 4)
        try trial.add("乙.xml", 2)
        // One at a time, so that it is plain which is number 1.
        let outcome = try Tool.run(trial.arguments("batch", ["--jobs", "1"] + extra), in: trial.bench)
        #expect(outcome.status == 1, "\(outcome.err)")
        return trial
    }

    private static let decision = [
        "registry", "decide", "2", "7.2-b", "--state", "met", "--reason", "已补充提交两名专职人员的劳动合同", "--by", "李审核",
    ]

    private func decide(_ trial: RoundTrial) throws -> Tool.Outcome { try Tool.run(Self.decision, in: trial.bench) }

    // MARK: Show

    @Test func list() throws {
        let trial = try registered()
        let receipts = try trial.receipts()
        let outcome = try trial.registry("show")
        #expect(outcome.status == 0 && outcome.err.isEmpty)
        #expect(
            outcome.out == """
                jinhua-2026-2  金华市2026年第二批职业技能等级认定机构遴选
                  1  乙.xml  v1  永康市砺锋2号五金工具有限公司  未发现不符合项  \(receipts["乙.xml"]?.first ?? "?")
                  2  甲  v1  永康市砺锋1号五金工具有限公司  发现不符合项或材料缺失，需补正  \(receipts["甲"]?.first ?? "?")

                """)
        #expect(try trial.registry("show", "--round", RoundTrial.round).out == outcome.out)
        #expect(try trial.registry("show", "--round", "别的").out.isEmpty)
    }

    @Test func details() throws {
        let trial = try registered()
        let outcome = try trial.registry("show", "2")
        #expect(outcome.status == 0 && outcome.err.isEmpty)
        for line in [
            "申报：2", "批次：jinhua-2026-2", "材料包：甲", "申报单位：永康市砺锋1号五金工具有限公司",
            "统一社会信用代码：\(RoundTrial.creditCode(1))", "申报类别：用人单位", "核查基准日：2026-05-12", "结论：发现不符合项或材料缺失，需补正",
            "7.2-b  不符合", "    专职工作人员4名，公告要求不少于6名，还差2名。",
        ] {
            #expect(outcome.out.split(separator: "\n").contains { $0 == line }, "no \(line) in \(outcome.out)")
        }
        // A second version is the same application: both numbers show it.
        try trial.add("甲", 1)
        #expect(try trial.batch().status == 0)
        let (second, first) = (try trial.registry("show", "3").out, try trial.registry("show", "2").out)
        for text in [first, second] {
            #expect(text.contains("\n第1版：") && text.contains("\n第2版：") && text.contains("\n结论：未发现不符合项\n"), "\(text)")
        }
    }

    @Test func whatIsNotThere() throws {
        let trial = try registered()
        for command in [["show", "9"], ["decide", "9", "7.2-b", "--state", "met", "--reason", "x", "--by", "y"]] {
            let outcome = try Tool.run(["registry"] + command, in: trial.bench)
            #expect(outcome.status == 64)
            #expect(outcome.out.isEmpty)
            #expect(outcome.err == "zhunsheng: 登记库中没有申报“9”。可用 registry show 列出。\n")
        }
        let empty = try RoundTrial()
        for command in [["show"], ["log"], ["verify"], ["backup", "x"], ["purge", "--before", "2026-01-01"]] {
            let outcome = try Tool.run(["registry"] + command, in: empty.bench)
            #expect(outcome.status == 74)
            #expect(
                outcome.err
                    == "zhunsheng: 找不到登记库“Output/registry.sqlite”。请检查 --database 的路径；批量核查（batch）或接收（watch）会新建登记库。\n"
            )
            #expect(!FileManager.default.fileExists(atPath: empty.bench.url("Output").path))
        }
        // A file that lost its content is no new registry, and above all not an intact one.
        try trial.bench.write(RoundTrial.database, "")
        for command in [
            ["show"], ["verify"], ["decide", "1", "7.2-b", "--state", "met", "--reason", "x", "--by", "y"],
        ] {
            let outcome = try Tool.run(["registry"] + command, in: trial.bench)
            #expect(outcome.status == 74 && outcome.err.contains("不是登记库，或已损坏"), "\(outcome.out)\(outcome.err)")
            #expect(try trial.bench.read(RoundTrial.database).isEmpty)
        }
    }

    @Test func usage() throws {
        let trial = try registered()
        let decide = ["decide", "2", "7.2-b"]
        for (arguments, named) in [
            (["decide", "2"], "<condition>"), (decide + ["--reason", "x", "--by", "y"], "--state"),
            (decide + ["--state", "passed", "--reason", "x", "--by", "y"], "passed"),
            (decide + ["--state", "met", "--by", "y"], "--reason"),
            (decide + ["--state", "met", "--reason", "x"], "--by"),
            (["show", "x"], "x"), (["verify", "--head", "5 abc"], "--head"), (["purge"], "--before"),
            (["purge", "--before", "2026"], "2026"), (["backup"], "<file>"), (["restore"], "<file>"),
        ] {
            let outcome = try Tool.run(["registry"] + arguments, in: trial.bench)
            #expect(outcome.status == 64, "\(arguments)")
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.contains(named), "\(outcome.err)")
        }
    }

    // MARK: Decide

    @Test func aDecisionLiesOverTheFinding() throws {
        let trial = try registered()
        let files = try trial.contents("out")
        let outcome = try decide(trial)
        #expect(outcome.status == 0 && outcome.err.isEmpty)
        let said = /审核决定：符合（李审核，\d{4}-\d\d-\d\d \d\d:\d\d:\d\d）：已补充提交两名专职人员的劳动合同\n/
        #expect(outcome.out.wholeMatch(of: said) != nil, "\(outcome.out)")
        let shown = try trial.registry("show", "2").out
        // The machine's finding stands as it was, with the decision below it.
        #expect(shown.contains("\n7.2-b  不符合\n    专职工作人员4名，公告要求不少于6名，还差2名。\n    审核决定：符合（李审核，"), "\(shown)")
        #expect(shown.contains("\n结论：发现不符合项或材料缺失，需补正\n"))
        #expect(try trial.contents("out") == files)
        let log = try trial.registry("log", "2").out
        #expect(
            log.hasSuffix("\n")
                && log.split(separator: "\n").last?.contains("  李审核  审核决定  submission 2 7.2-b unmet met  ") == true)
        // Nor does a round that is closed again lose either of them.
        #expect(try trial.batch().status == 1)
        #expect(try trial.registry("show", "2").out == shown)
        try trial.expectIntact()
    }

    @Test func everyDecisionStaysInTheLog() throws {
        let trial = try registered()
        _ = try decide(trial)
        let second = try trial.registry(
            "decide", "2", "7.2-b", "--state", "review", "--reason", "合同尚待核实", "--by", "王复核")
        #expect(second.status == 0)
        let shown = try trial.registry("show", "2").out
        // The last one holds.
        #expect(shown.contains("审核决定：需人工研判（王复核，") && !shown.contains("李审核"), "\(shown)")
        let log = try trial.registry("log", "2").out
        #expect(log.contains("李审核") && log.contains("王复核"))
        #expect(try trial.rows("SELECT person FROM decision ORDER BY number", "person") == [["李审核"], ["王复核"]])
        try trial.expectIntact()
    }

    @Test func decisionsThatAreNone() throws {
        let trial = try registered()
        let log = try trial.registry("log").out
        for (arguments, message) in [
            (["2", "9.9-z", "--reason", "x", "--by", "y"], "该申报的核查结果中没有条件“9.9-z”。可用 checklist list 列出条件编号。"),
            (["2", "7.2-b", "--reason", "  ", "--by", "y"], "决定须写明理由。请用 --reason 给出。"),
            (["2", "7.2-b", "--reason", "x", "--by", " "], "决定须写明审核人。请用 --by 给出。"),
        ] {
            let outcome = try Tool.run(["registry", "decide", "--state", "met"] + arguments, in: trial.bench)
            #expect(outcome.status == 64)
            #expect(outcome.out.isEmpty)
            #expect(outcome.err == "zhunsheng: \(message)\n")
        }
        #expect(try trial.registry("log").out == log)
    }

    /// Other evidence, another condition: what was decided on is no longer there.
    @Test func aDecisionGoesStale() throws {
        let trial = try registered()
        _ = try decide(trial)
        let stale = "【已失效：条件或佐证已变化，请重新审核】审核决定：符合（李审核，"
        // A file that has nothing to do with the finding changes nothing (of what kind it is cannot be told, hence the status).
        try trial.write("甲/说明.pdf", PDFMaker.page("nothing"))
        #expect(try trial.batch().status == 3)
        let untouched = try trial.registry("show", "2").out
        #expect(untouched.contains("    审核决定：符合（李审核，") && !untouched.contains("已失效"), "\(untouched)")
        // One person more, and still too few.
        try trial.add("甲", 1, staff: 5)
        #expect(try trial.batch().status == 3)
        let shown = try trial.registry("show", "2").out
        #expect(shown.contains("\n7.2-b  不符合\n    专职工作人员5名，公告要求不少于6名，还差1名。\n    \(stale)"), "\(shown)")
        // Back to what was decided on: it holds again.
        try trial.add("甲", 1, staff: 4)
        #expect(try trial.batch().status == 3)
        #expect(!(try trial.registry("show", "2").out.contains("已失效")))
        // The same evidence under another wording of the condition.
        let path = "清单/conditions/7.2-b.yaml"
        let law = try trial.bench.text(path)
        #expect(law.contains("专职工作人员{measured}名"))
        try trial.bench.write(path, law.replacing("专职工作人员{measured}名", with: "专职人员{measured}名"))
        #expect(try trial.batch().status == 3)
        let reworded = try trial.registry("show", "2").out
        #expect(reworded.contains("    \(stale)") && reworded.contains("专职人员4名"), "\(reworded)")
        try trial.expectIntact()
    }

    /// Who decides on the number noted last week learns of the one that has come since.
    @Test func aDecisionIsOnTheLatestVersion() throws {
        let trial = try registered()
        try trial.add("甲", 1, staff: 5)
        #expect(try trial.batch().status == 1)
        let later = ["registry", "decide", "3", "7.2-b", "--state", "unmet", "--reason", "仍不足", "--by", "王复核"]
        #expect(try Tool.run(later, in: trial.bench).status == 0)
        let shown = try trial.registry("show", "3").out
        let outcome = try decide(trial)
        #expect(outcome.status == 64 && outcome.out.isEmpty)
        #expect(outcome.err == "zhunsheng: 申报2已有新版材料（申报3），审核决定须针对新版。请核对后对申报3记录决定。\n")
        #expect(try trial.registry("show", "3").out == shown)
        #expect(shown.contains("审核决定：不符合（王复核，"))
    }

    @Test func numbersInReasonsAreMasked() throws {
        let trial = try registered()
        let number = RoundTrial.identityNumber(7)
        let outcome = try trial.registry(
            "decide", "2", "7.2-b", "--state", "met", "--reason", "见\(number)的合同", "--by", "李审核\(number)")
        #expect(outcome.status == 0)
        #expect(!outcome.out.contains(number) && outcome.out.contains("**"))
        #expect(!(try trial.registry("show", "2").out.contains(number)))
        #expect(!(try trial.registry("log").out.contains(number)))
        #expect(!String(decoding: try trial.bench.read(RoundTrial.database), as: UTF8.self).contains(number))
    }

    @Test func english() throws {
        let trial = try registered()
        let decided = try Tool.run(Self.decision + ["--lang", "en"], in: trial.bench)
        #expect(decided.status == 0)
        #expect(decided.out.hasPrefix("Decided: Met (李审核, "), "\(decided.out)")
        let shown = try trial.registry("show", "2", "--lang", "en").out
        for line in ["Submission: 2", "Package: 甲", "Conclusion: Gaps found, correction needed", "7.2-b  Unmet"] {
            #expect(shown.split(separator: "\n").contains { $0 == line }, "no \(line) in \(shown)")
        }
        let verified = try trial.registry("verify", "--lang", "en")
        #expect(verified.status == 0)
        #expect(
            verified.out.hasPrefix("The registry is intact: 7 entries, and every row is as the log says.\nHead: 7 "))
        #expect(
            try trial.registry("backup", "b.sqlite", "--lang", "en").out.hasPrefix("Backed up to b.sqlite\nHead: 7 "))
        #expect(
            try trial.registry("restore", "b.sqlite", "--lang", "en").out
                == "Restored from b.sqlite.\nWhat was there is kept as Output/registry.sqlite.before-restore\n")
        let purged = try trial.registry("purge", "--before", "2099-01-01", "--lang", "en")
        #expect(purged.out == "Took out 2 submissions, 8 rows; 0 kept, as institutions were set up.\n", "\(purged.out)")
        let missing = try trial.registry("show", "2", "--lang", "en")
        #expect(missing.status == 64)
        #expect(missing.err == "zhunsheng: The registry has no submission '2'. List them with 'registry show'.\n")
    }

    // MARK: Log and verify

    @Test func logTellsEverything() throws {
        let trial = try registered()
        _ = try decide(trial)
        let lines = try trial.registry("log").out.split(separator: "\n").map { line in
            let cells = line.components(separatedBy: "  ")
            #expect(cells[1].wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/) != nil)
            #expect(cells[5].wholeMatch(of: /[0-9a-f]{12}/) != nil)
            return [cells[0], cells[2], cells[3], cells[4]].joined(separator: " ")
        }
        #expect(
            lines.first?.wholeMatch(of: /1 batch 建库 registry [0-9a-f]{16} [0-9a-f]{64}/) != nil)
        #expect(
            Array(lines.dropFirst()) == [
                "2 batch 批次 round jinhua-2026-2", "3 batch 申报 submission 1",
                "4 batch 核查 submission 1", "5 batch 申报 submission 2", "6 batch 核查 submission 2",
                "7 李审核 审核决定 submission 2 7.2-b unmet met",
            ])
        #expect(try trial.registry("log", "1").out.split(separator: "\n").count == 2)
        #expect(try trial.registry("log", "--lang", "en").out.contains("  decision  submission 2"))
    }

    /// Whoever changes the file behind the program's back is found out.
    @Test func tampering() throws {
        let trial = try registered()
        _ = try decide(trial)
        try trial.expectIntact()
        #expect(try trial.registry("backup", "原样.sqlite").status == 0)
        let (last, digest) = try {
            let row = try trial.rows("SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1", "seq", "digest")[0]
            return (row[0], row[1])
        }()
        let cases: [(String, String)] = [
            ("UPDATE decision SET state = 'unmet'", "记录 decision 1 在登记后被改动。"),
            ("UPDATE decision SET person = '别人'", "记录 decision 1 在登记后被改动。"),
            ("UPDATE submission SET digest = '\(digest)' WHERE number = 2", "记录 submission 2 在登记后被改动。"),
            ("UPDATE assessment SET conclusion = 'no-gap-found' WHERE number = 2", "记录 assessment 2 在登记后被改动。"),
            ("UPDATE assessment SET states = replace(states, 'unmet', 'met')", "记录 assessment 2 在登记后被改动。"),
            ("UPDATE receipt SET content = replace(content, 'gaps-found', 'no-gap-found')", "记录 receipt 2 在登记后被改动。"),
            ("UPDATE notice SET items = 0", "记录 notice 1 在登记后被改动。"),
            ("UPDATE round SET notice_days = 1", "记录 round 1 在登记后被改动。"),
            ("DELETE FROM decision", "记录 decision 1 不见了，且日志中没有清除。"),
            ("DELETE FROM submission WHERE number = 1", "记录 submission 1 不见了，且日志中没有清除。"),
            (
                "INSERT INTO institution VALUES ('Y330700000001', 'x', 'x', '2026-05-12T00:00:00Z')",
                "表 institution 的记录数与日志相差1条。"
            ),
            ("UPDATE claim SET content = '{}' WHERE submission = 2", "申报2的比对要素被改动。"),
            ("DELETE FROM claim WHERE submission = 1", "申报1的比对要素被改动。"),
            ("UPDATE audit SET actor = '别人' WHERE seq = \(last)", "第\(last)条日志被改动、缺失或次序不对。"),
            ("UPDATE audit SET at = '2026-01-01T00:00:00Z' WHERE seq = 2", "第2条日志被改动、缺失或次序不对。"),
            ("DELETE FROM audit WHERE seq = 3", "第3条日志被改动、缺失或次序不对。"),
            ("DELETE FROM audit", "登记库比曾见过的状态旧：第\(last)条日志不在其中，末尾被截去或换回了旧文件。"),
            // Neatly taken out, row and entry: only who saw the end can tell, and the program did.
            (
                "DELETE FROM decision; DELETE FROM audit WHERE seq = \(last)",
                "登记库比曾见过的状态旧：第\(last)条日志不在其中，末尾被截去或换回了旧文件。"
            ),
        ]
        for (statements, told) in cases {
            try put(trial, "原样.sqlite")
            try SQLiteDatabase(trial.bench.url(RoundTrial.database).path).write { session in
                for statement in statements.components(separatedBy: "; ") { try session.execute(statement, []) }
            }
            let outcome = try trial.registry("verify")
            #expect(outcome.status == 1, "\(statements)")
            #expect(outcome.err.isEmpty)
            #expect(outcome.out.split(separator: "\n").contains { $0 == told }, "\(statements): \(outcome.out)")
            #expect(outcome.out.contains("\n登记库不可信：发现"))
        }
        try put(trial, "原样.sqlite")
        try trial.expectIntact()
    }

    /// Copies a file into the place of the registry.
    private func put(_ trial: RoundTrial, _ file: String) throws {
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(at: trial.bench.url(RoundTrial.database + ending))
        }
        try FileManager.default.copyItem(at: trial.bench.url(file), to: trial.bench.url(RoundTrial.database))
    }

    /// Bytes of the file, changed without any database program.
    @Test func bytesOfTheFile() throws {
        let trial = try registered()
        let path = trial.bench.url(RoundTrial.database).path
        #expect(try trial.registry("backup", "原样.sqlite").status == 0)
        let whole = try trial.bench.read("原样.sqlite")
        for (old, new) in [("砺锋1号", "砺锋9号"), ("gaps-found", "gaps-fount"), ("submission 2", "submission 3")] {
            var bytes = whole
            let place = try #require(bytes.range(of: Data(old.utf8)))
            bytes.replaceSubrange(place, with: Data(new.utf8))
            try bytes.write(to: URL(fileURLWithPath: path))
            let outcome = try trial.registry("verify")
            #expect(outcome.status == 1, "\(old): \(outcome.out)\(outcome.err)")
        }
        // Half of it, and none of it: no registry any more, which is not a clean one either.
        for part in [whole.prefix(whole.count / 2), Data("text".utf8) + whole.dropFirst(100)] {
            try Data(part).write(to: URL(fileURLWithPath: path))
            let outcome = try trial.registry("verify")
            #expect(outcome.status == 74 || outcome.status == 1, "\(outcome.out)\(outcome.err)")
            #expect(!outcome.out.contains("完好"))
            if outcome.status == 74 {
                #expect(outcome.err.hasPrefix("zhunsheng: “Output/registry.sqlite”不是登记库，或已损坏（"), "\(outcome.err)")
                #expect(outcome.err.hasSuffix("）。请用 registry restore 恢复备份。\n"))
            }
        }
        try put(trial, "原样.sqlite")
        try trial.expectIntact()
    }

    /// An old copy put back is noticed by the machine that saw a later one, and by anybody who noted the head.
    @Test func oldFilePutBack() throws {
        let trial = try registered()
        #expect(try trial.registry("backup", "旧.sqlite").status == 0)
        _ = try decide(trial)
        let verified = try trial.registry("verify")
        let head = try #require(verified.out.firstMatch(of: /末条：(\d+ [0-9a-f]{64})（/)?.1)
        #expect(try trial.registry("verify", "--head", String(head)).status == 0)
        try put(trial, "旧.sqlite")
        let found = try trial.registry("verify")
        #expect(found.status == 1 && found.out.contains("登记库比曾见过的状态旧"), "\(found.out)")
        // On another machine the head alone can tell; its keys are not ours, so ours is named.
        let key = try trial.bench.run("receipt", "key").out.components(separatedBy: "-----END PUBLIC KEY-----")[0]
        try trial.bench.write("我们.pem", key + "-----END PUBLIC KEY-----\n")
        let elsewhere = ["--home", "elsewhere", "--key", "我们.pem"]
        #expect(try Tool.run(["registry", "verify"] + elsewhere, in: trial.bench).status == 0)
        let noted = try Tool.run(["registry", "verify", "--head", String(head)] + elsewhere, in: trial.bench)
        #expect(noted.status == 1 && noted.out.contains("登记库比曾见过的状态旧"), "\(noted.out)")
        let unknown = try trial.registry("verify", "--home", "third")
        #expect(unknown.status == 1 && unknown.out.contains("不是由可信密钥签名"), "\(unknown.out)")
    }

    /// What the message says has to help.
    @Test(.enabled(if: getuid() != 0)) func aRegistryThatWasReadOnlyForAWhile() throws {
        let trial = try registered()
        let file = trial.bench.url(RoundTrial.database).path
        chmod(file, 0o444)
        let refused = try trial.registry("show")
        #expect(refused.status == 74 && refused.err.contains("不可写"), "\(refused.err)")
        chmod(file, 0o600)
        try trial.expectIntact()
    }

    @Test func aFolderInThePlaceOfARegistry() throws {
        let trial = try registered()
        for command in [["show"], ["verify"], ["restore", RoundTrial.database]] {
            let outcome = try Tool.run(["registry"] + command + ["--database", "清单"], in: trial.bench)
            #expect(outcome.status == 74 && outcome.out.isEmpty)
            #expect(outcome.err.hasPrefix("zhunsheng: “清单”是文件夹"), "\(outcome.err)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: trial.bench.folder.path)
        #expect(!names.contains { $0.contains("before-restore") }, "\(names)")
    }

    // MARK: Notices

    /// Nothing is written that cannot be recorded.
    @Test func aNoticeOnAPackageThatIsNotRegistered() throws {
        let trial = try registered()
        let known = try trial.bench.run("notice", "out/甲", "--register", "--output", "n/1.pdf")
        #expect(known.status == 0 && known.err.isEmpty, "\(known.err)")
        #expect(try trial.rows("SELECT submission FROM notice WHERE number > 1", "submission") == [["2"]])
        try trial.bench.write("别的/丙/dossier.xml", try RoundTrial.dossier(3, staff: 4))
        let checked = try trial.bench.run(
            ["check", "别的/丙", "--format", "json", "--output", "check"] + trial.judging)
        #expect(checked.status == 1, "\(checked.err)")
        let assessment = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: trial.bench.url("check").path)
                .first { $0.hasSuffix("assessment.json") })
        for (database, status, said) in [
            (RoundTrial.database, 64, "zhunsheng: 登记库中没有材料包“丙”的这一版内容，不能记入。请先用 batch 或 watch 登记，或去掉 --register。\n"),
            ("没有.sqlite", 74, "zhunsheng: 找不到登记库“没有.sqlite”。"),
        ] {
            let outcome = try trial.bench.run(
                "notice", "check/\(assessment)", "--register", "--database", database, "--output", "n/2.pdf")
            #expect(outcome.status == Int32(status) && outcome.out.isEmpty)
            #expect(outcome.err.hasPrefix(said), "\(outcome.err)")
        }
        #expect(!FileManager.default.fileExists(atPath: trial.bench.url("n/2.pdf").path))
        try trial.expectIntact()
    }

    // MARK: Backup and restore

    @Test func aBackupThatCannotBeWritten() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        #expect(try trial.batch().status == 0)
        let outcome = try trial.registry("backup", "没有/备份.sqlite")
        #expect(outcome.status == 74)
        #expect(outcome.err == "zhunsheng: 无法读写“没有/备份.sqlite”：路径不存在。请检查权限和磁盘空间。\n", "\(outcome.err)")
        #expect(try trial.registry("verify").status == 0)
    }

    @Test func backupAndRestore() throws {
        let trial = try registered()
        _ = try decide(trial)
        let (shown, receipts) = (try trial.registry("show", "2").out, try trial.receipts())
        let backup = try trial.registry("backup", "备份.sqlite")
        #expect(backup.status == 0 && backup.err.isEmpty)
        #expect(backup.out.wholeMatch(of: /已备份到 备份\.sqlite\n末条：7 [0-9a-f]{64}\n/) != nil, "\(backup.out)")
        let rights = try FileManager.default.attributesOfItem(atPath: trial.bench.url("备份.sqlite").path)
        #expect(rights[.posixPermissions] as? Int == 0o600)
        let taken = try trial.registry("backup", "备份.sqlite")
        #expect(taken.status == 74 && taken.err == "zhunsheng: “备份.sqlite”已存在，未覆盖。请另选文件名。\n")
        // What came after the backup is kept beside, not lost.
        _ = try trial.registry("decide", "1", "7.2-b", "--state", "review", "--reason", "存疑", "--by", "王复核")
        let restored = try trial.registry("restore", "备份.sqlite")
        #expect(restored.status == 0 && restored.err.isEmpty)
        #expect(
            restored.out == "已从 备份.sqlite 恢复。\n原登记库另存为 Output/registry.sqlite.before-restore\n", "\(restored.out)")
        #expect(try trial.registry("show", "2").out == shown)
        #expect(!(try trial.registry("show", "1").out.contains("王复核")))
        #expect(try trial.receipts() == receipts)
        try trial.expectIntact()
        let kept = try trial.registry("log", "--database", "Output/registry.sqlite.before-restore")
        #expect(kept.out.contains("王复核"))
        #expect(try trial.registry("log").out.split(separator: "\n").last?.contains("  restore  恢复  head 7 ") == true)
        // And on it goes: what was registered is known.
        #expect(try trial.batch().status == 1)
        #expect(try trial.receipts() == receipts)
        try trial.expectIntact()
    }

    @Test func restoreWhereNothingIs() throws {
        let trial = try registered()
        #expect(try trial.registry("backup", "备份.sqlite").status == 0)
        let shown = try trial.registry("show").out
        try trial.remove("Output")
        let restored = try trial.registry("restore", "备份.sqlite")
        #expect(restored.status == 0, "\(restored.err)")
        #expect(restored.out == "已从 备份.sqlite 恢复。\n")
        #expect(try trial.registry("show").out == shown)
        try trial.expectIntact()
        // A registry that is damaged beyond opening is no obstacle, either.
        try trial.bench.write(RoundTrial.database, "broken broken broken broken")
        #expect(try trial.registry("restore", "备份.sqlite").status == 0)
        #expect(try trial.registry("show").out == shown)
    }

    @Test func whatIsNoBackupIsRefused() throws {
        let trial = try registered()
        #expect(try trial.registry("backup", "备份.sqlite").status == 0)
        let before = try trial.bytes("Output")
        try SQLiteDatabase(trial.bench.url("备份.sqlite").path).write {
            try $0.execute("UPDATE assessment SET conclusion = 'no-gap-found'", [])
        }
        let altered = try trial.registry("restore", "备份.sqlite")
        #expect(altered.status == 74)
        #expect(
            altered.err
                == "zhunsheng: 备份“备份.sqlite”未通过核验（日志或记录被改动，或签名密钥不可信），未恢复。请改用其他备份；如更换过密钥，请用 --key 给出旧公钥。\n")
        try trial.bench.write("文字", "这不是数据库，只是一段文字，而且不短。")
        let text = try trial.registry("restore", "文字")
        #expect(text.status == 74 && text.err.hasPrefix("zhunsheng: “文字”不是登记库，或已损坏（"), "\(text.err)")
        let missing = try trial.registry("restore", "没有")
        #expect(missing.status == 74 && missing.err.contains("“没有”"), "\(missing.err)")
        #expect(try trial.bytes("Output").filter { !$0.key.contains("-") } == before.filter { !$0.key.contains("-") })
        try trial.expectIntact()
    }

    // MARK: Purge

    @Test func purge() throws {
        let trial = try registered()
        _ = try decide(trial)
        let today = try trial.rows("SELECT at FROM submission WHERE number = 1", "at")[0][0].prefix(10)
        let before = try trial.registry("log").out
        // What is from that day or later stays.
        let nothing = try trial.registry("purge", "--before", String(today), "--reports", "out")
        #expect(nothing.status == 0)
        #expect(nothing.out == "已清除申报0件、记录0条；已设立机构保留0件。\n删除报告文件夹0个。\n", "\(nothing.out)")
        #expect(try trial.registry("show").out.split(separator: "\n").count == 3)
        let rehearsed = try trial.registry("purge", "--before", "2099-01-01", "--reports", "out", "--dry-run")
        #expect(
            rehearsed.out == "将清除申报2件、记录8条；已设立机构保留0件。\n将删除报告文件夹2个、汇总文件4个；汇总由下次 batch 重新生成。\n",
            "\(rehearsed.out)")
        #expect(trial.published() == ["甲", "乙"])
        // Reports of a package of the same name in another round are not these.
        let report = try trial.bench.text("out/甲/assessment.json")
        try trial.bench.write("另/甲/assessment.json", report.replacing(RoundTrial.round, with: "另一批"))
        let elsewhere = try trial.registry("purge", "--before", "2099-01-01", "--reports", "另", "--dry-run")
        #expect(elsewhere.out.hasSuffix("将删除报告文件夹0个。\n"), "\(elsewhere.out)")
        let purged = try trial.registry("purge", "--before", "2099-01-01", "--reports", "out")
        #expect(purged.status == 0 && purged.err.isEmpty)
        #expect(purged.out == "已清除申报2件、记录8条；已设立机构保留0件。\n删除报告文件夹2个、汇总文件4个；汇总由下次 batch 重新生成。\n", "\(purged.out)")
        #expect(trial.published().isEmpty)
        // Summaries say of every package what its reports did.
        for name in ["summary.html", "summary.xlsx", "results.jsonl", "cross-applicant.json"] {
            #expect(!FileManager.default.fileExists(atPath: trial.bench.url("out/\(name)").path), "\(name)")
        }
        #expect(FileManager.default.fileExists(atPath: trial.bench.url("收件/甲/dossier.xml").path))
        // The log keeps that they were there, and nothing of what they were.
        let after = try trial.registry("log").out
        #expect(after.hasPrefix(before) && after.contains("  purge  清除  before 2099-01-01  "))
        try trial.expectIntact()
        let file = String(decoding: try trial.bench.read(RoundTrial.database), as: UTF8.self)
        for trace in ["砺锋", RoundTrial.creditCode(1), RoundTrial.creditCode(2), "劳动合同"] {
            #expect(!file.contains(trace), "\(trace)")
        }
        // Gone is gone: the same package is new, under a number that nothing had.
        #expect(try trial.batch().status == 1)
        #expect(
            try trial.rows("SELECT number, version FROM submission ORDER BY number", "number", "version") == [
                ["3", "1"], ["4", "1"],
            ])
        try trial.expectIntact()
    }

    /// What lies under the name of a purged submission need not be its reports: another round may have written there since.
    @Test func aPurgeDeletesOnlyItsOwnReports() throws {
        let trial = try registered()
        try trial.bench.write("out/甲/assessment.json", "{}")
        let purged = try trial.registry("purge", "--before", "2099-01-01", "--reports", "out")
        #expect(
            purged.out == "已清除申报2件、记录7条；已设立机构保留0件。\n删除报告文件夹1个、汇总文件4个；汇总由下次 batch 重新生成。\n",
            "\(purged.out)")
        #expect(trial.published() == ["甲"])
    }

    // MARK: Receipts

    /// A code alone is verified against the registry, whichever command issued it.
    @Test func receiptsOfARound() throws {
        let trial = try registered()
        let codes = try trial.receipts().values.flatMap { $0 }
        #expect(Set(try trial.bench.run("receipt", "show").out.split(separator: "\n").map(String.init)) == Set(codes))
        for code in codes {
            let verified = try trial.bench.run("receipt", "verify", code, "--checklist", "清单")
            #expect(verified.status == 0, "\(verified.out)")
        }
        try SQLiteDatabase(trial.bench.url(RoundTrial.database).path).write {
            try $0.execute("UPDATE receipt SET content = replace(content, 'gaps-found', 'no-gap-found')", [])
        }
        let results = try codes.map { try trial.bench.run("receipt", "verify", $0, "--checklist", "清单").status }
        #expect(results.sorted() == [0, 1])
    }
}
