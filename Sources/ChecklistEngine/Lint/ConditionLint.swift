// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What is wrong with one condition.
struct ConditionLint {
    let condition: Condition
    let checklist: Checklist
    let law: LawText?

    func problems() -> [ConfigurationProblem] {
        var list: [ConfigurationProblem] = []
        func add(_ code: ConfigurationProblem.Code, _ subject: String, at place: SourcePlace? = nil, column: Int = 0) {
            let place = place ?? condition.place
            list.append(
                .init(code, file: place.file, line: place.line, column: place.column + column, subject: subject))
        }

        if condition.article.isEmpty { add(.noArticle, condition.id) }
        if condition.appliesTo.isEmpty { add(.unknownClass, "applies-to: []") }
        if let law, let coverage = checklist.coverage {
            let label = coverage.label(condition.article)
            if !law.provisions.contains(where: { $0.label == label }) {
                add(.noSuchArticle, condition.article)
            } else if !condition.derived, !law.quotes(condition.phrase, in: label) {
                add(.phraseNotInLaw, condition.phrase)
            }
        }
        if let kinds = checklist.documentKinds {
            let used =
                condition.documents + condition.checks.flatMap(\.proof) + condition.examples.flatMap(\.unreadable)
            for kind in Set(used).subtracting(kinds + ["$item"]).sorted() { add(.unknownKind, kind) }
        }
        english(add)
        for check in condition.checks {
            if check.requirement == .absent, check.given == nil {
                add(.absentWithoutGiven, check.measure.text, at: check.place)
            }
            if let unit = check.unit, checklist.units[unit] == nil { add(.unknownUnit, unit, at: check.place) }
            if check.texts.met == nil || check.texts.gap == nil { add(.noText, "met, gap", at: check.place) }
            for (expression, unknown) in unknownNames(check) {
                for name in unknown {
                    add(.unknownFact, "\(name.name): \(expression.text)", at: expression.place)
                }
            }
        }
        for note in condition.notes {
            if case .remark(_, english: nil) = note.content { add(.noEnglish, "notes", at: note.place) }
        }
        for expression in [condition.when].compactMap({ $0 }) + condition.notes.compactMap(\.when) {
            for name in (try? ExpressionFacts.of(expression.text).unknown) ?? [] {
                add(.unknownFact, "\(name.name): \(expression.text)", at: expression.place)
            }
        }
        let usesThreshold = condition.checks.contains { check in
            let facts = check.expressions.compactMap { try? ExpressionFacts.of($0.text) }
            return facts.contains { !$0.roundPaths.isEmpty }
                || check.requirement.values.contains { value in
                    switch value {
                    case .threshold, .round: true
                    case .literal, .xpath: false
                    }
                }
        }
        if condition.judgedBy == .threshold, !usesThreshold { add(.noThreshold, condition.id) }
        examples(add)
        return list
    }

    private typealias Add = (ConfigurationProblem.Code, String, SourcePlace?, Int) -> Void

    private func english(_ add: Add) {
        guard let english = condition.english else { return add(.noEnglish, "english", nil, 0) }
        if english.phrase == nil { add(.noEnglish, "phrase", nil, 0) }
        if condition.question != nil, english.question == nil { add(.noEnglish, "question", nil, 0) }
        for (index, check) in condition.checks.enumerated() {
            let texts = index < english.checks.count ? english.checks[index] : nil
            let pairs: [(String, KeyPath<CheckTexts, String?>)] = [
                ("met", \.met), ("gap", \.gap), ("remedy", \.remedy), ("missing", \.missing),
            ]
            for (name, path) in pairs where check.texts[keyPath: path] != nil && texts?[keyPath: path] == nil {
                add(.noEnglish, "checks[\(index + 1)].\(name)", check.place, 0)
            }
        }
    }

    private func unknownNames(_ check: Check) -> [(Expression, [ExpressionFacts.Name])] {
        let item = check.forEach.flatMap { try? ExpressionFacts.of($0.text).result }
        let variables = item.map { ["item": $0] } ?? [:]
        let selected = (try? ExpressionFacts.of(check.measure.text, variables: variables).result) ?? []
        var inside: Set<Expression> = Set([check.failing].compactMap { $0 })
        if case .each(let expression) = check.requirement { inside.insert(expression) }
        let templates = check.texts.all.compactMap(TextTemplate.init).flatMap(\.expressions)
            .map { Expression(text: $0, place: check.place) }
        return (check.expressions + templates).map { expression in
            let context: Set<FactPlace> = inside.contains(expression) ? selected : [.dossier]
            let facts = try? ExpressionFacts.of(expression.text, context: context, variables: variables)
            return (expression, facts?.unknown ?? [])
        }
    }

    private func examples(_ add: Add) {
        let examples = condition.examples
        if examples.count < 4 { add(.fewExamples, "\(examples.count)", nil, 0) }
        func need(_ what: String, _ matches: (Example) -> Bool) {
            if !examples.contains(where: matches) { add(.noExampleFor, what, nil, 0) }
        }
        if condition.judgedBy == .reviewer {
            need("review / judgement") { $0.expect == .review && $0.ground == .judgement }
        } else {
            need("met") { $0.expect == .met }
        }
        guard !condition.checks.isEmpty else { return }
        // Of a present without given, failing is missing.
        let canFail = condition.checks.contains { check in
            check.otherwise == .unmet && !(check.requirement == .present && check.given == nil)
        }
        if condition.judgedBy != .reviewer, canFail {
            need("unmet") { $0.expect == .unmet }
        }
        if condition.judgedBy == .threshold { need("review / threshold") { $0.ground == .threshold } }
        need("missing") { $0.expect == .missing }
        need("review / conflict, unreadable, confidence") { example in
            example.ground.map { [.conflict, .unreadable, .confidence].contains($0) } ?? false
        }
    }
}
