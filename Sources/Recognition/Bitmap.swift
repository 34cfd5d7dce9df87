// SPDX-License-Identifier: GPL-3.0-or-later

/// Pixels of three bytes: red, green, blue.
struct Bitmap: Sendable {
    var width, height: Int
    var rgb: [UInt8]

    init(width: Int, height: Int, rgb: [UInt8]) {
        (self.width, self.height, self.rgb) = (width, height, rgb)
    }

    /// Averaged down until the longer side has at most `side` pixels.
    func shrunk(toSide side: Int) -> Bitmap {
        guard max(width, height) > side else { return self }
        let factor = Double(side) / Double(max(width, height))
        return resized(
            width: max(1, Int((Double(width) * factor).rounded())),
            height: max(1, Int((Double(height) * factor).rounded())))
    }

    /// Each new pixel is the mean of what it covers when shrinking, and lies between its neighbours when growing.
    func resized(width newWidth: Int, height newHeight: Int) -> Bitmap {
        guard newWidth != width || newHeight != height else { return self }
        let columns = Spans(from: width, to: newWidth)
        let rows = Spans(from: height, to: newHeight)
        let stride = newWidth * 3
        let old = width * 3
        let result = [UInt8](unsafeUninitializedCapacity: stride * newHeight) { out, count in
            // Down first, a row at a time: rows add up fast, and only one is kept.
            withUnsafeTemporaryAllocation(of: Float.self, capacity: old) { sums in
                rgb.withUnsafeBufferPointer { source in
                    for y in 0..<newHeight {
                        sums.initialize(repeating: 0)
                        for index in 0..<rows.reach {
                            let weight = rows.weights[y * rows.reach + index]
                            guard weight > 0 else { continue }
                            let from = (rows.first[y] + index) * old
                            for x in 0..<old { sums[x] += weight * Float(source[from + x]) }
                        }
                        columns.weights.withUnsafeBufferPointer { weights in
                            for x in 0..<newWidth {
                                var (r, g, b): (Float, Float, Float) = (0.5, 0.5, 0.5)
                                var from = columns.first[x] * 3
                                for index in (x * columns.reach)..<((x + 1) * columns.reach) {
                                    let weight = weights[index]
                                    // A weight of nothing may lie beyond the edge.
                                    guard weight > 0 else { break }
                                    r += weight * sums[from]
                                    g += weight * sums[from + 1]
                                    b += weight * sums[from + 2]
                                    from += 3
                                }
                                let at = y * stride + x * 3
                                out[at] = UInt8(min(255, r))
                                out[at + 1] = UInt8(min(255, g))
                                out[at + 2] = UInt8(min(255, b))
                            }
                        }
                    }
                }
            }
            count = stride * newHeight
        }
        return Bitmap(width: newWidth, height: newHeight, rgb: result)
    }

    /// For each new pixel the old ones it is made of: the first, and the weights of it and the next.
    private struct Spans {
        var first: [Int] = []
        var reach = 0
        /// `reach` for each new pixel; the last ones are 0 where fewer count.
        var weights: [Float] = []

        init(from old: Int, to new: Int) {
            let step = Double(old) / Double(new)
            // A triangle of at least one pixel on either side: linear when growing, an average when shrinking.
            let side = max(1, step)
            reach = Int((2 * side).rounded(.up)) + 1
            weights.reserveCapacity(new * reach)
            for index in 0..<new {
                let middle = (Double(index) + 0.5) * step
                let start = max(0, min(old - 1, Int((middle - side + 0.5).rounded(.up) - 1)))
                var list: [Float] = (0..<reach).map { place in
                    let at = start + place
                    return at < old ? Float(max(0, 1 - abs(Double(at) + 0.5 - middle) / side)) : 0
                }
                var from = start
                while list[0] == 0, from < old - 1, list.contains(where: { $0 > 0 }) {
                    list.removeFirst()
                    list.append(0)
                    from += 1
                }
                let sum = list.reduce(0, +)
                if sum > 0 { for place in list.indices { list[place] /= sum } } else { list[0] = 1 }
                first.append(from)
                weights += list
            }
        }
    }

    /// Upright from the EXIF orientation 1–8 (CIPA DC-008, 4.6.5).
    func turned(exif orientation: Int) -> Bitmap {
        let swapped = orientation >= 5
        let (newWidth, newHeight) = swapped ? (height, width) : (width, height)
        guard (2...8).contains(orientation) else { return self }
        var result = [UInt8](repeating: 0, count: rgb.count)
        for y in 0..<newHeight {
            for x in 0..<newWidth {
                let (sx, sy) =
                    switch orientation {
                    case 2: (width - 1 - x, y)
                    case 3: (width - 1 - x, height - 1 - y)
                    case 4: (x, height - 1 - y)
                    case 5: (y, x)
                    case 6: (y, height - 1 - x)
                    case 7: (width - 1 - y, height - 1 - x)
                    default: (width - 1 - y, x)
                    }
                let (from, to) = ((sy * width + sx) * 3, (y * newWidth + x) * 3)
                result[to] = rgb[from]
                result[to + 1] = rgb[from + 1]
                result[to + 2] = rgb[from + 2]
            }
        }
        return Bitmap(width: newWidth, height: newHeight, rgb: result)
    }

    /// Turned clockwise by quarter turns.
    func turned(quarters: Int) -> Bitmap {
        switch ((quarters % 4) + 4) % 4 {
        case 1: turned(exif: 6)
        case 2: turned(exif: 3)
        case 3: turned(exif: 8)
        default: self
        }
    }
}
