// SPDX-License-Identifier: GPL-3.0-or-later

/// One value of one element, with everything that supports it.
///
/// Readings that agree share one leaf, so that `count(applicant/name)` counts *differing* names: two leaves of the
/// same name under one entity are a disagreement between documents, unless the schema lets the element repeat.
public struct Leaf: Hashable, Sendable, Codable {
    public var name: String
    /// Normalised: dates ISO 8601 (`2026-03-31`, `2026-03` where only the month is given), numbers plain, codes upper case.
    public var value: String
    /// The text of the most trusted reading, unchanged.
    public var raw: String
    public var evidence: [Evidence]

    public init(name: String, value: String, raw: String, evidence: [Evidence]) {
        self.name = name
        self.value = value
        self.raw = raw
        self.evidence = evidence
    }

    /// The surest single reading, raised a little where independent documents agree; 0–1.
    public var confidence: Double {
        let best = evidence.map(\.confidence).max() ?? 0
        let documents = Set(evidence.map(\.document)).count
        return documents > 1 ? min(1, best + (1 - best) / 2) : best
    }
}

/// An element of the dossier with its leaves: the applicant, one person, one site …
public struct Entity: Hashable, Sendable, Codable {
    public var name: String
    public var leaves: [Leaf]

    public init(name: String, leaves: [Leaf] = []) {
        self.name = name
        self.leaves = leaves
    }

    public func values(_ leaf: String) -> [String] { leaves.filter { $0.name == leaf }.map(\.value) }

    public func first(_ leaf: String) -> String? { leaves.first { $0.name == leaf }?.value }

    /// Adds a reading: to the leaf of the same value if there is one, else as a further leaf.
    public mutating func add(_ name: String, value: String, raw: String, evidence: [Evidence]) {
        if let index = leaves.firstIndex(where: { $0.name == name && $0.value == value }) {
            let better = (evidence.map(\.confidence).max() ?? 0) > (leaves[index].evidence.map(\.confidence).max() ?? 0)
            if better { leaves[index].raw = raw }
            for item in evidence where !leaves[index].evidence.contains(item) { leaves[index].evidence.append(item) }
        } else {
            leaves.append(Leaf(name: name, value: value, raw: raw, evidence: evidence))
        }
    }
}

/// Everything read from one application package: the narrow waist between reading and judging.
public struct Dossier: Hashable, Sendable, Codable {
    public var entities: [Entity]

    public init(entities: [Entity] = []) { self.entities = entities }

    public func all(_ name: String) -> [Entity] { entities.filter { $0.name == name } }

    public func first(_ name: String) -> Entity? { entities.first { $0.name == name } }

    /// The fact's first value, for example `applicant`, `name`.
    public func value(_ entity: String, _ leaf: String) -> String? { first(entity)?.first(leaf) }

    /// The dossier as a flat list, repeated entities numbered from 1 in order: `applicant/name`, `person[2]/name`.
    public var facts: [Fact] {
        var numbers: [String: Int] = [:]
        return entities.flatMap { entity -> [Fact] in
            let repeated = DossierSchema.entity(entity.name)?.repeated ?? true
            numbers[entity.name, default: 0] += 1
            let head = repeated ? "\(entity.name)[\(numbers[entity.name, default: 1])]" : entity.name
            return entity.leaves.map {
                Fact(path: "\(head)/\($0.name)", value: $0.value, raw: $0.raw, evidence: $0.evidence)
            }
        }
    }
}

extension Dossier {
    /// The dossier that `facts` was made from, entities without a leaf excepted. Several facts of one path are several
    /// leaves of one entity; the order is that of the facts.
    public init(facts: [Fact]) {
        self.init()
        var places: [Substring: Int] = [:]
        for fact in facts {
            guard let slash = fact.path.firstIndex(of: "/") else { continue }
            let head = fact.path[..<slash]
            let leaf = Leaf(
                name: String(fact.path[fact.path.index(after: slash)...]), value: fact.value, raw: fact.raw,
                evidence: fact.evidence)
            if let place = places[head] {
                entities[place].leaves.append(leaf)
            } else {
                places[head] = entities.count
                entities.append(Entity(name: String(head.prefix { $0 != "[" }), leaves: [leaf]))
            }
        }
    }
}

/// A leaf with its path, as it stands in `assessment.json`.
public struct Fact: Hashable, Sendable, Codable {
    public var path: String
    public var value: String
    public var raw: String
    public var evidence: [Evidence]

    public init(path: String, value: String, raw: String, evidence: [Evidence]) {
        self.path = path
        self.value = value
        self.raw = raw
        self.evidence = evidence
    }
}
