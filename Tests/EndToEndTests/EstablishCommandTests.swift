// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Registry
import Testing

/// The steps of article 9(二) as a clerk takes them, and the directory of article 10. All days lie long ago, so that the day of the
/// test has no say.
@Suite struct EstablishCommandTests {
    private static let number = "金人社设〔2026〕5号"

    /// An employer whose round wants a notice of seven days: evaluated, published, coded.
    private func coded() throws -> RoundTrial {
        let trial = try RoundTrial()
        try trial.add("甲", 1)
        #expect(try trial.batch().status == 0)
        for step in [
            ["evaluate", "--result", "suitable", "--reason", "现场一致", "--on", "2024-05-13"],
            ["publish", "--from", "2024-05-14", "--until", "2024-05-20"],
            ["assign", "--code", "Y000033070001", "--on", "2024-05-21"],
        ] {
            let outcome = try establish(trial, step[0], ["--by", "经办13812345678"] + step.dropFirst())
            #expect(outcome.status == 0 && outcome.out.contains("  经办138****5678"), "\(outcome)")
        }
        return trial
    }

    private func establish(_ trial: RoundTrial, _ step: String, _ arguments: [String] = []) throws -> Tool.Outcome {
        try Tool.run(["registry", "establish", step, "1"] + arguments, in: trial.bench)
    }

    private func receipt(_ trial: RoundTrial, _ arguments: String...) throws -> Tool.Outcome {
        try establish(
            trial, "receipt",
            [
                "--by", "经办", "--number", Self.number, "--valid-from", "2024-05-22", "--occupation", "车工=5,4",
                "--address", "金华市永康市砺锋路1号",
            ] + arguments)
    }

    @Test func theWholeWay() throws {
        let trial = try coded()
        #expect(try establish(trial, "show").out.hasSuffix("\n下一步：出具回执（receipt）\n"))
        let issued = try receipt(trial, "--output", "回执/r.json", "--output", "回执/r.pdf")
        #expect(issued.status == 0, "\(issued.err)")
        for words in ["Y000033070001", "2024-05-22至2027-05-21", "2024-05-14至2024-05-20", "5级、4级"] {
            #expect(issued.out.contains(words), "\(issued.out)")
        }
        // The term is over by now, which verifying says; what was issued is genuine all the same.
        for file in ["回执/r.json", "回执/r.pdf"] {
            let verified = try trial.bench.run("receipt", "verify", file, "--kind", "establishment")
            #expect(verified.out.contains("回执真实"), "\(verified.out)")
        }
        // A file that got lost is written again, from what the registry keeps.
        let (json, pdf) = (try trial.bench.read("回执/r.json"), try trial.bench.read("回执/r.pdf"))
        try trial.remove("回执")
        #expect(try establish(trial, "show", ["--output", "again/r.json", "--output", "again/r.pdf"]).status == 0)
        #expect(try trial.bench.read("again/r.json") == json)
        #expect(try trial.bench.read("again/r.pdf") == pdf)
        let twice = try receipt(trial)
        #expect(twice.status == 1 && twice.err.contains("回执已经出具"), "\(twice.err)")
        try trial.expectIntact()
    }

    /// The receipt is signed and registered once: a file that could not be written is written later, with the same content.
    @Test func aReceiptWhoseFileWasNotWritten() throws {
        let trial = try coded()
        let early = try establish(trial, "show", ["--output", "r.json"])
        #expect(early.status == 1 && early.err.contains("尚未出具设立（备案）回执"), "\(early.err)")
        try trial.bench.write("挡", "一个文件")
        let outcome = try receipt(trial, "--output", "挡/r.json")
        #expect(outcome.status == 74)
        #expect(outcome.out.contains("文号：\(Self.number)"))
        #expect(outcome.err.contains("registry establish show 1 --output"), "\(outcome.err)")
        let again = try receipt(trial, "--output", "r.json")
        #expect(again.status == 1 && again.err.contains("registry establish show --output"), "\(again.err)")
        #expect(try establish(trial, "show", ["--output", "r.json", "--output", "r.pdf"]).status == 0)
        for file in ["r.json", "r.pdf"] {
            let verified = try trial.bench.run("receipt", "verify", file)
            #expect(verified.out.contains("回执真实") && verified.out.contains("文号：\(Self.number)"), "\(verified.out)")
        }
    }

