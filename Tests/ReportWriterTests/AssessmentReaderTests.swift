// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

/// What `JSONReport` writes, `AssessmentReader` reads.
@Suite struct AssessmentReaderTests {
    private static func text(_ assessment: Assessment, masked: Bool = true) throws -> String {
        try #require(String(data: JSONReport.render(assessment, masked: masked), encoding: .utf8))
    }

    private static func read(_ text: String) throws -> Assessment {
        try AssessmentReader.read(Data(text.utf8), file: "结果.json")
    }

    @Test(arguments: [true, false]) func roundTrip(_ masked: Bool) throws {
        var joined = Sample.chinese
        joined.receipt = nil
        joined.package.files[4].problems = ReadProblem.Code.allCases.map {
            ReadProblem($0, place: "第7页", detail: "原话（含括号）：如此")
        }
        for assessment in [Sample.chinese, Sample.english, joined] {
            let text = try Self.text(assessment, masked: masked)
            let again = try Self.read(text)
            // Masking what is masked changes nothing.
            #expect(try Self.text(again, masked: true) == (masked ? text : Self.text(assessment)))
            #expect(try Self.text(again, masked: false) == text)
        }
    }

    /// From when the round's version applies; assessments of earlier releases do not say.
    @Test func readsTheRoundsVersion() throws {
        var amended = Sample.chinese
        amended.round?.effective = "2026-03-10"
        let text = try Self.text(amended)
        #expect(text.contains("\"effective\": \"2026-03-10\""))
        #expect(try Self.read(text).round?.effective == "2026-03-10")
        #expect(try Self.text(Self.read(text)) == text)
        let earlier = text.replacing("    \"effective\": \"2026-03-10\",\n", with: "")
        #expect(earlier != text)
        #expect(try Self.read(earlier).round == Sample.chinese.round)
        #expect {
            try Self.read(text.replacing("\"2026-03-10\"", with: "\"2026-02-30\""))
        } throws: { error in
            (error as? AssessmentReadError)?.member == "round.effective"
        }
        let (status, said) = try SchemaCheck.run(JSONReport.render(amended), "assessment.schema.json")
        #expect(status == 0, "\(said)")
        #expect(HTMLReport.render(amended, images: nil).contains("，2026-03-10起生效）"))
    }

    @Test func readsBackWhatTheEngineNeeds() throws {
        let again = try Self.read(Self.text(Sample.chinese, masked: false))
        #expect(again.findings == Sample.chinese.findings)
        #expect(again.facts == Sample.chinese.facts)
        #expect(again.receipt == Sample.chinese.receipt)
        #expect(again.applicantClass == .employer && again.language == .zh && again.asOf == "2026-03-31")
        for (file, was) in zip(again.package.files, Sample.files) {
            #expect(file.problems == (was.setAside ? [] : was.problems))
            #expect(file.setAside == was.setAside && file.kind == was.kind && file.sha256 == was.sha256)
        }
        // All problems of a file keep their codes, in either language.
        let english = try Self.read(Self.text(Sample.english))
        #expect(english.package.files[5].problems.map(\.code) == ReadProblem.Code.allCases)
    }

    /// Words of another version are kept as they stand, under the code that the file gives.
    @Test func unknownWordsAreKept() throws {
        let text = try Self.text(Sample.chinese).replacing("文件已加密，无法打开", with: "这个文件打不开")
        let again = try Self.read(text)
        #expect(again.package.files[5].problems.map(\.code) == [.encrypted])
        #expect(try Self.text(again) == text)
    }

    @Test func unknownMembersArePassedOver() throws {
        let text = try Self.text(Sample.chinese)
        let more = text.replacing("\"lang\": \"zh\",", with: "\"lang\": \"zh\", \"extra\": {\"a\": [1, null]},")
            .replacing("\"state\": ", with: "\"later\": true, \"state\": ")
        #expect(more != text)
        #expect(try Self.text(Self.read(more)) == text)
    }

    @Test(arguments: [
        (
            "\"schema\": \"urn:zhunsheng:assessment:1\"", "\"schema\": \"urn:zhunsheng:assessment:2\"", "other-schema",
            "schema"
        ),
        ("\"conclusion\": \"gaps-found\"", "\"conclusion\": \"no-gap-found\"", "contradiction", "conclusion"),
        ("\"conclusion\": \"gaps-found\"", "\"conclusion\": \"passed\"", "unknown-value", "conclusion"),
        ("\"as-of\": \"2026-03-31\",\n  \"lang\"", "\"as-of\": \"2026-02-30\",\n  \"lang\"", "unknown-value", "as-of"),
        ("\"state\": \"met\"", "\"state\": \"fine\"", "unknown-value", "findings[0].state"),
        ("\"bytes\": 48213,", "", "missing-member", "package.files[0].bytes"),
        ("\"bytes\": 48213,", "\"bytes\": \"many\",", "wrong-type", "package.files[0].bytes"),
        ("\"path\": \"applicant/name\"", "\"path\": \"../name\"", "unknown-value", "facts[0].path"),
        ("\"problem-code\": \"encrypted\"", "\"problem-code\": null", "contradiction", "package.files[5].problem"),
        (
            "\"problem-code\": \"encrypted\"", "\"problem-code\": \"odd\"", "unknown-value",
            "package.files[5].problem-code"
        ),
        ("\"ground\": \"threshold\"", "\"ground\": null", "contradiction", "findings["),
    ])
    func errorsNameTheMember(_ good: String, _ bad: String, _ code: String, _ member: String) throws {
        let text = try Self.text(Sample.chinese)
        #expect(text.contains(good))
        let error = try #require(throws: AssessmentReadError.self) {
            try Self.read(text.replacing(good, with: bad, maxReplacements: 1))
        }
        #expect(error.code.rawValue == code)
        #expect(error.member.hasPrefix(member), "\(error.member)")
        for language in Language.allCases {
            let message = error.message(language)
            #expect(message.hasPrefix("结果.json: ") && message.contains(error.member), "\(message)")
            #expect(message.contains("zhunsheng check"), "\(message)")
        }
    }

    @Test(arguments: [
        "", "{", "[]", "null", "{\"schema\": 1}", "{}", "nonsense", "{\"schema\": \"urn:zhunsheng:assessment:1\"}",
    ])
    func whatIsNone(_ text: String) throws {
        #expect(throws: AssessmentReadError.self) { try Self.read(text) }
    }

    /// A file that was cut off anywhere is never half read.
    @Test func cutAnywhere() throws {
        let data = JSONReport.render(Sample.chinese)
        for end in stride(from: 0, to: data.count - 2, by: 997) {
            #expect(throws: AssessmentReadError.self) {
                try AssessmentReader.read(data.prefix(end), file: "a.json")
            }
        }
    }

    @Test func everyCodeHasWords() {
        for code in AssessmentReadError.Code.allCases {
            for language in Language.allCases {
                let message = AssessmentReadError(code, file: "a.json", member: "facts", detail: "x").message(language)
                #expect(message.hasPrefix("a.json: facts: ") && (message.hasSuffix("。") || message.hasSuffix(".")))
            }
        }
    }
}
