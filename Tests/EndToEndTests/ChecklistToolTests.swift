// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The tools of the policy officer, on the checklist that comes with the program and on copies that were spoilt.
@Suite struct ChecklistToolTests {
    private static let folder = "Checklists/zhejiang-2022-20"

    /// A copy of the checklist with one text of one file changed.
    private func spoilt(_ file: String, _ old: String, _ new: String) throws -> Workbench {
        let bench = try Workbench()
        try bench.copy(Self.folder, to: "list")
        let text = try bench.text("list/\(file)")
        try #require(text.contains(old))
        try bench.write("list/\(file)", text.replacingOccurrences(of: old, with: new))
        return bench
    }

    @Test func everySentenceIsListedWithWhatBecomesOfIt() throws {
        let bench = try Workbench()
        let outcome = try bench.run("checklist", "coverage")
        #expect(outcome.status == 0)
        #expect(outcome.err == "")
        #expect(outcome.out.contains("  具有独立的法人资格，\n    → 机器核对  7.1-c\n"))
        #expect(outcome.out.contains(/[0-9]+条、项，[0-9]+处原文：机器核对 [0-9]+、按公告门槛 [0-9]+、人工研判 [0-9]+、不核查 [0-9]+\n$/))
        let english = try bench.run("checklist", "coverage", "--lang", "en")
        #expect(english.out.contains("→ machine  7.1-c"))
        #expect(english.out.contains("→ out of scope: "))
    }

    @Test func aSentenceThatLeadsNowhereFails() throws {
        let bench = try spoilt("coverage.yaml", "具有独立的法人资格，", "具有法人资格，")
        let outcome = try bench.run("checklist", "coverage", "--checklist", "list")
        #expect(outcome.status == 65)
        #expect(outcome.err.contains("原文没有着落：管理办法第七条（一） 具有独立的法人资格，"))
        #expect(try bench.run("checklist", "lint", "--checklist", "list").status == 65)
    }

