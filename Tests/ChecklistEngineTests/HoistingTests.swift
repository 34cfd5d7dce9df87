// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML
import Testing

@testable import ChecklistEngine

/// What is taken out of expressions for speed must not change what they come to.
@Suite struct HoistingTests {
    private func rewritten(_ text: String, atRoot: Bool = true) throws -> (String, [String]) {
        let hoisted = HoistedPaths()
        let text = try hoisted.rewrite(text, atRoot: atRoot).text
        return (text, hoisted.paths.map(\.expression.text))
    }

    @Test(arguments: [
        // What two paths begin with is walked once, so each step is a path of its own.
        ("/dossier/applicant/name", true, "$hoisted1", ["/dossier/applicant", "$hoisted0/name"]),
        ("applicant/name", true, "$hoisted1", ["/dossier/applicant", "$hoisted0/name"]), ("name", false, "name", []),
        (
            "count(person[role='a'][occupation = $item/name])", true, "count($hoisted1[occupation = $item/name])",
            ["/dossier/person", "$hoisted0[role='a']"]
        ),
        // A place among the nodes is counted anew.
        ("person[role='a'][2]", true, "$hoisted0", ["/dossier/person[role='a'][2]"]),
        ("person[$item/x][2]", true, "person[$item/x][2]", []),
        ("person[$item/x][position() = 2]", true, "person[$item/x][position() = 2]", []),
        ("person[$item/x][count(role)]", true, "person[$item/x][count(role)]", []),
        // How a date is read may change within one check.
        (
            "person[on-or-after(certificate-until, today())]/name", true,
            "$hoisted0[on-or-after(certificate-until, today())]/name", ["/dossier/person"]
        ),
        ("$item/name | ../x", true, "$item/name | ../x", []), ("//person", true, "//person", []),
        (
            "person[same-name(insured-by, /dossier/applicant/name)]", true, "$hoisted3",
            ["/dossier/applicant", "$hoisted0/name", "/dossier/person", "$hoisted2[same-name(insured-by, $hoisted1)]"]
        ),
        ("string-length('/dossier/person')", true, "string-length('/dossier/person')", []),
    ]) func paths(_ text: String, _ atRoot: Bool, _ expected: String, _ hoisted: [String]) throws {
        let found = try rewritten(text, atRoot: atRoot)
        #expect(found.0 == expected)
        #expect(found.1 == hoisted)
    }

    private static func isSame(_ a: XPathValue, _ b: XPathValue) -> Bool {
        switch (a, b) {
        case (.nodes(let a), .nodes(let b)): a == b
        case (.number(let a), .number(let b)): a == b || (a.isNaN && b.isNaN)
        case (.string(let a), .string(let b)): a == b
        case (.boolean(let a), .boolean(let b)): a == b
        default: false
        }
    }

    /// Every expression of a condition, evaluated as it is written and as it was compiled.
    private func compare(_ condition: Condition, _ request: CheckRequest, _ checklist: Checklist, _ round: Round?)
        throws -> Int
    {
        let hoisted = HoistedPaths()
        let compiled = try CompiledCondition(condition, hoisted)
        let run = try AssessmentRun(
            checklist: checklist, round: round, request: request, applicantClass: request.applicantClass,
            hoisted: hoisted, traces: false)
        var count = 0
        func original(_ text: String, _ item: XMLNode?, at node: XMLNode? = nil) throws -> XPathValue {
            // The run keeps the variable of the item it asked last.
            defer { if let item { run.tree.evaluator.set("item", .nodes([item])) } }
            return try run.tree.evaluator.evaluate(
                .compile(text), at: node, variables: item.map { ["item": .nodes([$0])] } ?? [:])
        }
        func check(_ expression: CompiledExpression?, _ item: XMLNode?) throws {
            guard let expression, item != nil || !expression.usesItem else { return }
            count += 1
            let (a, b) = (try original(expression.text, item), try run.evaluate(expression, item: item))
            #expect(Self.isSame(a, b), "\(condition.id): \(expression.text)")
        }
        try check(compiled.when, nil)
        for check_ in compiled.checks {
            let items: [XMLNode?] = try check_.forEach.map { try original($0.text, nil).nodes } ?? [nil]
            try check(check_.forEach, nil)
            for item in items {
                for expression in [check_.measure, check_.when, check_.given, check_.evidence, check_.label] {
                    try check(expression, item)
                }
                for value in check_.values { try check(value, item) }
                for operand in check_.operands { try check(operand.expression, item) }
                for texts in [check_.texts, check_.english].compactMap({ $0 }) {
                    for expression in texts.expressions.values { try check(expression, item) }
                }
                guard let each = check_.each, let fails = check_.eachFails else { continue }
                // Put to each node by itself, and to all at once.
                let nodes = try original(check_.measure.text, item).nodes
                let one = try nodes.filter { try !original(each.text, item, at: $0).boolean }
                #expect(try run.evaluate(fails, item: item).nodes == one, "\(condition.id): \(each.text)")
                count += 1
            }
        }
        return count
    }

    @Test func everyExpressionComesToTheSameOnEveryExample() throws {
        let checklist = try shipped.get()
        let runner = ExampleRunner(checklist)
        var count = 0
        for condition in checklist.conditions {
            for example in condition.examples {
                let request = try runner.request(example, of: condition)
                count += try compare(condition, request, checklist, example.round)
            }
        }
        #expect(count > 5_000)
    }

    @Test func everyExpressionComesToTheSameOnAWholeApplication() throws {
        let checklist = try shipped.get()
        let file = repository.appending(path: "Samples/employer-xml/dossier.xml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let inner = try #require(text.firstMatch(of: /(?s)<dossier[^>]*>(.*)<\/dossier>/)).output.1
        for applicantClass in ApplicantClass.allCases {
            var package = Package(xml: String(inner))
            package.applicantClass = applicantClass
            let request = try package.request()
            var round = Round(id: "r", title: "r", classes: ApplicantClass.allCases)
            round.window = .init(from: "2026-03-01", to: "2026-03-31")
            round.requiredDocuments = ["all": ["registration", "audit"]]
            round.occupations = [.init(name: "模具工", thresholds: ["min-site-area": 10], equipment: ["铣床"])]
            var count = 0
            for condition in checklist.conditions { count += try compare(condition, request, checklist, round) }
            #expect(count > 500)
        }
    }
}
