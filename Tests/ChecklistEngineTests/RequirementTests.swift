// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import ChecklistEngine

private func check(_ measure: String, _ requirement: String, _ more: String = "") -> String {
    "- measure: \(measure)\n  \(requirement)\n  met: 符合{measured}。\n  gap: 不符合{measured}{failing}。"
        + (more.isEmpty ? "" : "\n  \(more)")
}

/// Every kind of requirement, each with a pass, a failure and a doubt.
@Suite struct RequirementTests {
    @Test(arguments: [
        ("<surveillance><retention-days>90</retention-days></surveillance>", "met"),
        ("<surveillance><retention-days>89</retention-days></surveillance>", "unmet"),
        ("<surveillance><retention-days>约三个月</retention-days></surveillance>", "review/unreadable"),
        ("<surveillance><retention-days confidence='0.5'>90</retention-days></surveillance>", "review/confidence"),
        ("<surveillance><retention-days confidence='0.5'>30</retention-days></surveillance>", "review/confidence"),
        (
            "<surveillance><retention-days>90</retention-days><retention-days>180</retention-days></surveillance>",
            "review/conflict"
        ),
        ("<surveillance><cameras>4</cameras></surveillance>", "missing"),
    ]) func numbers(_ xml: String, _ expected: String) throws {
        #expect(try outcome(check("surveillance/retention-days", "at-least: 90"), xml) == expected)
        #expect(try outcome(check("number(surveillance/retention-days)", "at-least: 90"), xml) == expected)
    }

    @Test func sumsOfDecimalsAreNotOffByRounding() throws {
        let xml = "<site><area>0.1</area></site><site><area>0.2</area></site>"
        let sum = check("sum(site/area)", "at-least: 0.3")
        #expect(try outcome(sum, xml) == "met")
        #expect(try assess(condition(sum), Package(xml: xml)).measured == "0.3")
        #expect(try outcome(sum, xml.replacing("0.2", with: "0.1")) == "unmet")
    }

    @Test func everySelectedValueHasToPass() throws {
        let areas = "<site><area>300</area></site><site><area>50</area></site>"
        #expect(try outcome(check("site/area", "at-least: 200"), areas) == "unmet")
        #expect(try outcome(check("site/area", "at-least: 50"), areas) == "met")
        // A function that looks at the first node only cannot decide for several.
        #expect(try outcome(check("number(site/area)", "at-least: 200"), areas) == "review/judgement")
    }

