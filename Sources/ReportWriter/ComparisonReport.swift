// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// A comparison that may be shown. Values are compared as they were read and masked only then, so that a change in digits
/// that nobody is shown is still told.
public struct ComparisonReport: Sendable {
    public let comparison: AssessmentComparison
    let masked: Bool

    /// - Parameters:
    ///   - readBack: which of the two were read from files, whose numbers may be masked already; then both are compared as
    ///     masked, since a number and its masked form are no change.
    ///   - masked: whether ID numbers and telephone numbers are hidden.
    public init(
        old: Assessment, new: Assessment, readBack: (old: Bool, new: Bool) = (false, false), language: Language,
        masked: Bool = true
    ) {
        self.masked = masked
        let isBlind = (readBack.old && old.holdsMaskedValues) || (readBack.new && new.holdsMaskedValues)
        let (before, now) = isBlind ? (old.masked, new.masked) : (old, new)
        let comparison = AssessmentComparison(old: before, new: now, language: language, masked: isBlind)
        guard masked else {
            self.comparison = comparison
            return
        }
        let redact = Redactor(before, now)
        self.comparison = comparison.mapTexts(redact.callAsFunction)
    }
}

extension AssessmentComparison {
    /// Every text that came from a package or a checklist passed through `change`; lists keep their order and length.
    func mapTexts(_ change: (String) -> String) -> AssessmentComparison {
        var copy = self
        for side in [\AssessmentComparison.old, \.new] {
            copy[keyPath: side].package = change(copy[keyPath: side].package)
            copy[keyPath: side].applicant.name = copy[keyPath: side].applicant.name.map(change)
            copy[keyPath: side].applicant.uscc = copy[keyPath: side].applicant.uscc.map(change)
            copy[keyPath: side].checklist.title = change(copy[keyPath: side].checklist.title)
            copy[keyPath: side].round = copy[keyPath: side].round.map {
                .init(
                    id: change($0.id), title: change($0.title), effective: $0.effective.map(change), digest: $0.digest)
            }
        }
        for index in copy.conditions.indices { copy.conditions[index].mapTexts(change) }
        for index in copy.files.indices { copy.files[index].mapTexts(change) }
        for index in copy.facts.indices { copy.facts[index].mapTexts(change) }
        return copy
    }
}

extension ConditionChange {
    fileprivate mutating func mapTexts(_ change: (String) -> String) {
        condition = change(condition)
        article = change(article)
        phrase = change(phrase)
        gloss = gloss.map(change)
        explanation = change(explanation)
        remedy = remedy.map(change)
        old = old?.mapTexts(change)
        new = new?.mapTexts(change)
    }
}

extension Verdict {
    func mapTexts(_ change: (String) -> String) -> Verdict {
        var copy = self
        copy.measured = measured.map(change)
        copy.required = required.map(change)
        copy.unit = unit.map(change)
        return copy
    }
}

extension FileChange {
    fileprivate mutating func mapTexts(_ change: (String) -> String) {
        if let path = old?.path { old?.path = change(path) }
        if let path = new?.path { new?.path = change(path) }
        conditions = conditions.map(change)
        for index in facts.indices { facts[index].mapTexts(change) }
    }
}

extension FactChange {
    fileprivate mutating func mapTexts(_ change: (String) -> String) {
        label = label.map(change)
        for index in leaves.indices {
            leaves[index].path = change(leaves[index].path)
            leaves[index].old = leaves[index].old.map(change)
            leaves[index].new = leaves[index].new.map(change)
        }
    }
}

extension FactChange.Leaf {
    /// True where masking hides what changed.
    var differsWhereMasked: Bool { old == new }
}
