// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What a finding did under a mutant, where it is worth telling.
public struct MutationOutcome: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable {
        /// It was not met and is now, by something that makes the application no better.
        case turnedMet = "turned-met"
        /// It is the same to the letter.
        case unchanged
        /// Everything it rested on is gone, and it is met.
        case metOnNothing = "met-on-nothing"
        /// It is met on a reading that is in doubt and that it cannot do without.
        case metOnFaint = "met-on-faint"
        /// It is met although documents disagree on what it rests on.
        case metOnContradiction = "met-on-contradiction"
        /// It says that something is missing or unmet where a file could not be read.
        case unreadTakenForAbsent = "unread-taken-for-absent"
        /// No fault: it is met as before and only shows other words or places, so that a person should know why.
        case stillMet = "still-met"
        /// No fault by itself: the condition is beside the point now.
        case setAside = "set-aside"

        func title(_ language: Language) -> String {
            switch (self, language) {
            case (.turnedMet, .zh): "变为符合"
            case (.unchanged, .zh): "毫无变化"
            case (.metOnNothing, .zh): "依据尽失仍为符合"
            case (.metOnFaint, .zh): "识别存疑仍为符合"
            case (.metOnContradiction, .zh): "材料矛盾仍为符合"
            case (.unreadTakenForAbsent, .zh): "未能读取被当作没有"
            case (.stillMet, .zh): "仍为符合，仅佐证有变"
            case (.setAside, .zh): "变为不适用"
            case (.turnedMet, .en): "turned met"
            case (.unchanged, .en): "unchanged"
            case (.metOnNothing, .en): "met on nothing"
            case (.metOnFaint, .en): "met on a faint reading"
            case (.metOnContradiction, .en): "met on a contradiction"
            case (.unreadTakenForAbsent, .en): "unread taken for absent"
            case (.stillMet, .en): "still met, shows other evidence"
            case (.setAside, .en): "not applicable any more"
            }
        }
    }

    public var reason: Reason
    public var condition: String
    public var operation: MutationOperator
    /// The fact's path, or the file with its pages.
    public var place: String
    public var change: String?
    public var before: FindingState
    public var groundBefore: ReviewGround?
    public var after: FindingState
    public var groundAfter: ReviewGround?

    public func text(_ language: Language) -> String {
        func state(_ state: FindingState, _ ground: ReviewGround?) -> String {
            state.title(language) + (ground.map { "/\($0.title(language))" } ?? "")
        }
        let what = "\(place)\(change.map { " (\($0))" } ?? "")"
        return "\(condition)  \(reason.title(language)): \(operation.title(language)) \(what): "
            + "\(state(before, groundBefore)) → \(state(after, groundAfter))"
    }
}

/// The harness's figures, and what it found.
public struct MutationReport: Sendable, Hashable {
    public struct Figures: Sendable, Hashable {
        public var mutants = 0
        /// Pairs of a mutant and a finding that rests on what it changed.
        public var atStake = 0
        public var changedState = 0
        public var changedWords = 0
        public var changedEvidence = 0
        /// Doubtful readings that a finding can do without.
        public var spare = 0
        public var survivors = 0
        public var falseMet = 0
        /// Findings that turned met and rightly so (`MutationAllowance`).
        public var allowed = 0

        public var changed: Int { changedState + changedWords + changedEvidence }

        /// Of the findings at stake, how many changed; nil where none was.
        public var killed: Double? { atStake == 0 ? nil : Double(changed) / Double(atStake) }

        static func + (a: Self, b: Self) -> Self {
            var sum = a
            for part in [
                \Self.mutants, \.atStake, \.changedState, \.changedWords, \.changedEvidence, \.spare, \.survivors,
                \.falseMet, \.allowed,
            ] { sum[keyPath: part] += b[keyPath: part] }
            return sum
        }
    }

    public var figures: [MutationOperator: Figures] = [:]
    public var survivors: [MutationOutcome] = []
    public var falseMets: [MutationOutcome] = []
    /// Findings that are met as before and only show other evidence: no faults, but the place to look for one.
    public var stillMet: [MutationOutcome] = []
    /// Findings that do not apply any more, other than for another class: as above.
    public var setAside: [MutationOutcome] = []
    /// Findings that turned met and may, with the reason.
    public var allowed: [Allowed] = []
    /// Findings of the whole application that could be lost.
    public var baselineMet = 0
    public var baselineAtStake = 0

    public struct Allowed: Sendable, Hashable {
        public var outcome: MutationOutcome
        public var reason: MutationAllowance
    }

    public var total: Figures { figures.values.reduce(Figures(), +) }

    public var isClean: Bool { survivors.isEmpty && falseMets.isEmpty }
}
