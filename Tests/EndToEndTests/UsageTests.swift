// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What is said to those who call it wrongly, and how it exits.
@Suite struct UsageTests {
    private static let screens: [[String]] = [
        [], ["check"], ["diff"], ["extract"], ["explain"], ["checklist"], ["checklist", "list"], ["checklist", "show"],
        ["checklist", "lint"], ["checklist", "test"], ["checklist", "mutate"], ["checklist", "coverage"],
        ["checklist", "docs"], ["round"], ["round", "lint"], ["round", "preview"], ["receipt"],
        ["receipt", "issue"],
        ["receipt", "verify"], ["receipt", "show"], ["receipt", "key"], ["notice"], ["cache"], ["cache", "info"],
        ["cache", "clear"], ["batch"], ["watch"], ["registry"], ["registry", "show"], ["registry", "decide"],
        ["registry", "log"], ["registry", "verify"], ["registry", "backup"], ["registry", "restore"],
        ["registry", "purge"], ["registry", "directory"], ["registry", "establish"],
        ["registry", "establish", "evaluate"], ["registry", "establish", "publish"],
        ["registry", "establish", "object"], ["registry", "establish", "settle"],
        ["registry", "establish", "assign"], ["registry", "establish", "withdraw"],
        ["registry", "establish", "receipt"], ["registry", "establish", "show"],
    ]

    @Test(arguments: screens) func helpTexts(_ command: [String]) throws {
        let bench = try Workbench()
        let outcome = try bench.run(command + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.err.isEmpty)
        let lines = outcome.out.split(separator: "\n")
        #expect(lines.first?.hasPrefix("OVERVIEW: ") == true)
        try Snapshot.expect(outcome.out, is: "help/\((["zhunsheng"] + command).joined(separator: "-")).txt")
    }

