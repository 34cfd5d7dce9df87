// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What became of one finding under one mutant.
struct MutationJudge {
    enum Verdict: Equatable {
        /// It does not rest on what was changed.
        case notAtStake
        case changed(FindingChange)
        /// It can do without: the fact is read faintly, and the finding is as if it were not there at all; or it is gone,
        /// and the very place where it stood still carries other facts that the finding rests on.
        case spare
        case survived(MutationOutcome.Reason)
    }

    let mutant: Mutant
    /// The whole application.
    let dossier: Dossier
    /// Conditions that come out alike without the leaf (met or on the same ground).
    var spare: Set<String> = []

    func verdict(_ before: Trail, _ after: Trail) -> Verdict {
        guard before.isAtStake, !before.rests.isDisjoint(with: mutant.touched) else { return .notAtStake }
        let change = change(before, after)
        let isSpare = spare.contains(before.finding.condition)
        if mutant.operation == .unreadableDocument, isTakenForAbsent(before.finding, after.finding) {
            return .survived(.unreadTakenForAbsent)
        }
        if before.finding.state == .met, after.finding.state == .met, let reason = wronglyMet(before, isSpare) {
            return .survived(reason)
        }
        if change != .none { return .changed(change) }
        let canDoWithout =
            mutant.operation == .faint ? isSpare || isKindOfDocument : mutant.operation.removes && isStillShown(before)
        return canDoWithout ? .spare : .survived(.unchanged)
    }

    /// What kind a document is of is told by its title, its name and its words together: a faint title leaves it told,
    /// whereas without the leaf none of its facts would be proved.
    private var isKindOfDocument: Bool {
        mutant.touched.allSatisfy {
            let entity = dossier.entities[$0.entity]
            return entity.name == "document" && entity.leaves[$0.leaf].name == "kind"
        }
    }

    /// One cell often says several things: a row's occupation, a person's employer and that it is insured.
    private func isStillShown(_ before: Trail) -> Bool {
        func evidence(_ leaves: Set<LeafReference>) -> Set<Evidence> {
            Set(leaves.flatMap { dossier.entities[$0.entity].leaves[$0.leaf].evidence })
        }
        let gone = before.rests.intersection(mutant.gone)
        // Where a check asks for a record as such, any of its values stands for it.
        let records = Set(gone.map(\.entity)).flatMap { entity in
            dossier.entities[entity].leaves.indices.map { LeafReference(entity: entity, leaf: $0) }
        }
        let left = before.rests.union(records).subtracting(mutant.gone)
        return evidence(gone).isSubset(of: evidence(left))
    }

    /// Neither met nor beside the point before, and met now.
    func turnedMet(_ before: Trail, _ after: Trail) -> Bool {
        before.finding.state != .met && after.finding.state == .met
    }

    /// Where documents disagreed, and one of them is unread now, what is left may show a failure by itself.
    private func isTakenForAbsent(_ before: Finding, _ after: Finding) -> Bool {
        after.state == .missing || (after.state == .unmet && before.ground != .conflict)
    }

    /// Why a finding that was met must not be met any more.
    private func wronglyMet(_ before: Trail, _ isSpare: Bool) -> MutationOutcome.Reason? {
        if mutant.operation == .faint { return isSpare ? nil : .metOnFaint }
        if mutant.operation == .contradict { return .metOnContradiction }
        guard mutant.operation.removes else { return nil }
        let met = before.checks.filter { $0.state == .met && !$0.rests.isEmpty }
        if !met.isEmpty, met.allSatisfy({ $0.rests.isSubset(of: mutant.gone) }) { return .metOnNothing }
        return nil
    }

    // MARK: Change

    private func change(_ before: Trail, _ after: Trail) -> FindingChange {
        let (old, new) = (before.finding, after.finding)
        if old.state != new.state || old.ground != new.ground { return .state }
        if words(old) != words(new) { return .words }
        return shown(before.evidence) == shown(after.evidence) ? .none : .evidence
    }

    private func words(_ finding: Finding) -> Finding {
        var finding = finding
        finding.evidence = []
        return finding
    }

    /// How surely something was read is not seen in a report.
    private func shown(_ evidence: [Evidence]) -> [Evidence] {
        evidence.map { item in
            var item = item
            item.confidence = 1
            return item
        }
    }
}

/// How far a finding changed, the least first.
public enum FindingChange: Int, Sendable, Hashable, Comparable {
    case none
    /// Only the places that the finding shows, or the words there.
    case evidence
    /// What was measured, or what the finding says of it.
    case words
    /// The state, or the ground of a review.
    case state

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
