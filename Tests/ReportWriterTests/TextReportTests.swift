// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

/// A stored report; `UPDATE_SNAPSHOTS=1` writes it anew.
func golden(_ name: String, _ text: String, file: String = #filePath) throws -> String {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: url)
    }
    return try String(contentsOf: url, encoding: .utf8)
}

@Suite struct TextReportTests {
    @Test(arguments: [80, 60]) func isTheStoredReport(_ width: Int) throws {
        let text = TextReport.render(Sample.chinese, options: .init(width: width))
        #expect(try text == golden("report-\(width).txt", text))
    }

    @Test(arguments: [40, 60, 80, 120]) func everyLineFits(_ width: Int) {
        for verbose in [false, true] {
            let text = TextReport.render(Sample.chinese, options: .init(width: width, verbose: verbose))
            for line in text.split(separator: "\n") {
                #expect(DisplayWidth.of(line) <= width, "\(line)")
                #expect(line.last != " ")
            }
        }
    }

    @Test func gapsStandBeforeEverythingElse() throws {
        let text = TextReport.render(Sample.chinese)
        let places = try ["差距与整改清单（3项）", "需人工研判事项（5项）", "未能完整读取的文件（2项）", "符合的条件（3项）", "材料目录（9项）"]
            .map { try #require(text.range(of: $0)?.lowerBound) }
        #expect(places == places.sorted())
        #expect(text.contains("✗ 不符合  7.2-b  第七条（二）"))
        #expect(text.contains("实测3人，要求5人，差2人"))
        #expect(text.contains("第2页 “周一鸣"))
        #expect(text.contains("在职人员!B4"))
        #expect(!text.contains("参保证明.xlsx 第1页"))
    }

    @Test func unmetStandsBeforeMissing() throws {
        var assessment = Sample.chinese
        assessment.findings.reverse()
        let text = TextReport.render(assessment)
        let unmet = try #require(text.range(of: "✗ 不符合  7.2-b"))
        let missing = try #require(text.range(of: "! 材料缺失  8.1-i"))
        #expect(unmet.lowerBound < missing.lowerBound)
    }

    @Test(arguments: [40, 60, 80]) func coloursOnlyWhenAsked(_ width: Int) {
        for verbose in [false, true] {
            let plain = TextReport.render(Sample.chinese, options: .init(width: width, verbose: verbose))
            #expect(!plain.contains("\u{1B}"))
            let coloured = TextReport.render(
                Sample.chinese, options: .init(width: width, color: true, verbose: verbose))
            for code in ["1;31", "1;33", "1;36", "32"] { #expect(coloured.contains("\u{1B}[\(code)m")) }
            let bare = coloured.replacingOccurrences(of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression)
            #expect(bare == plain)
        }
    }

    @Test func conditionsThatAreMetTakeOneLineEach() throws {
        for width in [40, 60] {
            let text = TextReport.render(Sample.chinese, options: .init(width: width))
            let start = try #require(text.range(of: "符合的条件（3项）\n"))
            let lines = text[start.upperBound...].split(separator: "\n").dropFirst().prefix(3)
            #expect(lines.allSatisfy { $0.hasPrefix(" ✓ 7.") })
            #expect(lines.last?.hasSuffix("…") == true)
        }
    }

    @Test func anEnglishReportKeepsTheWordsOfTheLaw() {
        var assessment = Sample.english
        for index in assessment.findings.indices { assessment.findings[index].phrase = "专职工作人员" }
        #expect(TextReport.render(assessment).contains("    full-time staff\n    专职工作人员\n"))
    }

    @Test func verboseShowsWhatIsMetAndWholeDigests() {
        let plain = TextReport.render(Sample.chinese)
        let verbose = TextReport.render(Sample.chinese, options: .init(verbose: true))
        #expect(!plain.contains("承诺书载有该条款"))
        #expect(verbose.contains("承诺书载有该条款"))
        #expect(plain.contains("另有1处佐证"))
        #expect(!verbose.contains("另有"))
        #expect(verbose.contains(Sample.hex("aa")))
        #expect(!plain.contains(Sample.hex("aa")))
    }

    @Test func hostileNamesCannotDriveTheTerminal() {
        var assessment = Sample.chinese
        assessment.package.files[0].path = "a\u{1B}[2J\u{7}\u{9B}31m\u{202E}gnp.exe\nb"
        assessment.applicant.name = "x\r\nConclusion: none"
        let text = TextReport.render(assessment, options: .init(width: 200))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(!text.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
        #expect(text.contains("<U+202E>"))
        #expect(text.contains("x Conclusion: none"))
    }

    @Test func namesOfKindsMayBeGiven() {
        #expect(TextReport.render(Sample.chinese).contains("专职人员花名册"))
        let options = TextReport.Options(kindTitles: ["staff-roster": "人员名单甲"])
        #expect(TextReport.render(Sample.chinese, options: options).contains("人员名单甲"))
    }
}
