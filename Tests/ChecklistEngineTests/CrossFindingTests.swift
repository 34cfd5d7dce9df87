// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

/// From claims of several packages to findings.
struct CrossFindingTests {
    private let person =
        "<person><name>张三</name><id-number>\(idNumber(1))</id-number><role>assessor</role>"
        + "<certificate-number>S0033012204518</certificate-number><phone>13957120846</phone></person>"
        + "<site><address>杭州市西湖区文三路188号</address></site>"

    @Test func whatTwoApplicantsClaimIsFound() throws {
        let first = try claims(person)
        let second = try claims(person, name: "宁波样例机床有限公司")
        let found = findings([("甲", first), ("乙", second)])
        #expect(Set(found.map(\.kind)) == [.person, .phone, .certificate, .site])
        for finding in found {
            #expect(finding.condition == "X-05" && finding.claimants.map(\.package) == ["乙", "甲"].sorted())
            #expect(Set(finding.claimants.map(\.applicant)) == ["杭州示例机械有限公司", "宁波样例机床有限公司"])
            #expect(!finding.shown.contains(idNumber(1)) && !finding.shown.contains("13957120846"))
        }
        #expect(found.first { $0.kind == .person }?.shown.hasPrefix("张三 330106**********") == true)
        #expect(found.first { $0.kind == .site }?.shown == "杭州市西湖区文三路188号")
        // Take one of them away, and nothing is claimed twice.
        #expect(findings([("甲", first)]).isEmpty)
        for kind in [CrossFinding.Kind.person, .phone, .certificate, .site] {
            var less = second
            less.claims.removeAll { $0.kind == kind }
            #expect(findings([("甲", first), ("乙", less)]).map(\.kind).contains(kind) == false)
        }
    }

    @Test func anApplicantWhoComesTwiceIsOne() throws {
        let first = try claims(person)
        #expect(findings([("甲", first), ("甲-补正", try claims(person, name: "杭州示例机械有限责任公司"))]).isEmpty)
        // A third package joins the two that share a code or a name.
        let applicants = [
            Applicant(name: "甲", keys: ["uscc:1", "name:甲"]), Applicant(name: "甲厂", keys: ["uscc:1", "name:甲厂"]),
            Applicant(name: "甲厂", keys: ["name:甲厂"]),
        ]
        #expect(!CrossApplicant.areSeveral(applicants.enumerated().map { ("\($0.offset)", $0.element) }))
        let others = applicants + [Applicant(name: nil, keys: [])]
        #expect(CrossApplicant.areSeveral(others.enumerated().map { ("\($0.offset)", $0.element) }))
        #expect(
            !CrossApplicant.areSeveral([("a", Applicant(name: nil, keys: [])), ("a", Applicant(name: nil, keys: []))]))
    }

    @Test func theIdentityIsCodeAndName() throws {
        func dossier(_ xml: String) throws -> Dossier { try Package(xml: xml).request().dossier }
        let valid = "91330106MA2AXXXX0Y"
        let plain = try dossier("<applicant><name>甲公司</name><uscc>\(valid)</uscc></applicant>")
        // A code whose check character fails is none.
        #expect(!UnifiedCode.isValid(valid) && Applicant(plain).keys == ["name:甲公司"])
        let head = "91330106MA2B00000"
        let right = try #require(UnifiedCode.alphabet.map { head + String($0) }.first { UnifiedCode.isValid($0) })
        let coded = try dossier("<applicant><name>甲公司</name><uscc>\(right)</uscc></applicant>")
        #expect(Applicant(coded).keys == ["uscc:\(right)", "name:甲公司"])
        #expect(Applicant(try dossier("<site><name>甲</name></site>")).keys.isEmpty)
    }

    @Test func aNumberWithTwoNamesSaysBoth() throws {
        let other = person.replacing("张三", with: "李四")
        let found = findings([("甲", try claims(person)), ("乙", try claims(other, name: "宁波样例机床有限公司"))])
        let certificate = try #require(found.first { $0.kind == .certificate })
        #expect(certificate.shown.contains("张三") && certificate.shown.contains("李四"))
    }

    @Test func theOrderOfPackagesIsOfNoMatter() throws {
        let packages = try (1...6).map { number in
            ("包\(number)", try claims(person, name: "示例\(number)有限公司"))
        }
        let expected = findings(packages)
        var generator = Seeded(7)
        for _ in 0..<5 { #expect(findings(packages.shuffled(using: &generator)) == expected) }
        #expect(expected.allSatisfy { $0.claimants.count == 6 })
    }

    @Test func fewPlacesOfAPackage() throws {
        let row = CrossApplicant.Row(
            package: "甲", applicant: Applicant(name: "甲", keys: ["name:甲"]),
            claim: Claim(
                kind: .person, key: "", shown: "x",
                evidence: Evidence(document: "a.pdf", quote: "", method: .text, confidence: 0.9)))
        var rows = (1...20).map { page in
            var row = row
            row.claim.evidence.page = page
            row.claim.evidence.confidence = Double(page) / 20
            return row
        }
        var other = row
        (other.package, other.applicant) = ("乙", Applicant(name: "乙", keys: ["name:乙"]))
        rows.append(other)
        let finding = try #require(CrossApplicant.finding(rows))
        #expect(finding.claimants.filter { $0.package == "甲" }.compactMap(\.evidence.page) == [20, 19, 18])
        #expect(CrossApplicant.finding([]) == nil)
    }

    @Test func aPartIsNotSaidTwice() throws {
        func finding(_ kind: CrossFinding.Kind, _ places: [(String, String)]) -> CrossFinding {
            CrossFinding(
                condition: "X-05", kind: kind, shown: "",
                claimants: places.map {
                    .init(
                        package: $0.0, applicant: nil,
                        evidence: Evidence(document: $0.1, quote: "", method: .text, confidence: 1))
                })
        }
        let whole = finding(.compendium, [("甲", "a.pdf"), ("乙", "b.pdf")])
        let inside = finding(.compendium, [("甲", "a.pdf"), ("乙", "b.pdf")])
        let wider = finding(.compendium, [("甲", "a.pdf"), ("丙", "c.pdf")])
        let elsewhere = finding(.compendium, [("甲", "x.pdf"), ("乙", "b.pdf")])
        #expect(CrossApplicant.notCovered([inside, wider, elsewhere], by: [whole]) == [wider, elsewhere])
        #expect(CrossApplicant.notCovered([inside], by: []) == [inside])
    }

    @Test(arguments: CrossFinding.Kind.allCases, Language.allCases)
    func everyKindHasItsWords(kind: CrossFinding.Kind, language: Language) {
        for text in [kind.title(language), kind.explanation(language), kind.question(language)] {
            #expect(!text.isEmpty)
            for word in ["通过", "不予设立", "不符合"] { #expect(!text.contains(word)) }
        }
        #expect(kind.question(language).hasSuffix(language == .zh ? "？" : "?"))
    }
}
