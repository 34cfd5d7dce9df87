// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Facts that lead nowhere: asked for by a condition but given by no document, or given and asked for by nobody.
enum FactLint {
    /// What reading gives without a rule of the vocabulary.
    private static let given: Set<String> = [
        "document/kind", "document/file", "document/pages", "document/title", "document/seal", "person/listed-in",
        "policy/title", "policy/topic", "policy/document-number", "policy/issued-on", "commitment/clause",
    ]

    static func problems(_ checklist: Checklist, supplied: Set<String>) -> [ConfigurationProblem] {
        var problems: [ConfigurationProblem] = []
        var asked: Set<String> = []
        for condition in checklist.conditions {
            for (fact, place) in facts(of: condition) where asked.insert(fact).inserted {
                if !supplied.contains(fact), !given.contains(fact) {
                    problems.append(
                        .init(
                            .orphanFact, file: place.file, line: place.line, column: place.column, subject: fact))
                }
            }
        }
        let informative = Set(checklist.informative)
        for fact in supplied.union(given).sorted() where !asked.contains(fact) && !informative.contains(fact) {
            problems.append(.init(.unusedFact, file: "vocabulary.yaml", subject: fact))
        }
        for fact in checklist.informative where asked.contains(fact) || !supplied.union(given).contains(fact) {
            problems.append(.init(.unusedFact, file: "checklist.yaml", subject: "informative: \(fact)"))
        }
        return problems
    }

    /// The leaves that a condition's expressions and texts name, each with the place of one that does.
    static func facts(of condition: Condition) -> [(fact: String, place: SourcePlace)] {
        var found: [(String, SourcePlace)] = []
        func add(_ expression: Expression, _ context: Set<FactPlace>, _ item: Set<FactPlace>?) {
            let variables = item.map { ["item": $0] } ?? [:]
            let facts = try? ExpressionFacts.of(expression.text, context: context, variables: variables)
            found += (facts?.leaves ?? []).sorted().map { ($0.text, expression.place) }
        }
        for expression in [condition.when].compactMap({ $0 }) + condition.notes.compactMap(\.when) {
            add(expression, [.dossier], nil)
        }
        for check in condition.checks {
            let item = check.forEach.map { (try? ExpressionFacts.of($0.text).result) ?? [] }
            let variables = item.map { ["item": $0] } ?? [:]
            let selected = (try? ExpressionFacts.of(check.measure.text, variables: variables).result) ?? []
            var inside: Set<Expression> = Set([check.failing].compactMap { $0 })
            if case .each(let expression) = check.requirement { inside.insert(expression) }
            let inTexts = check.texts.all.compactMap(TextTemplate.init).flatMap(\.expressions)
                .map { Expression(text: $0, place: check.place) }
            for expression in check.expressions + inTexts {
                add(expression, inside.contains(expression) ? selected : [.dossier], item)
            }
        }
        return found
    }
}
