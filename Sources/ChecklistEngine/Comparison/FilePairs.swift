// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// The files of two packages laid side by side, each file in at most one pair.
///
/// What every path of a package has in front (the folder that was zipped) does not count; system leftovers and archives
/// whose files are listed on their own are left out. Files pair by path first, then by content, and last by kind where each
/// side has one file of that kind left and none else: `名册.pdf` handed in anew as `名册（修改）.pdf`.
struct FilePairs {
    struct Pair: Hashable {
        var old: PackageFile?
        var new: PackageFile?
        /// The paths differ in more than what all paths of a side have in front.
        var isMoved = false
    }

    /// In the order of the new package, then what only the old one has.
    let pairs: [Pair]
    private let oldFiles: [String: PackageFile]
    private let newFiles: [String: PackageFile]
    /// The old path of a new file, by the new path.
    private let earlier: [String: String]

    init(_ old: [PackageFile], _ new: [PackageFile]) {
        let (old, new) = (old.filter { !$0.setAside }, new.filter { !$0.setAside })
        let roots = (Self.root(of: old), Self.root(of: new))
        var partners: [Int?] = Array(repeating: nil, count: new.count)
        var taken: Set<Int> = []

        func pair(_ oldKey: (Int) -> String?, _ newKey: (Int) -> String?) {
            var waiting: [String: [Int]] = [:]
            for index in old.indices.reversed() where !taken.contains(index) {
                if let key = oldKey(index) { waiting[key, default: []].append(index) }
            }
            for index in new.indices where partners[index] == nil {
                guard let key = newKey(index), let found = waiting[key]?.popLast() else { continue }
                partners[index] = found
                taken.insert(found)
            }
        }
        pair({ String(old[$0].path.dropFirst(roots.0)) }, { String(new[$0].path.dropFirst(roots.1)) })
        pair({ old[$0].sha256.isEmpty ? nil : old[$0].sha256 }, { new[$0].sha256.isEmpty ? nil : new[$0].sha256 })
        let single = (Self.singleKinds(old), Self.singleKinds(new))
        pair(
            { index in old[index].kind.flatMap { single.0.contains($0) && single.1.contains($0) ? $0 : nil } },
            { index in new[index].kind.flatMap { single.0.contains($0) && single.1.contains($0) ? $0 : nil } })

        pairs =
            new.indices.map { index in
                guard let partner = partners[index] else { return Pair(new: new[index]) }
                return Pair(
                    old: old[partner], new: new[index],
                    isMoved: old[partner].path.dropFirst(roots.0) != new[index].path.dropFirst(roots.1))
            }
            + old.indices.filter { !taken.contains($0) }.map { Pair(old: old[$0], new: nil) }
        oldFiles = Dictionary(old.map { ($0.path, $0) }) { first, _ in first }
        newFiles = Dictionary(new.map { ($0.path, $0) }) { first, _ in first }
        earlier = Dictionary(
            pairs.compactMap { pair in pair.new.flatMap { new in pair.old.map { (new.path, $0.path) } } }
        ) { first, _ in first }
    }

    /// What a document of the old package is, for comparing: its digest, or its path where it has none.
    func oldContent(of path: String) -> String { Self.content(of: path, oldFiles) }

    func newContent(of path: String) -> String { Self.content(of: path, newFiles) }

    /// The path under which the old package had the file; the path itself where it had none.
    func oldPath(of path: String) -> String { earlier[path] ?? path }

    private static func content(of path: String, _ files: [String: PackageFile]) -> String {
        guard let file = files[path], !file.sha256.isEmpty else { return path }
        return file.sha256
    }

    /// How many characters of folders stand in front of every path.
    private static func root(of files: [PackageFile]) -> Int {
        guard var common = files.first?.path.split(separator: "/").dropLast() else { return 0 }
        for file in files.dropFirst() where !common.isEmpty {
            let folders = file.path.split(separator: "/").dropLast()
            common = ArraySlice(zip(common, folders).prefix { $0 == $1 }.map(\.0))
        }
        return common.reduce(0) { $0 + $1.count + 1 }
    }

    private static func singleKinds(_ files: [PackageFile]) -> Set<String> {
        var counts: [String: Int] = [:]
        for file in files { if let kind = file.kind { counts[kind, default: 0] += 1 } }
        return Set(counts.filter { $0.value == 1 }.keys)
    }
}
