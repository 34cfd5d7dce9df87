// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import ChecklistEngine

private let site = "- measure: site\n  present: true\n  met: 有场地。\n  gap: 无场地。"

@Suite struct ClassTests {
    /// One condition for every class, one for employers only.
    private func findings(_ xml: String, asked: ApplicantClass?) throws -> [Finding] {
        let only = condition(site).replacing("1-a", with: "2-a")
            .replacing("[employer, training-organization, appraisal-body, special-skill-body]", with: "[employer]")
        let checklist = try load(["conditions/1-a.yaml": condition(site), "conditions/2-a.yaml": only])
        let package = Package(xml: xml + "<site><name>考场</name></site>", applicantClass: asked)
        return try Engine(checklist: checklist).assess(package.request()).findings
    }

    private func outcomes(_ xml: String, asked: ApplicantClass? = nil) throws -> [String] {
        try findings(xml, asked: asked).map(outcome)
    }

    @Test func comesFromTheRequestElseFromTheForm() throws {
        #expect(try outcomes("", asked: .employer) == ["met", "met"])
        #expect(try outcomes("", asked: .appraisalBody) == ["met", "not-applicable"])
        #expect(try outcomes("<application><class>employer</class></application>") == ["met", "met"])
        #expect(
            try outcomes("<application><class>special-skill-body</class></application>") == ["met", "not-applicable"])
    }

    @Test func whatIsOpenIsNeverMet() throws {
        #expect(try outcomes("") == ["met", "review/unreadable"])
        #expect(try outcomes("<application><class>协会</class></application>") == ["met", "review/unreadable"])
        #expect(
            try outcomes("<application><class confidence='0.5'>employer</class></application>") == [
                "met", "review/confidence",
            ])
        let both = "<application><class>employer</class><class>training-organization</class></application>"
        #expect(try outcomes(both) == ["met", "review/conflict"])
        let finding = try #require(try findings(both, asked: nil).last)
        #expect(finding.explanation.hasPrefix("申报类别在材料间不一致：“employer”"))
        #expect(finding.evidence.count == 2)
    }

    @Test func aDifferentClassOnTheFormIsSaid() throws {
        let stated = "<application><class>training-organization</class></application>"
        let findings = try findings(stated, asked: .employer)
        #expect(findings.map(\.notes.count) == [0, 1])
        #expect(findings.last?.notes.first == "申报材料所载类别为社会培训评价组织，本次按用人单位核查。")
    }

    @Test func expressionsSeeTheClassWithItsEvidence() throws {
        let check = "- measure: class\n  one-of: [employer]\n  met: 是。\n  gap: 否。"
        func state(_ xml: String, _ asked: ApplicantClass?) throws -> String {
            outcome(try assess(condition(check), Package(xml: xml, applicantClass: asked)))
        }
        let form = "<application><class>employer</class></application>"
        #expect(try state(form, nil) == "met")
        #expect(try state(form, .employer) == "met")
        // Only the caller says so: no evidence.
        #expect(try state("", .employer) == "missing")
        #expect(try state("", nil) == "review/unreadable")
        #expect(try state(form.replacing("employer", with: "appraisal-body"), nil) == "unmet")
    }
}

@Suite struct ConditionTests {
    private func people(_ occupation: String, _ count: Int) -> String {
        String(repeating: "<person><role>assessor</role><occupation>\(occupation)</occupation></person>", count: count)
    }

    private let perOccupation = """
        - for-each: occupation
          measure: count(/dossier/person[role='assessor'][occupation=$item/name])
          at-least: {threshold: min-full-time-staff}
          unit: 名
          met: "{item}有{measured}名。"
          gap: "{item}只有{measured}名，应有{required}名。"
          remedy: 请为{item}补{shortfall}名。
        """

