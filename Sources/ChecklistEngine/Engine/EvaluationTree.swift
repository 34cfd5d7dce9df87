// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// A leaf of the dossier by place; the name of the entity's `index`-th leaf.
struct LeafReference: Hashable {
    var entity: Int
    var leaf: Int
}

/// The dossier as expressions see it, with the way back from a node to the leaf and its evidence.
final class EvaluationTree {
    let dossier: Dossier
    let evaluator: XPathEvaluator

    init(
        _ dossier: Dossier, applicantClass: ApplicantClass?, round: Round?, functions: [String: XPathFunction]
    ) throws {
        self.dossier = dossier
        let document = try XMLDocument.build(root: "dossier")
        let root = document.root
        for (index, entity) in dossier.entities.enumerated() {
            // Names that the schema does not have could pass for a round or a class.
            guard let known = Self.leafNames[entity.name] else { continue }
            let node = try root.append(entity.name)
            node.mark = Self.mark(index)
            for (number, leaf) in entity.leaves.enumerated()
            where known.contains(leaf.name) && !Self.isBlank(leaf.value) {
                let mark = Self.mark(index, number)
                try node.append(leaf.name, text: leaf.value).mark = mark
                if entity.name == "occupation", leaf.name == "levels" {
                    for level in leaf.value.split(separator: " ") {
                        try node.append("level", text: String(level)).mark = mark
                    }
                }
            }
        }
        if let applicantClass {
            let node = try root.append("class", text: applicantClass.rawValue)
            // A class that only the caller states has no evidence.
            let stated = Self.leaf(of: dossier) {
                $0.0 == "application" && $0.1.name == "class" && $0.1.value == applicantClass.rawValue
            }
            if let stated { node.mark = Self.mark(stated.entity, stated.leaf) }
        }
        if let round { try Self.add(round, for: applicantClass, to: root) }
        evaluator = try XPathEvaluator(document, functions: functions)
    }

    private static let leafNames = Dictionary(
        uniqueKeysWithValues: DossierSchema.elements.map { ($0.name, Set($0.leaves.map(\.name))) })

    // An entity's number stands in the upper bits of a mark, that of its leaf, from 1, in the lower ones.
    private static let leafBits = 24

    private static func mark(_ entity: Int, _ leaf: Int = -1) -> Int { (entity + 1) << leafBits | (leaf + 1) }

    private func mark(_ node: XMLNode) -> Int {
        let own = node.mark
        return own == 0 ? node.parent?.mark ?? 0 : own
    }

    /// The leaf that a node (or the text inside it) stands for.
    func leaf(_ node: XMLNode) -> LeafReference? {
        let mark = mark(node)
        let leaf = mark & (1 << Self.leafBits - 1)
        return leaf == 0 ? nil : LeafReference(entity: mark >> Self.leafBits - 1, leaf: leaf - 1)
    }

    func entity(_ node: XMLNode) -> Int? {
        let mark = mark(node)
        return mark == 0 ? nil : mark >> Self.leafBits - 1
    }

    func isEntity(_ node: XMLNode) -> Bool {
        let mark = node.mark
        return mark != 0 && mark & (1 << Self.leafBits - 1) == 0
    }

    func leaf(_ reference: LeafReference) -> Leaf { dossier.entities[reference.entity].leaves[reference.leaf] }

    /// The leaves of one entity with that name.
    func references(_ entity: Int, _ name: String) -> [LeafReference] {
        let leaves = dossier.entities[entity].leaves
        return leaves.indices.filter { leaves[$0].name == name }.map { LeafReference(entity: entity, leaf: $0) }
    }

    /// White space and the dashes that fill an empty field say nothing.
    private static func isBlank(_ value: String) -> Bool {
        // Nearly every value begins with a letter, a digit or a hanzi.
        if let first = value.utf8.first, first >= 0x30, first != 0x5F, first != 0xE1, first != 0xE2, first != 0xE3,
            first != 0xEF,
            first != 0xC2
        {
            return false
        }
        return value.allSatisfy { $0.isWhitespace || "-—–/_＿".contains($0) }
    }

    private static func leaf(of dossier: Dossier, where matches: ((String, Leaf)) -> Bool) -> LeafReference? {
        for (index, entity) in dossier.entities.enumerated() {
            if let leaf = entity.leaves.firstIndex(where: { matches((entity.name, $0)) }) {
                return LeafReference(entity: index, leaf: leaf)
            }
        }
        return nil
    }

    private static func add(_ round: Round, for applicantClass: ApplicantClass?, to root: XMLNode) throws {
        let node = try root.append("round")
        try node.append("id", text: round.id)
        try node.append("title", text: round.title)
        if let authority = round.authority {
            let inner = try node.append("authority")
            try inner.append("name", text: authority.name)
            try inner.append("level", text: authority.level.rawValue)
            try inner.append("region", text: authority.region)
        }
        for item in round.classes { try node.append("class", text: item.rawValue) }
        if let window = round.window {
            let inner = try node.append("window")
            if let from = window.from { try inner.append("from", text: from) }
            if let to = window.to { try inner.append("to", text: to) }
        }
        for method in round.methods { try node.append("method", text: method) }
        for kind in round.requiredDocuments(for: applicantClass) { try node.append("required-document", text: kind) }
        if let notice = round.publicNotice {
            let inner = try node.append("public-notice")
            try inner.append("required", text: notice.required ? "true" : "false")
            if let days = notice.days { try inner.append("days", text: String(days)) }
        }
        for rule in round.occupations {
            let inner = try node.append("occupation")
            try inner.append("name", text: rule.name)
            for (name, value) in rule.thresholds.sorted(by: { $0.key < $1.key }) {
                try inner.append(name, text: NumberText.of(value))
            }
            for item in rule.equipment { try inner.append("equipment", text: item) }
        }
    }
}
