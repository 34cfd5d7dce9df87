// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// From the evaluation to the public directory, as the bureau records it. All days lie long ago, so that the day of the test has no say.
@Suite(.serialized) struct EstablishmentTests {
    private func establish(_ trial: RoundTrial, _ arguments: String...) throws -> Tool.Outcome {
        try Tool.run(["registry", "establish"] + arguments, in: trial.bench)
    }

    private func evaluated() throws -> RoundTrial {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        #expect(try trial.batch().status == 0)
        let by = ["1", "--by", "经办13812345678"]
        for step in [
            ["evaluate"] + by + [
                "--on", "2024-01-02", "--result", "suitable", "--method", "现场察看", "--reason", "与材料一致",
            ],
            ["publish"] + by + ["--from", "2024-01-03", "--until", "2024-01-20"],
            ["assign"] + by + ["--on", "2024-01-21", "--code", "Y000033000001"],
        ] {
            let outcome = try Tool.run(["registry", "establish"] + step, in: trial.bench)
            #expect(outcome.status == 0, "\(outcome.err)")
            #expect(!outcome.out.contains("13812345678"))
        }
        return trial
    }

    @Test func theWholeWay() throws {
        let trial = try evaluated()
        let early = try establish(trial, "show", "1", "--output", "x.json")
        #expect(early.status == 1 && early.err.contains("尚未出具设立（备案）回执"), "\(early.err)")
        #expect(early.out.hasSuffix("\n下一步：出具回执（receipt）\n"), "\(early.out)")
        let issued = try establish(
            trial, "receipt", "1", "--by", "经办", "--number", "金人社评〔2024〕1号", "--valid-from", "2024-02-01",
            "--occupation", "车工=4,5", "--address", "永康市示范路1号", "--output", "回执/r.json", "--output", "回执/r.pdf")
        #expect(issued.status == 0, "\(issued.err)")
        for words in ["Y000033000001", "2024-02-01至2027-01-31", "2024-01-03至2024-01-20", "5级、4级"] {
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
        #expect(try establish(trial, "show", "1", "--output", "again/r.json", "--output", "again/r.pdf").status == 0)
        #expect(try trial.bench.read("again/r.json") == json)
        #expect(try trial.bench.read("again/r.pdf") == pdf)
        let twice = try establish(trial, "receipt", "1", "--by", "经办", "--number", "2号")
        #expect(twice.status == 1 && twice.err.contains("回执已经出具"), "\(twice.err)")
        try trial.expectIntact()
    }

    @Test func directory() throws {
        let trial = try evaluated()
        #expect(
            try establish(
                trial, "receipt", "1", "--by", "经办", "--number", "1号", "--valid-from", "2024-02-01", "--occupation",
                "车工=4,5", "--address", "永康市示范路1号"
            ).status == 0)
        func directory(_ extra: String...) throws -> Tool.Outcome {
            try Tool.run(["registry", "directory", "--output", "目录"] + extra, in: trial.bench)
        }
        for (arguments, count) in [
            (["--on", "2024-02-01"], 1), (["--on", "2024-01-31"], 0), (["--on", "2027-01-31"], 1),
            (["--on", "2027-02-01"], 0), (["--on", "2024-02-01", "--level", "city"], 1),
            (["--on", "2024-02-01", "--level", "province"], 0), (["--on", "2024-02-01", "--region", "3307"], 1),
            (["--on", "2024-02-01", "--region", "3301"], 0),
        ] {
            let outcome = try Tool.run(["registry", "directory", "--output", "目录"] + arguments, in: trial.bench)
            #expect(outcome.status == 0, "\(outcome.err)")
            #expect(outcome.out.hasSuffix("评价机构\(count)家。\n"), "\(arguments): \(outcome.out)")
            let rows = try trial.bench.text("目录/directory.csv").split(separator: "\r\n")
            #expect(rows.count == 1 + count)
            if count == 1 { #expect(rows[1].contains("Y000033000001") && rows[1].contains("车工")) }
        }
    }
}
