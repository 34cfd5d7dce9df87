// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What one check came to, for one item if it runs for each of several.
struct CheckOutcome {
    var state: FindingState
    var ground: ReviewGround?
    var measured: String?
    var required: String?
    var shortfall: String?
    var sentence = ""
    var remedy: String?
    var evidence: [EvidencePool.Number] = []
    /// There was nothing of the kind that the check runs for, though there are others.
    var isWithoutItems = false
    var trace: CheckTrace
    /// Nothing stands in the way but that the words leave it to a person.
    var awaitsJudgement = false

    /// The worst first: unmet, missing, review (by ground), met, not applicable.
    var rank: Int {
        switch state {
        case .unmet: 0
        case .missing: 1
        case .review:
            switch ground {
            case .conflict: 2
            case .unreadable: 3
            case .confidence: 4
            case .threshold: 5
            case .judgement, nil: 6
            }
        case .met: 7
        case .notApplicable: 8
        }
    }
}

/// How a check came to its outcome, for `explain`.
public struct CheckTrace: Sendable, Hashable {
    public var measure: String
    public var requirement: String
    public var item: String?
    /// The values of the nodes that the measure rests on, with their documents.
    public var selected: [String] = []
    public var measured: String?
    public var required: String?
    /// nil where the requirement was not put to the test.
    public var passed: Bool?
    public var state = FindingState.notApplicable
    public var ground: ReviewGround?
    /// Each step that decided, in order.
    public var steps: [String] = []
    /// The leaves that the evidence comes from, for the mutation harness.
    var rests: Set<LeafReference> = []
}
