// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import ChecklistEngine

private func people(_ count: Int, _ extra: String = "") -> String {
    (0..<count).map {
        "<person><name>员工\($0)</name><role>full-time-staff</role><employment\(extra)>full-time</employment></person>"
    }.joined()
}

private let staff = """
    - measure: count(person[role='full-time-staff'][employment='full-time'])
      at-least: {threshold: min-full-time-staff}
      unit: 人
      met: 专职{measured}名，要求{required}名。
      gap: 专职{measured}名，要求不少于{required}名。
      remedy: 请补配{shortfall}名。
      missing: 未见名册。
    """

/// A count of people against a figure of the round: the states, and every way out of a false met.
@Suite struct CountingTests {
    private let three = ["min-full-time-staff": 3.0]

    @Test func counts() throws {
        #expect(try outcome(staff, people(3), thresholds: three) == "met")
        #expect(try outcome(staff, people(2), thresholds: three) == "unmet")
        #expect(try outcome(staff, "", thresholds: three) == "missing")
        #expect(try outcome(staff, people(3)) == "review/threshold")
        #expect(try outcome(staff, people(3), thresholds: [:]) == "review/threshold")
        #expect(try outcome(staff, people(3), thresholds: three, judge: "reviewer") == "review/judgement")
    }

    @Test func saysHowMuchIsLacking() throws {
        let finding = try assess(condition(staff), Package(xml: people(2)), thresholds: three)
        #expect(finding.explanation == "专职2名，要求不少于3名。")
        #expect(finding.remedy == "请补配1名。")
        #expect([finding.measured, finding.required, finding.shortfall, finding.unit] == ["2", "3", "1", "人"])
        #expect(finding.question == nil)
        // Each person's evidence for the two leaves that the expression names.
        #expect(finding.evidence.map(\.quote) == ["1:full-time-staff", "1:full-time"])
        let missing = try assess(condition(staff), Package(xml: ""), thresholds: three)
        #expect(missing.explanation == "未见名册。")
        #expect(missing.remedy == "请补配3名。")
    }

    @Test func evidenceIsCapped() throws {
        let xml = (0..<30).map {
            "<person><role>full-time-staff</role>\n<employment>full-time</employment><name>\($0)</name></person>"
        }.joined()
        let finding = try assess(condition(staff), Package(xml: xml), thresholds: three)
        #expect(finding.evidence.count == 12)
        #expect(Set(finding.evidence).count == 12)
    }

    @Test func unsetFiguresAreNamed() throws {
        let finding = try assess(condition(staff), Package(xml: people(4)))
        #expect(finding.explanation == "公告未设定“专职工作人员数下限”，不能判定；材料中为4人。")
        #expect(finding.measured == "4")
        #expect(finding.required == nil)
        #expect(finding.question == "公告对此有何要求？")
    }

    @Test func faintReadingsDoNotCount() throws {
        let faint = people(1, " confidence='0.79'")
        #expect(try outcome(staff, people(2) + faint, thresholds: three) == "review/confidence")
        #expect(try outcome(staff, people(3, " confidence='0.8'"), thresholds: three) == "met")
        // Enough sure ones remain.
        #expect(try outcome(staff, people(3) + faint, thresholds: three) == "met")
        // Short by more than the faint ones could make up.
        let faintPart =
            "<person><role>full-time-staff</role><employment confidence='0.5'>part-time</employment></person>"
        #expect(try outcome(staff, people(2) + faintPart, thresholds: three) == "review/confidence")
        #expect(try outcome(staff, people(1) + faintPart, thresholds: three) == "unmet")
        #expect(try outcome(staff, faintPart, thresholds: three) == "review/confidence")
        // A leaf that no document supports.
        #expect(try outcome(staff, people(2) + people(1, " evidence='none'"), thresholds: three) == "review/confidence")
        // A faint leaf that no expression names changes nothing.
        let faintName =
            "<person><name confidence='0.1'>李</name><role>full-time-staff</role><employment>full-time</employment></person>"
        #expect(try outcome(staff, people(2) + faintName, thresholds: three) == "met")
    }

