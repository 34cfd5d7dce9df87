// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// One condition of two assessments of one applicant.
public struct ConditionChange: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case regressed, improved, changed
        case applicability = "applicability-changed"
        /// The verdict is the same, what it rests on is not: a reviewer must look again.
        case evidence = "evidence-changed"
        /// Only one of the two assessments has this condition: the checklist or the round is another.
        case added, removed
    }

    /// What the same verdict rests on now and did not before.
    public enum Reason: String, Sendable, CaseIterable {
        /// Another value was measured.
        case measured
        /// Another figure is asked for.
        case required
        /// Other words are quoted as evidence.
        case quotes
        /// A document that it rests on has other bytes, or it rests on other documents.
        case documents
    }

    public var condition: String
    public var article: String
    public var phrase: String
    public var gloss: String?
    public var kind: Kind
    /// Set exactly where `kind` is `evidence`.
    public var reasons: [Reason]
    /// nil where the condition is only in the other assessment.
    public var old: Verdict?
    public var new: Verdict?
    /// Of the new finding; of the old one where there is no new.
    public var explanation: String
    public var remedy: String?

    /// True where the states differ; another ground alone is no other state.
    public var changesState: Bool { old?.state != new?.state }
}

/// Compares the findings of two assessments, condition by condition.
struct ConditionComparison {
    let old: Assessment
    let new: Assessment
    let files: FilePairs

    /// In the order of the new assessment, what it has no more at the end; those that did not change are only counted.
    func changes() -> (changes: [ConditionChange], unchanged: Int) {
        let before = Dictionary(old.findings.map { ($0.condition, $0) }) { first, _ in first }
        var left = Set(before.keys)
        var changes: [ConditionChange] = []
        var unchanged = 0
        for finding in new.findings {
            left.remove(finding.condition)
            if let change = change(before[finding.condition], finding) {
                changes.append(change)
            } else {
                unchanged += 1
            }
        }
        for finding in old.findings where left.remove(finding.condition) != nil {
            changes.append(make(.removed, finding, old: Verdict(finding), new: nil))
        }
        return (changes, unchanged)
    }

    private func change(_ before: Finding?, _ now: Finding) -> ConditionChange? {
        guard let before else { return make(.added, now, old: nil, new: Verdict(now)) }
        let (old, new) = (Verdict(before), Verdict(now))
        switch VerdictChange(from: old, to: new) {
        case .improved: return make(.improved, now, old: old, new: new)
        case .regressed: return make(.regressed, now, old: old, new: new)
        case .changed: return make(.changed, now, old: old, new: new)
        case .applicability: return make(.applicability, now, old: old, new: new)
        case .same:
            let reasons = reasons(before, now)
            return reasons.isEmpty ? nil : make(.evidence, now, old: old, new: new, reasons)
        }
    }

    private func reasons(_ before: Finding, _ now: Finding) -> [ConditionChange.Reason] {
        guard now.state != .notApplicable else { return [] }
        var reasons: [ConditionChange.Reason] = []
        if before.measured != now.measured { reasons.append(.measured) }
        // Lists of required values are written otherwise in the other language.
        if before.required != now.required, old.language == new.language { reasons.append(.required) }
        if before.evidence.map(\.quote).sorted() != now.evidence.map(\.quote).sorted() { reasons.append(.quotes) }
        let documents = (
            Set(before.evidence.map { files.oldContent(of: $0.document) }),
            Set(now.evidence.map { files.newContent(of: $0.document) })
        )
        if documents.0 != documents.1 { reasons.append(.documents) }
        return reasons
    }

    private func make(
        _ kind: ConditionChange.Kind, _ finding: Finding, old: Verdict?, new: Verdict?,
        _ reasons: [ConditionChange.Reason] = []
    ) -> ConditionChange {
        ConditionChange(
            condition: finding.condition, article: finding.article, phrase: finding.phrase, gloss: finding.gloss,
            kind: kind, reasons: reasons, old: old, new: new, explanation: finding.explanation, remedy: finding.remedy)
    }
}
