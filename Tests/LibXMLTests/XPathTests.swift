// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import LibXML

@Suite struct XPathTests {
    static let dossier = """
        <dossier><person><name>张三</name><role>a</role></person><person><name>李四</name></person>\
        <site area="3"><area>200.5</area></site></dossier>
        """

    private func value(_ text: String, variables: [String: XPathValue] = [:]) throws -> XPathValue {
        let evaluator = try XPathEvaluator(parse(Self.dossier))
        return try evaluator.evaluate(.compile(text), variables: variables)
    }

    @Test func givesEveryType() throws {
        #expect(try value("count(person)").number == 2)
        #expect(try value("string(person[2]/name)").string == "李四")
        #expect(try value("person[role='a']/name = '张三'").boolean)
        #expect(try value("person/name").nodes.map(\.text) == ["张三", "李四"])
        #expect(try value("site/@area").nodes.first?.isAttribute == true)
        #expect(try value("site/area").number == 200.5)
        #expect(try value("nothing").boolean == false)
        #expect(try value("nothing").number.isNaN)
        // Whatever the order in which they were found, nodes come in document order.
        #expect(try value("site | person").nodes.map(\.name) == ["person", "person", "site"])
        #expect(try value("person[2]/preceding-sibling::* | person[2]").nodes.count == 2)
    }

    @Test func variablesAndContextNodesAreSeparateForEachEvaluation() throws {
        let evaluator = try XPathEvaluator(parse(Self.dossier))
        let people = try evaluator.evaluate(.compile("person")).nodes
        let name = try XPathExpression.compile("string($item/name)")
        let names = try people.map { try evaluator.evaluate(name, variables: ["item": .nodes([$0])]).string }
        #expect(names == ["张三", "李四"])
        #expect(throws: XMLError.evaluation("string($item/name)", message: "unknown variable")) {
            try evaluator.evaluate(name)
        }
        let own = try XPathExpression.compile("string(name)")
        #expect(try evaluator.evaluate(own, at: people.last).string == "李四")
        #expect(
            try evaluator.evaluate(.compile("count($all)"), variables: ["all": .nodes(people + people)]).number == 2)
    }

    @Test func expressionsServeSeveralDocuments() throws {
        let expression = try XPathExpression.compile("twice(count(*))")
        for count in [1, 3] {
            let document = try parse("<r>" + String(repeating: "<x/>", count: count) + "</r>")
            let twice: XPathFunction = { .number(($0.first?.number ?? 0) * 2) }
            #expect(
                try XPathEvaluator(document, functions: ["twice": twice]).evaluate(expression).number
                    == Double(count * 2))
        }
    }

    @Test func functionsGetTheirArgumentsInOrderAndMayFail() throws {
        let functions: [String: XPathFunction] = [
            "join": { .string($0.map(\.string).joined(separator: "-")) },
            "first": { .nodes(Array(($0.first?.nodes ?? []).prefix(1))) },
            "broken": { _ in throw XPathArgumentError("needs two arguments") },
        ]
        let evaluator = try XPathEvaluator(parse(Self.dossier), functions: functions)
        #expect(try evaluator.evaluate(.compile("join('a', 2, person/name, true())")).string == "a-2-张三-true")
        #expect(try evaluator.evaluate(.compile("first(person)/name")).nodes.map(\.text) == ["张三"])
        #expect(throws: XMLError.evaluation("broken(1)", message: "broken(): needs two arguments")) {
            try evaluator.evaluate(.compile("broken(1)"))
        }
        #expect(throws: XMLError.evaluation("nofn()", message: "unknown function")) {
            try evaluator.evaluate(.compile("nofn()"))
        }
        // A failure leaves the evaluator usable.
        #expect(try evaluator.evaluate(.compile("count(person)")).number == 2)
    }

    @Test(arguments: [
        ("person[", 7), ("count(person", 12), ("'张三' = 'x", 0), ("a b", 2), ("", 0), ("person[role=]", 12),
        ("a\u{0}b", 0),
    ])
    func brokenExpressionsNameThePlace(_ text: String, _ place: Int) {
        #expect {
            try XPathExpression.compile(text)
        } throws: { error in
            guard case .expression(let shown, let offset, let message)? = error as? XMLError else { return false }
            return shown == text && !message.isEmpty && offset >= 0 && offset <= max(place, text.count)
        }
    }

    @Test func endlessExpressionsAreStopped() throws {
        let document = try parse("<r>" + String(repeating: "<x/>", count: 400) + "</r>")
        let evaluator = try XPathEvaluator(document, opLimit: 100_000)
        #expect(throws: XMLError.evaluation("count(//x[count(//x[count(//x)>0])>0])", message: "too many steps")) {
            try evaluator.evaluate(.compile("count(//x[count(//x[count(//x)>0])>0])"))
        }
        // The count of steps starts anew.
        #expect(try evaluator.evaluate(.compile("count(x)")).number == 400)
    }

    @Test(arguments: [("1.5", 1.5), (" -2 ", -2), (".5", 0.5), ("5.", 5)]) func numbers(_ text: String, _ value: Double)
    {
        #expect(XPathValue.number(from: text) == value)
    }

    @Test(arguments: ["", "1e3", "0x10", "nan", "inf", "1,000", "+1", "三", "1.2.3", "-", "."]) func noNumbers(
        _ text: String
    ) {
        #expect(XPathValue.number(from: text).isNaN)
    }

    @Test func numbersPrintWithoutEmptyDecimals() {
        #expect(XPathValue.text(of: 3) == "3")
        #expect(XPathValue.text(of: -0.5) == "-0.5")
        #expect(XPathValue.text(of: 1.1) == "1.1")
        #expect(XPathValue.text(of: .nan) == "NaN")
    }
}
