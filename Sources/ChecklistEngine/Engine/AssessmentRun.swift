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
    /// Whether the steps are written down, for `explain`.
    let traces: Bool
    private let kinds: DocumentKinds
    var documentKinds: DocumentKinds { kinds }
    private var roundTexts: [String: String] = [:]
    private let hoisted: HoistedPaths
    private var filled: [XPathValue?]
    private var values: [XPathValue?]
    private var truths: [Int: Bool] = [:]
    private var bound: XMLNode?
    private var proofSets: [ObjectIdentifier: KindSet] = [:]
    /// Entities by name, and those of them of which anything hangs in doubt.
    private var suspects: [String: [Int]] = [:]
    private var isSuspect: [Bool] = []
    /// By entity, once it was asked for: the kinds of documents that show each of its leaves.
    private var proofs: [EntityKinds?]
    private(set) var evidence = EvidencePool()

    init(
        checklist: Checklist, round: Round?, request: CheckRequest, applicantClass: ApplicantClass?,
        hoisted: HoistedPaths,
        traces: Bool
    ) throws {
        self.checklist = checklist
        self.round = round
        self.request = request
        self.applicantClass = applicantClass
        self.traces = traces
        self.hoisted = hoisted
        filled = Array(repeating: nil, count: hoisted.paths.count)
        values = Array(repeating: nil, count: hoisted.identityCount)
        let titles = checklist.kindTitles(request.language)
        library = FunctionLibrary(
            catalogues: checklist.catalogues, today: request.asOf, kindTitles: titles,
            patterns: hoisted.patterns)
        tree = try EvaluationTree(
            request.dossier, applicantClass: applicantClass, round: round, functions: library.functions)
        text = EngineText(language: request.language, kinds: titles)
        kinds = DocumentKinds(files: request.files, dossier: request.dossier)
        proofs = Array(repeating: nil, count: request.dossier.entities.count)
        for (index, entity) in request.dossier.entities.enumerated() {
            isSuspect.append(isSuspect(entity))
            if isSuspect[index] { suspects[entity.name, default: []].append(index) }
        }
    }

    func evaluate(_ expression: CompiledExpression, item: XMLNode?, at node: XMLNode? = nil) throws -> XPathValue {
        if expression.usesItem, bound != item {
            // One item is asked many things in a row; without one the variable is unknown.
            if let item { tree.evaluator.set("item", .nodes([item])) } else { tree.evaluator.unset("item") }
            bound = item
        }
        guard node == nil, !expression.usesItem, expression.isPure else {
            try fill(expression.needs)
            return try tree.evaluator.evaluate(expression.expression, at: node)
        }
        if let known = values[expression.identity] { return known }
        try fill(expression.needs)
        let value =
            try expression.path.flatMap { filled[$0] } ?? tree.evaluator.evaluate(expression.expression)
        values[expression.identity] = value
        return value
    }

    /// Whether an expression on the dossier holds.
    func isTrue(_ expression: CompiledExpression, item: XMLNode?) throws -> Bool {
        guard !expression.usesItem, expression.isPure else { return try evaluate(expression, item: item).boolean }
        if let known = values[expression.identity] { return known.boolean }
        if let known = truths[expression.identity] { return known }
        try fill(expression.needs)
        let truth =
            try expression.path.flatMap { filled[$0]?.boolean } ?? tree.evaluator.isTrue(expression.expression)
        truths[expression.identity] = truth
        return truth
    }

    /// Gives hoisted paths their values, the first time that something needs them.
    private func fill(_ numbers: [Int]) throws {
        for number in numbers where filled[number] == nil {
            try fill(hoisted.paths[number].needs)
            let value = try value(of: hoisted.paths[number])
            tree.evaluator.set(HoistedPaths.variable(number), value, isDistinct: true)
            filled[number] = value
        }
    }

    private func value(of path: HoistedPaths.Path) throws -> XPathValue {
        guard let step = path.step else { return try tree.evaluator.evaluate(path.expression) }
        guard let base = step.base else { return .nodes(tree.evaluator.document.root.children(step.name)) }
        guard let nodes = filled[base]?.nodes else { return try tree.evaluator.evaluate(path.expression) }
        return .nodes(XMLNode.children(step.name, of: nodes))
    }

    /// The text of a part of the round; empty where it is not set.
    func roundText(_ path: String) throws -> String {
        if let known = roundTexts[path] { return known }
        let text = try tree.evaluator.evaluate(.compile("string(/dossier/round/\(path))")).string
        roundTexts[path] = text
        return text
    }

    /// The parts of the round that an expression needs and the round leaves open.
    func unsetRoundParts(_ facts: ExpressionFacts) throws -> [String] {
        try facts.roundPaths.isEmpty ? [] : facts.roundPaths.sorted().filter { try roundText($0).isEmpty }
    }

    // MARK: Round

    private static let namesOfOccupations = ["occupation": ["name", "trade"]]

    /// What the round asks for one occupation, by its name and by its 工种, in the order of the round: that of the item, be
    /// it an occupation or something that names one.
    private func rules(for item: XMLNode) -> [Round.OccupationRule] {
        guard let round, !round.occupations.isEmpty, let index = tree.entity(item) else { return [] }
        let entity = request.dossier.entities[index]
        let leaves = Self.namesOfOccupations[entity.name] ?? ["occupation"]
        let folded = leaves.flatMap(entity.values).map(Folding.fold)
        return round.occupations.filter { folded.contains(Folding.fold($0.name)) }
    }

    /// Doubts about the names by which an item finds its rule.
    func doubtsAboutRule(of item: XMLNode) -> Doubts {
        var doubts = Doubts()
        guard let index = tree.entity(item), isSuspect[index] else { return doubts }
        for name in Self.namesOfOccupations[request.dossier.entities[index].name] ?? ["occupation"] {
            let references = tree.references(index, name)
            if references.count > 1 { doubts.conflicts.append(references) }
            doubts.weak += references.filter(isWeak)
        }
        return doubts
    }

    /// The round's figure; for an occupation, the one set for that occupation. nil where none is set, or where the round asks
    /// one thing of its name and another of its 工种: which counts is for a person to say.
    func threshold(_ name: String, for item: XMLNode?) -> Double? {
        let own = Set(item.map(rules)?.compactMap { $0.thresholds[name] } ?? [])
        if own.count > 1 { return nil }
        return own.first ?? round?.thresholds[name]
    }

    /// Whether the round says anything on what a check is for (`if-set`).
    func isSet(_ name: String?) -> Bool {
        guard let name else { return true }
        guard let round else { return false }
        if name.hasPrefix("occupation/") {
            return round.occupations.contains { isSet(String(name.dropFirst("occupation/".count)), in: $0) }
        }
        return round.thresholds[name] != nil || round.occupations.contains { $0.thresholds[name] != nil }
            || (checklist.threshold(name) == nil && (try? !roundText(name).isEmpty) == true)
    }

    /// The same for one item; what is not of the applicant's dossier is of the round, which says it then.
    func isSet(_ name: String?, for item: XMLNode) -> Bool {
        guard let name, tree.entity(item) != nil else { return true }
        if name.hasPrefix("occupation/") {
            return rules(for: item).contains { isSet(String(name.dropFirst("occupation/".count)), in: $0) }
        }
        return checklist.threshold(name) == nil || round?.thresholds[name] != nil
            || rules(for: item).contains { $0.thresholds[name] != nil }
    }

    private func isSet(_ name: String, in rule: Round.OccupationRule) -> Bool {
        name == "equipment" ? !rule.equipment.isEmpty : rule.thresholds[name] != nil
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

    func isWeak(_ reference: LeafReference) -> Bool { isWeak(tree.leaf(reference)) }

    private func isWeak(_ leaf: Leaf) -> Bool {
        // One sure reading is enough; agreement raises others.
        if leaf.evidence.contains(where: { $0.confidence >= checklist.confidenceFloor }) { return false }
        return leaf.evidence.isEmpty || leaf.confidence < checklist.confidenceFloor
    }

    private func isSuspect(_ entity: Entity) -> Bool {
        if entity.leaves.contains(where: isWeak) { return true }
        // Names are folded only where there are two of a kind, which is seldom.
        var names: [String] = []
        var doubled: Set<String> = []
        for leaf in entity.leaves {
            if names.contains(leaf.name) { doubled.insert(leaf.name) } else { names.append(leaf.name) }
        }
        if doubled.isEmpty { return false }
        let type = DossierSchema.entity(entity.name)
        return doubled.contains { name in
            type?.leaf(name)?.repeats != true && differ(entity.leaves.filter { $0.name == name }, type)
        }
    }

    /// Two ways to write one name, as 有限公司 and 有限责任公司, are no contradiction; X-01 tells of them.
    private func differ(_ leaves: [Leaf], _ entity: DossierSchema.Element?) -> Bool {
        guard leaves.count > 1, let name = leaves.first?.name else { return false }
        guard entity?.leaf(name)?.type == .name else { return true }
        return Set(leaves.map { Folding.foldName($0.value) }).count > 1
    }

    /// The entities of a name of which anything hangs in doubt.
    func suspects(_ name: String) -> [Int] { suspects[name] ?? [] }

    /// Doubts about the leaves of one entity that the expressions name; if they name none, about whether it is there.
    func doubts(entity index: Int, _ facts: ExpressionFacts) -> Doubts {
        var doubts = Doubts()
        guard isSuspect[index] else { return doubts }
        let entity = request.dossier.entities[index]
        let named = facts.leafNames[entity.name] ?? []
        for name in named {
            let references = tree.references(index, name)
            let type = DossierSchema.entity(entity.name)
            let repeats = type?.leaf(name)?.repeats ?? false
            if !repeats, differ(references.map(tree.leaf), type) { doubts.conflicts.append(references) }
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
        for index in names.flatMap(suspects).sorted() { doubts.add(self.doubts(entity: index, facts)) }
        return doubts
    }

    // MARK: Evidence

    /// What a selected node rests on: a leaf's evidence; of an entity, that of the leaves the expressions name.
    func evidence(of node: XMLNode, _ facts: ExpressionFacts) -> [Evidence] {
        leaves(of: node, facts).flatMap { tree.leaf($0).evidence }
    }

    func evidenceNumbers(of node: XMLNode, _ facts: ExpressionFacts) -> [EvidencePool.Number] {
        if let reference = tree.leaf(node) { return evidenceNumbers(of: reference) }
        return leaves(of: node, facts).flatMap { evidenceNumbers(of: $0) }
    }

    func evidenceNumbers(of reference: LeafReference) -> [EvidencePool.Number] {
        evidence.numbers(of: reference) { tree.leaf(reference).evidence }
    }

    /// The leaves whose evidence a selected node rests on.
    func leaves(of node: XMLNode, _ facts: ExpressionFacts) -> [LeafReference] {
        if let reference = tree.leaf(node) { return [reference] }
        guard let index = tree.entity(node) else { return [] }
        let leaves = request.dossier.entities[index].leaves
        let named = facts.leafNames[request.dossier.entities[index].name] ?? []
        let chosen = leaves.indices.filter { named.contains(leaves[$0].name) }
        return (chosen.isEmpty ? Array(leaves.indices.prefix(1)) : chosen)
            .map { LeafReference(entity: index, leaf: $0) }
    }

    /// The nodes with evidence from one of the kinds, or from an XML submission; without kinds, all.
    func proven(_ nodes: [XMLNode], by proof: KindSet?, _ facts: ExpressionFacts) -> [XMLNode] {
        guard let proof else { return nodes }
        return nodes.filter { node in
            guard let index = tree.entity(node) else { return false }
            let kinds = kinds(of: index)
            if let common = kinds.common { return !common.isDisjoint(with: proof) }
            if let leaf = tree.leaf(node) { return !kinds.leaves[leaf.leaf].isDisjoint(with: proof) }
            let entity = request.dossier.entities[index]
            let named = facts.leafNames[entity.name] ?? []
            var isNamed = false
            for (number, leaf) in entity.leaves.enumerated() where named.contains(leaf.name) {
                if !kinds.leaves[number].isDisjoint(with: proof) { return true }
                isNamed = true
            }
            return !isNamed && !(kinds.leaves.first?.isDisjoint(with: proof) ?? true)
        }
    }

    /// The kinds of document that show each leaf of an entity.
    private struct EntityKinds {
        var leaves: [KindSet]
        /// Where they are the same for all, as for a row of a roster.
        var common: KindSet?
    }

    private func kinds(of entity: Int) -> EntityKinds {
        if let known = proofs[entity] { return known }
        let leaves = request.dossier.entities[entity].leaves.map { leaf in
            leaf.evidence.reduce(into: KindSet()) { $0.formUnion(kinds.set(of: $1)) }
        }
        let found = EntityKinds(leaves: leaves, common: leaves.first { first in leaves.allSatisfy { $0 == first } })
        proofs[entity] = found
        return found
    }

    func kindSet(_ kinds: [String]) -> KindSet { self.kinds.set(of: kinds) }

    /// The kinds that may prove a check, an XML submission among them; nil where any may.
    func proof(of check: CompiledCheck, _ kinds: [String]) -> KindSet? {
        if kinds.isEmpty { return nil }
        if let known = proofSets[ObjectIdentifier(check)] { return known }
        let set = self.kinds.set(of: kinds + ["dossier-xml"])
        proofSets[ObjectIdentifier(check)] = set
        return set
    }

    /// What was struck out, covered or taken back is read at this or less.
    private static let takenBack = 0.5

    /// Documents with anything in them that counts.
    private lazy var standing = Set(
        request.dossier.entities.flatMap(\.leaves).flatMap(\.evidence).filter { $0.confidence > Self.takenBack }
            .map(\.document))

    private lazy var hasTakenBack = request.dossier.entities.map { entity in
        entity.leaves.contains { $0.evidence.contains { $0.confidence <= Self.takenBack } }
    }

    /// Nodes that the documents which have to prove them show only as taken back, however sure others are of the same. A
    /// character that recognition doubts is another matter: a sure document that says the same makes it sure.
    func doubts(provenBy proof: KindSet, _ nodes: [XMLNode], _ facts: ExpressionFacts) -> Doubts {
        var doubts = Doubts()
        for node in nodes where tree.entity(node).map({ hasTakenBack[$0] }) ?? false {
            let items = evidence(of: node, facts).filter { !kinds.set(of: $0).isDisjoint(with: proof) }
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
