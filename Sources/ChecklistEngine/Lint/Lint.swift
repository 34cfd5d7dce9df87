// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with a checklist that loads: gaps that would show only when somebody reads or relies on it.
public enum Lint {
    /// - Parameter supplied: the facts that documents can give, as `applicant/name`, by the vocabulary; nil to leave out what
    ///   needs it.
    public static func problems(of checklist: Checklist, supplied: Set<String>? = nil) -> [ConfigurationProblem] {
        let law = checklist.lawText
        var problems = checklist.conditions.flatMap {
            ConditionLint(condition: $0, checklist: checklist, law: law).problems()
        }
        problems += ContradictionLint.problems(checklist)
        problems += coverageProblems(of: checklist)
        if let supplied { problems += FactLint.problems(checklist, supplied: supplied) }
        return problems
    }

    /// What is wrong with a round that loads, or may not be meant so.
    /// - Parameter supplied: as for a checklist.
    public static func findings(of round: Round, in checklist: Checklist, supplied: Set<String>? = nil) -> RoundFindings
    {
        var lint = RoundLint(round, checklist, supplied: supplied)
        return lint.findings()
    }

    /// Conditions that are no part of the law's text, as those of an announcement.
    /// - Parameter others: conditions that apply besides.
    static func problems(
        ofConditions checklist: Checklist, beside others: [Condition], supplied: Set<String>?
    ) -> [ConfigurationProblem] {
        var problems = checklist.conditions.flatMap {
            ConditionLint(condition: $0, checklist: checklist, law: nil).problems()
        }
        var all = checklist
        all.conditions = others + checklist.conditions
        let files = Set(checklist.conditions.map(\.place.file))
        let joint =
            ContradictionLint.problems(all) + (supplied.map { FactLint.problems(checklist, supplied: $0) } ?? [])
        // Of the rest the checklist answers for itself.
        problems += joint.filter { [.contradictoryPair, .orphanFact].contains($0.code) && files.contains($0.file) }
        return problems
    }

    /// Sentences of the law that nobody answers for, and what else `coverage.yaml` lacks.
    public static func coverageProblems(of checklist: Checklist) -> [ConfigurationProblem] {
        guard let coverage = checklist.coverage, let law = checklist.lawText else {
            return [.init(.notReadable, file: "coverage.yaml", subject: "coverage.yaml, law.md")]
        }
        return coverage.problems(law, checklist.conditions)
    }
}
