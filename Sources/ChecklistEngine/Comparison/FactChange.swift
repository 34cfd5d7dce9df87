// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// One element of the dossier (the applicant, a person, a site …) that is not the same in two packages.
public struct FactChange: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case changed, added, removed }

    /// One leaf with all its values: several where it may repeat, or where documents disagree.
    public struct Leaf: Sendable, Hashable {
        public var name: String
        /// Where it stands in the new assessment, or in the old one where the new has none: `person[3]/phone`.
        public var path: String
        public var old: [String]
        public var new: [String]
        /// Documents in which the values stand that the other side does not have.
        var oldDocuments: [String] = []
        var newDocuments: [String] = []
    }

    public var kind: Kind
    /// `person`
    public var entity: String
    /// What tells it from others of its kind, for a reader: a name, an address, year and occupation; nil for single elements.
    public var label: String?
    /// Of what was added or removed, all leaves.
    public var leaves: [Leaf]
}

/// Compares the facts of two assessments. Single elements meet by path; repeated ones by what makes them what they are, so
/// that a person who moved from row 3 to row 900 is the same. The work grows with the number of facts, not its square.
struct FactComparison {
    let files: FilePairs

    /// In the order of the schema: what changed, then what was added, then what was removed.
    func changes(_ old: [Fact], _ new: [Fact]) -> [FactChange] {
        let (before, now) = (FactGroup.groups(of: old), FactGroup.groups(of: new))
        let known = DossierSchema.elements.map(\.name)
        let others = Set(before.keys).union(now.keys).subtracting(known).sorted()
        return (known + others).flatMap { name in
            changes(name, before[name] ?? [], now[name] ?? [])
        }
    }

    private func changes(_ name: String, _ old: [FactGroup], _ new: [FactGroup]) -> [FactChange] {
        let key = EntityKey(name, files: files)
        let partners = key.partners(old, new)
        let kept = Set(partners.compactMap { $0 })
        var changed: [FactChange] = []
        var added: [FactChange] = []
        for (index, group) in new.enumerated() {
            if let partner = partners[index] {
                if let change = change(name, old[partner], group, key) { changed.append(change) }
            } else if let change = change(name, nil, group, key) {
                added.append(change)
            }
        }
        let removed = old.indices.filter { !kept.contains($0) }.compactMap { change(name, old[$0], nil, key) }
        return changed + added + removed
    }

    private func change(_ name: String, _ old: FactGroup?, _ new: FactGroup?, _ key: EntityKey) -> FactChange? {
        var names: [String] = []
        for leaf in (new?.leaves ?? []) + (old?.leaves ?? []) where !names.contains(leaf) { names.append(leaf) }
        let leaves = names.compactMap { leaf -> FactChange.Leaf? in
            if key.isOfTheFile(leaf) { return nil }
            let (before, now) = (old?.facts[leaf] ?? [], new?.facts[leaf] ?? [])
            let (gone, come) = (Set(before.map(\.value)), Set(now.map(\.value)))
            guard gone != come else { return nil }
            return FactChange.Leaf(
                name: leaf, path: "\((new ?? old)?.head ?? name)/\(leaf)", old: before.map(\.value),
                new: now.map(\.value), oldDocuments: documents(before.filter { !come.contains($0.value) }),
                newDocuments: documents(now.filter { !gone.contains($0.value) }))
        }
        guard !leaves.isEmpty else { return nil }
        return FactChange(
            kind: old == nil ? .added : new == nil ? .removed : .changed, entity: name,
            label: (new ?? old).flatMap(key.label), leaves: leaves)
    }

    private func documents(_ facts: [Fact]) -> [String] {
        Set(facts.flatMap(\.evidence).map(\.document)).sorted()
    }
}

/// The facts of one element of a dossier.
struct FactGroup {
    /// `person[3]`
    var head: String
    /// Names of its leaves in their order.
    var leaves: [String] = []
    var facts: [String: [Fact]] = [:]

    func first(_ leaf: String) -> String? { facts[leaf]?.first?.value }

    /// The groups by the name of the element, in the order of the facts.
    static func groups(of facts: [Fact]) -> [String: [FactGroup]] {
        var found: [String: [FactGroup]] = [:]
        var places: [String: Int] = [:]
        for fact in facts {
            guard let slash = fact.path.firstIndex(of: "/") else { continue }
            let head = String(fact.path[..<slash])
            let name = String(head.prefix { $0 != "[" })
            let leaf = String(fact.path[fact.path.index(after: slash)...])
            if places[head] == nil {
                places[head] = found[name, default: []].count
                found[name, default: []].append(FactGroup(head: head))
            }
            found[name]?[places[head, default: 0]].add(fact, as: leaf)
        }
        return found
    }

    private mutating func add(_ fact: Fact, as leaf: String) {
        if facts[leaf] == nil { leaves.append(leaf) }
        facts[leaf, default: []].append(fact)
    }
}
