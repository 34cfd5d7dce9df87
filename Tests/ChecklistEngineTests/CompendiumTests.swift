// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

/// Whether compendia are near copies of each other.
struct CompendiumTests {
    private func package(_ text: String, _ name: String) throws -> PackageClaims {
        try claims("", name: name, rules: [compendium(text)])
    }

    private func findings(_ a: String, _ b: String, _ scope: NearClaim.Scope = .compendium) throws -> [CrossFinding] {
        nearFindings(
            [
                ("甲", try package(a, "杭州示例机械有限公司")),
                ("乙", try package(b, b.contains("绍兴测试") ? "绍兴测试装备股份有限公司" : "宁波样例职业培训学校")),
            ], scope)
    }

    private func truth(_ a: String, _ b: String) throws -> Double {
        let law = try #require(shipped.get().law)
        let names = ["杭州示例机械有限公司", "绍兴测试装备股份有限公司", "宁波样例职业培训学校"]
        let common = Shingles(law)
        return Shingles(a, without: names, common: common).similarity(
            to: Shingles(b, without: names, common: common))
    }

    @Test func compendiaOfTheirOwnAreNoCopies() throws {
        #expect(try truth(CompendiumTexts.first, CompendiumTexts.second) < 0.02)
        #expect(try findings(CompendiumTexts.first, CompendiumTexts.second).isEmpty)
        #expect(try findings(CompendiumTexts.first, CompendiumTexts.second, .rule).isEmpty)
    }

    @Test func anotherNameAndOtherFiguresAreACopy() throws {
        let found = try findings(CompendiumTexts.first, CompendiumTexts.renamed)
        #expect(found.count == 1 && found.first?.kind == .compendium && found.first?.condition == "X-05")
        #expect((found.first?.similarity ?? 0) > 0.9 && found.first?.shown == "管理制度汇编")
        #expect(found.first?.claimants.map(\.applicant) == ["绍兴测试装备股份有限公司", "杭州示例机械有限公司"])
        // Take the copy away.
        #expect(try nearFindings([("甲", package(CompendiumTexts.first, "杭州示例机械有限公司"))], .compendium).isEmpty)
    }

    /// Three paragraphs in ten written anew leave a copy, half of them do not.
    @Test func paragraphsWrittenAnew() throws {
        let third = CompendiumTexts.rewritten([1, 4, 7])
        let likeness = try truth(CompendiumTexts.first, third)
        #expect(likeness > 0.45 && likeness < 0.55, "\(likeness)")
        #expect(try findings(CompendiumTexts.first, third).count == 1)
        let half = CompendiumTexts.rewritten([1, 3, 5, 7, 9])
        #expect(try truth(CompendiumTexts.first, half) < 0.3)
        #expect(try findings(CompendiumTexts.first, half).isEmpty)
    }

    /// One rule of another's compendium in one's own.
    @Test func aRuleThatWasTakenOver() throws {
        let rules = CompendiumTexts.first.components(separatedBy: "## ")
        var own = CompendiumTexts.second.components(separatedBy: "## ")
        own[3] = rules[3]
        let mixed = own.joined(separator: "## ")
        #expect(try findings(CompendiumTexts.first, mixed).isEmpty)
        let found = try findings(CompendiumTexts.first, mixed, .rule)
        #expect(found.map(\.shown) == ["质量管理制度"] && found.first?.similarity == 1)
    }

    /// Who submits rules as a document each may have them from a compendium.
    @Test func aRuleThatIsADocumentOfItsOwn() throws {
        let rules = CompendiumTexts.first.components(separatedBy: "## ")
        let found = try findings(CompendiumTexts.second, rules[3], .rule)
        #expect(found.isEmpty)
        #expect(try findings(CompendiumTexts.first, rules[3], .compendium).isEmpty)
        #expect(try findings(CompendiumTexts.first, rules[3], .rule).count == 1)
    }

    /// What everybody copies from the law makes nobody a copier.
    @Test func theLawsOwnWordsDoNotCount() throws {
        let law = try #require(shipped.get().law)
        #expect(try claims("", rules: [compendium(law)]).nearClaims.isEmpty)
        let quoted = String(law.prefix(3000))
        #expect(try findings(CompendiumTexts.first + quoted, CompendiumTexts.second + quoted).isEmpty)
    }

    @Test func aPackageIsSmall() throws {
        let text = String(repeating: CompendiumTexts.first + CompendiumTexts.second, count: 20)
        let package = try package(text, "杭州示例机械有限公司")
        #expect(package.nearClaims.count <= 101)
        #expect(try JSONEncoder().encode(package).count < 101 * 1500)
        #expect(try JSONDecoder().decode(PackageClaims.self, from: JSONEncoder().encode(package)) == package)
    }
}

/// The same photograph in several packages.
struct CrossPhotographTests {
    private func photograph(_ seed: UInt64, changed: Int = 0, page: Int = 1) throws -> PictureSighting {
        var generator = Seeded(seed)
        var steps = (0..<256).map { _ in Double.random(in: -40...40, using: &generator) }
        for spot in 0..<changed { steps[spot * 20] = -steps[spot * 20] + 4 }
        return PictureSighting(
            fingerprint: try #require(PictureFingerprint(steps: steps)),
            evidence: Evidence(document: "照片.pdf", page: page, quote: "（图片）", method: .text, confidence: 1))
    }

    @Test func theSamePhotographIsFound() throws {
        let first = try claims("", photographs: [photograph(1), photograph(2, page: 2), photograph(2, page: 3)])
        #expect(first.nearClaims.count == 2)
        let second = try claims("", name: "乙", photographs: [photograph(3), photograph(2, changed: 4, page: 9)])
        let found = nearFindings([("甲", first), ("乙", second)], .photograph)
        #expect(found.map(\.kind) == [.photo] && (found.first?.similarity ?? 0) >= 0.95)
        #expect(found.first?.claimants.map(\.evidence.page) == [9, 2])
        #expect(
            nearFindings([("甲", first), ("乙", try claims("", name: "乙", photographs: [photograph(3)]))], .photograph)
                .isEmpty)
    }

    /// The emblem on every licence is nobody's photograph.
    @Test func picturesOnDocumentsOfAuthoritiesDoNotCount() throws {
        func package(_ kind: String, _ name: String) throws -> (String, PackageClaims) {
            let document = "<document><kind>\(kind)</kind><file>照片.pdf</file><pages>1-2</pages></document>"
            return (name, try claims(document, name: name, photographs: [photograph(1)]))
        }
        #expect(
            nearFindings([try package("registration", "甲"), try package("registration", "乙")], .photograph).isEmpty)
        #expect(
            nearFindings([try package("site-photos", "甲"), try package("site-photos", "乙")], .photograph).count == 1)
    }
}
