// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ReportWriter
import Testing

/// Two submissions of one applicant, as a reviewer compares them.
@Suite struct DiffTests {
    private static let roster = "附件4 工作人员名单.pdf"
    private static let fire = "附件18 消防安全证明.pdf"
    private static let commitment = "附件13 诚信承诺书.pdf"
    private static let sample = "employer-gaps"

    private static func judging() throws -> [String] { try ExpectedSample.named(sample).judging }

    /// 初次 and 补正: twice the same package, for a test to change the second.
    private func bench() throws -> Workbench {
        let bench = try Workbench()
        for name in ["初次", "补正"] { try bench.copy("Samples/\(Self.sample)", to: name) }
        return bench
    }

    /// The same document in other bytes: a comment behind the end of a PDF.
    private func touch(_ path: String, in bench: Workbench) throws {
        try bench.write(path, Array(bench.read(path)) + Array("\n% touched\n".utf8))
    }

    private func diff(_ bench: Workbench, _ extra: String...) throws -> Tool.Outcome {
        let outcome = try bench.run(["diff", "初次", "补正"] + Self.judging() + extra)
        #expect(outcome.err.isEmpty, "\(outcome.err)")
        return outcome
    }

    private func object(_ outcome: Tool.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any])
    }

    // MARK: Packages

    @Test func nothingChanged() throws {
        let bench = try bench()
        let outcome = try diff(bench)
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("两次材料没有差别。"))
        #expect(outcome.out.contains(/转差 0   转好 0   结论未变、依据有变 0   未变 [0-9]+\n/))
        #expect(outcome.out.contains("  文件：新增 0   撤去 0   内容改变 0   改名或移动 0   未变 18\n"))
        #expect(!outcome.out.contains("\n! "))
    }

    @Test func removedAddedAndRenamed() throws {
        let bench = try bench()
        try FileManager.default.removeItem(at: bench.url("补正/\(Self.fire)"))
        try FileManager.default.moveItem(at: bench.url("补正/附件12 规章制度.pdf"), to: bench.url("补正/制度/汇编.pdf", making: true))
        try bench.copy("Samples/employer-complete/20-评价工作实施方案.pdf", to: "补正/实施方案.pdf")
        let outcome = try diff(bench)
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("\n + 新增  实施方案.pdf（实施方案）\n"))
        #expect(outcome.out.contains("\n - 撤去  \(Self.fire)（消防证明）\n"))
        #expect(outcome.out.contains("\n > 改名或移动  附件12 规章制度.pdf → 制度/汇编.pdf（管理制度汇编）\n"))
        #expect(outcome.out.contains("  文件：新增 1   撤去 1   内容改变 0   改名或移动 1   未变 16\n"))
        #expect(outcome.out.contains("7.3-h  第二十条"))
        #expect(!outcome.out.contains("已被替换"))
    }

    /// The commitment of another body in the place of the applicant's own.
    @Test func regressed() throws {
        let bench = try bench()
        try FileManager.default.removeItem(at: bench.url("补正/\(Self.commitment)"))
        try bench.copy("Samples/employer-complete/14-承诺书.pdf", to: "补正/\(Self.commitment)")
        let outcome = try diff(bench)
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("\n转差的条件（2项）\n"))
        #expect(outcome.out.contains("\n1.  ✓ 符合 → ? 需人工研判（须人工判断）  7.5-a  第七条（五）\n"))
        #expect(outcome.out.contains("\n2.  ✓ 符合 → ? 需人工研判（须人工判断）  X-01  第七条（一）\n"))
        #expect(outcome.squeezed.contains("主体金华桐霁电动工具有限公司→绍兴澜砚机床有限公司"))
        #expect(outcome.out.contains("\n ~ 内容改变  \(Self.commitment)（承诺书）\n"))
        // The way back is better by the same conditions.
        let back = try bench.run(["diff", "补正", "初次"] + Self.judging())
        #expect(back.out.contains("\n转好的条件（2项）\n"))
        #expect(back.out.contains("\n2.  ? 需人工研判（须人工判断） → ✓ 符合  X-01  第七条（一）\n"))
    }

    /// Other bytes, the same words: nothing else would tell a reviewer to look.
    @Test func silentlyReplaced() throws {
        let bench = try bench()
        try touch("补正/\(Self.roster)", in: bench)
        let outcome = try diff(bench)
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("\n已被替换而结论未变的文件（须复看）（1项）\n"))
        #expect(outcome.out.contains("\n1.  \(Self.roster)\n"))
        #expect(outcome.out.contains("\n    要素  读出的要素没有变化\n"))
        #expect(outcome.out.contains("  转差 0   转好 0   结论未变、依据有变 "))
        #expect(outcome.out.contains("\n 数值和引用的内容相同，只是所依据的文件有变："))
        #expect(try diff(bench, "--verbose").out.contains("\n    变化  所依据的文件\n"))
        let found = try object(diff(bench, "--format", "json"))
        let files = try #require(found["files"] as? [[String: Any]])
        #expect(files.count == 1)
        #expect(files.first?["silent"] as? Bool == true)
        #expect((files.first?["conditions"] as? [String])?.contains("7.2-b") == true)
        let conditions = try #require(found["conditions"] as? [[String: Any]])
        #expect(conditions.allSatisfy { $0["change"] as? String == "evidence-changed" })
        #expect(conditions.allSatisfy { $0["reasons"] as? [String] == ["documents"] })
    }

    @Test func differentApplicants() throws {
        let bench = try bench()
        try bench.copy("Samples/employer-complete", to: "别家")
        let outcome = try bench.run(["diff", "初次", "别家"] + Self.judging())
        #expect(
            outcome.squeezed.contains(
                "!申报单位不同：金华桐霁电动工具有限公司（91330703MA2M8R5C8D）→绍兴澜砚机床有限公司（91330602MA2Y7K4P47）。"))
        let english = try bench.run(["diff", "初次", "别家", "--lang", "en"] + Self.judging())
        #expect(english.out.contains("! These are different applicants: "))
    }

    /// A zip in which everything lies in a folder holds the same files.
    @Test func folderAgainstZip() throws {
        let bench = try Workbench()
        try bench.copy("Samples/special-skill.zip", to: "初次.zip")
        let sample = try ExpectedSample.named("special-skill")
        let outcome = try bench.run(["diff", "初次.zip", "初次.zip"] + sample.judging)
        #expect(outcome.out.contains("两次材料没有差别。"))
        #expect(outcome.status == sample.status)
    }

    /// What cannot be read in the new one outweighs all else, as in check.
    @Test func unreadableNewFile() throws {
        let bench = try bench()
        try bench.write("补正/\(Self.fire)", Array(bench.read("补正/\(Self.fire)").prefix(600)))
        #expect(try diff(bench).status == 3)
        let back = try bench.run(["diff", "补正", "初次"] + Self.judging())
        #expect(back.status == 1)
    }

    // MARK: Assessments

    /// Results of earlier checks compare like the packages that they were made from.
    @Test func assessmentsLikePackages() throws {
        let bench = try bench()
        try touch("补正/\(Self.roster)", in: bench)
        try FileManager.default.removeItem(at: bench.url("补正/\(Self.fire)"))
        for name in ["初次", "补正"] {
            for (folder, extra) in [("遮盖", []), ("全", ["--unmask"])] {
                _ = try bench.run(["check", name, "--output", "\(folder)/\(name)"] + Self.judging() + extra)
            }
        }
        let packages = try diff(bench, "--format", "json")
        let whole = try bench.run("diff", "全/初次", "全/补正/assessment.json", "--format", "json")
        #expect(whole.out == packages.out && whole.status == packages.status && whole.err.isEmpty)
        let mixed = try bench.run(["diff", "初次", "全/补正", "--format", "json"] + Self.judging())
        #expect(mixed.out == packages.out)
        // Masked ones say what they cannot show.
        let masked = try bench.run("diff", "遮盖/初次", "遮盖/补正", "--format", "json")
        #expect(masked.status == packages.status)
        #expect(
            masked.out.replacing("\"caveats\": [\n    \"masked\"\n  ]", with: "\"caveats\": []")
                == packages.out.replacing("\"caveats\": [\n  ]", with: "\"caveats\": []"))
    }

    @Test func otherDayAndRoundAreTold() throws {
        let bench = try bench()
        _ = try bench.run(["check", "初次", "--output", "一"] + Self.judging())
        let outcome = try bench.run("diff", "一", "补正", "--as-of", "2026-05-13")
        #expect(outcome.out.contains("! 遴选批次不同：jinhua-2026-2（"))
        #expect(outcome.squeezed.contains("!核查基准日不同：2026-05-12→2026-05-13。以下差异不全是材料变化引起的。"))
        #expect(outcome.out.contains("→ ? 需人工研判（待公告定标）"))
    }

    /// Every assessment comes back from its file as it was written.
    @Test(arguments: ExpectedSample.all, ["zh", "en"]) func roundTrip(_ sample: ExpectedSample, _ language: String)
        throws
    {
        let bench = try Workbench()
        for extra in [[], ["--unmask"], ["--receipt"]] {
            _ = try bench.run(
                ["check", sample.input.path, "--format", "json", "--output", "out", "--lang", language] + sample.judging
                    + extra)
            let written = try bench.read("out/assessment.json")
            let again = try AssessmentReader.read(written, file: "assessment.json")
            #expect(JSONReport.render(again, masked: extra != ["--unmask"]) == written)
            #expect(JSONReport.render(again, masked: false) == written)
        }
    }

    // MARK: Faults

    @Test func faults() throws {
        let bench = try bench()
        try bench.write("坏.json", "{\"schema\": \"urn:zhunsheng:assessment:1\", \"as-of\"")
        try bench.write("别的.json", "{\"schema\": \"urn:zhunsheng:assessment:9\"}")
        try bench.write("批次.yaml", "round: [\n")
        func expect(_ arguments: [String], _ status: Int32, _ says: String...) throws {
            let outcome = try bench.run(["diff"] + arguments)
            #expect(outcome.status == status)
            #expect(outcome.out.isEmpty)
            for part in says { #expect(outcome.err.contains(part), "\(outcome.err)") }
        }
        try expect(["初次"], 64, "<new>")
        try expect(["初次", "补正", "--format", "html"], 64, "html")
        try expect(["初次", "没有"], 74, "没有", "路径")
        try expect(["坏.json", "补正"], 74, "坏.json", "JSON", "zhunsheng check")
        try expect(["初次", "别的.json", "--lang", "en"], 74, "别的.json: schema: ", "urn:zhunsheng:assessment:9")
        try expect(["初次", "补正", "--round", "批次.yaml"], 65, "批次.yaml:")
        try expect(["初次", "补正", "--round", "无.yaml"], 65, "无.yaml")
    }

    // MARK: What is shown

    @Test func nothingLeaks() throws {
        let bench = try bench()
        try FileManager.default.removeItem(at: bench.url("补正/\(Self.roster)"))
        let secrets = Set(
            try ExpectedSample.named(Self.sample).facts.map(\.value).filter {
                $0.wholeMatch(of: /\d{17}[\dX]|1\d{10}/) != nil
            })
        #expect(!secrets.isEmpty)
        for extra in [["--verbose"], ["--format", "json"], ["--verbose", "--lang", "en"]] {
            let outcome = try bench.run(["diff", "初次", "补正"] + Self.judging() + extra)
            #expect(secrets.filter { outcome.squeezed.contains($0) }.isEmpty)
        }
        let open = try diff(bench, "--verbose", "--unmask")
        #expect(secrets.contains { open.squeezed.contains($0) })
    }

    @Test(arguments: ["zh", "en"]) func fitsTheTerminal(_ language: String) throws {
        let bench = try bench()
        try bench.copy("Samples/employer-complete", to: "别家")
        let outcome = try bench.run(["diff", "初次", "别家", "--verbose", "--lang", language] + Self.judging())
        for line in outcome.out.split(separator: "\n") {
            let width = line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
            #expect(width <= 80, "\(width): \(line)")
            #expect(line.last?.isWhitespace == false)
        }
        #expect(!outcome.out.contains("通过"))
        let again = try bench.run(["diff", "初次", "别家", "--verbose", "--lang", language] + Self.judging())
        #expect(again.out == outcome.out)
    }
}

extension Workbench {
    /// The place, with the folder that it lies in made.
    fileprivate func url(_ path: String, making: Bool) throws -> URL {
        let place = url(path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        return place
    }
}
