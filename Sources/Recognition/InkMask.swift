// SPDX-License-Identifier: GPL-3.0-or-later
import struct Dossier.Box

/// Which pixels of a small picture have a colour.
struct InkMask {
    let width, height: Int
    private var bits: [Bool]

    /// Red ink: of seals, letterheads and lines.
    static func red(_ bitmap: Bitmap) -> InkMask { InkMask(bitmap) { r, g, b in r >= 80 && r - max(g, b) >= 30 } }

    init(_ bitmap: Bitmap, where isInk: (_ red: Int, _ green: Int, _ blue: Int) -> Bool) {
        (width, height) = (bitmap.width, bitmap.height)
        bits = (0..<(width * height)).map { index in
            isInk(Int(bitmap.rgb[index * 3]), Int(bitmap.rgb[index * 3 + 1]), Int(bitmap.rgb[index * 3 + 2]))
        }
    }

    var count: Int { bits.reduce(0) { $0 + ($1 ? 1 : 0) } }

    /// Red lines over much of the page: those under a letterhead, and the edges of a desk.
    mutating func dropLongRuns() {
        let limit = min(width, height) * 2 / 5
        for y in 0..<height { dropRuns(from: y * width, step: 1, count: width, limit) }
        for x in 0..<width { dropRuns(from: x, step: width, count: height, limit) }
    }

    private mutating func dropRuns(from start: Int, step: Int, count: Int, _ limit: Int) {
        var run = 0
        for place in 0...count {
            if place < count, bits[start + place * step] {
                run += 1
            } else {
                if run > limit { for back in 1...run { bits[start + (place - back) * step] = false } }
                run = 0
            }
        }
    }

    /// The share of ink in a part.
    func share(_ box: Box) -> Double {
        let columns = max(0, Int(box.x0))..<max(1, min(width, Int(box.x1) + 1))
        let rows = max(0, Int(box.y0))..<max(1, min(height, Int(box.y1) + 1))
        guard columns.lowerBound < columns.upperBound, rows.lowerBound < rows.upperBound else { return 0 }
        var red = 0
        for y in rows { for x in columns where bits[y * width + x] { red += 1 } }
        return Double(red) / Double(columns.count * rows.count)
    }

    /// Points that lie within `reach` of one another, as the middles of their pixels.
    func clusters(reach: Int) -> [[Point]] {
        var seen = [Bool](repeating: false, count: bits.count)
        var result: [[Point]] = []
        var stack: [Int] = []
        for start in bits.indices where bits[start] && !seen[start] {
            var points: [Point] = []
            stack.append(start)
            seen[start] = true
            while let index = stack.popLast() {
                let (x, y) = (index % width, index / width)
                points.append(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
                for ny in max(0, y - reach)...min(height - 1, y + reach) {
                    for nx in max(0, x - reach)...min(width - 1, x + reach) {
                        let next = ny * width + nx
                        if bits[next], !seen[next] {
                            seen[next] = true
                            stack.append(next)
                        }
                    }
                }
            }
            result.append(points)
        }
        return result
    }
}
