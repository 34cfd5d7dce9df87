// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What stands at the head of a round's summary.
public struct RoundHeading: Sendable, Hashable {
    public var round: Assessment.RoundReference
    /// The bureau that announced the round; nil where the file names none.
    public var authority: String?
    /// ISO 8601 day from which, and to which, applications were taken; nil where the file leaves it open.
    public var windowFrom: String?
    public var windowTo: String?
    public var checklist: Assessment.ChecklistReference
    /// ISO 8601 days as of which the first and the last of the packages were judged; one and the same unless they came at
    /// different times.
    public var asOf: ClosedRange<String>

    public init(
        round: Assessment.RoundReference, authority: String?, windowFrom: String? = nil, windowTo: String? = nil,
        checklist: Assessment.ChecklistReference, asOf: ClosedRange<String>
    ) {
        (self.round, self.authority, self.windowFrom, self.windowTo) = (round, authority, windowFrom, windowTo)
        (self.checklist, self.asOf) = (checklist, asOf)
    }

    public init(_ round: Round, checklist: Assessment.ChecklistReference, asOf: ClosedRange<String>) {
        self.init(
            round: round.reference, authority: round.authority?.name, windowFrom: round.window?.from,
            windowTo: round.window?.to, checklist: checklist, asOf: asOf)
    }
}

extension PackageSummary {
    /// Nothing was concluded, whether or not a reason is known.
    var isSetAside: Bool { setAside != nil || conclusion == nil }

    /// `unmet` and `missing`: what the applicant can put right.
    var gaps: [Finding] { matters.filter { $0.state == .unmet || $0.state == .missing } }

    var reviews: [Finding] { matters.filter { $0.state == .review } }

    /// The package's report, relative to the summary; nil where there is none.
    var report: String? { !hasPage ? nil : folder.map { $0.isEmpty ? "report.html" : $0 + "/report.html" } }
}
