// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What a person reads.
@Suite struct ReportTests {
    private func report(_ sample: ExpectedSample, _ language: String, _ extra: String...) throws -> (
        Tool.Outcome, Assessed
    ) {
        let bench = try Workbench()
        let outcome = try bench.run(
            ["check", sample.input.path] + sample.judging + [
                "--format", "text,json", "--lang", language, "--output", "out",
            ] + extra)
        return (outcome, try Assessed(bench.read("out/assessment.json")))
    }

    /// The whole report at 80 columns, with what changes by itself taken out: every word of the law changes the digest.
    @Test(arguments: [("employer-gaps", Int32(1)), ("training-doubtful", 3)], ["zh", "en"])
    func goldenReport(_ golden: (name: String, status: Int32), _ language: String) throws {
        let (outcome, found) = try report(.named(golden.name), language)
        #expect(outcome.status == golden.status)
        #expect(outcome.err.isEmpty)
        var lines = outcome.out.components(separatedBy: "\n")
        #expect(lines.last == "")
        let end = lines.count - 2
        #expect(lines[end].hasPrefix(language == "zh" ? "报告：/" : "Reports: /"))
        lines[end] = language == "zh" ? "报告：…" : "Reports: …"
        #expect(outcome.out.contains(found.checklist.digest.prefix(16)))
        let text = lines.joined(separator: "\n").replacing(
            found.checklist.digest.prefix(16), with: "(digest of the law)")
        try Snapshot.expect(text, is: "reports/\(golden.name)-\(language).txt")
    }

    /// No line is wider than the terminal, an East Asian character counting two columns; no colour where nobody looks.
    @Test(arguments: ["zh", "en"]) func fitsTheTerminal(_ language: String) throws {
        let (outcome, _) = try report(.named("employer-complete"), language, "--verbose")
        for line in outcome.out.split(separator: "\n").dropLast() {
            let width = line.unicodeScalars.reduce(0) { $0 + (Self.isWide($1) ? 2 : 1) }
            #expect(width <= 80, "\(width): \(line)")
            #expect(line.last?.isWhitespace == false, "“\(line)” ends with white space")
        }
        #expect(!outcome.out.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        (0x1100...0x115F).contains(scalar.value) || (0x2E80...0x303E).contains(scalar.value)
            || (0x3041...0xA4CF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
            || (0xF900...0xFAFF).contains(scalar.value) || (0xFE30...0xFE6F).contains(scalar.value)
            || (0xFF00...0xFF60).contains(scalar.value) || (0xFFE0...0xFFE6).contains(scalar.value)
            || (0x20000...0x3FFFD).contains(scalar.value)
    }

    /// Chinese words in English reports that are nobody's data, each with its reason; to become fewer.
    private static let knownChinese: [String: Set<String>] = [
        // 8.2-g names a year and an occupation by an expression with 年 in it.
        "training-complete": ["年"], "training-xml-gaps": ["年"],
        "training-doubtful": ["年"],
    ]

    /// In English nothing is Chinese but what stands in the package, the law and the announcement.
    @Test(arguments: ExpectedSample.all) func englishHasNoChineseOfItsOwn(_ sample: ExpectedSample) throws {
        let (outcome, found) = try report(sample, "en")
        let data = try Self.data(of: found)
        var left = Self.chinese(in: Self.withoutFileTable(outcome.out), without: data)
        // A long name runs over lines of its column, so here every piece of a name will do.
        let names = found.package.files.map { Tool.squeeze($0.path) }
        left.formUnion(
            Self.chinese(in: Self.fileTable(outcome.out), without: []).filter { word in
                !names.contains { $0.contains(word) }
            })
        for finding in found.findings {
            let texts = [finding.explanation, finding.remedy, finding.question].compactMap { $0 } + finding.notes
            left.formUnion(Self.chinese(in: texts.joined(separator: "\n"), without: data))
        }
        for file in found.package.files { left.formUnion(Self.chinese(in: file.problem ?? "", without: data)) }
        #expect(left == Self.knownChinese[sample.package] ?? [])
    }

    private static let tableTitle = "\nFiles ("

    private static func fileTable(_ report: String) -> String {
        let parts = report.components(separatedBy: tableTitle)
        guard parts.count == 2 else { return "没有材料目录" }
        return parts[1].components(separatedBy: "\n\n")[0]
    }

    private static func withoutFileTable(_ report: String) -> String {
        report.replacing(fileTable(report), with: "", maxReplacements: 1)
    }

    /// Everything that was read, and the law's own words, without white space and with the longest first.
    private static func data(of found: Assessed) throws -> [String] {
        var texts = Set(found.facts.flatMap { [$0.value, $0.raw] })
        for evidence in found.facts.flatMap(\.evidence) + found.findings.flatMap(\.evidence) {
            texts.formUnion([evidence.quote, evidence.document])
        }
        texts.formUnion(found.findings.map(\.phrase))
        texts.formUnion(found.package.files.map(\.path))
        texts.formUnion([
            found.package.name, found.round?.title ?? "", found.checklist.title, found.applicant.name ?? "",
        ])
        // Divisions and their authorities have no English names in the catalogue.
        texts.formUnion(try Self.divisions())
        texts.formUnion(["人力资源和社会保障局", "人力资源和社会保障厅"])
        // Places in the law are cited as it prints them.
        texts.formUnion(found.findings.flatMap(\.notes).flatMap { citations(in: $0) })
        return texts.map(Tool.squeeze).filter { !$0.isEmpty }.sorted { ($1.count, $0) < ($0.count, $1) }
    }

    private static func divisions() throws -> [String] {
        let catalogue = Tool.root.appendingPathComponent("Checklists/zhejiang-2022-20/catalogues/regions.yaml")
        return try String(contentsOf: catalogue, encoding: .utf8).matches(of: /name: (\p{Han}+)/).map {
            String($0.output.1)
        }
    }

    private static func citations(in note: String) -> [String] {
        note.matches(of: /(监督管理办法|管理办法|第[一二三四五六七八九十]+条)(（[一二三四五六七八九十]+）)?[0-9]?/).map { String($0.output.0) }
            + ["管理办法", "监督管理办法"]
    }

    /// The runs of Chinese characters that are left when the data are taken out.
    private static func chinese(in text: String, without data: [String]) -> Set<String> {
        var rest = data.isEmpty ? text : Tool.squeeze(text)
        // Articles stand as printed in the law: 第八条（二）2.
        rest = rest.replacing(/第[一二三四五六七八九十]+条(（[一二三四五六七八九十]+）)?/, with: "")
        for word in data where rest.contains(word) { rest = rest.replacing(word, with: "\u{1}") }
        let runs = rest.split { !$0.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } }
        return Set(runs.map(String.init))
    }
}
