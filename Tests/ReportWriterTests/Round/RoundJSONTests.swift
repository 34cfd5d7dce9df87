// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct RoundJSONTests {
    private let folder: RoundSample.Folder

    init() throws { folder = try RoundSample.Folder() }

    private func lines(_ packages: [PackageSummary]) throws -> [Substring] {
        let results = try RoundResults(path: folder.file("results.jsonl"))
        for package in packages { try results.add(package) }
        try results.close()
        return try folder.text("results.jsonl").split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test func everyPackageIsOneLineThatTheSchemaTakes() throws {
        var hostile = RoundSample.package(3)
        hostile.name = "a\nb\u{2028}c\"\\"
        var several = RoundSample.package(4)
        several.sameApplicant = .init(["乙", "丙"], count: 300)
        several.sameContent = .init(["乙"])
        let packages = [
            several, RoundSample.package(1), RoundSample.setAside, hostile, RoundSample.package(2, matters: []),
        ]
        let lines = try lines(packages)
        #expect(lines.count == packages.count + 1)
        #expect(lines.last == "")
        for line in lines.dropLast() {
            let (status, said) = try SchemaCheck.run(Data(line.utf8), "results.schema.json")
            #expect(status == 0, "\(said)")
        }
        #expect(lines[0].contains("\"same-applicant\": [\"乙\", \"丙\"], \"same-content\": [\"乙\"], "))
        #expect(lines[1].contains("\"same-applicant\": [], \"same-content\": [], "))
    }

    @Test func membersAreSortedAtEveryDepth() throws {
        let value = JSONText.object([
            ("b", .array([.object([("d", .integer(1)), ("c", .string("x"))]), .null])), ("a", .number(0.5)),
        ])
        #expect(value.sortedLine == "{\"a\": 0.5, \"b\": [{\"c\": \"x\", \"d\": 1}, null]}")
        let line = try #require(try lines([RoundSample.package(1)]).first)
        #expect(line.hasPrefix("{\"applicant\": {\"name\": "))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["unreadable-files"] as? Int == 1)
        #expect((object["matters"] as? [[String: Any]])?.count == Sample.gaps.count + Sample.reviews.count)
    }

    @Test(arguments: [
        ("\"version\": 1", "\"version\": 0"), ("\"class\": \"employer\"", "\"class\": \"bank\""),
        ("\"same-content\": [], ", ""), ("\"same-applicant\": []", "\"same-applicant\": [\"\"]"),
        ("\"state\": \"unmet\"", "\"state\": \"met\""), ("\"set-aside\": null, ", ""),
    ])
    func theSchemaRefusesWhatIsWrong(_ change: (String, String)) throws {
        let line = RoundResults.line(RoundSample.package(1))
        let wrong = line.replacing(change.0, with: change.1)
        #expect(line != wrong)
        #expect(try SchemaCheck.run(Data(wrong.utf8), "results.schema.json").0 == 1)
    }

    @Test(arguments: [0, 1, 3]) func crossFindingsAreAnArrayThatTheSchemaTakes(_ count: Int) throws {
        let file = try CrossApplicantJSON(path: folder.file("cross.json"))
        for _ in 0..<count { try file.add(RoundSample.shared) }
        try file.close()
        let bytes = try folder.bytes("cross.json")
        let (status, said) = try SchemaCheck.run(bytes, "cross-applicant.schema.json")
        #expect(status == 0, "\(said)")
        #expect((try JSONSerialization.jsonObject(with: bytes) as? [Any])?.count == count)
        #expect(bytes.last == UInt8(ascii: "\n"))
    }

    @Test func everyKindIsInTheSchema() throws {
        for kind in CrossFinding.Kind.allCases {
            var finding = RoundSample.shared
            finding.kind = kind
            let bytes = Data("[\(CrossApplicantJSON.line(finding))]".utf8)
            #expect(try SchemaCheck.run(bytes, "cross-applicant.schema.json").0 == 0, "\(kind)")
        }
        var lone = RoundSample.shared
        lone.claimants.removeLast()
        let bytes = Data("[\(CrossApplicantJSON.line(lone))]".utf8)
        #expect(try SchemaCheck.run(bytes, "cross-applicant.schema.json").0 == 1)
    }
}
