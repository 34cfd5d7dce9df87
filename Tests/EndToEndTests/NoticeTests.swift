// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Parser
import Testing

/// A PDF of ours, read back by the project's own readers.
struct ReadBack {
    let reading: FileReading

    init(_ pdf: Data) { reading = FileReader(dossierSchema: Data()).read(pdf, as: .pdf) }

    var pages: [PageLayout] { reading.parts.flatMap(\.pages) }
    var codes: [String] { pages.flatMap(\.codes).map(\.text) }
    /// Without white space, line after line.
    var text: String { Tool.squeeze(pages.flatMap(\.allLines).map(\.text).joined()) }
}

/// From a check to its correction notice.
@Suite struct NoticeTests {
    private func checked(_ sample: String = "employer-gaps") throws -> Workbench {
        let bench = try Workbench()
        try bench.copy("Samples/\(sample)", to: "材料")
        let judging = try ExpectedSample.named(sample).judging
        let outcome = try bench.run(["check", "材料", "--format", "json", "--output", "out"] + judging)
        #expect(outcome.err.isEmpty, "\(outcome.err)")
        return bench
    }

    @Test func listsEveryGapOfTheAssessment() throws {
        let bench = try checked()
        let folder = try #require(try bench.listing().keys.first { $0.hasSuffix("assessment.json") })
        let assessment = String(folder.dropFirst("work/".count))
        let outcome = try bench.run(
            "notice", assessment, "--authority", "金华市人力资源和社会保障局", "--number", "金人社补[2026]3号", "--date", "2026-05-12",
            "--deadline", "10", "--contact", "王某", "--phone", "0579-82345678", "--output", "n/补正.pdf")
        #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.err)")
        #expect(outcome.out.contains("n/补正.pdf"))
        let read = ReadBack(try bench.read("n/补正.pdf"))
        #expect(read.reading.problems.isEmpty)
        let text = read.text
        let found = try Assessed(bench.read(assessment))
        let gaps = found.findings.filter { $0.state == "unmet" || $0.state == "missing" }
        #expect(!gaps.isEmpty)
        #expect(text.contains("金人社补〔2026〕3号") && text.contains("《浙江省技能人才评价机构管理办法（试行）》（浙人社发〔2022〕20号）"))
        #expect(text.contains("自收到本告知书之日起10个工作日内"))
        // The tables are tables to a reader, too, with a row for each gap.
        let rows = read.pages.flatMap(\.tables).flatMap(\.cells).map { Tool.squeeze($0.lines.map(\.text).joined()) }
        for gap in gaps {
            #expect(rows.contains { $0.contains(Tool.squeeze(gap.explanation)) }, "\(gap.condition)")
        }
        // The folder does as well as the file, and gives the same bytes.
        let parent = String(assessment.dropLast("/assessment.json".count))
        let again = try bench.run(
            "notice", parent, "--authority", "金华市人力资源和社会保障局", "--number", "金人社补[2026]3号", "--date", "2026-05-12",
            "--deadline", "10", "--contact", "王某", "--phone", "0579-82345678", "--output", "again.pdf")
        #expect(again.status == 0)
        #expect(try bench.read("again.pdf") == bench.read("n/补正.pdf"))
        let english = try bench.run("notice", assessment, "--lang", "en", "--output", "e.pdf")
        #expect(english.status == 0 && english.out.contains("written to 'e.pdf'"))
        #expect(ReadBack(try bench.read("e.pdf")).text.contains("Correctionnotice"))
    }

    @Test func usage() throws {
        let bench = try Workbench()
        for (arguments, named) in [
            (["x", "--output", "n.pdf", "--date", "2026-02-30"], "2026-02-30"), (["x"], "--output"),
            (["x", "--output", "n.pdf", "--deadline", "soon"], "soon"),
            (["x", "--output", "n.pdf", "--deadline", "0"], "0"),
            (
                ["x", "--output", "n.pdf", "--deadline", "2026-05-01", "--date", "2026-05-13"],
                "2026-05-01早于成文日期2026-05-13"
            ),
        ] {
            let outcome = try bench.run(["notice"] + arguments)
            #expect(outcome.status == 64 && outcome.err.contains(named), "\(outcome.err)")
        }
        let missing = try bench.run("notice", "没有", "--output", "n.pdf")
        #expect(missing.status == 74 && missing.err == "zhunsheng: 找不到“没有”。请检查路径是否正确。\n")
        try bench.write("x.json", "{}")
        #expect(try bench.run("notice", "x.json", "--output", "n.pdf").status == 74)
        #expect(try bench.listing()["work/n.pdf"] == nil)
    }

    /// Boxes instead of characters would be worse than no PDF.
    @Test func withoutChineseFonts() throws {
        let bench = try checked()
        let assessment = try #require(try bench.listing().keys.first { $0.hasSuffix("assessment.json") })
        try bench.write("empty/none.txt", "")
        try bench.write(
            "fonts.conf",
            """
            <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig><dir>\(bench.url("empty").path)</dir><cachedir>\(bench.url("cache").path)</cachedir></fontconfig>
            """)
        let outcome = try bench.run(
            "notice", String(assessment.dropFirst("work/".count)), "--output", "n.pdf",
            environment: ["FONTCONFIG_FILE": bench.url("fonts.conf").path])
        #expect(outcome.status == 74, "\(outcome.status)")
        #expect(outcome.err.contains("apt install fonts-noto-cjk"), "\(outcome.err)")
        #expect(try bench.listing()["work/n.pdf"] == nil)
    }
}
