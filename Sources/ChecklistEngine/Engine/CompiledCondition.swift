// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// A condition with its expressions compiled and analysed, once for any number of packages. A class, as are its parts:
/// they are handed about for every check of every person, and copying them took most of the time.
final class CompiledCondition {
    let condition: Condition
    let when: CompiledExpression?
    let checks: [CompiledCheck]
    let usesClass: Bool
    let notes: [CompiledNote]
    /// The verdict may be another under another round: a figure or a part of the round is asked for.
    let dependsOnRound: Bool
    /// Every leaf that any of its expressions names.
    let leaves: Set<FactPath>

    init(_ condition: Condition, _ hoisted: HoistedPaths) throws {
        self.condition = condition
        notes = try condition.notes.map { try CompiledNote($0, hoisted) }
        when = try condition.when.map { try CompiledExpression($0.text, hoisted) }
        let english = condition.english?.checks ?? []
        checks = try condition.checks.enumerated().map { index, check in
            try CompiledCheck(check, english: index < english.count ? english[index] : nil, hoisted)
        }
        usesClass = condition.dependsOnClass || when?.facts.usesClass ?? false || checks.contains { $0.facts.usesClass }
        let asksForFigures = checks.flatMap(\.check.requirement.values).contains { value in
            switch value {
            case .threshold, .round: true
            case .literal, .xpath: false
            }
        }
        let facts = checks.map(\.facts) + [when?.facts].compactMap { $0 }
        let asksForRound = when?.facts.result.contains { if case .round = $0 { true } else { false } } ?? false
        dependsOnRound =
            asksForFigures || asksForRound || checks.contains { $0.check.ifSet != nil }
            || facts.contains { !$0.roundPaths.isEmpty }
        leaves = facts.reduce(into: []) { $0.formUnion($1.leaves) }
    }
}

final class CompiledExpression {
    /// As written.
    let text: String
    let expression: XPathExpression
    let facts: ExpressionFacts
    let usesItem: Bool
    /// Numbers of the hoisted paths whose variables stand in it.
    let needs: [Int]
    /// The hoisted path that the whole expression is, as most are.
    let path: Int?
    /// See `HoistedPaths.identity`.
    let identity: Int
    /// See `ExpressionFacts.isPure`.
    let isPure: Bool

    init(
        _ text: String, _ hoisted: HoistedPaths, context: Set<FactPlace> = [.dossier], item: Set<FactPlace>? = nil,
        role: ExpressionFacts.Role = .existence
    ) throws {
        self.text = text
        let rewritten = try hoisted.rewrite(text, atRoot: context == [.dossier])
        expression = try XPathExpression.compile(rewritten.text)
        needs = rewritten.needs
        path = needs.first.flatMap { rewritten.text == "$" + HoistedPaths.variable($0) ? $0 : nil }
        identity = hoisted.identity(of: rewritten.text)
        facts = try ExpressionFacts.of(text, context: context, variables: item.map { ["item": $0] } ?? [:], role: role)
        usesItem = facts.variables.contains { $0.name == "item" }
        isPure = facts.isPure
    }
}

struct CompiledNote {
    let content: Condition.Note.Content
    let when: CompiledExpression?
    let texts: CompiledTexts?
    let english: CompiledTexts?

    init(_ note: Condition.Note, _ hoisted: HoistedPaths) throws {
        content = note.content
        when = try note.when.map { try CompiledExpression($0.text, hoisted) }
        if case .remark(let text, let english) = note.content {
            texts = try CompiledTexts(CheckTexts(met: text), hoisted, item: nil)
            self.english = try english.map { try CompiledTexts(CheckTexts(met: $0), hoisted, item: nil) }
        } else {
            (texts, english) = (nil, nil)
        }
    }
}

struct CompiledOperand {
    let expression: CompiledExpression
    let role: ExpressionFacts.Role
    let alternative: Bool
    /// Without it, the expression means nothing.
    let isNeeded: Bool
    /// False for paths into the round: what they select is no evidence of the applicant's.
    let isFact: Bool

    static func all(
        of expression: CompiledExpression, _ hoisted: HoistedPaths, context: Set<FactPlace> = [.dossier],
        item: Set<FactPlace>?
    ) throws -> [CompiledOperand] {
        let needed = Set(expression.facts.needed)
        return try expression.facts.operands.map { operand in
            let compiled = try CompiledExpression(operand.text, hoisted, context: context, item: item)
            let isFact = compiled.facts.result.allSatisfy {
                switch $0 {
                case .entity, .leaf, .applicantClass: true
                default: false
                }
            }
            return CompiledOperand(
                expression: compiled, role: operand.role, alternative: operand.alternative,
                isNeeded: needed.contains(operand), isFact: isFact)
        }
    }
}

final class CompiledTexts {
    let met, gap, remedy, missing: TextTemplate?
    let expressions: [String: CompiledExpression]

    init(_ texts: CheckTexts, _ hoisted: HoistedPaths, item: Set<FactPlace>?) throws {
        met = texts.met.flatMap(TextTemplate.init)
        gap = texts.gap.flatMap(TextTemplate.init)
        remedy = texts.remedy.flatMap(TextTemplate.init)
        missing = texts.missing.flatMap(TextTemplate.init)
        var table: [String: CompiledExpression] = [:]
        for text in [met, gap, remedy, missing].compactMap({ $0 }).flatMap(\.expressions) where table[text] == nil {
            table[text] = try CompiledExpression(text, hoisted, item: item)
        }
        expressions = table
    }
}

