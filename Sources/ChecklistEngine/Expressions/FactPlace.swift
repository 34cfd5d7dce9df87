// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Entity and leaf, as in `applicant/uscc`.
struct FactPath: Hashable, Comparable, Sendable {
    var entity: String
    var leaf: String

    var text: String { "\(entity)/\(leaf)" }

    static func < (a: FactPath, b: FactPath) -> Bool { (a.entity, a.leaf) < (b.entity, b.leaf) }
}

/// Where in the tree that expressions see a path can end.
enum FactPlace: Hashable, Sendable {
    case document, dossier
    case entity(String)
    case leaf(FactPath)
    /// Inside `round`; empty for the element itself.
    case round([String])
    /// The application's class.
    case applicantClass
    /// An attribute, a text node: nothing that a fact is named by.
    case other

    /// The elements of a round that expressions may name; those of an occupation also carry thresholds.
    static let roundElements: [String: [String]] = [
        "": [
            "id", "title", "authority", "class", "window", "method", "required-document", "public-notice", "occupation",
        ],
        "authority": ["name", "level", "region"],
        "window": ["from", "to"],
        "public-notice": ["required", "days"],
        "occupation": ["name", "equipment"],
    ]

    func child(_ name: String) -> FactPlace? {
        switch self {
        case .document: return name == "dossier" ? .dossier : nil
        case .dossier:
            if name == "round" { return .round([]) }
            if name == "class" { return .applicantClass }
            return DossierSchema.entity(name) == nil ? nil : .entity(name)
        case .entity(let entity):
            // One element a level, from the list in `levels`.
            if entity == "occupation", name == "level" { return .leaf(FactPath(entity: entity, leaf: "levels")) }
            let known = DossierSchema.entity(entity)?.leaf(name) != nil
            return known ? .leaf(FactPath(entity: entity, leaf: name)) : nil
        case .round(let path):
            let known = Self.roundElements[path.joined(separator: "/")]?.contains(name) ?? false
            // Which thresholds exist is the checklist's to say.
            let threshold = path == ["occupation"] && name.contains("-")
            return known || threshold ? .round(path + [name]) : nil
        case .leaf, .applicantClass, .other: return nil
        }
    }

    var children: [FactPlace] {
        switch self {
        case .document: return [.dossier]
        case .dossier: return DossierSchema.elements.map { .entity($0.name) } + [.round([]), .applicantClass]
        case .entity(let entity):
            return (DossierSchema.entity(entity)?.leaves ?? []).map { .leaf(FactPath(entity: entity, leaf: $0.name)) }
        case .round(let path):
            return (Self.roundElements[path.joined(separator: "/")] ?? []).map { .round(path + [$0]) }
        case .leaf, .applicantClass, .other: return []
        }
    }

    var parent: FactPlace? {
        switch self {
        case .document, .other: nil
        case .dossier: .document
        case .entity, .applicantClass: .dossier
        case .leaf(let path): .entity(path.entity)
        case .round(let path): path.isEmpty ? .dossier : .round(Array(path.dropLast()))
        }
    }
}
