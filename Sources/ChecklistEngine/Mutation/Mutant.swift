// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// An application with one thing taken away or spoilt.
struct Mutant {
    var operation: MutationOperator
    /// The fact's path, or the file with its pages.
    var place: String
    /// What stood there and what stands there now; nil where nothing was changed but taken away.
    var change: String?
    var dossier: Dossier
    var files: [PackageFile]
    /// Leaves of the whole application of which a value or a piece of evidence is another now, or gone.
    var touched: Set<LeafReference>
    /// Those of them that are wholly gone.
    var gone: Set<LeafReference> = []
}

extension Dossier {
    /// True of a leaf that another of the same name contradicts, or that was read faintly.
    func isDoubtful(_ reference: LeafReference, floor: Double) -> Bool {
        let entity = entities[reference.entity]
        let leaf = entity.leaves[reference.leaf]
        let repeats = DossierSchema.entity(entity.name)?.leaf(leaf.name)?.repeats ?? false
        return leaf.confidence < floor || (!repeats && entity.values(leaf.name).count > 1)
    }
}

/// How many of the mutants are tried.
public enum MutationSampling: Sendable {
    case all
    /// Of the values of one element, and of the records of one kind, only the first.
    case onePerLeafName
}

/// Makes the mutants of one application: always the same, always in the same order.
struct MutantMaker {
    let request: CheckRequest
    let sampling: MutationSampling
    /// What is read less surely than this is in doubt already.
    let floor: Double

    private var dossier: Dossier { request.dossier }

    /// Every leaf's mutants together, its removal first; then records, then documents.
    func forEach(_ body: (Mutant) throws -> Void) rethrows {
        var paths = dossier.facts.map(\.path)[...]
        var seen: Set<FactPath> = []
        var seenEntities: Set<String> = []
        var heads: [(index: Int, head: String)] = []
        for (index, entity) in dossier.entities.enumerated() {
            for (number, leaf) in entity.leaves.enumerated() {
                let path = paths.popFirst() ?? ""
                if number == 0 { heads.append((index, String(path.prefix { $0 != "/" }))) }
                let isFirst = seen.insert(FactPath(entity: entity.name, leaf: leaf.name)).inserted
                if sampling == .onePerLeafName, !isFirst { continue }
                for mutant in mutants(LeafReference(entity: index, leaf: number), path) { try body(mutant) }
            }
        }
        for (index, head) in heads {
            let isFirst = seenEntities.insert(dossier.entities[index].name).inserted
            if sampling == .onePerLeafName, !isFirst { continue }
            try body(withoutEntity(index, head))
        }
        let documents = DocumentMutants(request: request)
        for part in documents.parts { try body(documents.without(part)) }
        for file in documents.readFiles { try body(documents.unreadable(file)) }
    }

    // MARK: Leaves

    private func mutants(_ reference: LeafReference, _ path: String) -> [Mutant] {
        let entity = dossier.entities[reference.entity]
        let leaf = entity.leaves[reference.leaf]
        let repeats = DossierSchema.entity(entity.name)?.leaf(leaf.name)?.repeats ?? true
        func changed(
            _ operation: MutationOperator, _ change: String?, gone: Bool = false, _ edit: (inout [Leaf]) -> Void
        ) -> Mutant {
            var mutated = dossier
            edit(&mutated.entities[reference.entity].leaves)
            return Mutant(
                operation: operation, place: path, change: change, dossier: mutated, files: request.files,
                touched: [reference], gone: gone ? [reference] : [])
        }
        var mutants = [changed(.removeLeaf, leaf.value, gone: true) { $0.remove(at: reference.leaf) }]
        if !dossier.isDoubtful(reference, floor: floor) {
            mutants.append(
                changed(.faint, leaf.value) { leaves in
                    for index in leaves[reference.leaf].evidence.indices {
                        leaves[reference.leaf].evidence[index].confidence = 0.1
                    }
                })
        }
        let worse = WorseValues.of(FactPath(entity: entity.name, leaf: leaf.name), leaf.value)
            .filter { !entity.values(leaf.name).contains($0.value) }
        // A record of a document is one file's own and is not put together from several.
        if !repeats, entity.name != "document", let other = worse.first {
            mutants.append(
                changed(.contradict, "\(leaf.value) ≠ \(other.value)") {
                    $0.insert(contradiction(of: leaf, by: other.value), at: reference.leaf + 1)
                })
        }
        for item in worse {
            mutants.append(
                changed(item.operation, "\(leaf.value) → \(item.value)") {
                    $0[reference.leaf] = spoilt(leaf, to: item.value)
                })
        }
        return mutants
    }

    /// The documents say the other value, all of them: nothing but the value itself gives it away.
    private func spoilt(_ leaf: Leaf, to value: String) -> Leaf {
        var leaf = leaf
        leaf.value = value
        leaf.raw = value
        for index in leaf.evidence.indices { leaf.evidence[index].quote = value }
        return leaf
    }

    private func contradiction(of leaf: Leaf, by value: String) -> Leaf {
        let own = Set(leaf.evidence.map(\.document))
        let other = request.files.first { !own.contains($0.path) && $0.read != .none && !$0.setAside }
        let evidence = Evidence(
            document: other?.path ?? leaf.evidence.first?.document ?? "", page: other?.pages.map { _ in 1 },
            quote: value, method: .text, confidence: 1)
        return Leaf(name: leaf.name, value: value, raw: value, evidence: [evidence])
    }

    // MARK: Records

    private func withoutEntity(_ index: Int, _ head: String) -> Mutant {
        var mutated = dossier
        let removed = mutated.entities.remove(at: index)
        let references = Set(removed.leaves.indices.map { LeafReference(entity: index, leaf: $0) })
        return Mutant(
            operation: .removeEntity, place: head, change: removed.first("name") ?? removed.first("title"),
            dossier: mutated, files: request.files, touched: references, gone: references)
    }
}
