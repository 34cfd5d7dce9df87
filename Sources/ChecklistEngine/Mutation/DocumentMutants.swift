// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Applications with one document less, or with one file that cannot be read.
struct DocumentMutants {
    let request: CheckRequest

    /// A document: a whole file, or pages of a file that holds several.
    struct Part: Hashable {
        var file: String
        var kind: String?
        /// nil: the whole file.
        var pages: ClosedRange<Int>?
        /// Its own record in the dossier.
        var record: Int?
    }

    private func records(_ file: String) -> [(index: Int, entity: Entity)] {
        request.dossier.entities.enumerated().filter {
            $0.element.name == "document" && $0.element.first("file") == file
        }
        .map { ($0.offset, $0.element) }
    }

    /// Files that were read and count.
    var readFiles: [PackageFile] {
        let used = Set(request.dossier.entities.flatMap(\.leaves).flatMap(\.evidence).map(\.document))
        return request.files.filter { !$0.setAside && ($0.read != .none || used.contains($0.path)) }
    }

    var parts: [Part] {
        request.files.filter { !$0.setAside }.flatMap { file -> [Part] in
            let records = records(file.path)
            if records.count < 2 {
                return [Part(file: file.path, kind: file.kind, pages: nil, record: records.first?.index)]
            }
            return records.map { index, entity in
                Part(
                    file: file.path, kind: entity.first("kind"), pages: DocumentKinds.pages(of: entity), record: index)
            }
        }
    }

    func without(_ part: Part) -> Mutant {
        let several = records(part.file)
        var mutant = withoutEvidence(.removeDocument, place(part), records: part.record.map { [$0] } ?? []) { item in
            guard item.document == part.file else { return false }
            guard let pages = part.pages, let page = item.page else { return part.pages == nil }
            return pages.contains(page)
        }
        if several.count < 2 {
            mutant.files.removeAll { $0.path == part.file }
        } else if let index = mutant.files.firstIndex(where: { $0.path == part.file }),
            mutant.files[index].kind == part.kind
        {
            // A file is of the kind of the first document in it.
            mutant.files[index].kind = several.first { $0.index != part.record }?.entity.first("kind")
        }
        return mutant
    }

    /// Its kind stays known, as from its name: only what such a document may prove is then open. Of a file that holds
    /// documents of several kinds no name tells them all.
    func unreadable(_ file: PackageFile) -> Mutant {
        let kinds = Set(records(file.path).compactMap { $0.entity.first("kind") })
        var mutant = withoutEvidence(
            .unreadableDocument, file.path, records: Set(records(file.path).map(\.index))
        ) { $0.document == file.path }
        for index in mutant.files.indices where mutant.files[index].path == file.path {
            mutant.files[index].read = .none
            if kinds.count > 1 { mutant.files[index].kind = nil }
            mutant.files[index].problems.append(ReadProblem(.damaged))
        }
        return mutant
    }

    private func place(_ part: Part) -> String {
        part.pages.map { "\(part.file) \($0.lowerBound)–\($0.upperBound)" } ?? part.file
    }

    /// - Parameter records: the records of the documents themselves, which go whatever they rest on.
    private func withoutEvidence(
        _ operation: MutationOperator, _ place: String, records: Set<Int>, where isGone: (Evidence) -> Bool
    ) -> Mutant {
        var touched: Set<LeafReference> = []
        var gone: Set<LeafReference> = []
        var entities: [Entity] = []
        for (index, entity) in request.dossier.entities.enumerated() {
            var left = Entity(name: entity.name)
            for (number, leaf) in entity.leaves.enumerated() {
                let reference = LeafReference(entity: index, leaf: number)
                let evidence = records.contains(index) ? [] : leaf.evidence.filter { !isGone($0) }
                if evidence.count < leaf.evidence.count { touched.insert(reference) }
                if evidence.isEmpty, !leaf.evidence.isEmpty {
                    gone.insert(reference)
                } else {
                    var leaf = leaf
                    leaf.evidence = evidence
                    left.leaves.append(leaf)
                }
            }
            if !left.leaves.isEmpty { entities.append(left) }
        }
        return Mutant(
            operation: operation, place: place, change: nil, dossier: Dossier(entities: entities),
            files: request.files, touched: touched, gone: gone)
    }
}
