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
        let columns = Self.weights(from: width, to: newWidth)
        let rows = Self.weights(from: height, to: newHeight)
        // Two passes, across first. Sums are kept in 16 bits with 7 bits of fraction.
        var across = [UInt16](repeating: 0, count: newWidth * height * 3)
        rgb.withUnsafeBufferPointer { source in
            across.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    let line = y * width * 3
                    var at = y * newWidth * 3
                    for x in 0..<newWidth {
                        let span = columns[x]
                        var (r, g, b): (Float, Float, Float) = (0, 0, 0)
                        var from = line + span.first * 3
                        for weight in span.weights {
                            r += weight * Float(source[from])
                            g += weight * Float(source[from + 1])
                            b += weight * Float(source[from + 2])
                            from += 3
                        }
                        target[at] = UInt16(r * 128 + 0.5)
                        target[at + 1] = UInt16(g * 128 + 0.5)
                        target[at + 2] = UInt16(b * 128 + 0.5)
                        at += 3
                    }
                }
            }
        }
        let stride = newWidth * 3
        let result = [UInt8](unsafeUninitializedCapacity: stride * newHeight) { out, count in
            across.withUnsafeBufferPointer { source in
                var sums = [Float](repeating: 0, count: stride)
                for y in 0..<newHeight {
                    let span = rows[y]
                    for x in 0..<stride { sums[x] = 0.5 }
                    for (index, weight) in span.weights.enumerated() {
                        let from = (span.first + index) * stride
                        let share = weight / 128
                        for x in 0..<stride { sums[x] += share * Float(source[from + x]) }
                    }
                    for x in 0..<stride { out[y * stride + x] = UInt8(min(255, sums[x])) }
                }
            }
            count = stride * newHeight
        }
        return Bitmap(width: newWidth, height: newHeight, rgb: result)
    }

    private static func weights(from old: Int, to new: Int) -> [(first: Int, weights: [Float])] {
        let step = Double(old) / Double(new)
        return (0..<new).map { index in
            let middle = (Double(index) + 0.5) * step
            // A triangle of at least one pixel on either side: linear when growing, an average when shrinking.
            let reach = max(1, step)
            let first = max(0, Int((middle - reach).rounded(.down)))
            let last = min(old - 1, Int((middle + reach).rounded(.up)))
            var weights = (first...last).map { Float(max(0, 1 - abs(Double($0) + 0.5 - middle) / reach)) }
            let sum = weights.reduce(0, +)
            if sum > 0 { for index in weights.indices { weights[index] /= sum } } else { weights[0] = 1 }
            return (first, weights)
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
