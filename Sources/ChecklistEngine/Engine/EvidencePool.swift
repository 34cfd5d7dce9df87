// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Evidence by number, the same once: checks pass it on and compare it far more often than it is shown.
struct EvidencePool {
    typealias Number = Int

    /// As evidence compares, with a cheaper hash.
    private struct Key: Hashable {
        let evidence: Evidence

        func hash(into hasher: inout Hasher) {
            TextKey(evidence.quote).hash(into: &hasher)
            hasher.combine(evidence.page)
        }
    }

    private var list: [Evidence] = []
    private var numbers: [Key: Number] = [:]
    private var leaves: [LeafReference: [Number]] = [:]

    subscript(number: Number) -> Evidence { list[number] }

    /// The evidence of a leaf; `look` is asked for it once.
    mutating func numbers(of reference: LeafReference, _ look: () -> [Evidence]) -> [Number] {
        if let known = leaves[reference] { return known }
        let found = look().map { evidence in
            let key = Key(evidence: evidence)
            if let known = numbers[key] { return known }
            list.append(evidence)
            numbers[key] = list.count - 1
            return list.count - 1
        }
        leaves[reference] = found
        return found
    }
}

extension [EvidencePool.Number] {
    /// Short lists, as most are: comparing is less work than hashing. Only `explain` and the mutation harness pool more.
    mutating func addNew(_ number: EvidencePool.Number) { if !contains(number) { append(number) } }
}
