// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Groups pairs into records: one a card, one a page, or one after the other.
enum RecordGrouper {
    /// - Parameters:
    ///   - leaf: the leaf that a label means for this kind of document.
    ///   - anchor: leaves of which a record has exactly one.
    static func records(_ pairs: [Pair], leaf: (Pair) -> String?, needs: [String]) -> [[(leaf: String, pair: Pair)]] {
        let known = pairs.compactMap { pair in leaf(pair).map { (leaf: $0, pair: pair) } }
        var out: [[(leaf: String, pair: Pair)]] = []
        var loose: [(leaf: String, pair: Pair)] = []
        let groups = Dictionary(grouping: known) { "\($0.pair.page)/\($0.pair.group ?? -1)" }
        var complete = Set<String>()
        for (key, members) in groups where members.first?.pair.group != nil {
            // A drawn box that holds all of one record, and no more, is its card.
            let leaves = members.map(\.leaf)
            if needs.allSatisfy({ need in leaves.filter { $0 == need }.count == 1 }) { complete.insert(key) }
        }
        for item in known {
            let key = "\(item.pair.page)/\(item.pair.group ?? -1)"
            if !complete.contains(key) { loose.append(item) }
        }
        for key in complete { out.append(groups[key] ?? []) }
        // What stands loose beside complete cards on the same page belongs to no record of its own.
        let pagesWithCards = Set(out.compactMap { $0.first?.pair.page })
        let rest = loose.filter { !pagesWithCards.contains($0.pair.page) || needs.contains($0.leaf) }
        out += sequences(rest)
        for index in out.indices {
            guard let page = out[index].first?.pair.page, out.filter({ $0.first?.pair.page == page }).count == 1 else {
                continue
            }
            let have = Set(out[index].map(\.leaf))
            out[index] += loose.filter {
                $0.pair.page == page && !have.contains($0.leaf) && pagesWithCards.contains(page)
            }
        }
        return out.sorted { order($0) < order($1) }
    }

    private static func order(_ record: [(leaf: String, pair: Pair)]) -> (Int, Double, Double) {
        let first = record.min {
            ($0.pair.labelBox.y0, $0.pair.labelBox.x0) < ($1.pair.labelBox.y0, $1.pair.labelBox.x0)
        }?.pair
        return (first?.page ?? 0, first?.labelBox.y0 ?? 0, first?.labelBox.x0 ?? 0)
    }

    /// Cards without a border, perhaps side by side: a label that comes again begins the next record.
    private static func sequences(_ pairs: [(leaf: String, pair: Pair)]) -> [[(leaf: String, pair: Pair)]] {
        var out: [[(leaf: String, pair: Pair)]] = []
        for (_, onPage) in Dictionary(grouping: pairs, by: \.pair.page).sorted(by: { $0.key < $1.key }) {
            // The same label twice on one line: there are columns, and each starts where such a label does.
            var starts: [Double] = []
            for item in onPage {
                let twins = onPage.filter {
                    $0.leaf == item.leaf && abs($0.pair.labelBox.midY - item.pair.labelBox.midY) < 4
                        && abs($0.pair.labelBox.x0 - item.pair.labelBox.x0) > 20
                }
                if !twins.isEmpty, !starts.contains(where: { abs($0 - item.pair.labelBox.x0) < 20 }) {
                    starts.append(item.pair.labelBox.x0)
                }
            }
            starts.sort()
            func column(_ pair: Pair) -> Int { max(0, (starts.lastIndex { $0 <= pair.labelBox.x0 + 10 } ?? 0)) }
            for (_, inColumn) in Dictionary(grouping: onPage, by: { column($0.pair) }).sorted(by: { $0.key < $1.key }) {
                var current: [(leaf: String, pair: Pair)] = []
                for item in inColumn.sorted(by: {
                    ($0.pair.labelBox.y0, $0.pair.labelBox.x0) < ($1.pair.labelBox.y0, $1.pair.labelBox.x0)
                }) {
                    if current.contains(where: { $0.leaf == item.leaf }) {
                        out.append(current)
                        current = []
                    }
                    current.append(item)
                }
                if !current.isEmpty { out.append(current) }
            }
        }
        return out
    }
}
