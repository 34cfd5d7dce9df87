// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Why a finding may rightly become met by a mutant: the whole list. What is not on it is a false met.
public enum MutationAllowance: String, Sendable, Hashable, CaseIterable {
    /// What was in doubt or contradicted is not there any more, and the rest agrees.
    case doubtRemoved = "doubt-removed"
    /// Another class is applied for: conditions that were beside the point are put to the same facts, and hold.
    case otherClass = "other-class"
    /// Somebody is said to have a role that nobody or too few had, so that it is not lacking any more.
    case roleFilled = "role-filled"
    /// A figure that the form states and the records contradicted is gone, or is another now.
    case statedFigure = "stated-figure"
    /// The record that failed is not in the application any more, and the condition asks of every one that there is;
    /// whether enough are left is another condition's question.
    case failingGone = "failing-gone"
    /// One occupation less is applied for, so that less is asked: what two had to share serves the one that is left.
    case lessAsked = "less-asked"

    /// nil where nothing excuses it.
    static func of(_ mutant: Mutant, _ before: Trail, _ request: CheckRequest, floor: Double) -> Self? {
        allCases.first { $0.covers(mutant, before, request, floor: floor) }
    }

    private func covers(_ mutant: Mutant, _ before: Trail, _ request: CheckRequest, floor: Double) -> Bool {
        let finding = before.finding
        switch self {
        case .doubtRemoved:
            guard mutant.operation.removes, finding.ground == .conflict || finding.ground == .confidence else {
                return false
            }
            return Self.showsDoubt(before, mutant, request.dossier, floor: floor)
        case .otherClass:
            return mutant.operation == .anotherChoice && mutant.place == "application/class"
                && finding.state == .notApplicable
        case .roleFilled:
            return mutant.operation == .anotherChoice && mutant.place.hasSuffix("/role")
                && (finding.state == .missing || finding.state == .unmet)
        case .statedFigure:
            return mutant.place.hasPrefix("application/") && mutant.place.hasSuffix("-stated")
                && finding.condition == "X-03" && finding.state == .review
        case .failingGone:
            return [.removeEntity, .removeDocument].contains(mutant.operation)
                && Self.isFailingGone(mutant, before, request.dossier)
        case .lessAsked:
            return mutant.operation == .removeEntity && mutant.place.hasPrefix("occupation[")
                && finding.state != .notApplicable && request.dossier.all("occupation").count > 1
        }
    }

    /// True where a leaf that was taken away is among those that the finding shows as doubtful.
    private static func showsDoubt(_ before: Trail, _ mutant: Mutant, _ dossier: Dossier, floor: Double) -> Bool {
        mutant.touched.contains { reference in
            let leaf = dossier.entities[reference.entity].leaves[reference.leaf]
            return dossier.isDoubtful(reference, floor: floor) && !Set(leaf.evidence).isDisjoint(with: before.evidence)
        }
    }

    /// True where every check that stood in the way asks of each, and a whole record that it rested on is gone.
    private static func isFailingGone(_ mutant: Mutant, _ before: Trail, _ dossier: Dossier) -> Bool {
        let failing = before.checks.filter { $0.state != .met && $0.state != .notApplicable }
        return !failing.isEmpty
            && failing.allSatisfy { check in
                check.asksOfEach
                    && Set(check.rests.map(\.entity)).contains { index in
                        dossier.entities[index].leaves.indices.allSatisfy {
                            mutant.gone.contains(LeafReference(entity: index, leaf: $0))
                        }
                    }
            }
    }

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.doubtRemoved, .zh): "存疑或矛盾的一项已不在，其余一致"
        case (.doubtRemoved, .en): "what was in doubt or contradicted is gone, and the rest agrees"
        case (.otherClass, .zh): "申报类别改变后，原不适用的条件依同样的材料成立"
        case (.otherClass, .en): "for the other class the condition applies, and holds on the same facts"
        case (.roleFilled, .zh): "原缺人的岗位有了人，不再缺失"
        case (.roleFilled, .en): "a role that nobody or too few had is filled"
        case (.statedFigure, .zh): "自报数字已不在或已改变，不再与名册矛盾"
        case (.statedFigure, .en): "a stated figure that the records contradicted is gone or another"
        case (.failingGone, .zh): "不合要求的一条已不在材料中，其余逐条合乎要求"
        case (.failingGone, .en): "the record that failed is gone, and every other passes"
        case (.lessAsked, .zh): "少申报一个职业，要求随之减少"
        case (.lessAsked, .en): "one occupation less is applied for, and less is asked"
        }
    }
}