    @Test func differingReadingsOfSelectedPeopleAreConflicts() throws {
        let both =
            "<person><role>full-time-staff</role><employment>full-time</employment><employment>part-time</employment></person>"
        let finding = try assess(condition(staff), Package(xml: people(3) + both), thresholds: three)
        #expect(outcome(finding) == "review/conflict")
        #expect(finding.explanation == "材料间不一致：人员的专兼职有“full-time”（given.xml）、“part-time”（given.xml）。")
        #expect(finding.evidence.prefix(2).map(\.quote) == ["1:full-time", "1:part-time"])
        // Elements that may repeat are no conflict, nor is one that no expression names.
        let roles =
            "<person><role>full-time-staff</role><role>assessor</role><phone>1</phone><phone>2</phone><employment>full-time</employment></person>"
        #expect(try outcome(staff, people(2) + roles, thresholds: three) == "met")
    }

    @Test func unreadFilesStandInTheWayOfMissingAndUnmet() throws {
        #expect(try outcome(staff, "", thresholds: three, unreadable: ["staff-roster"]) == "review/unreadable")
        #expect(try outcome(staff, people(2), thresholds: three, unreadable: ["staff-roster"]) == "review/unreadable")
        #expect(try outcome(staff, people(2), thresholds: three, unreadable: [nil]) == "review/unreadable")
        #expect(try outcome(staff, people(2), thresholds: three, unreadable: ["credit-report"]) == "unmet")
        // What is proved stays proved.
        #expect(try outcome(staff, people(3), thresholds: three, unreadable: ["staff-roster"]) == "met")
        let finding = try assess(
            condition(staff), Package(xml: "", unreadable: ["staff-roster"]), thresholds: three)
        #expect(finding.explanation.contains("unread-0.pdf"))
        #expect(finding.remedy == "请重新提交可以读取的文件。")
    }

    @Test func setAsideFilesProveNothing() throws {
        var request = try Package(xml: people(2), unreadable: ["staff-roster"]).request()
        for index in request.files.indices { request.files[index].setAside = true }
        let checklist = try load(["conditions/1-a.yaml": condition(staff)])
        let round = Round(id: "r", title: "r", thresholds: three)
        let finding = try Engine(checklist: checklist, round: round).assess(request).findings.first
        #expect(finding?.state == .unmet)
    }

    @Test func proofHasToComeFromTheDocumentsNamed() throws {
        let check = staff + "\n  proof: [staff-roster]"
        #expect(try outcome(check, people(3), thresholds: three) == "met")
        #expect(try outcome(check, people(3, " in='staff-roster'"), thresholds: three) == "met")
        let form = people(3).replacing("<role>", with: "<role in='application-form'>")
            .replacing("<employment>", with: "<employment in='application-form'>")
        #expect(try outcome(check, form, thresholds: three) == "missing")
        #expect(try outcome(check, people(2) + form, thresholds: three) == "missing")
    }

    @Test func theMostIsReachedByWhatMayHaveBeenPassedOver() throws {
        let most = """
            - measure: count(occupation)
              at-most: {threshold: max-occupations}
              met: 申报{measured}个。
              gap: 申报{measured}个，最多{required}个，多{shortfall}个。
            """
        let two = "<occupation><name>车工</name></occupation><occupation><name>钳工</name></occupation>"
        #expect(try outcome(most, two, thresholds: ["max-occupations": 2]) == "met")
        #expect(try outcome(most, two, thresholds: ["max-occupations": 1]) == "unmet")
        #expect(
            try outcome(most, two, thresholds: ["max-occupations": 2], unreadable: ["staff-roster"])
                == "review/unreadable")
        let named = most.replacing("count(occupation)", with: "count(occupation[code='6-18-01-01'])")
        let faint = "<occupation><code confidence='0.3'>6-18-01-07</code></occupation>"
        let sure = "<occupation><code>6-18-01-01</code></occupation>"
        #expect(try outcome(named, sure + faint, thresholds: ["max-occupations": 1]) == "review/confidence")
        #expect(try outcome(named, sure + faint, thresholds: ["max-occupations": 2]) == "met")
    }

    /// The ground stays the open figure; what a person decides by is not shown as if it were sure.
    @Test func doubtsAreToldThoughTheFigureIsOpen() throws {
        let check = condition(
            """
            - measure: number(site/area)
              at-least: {threshold: lease-min-months}
              evidence: site/area
            """)
        func told(_ areas: String) throws -> String {
            let finding = try assess(check, Package(xml: "<site>\(areas)</site>"), thresholds: [:])
            #expect(outcome(finding) == "review/threshold")
            return finding.explanation
        }
        let sure = try told("<area>200</area>")
        let faint = try told("<area confidence='0.3'>200</area>")
        let twice = try told("<area>200</area><area>20</area>")
        #expect(faint.hasPrefix(sure) && faint != sure)
        #expect(twice.contains("“20”"))
    }
}
