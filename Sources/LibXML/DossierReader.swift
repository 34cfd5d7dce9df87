// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Reads the XML form of a dossier (`dossier.xsd`). The schema says what is wrong with types; this only needs the names.
public enum DossierReader {
    /// The evidence to give a leaf that stands on that line.
    public typealias EvidenceMaker = (XMLNode, _ value: String, _ line: Int) -> [Evidence]

    /// An applicant's submission: every leaf rests on its own line of `file`; ids and sources in it count for nothing,
    /// and a lower confidence that the sending system states is kept.
    /// - Throws: `XMLError.root`, `XMLError.element`
    public static func submission(_ document: XMLDocument, file: String) throws -> Dossier {
        try read(document) { node, value, line in
            let stated = node.attribute("confidence").flatMap(Double.init).flatMap { $0.isFinite ? $0 : 0 } ?? 1
            let quote = node.attribute("raw") ?? value
            return [
                Evidence(
                    document: file, place: PlaceName.line(line), quote: quote, method: .xml,
                    confidence: min(max(stated, 0), 1))
            ]
        }
    }

    /// The evidence that a written dossier lists under `sources`, by id. Only for dossiers of our own making.
    public static func sources(_ document: XMLDocument) -> [String: Evidence] {
        var found: [String: Evidence] = [:]
        for node in document.root.child("sources")?.children("evidence") ?? [] {
            guard let id = node.attribute("id"), let file = node.attribute("document"),
                let method = node.attribute("method").flatMap(ReadingMethod.init)
            else { continue }
            let sides = (node.attribute("box") ?? "").split(separator: " ").compactMap { Double($0) }
            found[id] = Evidence(
                document: file, page: node.attribute("page").flatMap { Int($0) },
                box: sides.count == 4 ? Box(x0: sides[0], y0: sides[1], x1: sides[2], y1: sides[3]) : nil,
                place: node.attribute("place"), quote: node.text, method: method,
                confidence: node.attribute("confidence").flatMap(Double.init) ?? 0)
        }
        return found
    }

    /// Reads the tree with evidence of the caller's making.
    public static func read(_ document: XMLDocument, evidence: EvidenceMaker) throws -> Dossier {
        let root = document.root
        guard root.name == "dossier", root.namespace == nil else {
            throw XMLError.root(line: root.line, name: root.name, namespace: root.namespace)
        }
        var dossier = Dossier()
        for element in root.children where element.name != "sources" {
            guard element.namespace == nil, let type = DossierSchema.entity(element.name) else {
                throw XMLError.element(line: element.line, name: element.name)
            }
            var entity = Entity(name: element.name)
            for leaf in element.children {
                guard leaf.namespace == nil, type.leaf(leaf.name) != nil, leaf.children.isEmpty else {
                    throw XMLError.element(line: leaf.line, name: "\(element.name)/\(leaf.name)")
                }
                let value = leaf.text.trimmingCharacters(in: .whitespacesAndNewlines)
                // An empty element states nothing.
                if value.isEmpty { continue }
                entity.add(
                    leaf.name, value: value, raw: leaf.attribute("raw") ?? value,
                    evidence: evidence(leaf, value, leaf.line))
            }
            // Two elements of a kind that stands once are two readings of the same thing.
            if !type.repeated, let index = dossier.entities.firstIndex(where: { $0.name == entity.name }) {
                for leaf in entity.leaves {
                    dossier.entities[index].add(leaf.name, value: leaf.value, raw: leaf.raw, evidence: leaf.evidence)
                }
            } else {
                dossier.entities.append(entity)
            }
        }
        return dossier
    }
}
