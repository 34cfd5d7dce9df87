// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Brings readings of the same thing together: one person from roster, certificate and contract; one site from deed and form.
struct Merger {
    private var singles: [String: Entity] = [:]
    private var repeated: [String: [Entity]] = [:]
    private var index: [String: [Int]] = [:]

    mutating func add(_ record: ReadRecord) {
        guard let schema = DossierSchema.entity(record.entity) else { return }
        if !schema.repeated {
            var entity = singles[record.entity] ?? Entity(name: record.entity)
            merge(record.readings, into: &entity)
            singles[record.entity] = entity
            return
        }
        let keys = Self.keys(of: record)
        let there = repeated[record.entity, default: []]
        var found: Int?
        for key in keys {
            let candidates = index["\(record.entity)|\(key)", default: []].filter { Self.compatible(there[$0], record) }
            // Several things of one key (rooms at one address, people of one name): nobody can say which is meant.
            if let only = candidates.first, candidates.count == 1 {
                found = only
                break
            }
        }
        // A record that names nothing of its own (the parties again, beside their seals) belongs to the one before it.
        if keys.isEmpty, record.entity == "site" || record.entity == "person", let last = there.indices.last,
            let file = record.readings.first?.evidence.document,
            there[last].leaves.contains(where: { $0.evidence.contains { $0.document == file } })
        {
            found = last
        }
        let position = found ?? there.count
        if found == nil { repeated[record.entity, default: []].append(Entity(name: record.entity)) }
        merge(record.readings, into: &repeated[record.entity, default: []][position])
        for key in keys where !index["\(record.entity)|\(key)", default: []].contains(position) {
            index["\(record.entity)|\(key)", default: []].append(position)
        }
    }

    private func merge(_ readings: [Reading], into entity: inout Entity) {
        for reading in readings {
            entity.add(reading.leaf, value: reading.value, raw: reading.raw, evidence: [reading.evidence])
        }
    }

    private static func values(_ record: ReadRecord, _ leaf: String) -> [String] {
        record.readings.filter { $0.leaf == leaf }.map(\.value)
    }

    /// What tells that two records speak of the same thing, surest first.
    private static func keys(of record: ReadRecord) -> [String] {
        func each(_ leaf: String) -> [String] { values(record, leaf).map { "\(leaf)=\(Fold.key($0))" } }
        switch record.entity {
        case "person": return each("id-number") + each("name")
        case "occupation": return each("name") + each("code")
        case "site": return each("address") + each("name")
        case "policy": return each("title")
        case "allowance": return each("level")
        case "subsidiary": return each("uscc") + each("name")
        case "training-record":
            let year = values(record, "year").first ?? ""
            return values(record, "occupation").map { "\(year)/\(Fold.key($0))" }
        case "equipment":
            let parts = ["name", "model", "occupation", "quantity"].map { values(record, $0).first.map(Fold.key) ?? "" }
            return [parts.joined(separator: "/")]
        default: return []
        }
    }

    /// Two people of one name are two people when their ID numbers differ; two rows of one list are two things.
    private static func compatible(_ entity: Entity, _ record: ReadRecord) -> Bool {
        switch record.entity {
        case "person":
            let (mine, theirs) = (entity.values("id-number"), values(record, "id-number"))
            if !mine.isEmpty, !theirs.isEmpty {
                // Two numbers that differ in a character or two are one number misread: one person, and a disagreement.
                return mine.contains { a in theirs.contains { differences(a, $0) <= 2 } }
            }
            return entity.values("name").contains { values(record, "name").contains($0) }
        case "site":
            func differ(_ leaf: String) -> Bool {
                let (mine, theirs) = (entity.values(leaf), values(record, leaf))
                return !mine.isEmpty && !theirs.isEmpty
                    && !mine.contains { a in theirs.contains { Fold.key($0) == Fold.key(a) } }
            }
            return !differ("address") && !differ("name")
        case "equipment":
            // The same line in two lists is one thing; twice in one list it is two.
            let documents = Set(entity.leaves.flatMap { $0.evidence.map(\.document) })
            return !record.readings.contains { documents.contains($0.evidence.document) }
        case "policy":
            return true
        default: return true
        }
    }

    /// Characters that differ between two codes of one length.
    private static func differences(_ a: String, _ b: String) -> Int {
        a.count == b.count ? zip(a, b).count { $0 != $1 } : .max
    }

    /// The dossier in the order of the schema.
    func dossier() -> Dossier {
        var entities: [Entity] = []
        var repeated = repeated
        // A form states one total area: it speaks of the only site, or of all of them together.
        if let stated = singles["application"]?.leaves.first(where: { $0.name == "site-area-stated" }) {
            let sites = repeated["site"] ?? []
            let area = Leaf(name: "area", value: stated.value, raw: stated.raw, evidence: stated.evidence)
            if sites.isEmpty {
                repeated["site"] = [Entity(name: "site", leaves: [area])]
            } else if sites.count == 1, sites[0].values("area").contains(stated.value) {
                repeated["site"]?[0].add("area", value: area.value, raw: area.raw, evidence: area.evidence)
            }
        }
        for element in DossierSchema.elements {
            if element.repeated {
                entities += repeated[element.name] ?? []
            } else if let single = singles[element.name] {
                entities.append(single)
            }
        }
        return Dossier(entities: entities.map(Misreadings.folded).map(Self.ordered))
    }

    /// Leaves in the order of the schema, the surest of several values first.
    private static func ordered(_ entity: Entity) -> Entity {
        guard let schema = DossierSchema.entity(entity.name) else { return entity }
        let rank = Dictionary(uniqueKeysWithValues: schema.leaves.enumerated().map { ($0.element.name, $0.offset) })
        var out = entity
        out.leaves = entity.leaves.enumerated().sorted { a, b in
            let (left, right) = (rank[a.element.name] ?? 99, rank[b.element.name] ?? 99)
            if left != right { return left < right }
            if a.element.confidence != b.element.confidence { return a.element.confidence > b.element.confidence }
            return a.offset < b.offset
        }.map(\.element)
        return out
    }
}
