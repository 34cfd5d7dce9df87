// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Skill levels, from 5 (初级工) to 1 (高级技师).
extension Normaliser {
    private static let levelWords: [(String, Int)] = [
        ("高级技师", 1), ("一级", 1), ("1级", 1), ("技师", 2), ("二级", 2), ("2级", 2), ("高级工", 3), ("高级技能", 3), ("三级", 3),
        ("3级", 3),
        ("中级工", 4), ("中级技能", 4), ("四级", 4), ("4级", 4), ("初级工", 5), ("初级技能", 5), ("五级", 5), ("5级", 5), ("高级", 3),
        ("中级", 4), ("初级", 5),
    ]

    private static let levelOptions = Dictionary(grouping: levelWords) { "\($0.1)" }.mapValues { $0.map(\.0) }

    /// The levels named in the text, from 5 (初级工) to 1 (高级技师): lists (`五级/初级工、四级`), ranges (`五至三级`, `5-3级`,
    /// `三级及以下`).
    static func levels(_ text: String, scanned: Bool = false) -> Result? {
        var key = Fold.key(text).replacing("特级技师", with: "").replacing("首席技师", with: "")
        guard !key.isEmpty else { return nil }
        if key.contains("不分等级") || key.contains("不分级") { return nil }
        // A form prints every level with a box; only the ticked ones count.
        if let boxes = TickBoxes.options(in: key, words: levelOptions, scanned: scanned), !boxes.isEmpty {
            return result(Set(boxes.filter(\.ticked).compactMap { Int($0.value) }), 1)
        }
        var found = Set<Int>()
        let numeral: [Character: Int] = [
            "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5,
        ]
        // Ranges first, while their hyphens still stand between two levels.
        for part in key.split(whereSeparator: { "、,，;；".contains($0) }) {
            for separator in ["至", "-", "~", "到"] {
                let pieces = part.components(separatedBy: separator)
                guard pieces.count == 2 else { continue }
                func level(in piece: String, last: Bool) -> Int? {
                    let words = levelWords.filter { piece.contains($0.0) }.max { $0.0.count < $1.0.count }
                    if let words { return words.1 }
                    let bare = piece.filter { numeral[$0] != nil }
                    guard piece.count <= 3, let only = last ? bare.last : bare.first else { return nil }
                    return numeral[only]
                }
                if let from = level(in: pieces[0], last: true), let to = level(in: pieces[1], last: false), from != to {
                    found.formUnion(min(from, to)...max(from, to))
                    key = key.replacing(part, with: "")
                    break
                }
            }
        }
        if !found.isEmpty, !key.contains(where: { !"、,，;；".contains($0) }) { return result(found, 1) }
        let downTo = key.contains("以下")
        let upTo = key.contains("以上")
        let inclusive = key.contains("及以")
        for (word, level) in levelWords {
            while let range = key.range(of: word) {
                found.insert(level)
                key.replaceSubrange(range, with: "#")
            }
        }
        // `五、四、三级`: numerals that share one 级.
        if key.contains("#") {
            let bare = key.split { !"一二三四五12345#、,/".contains($0) }.first { $0.contains("#") } ?? ""
            for character in bare { if let level = numeral[character] { found.insert(level) } }
        } else if found.isEmpty {
            let list = key.filter { !"、,/ ".contains($0) }
            guard list.count <= 5, list.allSatisfy({ numeral[$0] != nil }) else { return nil }
            for character in list { if let level = numeral[character] { found.insert(level) } }
            return result(found, 0.85)
        }
        if downTo, let top = found.min() { for level in top...5 { found.insert(level) } }
        if upTo, let low = found.max() { for level in 1...low { found.insert(level) } }
        return result(found, downTo || upTo ? inclusive ? 0.9 : 0.7 : 1)
    }

    private static func result(_ levels: Set<Int>, _ certainty: Double) -> Result? {
        guard !levels.isEmpty else { return nil }
        return Result(value: levels.sorted(by: >).map(String.init).joined(separator: " "), certainty: certainty)
    }
}
