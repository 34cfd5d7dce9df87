// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Why a finding may rightly become met by a mutant: the whole list. What is not on it is a false met.
public enum MutationAllowance: String, Sendable, Hashable, CaseIterable {
    /// What was in doubt or contradicted is not there any more, and the rest agrees.
    case doubtRemoved = "doubt-removed"
    /// Another class is applied for: conditions that were beside the point are put to the same facts, and hold.
    case otherClass = "other-class"
    /// Somebody is said to have a role that nobody had, so that it is not missing any more.
    case roleFilled = "role-filled"

    /// nil where nothing excuses it.
    static func of(_ mutant: Mutant, _ before: Trail, _ request: CheckRequest, floor: Double) -> Self? {
        allCases.first { $0.covers(mutant, before, request, floor: floor) }
    }

    private func covers(_ mutant: Mutant, _ before: Trail, _ request: CheckRequest, floor: Double) -> Bool {
        let finding = before.finding
        switch self {
        case .doubtRemoved:
            guard finding.ground == .conflict || finding.ground == .confidence else { return false }
            return mutant.touched.contains { Self.isDoubtful($0, request.dossier, floor: floor) }
        case .otherClass:
            return mutant.operation == .anotherChoice && mutant.place == "application/class"
                && finding.state == .notApplicable
        case .roleFilled:
            return mutant.operation == .anotherChoice && mutant.place.hasSuffix("/role") && finding.state == .missing
        }
    }

    /// True of a leaf that another of the same name contradicts, or that was read faintly.
    private static func isDoubtful(_ reference: LeafReference, _ dossier: Dossier, floor: Double) -> Bool {
        let entity = dossier.entities[reference.entity]
        let leaf = entity.leaves[reference.leaf]
        let repeats = DossierSchema.entity(entity.name)?.leaf(leaf.name)?.repeats ?? false
        return leaf.confidence < floor || (!repeats && entity.values(leaf.name).count > 1)
    }

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.doubtRemoved, .zh): "存疑或矛盾的一项已不在，其余一致"
        case (.doubtRemoved, .en): "what was in doubt or contradicted is gone, and the rest agrees"
        case (.roleFilled, .zh): "原无人担任的岗位有了人，不再缺失"
        case (.roleFilled, .en): "a role that nobody had is filled, and no longer missing"
        case (.otherClass, .zh): "申报类别改变后，原不适用的条件依同样的材料成立"
        case (.otherClass, .en): "for the other class the condition applies, and holds on the same facts"
        }
    }
}
