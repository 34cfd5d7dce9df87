// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Readings of a picture that differ from a surer reading of the same text only in characters that were read with doubt:
/// a misreading, not a contradiction between documents. Digits are never excused: a number that differs goes to a person.
enum Misreadings {
    /// A recognised text is doubtful below this confidence.
    private static let doubtful = 0.9

    /// The entity with doubtful readings laid to the leaves that they misread.
    static func folded(_ entity: Entity) -> Entity {
        guard let schema = DossierSchema.entity(entity.name) else { return entity }
        var out = entity
        for type in schema.leaves where !type.repeats && [.text, .name].contains(type.type) {
            let own = out.leaves.filter { $0.name == type.name }
            guard own.count > 1 else { continue }
            for leaf in own {
                let scanned = leaf.evidence.allSatisfy { $0.method == .ocr }
                guard scanned,
                    let better = own.filter({ isSurer($0, than: leaf) && isMisread(leaf, for: $0) }).max(by: {
                        $0.confidence < $1.confidence
                    }), let target = out.leaves.firstIndex(of: better), let place = out.leaves.firstIndex(of: leaf)
                else { continue }
                out.leaves[target].evidence += leaf.evidence
                out.leaves.remove(at: place)
            }
        }
        return out
    }

    private static func isSurer(_ a: Leaf, than b: Leaf) -> Bool {
        a != b && (a.confidence > b.confidence || a.evidence.contains { $0.method != .ocr })
    }

    private static func isMisread(_ leaf: Leaf, for other: Leaf) -> Bool {
        let (mine, theirs) = (letters(leaf.value), letters(other.value))
        if mine == theirs { return true }
        guard leaf.confidence < doubtful, digits(mine) == digits(theirs) else { return false }
        return distance(mine, theirs) <= 1 + max(mine.count, theirs.count) / 10
    }

    /// Without punctuation, which recognition confuses freely.
    private static func letters(_ text: String) -> [Character] {
        Fold.key(text).filter { $0.isLetter || $0.isNumber }.map { $0 }
    }

    private static func digits(_ text: [Character]) -> [Character] { text.filter(\.isNumber) }

    /// Levenshtein's distance.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        guard !a.isEmpty, !b.isEmpty, abs(a.count - b.count) < 20 else { return max(a.count, b.count) }
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let next = left == right ? diagonal : 1 + min(diagonal, row[j], row[j + 1])
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
