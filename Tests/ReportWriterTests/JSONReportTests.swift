// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct JSONReportTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func parsed(_ assessment: Assessment, masked: Bool = true) throws -> [String: Any] {
        let data = JSONReport.render(assessment, masked: masked)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func saysWhatTheAssessmentSays() throws {
        let document = try parsed(Sample.chinese)
        #expect(document["schema"] as? String == JSONReport.schema)
        #expect(document["as-of"] as? String == "2026-03-31")
        #expect(document["lang"] as? String == "zh")
        #expect(document["class"] as? String == "employer")
        #expect(document["conclusion"] as? String == "gaps-found")
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.map { $0["condition"] as? String } == Sample.chinese.findings.map(\.condition))
        let gap = try #require(findings.first { $0["condition"] as? String == "7.3-c" })
        #expect(gap["shortfall"] as? String == "3")
        #expect(gap["ground"] is NSNull)
        let evidence = try #require((gap["evidence"] as? [[String: Any]])?.first)
        #expect(evidence["box"] as? [Double] == [90, 402.5, 505.25, 418])
        #expect(evidence["page"] as? Int == 1)
        #expect(evidence["place"] is NSNull)
        #expect((document["facts"] as? [[String: Any]])?.count == Sample.facts.count)
    }

    @Test func filesSayWhatBecameOfThem() throws {
        var assessment = Sample.chinese
        assessment.package.files[8].read = .text
        let package = try #require(try parsed(assessment)["package"] as? [String: Any])
        let files = try #require(package["files"] as? [[String: Any]])
        #expect(
            files.map { $0["problem-code"] as? String } == [
                nil, nil, nil, nil, "no-text-layer", "encrypted", nil, nil, "set-aside",
            ])
        #expect(files[8]["problem"] as? String == "系统文件，已忽略")
        #expect(files[8]["read"] as? String == "none")
        #expect((files[5]["problem"] as? String)?.contains("已加密") == true)
        let notes = try #require(files[6]["notes"] as? [[String: String]])
        #expect(notes == [["code": "restricted", "text": "文件设有使用限制：禁止打印，禁止修改"]])
        #expect((files[5]["notes"] as? [Any])?.isEmpty == true)
        let english = try #require(try parsed(Sample.english)["package"] as? [String: Any])
        let last = try #require((english["files"] as? [[String: Any]])?.last)
        #expect(last["problem"] as? String == "system file, set aside")
    }

    @Test func isTheSameBytesInTheSameOrder() throws {
        let text = try #require(String(data: JSONReport.render(Sample.chinese), encoding: .utf8))
        #expect(JSONReport.render(Sample.chinese) == Data(text.utf8))
        #expect(text.hasPrefix("{\n  \"schema\": \"urn:zhunsheng:assessment:1\",\n  \"as-of\": \"2026-03-31\",\n"))
        #expect(text.hasSuffix("}\n"))
        let order = [
            "\"checklist\"", "\"round\"", "\"package\"", "\"class\"", "\"findings\"", "\"facts\"", "\"receipt\"",
        ]
        let places = try order.map { try #require(text.range(of: $0)?.lowerBound) }
        #expect(places == places.sorted())
    }

    @Test func survivesAnyText() throws {
        var assessment = Sample.chinese
        let hostile = "\"\\/\u{0}\u{1F}\n\r\t\u{7F}\u{202E}\u{2028}\u{FEFF}\u{E0041}😀</script>"
        assessment.package.name = hostile
        let data = JSONReport.render(assessment)
        let package = try #require(
            (try JSONSerialization.jsonObject(with: data) as? [String: Any])?["package"] as? [String: Any])
        #expect(package["name"] as? String == hostile)
        let text = try #require(String(data: data, encoding: .utf8))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }

    @Test func numbersArePlain() {
        let values: [(Double, String)] = [
            (0, "0"), (1, "1"), (0.98, "0.98"), (-3.5, "-3.5"), (1e-9, "0"), (0.12345, "0.1235"), (402.5, "402.5"),
            (.nan, "0"), (.infinity, "0"), (10, "10"), (0.005, "0.005"),
        ]
        for (value, text) in values { #expect(JSONText.number(value).text() == text) }
    }

    @Test func isValidAgainstThePublishedSchema() throws {
        var bare = Sample.english
        bare.receipt = nil
        bare.findings = []
        bare.facts = []
        for assessment in [Sample.chinese, Sample.english, bare] {
            for masked in [true, false] {
                let (status, output) = try SchemaCheck.run(
                    JSONReport.render(assessment, masked: masked), "assessment.schema.json")
                #expect(status == 0, "\(output)")
            }
        }
    }

    @Test(arguments: [
        ("\"conclusion\": \"gaps-found\"", "\"conclusion\": \"passed\""),
        ("\"lang\": \"zh\"", "\"lang\": \"zh\", \"extra\": 1"),
        ("\"ground\": \"threshold\"", "\"ground\": null"),
        ("\"page\": 2", "\"page\": 0"),
        ("\"problem-code\": \"encrypted\"", "\"problem-code\": null"),
        ("\"confidence\": 0.98", "\"confidence\": 1.5"),
        ("      \"bytes\": 48213,", ""),
    ]) func theSchemaIsStrict(_ good: String, _ bad: String) throws {
        let text = try #require(String(data: JSONReport.render(Sample.chinese), encoding: .utf8))
        #expect(text.contains(good))
        let (status, output) = try SchemaCheck.run(
            Data(text.replacingOccurrences(of: good, with: bad).utf8), "assessment.schema.json")
        #expect(status == 1, "\(output)")
    }

    @Test func theSchemaKnowsEveryWordOfTheCode() throws {
        let schema = try String(
            contentsOf: Self.root.appendingPathComponent("Checklists/assessment.schema.json"), encoding: .utf8)
        var words = [JSONReport.schema, "form", "none"]
        words += ReadProblem.Code.allCases.map(\.rawValue)
        words += ApplicantClass.allCases.map(\.rawValue)
        words += FindingState.allCases.map(\.rawValue)
        words += ReviewGround.allCases.map(\.rawValue)
        words += Conclusion.allCases.map(\.rawValue)
        words += ReadingMethod.allCases.map(\.rawValue)
        words += Language.allCases.map(\.rawValue)
        for word in words { #expect(schema.contains("\"\(word)\""), "\(word)") }
    }
}
