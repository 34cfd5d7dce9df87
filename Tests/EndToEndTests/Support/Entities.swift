// SPDX-License-Identifier: GPL-3.0-or-later

/// One element of a dossier, gathered from facts with the same head: `person[2]`.
struct EntityFacts {
    struct Leaf {
        var name: String
        var value: String
        var documents: Set<String>
    }

    /// The element's name without its number.
    var element: String
    var leaves: [Leaf]

    func values(_ name: String) -> [String] { leaves.filter { $0.name == name }.map(\.value) }

    /// What people and things are told apart by; numbers in the order of appearance mean nothing.
    private static let keys: [String: [String]] = [
        "person": ["id-number", "name"], "occupation": ["name"], "site": ["name"], "equipment": ["name", "model"],
        "policy": ["title"], "training-record": ["year", "occupation"], "allowance": ["level"], "subsidiary": ["name"],
        "document": ["file", "kind", "pages"],
    ]

    /// A name for messages: by what it is told apart, in the first value.
    var label: String {
        guard let keys = Self.keys[element] else { return element }
        let name = keys.filter { element != "person" || $0 == "name" }.compactMap { values($0).first }
        return "\(element)(\(name.joined(separator: " ")))"
    }

    /// How well the other fits: what tells apart counts most, then every common value.
    func likeness(_ other: EntityFacts) -> Int {
        let keys = Self.keys[element] ?? []
        let common = leaves.filter { leaf in other.leaves.contains { $0.name == leaf.name && $0.value == leaf.value } }
        return common.reduce(0) { $0 + (keys.contains($1.name) ? 100 : 1) }
    }

    /// Facts as entities, in their order.
    static func gather(_ facts: [(path: String, value: String, documents: [String])]) -> [EntityFacts] {
        var order: [String] = []
        var byHead: [String: EntityFacts] = [:]
        for fact in facts {
            guard let slash = fact.path.lastIndex(of: "/") else { continue }
            let head = String(fact.path[..<slash])
            if byHead[head] == nil {
                order.append(head)
                byHead[head] = EntityFacts(element: String(head.prefix { $0 != "[" }), leaves: [])
            }
            let name = String(fact.path[fact.path.index(after: slash)...])
            byHead[head]?.leaves.append(Leaf(name: name, value: fact.value, documents: Set(fact.documents)))
        }
        return order.compactMap { byHead[$0] }
    }

    /// Each expected entity with the one that fits best and fits nothing else better; nil where nothing is like it.
    static func pair(_ expected: [EntityFacts], with found: [EntityFacts]) -> [(EntityFacts, EntityFacts?)] {
        var candidates: [(likeness: Int, expected: Int, found: Int)] = []
        for (row, wanted) in expected.enumerated() {
            for (column, have) in found.enumerated() where have.element == wanted.element {
                let likeness = wanted.likeness(have)
                if likeness > 0 { candidates.append((likeness, row, column)) }
            }
        }
        // Most alike first; ties by order, so that the outcome never depends on chance.
        candidates.sort { ($1.likeness, $0.expected, $0.found) < ($0.likeness, $1.expected, $1.found) }
        var partner: [Int: Int] = [:]
        var taken: Set<Int> = []
        for candidate in candidates where partner[candidate.expected] == nil && !taken.contains(candidate.found) {
            partner[candidate.expected] = candidate.found
            taken.insert(candidate.found)
        }
        return expected.enumerated().map { row, wanted in (wanted, partner[row].map { found[$0] }) }
    }
}
