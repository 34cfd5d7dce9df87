// SPDX-License-Identifier: GPL-3.0-or-later

/// Conditions of which no application could meet both, and contradictions of the law that no report would show.
enum ContradictionLint {
    static func problems(_ checklist: Checklist) -> [ConfigurationProblem] {
        pairs(checklist.conditions) + unused(checklist)
    }

    private static func unused(_ checklist: Checklist) -> [ConfigurationProblem] {
        let shown = Set(
            checklist.conditions.flatMap(\.notes).compactMap { note in
                if case .contradiction(let id) = note.content { id } else { nil }
            })
        return checklist.contradictions.filter { !shown.contains($0.id) }.map {
            .init(.unusedContradiction, file: "checklist.yaml", subject: $0.id)
        }
    }

    private struct Demand {
        var condition: Condition
        var check: Check
        /// Everything that has to agree for two demands to be about the same thing.
        var about: [String]
    }

    private static func pairs(_ conditions: [Condition]) -> [ConfigurationProblem] {
        let demands = conditions.flatMap { condition in
            condition.checks.map { check in
                let scope = [condition.when, check.when, check.forEach].map { $0.map { Folding.dense($0.text) } ?? "" }
                return Demand(
                    condition: condition, check: check, about: scope + [Folding.dense(check.measure.text)])
            }
        }
        var problems: [ConfigurationProblem] = []
        for group in Dictionary(grouping: demands, by: \.about).values where group.count > 1 {
            for (index, one) in group.enumerated() {
                for other in group[(index + 1)...]
                where !Set(one.condition.appliesTo).isDisjoint(with: other.condition.appliesTo)
                    && exclude(one.check.requirement, other.check.requirement)
                {
                    problems.append(
                        .init(
                            .contradictoryPair, file: other.check.place.file, line: other.check.place.line,
                            column: other.check.place.column,
                            subject: "\(one.condition.id), \(other.condition.id): \(one.check.measure.text)"))
                }
            }
        }
        return problems.sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    }

    /// True where no value passes both.
    private static func exclude(_ a: Requirement, _ b: Requirement) -> Bool {
        switch (a, b) {
        case (.present, .absent), (.absent, .present): return true
        case (.atLeast(.literal(let least)), .atMost(.literal(let most))),
            (.atMost(.literal(let most)), .atLeast(.literal(let least))):
            return (Double(least) ?? 0) > (Double(most) ?? .infinity)
        case (.atLeast(.threshold(let one)), .atMost(.threshold(let other))),
            (.atMost(.threshold(let one)), .atLeast(.threshold(let other))):
            // The same figure as floor and as ceiling leaves one value.
            return one == other
        default:
            guard let one = values(a), let other = values(b) else { return false }
            return one.isDisjoint(with: other)
        }
    }

    /// The only values that pass; nil where there are others.
    private static func values(_ requirement: Requirement) -> Set<String>? {
        let list: [RequirementValue]
        switch requirement {
        case .equals(let value): list = [value]
        case .oneOf(let values): list = values
        default: return nil
        }
        let texts = list.compactMap { value -> String? in
            if case .literal(let text) = value { Folding.fold(text) } else { nil }
        }
        return texts.count == list.count ? Set(texts) : nil
    }
}
