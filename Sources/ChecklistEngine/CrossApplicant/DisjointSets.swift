// SPDX-License-Identifier: GPL-3.0-or-later

/// Things numbered from 0, joined step by step (union–find by size, with halving of paths).
struct DisjointSets {
    private var parents: [Int] = []
    private var sizes: [Int] = []

    /// - Returns: its number.
    mutating func add() -> Int {
        parents.append(parents.count)
        sizes.append(1)
        return parents.count - 1
    }

    /// The thing that stands for all of its set.
    mutating func root(_ thing: Int) -> Int {
        var at = thing
        while parents[at] != at {
            parents[at] = parents[parents[at]]
            at = parents[at]
        }
        return at
    }

    /// - Returns: the root of both; nil where they were together before.
    @discardableResult
    mutating func join(_ a: Int, _ b: Int) -> Int? {
        var (a, b) = (root(a), root(b))
        guard a != b else { return nil }
        if sizes[a] < sizes[b] { swap(&a, &b) }
        parents[b] = a
        sizes[a] += sizes[b]
        return a
    }
}
