// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The steps of article 9(二) as a clerk takes them.
@Suite struct EstablishCommandTests {
    private static let number = "金人社设〔2026〕5号"

    /// An employer whose round wants a notice of seven days: evaluated, published, coded.
    private func coded() throws -> RoundTrial {
        let trial = try RoundTrial()
        try trial.add("甲", 1)
        #expect(try trial.batch().status == 0)
        for step in [
            ["evaluate", "--result", "suitable", "--reason", "现场一致", "--on", "2026-05-13"],
            ["publish", "--from", "2026-05-14", "--until", "2026-05-20"],
            ["assign", "--code", "Y000033070001", "--on", "2026-05-21"],
        ] {
            let outcome = try establish(trial, step[0], ["--by", "经办"] + step.dropFirst())
            #expect(outcome.status == 0, "\(outcome.err)")
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
                "--by", "经办", "--number", Self.number, "--valid-from", "2026-05-22", "--occupation", "车工=5,4",
                "--address", "金华市永康市砺锋路1号",
            ] + arguments)
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
            #expect(verified.status == 0, "\(verified.out)")
            #expect(verified.out.contains("文号：\(Self.number)"))
        }
    }

    @Test func theDirectorySaysWhere() throws {
        let trial = try coded()
        #expect(try receipt(trial).status == 0)
        let wrong = try trial.registry("directory", "--region", "33x")
        #expect(wrong.status == 64 && wrong.err.contains("--region"))
        let outcome = try trial.registry("directory", "--on", "2026-05-22", "--region", "3307", "--output", "目录")
        #expect(outcome.status == 0, "\(outcome.err)")
        let rows = String(decoding: try trial.bench.read("目录/directory.csv"), as: UTF8.self).split(separator: "\r\n")
        #expect(rows.count == 2)
        #expect(rows.last?.contains("金华市人力资源和社会保障局,金华市永康市,市级") == true, "\(rows)")
    }

    @Test func whatIsGivenHasAForm() throws {
        let trial = try coded()
        #expect(try receipt(trial, "--output", "r.txt").status == 64)
        let notice = ["--by", "经办", "--from", "2026-05-14", "--until", "2026-05-20", "--on", "2026-05-14"]
        #expect(try establish(trial, "publish", notice).status == 64)
        #expect(try establish(trial, "object", ["--by", "经办", "--text", " "]).status == 64)
        #expect(
            try establish(trial, "evaluate", ["--by", "经办", "--result", "suitable", "--reason", ""]).status == 64)
    }
}
