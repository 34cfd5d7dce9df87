// SPDX-License-Identifier: GPL-3.0-or-later

/// Gathers near copies, one look-up key after the other, in memory that grows only with the number of things that are alike.
///
/// Within a key a thing is compared with the representatives of what was found there before, not with all of it: a thousand
/// packages with one text take 999 comparisons at their first key and none at the others. Under any key at most
/// `representativeLimit` different things are looked at, so that the work is linear however common a key is.
///
/// The same keys in the same order give the same clusters.
public struct NearClusters: Sendable {
    /// One thing under a key.
    public struct Row: Sendable, Hashable {
        /// Number of the thing, the same under all its keys.
        public var id: Int64
        public var package: String
        public var applicant: Applicant
        public var sketch: Sketch

        public init(id: Int64, package: String, applicant: Applicant, sketch: Sketch) {
            (self.id, self.package, self.applicant, self.sketch) = (id, package, applicant, sketch)
        }
    }

    /// Things that are near copies of each other, or of one between them.
    public struct Cluster: Sendable, Hashable {
        /// In rising order.
        public var ids: [Int64]
        /// The smallest similarity by which one of them belongs to the others, 0–1.
        public var similarity: Double
    }

    static let representativeLimit = 32

    private var sets = DisjointSets()
    private var numbers: [Int64: Int] = [:]
    private var ids: [Int64] = []
    /// By root.
    private var similarities: [Int: Double] = [:]
    /// How often two sketches were compared.
    private(set) var comparisons = 0

    public init() {}

    /// Takes in everything that shares one key (`NearClaim.bands`). Keys that only one applicant has need not be handed over.
    public mutating func add(_ rows: [Row]) {
        guard CrossApplicant.areSeveral(rows.map { ($0.package, $0.applicant) }) else { return }
        var representatives: [(number: Int, sketch: Sketch)] = []
        for row in rows.sorted(by: { ($0.package, $0.id) < ($1.package, $1.id) }) {
            let known = numbers[row.id]
            // What was joined under another key is of the same cluster as its representative here.
            if let known, representatives.contains(where: { sets.root($0.number) == sets.root(known) }) { continue }
            var isAlike = false
            for other in representatives where !isAlike {
                comparisons += 1
                let similarity = row.sketch.similarity(to: other.sketch)
                guard similarity >= row.sketch.threshold else { continue }
                join(number(of: row.id), other.number, similarity)
                isAlike = true
            }
            if !isAlike, representatives.count < Self.representativeLimit {
                representatives.append((number(of: row.id), row.sketch))
            }
        }
    }

    private mutating func number(of id: Int64) -> Int {
        if let known = numbers[id] { return known }
        let number = sets.add()
        numbers[id] = number
        ids.append(id)
        return number
    }

    private mutating func join(_ a: Int, _ b: Int, _ similarity: Double) {
        let before = [sets.root(a), sets.root(b)].compactMap { similarities[$0] }
        guard let root = sets.join(a, b) else { return }
        similarities[root] = min(similarity, before.min() ?? 1)
    }

    /// Those of two and more, by their smallest id.
    public mutating func clusters() -> [Cluster] {
        var members: [Int: [Int64]] = [:]
        for (number, id) in ids.enumerated() { members[sets.root(number), default: []].append(id) }
        return members.filter { $0.value.count > 1 }.map { root, ids in
            Cluster(ids: ids.sorted(), similarity: similarities[root] ?? 1)
        }.sorted { ($0.ids.first ?? 0) < ($1.ids.first ?? 0) }
    }
}
