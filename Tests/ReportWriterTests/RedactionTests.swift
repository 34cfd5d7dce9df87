// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct RedactionTests {
    /// Every report of the assessment as text.
    private func reports(_ assessment: Assessment, masked: Bool) throws -> [String] {
        let json = try #require(String(data: JSONReport.render(assessment, masked: masked), encoding: .utf8))
        let options = TextReport.Options(width: 200, verbose: true, masked: masked)
        return [
            json, TextReport.render(assessment, options: options),
            HTMLReport.render(assessment, images: nil, masked: masked),
        ]
    }

    /// An assessment with `secret` in every text that a package can put something into.
    private func everywhere(_ secret: String) -> Assessment {
        var finding = Finding(
            condition: "7.2-b", article: "第七条", phrase: secret, gloss: secret, state: .unmet, measured: secret,
            required: secret, shortfall: secret, unit: "人", explanation: secret, remedy: secret, question: secret,
            notes: [secret],
            evidence: [
                Evidence(
                    document: "甲\(secret).pdf", page: 1, place: secret, quote: secret, method: .ocr, confidence: 0.5)
            ])
        let gap = finding
        finding.state = .review
        finding.ground = .judgement
        let review = finding
        finding.state = .met
        finding.ground = nil
        var receipt = Sample.receipt
        receipt.packageName = secret
        receipt.applicantName = secret
        receipt.uscc = secret
        return Assessment(
            language: .zh, asOf: "2026-03-31", checklist: Sample.checklist, round: nil,
            package: .init(
                name: secret, digest: Sample.hex("aa"),
                files: [
                    PackageFile(
                        path: "甲\(secret).pdf", sha256: Sample.hex("01"), bytes: 1,
                        problems: [ReadProblem(.damaged, place: secret, detail: secret)],
                        notes: [FileNote(.code, place: secret, detail: secret)])
                ]), applicantClass: nil, applicant: .init(name: secret, uscc: secret),
            findings: [gap, review, finding],
            facts: [Fact(path: "person[1]/name", value: secret, raw: secret, evidence: gap.evidence)], receipt: receipt)
    }

    @Test(arguments: [Sample.id, Sample.phone, "330106198501010012"]) func nothingSlipsThrough(_ secret: String) throws
    {
        for report in try reports(everywhere(secret), masked: true) { #expect(!report.contains(secret)) }
        for report in try reports(everywhere(secret), masked: false) { #expect(report.contains(secret)) }
    }

    @Test func theSampleHoldsNoNumberOfAPerson() throws {
        for report in try reports(Sample.chinese, masked: true) {
            #expect(Masking.sensitiveRanges(in: report).isEmpty)
            #expect(report.contains("330106**********1X"))
            #expect(report.contains("周一鸣_330106**********1X.jpg"))
        }
    }

    @Test func misreadNumbersAndLandlinesAreHiddenToo() throws {
        var assessment = Sample.chinese
        let misread = "3301O6l9850101OO1X"
        let spaced = "330106 19850101 001X"
        assessment.facts += [
            Fact(path: "person[2]/id-number", value: misread, raw: spaced, evidence: []),
            Fact(path: "applicant/contact-phone", value: "0571-88001234", raw: "0571-88001234", evidence: []),
        ]
        assessment.findings[0].explanation = "\(misread)，\(spaced)，0571-88001234"
        for report in try reports(assessment, masked: true) {
            #expect(!report.contains(misread))
            #expect(!report.contains(spaced))
            #expect(!report.contains("88001234"))
            #expect(report.contains("3301O6**********1X"))
            #expect(report.contains("057*-****1234"))
        }
    }

    @Test func aCreditCodeOfDigitsIsNoNumberOfAPerson() throws {
        var assessment = Sample.chinese
        assessment.applicant.uscc = "123502001549897397"
        assessment.findings[0].explanation = "代码123502001549897397，\(Sample.id)"
        for report in try reports(assessment, masked: true) {
            #expect(report.contains("代码123502001549897397，330106**********1X"))
        }
        assessment.applicant.uscc = "330106198501010012"
        for report in try reports(assessment, masked: true) { #expect(!report.contains("330106198501010012")) }
    }
}
