// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

/// What counts only where an announcement asks for it, and notes that are shown only where their case arises.
@Suite struct RoundDependentTests {
    private let capital = """
        - measure: applicant/name
          present: true
        - if-set: lease-min-months
          measure: number(applicant/registered-capital)
          evidence: applicant/registered-capital
          given: applicant/registered-capital
          at-least: {threshold: lease-min-months}
        """

    private let xml = "<applicant><name>甲</name><registered-capital>10</registered-capital></applicant>"

    @Test func aFigureThatIsNotSetAsksForNothing() throws {
        #expect(try outcome(capital, xml) == "met")
        #expect(try outcome(capital, xml, thresholds: ["max-occupations": 3]) == "met")
    }

    @Test func aFigureThatIsSetCounts() throws {
        #expect(try outcome(capital, xml, thresholds: ["lease-min-months": 10]) == "met")
        #expect(try outcome(capital, xml, thresholds: ["lease-min-months": 11]) == "unmet")
        let nothing = "<applicant><name>甲</name></applicant>"
        #expect(try outcome(capital, nothing, thresholds: ["lease-min-months": 11]) == "missing")
    }

    private func occupations(_ rules: [Round.OccupationRule], _ check: String, _ xml: String) throws -> String {
        let round = Round(id: "r", title: "r", occupations: rules)
        return outcome(try assess(condition(check), Package(xml: xml), round: round))
    }

    @Test func aRuleForOneOccupationIsForThatOneAlone() throws {
        let check = """
            - if-set: occupation/max-occupations
              for-each: occupation
              measure: number($item/headcount)
              evidence: $item/headcount
              at-least: {threshold: max-occupations}
            """
        let rule = Round.OccupationRule(name: "车工", thresholds: ["max-occupations": 5], equipment: [])
        let turner = "<occupation><name>车工</name><headcount>4</headcount></occupation>"
        let baker = "<occupation><name>西式面点师</name><headcount>1</headcount></occupation>"
        #expect(try occupations([rule], check, turner + baker) == "unmet")
        #expect(try occupations([rule], check, turner.replacing("4", with: "5") + baker) == "met")
        // By the name of the 工种, too.
        let trade = "<occupation><name>机械冷加工</name><trade>车工</trade><headcount>4</headcount></occupation>"
        #expect(try occupations([rule], check, trade) == "unmet")
        #expect(try occupations([], check, turner) == "not-applicable")
    }

    @Test func equipmentOfTheAnnouncementIsLookedForOneByOne() throws {
        let check = """
            - if-set: occupation/equipment
              for-each: round/occupation/equipment
              measure: /dossier/equipment/name[contains(., $item)]
              present: true
              given: /dossier/equipment/name
              otherwise: missing
              gap: 未见{item}。
              met: 已见{item}。
            """
        let rule = Round.OccupationRule(name: "车工", thresholds: [:], equipment: ["普通车床", "千分尺"])
        let lathe = "<equipment><name>普通车床 CA6140</name></equipment>"
        let round = Round(id: "r", title: "r", occupations: [rule])
        let finding = try assess(condition(check), Package(xml: lathe), round: round)
        #expect(outcome(finding) == "missing")
        #expect(finding.explanation == "未见千分尺。")
        #expect(try occupations([rule], check, lathe + "<equipment><name>千分尺</name></equipment>") == "met")
    }

    @Test func whatTheRoundSaysIsNoEvidenceOfTheApplicants() throws {
        let check = "- measure: round/method\n  present: true\n  given: applicant/name"
        let round = Round(id: "r", title: "r", methods: ["资料审核"])
        let text = condition(check)
        #expect(outcome(try assess(text, Package(xml: "<applicant><name>甲</name></applicant>"), round: round)) != "met")
    }

    @Test func anOccupationThatTheRoundAsksNothingOfIsNotMissing() throws {
        let check = """
            - if-set: occupation/max-occupations
              for-each: occupation
              measure: number($item/headcount)
              evidence: $item/headcount
              at-least: {threshold: max-occupations}
            """
        let rule = Round.OccupationRule(name: "车工", thresholds: ["max-occupations": 5], equipment: [])
        let welder = "<occupation><name>焊工</name><headcount>1</headcount></occupation>"
        #expect(try occupations([rule], check, welder) == "not-applicable")
        let faint =
            "<occupation><name in=\"application-form\" confidence=\"0.4\">车土</name><headcount>1</headcount></occupation>"
        #expect(try occupations([rule], check, faint) == "review/confidence")
    }

    @Test func notesAppearWhereTheirCaseArises() throws {
        let more = """
            notes:
              - {note: H4, when: count(person) > 1}
              - {remark: "共{=count(person)}人。", english: "{=count(person)} people.", when: person}
            """
        let check = "- measure: person\n  present: true"
        let one = try assess(condition(check, more: more), Package(xml: "<person><name>甲</name></person>"))
        #expect(one.notes == ["共1人。"])
        let people = "<person><name>甲</name></person><person><name>乙</name></person>"
        let two = try assess(condition(check, more: more), Package(xml: people))
        #expect(two.notes.count == 2)
        #expect(two.notes.first?.hasPrefix("H4：") == true)
        let english = try assess(condition(check, more: more), Package(xml: people, language: .en))
        #expect(english.notes.last == "2 people.")
    }

    @Test func brokenNotesAndNamesAreConfigurationErrors() {
        for more in ["notes:\n  - {note: H99}", "notes:\n  - {english: x}", "notes:\n  - {remark: \"{measured\"}"] {
            #expect(throws: ConfigurationError.self) {
                try load(["conditions/1-a.yaml": condition("- measure: person\n  present: true", more: more)])
            }
        }
        #expect(throws: ConfigurationError.self) {
            try load(["conditions/1-a.yaml": condition("- measure: person\n  present: true\n  if-set: no-such-figure")])
        }
    }
}
