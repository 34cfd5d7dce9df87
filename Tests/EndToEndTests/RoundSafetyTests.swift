// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What a round must never do: stop because rules changed, remove what it did not write, take one thing for another.
@Suite struct RoundSafetyTests {
    private let bench: Workbench

    init() throws {
        bench = try Workbench()
        try bench.copy("Samples/rounds/jinhua-2026-2.yaml", to: "round.yaml")
    }

    private func put(_ name: String, _ extra: String = "") throws {
        let sample = try String(
            contentsOf: Tool.root.appendingPathComponent("Samples/employer-xml/dossier.xml"), encoding: .utf8)
        try bench.write("in/\(name)", sample + extra)
    }

    private func batch(_ extra: String..., output: String = "out") throws -> Tool.Outcome {
        try bench.run(
            [
                "batch", "in", "--round", "round.yaml", "--output", output, "--database", "registry.sqlite", "--jobs",
                "1",
            ]
                + (extra.contains("--as-of") ? [] : ["--as-of", "2026-06-01"]) + extra)
    }

    private func code(_ package: String) throws -> String {
        struct Receipt: Decodable { var code: String }
        return try JSONDecoder().decode(Receipt.self, from: bench.read("out/\(package)/receipt.json")).code
    }

    private func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: bench.folder.appendingPathComponent(path).path)
    }

    /// A receipt names the rules and the day: under other ones there is another, and reports that were lost carry the first.
    @Test func judgedAgain() throws {
        try put("甲.xml")
        #expect(try batch().status == 2)
        let first = try code("甲")
        let round = try String(decoding: bench.read("round.yaml"), as: UTF8.self)
        try bench.write("round.yaml", round + "\n# 更正\n")
        let again = try batch()
        #expect(again.status == 2, "\(again.err)")
        let second = try code("甲")
        #expect(second != first)
        try FileManager.default.removeItem(at: bench.folder.appendingPathComponent("out/甲"))
        #expect(try batch("--lang", "en").status == 2)
        #expect(try code("甲") == second)
        #expect(try bench.run(["registry", "verify", "--database", "registry.sqlite"]).status == 0)
    }

    @Test func inboxAndOutputAreApart() throws {
        try put("甲/dossier.xml")
        for output in ["in", "in/out"] { #expect(try batch(output: output).status == 64) }
        #expect(exists("in/甲/dossier.xml"))
        #expect(!exists("in/out"))
    }

    @Test func whatOthersWroteIsKept() throws {
        try put("甲.xml")
        try bench.write("out/甲/合同.txt", "原件")
        let refused = try batch()
        #expect(refused.status == 74)
        #expect(refused.err.contains("不是核查报告"))
        #expect(exists("out/甲/合同.txt"))
        try FileManager.default.moveItem(
            at: bench.folder.appendingPathComponent("out/甲"), to: bench.folder.appendingPathComponent("合同"))
        #expect(try batch("--resume").status == 2)
        // A note beside the reports stays beside the newer ones.
        try bench.write("out/甲/批注.txt", "请核")
        #expect(try batch("--as-of", "2026-06-02").status == 2)
        #expect(exists("out/甲/批注.txt"))
    }

    @Test func namesThatCollide() throws {
        try put("results.jsonl/dossier.xml")
        try put("Cross-Applicant.json.xml", "<!-- 2 -->")
        // é as one character and as two.
        try put("\u{E9}.xml", "<!-- 3 -->")
        try put("e\u{301}.xml", "<!-- 4 -->")
        for _ in 0..<2 { #expect(try batch().status == 2) }
        let results = try String(decoding: bench.read("out/results.jsonl"), as: UTF8.self)
        #expect(results.split(separator: "\n").count == 4)
        let show = try bench.run(["registry", "show", "--database", "registry.sqlite"])
        #expect(!show.out.contains("v2"))
    }

    /// Numbers of persons where nobody looks for them: the registry holds none, nor does what goes from hand to hand.
    @Test func numbersInOddFields() throws {
        var dossier = try String(
            contentsOf: Tool.root.appendingPathComponent("Samples/employer-xml/dossier.xml"), encoding: .utf8)
        func replace(_ tag: String, _ value: String) throws {
            let found = try #require(
                dossier.range(of: "<\(tag)>[^<]*</\(tag)>", options: .regularExpression))
            dossier.replaceSubrange(found, with: "<\(tag)>\(value)</\(tag)>")
        }
        try replace("name", "张三13812345678工作室")
        try replace("uscc", "330106198501010011")
        try replace("office-address", "杭州市西湖区文三路90号 13912345678")
        try bench.write("in/330106198501010038.xml", dossier)
        _ = try batch("--format", "html,json,pdf")
        // The database, then all that was written.
        #expect(try bench.run(["registry", "backup", "copy", "--database", "registry.sqlite"]).status == 0)
        let numbers = ["13812345678", "330106198501010011", "13912345678", "330106198501010038"]
        for (path, bytes) in try bench.listing() where path != "work/in/330106198501010038.xml" {
            if path.hasPrefix("home/.cache") { continue }
            for number in numbers {
                #expect(!path.contains(number) || path.hasPrefix("work/in"), "\(path)")
                #expect(bytes.range(of: Data(number.utf8)) == nil, "\(number) in \(path)")
            }
        }
    }

    @Test func linksAreNotFollowed() throws {
        try put("甲.xml")
        try bench.write("elsewhere/secret.txt", "内部材料")
        try FileManager.default.createSymbolicLink(
            atPath: bench.folder.appendingPathComponent("in/乙").path, withDestinationPath: "../elsewhere")
        let outcome = try batch()
        #expect(outcome.status == 3)
        #expect(outcome.err.contains("乙") && outcome.err.contains("不是材料包"))
        #expect(!exists("out/乙"))
    }
}
