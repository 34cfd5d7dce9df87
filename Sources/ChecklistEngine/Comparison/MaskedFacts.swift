// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Values of a dossier in which digits are starred out. As they stand they fail every check of a number, and two of them may
/// look the same though the numbers are not; filled in, they pass and differ. What comes out the same both ways does not
/// hang on the masked digits.
struct MaskedFacts {
    let dossier: Dossier
    /// The leaves of which a value is masked.
    let leaves: Set<FactPath>

    init(_ dossier: Dossier) {
        self.dossier = dossier
        var found: Set<FactPath> = []
        for entity in dossier.entities {
            for leaf in entity.leaves where leaf.value.contains("*") {
                found.insert(FactPath(entity: entity.name, leaf: leaf.name))
            }
        }
        leaves = found
    }

    /// The dossier with digits for the stars, those of each element different from those of others.
    var filled: Dossier {
        var filled = dossier
        for (number, entity) in dossier.entities.enumerated() {
            for (index, leaf) in entity.leaves.enumerated() where leaf.value.contains("*") {
                filled.entities[number].leaves[index].value = Self.filled(leaf.value, number)
            }
        }
        return filled
    }

    private static func filled(_ text: String, _ seed: Int) -> String {
        if text.count == 18, let id = resident(text, seed) { return id }
        var digits = "\(1_000_000 + seed % 1_000_000)".dropFirst().makeIterator()
        return String(text.map { $0 == "*" ? digits.next() ?? "0" : $0 })
    }

    /// A number of a resident with the same digits where digits are shown and the right check character.
    private static func resident(_ text: String, _ seed: Int) -> String? {
        let shown = Array(text)
        guard shown[6..<14].allSatisfy({ $0 == "*" }) else { return nil }
        for turn in 0..<4_000 {
            let serial = seed + turn
            let day = "\(1_960 + serial / 28 % 40)0\(1 + serial / 1_120 % 9)\(10 + serial % 18)"
            let order = "\(100 + serial / 10_080 % 100)".dropFirst()
            let middle = Array(day + order)
            let number = String(shown.enumerated().map { $1 == "*" && (6..<16).contains($0) ? middle[$0 - 6] : $1 })
            if ResidentID.isValid(number) { return number }
        }
        return nil
    }
}
