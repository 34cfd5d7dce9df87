// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

/// What is shown of a comparison.
@Suite struct ComparisonReportTests {
    private static var changed: Assessment {
        var new = Sample.chinese
        new.facts[2].value = "330106198601010010"
        new.facts[2].raw = new.facts[2].value
        new.facts[3].value = "13812995678"
        new.package.files[2].sha256 = String(repeating: "e", count: 64)
        return new
    }

    /// Numbers are compared as read and shown masked.
    @Test func changesInMaskedDigitsAreTold() throws {
        var new = Sample.chinese
        new.facts[3].value = "13812995678"
        let report = ComparisonReport(old: Sample.chinese, new: new, language: .zh)
        let leaf = try #require(report.comparison.facts.first?.leaves.first)
        #expect(leaf.old == ["138****5678"] && leaf.new == ["138****5678"])
        #expect(leaf.differsWhereMasked)
        #expect(report.text().contains("电话 138****5678 → 138****5678（差别在遮盖的数字中）"))
        let open = ComparisonReport(old: Sample.chinese, new: new, language: .zh, masked: false)
        #expect(open.text().contains("电话 13812345678 → 13812995678"))
    }

    @Test func nothingLeaks() throws {
        for language in Language.allCases {
            let report = ComparisonReport(old: Sample.chinese, new: Self.changed, language: language)
            let json = try #require(String(data: report.json(), encoding: .utf8))
            let texts = [report.text(.init(width: 200, verbose: true)), json]
            for text in texts {
                for secret in [Sample.id, Sample.phone, "330106198601010010", "13812995678"] {
                    #expect(!text.contains(secret), "\(secret)")
                }
            }
        }
    }

    /// One side is a file in which numbers are masked: that is no difference, and what cannot be seen is said.
    @Test func readBackAgainstRead() throws {
        let file = try AssessmentReader.read(JSONReport.render(Sample.chinese), file: "a.json")
        let report = ComparisonReport(old: file, new: Sample.chinese, readBack: (true, false), language: .zh)
        #expect(report.comparison.facts.isEmpty && report.comparison.conditions.isEmpty)
        #expect(report.comparison.caveats == [.masked])
        #expect(report.text().contains("两次材料没有差别"))
        let open = try AssessmentReader.read(JSONReport.render(Sample.chinese, masked: false), file: "a.json")
        #expect(
            ComparisonReport(old: open, new: Sample.chinese, readBack: (true, false), language: .zh).comparison.caveats
                == [])
    }

    @Test(arguments: [40, 80, 120]) func fitsTheWidth(_ width: Int) {
        for language in Language.allCases {
            let report = ComparisonReport(old: Sample.english, new: Self.changed, language: language)
            for line in report.text(.init(width: width)).split(separator: "\n") {
                #expect(DisplayWidth.of(line) <= width, "\(line)")
                #expect(line.last != " ")
            }
        }
    }

    @Test func hostileNamesAreSpelledOut() {
        var new = Self.changed
        new.package.files[2].path = "名\u{202E}册\n\u{1B}[31m.pdf"
        let text = ComparisonReport(old: Sample.chinese, new: new, language: .zh).text()
        #expect(!text.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B })
        #expect(text.contains("<U+202E>"))
    }

    @Test func jsonIsValidAndStable() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let schema = try String(
            contentsOf: root.appendingPathComponent("Checklists/comparison.schema.json"), encoding: .utf8)
        #expect(schema.contains("\"\(ComparisonReport.schema)\""))
        var words = ConditionChange.Kind.allCases.map(\.rawValue) + ConditionChange.Reason.allCases.map(\.rawValue)
        words += FileChange.Kind.allCases.map(\.rawValue) + FactChange.Kind.allCases.map(\.rawValue)
        words += AssessmentComparison.Caveat.allCases.map(\.rawValue)
        for word in words { #expect(schema.contains("\"\(word)\""), "\(word)") }
        for (old, new) in [
            (Sample.chinese, Self.changed), (Sample.english, Sample.chinese), (Sample.chinese, Sample.english),
        ] {
            let data = ComparisonReport(old: old, new: new, language: .zh).json()
            #expect(data == ComparisonReport(old: old, new: new, language: .zh).json())
            #expect(data.suffix(2) == Data("}\n".utf8))
            let (status, said) = try SchemaCheck.run(data, "comparison.schema.json")
            #expect(status == 0, "\(said)")
        }
    }
}
