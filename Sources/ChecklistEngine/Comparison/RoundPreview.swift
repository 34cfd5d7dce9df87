// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What another round would make of applications that were judged before, as far as conditions ask the round for anything.
public struct RoundPreview: Sendable, Hashable {
    /// One condition of one application.
    public struct Row: Sendable, Hashable {
        public enum Outcome: String, Sendable, CaseIterable {
            case regressed, improved, changed
            case applicability = "applicability-changed"
            case same
            /// The round brings the condition: there is nothing to compare with.
            case new
            /// It hangs on digits that are masked in the assessment.
            case open = "cannot-be-told"
        }

        public var condition: String
        public var article: String
        public var phrase: String
        public var gloss: String?
        public var outcome: Outcome
        /// As recorded; nil where the assessment does not have the condition.
        public var old: Verdict?
        /// Under this round. Where the outcome is open, what the masked values would make of it.
        public var new: Verdict
        public var explanation: String
        /// Masked values stand in the facts that the condition names, whether they decide anything or not.
        public var restsOnMasked: Bool

        /// The state is another than the recorded one.
        public var flips: Bool { outcome != .open && old != nil && old?.state != new.state }
    }

    public struct Application: Sendable, Hashable {
        /// Where the assessment was found.
        public var file: String
        public var package: String
        public var applicant: Assessment.Applicant
        public var applicantClass: ApplicantClass?
        /// The day it is judged for here, and the day it was judged for.
        public var asOf, recordedAsOf: String
        public var recordedRound: Assessment.RoundReference?
        /// It was judged by another checklist, so that a flip may come from there.
        public var isOfAnotherChecklist: Bool
        /// One a condition that depends on the round, in the order of the checklist.
        public var rows: [Row]
        /// Recorded conditions that neither the checklist nor this round has: extra conditions of the round before.
        public var dropped: [String]

        public func rows(_ outcome: Row.Outcome) -> [Row] { rows.filter { $0.outcome == outcome } }
    }

    /// One condition over all applications.
    public struct Total: Sendable, Hashable {
        public var condition: String
        public var phrase: String
        public var gloss: String?
        public var counts: [Row.Outcome: Int]
        /// How many have another state.
        public var flips: Int

        public var judged: Int { counts.values.reduce(0, +) }

        public func count(_ outcome: Row.Outcome) -> Int { counts[outcome] ?? 0 }
    }

    public var applications: [Application]

    public init(_ applications: [Application]) { self.applications = applications }

    /// In the order of the checklist.
    public var totals: [Total] {
        var totals: [Total] = []
        var places: [String: Int] = [:]
        for row in applications.flatMap(\.rows) {
            let place = places[row.condition] ?? totals.count
            if place == totals.count {
                places[row.condition] = place
                totals.append(
                    Total(condition: row.condition, phrase: row.phrase, gloss: row.gloss, counts: [:], flips: 0))
            }
            totals[place].counts[row.outcome, default: 0] += 1
            if row.flips { totals[place].flips += 1 }
        }
        return totals
    }
}

/// Judges recorded applications anew by a round: from the facts in the assessment, without the documents.
public struct RoundPreviewer {
    private let engine: Engine
    private let asOf: String?
    private let language: Language

    /// - Parameters:
    ///   - engine: with the round to be tried.
    ///   - asOf: judges all applications for this day; nil judges each for its own.
    public init(_ engine: Engine, asOf: String? = nil, language: Language) {
        (self.engine, self.asOf, self.language) = (engine, asOf, language)
    }

    /// - Parameter file: where the assessment was found, for the reader.
    /// - Throws: `ConfigurationError` for a fault of ours
    public func application(_ assessment: Assessment, file: String) throws -> RoundPreview.Application {
        let ids = engine.conditionsDependingOnRound
        let masked = MaskedFacts(Dossier(facts: assessment.facts))
        let findings = try engine.findings(of: Set(ids), request(assessment, masked.dossier))
        let touched = Set(ids.filter { !engine.leaves(namedBy: $0).isDisjoint(with: masked.leaves) })
        let others = touched.isEmpty ? [] : try engine.findings(of: touched, request(assessment, masked.filled))
        let filled = Dictionary(others.map { ($0.condition, Verdict($0)) }) { first, _ in first }
        let recorded = Dictionary(assessment.findings.map { ($0.condition, $0) }) { first, _ in first }
        let known = Set(engine.checklist.conditions.map(\.id)).union(engine.round?.extraConditions.map(\.id) ?? [])
        return RoundPreview.Application(
            file: file, package: assessment.package.name, applicant: assessment.applicant,
            applicantClass: assessment.applicantClass, asOf: asOf ?? assessment.asOf, recordedAsOf: assessment.asOf,
            recordedRound: assessment.round,
            isOfAnotherChecklist: assessment.checklist.digest != engine.checklist.digest,
            rows: findings.map { finding in
                row(
                    finding, recorded[finding.condition], filled[finding.condition],
                    touched.contains(finding.condition))
            },
            dropped: assessment.findings.map(\.condition).filter { !known.contains($0) })
    }

    private func request(_ assessment: Assessment, _ dossier: Dossier) -> CheckRequest {
        CheckRequest(
            dossier: dossier, packageName: assessment.package.name, packageDigest: assessment.package.digest,
            files: assessment.package.files, applicantClass: assessment.applicantClass, asOf: asOf ?? assessment.asOf,
            language: language)
    }

    private func row(_ finding: Finding, _ recorded: Finding?, _ filled: Verdict?, _ isMasked: Bool) -> RoundPreview.Row
    {
        let (old, new) = (recorded.map(Verdict.init), Verdict(finding))
        let hangsOnMasked = filled.map { $0.state != new.state || $0.ground != new.ground } ?? false
        let outcome: RoundPreview.Row.Outcome
        if hangsOnMasked {
            outcome = .open
        } else if let old {
            switch VerdictChange(from: old, to: new) {
            case .regressed: outcome = .regressed
            case .improved: outcome = .improved
            case .changed: outcome = .changed
            case .applicability: outcome = .applicability
            case .same: outcome = .same
            }
        } else {
            outcome = .new
        }
        return RoundPreview.Row(
            condition: finding.condition, article: finding.article, phrase: finding.phrase, gloss: finding.gloss,
            outcome: outcome, old: old, new: new, explanation: finding.explanation, restsOnMasked: isMasked)
    }
}
