// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A finding with all that it rests on, before the cut that reports make.
struct Trail {
    var finding: Finding
    /// Of all checks, each piece once.
    var evidence: [Evidence]
    var checks: [CheckTrail]

    /// The leaves that any check rests on.
    var rests: Set<LeafReference> { checks.reduce(into: []) { $0.formUnion($1.rests) } }

    /// True of a finding that something could be lost from: it is met, or a person is to weigh evidence.
    var isAtStake: Bool { finding.state == .met || (finding.state == .review && !rests.isEmpty) }
}

/// What one check came to, and the leaves that it came to it by.
struct CheckTrail {
    var state: FindingState
    /// It asks something of every one of several, so that one less is one less to ask it of.
    var asksOfEach: Bool
    var rests: Set<LeafReference>
}

extension Trail {
    init(_ result: ConditionRun.Result) {
        finding = result.finding
        evidence = result.outcomes.isEmpty ? result.finding.evidence : result.evidence
        checks = result.outcomes.map {
            CheckTrail(
                state: $0.state, asksOfEach: $0.trace.item != nil || $0.trace.requirement == "each",
                rests: $0.trace.rests)
        }
    }
}
