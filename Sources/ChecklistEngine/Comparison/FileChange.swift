// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// One file that is not the same in two packages.
public struct FileChange: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case added, removed
        /// Other bytes at the same path, or in the only file of the same kind.
        case changed
        /// The same bytes at another path.
        case moved
    }

    public struct Version: Sendable, Hashable {
        public var path: String
        public var sha256: String
        public var kind: String?
        public var pages: Int?

        init(_ file: PackageFile) { (path, sha256, kind, pages) = (file.path, file.sha256, file.kind, file.pages) }
    }

    public var kind: Kind
    public var old: Version?
    public var new: Version?
    /// Conditions that rest on it, in the order of the checklist: those of whose findings it is evidence, before or now. A
    /// finding names at most a dozen places, so that a file of which it needed none of these is not told here.
    public var conditions: [String]
    /// Facts of a changed file that are not the same, each with the values that were read from this file.
    public var facts: [FactChange]
    /// **Silently replaced**: the file has other bytes, a finding rests on it or facts were read otherwise from it, and no
    /// condition that rests on it has another state. Nothing but this list would tell a reviewer to look at it again.
    public var isSilent: Bool
}

/// Compares the files of two packages, and says what rests on those that changed.
struct FileComparison {
    let pairs: FilePairs
    let old: Assessment
    let new: Assessment
    let facts: [FactChange]
    /// Conditions whose state is not the same in both.
    let restated: Set<String>

    func changes() -> [FileChange] {
        let conditions = (Self.conditions(by: old), Self.conditions(by: new))
        let order = Dictionary(
            (new.findings + old.findings).enumerated().map { ($0.element.condition, $0.offset) }
        ) { first, _ in first }
        let byDocument = factsByDocument()
        return pairs.pairs.compactMap { pair in
            guard let kind = Self.kind(pair) else { return nil }
            let resting = (pair.old.flatMap { conditions.0[$0.path] } ?? [])
                .union(pair.new.flatMap { conditions.1[$0.path] } ?? [])
                .sorted { order[$0, default: 0] < order[$1, default: 0] }
            let read = kind == .changed ? factChanges(of: pair, byDocument) : []
            let matters = !resting.isEmpty || !read.isEmpty
            return FileChange(
                kind: kind, old: pair.old.map(FileChange.Version.init), new: pair.new.map(FileChange.Version.init),
                conditions: resting, facts: read,
                isSilent: kind == .changed && matters && restated.isDisjoint(with: resting))
        }
    }

    private static func kind(_ pair: FilePairs.Pair) -> FileChange.Kind? {
        guard let old = pair.old else { return .added }
        guard let new = pair.new else { return .removed }
        // What has no digest (a link, a refused entry) has no content to compare.
        if old.sha256 != new.sha256 { return .changed }
        return pair.isMoved ? .moved : nil
    }

    private static func conditions(by assessment: Assessment) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for finding in assessment.findings {
            for evidence in finding.evidence { found[evidence.document, default: []].insert(finding.condition) }
        }
        return found
    }

    /// Places of changed leaves by the document that the values stand in, old and new documents apart.
    private struct Places {
        var old: [String: [(fact: Int, leaf: Int)]] = [:]
        var new: [String: [(fact: Int, leaf: Int)]] = [:]
    }

    private func factsByDocument() -> Places {
        var places = Places()
        for (index, fact) in facts.enumerated() {
            for (number, leaf) in fact.leaves.enumerated() {
                for document in leaf.oldDocuments { places.old[document, default: []].append((index, number)) }
                for document in leaf.newDocuments { places.new[document, default: []].append((index, number)) }
            }
        }
        return places
    }

    private func factChanges(of pair: FilePairs.Pair, _ places: Places) -> [FactChange] {
        var chosen: [Int: Set<Int>] = [:]
        for place in pair.old.flatMap({ places.old[$0.path] }) ?? [] {
            chosen[place.fact, default: []].insert(place.leaf)
        }
        for place in pair.new.flatMap({ places.new[$0.path] }) ?? [] {
            chosen[place.fact, default: []].insert(place.leaf)
        }
        return chosen.sorted { $0.key < $1.key }.map { index, leaves in
            var change = facts[index]
            change.leaves = leaves.sorted().map { facts[index].leaves[$0] }
            return change
        }
    }
}