    @Test func forEachAsksForEveryItem() throws {
        let two = "<occupation><name>车工</name></occupation><occupation><name>钳工</name></occupation>"
        let figures = ["min-full-time-staff": 2.0]
        func finding(_ xml: String) throws -> Finding {
            try assess(condition(perOccupation), Package(xml: xml), thresholds: figures)
        }
        #expect(try finding(two + people("车工", 2) + people("钳工", 2)).explanation == "车工有2名。钳工有2名。")
        let lacking = try finding(two + people("车工", 2) + people("钳工", 1))
        #expect(lacking.explanation == "钳工只有1名，应有2名。")
        #expect(lacking.remedy == "请为钳工补1名。")
        #expect(outcome(lacking) == "unmet")
        #expect(outcome(try finding(two + people("车工", 2))) == "missing")
        // Nothing to ask for is not met.
        #expect(outcome(try finding(people("车工", 2))) == "missing")
        let faint = two.replacing("<name>钳", with: "<name confidence='0.2'>钳")
        #expect(outcome(try finding(faint + people("车工", 2) + people("钳工", 2))) == "review/confidence")
    }

    @Test func occupationsMayHaveTheirOwnFigures() throws {
        var round = Round(id: "r", title: "r", thresholds: ["min-full-time-staff": 1])
        round.occupations = [.init(name: "钳工", thresholds: ["min-full-time-staff": 2], equipment: [])]
        let xml = "<occupation><name>车工</name></occupation><occupation><name>钳 工</name></occupation>"
        let one = people("车工", 1) + people("钳 工", 1)
        #expect(outcome(try assess(condition(perOccupation), Package(xml: xml + one), round: round)) == "unmet")
        let more = people("车工", 1) + people("钳 工", 2)
        #expect(outcome(try assess(condition(perOccupation), Package(xml: xml + more), round: round)) == "met")
    }

