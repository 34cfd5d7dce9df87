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
    private var leaves: [XMLNode: LeafReference] = [:]
    private var entities: [XMLNode: Int] = [:]

    init(
        _ dossier: Dossier, applicantClass: ApplicantClass?, round: Round?, functions: [String: XPathFunction]
    ) throws {
        self.dossier = dossier
        let document = try XMLDocument.build(root: "dossier")
        for (index, entity) in dossier.entities.enumerated() {
            // Names that the schema does not have could pass for a round or a class.
            guard let type = DossierSchema.entity(entity.name) else { continue }
            let node = try document.root.append(entity.name)
            entities[node] = index
            for (number, leaf) in entity.leaves.enumerated()
            where type.leaf(leaf.name) != nil && !Self.isBlank(leaf.value) {
                let reference = LeafReference(entity: index, leaf: number)
                leaves[try node.append(leaf.name, text: leaf.value)] = reference
                if entity.name == "occupation", leaf.name == "levels" {
                    for level in leaf.value.split(separator: " ") {
                        leaves[try node.append("level", text: String(level))] = reference
                    }
                }
            }
        }
        if let applicantClass {
            let node = try document.root.append("class", text: applicantClass.rawValue)
            // A class that only the caller states has no evidence.
            leaves[node] = Self.leaf(of: dossier) {
                $0.0 == "application" && $0.1.name == "class" && $0.1.value == applicantClass.rawValue
            }
        }
        if let round { try Self.add(round, for: applicantClass, to: document.root) }
        evaluator = try XPathEvaluator(document, functions: functions)
    }

    /// The leaf that a node (or the text inside it) stands for.
    func leaf(_ node: XMLNode) -> LeafReference? { leaves[node] ?? node.parent.flatMap { leaves[$0] } }

    func entity(_ node: XMLNode) -> Int? { entities[node] ?? leaf(node)?.entity }

    func isEntity(_ node: XMLNode) -> Bool { entities[node] != nil }

    func leaf(_ reference: LeafReference) -> Leaf { dossier.entities[reference.entity].leaves[reference.leaf] }

    /// The leaves of one entity with that name.
    func references(_ entity: Int, _ name: String) -> [LeafReference] {
        dossier.entities[entity].leaves.indices
            .filter { dossier.entities[entity].leaves[$0].name == name }
            .map { LeafReference(entity: entity, leaf: $0) }
    }

    /// White space and the dashes that fill an empty field say nothing.
    private static func isBlank(_ value: String) -> Bool {
        value.allSatisfy { $0.isWhitespace || "-—–/_＿".contains($0) }
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
