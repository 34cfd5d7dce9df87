// SPDX-License-Identifier: GPL-3.0-or-later

/// `AbbreviatedData` (§9.1): a path in one line of text.
struct OFDPath {
    /// Corner points of each sub-path; of curves only their ends and control points.
    var figures: [[(x: Double, y: Double)]] = []
    var isCurved = false

    private static let pointLimit = 100_000

    init(_ text: String) {
        var words = text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).makeIterator()
        var points = 0
        func numbers(_ count: Int) -> [Double]? {
            var out: [Double] = []
            for _ in 0..<count {
                guard let number = words.next().flatMap({ OFDValue.number($0) }) else { return nil }
                out.append(number)
            }
            return out
        }
        func add(_ pairs: ArraySlice<Double>) {
            if figures.isEmpty { figures.append([(0, 0)]) }
            var index = pairs.startIndex
            while index + 1 < pairs.endIndex {
                figures[figures.count - 1].append((pairs[index], pairs[index + 1]))
                index += 2
            }
        }
        loop: while points < Self.pointLimit, let word = words.next() {
            points += 1
            switch word {
            case "S", "M":
                guard let to = numbers(2) else { break loop }
                figures.append([(to[0], to[1])])
            case "L":
                guard let to = numbers(2) else { break loop }
                add(to[...])
            case "Q", "B":
                guard let to = numbers(word == "Q" ? 4 : 6) else { break loop }
                isCurved = true
                add(to[...])
            case "A":
                guard let arc = numbers(7) else { break loop }
                isCurved = true
                add(arc[5...])
            case "C":
                if let last = figures.last, let first = last.first { figures[figures.count - 1].append(first) }
            default: break loop
            }
        }
        figures.removeAll { $0.count < 2 }
    }
}
