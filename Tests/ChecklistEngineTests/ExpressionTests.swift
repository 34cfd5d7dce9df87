// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ChecklistEngine

@Suite struct ExpressionTests {
    private func facts(_ text: String, item: Set<FactPlace> = []) throws -> ExpressionFacts {
        try ExpressionFacts.of(text, variables: ["item": item])
    }

    @Test func namesTheFactsWithTheirEntities() throws {
        let text =
            "count(person[role='assessor'][occupation=/dossier/occupation[1]/name]) > count(//site[../applicant/name])"
        let facts = try facts(text)
        #expect(
            facts.leaves.map(\.text).sorted() == [
                "applicant/name", "occupation/name", "person/occupation", "person/role",
            ])
        #expect(facts.entities == ["person", "occupation", "site", "applicant"])
        #expect(facts.unknown.isEmpty)
        // `occupation` is an entity here and a leaf there; levels are what `level` is made of.
        #expect(try self.facts("occupation/level").leaves == [FactPath(entity: "occupation", leaf: "levels")])
        #expect(try self.facts("$item/trade", item: [.entity("occupation")]).leaves.map(\.text) == ["occupation/trade"])
    }

    @Test func findsNamesThatDoNotExist() throws {
        func unknown(_ text: String) throws -> [String] { try facts(text).unknown.map { "\($0.name)@\($0.offset)" } }
        #expect(try unknown("person[rolle='x']/nam") == ["rolle@7", "nam@18"])
        #expect(try unknown("persons/name") == ["persons@0"])
        #expect(try unknown("round/window/form = class") == ["form@13"])
        #expect(try unknown("round/occupation[name='车工']/min-site-area") == [])
        #expect(try unknown("site[not(tenure='owned')]/*[. = 'x']") == [])
        #expect(try unknown("(person | site)/name") == [])
        #expect(try unknown("(person | site)/salary") == ["salary@16"])
        #expect(try unknown("person/phone/text()") == [])
        #expect(try unknown("person[following-sibling::person/name = name]") == [])
    }

    @Test func knowsWhatAnExpressionRestsOn() throws {
        func operands(_ text: String) throws -> [String] {
            try facts(text).operands.map { "\($0.text) \($0.role)\($0.alternative ? "?" : "")" }
        }
        #expect(try operands("count(person[role='x'][name])") == ["person[role='x'][name] aggregate"])
        #expect(
            try operands("months-between(today(), site/lease-until) >= 12") == ["site/lease-until argument"])
        #expect(
            try operands("site = person and not(policy) or consent") == [
                "site scalar?", "person scalar?", "policy absence?", "consent existence?",
            ])
        #expect(try operands("not(site/name = 'x' and site/area)") == ["site/name scalar?", "site/area absence?"])
        #expect(try operands("not(site or person)") == ["site absence", "person absence"])
        #expect(try operands("site/name | site/address") == ["site/name existence?", "site/address existence?"])
        #expect(try operands("-site/area * 2") == ["site/area scalar"])
        #expect(try facts("count(site) > 1").isCount == false)
        #expect(try facts("count(site)").isCount)
    }

    @Test func needsWhatItDoesNotAskFor() throws {
        func needed(_ text: String) throws -> [String] { try facts(text).needed.map(\.text) }
        #expect(try needed("uscc-valid(applicant/uscc)") == ["applicant/uscc"])
        #expect(try needed("applicant/uscc and uscc-valid(applicant/uscc)") == [])
        #expect(try needed("not(person/phone = preceding-sibling::person/phone)") == ["person/phone"])
        #expect(try needed("qualification(occupation/name, occupation/code, occupation/trade)") == ["occupation/name"])
    }

    @Test func knowsWhatItNeedsOfTheRound() throws {
        #expect(try facts("on-or-after(application/submitted-on, round/window/from)").roundPaths == ["window/from"])
        #expect(try facts("class = round/class").roundPaths == ["class"])
        #expect(try facts("class = round/class").usesClass)
        #expect(try facts("round").roundPaths == [])
    }

    @Test(arguments: [
        "person[", "a b", "count(person", "'x", "a//", "$", "a[]", "(a", "a and", "1 +", "a::b::c", "@", "#",
    ]) func brokenSyntax(_ text: String) {
        #expect(throws: XPathSyntax.SyntaxError.self) { try XPathSyntax.parse(text) }
    }

    @Test func nestingIsBounded() {
        for text in [
            String(repeating: "(", count: 100_000) + "1", String(repeating: "a[", count: 100_000),
            String(repeating: "not(", count: 100) + "1" + String(repeating: ")", count: 100),
        ] { #expect(throws: XPathSyntax.SyntaxError.self) { try XPathSyntax.parse(text) } }
        #expect(throws: Never.self) { try XPathSyntax.parse(String(repeating: "-", count: 100_000) + "1") }
        #expect(throws: Never.self) {
            try XPathSyntax.parse(String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60))
        }
    }

    // Everything that conditions use has to be understood, or its doubts would go unseen.
    @Test func operatorsAreToldFromNames() throws {
        for text in [
            "div div mod", "* * *", "and and or", "person[position() = last()]", "../@n", "//person/.", "/", "/dossier",
            "self::node()", "(1)", "3.5 > .5", "-(-1)", "a[1][2]/b[c]", "'it''s' = \"x\"".replacing("''", with: ""),
            "ancestor::dossier/site", "person/phone/text()", "count(a|b|c)", "a<=b", "a!=b", "a>=b and c<d",
        ] {
            #expect(throws: Never.self, "\(text)") { try XPathSyntax.parse(text) }
        }
    }

    @Test func templates() throws {
        let template = try #require(TextTemplate("{item}：{measured}人，{=count(site)}处。"))
        #expect(template.expressions == ["count(site)"])
        #expect(template.uses("item"))
        #expect(!template.uses("required"))
        #expect(TextTemplate("{unknown}") == nil)
        #expect(TextTemplate("{measured") == nil)
        #expect(TextTemplate("无")?.parts == [.words("无")])
    }
}