    @Test func theDirectoryOnADay() throws {
        let trial = try coded()
        #expect(try receipt(trial).status == 0)
        for (arguments, count) in [
            (["--on", "2024-05-22"], 1), (["--on", "2024-05-21"], 0), (["--on", "2027-05-21"], 1),
            (["--on", "2027-05-22"], 0), (["--on", "2024-05-22", "--level", "city"], 1),
            (["--on", "2024-05-22", "--level", "province"], 0), (["--on", "2024-05-22", "--region", "3307"], 1),
            (["--on", "2024-05-22", "--region", "3301"], 0),
        ] {
            let outcome = try Tool.run(["registry", "directory", "--output", "目录"] + arguments, in: trial.bench)
            #expect(outcome.status == 0, "\(outcome.err)")
            #expect(outcome.out.hasSuffix("评价机构\(count)家。\n"), "\(arguments): \(outcome.out)")
            let rows = try trial.bench.text("目录/directory.csv").split(separator: "\r\n")
            #expect(rows.count == 1 + count)
            if count == 1 { #expect(rows[1].contains("Y000033070001") && rows[1].contains("车工")) }
        }
    }

    @Test func theDirectorySaysWhere() throws {
        let trial = try coded()
        #expect(try receipt(trial).status == 0)
        let wrong = try trial.registry("directory", "--region", "33x")
        #expect(wrong.status == 64 && wrong.err.contains("--region"))
        let outcome = try trial.registry("directory", "--on", "2024-05-22", "--region", "3307", "--output", "目录")
        #expect(outcome.status == 0, "\(outcome.err)")
        let rows = String(decoding: try trial.bench.read("目录/directory.csv"), as: UTF8.self).split(separator: "\r\n")
        #expect(rows.count == 2)
        #expect(rows.last?.contains("金华市人力资源和社会保障局,金华市永康市,市级") == true, "\(rows)")
    }

    /// Who forgot --on, mistyped a code or the days of a notice goes back to where it was, and on from there.
    @Test func aStepRecordedByMistake() throws {
        let trial = try coded()
        let reason = ["--reason", "编码抄错，见13812345678", "--by", "复核"]
        let withdrawn = try establish(trial, "withdraw", reason)
        #expect(withdrawn.status == 0 && withdrawn.err.isEmpty, "\(withdrawn.err)")
        let lines = withdrawn.out.split(separator: "\n").map(String.init)
        try #require(lines.count == 2)
        #expect(lines[0] == "3  2024-05-21  机构编码  Y000033070001  经办138****5678  【已撤回，见4】")
        #expect(lines[1].wholeMatch(of: /4  \d{4}-\d\d-\d\d  撤回步骤3  编码抄错，见138\*\*\*\*5678  复核/) != nil, "\(lines)")
        #expect(try establish(trial, "withdraw", ["--reason", "公示期有误", "--by", "复核"]).status == 0)
        for step in [
            ["publish", "--from", "2024-05-14", "--until", "2024-05-21"],
            ["assign", "--code", "Y000033070002", "--on", "2024-05-22"],
        ] { #expect(try establish(trial, step[0], ["--by", "经办"] + step.dropFirst()).status == 0) }
        let shown = try establish(trial, "show").out.split(separator: "\n").map(String.init)
        #expect(shown.count == 8, "\(shown)")
        #expect(shown.filter { $0.hasSuffix("】") }.map { $0.prefix(1) } == ["2", "3"], "\(shown)")
        #expect(shown.last == "下一步：出具回执（receipt）")
        let log = try trial.registry("log", "1").out
        #expect(log.contains("  复核  设立步骤  submission 1 withdrawn step 3  "), "\(log)")
        #expect(try receipt(trial).out.contains("Y000033070002"))
        let late = try establish(trial, "withdraw", reason)
        #expect(late.status == 1 && late.out.isEmpty)
        #expect(late.err.hasPrefix("zhunsheng: 不能办理：设立（备案）回执已经出具"), "\(late.err)")
        for words in ["第二十一条", "第二十二条", "registry establish evaluate"] { #expect(late.err.contains(words)) }
        #expect(try establish(trial, "withdraw", ["--reason", " ", "--by", "复核"]).status == 64)
        #expect(try establish(trial, "withdraw", ["--by", "复核"]).status == 64)
        try trial.expectIntact()
        try SQLiteDatabase(trial.bench.url(RoundTrial.database).path).write {
            try $0.execute("DELETE FROM step WHERE kind = 'withdrawn'", [])
        }
        let verified = try trial.registry("verify")
        #expect(verified.status == 1 && verified.out.contains("记录 step 4 不见了，且日志中没有清除。"), "\(verified.out)")
    }

    /// Nobody is published as established by a row that somebody put in or changed.
    @Test func theDirectoryLeavesOutWhatDoesNotVerify() throws {
        let trial = try coded()
        #expect(try receipt(trial).status == 0)
        let number = try trial.rows("SELECT number FROM receipt WHERE kind = 'establishment'", "number")[0][0]
        try SQLiteDatabase(trial.bench.url(RoundTrial.database).path).write {
            try $0.execute("UPDATE receipt SET content = replace(content, '砺锋路1号', '别处2号')", [])
        }
        let outcome = try trial.registry("directory", "--on", "2024-05-22", "--output", "目录")
        #expect(outcome.status == 1)
        #expect(
            outcome.err
                == "zhunsheng: 设立（备案）回执（记录 receipt \(number)）未通过核验：内容与签名不符或无法读取。未列入目录；请用 registry verify 查明。\n",
            "\(outcome.err)")
        #expect(outcome.out.hasSuffix("评价机构0家。\n"))
        for file in ["csv", "html"] {
            let text = try trial.bench.text("目录/directory.\(file)")
            #expect(!text.contains("Y000033070001") && !text.contains("别处2号"))
        }
    }

    /// The key was changed: what the old one signed is listed by whoever trusts it.
    @Test func theDirectoryAfterAChangeOfKeys() throws {
        let trial = try coded()
        #expect(try receipt(trial).status == 0)
        let key = try trial.bench.run("receipt", "key").out.components(separatedBy: "-----END PUBLIC KEY-----")[0]
        try trial.bench.write("旧.pem", key + "-----END PUBLIC KEY-----\n")
        let directory = ["registry", "directory", "--on", "2024-05-22", "--output", "目录", "--home", "新"]
        let unknown = try Tool.run(directory, in: trial.bench)
        #expect(unknown.status == 1 && unknown.err.contains("请用 --key 给出旧公钥"), "\(unknown.err)")
        #expect(unknown.out.hasSuffix("评价机构0家。\n"))
        let known = try Tool.run(directory + ["--key", "旧.pem"], in: trial.bench)
        #expect(known.status == 0 && known.err.isEmpty, "\(known.err)")
        #expect(known.out.hasSuffix("评价机构1家。\n"))
    }

    @Test func whatIsGivenHasAForm() throws {
        let trial = try coded()
        #expect(try receipt(trial, "--output", "r.txt").status == 64)
        let notice = ["--by", "经办", "--from", "2024-05-14", "--until", "2024-05-20", "--on", "2024-05-14"]
        #expect(try establish(trial, "publish", notice).status == 64)
        #expect(try establish(trial, "object", ["--by", "经办", "--text", " "]).status == 64)
        #expect(
            try establish(trial, "evaluate", ["--by", "经办", "--result", "suitable", "--reason", ""]).status == 64)
    }
}