final class CompiledCheck {
    let check: Check
    let measure: CompiledExpression
    let operands: [CompiledOperand]
    let forEach, label, when, given, evidence, failing, each: CompiledExpression?
    /// The parts of `evidence` around `|`: libxml2 compares every node of one with every node of the other.
    let evidenceParts: [CompiledExpression]
    /// For `each`: the nodes of the measure for which it does not hold, and those that cannot be judged.
    let eachFails: CompiledExpression?
    let eachLacks: [CompiledExpression]
    /// In the order of the requirement's values; nil for those that are not expressions.
    let values: [CompiledExpression?]
    let texts: CompiledTexts
    let english: CompiledTexts?
    let pattern: Pattern?
    /// Everything that any expression of the check names.
    let facts: ExpressionFacts
    /// Entities that the measure or the evidence selects (or whose leaves it selects).
    let ownEntities: Set<String>
    /// An unread page could hold the exception, so that it stands in the way of `met`.
    let isException: Bool

    init(_ check: Check, english: CheckTexts?, _ hoisted: HoistedPaths) throws {
        self.check = check
        forEach = try check.forEach.map { try CompiledExpression($0.text, hoisted) }
        let item = forEach?.facts.result
        func compile(_ expression: Expression?) throws -> CompiledExpression? {
            try expression.map { try CompiledExpression($0.text, hoisted, item: item) }
        }
        measure = try CompiledExpression(
            check.measure.text, hoisted, item: item, role: Self.role(of: check.requirement))
        operands = try CompiledOperand.all(of: measure, hoisted, item: item)
        label = try compile(check.label)
        when = try compile(check.when)
        given = try compile(check.given)
        evidence = try compile(check.evidence)
        evidenceParts = try (check.evidence.map { try XPathSyntax.alternatives($0.text) } ?? []).map {
            try CompiledExpression($0, hoisted, item: item)
        }
        let selected = measure.facts.result
        failing = try check.failing.map { try CompiledExpression($0.text, hoisted, context: selected, item: item) }
        if case .each(let expression) = check.requirement {
            let compiled = try CompiledExpression(expression.text, hoisted, context: selected, item: item)
            each = compiled
            let needed = try CompiledOperand.all(of: compiled, hoisted, context: selected, item: item)
                .filter { $0.isFact && $0.isNeeded }
            let measure = check.measure.text
            eachFails = try CompiledExpression(
                "(\(measure))[not(boolean(\(expression.text)))]", hoisted, item: item)
            eachLacks = try needed.map { operand in
                try CompiledExpression("(\(measure))[not(\(operand.expression.text))]", hoisted, item: item)
            }
        } else {
            each = nil
            eachFails = nil
            eachLacks = []
        }
        values = try check.requirement.values.map { value in
            if case .xpath(let expression) = value { try compile(expression) } else { nil }
        }
        if case .matches(let text) = check.requirement { pattern = Pattern(text) } else { pattern = nil }
        texts = try CompiledTexts(check.texts, hoisted, item: item)
        self.english = try english.map { try CompiledTexts($0, hoisted, item: item) }

        var all = measure.facts
        for part in [forEach, when, given, evidence, each] + values { if let part { all.merge(part.facts) } }
        facts = all
        var own: Set<String> = []
        for place in operands.flatMap(\.expression.facts.result) + (evidence?.facts.result.map { $0 } ?? []) {
            switch place {
            case .entity(let name): own.insert(name)
            case .leaf(let path): own.insert(path.entity)
            case .applicantClass: own.insert("application")
            default: break
            }
        }
        ownEntities = own
        isException = Self.isException(check.requirement, measure)
    }

    /// How the measure itself stands towards its requirement.
    private static func role(of requirement: Requirement) -> ExpressionFacts.Role {
        switch requirement {
        case .present, .absent, .each, .holds: .existence
        default: .scalar
        }
    }

    /// Requirements that what was not read could break. A boolean is one where it counts, excludes or negates.
    private static func isException(_ requirement: Requirement, _ measure: CompiledExpression) -> Bool {
        let counts = measure.facts.calls.contains { ["count", "distinct", "not", "sum"].contains($0.name) }
        switch requirement {
        case .atMost, .absent, .each: return true
        case .equals, .oneOf: return counts
        case .holds: return counts || measure.text.contains("!=")
        case .atLeast, .matches, .present, .onOrAfter, .onOrBefore: return false
        }
    }

    /// Names of entities whose doubt counts besides what is measured, see `CheckRun.otherDoubts`.
    private(set) lazy var namedEntities: [(name: String, repeats: Bool, isOwn: Bool)] = facts.entities
        .filter { !(facts.leafNames[$0] ?? []).isEmpty }.sorted()
        .map { ($0, DossierSchema.entity($0)?.repeated ?? true, ownEntities.contains($0)) }

    /// True where the check counts what the measure selects, so that single doubtful ones may be left out.
    private(set) lazy var countsItsOperand: Bool =
        measure.facts.isCount && operands.count == 1 && operands[0].isFact && evidence == nil

    /// The measure selects what its operands select together, and the evidence is just that.
    private(set) lazy var isUnion: Bool =
        evidence == nil && operands.count > 1 && operands.allSatisfy(\.isFact)
        && ((try? XPathSyntax.alternatives(measure.text).count) ?? 1) == operands.count

    /// The item says which kind of document proves it.
    private(set) lazy var namesItsKind: Bool = check.proof == ["$item"]

    /// See `countsItsOperand`; with a figure that more or fewer of them could reach.
    private(set) lazy var counts: Bool = {
        guard evidence == nil, measure.facts.isCount, operands.count == 1 else { return false }
        switch check.requirement {
        case .atLeast, .atMost: return true
        default: return false
        }
    }()
}
