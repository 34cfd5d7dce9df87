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

    /// Sentences of the law that nobody answers for, and what else `coverage.yaml` lacks.
    public static func coverageProblems(of checklist: Checklist) -> [ConfigurationProblem] {
        guard let coverage = checklist.coverage, let law = checklist.lawText else {
            return [.init(.notReadable, file: "coverage.yaml", subject: "coverage.yaml, law.md")]
        }
        return coverage.problems(law, checklist.conditions)
    }
}