    @Test func itemsLeftOutByADoubtfulReadingAreNotForgotten() throws {
        let leased = """
            - for-each: site[tenure='leased']
              measure: $item/lease-until
              on-or-after: 2027-01-01
              met: "{item}租至{measured}。"
              gap: "{item}租至{measured}。"
            """
        let good = "<site><name>甲</name><tenure>leased</tenure><lease-until>2028-01-01</lease-until></site>"
        #expect(try outcome(leased, good) == "met")
        #expect(try outcome(leased, good + "<site><name>乙</name><tenure>owned</tenure></site>") == "met")
        #expect(
            try outcome(leased, good + "<site><name>乙</name><tenure confidence='0.3'>owned</tenure></site>")
                == "review/confidence")
        // No leased site among those there are: the check says nothing, and a condition of nothing is missing.
        #expect(try outcome(leased, "<site><tenure>owned</tenure></site>") == "missing")
        #expect(try outcome(leased + "\n" + site, "<site><tenure>owned</tenure></site>") == "met")
    }

    @Test func whenSaysWhetherItApplies() throws {
        let check = "- measure: site/lessor\n  present: true\n  when: site/tenure = 'leased'\n  met: 有。\n  gap: 无。"
        #expect(try outcome(check, "<site><tenure>leased</tenure><lessor>乙</lessor></site>") == "met")
        #expect(try outcome(check, "<site><tenure>owned</tenure></site>") == "not-applicable")
        #expect(try outcome(check, "<site><tenure confidence='0.5'>owned</tenure></site>") == "review/confidence")
        #expect(try outcome(check, "", unreadable: ["site-lease"]) == "review/unreadable")
        #expect(try outcome(check, "", unreadable: ["credit-report"]) == "not-applicable")
        #expect(
            try outcome(site, "<site><name>甲</name></site>", more: "when: count(subsidiary) > 0") == "not-applicable")
        #expect(
            try outcome(
                site, "<site><name>甲</name></site><subsidiary><name>乙</name></subsidiary>",
                more: "when: count(subsidiary) > 0") == "met")
    }

    @Test func partsOfTheRoundThatAreOpenDecideNothing() throws {
        let window =
            "- measure: on-or-after(application/submitted-on, round/window/from)\n  holds: true\n  met: 在。\n  gap: 不在。"
        let value = "- measure: application/submitted-on\n  on-or-before: {round: window/to}\n  met: 在。\n  gap: 不在。"
        let form = "<application><submitted-on>2026-03-10</submitted-on></application>"
        var round = Round(id: "r", title: "r")
        for check in [window, value] {
            #expect(outcome(try assess(condition(check), Package(xml: form))) == "review/threshold")
            #expect(outcome(try assess(condition(check), Package(xml: form), round: round)) == "review/threshold")
            #expect(outcome(try assess(condition(check), Package(xml: ""), round: round)) == "missing")
        }
        round.window = .init(from: "2026-03-01", to: "2026-03-31")
        for check in [window, value] {
            #expect(outcome(try assess(condition(check), Package(xml: form), round: round)) == "met")
        }
        round.window = .init(from: "2026-03-11", to: "2026-03-09")
        for check in [window, value] {
            #expect(outcome(try assess(condition(check), Package(xml: form), round: round)) == "unmet")
        }
    }

    @Test func theWorstCheckDecides() throws {
        func two(_ first: String, _ second: String) throws -> String {
            try outcome("\(site)\n- measure: applicant/email\n  \(first)", second)
        }
        let place = "<site><name>甲</name></site>"
        let mail = "equals: a@b\n  met: 是。\n  gap: 否。"
        #expect(try two(mail, place + "<applicant><email>a@b</email></applicant>") == "met")
        #expect(try two(mail, place + "<applicant><email>c@d</email></applicant>") == "unmet")
        #expect(try two(mail, "<applicant><email>c@d</email></applicant>") == "unmet")
        #expect(try two(mail, place) == "missing")
        #expect(
            try two(mail, place + "<applicant><email>a@b</email><email>c@d</email></applicant>") == "review/conflict")
        #expect(try two(mail, "<applicant><email>a@b</email><email>c@d</email></applicant>") == "missing")
    }

    @Test func whatOtherEntitiesSayIsDoubtedToo() throws {
        let check = """
            - measure: count(site[lessee=/dossier/applicant/name])
              at-least: 1
              met: 有。
              gap: 无。
            """
        let leased = "<site><lessee>甲公司</lessee></site>"
        #expect(try outcome(check, leased + "<applicant><name>甲公司</name></applicant>") == "met")
        #expect(
            try outcome(check, leased + "<applicant><name confidence='0.4'>甲公司</name></applicant>")
                == "review/confidence")
        #expect(
            try outcome(check, leased + "<applicant><name>甲公司</name><name>乙公司</name></applicant>") == "review/conflict")
    }

    @Test func notesAndQuestionsAreShown() throws {
        let text = condition(site, judge: "reviewer", more: "notes: [H4]")
        let finding = try assess(text, Package(xml: "<site><name>甲</name></site>"))
        #expect(finding.notes == ["H4：应分别计数。（管理办法第七条（二））"])
        #expect(finding.question == "是否符合？")
        #expect(finding.explanation == "有场地。是否符合须由评审人员判断。")
        #expect(finding.gloss == nil)
        let without = condition(site, more: "notes: [H4]\nwhen: subsidiary")
        #expect(try assess(without, Package(xml: "<site><name>甲</name></site>")).notes == [])
    }

    @Test func englishIsUsedWhereThereIsSome() throws {
        let english = """
            english:
              phrase: full-time staff
              question: Are there enough?
              checks:
                - met: "{measured} persons, {required} required."
                  gap: "{measured} of {required} persons."
            """
        let check = """
            - measure: count(person[role='full-time-staff'])
              at-least: {threshold: min-full-time-staff}
              unit: 名
              met: 有{measured}名。
              gap: 只有{measured}名。
              remedy: 请补{shortfall}名。
            """
        let text = condition(check, judge: "reviewer") + "\n" + english
        func finding(_ count: Double?) throws -> Finding {
            let package = Package(xml: "<person><role>full-time-staff</role></person>", language: .en)
            return try assess(text, package, thresholds: count.map { ["min-full-time-staff": $0] })
        }
        let met = try finding(1)
        #expect(met.explanation == "1 persons, 1 required. Whether this suffices is for a reviewer to judge.")
        #expect([met.gloss, met.question, met.unit] == ["full-time staff", "Are there enough?", "persons"])
        #expect(met.phrase == "专职工作人员")
        let unmet = try finding(3)
        #expect(unmet.explanation == "1 of 3 persons.")
        #expect(unmet.remedy == "请补2名。")
        #expect(try finding(nil).explanation.contains("does not set \"Fewest full-time staff\""))
    }

    @Test func documentsInOneFileAreToldByPage() throws {
        var package = try Package(
            xml: "<document><kind>staff-roster</kind><file>合订.pdf</file><pages>3-5</pages></document>"
        ).request()
        func person(_ page: Int) -> Entity {
            let evidence = Evidence(document: "合订.pdf", page: page, quote: "张三", method: .text, confidence: 1)
            return Entity(name: "person", leaves: [Leaf(name: "name", value: "张三", raw: "张三", evidence: [evidence])])
        }
        let check = "- measure: person/name\n  present: true\n  proof: [staff-roster]\n  met: 有。\n  gap: 无。"
        let engine = try Engine(checklist: load(["conditions/1-a.yaml": condition(check)]))
        let dossier = package.dossier
        for (page, state) in [(2, FindingState.missing), (3, .met), (5, .met), (6, .missing)] {
            package.dossier.entities = dossier.entities + [person(page)]
            #expect(try engine.assess(package).findings.first?.state == state, "page \(page)")
        }
    }

    @Test func daysThatAreNoneStopTheRun() throws {
        let engine = try Engine(checklist: load(["conditions/1-a.yaml": condition(site)]))
        for day in ["", "2026-03", "长期", "2026-02-30", "today"] {
            #expect(throws: ConfigurationError.self) { try engine.assess(Package(xml: "", asOf: day).request()) }
        }
    }

    @Test func explainsEachStep() throws {
        let checklist = try load(["conditions/1-a.yaml": condition(perOccupation)])
        let round = Round(id: "r", title: "r", thresholds: ["min-full-time-staff": 2])
        let engine = try Engine(checklist: checklist, round: round)
        let package = Package(xml: "<occupation><name>车工</name></occupation>" + people("车工", 1))
        let explanation = try #require(try engine.explain("1-a", package.request()))
        let check = try #require(explanation.checks.first)
        #expect(check.item == "车工")
        #expect([check.measured, check.required] == ["1", "2"])
        #expect(check.passed == false)
        #expect(check.state == .unmet)
        #expect(check.selected == ["person {role=assessor occupation=车工}"])
        let text = explanation.text(.zh)
        #expect(text.contains("measure: count(/dossier/person[role='assessor'][occupation=$item/name])"))
        #expect(text.contains("at-least: 1 / 2 → 未达到"))
        #expect(text.hasSuffix("⇒ 不符合: 车工只有1名，应有2名。\n"))
        #expect(explanation.text(.en).contains("⇒ Unmet"))
        #expect(try engine.explain("9-z", package.request()) == nil)
    }

    @Test func anUnknownElementCannotPassForARound() throws {
        let check = "- measure: round/class\n  equals: employer\n  given: site\n  met: 是。\n  gap: 否。"
        var request = try Package(xml: "<site><name>甲</name></site>").request()
        let evidence = Evidence(document: "x", quote: "", method: .xml, confidence: 1)
        let leaf = Leaf(name: "class", value: "employer", raw: "", evidence: [evidence])
        request.dossier.entities.append(Entity(name: "round", leaves: [leaf]))
        request.dossier.entities.append(Entity(name: "no name at all", leaves: [leaf]))
        let finding = try Engine(checklist: load(["conditions/1-a.yaml": condition(check)])).assess(request).findings
            .first
        #expect(finding.map(outcome) == "review/threshold")
    }
}