    /// Every subcommand that the help lists has a pinned help text of its own.
    @Test(arguments: [[], ["checklist"], ["round"], ["receipt"], ["cache"], ["registry"], ["registry", "establish"]])
    func everyCommandIsPinned(
        _ command: [String]
    ) throws {
        let bench = try Workbench()
        let help = try bench.run(command + ["--help"]).out
        let listed = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().joined().components(
            separatedBy: "\n\n")[0]
        let names = listed.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.dropFirst(2).first != " " }
            .compactMap {
                $0.split(separator: " ").first.map(String.init)
            }
        #expect(!names.isEmpty)
        for name in names {
            #expect(Self.screens.contains(command + [name]), "\(name) is not among the pinned help texts")
        }
    }

    @Test func version() throws {
        let outcome = try Workbench().run("--version")
        #expect(outcome.status == 0)
        #expect(outcome.out.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    /// 64, nothing on standard output, and a line that names what is wrong.
    @Test(arguments: [
        (["bogus"], "bogus"), (["check"], "<package>"), (["check", "x", "--bogus"], "--bogus"),
        (["check", "x", "--format", "docx9"], "docx9"), (["check", "x", "--as-of", "2026-02-30"], "2026-02-30"),
        (["check", "x", "--as-of", "yesterday"], "yesterday"),
        (["check", "x", "--as-of", "2026-3-1"], "2026-3-1"), (["check", "x", "--class", "nobody"], "nobody"),
        (["check", "x", "--lang", "fr"], "fr"), (["explain", "7.2-b"], "<package>"), (["explain"], "<condition>"),
        (["explain", "9.9-z", "x"], "9.9-z"), (["checklist", "show", "9.9-z"], "9.9-z"), (["extract"], "<package>"),
        (["round", "lint"], "<file>"), (["receipt", "verify"], "<receipt>"),
        (["check", "x", "--jobs", "0"], "--jobs"), (["check", "x", "--jobs", "many"], "--jobs"),
    ])
    func usageErrors(_ arguments: [String], _ named: String) throws {
        let bench = try Workbench()
        let outcome = try bench.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.contains(named), "\(outcome.err)")
        #expect(try bench.listing().isEmpty)
    }

    /// Reports in no format are a slip of the caller, not a wish.
    @Test func noFormatAtAll() throws {
        let bench = try bench()
        let outcome = try bench.run("check", "材料", "--as-of", "2026-04-20", "--format", "", "--output", "out")
        #expect(outcome.status == 64)
        #expect(!FileManager.default.fileExists(atPath: bench.url("out").path))
    }

    // MARK: 65: checklist and round

    /// 65 and one line: no package is judged by a law that was not understood.
    private func expectConfiguration(
        _ arguments: [String], says parts: [String], in bench: Workbench,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try bench.run(arguments)
        #expect(outcome.status == 65, "\(outcome.out)", sourceLocation: sourceLocation)
        #expect(outcome.out.isEmpty, sourceLocation: sourceLocation)
        #expect(outcome.err.hasPrefix("zhunsheng: "), sourceLocation: sourceLocation)
        for part in parts { #expect(outcome.err.contains(part), "\(outcome.err)", sourceLocation: sourceLocation) }
        #expect(!FileManager.default.fileExists(atPath: bench.url("out").path), sourceLocation: sourceLocation)
    }

    private func bench(checklist change: (String, String)? = nil) throws -> Workbench {
        let bench = try Workbench()
        try bench.copy("Samples/employer-complete/14-承诺书.pdf", to: "材料/14-承诺书.pdf")
        try bench.copy("Checklists/zhejiang-2022-20", to: "清单")
        if let change { try bench.write("清单/\(change.0)", change.1) }
        return bench
    }

    private static let check = ["check", "材料", "--checklist", "清单", "--as-of", "2026-04-20", "--output", "out"]

    @Test func checklistFolderThatIsNone() throws {
        let bench = try bench()
        try expectConfiguration(
            ["check", "材料", "--checklist", "材料", "--output", "out"], says: ["材料", "checklist.yaml", "--checklist"],
            in: bench)
        try expectConfiguration(
            ["check", "材料", "--checklist", "nowhere", "--output", "out"], says: ["nowhere", "--checklist"], in: bench)
    }

    @Test(arguments: [
        ("conditions/7.2-b.yaml", "id: 7.2-b\narticle: [\n", ["7.2-b.yaml", "3"]),
        ("conditions/7.2-b.yaml", "id: 7.2-b\n", ["7.2-b.yaml"]),
        ("conditions/new-1.yaml", "nonsense: true\n", ["new-1.yaml"]),
        ("vocabulary.yaml", "kinds: 7\n", ["vocabulary.yaml"]), ("checklist.yaml", "", ["checklist.yaml"]),
    ])
    func brokenChecklist(_ file: String, _ content: String, _ says: [String]) throws {
        let bench = try bench(checklist: (file, content))
        try expectConfiguration(Self.check, says: says, in: bench)
    }

    /// An expression that does not compile is told with file and line before anything is read.
    @Test func brokenExpression() throws {
        let name = "conditions/7.2-b.yaml"
        let text = try String(
            contentsOf: Tool.root.appendingPathComponent("Checklists/zhejiang-2022-20/\(name)"), encoding: .utf8)
        let lines = text.components(separatedBy: "\n")
        let row = try #require(lines.firstIndex { $0.contains("measure: ") })
        var broken = lines
        broken[row] = "  - measure: count(person[role='full-time-staff'"
        let bench = try bench(checklist: (name, broken.joined(separator: "\n")))
        try expectConfiguration(Self.check, says: ["7.2-b.yaml", "\(row + 1)"], in: bench)
    }

    @Test(arguments: [
        ("  min-supervisors: 2", "  min-supervizors: 2", "min-supervizors", 10),
        ("  min-supervisors: 2", "  min-supervisors: many", "many", 10), ("[employer,", "[emploier,", "emploier", 5),
        ("level: city", "level: planet", "planet", 4), ("from: 2026-04-07", "from: 2026-04-31", "2026-04-31", 6),
        ("round: jinhua", "runde: jinhua", "runde", 2), ("{required: true", "[required: true", "批次.yaml", 30),
    ])
    func brokenRound(_ right: String, _ wrong: String, _ named: String, _ line: Int) throws {
        let bench = try bench()
        let good = try String(
            contentsOf: Tool.root.appendingPathComponent("Samples/rounds/jinhua-2026-2.yaml"), encoding: .utf8)
        let lines = good.components(separatedBy: "\n")
        #expect(lines[line - 1].contains(right))
        try bench.write("批次.yaml", good.replacing(right, with: wrong, maxReplacements: 1))
        try expectConfiguration(Self.check + ["--round", "批次.yaml"], says: ["批次.yaml:\(line):", named], in: bench)
    }

    @Test(arguments: ["- just\n- a list\n", "round: [\n", "", "7"]) func roundThatIsNone(_ content: String) throws {
        let bench = try bench()
        try bench.write("批次.yaml", content)
        try expectConfiguration(Self.check + ["--round", "批次.yaml"], says: ["批次.yaml:"], in: bench)
    }

    @Test func roundThatIsNotThere() throws {
        try expectConfiguration(Self.check + ["--round", "没有.yaml"], says: ["没有.yaml", "--round"], in: bench())
    }

    /// A round that is not for this class must not be used to judge it.
    @Test func roundOfAnotherClass() throws {
        let bench = try bench()
        let round = Tool.root.appendingPathComponent("Samples/rounds/zhejiang-2026-1.yaml").path
        let outcome = try bench.run(Self.check + ["--round", round, "--class", "employer", "--format", "json"])
        #expect(outcome.status == 1)
        let found = try Assessed(bench.read("out/assessment.json"))
        #expect(found.finding("G-02")?.state != "met")
    }

    // MARK: 74: reading and writing

    @Test func noSuchFolder() throws {
        let bench = try Workbench()
        let outcome = try bench.run("check", "没有这个", "--output", "out")
        #expect(outcome.status == 74)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err == "zhunsheng: 找不到“没有这个”。请检查路径是否正确。\n")
        let english = try bench.run("check", "没有这个", "--output", "out", "--lang", "en")
        #expect(english.status == 74)
        #expect(english.err == "zhunsheng: There is no '没有这个'. Check the path.\n")
        #expect(try bench.listing().isEmpty)
    }

    @Test func emptyFolder() throws {
        let bench = try Workbench()
        try bench.write("空/Thumbs.db", [1])
        let outcome = try bench.run("check", "空", "--output", "out")
        #expect(outcome.status == 74)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err == "zhunsheng: “空”中没有任何材料文件。请放入申报材料后重试。\n")
        #expect(!FileManager.default.fileExists(atPath: bench.url("out").path))
    }

    /// A file in place of the folder stops the administrator, too.
    @Test func outputThatCannotBeWritten() throws {
        let bench = try bench()
        try bench.write("out", "in the way")
        for output in ["out", "out/below"] {
            let outcome = try bench.run("check", "材料", "--as-of", "2026-04-20", "--output", output, "--format", "json")
            #expect(outcome.status == 74)
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.hasPrefix("zhunsheng: 无法写入“\(output)”："), "\(outcome.err)")
            #expect(outcome.err.hasSuffix("请检查磁盘空间和写权限，或用 --output 另选文件夹。\n"))
            #expect(outcome.err.split(separator: "\n").count == 1)
        }
        #expect(try bench.text("out") == "in the way")
    }

    @Test(.enabled(if: getuid() != 0)) func outputWithoutPermission() throws {
        let bench = try bench()
        try FileManager.default.createDirectory(at: bench.url("zu"), withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: bench.url("zu").path)
        let outcome = try bench.run("check", "材料", "--as-of", "2026-04-20", "--output", "zu", "--format", "json")
        #expect(outcome.status == 74)
    }

    @Test func specialFilesAreNoPackages() throws {
        let outcome = try Workbench().run("check", "/dev/null", "--output", "out")
        #expect(outcome.status == 74)
        #expect(outcome.err == "zhunsheng: “/dev/null”既不是文件夹也不是普通文件。请指定材料文件夹、ZIP文件或材料文件。\n")
    }
}
