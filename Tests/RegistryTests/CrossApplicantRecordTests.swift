// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine
@testable import Registry

@Suite struct CrossApplicantRecordTests {
    private func claim(_ kind: CrossFinding.Kind, _ key: String, in document: String) -> Claim {
        Claim(
            kind: kind, key: key, shown: key, holder: "张三",
            evidence: .init(document: document, page: 2, quote: key, method: .text, confidence: 1))
    }

    @Test func whatTwoApplicantsClaimIsFoundWhileBothDo() throws {
        let trial = try RegistryTrial()
        let number = "33010619850101001X"
        try trial.register(trial.outcome("甲", content: "甲", claims: [claim(.person, number, in: "名册.pdf")]))
        #expect(try trial.registry.crossFindings(of: trial.round).isEmpty)
        try trial.register(
            trial.outcome(
                "乙", content: "乙",
                claims: [claim(.person, number, in: "花名册.xlsx"), claim(.phone, "13812345678", in: "花名册.xlsx")]))
        let found = try trial.registry.crossFindings(of: trial.round)
        #expect(found.count == 1)
        let finding = try #require(found.first)
        #expect(finding.condition == "X-05")
        #expect(finding.kind == .person)
        #expect(finding.claimants.map(\.package) == ["乙", "甲"])
        #expect(finding.claimants.map(\.evidence.document) == ["花名册.xlsx", "名册.pdf"])
        #expect(finding.claimants.map(\.evidence.page) == [2, 2])
        #expect(!"\(found)".contains(number))
        // The other kind with the same key is something else.
        try trial.register(trial.outcome("丙", content: "丙", claims: [claim(.phone, number, in: "c.pdf")]))
        #expect(try trial.registry.crossFindings(of: trial.round).count == 1)
        // A version without it takes the finding away.
        try trial.register(trial.outcome("乙", content: "乙2", receipt: false))
        #expect(try trial.registry.crossFindings(of: trial.round).isEmpty)
        #expect(try trial.verify().isClean)
    }

    @Test func oneApplicantWithTwoPackagesSharesNothing() throws {
        let trial = try RegistryTrial()
        for package in ["甲", "甲补充"] {
            var outcome = try trial.outcome(
                package, content: package, claims: [claim(.certificate, "3307002024K301", in: "证书.pdf")])
            outcome.claims.applicant = .init(name: "甲公司", keys: ["uscc:91330110MA2T00015U"])
            try trial.register(outcome)
        }
        #expect(try trial.registry.crossFindings(of: trial.round).isEmpty)
    }

    /// Two compendia of one text, and one of another; the likeness survives the way through the tables.
    @Test func nearCopiesMeet() throws {
        let trial = try RegistryTrial()
        func text(_ seed: UInt64) -> String {
            var state = seed
            return String(
                (0..<4_000).map { _ -> Character in
                    state = state &* 6_364_136_223_846_793_005 &+ 1
                    return Character(Unicode.Scalar(0x4E00 + UInt32(state >> 40) % 2_000) ?? "一")
                })
        }
        let copied = text(1)
        let changed = String(copied.prefix(3_800)) + text(3).prefix(200)
        for (package, words) in [("甲", copied), ("乙", changed), ("丙", text(2))] {
            var outcome = try trial.outcome(package, content: package)
            let title = Evidence(document: "制度.pdf", page: 1, quote: "制度汇编", method: .text, confidence: 1)
            let sketch = try #require(TextSketch(Shingles(words, without: [], common: nil)))
            outcome.claims.nearClaims = [
                .init(
                    scope: .compendium, claim: Claim(kind: .compendium, key: "", shown: "制度汇编", evidence: title),
                    sketch: .text(sketch))
            ]
            try trial.register(outcome)
        }
        let found = try trial.registry.crossFindings(of: trial.round)
        #expect(found.map { $0.claimants.map(\.package) } == [["乙", "甲"]])
        #expect(try #require(found.first?.similarity) > 0.7)
        #expect(try trial.tampered("UPDATE near SET sketch = replace(sketch, 'a', 'b')").faults.count == 3)
        #expect(try trial.verify().isClean)
    }
}
