// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// What all conditions of one assessment share.
final class AssessmentRun {
    let checklist: Checklist
    let round: Round?
    let request: CheckRequest
    let applicantClass: ApplicantClass?
    let library: FunctionLibrary
    let tree: EvaluationTree
    let text: EngineText
    private let kinds: DocumentKinds
    private var roundParts: [String: Bool] = [:]

    init(checklist: Checklist, round: Round?, request: CheckRequest, applicantClass: ApplicantClass?) throws {
        self.checklist = checklist
        self.round = round
        self.request = request
        self.applicantClass = applicantClass
        library = FunctionLibrary(catalogues: checklist.catalogues, today: request.asOf)
        tree = try EvaluationTree(
            request.dossier, applicantClass: applicantClass, round: round, functions: library.functions)
        text = EngineText(language: request.language, kinds: checklist.kindTitles(request.language))
        kinds = DocumentKinds(files: request.files, dossier: request.dossier)
    }

    func evaluate(_ expression: XPathExpression, item: XMLNode?, at node: XMLNode? = nil) throws -> XPathValue {
        try tree.evaluator.evaluate(expression, at: node, variables: item.map { ["item": .nodes([$0])] } ?? [:])
    }

    /// The parts of the round that an expression needs and the round leaves open.
    func unsetRoundParts(_ facts: ExpressionFacts) throws -> [String] {
        try facts.roundPaths.sorted().filter { path in
            if let known = roundParts[path] { return !known }
            let isSet = try evaluate(.compile("/dossier/round/\(path)"), item: nil).boolean
            roundParts[path] = isSet
            return !isSet
        }
    }

    // MARK: Doubt

    /// Leaves of which a value hangs in doubt: readings that differ, and readings below the floor.
    struct Doubts {
        var conflicts: [[LeafReference]] = []
        var weak: [LeafReference] = []

        var isEmpty: Bool { conflicts.isEmpty && weak.isEmpty }

        mutating func add(_ other: Doubts) {
            for group in other.conflicts where !conflicts.contains(group) { conflicts.append(group) }
            for leaf in other.weak where !weak.contains(leaf) { weak.append(leaf) }
        }
    }

    func isWeak(_ reference: LeafReference) -> Bool {
        let leaf = tree.leaf(reference)
        return leaf.evidence.isEmpty || leaf.confidence < checklist.confidenceFloor
    }

    /// Doubts about the leaves of one entity that the expressions name; if they name none, about whether it is there.
    func doubts(entity index: Int, _ facts: ExpressionFacts) -> Doubts {
        let entity = request.dossier.entities[index]
        let named = facts.leaves.filter { $0.entity == entity.name }.map(\.leaf).sorted()
        var doubts = Doubts()
        for name in named {
            let references = tree.references(index, name)
            let repeats = DossierSchema.entity(entity.name)?.leaf(name)?.repeats ?? false
            if references.count > 1, !repeats { doubts.conflicts.append(references) }
            doubts.weak += references.filter(isWeak)
        }
        if named.isEmpty {
            let references = entity.leaves.indices.map { LeafReference(entity: index, leaf: $0) }
            if let first = references.first, references.allSatisfy(isWeak) { doubts.weak.append(first) }
        }
        return doubts
    }

    /// Doubts about every entity of these names, whether an expression selects it or not.
    func doubts(entities names: Set<String>, _ facts: ExpressionFacts) -> Doubts {
        var doubts = Doubts()
        for (index, entity) in request.dossier.entities.enumerated() where names.contains(entity.name) {
            doubts.add(self.doubts(entity: index, facts))
        }
        return doubts
    }

    // MARK: Evidence

    /// What a selected node rests on: a leaf's evidence; of an entity, that of the leaves the expressions name.
    func evidence(of node: XMLNode, _ facts: ExpressionFacts) -> [Evidence] {
        leaves(of: node, facts).flatMap { tree.leaf($0).evidence }
    }

    /// The leaves whose evidence a selected node rests on.
    func leaves(of node: XMLNode, _ facts: ExpressionFacts) -> [LeafReference] {
        if let reference = tree.leaf(node) { return [reference] }
        guard let index = tree.entity(node) else { return [] }
        let entity = request.dossier.entities[index]
        let named = Set(facts.leaves.filter { $0.entity == entity.name }.map(\.leaf))
        let all = entity.leaves.indices
        let chosen = all.filter { named.contains(entity.leaves[$0].name) }
        return (chosen.isEmpty ? Array(all.prefix(1)) : chosen).map { LeafReference(entity: index, leaf: $0) }
    }

    /// True where evidence of the node comes from one of the kinds, or from an XML submission; without kinds, from anywhere.
    func isProven(_ node: XMLNode, by proof: [String], _ facts: ExpressionFacts) -> Bool {
        if proof.isEmpty { return true }
        return evidence(of: node, facts).contains { item in
            kinds.kinds(of: item).contains { $0 == "dossier-xml" || proof.contains($0) }
        }
    }

    /// What was struck out, covered or taken back is read at this or less.
    private static let takenBack = 0.5

    /// Documents with anything in them that counts.
    private lazy var standing = Set(
        request.dossier.entities.flatMap(\.leaves).flatMap(\.evidence).filter { $0.confidence > Self.takenBack }
            .map(\.document))

    /// Nodes that the documents which have to prove them show only as taken back, however sure others are of the same. A
    /// character that recognition doubts is another matter: a sure document that says the same makes it sure.
    func doubts(provenBy proof: [String], _ nodes: [XMLNode], _ facts: ExpressionFacts) -> Doubts {
        var doubts = Doubts()
        for node in nodes {
            let items = evidence(of: node, facts).filter { item in
                kinds.kinds(of: item).contains { $0 == "dossier-xml" || proof.contains($0) }
            }
            let isTakenBack = items.allSatisfy { item in
                item.confidence <= Self.takenBack && (item.method != .ocr || !standing.contains(item.document))
            }
            guard !items.isEmpty, isTakenBack else { continue }
            if let reference = tree.leaf(node) {
                doubts.weak.append(reference)
            } else if let index = tree.entity(node), !request.dossier.entities[index].leaves.isEmpty {
                doubts.weak.append(LeafReference(entity: index, leaf: 0))
            }
        }
        return doubts
    }

    /// Files that might have proved something about a condition and could not be read in full.
    /// - Parameters:
    ///   - named: leave out files whose kind could not be told.
    ///   - untold: count files that were read but belong to no known kind. They might be what is missing; they do not
    ///     undo what was read elsewhere.
    func unreadableFiles(for documents: [String], named: Bool = false, untold: Bool = true) -> [String] {
        request.files.filter { file in
            guard !file.setAside else { return false }
            let unread = file.read == .none || file.problems.contains { $0.code != .unknownKind || untold }
            guard unread else { return false }
            // An unread page of a volume that binds several kinds may belong to any.
            guard let kind = file.kind, !kinds.bindsSeveral(file.path) else { return !named || file.kind != nil }
            return documents.contains(kind) || (kind == "dossier-xml" && !named)
        }.map(\.path).sorted()
    }

    func readings(_ references: [LeafReference]) -> [String] {
        references.map { reference in
            let leaf = tree.leaf(reference)
            return text.reading(leaf.value, leaf.evidence.first)
        }
    }

    func title(_ reference: LeafReference) -> String {
        FactTitles.title(
            entity: request.dossier.entities[reference.entity].name, leaf: tree.leaf(reference).name, request.language)
    }
}