    @Test(arguments: [
        ("conditions/7.2-b.yaml", "phrase: 与评价工作相适应的专职工作人员", "phrase: 与评价工作相适应的全职工作人员", "原文与 law.md 不一致"),
        ("conditions/7.2-b.yaml", "article: 第七条（二）", "article: 第七条（三）", "原文与 law.md 不一致"),
        ("conditions/7.2-b.yaml", "article: 第七条（二）", "article: 第七十条", "law.md 中没有此条款"),
        ("conditions/7.2-b.yaml", "unit: 名", "unit: 位", "不认识的单位"),
        ("conditions/7.2-b.yaml", "notes: [H4]", "notes: []", ""),
        ("conditions/G-05.yaml", "  - {note: H8, when: cancelled(applicant/uscc) != 'no'}\n", "", "制度矛盾没有在任何核查点中提示：H8"),
        ("vocabulary.yaml", "      applicant/registrar:", "      applicant/contact-name:", ""),
    ]) func lintFindsWhatIsWrong(_ file: String, _ old: String, _ new: String, _ words: String) throws {
        let bench = try spoilt(file, old, new)
        let outcome = try bench.run("checklist", "lint", "--checklist", "list")
        if words.isEmpty { return #expect(outcome.status != 70) }
        #expect(outcome.status == 65)
        #expect(outcome.err.contains(words), "\(outcome.err)")
    }

    @Test func thePageOfConditionsIsCurrent() throws {
        let outcome = try Workbench().run("checklist", "docs")
        #expect(outcome.status == 0)
        let page = try String(contentsOf: Tool.root.appendingPathComponent("docs/conditions.md"), encoding: .utf8)
        #expect(outcome.out == page, "run: make docs")
    }

    @Test func oneConditionIsShownWithAllThatBelongsToIt() throws {
        let outcome = try Workbench().run("checklist", "show", "7.2-b")
        #expect(outcome.status == 0)
        for part in [
            "“与评价工作相适应的专职工作人员”", "at-least {threshold: min-full-time-staff} (名)", "佐证材料  专职人员花名册", "H4：", "须回答",
            "  不符合                  人数不足\n",
        ] { #expect(outcome.out.contains(part), "\(part)") }
    }

    // MARK: Lists of the user's own

    private static let employer = [
        "check", "employer-xml", "--round", "jinhua-2026-2.yaml", "--as-of", "2026-05-12", "--format", "json",
        "--output",
        "out", "--no-cache",
    ]

    private func bench(_ lists: [String: String]) throws -> Workbench {
        let bench = try Workbench()
        try bench.copy("Samples/employer-xml", to: "employer-xml")
        try bench.copy("Samples/rounds/jinhua-2026-2.yaml", to: "jinhua-2026-2.yaml")
        for (name, text) in lists { try bench.write("lists/\(name)", text) }
        return bench
    }

    private func finding(_ id: String, in bench: Workbench) throws -> (state: String, words: String) {
        let json = try #require(
            try JSONSerialization.jsonObject(with: bench.read("out/assessment.json")) as? [String: Any])
        let findings = try #require(json["findings"] as? [[String: Any]])
        let found = try #require(findings.first { $0["condition"] as? String == id })
        return (found["state"] as? String ?? "", found["explanation"] as? String ?? "")
    }

    @Test func whatIsNotSuppliedIsSaid() throws {
        let bench = try bench([:])
        _ = try bench.run(Self.employer)
        let code = try finding("G-11", in: bench)
        #expect(code.state == "review")
        #expect(code.words.contains("未提供《职业分类大典》"))
        #expect(try finding("G-05", in: bench).state == "review")
    }

    @Test func suppliedListsDecide() throws {
        let dossier = try String(
            contentsOf: Tool.root.appendingPathComponent("Samples/employer-xml/dossier.xml"), encoding: .utf8)
        var rows = "# edition: 示例\ncode,name,trades,levels\n"
        for match in dossier.matches(of: /(?s)<occupation>\s*<name.*?<\/occupation>/) {
            let name = try #require(match.output.firstMatch(of: /<name[^>]*>([^<]+)</)).output.1
            let code = try #require(match.output.firstMatch(of: /<code[^>]*>([^<]+)</)).output.1
            let trade = match.output.firstMatch(of: /<trade[^>]*>([^<]+)</)?.output.1 ?? ""
            rows += "\(code),\(name),\(trade),5 4 3 2 1\n"
        }
        let register = "supplied: true\nas-of: 2026-05-01\nentries: []\n"
        let with = try bench(["occupations.csv": rows, "cancelled.yaml": register])
        _ = try with.run(Self.employer + ["--catalogues", "lists"])
        #expect(try finding("G-11", in: with).state == "met")
        #expect(try finding("G-05", in: with).state == "met")
        // Another name for the same code, and the outcome is another.
        let other = try bench([
            "occupations.csv": rows.replacing(/,[^,\n]+,([^,\n]*),5 4/) { ",别的职业,\($0.output.1),5 4" }
        ])
        _ = try other.run(Self.employer + ["--catalogues", "lists"])
        let differs = try finding("G-11", in: other)
        #expect(differs.state == "review")
        #expect(differs.words.contains("别的职业"))
    }

    @Test func aListThatIsWrongStopsTheRun() throws {
        for (name, text, words) in [
            ("occupation.csv", "code,name\n", "不认识的文件"), ("occupations.csv", "code,title\n", "缺少键：name"),
            ("occupations.csv", "code,name\n618,车工\n", "catalogues/occupations.csv:2"),
            ("cancelled.yaml", "supplied: true\n", "entries"),
        ] {
            let bench = try bench([name: text])
            let outcome = try bench.run(Self.employer + ["--catalogues", "lists"])
            #expect(outcome.status == 65)
            #expect(outcome.err.contains(words), "\(outcome.err)")
        }
        let none = try bench([:]).run(Self.employer + ["--catalogues", "nowhere"])
        #expect(none.status == 65)
        #expect(none.err.contains("--catalogues"))
    }
}