    @Test func equalsFoldsWidthAndBrackets() throws {
        let equals = check("applicant/name", "equals: 杭州示例（集团）有限公司")
        #expect(try outcome(equals, "<applicant><name>杭州示例(集团) 有限公司</name></applicant>") == "met")
        #expect(try outcome(equals, "<applicant><name>杭州示例集团有限公司</name></applicant>") == "unmet")
        let code = check("applicant/uscc", "equals: '123456789012345678'")
        #expect(try outcome(code, "<applicant><uscc>123456789012345679</uscc></applicant>") == "unmet")
        #expect(
            try outcome(
                check("surveillance/cameras", "equals: 4"), "<surveillance><cameras>4.0</cameras></surveillance>")
                == "met")
        #expect(
            try outcome(
                check("applicant/name", "equals: {xpath: credit-report/subject}"),
                "<applicant><name>甲</name></applicant><credit-report><subject>甲</subject></credit-report>") == "met")
        #expect(
            try outcome(
                check("applicant/name", "equals: {xpath: credit-report/subject}"),
                "<applicant><name>甲</name></applicant>") == "missing")
    }

    @Test func listsAndPatterns() throws {
        let list = check("site/tenure", "one-of: [owned, leased]")
        #expect(try outcome(list, "<site><tenure>leased</tenure></site>") == "met")
        #expect(try outcome(list, "<site><tenure>free</tenure></site>") == "unmet")
        let pattern = check("applicant/kind", "matches: '有限责任公司|股份'")
        #expect(try outcome(pattern, "<applicant><kind>有限责任公司（自然人独资）</kind></applicant>") == "met")
        #expect(try outcome(pattern, "<applicant><kind>个体工商户</kind></applicant>") == "unmet")
        // One reading of a repeatable element passes, another does not: a person decides.
        #expect(
            try outcome(pattern, "<applicant><kind>企业</kind><kind>股份公司</kind></applicant>") == "review/conflict")
    }

    @Test func presence() throws {
        let present = check("policy[topic='archive']", "present: true")
        #expect(try outcome(present, "<policy><topic>archive</topic></policy>") == "met")
        #expect(try outcome(present, "<policy><topic>safety</topic></policy>") == "missing")
        let looked = check("policy[topic='archive']", "present: true", "given: policy")
        #expect(try outcome(looked, "<policy><topic>safety</topic></policy>") == "unmet")
        #expect(try outcome(looked, "") == "missing")
        #expect(try outcome(looked, "<policy><topic confidence='0.2'>safety</topic></policy>") == "review/confidence")
        #expect(
            try outcome(looked, "<policy><topic>safety</topic></policy>", unreadable: ["staff-roster"])
                == "review/unreadable")
        for (otherwise, expected) in [("review", "review/judgement"), ("missing", "missing")] {
            let soft = looked + "\n  otherwise: \(otherwise)"
            #expect(try outcome(soft, "<policy><topic>safety</topic></policy>") == expected)
        }
    }

    @Test func absenceNeedsSomethingThatWasLookedAt() throws {
        let absent = check(
            "credit-report/adverse-records[. > 0]", "absent: true", "given: credit-report/adverse-records")
        #expect(try outcome(absent, "<credit-report><adverse-records>0</adverse-records></credit-report>") == "met")
        #expect(try outcome(absent, "<credit-report><adverse-records>2</adverse-records></credit-report>") == "unmet")
        #expect(try outcome(absent, "<credit-report><subject>甲</subject></credit-report>") == "missing")
        #expect(
            try outcome(absent, "<credit-report><adverse-records confidence='0.4'>0</adverse-records></credit-report>")
                == "review/confidence")
        #expect(
            try outcome(
                absent, "<credit-report><adverse-records>0</adverse-records></credit-report>",
                unreadable: ["site-lease"])
                == "review/unreadable")
        let bare = check("credit-report/adverse-records[. > 0]", "absent: true")
        #expect(try outcome(bare, "<credit-report><adverse-records>0</adverse-records></credit-report>") == "missing")
    }

    @Test func dates() throws {
        let after = check("site/lease-until", "on-or-after: 2026-12-31")
        func lease(_ until: String) -> String { "<site><lease-until>\(until)</lease-until></site>" }
        #expect(try outcome(after, lease("2026-12-31")) == "met")
        #expect(try outcome(after, lease("2026-12-30")) == "unmet")
        #expect(try outcome(after, lease("2026-12")) == "met")
        #expect(try outcome(after, lease("2026-11")) == "unmet")
        #expect(try outcome(after, lease("长期")) == "met")
        #expect(try outcome(after, lease("明年底")) == "review/unreadable")
        #expect(try outcome(check("site/lease-until", "on-or-before: 2026-12-31"), lease("长期")) == "unmet")
        // Of a day that is no end, a month leaves it open only where it matters.
        let issued = check("credit-report/issued-on", "on-or-after: 2026-03-15")
        func report(_ on: String) -> String { "<credit-report><issued-on>\(on)</issued-on></credit-report>" }
        #expect(try outcome(issued, report("2026-03")) == "review/confidence")
        #expect(try outcome(issued, report("2026-04")) == "met")
        #expect(try outcome(issued, report("2026-02")) == "unmet")
        let age = check("days-between(credit-report/issued-on, today())", "at-most: 60")
        #expect(try outcome(age, report("2026-01")) == "review/confidence")
        #expect(try outcome(age, report("2026-02")) == "met")
        #expect(try outcome(age, report("2025-12")) == "unmet")
    }

    @Test func eachNamesThoseThatFail() throws {
        let each = check("person[role='assessor']", "each: on-or-after(certificate-until, '2026-03-31')")
        func person(_ name: String, _ until: String) -> String {
            "<person><name>\(name)</name><role>assessor</role>\(until.isEmpty ? "" : "<certificate-until>\(until)</certificate-until>")</person>"
        }
        #expect(try outcome(each, person("甲", "2026-03") + person("乙", "长期")) == "met")
        let finding = try assess(
            condition(each),
            Package(xml: person("甲", "2027-01-01") + person("乙", "2026-02-28") + person("丙", "2020-01-01")))
        #expect(outcome(finding) == "unmet")
        #expect(finding.explanation == "不符合2乙、丙。")
        // Nobody's evidence is no evidence, and somebody's missing date is missing, not unmet.
        #expect(try outcome(each, "<person><role>supervisor</role></person>") == "missing")
        #expect(try outcome(each, person("甲", "2027-01-01") + person("乙", "")) == "missing")
        #expect(try outcome(each, person("甲", "2027-01-01"), unreadable: ["staff-roster"]) == "review/unreadable")
        let faint =
            "<person><name>丁</name><role>assessor</role><certificate-until confidence='0.5'>2026-01-01</certificate-until></person>"
        #expect(try outcome(each, person("甲", "2027-01-01") + faint) == "review/confidence")
        #expect(try outcome(each, person("甲", "2020-01-01") + faint) == "unmet")
        // Somebody who may be an assessor, had the role been read surely.
        let perhaps = "<person><role confidence='0.4'>full-time-staff</role></person>"
        #expect(try outcome(each, person("甲", "2027-01-01") + perhaps) == "review/confidence")
    }

    @Test func booleansNeedBothSides() throws {
        let same = check("same-name(applicant/name, credit-report/subject)", "holds: true")
        let differ = check("not(applicant/name = credit-report/subject)", "holds: true")
        let one = "<applicant><name>甲有限公司</name></applicant>"
        #expect(try outcome(same, one + "<credit-report><subject>甲有限责任公司</subject></credit-report>") == "met")
        #expect(try outcome(same, one + "<credit-report><subject>乙有限公司</subject></credit-report>") == "unmet")
        #expect(try outcome(same, one) == "missing")
        // True, but on nothing.
        #expect(try outcome(differ, one) == "missing")
        let either = check("applicant/email or applicant/contact-phone", "holds: true")
        #expect(try outcome(either, "<applicant><email>a@b</email></applicant>") == "met")
        #expect(
            try outcome(check("count(applicant/name) = 1", "holds: true"), one, unreadable: ["staff-roster"])
                == "review/unreadable")
    }
}