@Suite struct LintTests {
    private func codes(_ text: String, _ more: [String: String] = [:]) throws -> Set<ConfigurationProblem.Code> {
        let files = more.merging(["conditions/1-a.yaml": text]) { first, _ in first }
        return Set(Lint.problems(of: try load(files)).map(\.code))
    }

    private static let full = condition(
        "- measure: count(site)\n  at-least: 1\n  given: site\n  met: 有。\n  gap: 无。",
        more: """
            notes: [H4]
            english:
              phrase: site
              checks: [{met: yes there is, gap: there is none}]
            examples:
              - {name: a, given: <dossier><site><name>x</name></site></dossier>, expect: met}
              - {name: b, given: <dossier/>, expect: missing}
              - {name: c, given: <dossier/>, expect: unmet}
              - {name: d, given: <dossier/>, expect: review, ground: unreadable}
            """)

    /// Two more lints need more than one condition, or the vocabulary.
    @Test func findsPairsThatExcludeEachOther() throws {
        func codes(_ one: String, _ other: String) throws -> [ConfigurationProblem.Code] {
            let second = condition(other).replacing("id: 1-a", with: "id: 1-b")
            let checklist = try load(["conditions/1-a.yaml": condition(one), "conditions/1-b.yaml": second])
            return Lint.problems(of: checklist).map(\.code).filter { $0 == .contradictoryPair }
        }
        func check(_ requirement: String, measure: String = "number(site/area)") -> String {
            "- measure: \(measure)\n  given: site\n  \(requirement)"
        }
        #expect(try codes(check("at-least: 5"), check("at-most: 4")) == [.contradictoryPair])
        #expect(try codes(check("at-least: 5"), check("at-most: 5")) == [])
        #expect(try codes(check("equals: a"), check("one-of: [b, c]")) == [.contradictoryPair])
        #expect(try codes(check("equals: a"), check("one-of: [b, a]")) == [])
        #expect(
            try codes(check("present: true", measure: "site"), check("absent: true", measure: "site"))
                == [.contradictoryPair])
        #expect(try codes(check("at-least: 5"), check("at-most: 4", measure: "number(site/seats)")) == [])
        // Where they never apply together, they do not exclude each other.
        #expect(try codes(check("at-least: 5") + "\n  when: site", check("at-most: 4")) == [])
    }

    @Test func findsFactsThatLeadNowhere() throws {
        let checklist = try load(["conditions/1-a.yaml": Self.full.replacing("count(site)", with: "count(site[area])")])
        func facts(_ supplied: Set<String>) -> [String] {
            Lint.problems(of: checklist, supplied: supplied)
                .filter { $0.code == .orphanFact || ($0.code == .unusedFact && $0.subject.hasPrefix("site")) }
                .map { "\($0.code.rawValue): \($0.subject)" }
        }
        #expect(facts(["site/area"]) == [])
        #expect(facts([]) == ["orphan-fact: site/area"])
        #expect(facts(["site/area", "site/seats"]) == ["unused-fact: site/seats"])
    }

    @Test func findsUnitsAndContradictionsThatNobodyKnows() throws {
        #expect(try codes(Self.full.replacing("notes: [H4]\n", with: "")).contains(.unusedContradiction))
        #expect(try codes(Self.full.replacing("given: site", with: "given: site\n    unit: 亩")).contains(.unknownUnit))
    }

    @Test func findsWhatLoadingCannot() throws {
        let law = [
            "law.md": "# 办法\n**第七条** 条件：\n（二）具有…机构，与评价工作相适应的**专职工作\n\n人员**，专兼职",
            "coverage.yaml": """
            measures: [{heading: 办法, name: 办法}]
            reasons: {lead-in: {text: 引语, english: Leads in}}
            articles:
              - {article: 办法第七条, pieces: [{text: 条件：, out-of-scope: lead-in}]}
              - article: 办法第七条（二）
                pieces: [{text: 具有…机构，与评价工作相适应的专职工作人员，专兼职, conditions: [1-a]}]
            """,
            "vocabulary.yaml": "kinds: [{id: staff-roster}, {id: site-lease}]",
        ]
        let full = Self.full
        #expect(try codes(full, law) == [])
        #expect(try codes(full.replacing("phrase: 专职工作人员", with: "phrase: 相适应的…专兼职"), law) == [])
        #expect(try codes(full.replacing("phrase: 专职工作人员", with: "phrase: 专兼职…相适应的"), law) == [.phraseNotInLaw])
        #expect(try codes(full.replacing("phrase: 专职工作人员", with: "phrase: 全职工作人员"), law) == [.phraseNotInLaw])
        #expect(try codes(full.replacing("phrase: 专职工作人员", with: "phrase: 全职\nderived: true"), law) == [])
        #expect(
            try codes(full.replacing("documents: [staff-roster", with: "documents: [roster"), law) == [.unknownKind])
        #expect(try codes(full.replacing("count(site)", with: "count(site[nmae])"), law) == [.unknownFact])
        #expect(try codes(full.replacing("gap: there is none", with: "missing: x"), law) == [.noEnglish])
        #expect(try codes(full.replacing("  phrase: site\n", with: ""), law) == [.noEnglish])
        #expect(
            try codes(full.replacing("expect: review, ground: unreadable", with: "expect: met"), law) == [.noExampleFor]
        )
        #expect(
            try codes(
                full.replacing(
                    "{name: c, given: <dossier/>, expect: unmet}", with: "{name: c, given: <dossier/>, expect: missing}"
                ), law) == [.noExampleFor])
        #expect(
            try codes(full.replacing("  - {name: c, given: <dossier/>, expect: unmet}\n", with: ""), law).contains(
                .fewExamples))
        let absent = full.replacing(
            "measure: count(site)\n    at-least: 1\n    given: site", with: "measure: site\n    absent: true")
        #expect(try codes(absent, law) == [.absentWithoutGiven])
        #expect(
            try codes(full.replacing("judged-by: machine", with: "judged-by: threshold\nquestion: 够吗？"), law).contains(
                .noThreshold))
    }

    @Test func examplesThatDoNotComeOutAreFailures() throws {
        let checklist = try load(["conditions/1-a.yaml": Self.full])
        let result = ExampleRunner(checklist).run()
        #expect(result.count == 4)
        #expect(result.failures.map(\.example) == ["c", "d"])
        #expect(result.failures.map(\.actual) == ["missing", "missing"])
        #expect(result.failures.last?.expected == "review/unreadable")
        #expect(result.failures.first?.line == 14)
        #expect(result.failures.first?.message(.en).contains("expected unmet, got missing") == true)
    }

    @Test func brokenExamplesAreFailures() throws {
        let broken = Self.full.replacing(
            "<dossier><site><name>x</name></site></dossier>", with: "<dossier><site><nam/></site></dossier>")
        let failures = ExampleRunner(try load(["conditions/1-a.yaml": broken])).run().failures
        #expect(failures.first?.actual == "xml-element")
    }

    /// A condition that would be met on a faint reading is caught, whatever its examples say.
    @Test func metExamplesAreSpoilt() throws {
        let checklist = try load(["conditions/1-a.yaml": Self.full])
        let condition = try #require(checklist.conditions.first)
        let example = try #require(condition.examples.first)
        #expect(ExampleRunner(checklist).run(example, of: condition) == [])
        var loose = checklist
        loose.confidenceFloor = 0.05
        #expect(ExampleRunner(loose).run(example, of: condition).map(\.expected) == ["not met: low confidence"])
    }
}
