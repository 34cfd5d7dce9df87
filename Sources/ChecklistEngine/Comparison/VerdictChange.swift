// SPDX-License-Identifier: GPL-3.0-or-later

/// What a condition came to, without the words for it.
public struct Verdict: Sendable, Hashable {
    public var state: FindingState
    public var ground: ReviewGround?
    public var measured: String?
    public var required: String?
    public var unit: String?

    public init(_ finding: Finding) {
        state = finding.state
        ground = finding.ground
        measured = finding.measured
        required = finding.required
        unit = finding.unit
    }

    /// Met before review, review before missing and unmet; nil for what does not apply.
    var rank: Int? {
        switch state {
        case .met: 2
        case .review: 1
        case .missing, .unmet: 0
        case .notApplicable: nil
        }
    }
}

/// How one verdict stands to an earlier one.
public enum VerdictChange: String, Sendable, Hashable, CaseIterable {
    case regressed, improved
    /// Another ground of review, or from missing to unmet and back: neither better nor worse.
    case changed
    /// It applies now and did not before, or the other way round.
    case applicability = "applicability-changed"
    case same

    public init(from old: Verdict, to new: Verdict) {
        switch (old.rank, new.rank) {
        case (nil, nil): self = .same
        case (let before?, let now?):
            if before != now {
                self = now > before ? .improved : .regressed
            } else {
                self = old.state == new.state && old.ground == new.ground ? .same : .changed
            }
        default: self = .applicability
        }
    }
}
