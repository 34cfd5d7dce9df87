// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Finds lines of text by the PP-OCRv4 detection network.
///
/// The network gives each pixel the probability that it belongs to the shrunken core of a line; a core grows back by its
/// area over its perimeter (Liao et al. 2020, "Real-time scene text detection with differentiable binarization").
struct TextDetector {
    let model: OnnxModel
    /// Pixels of the longer side that the network sees.
    var side = 1_120

    private static let pixelThreshold: Float = 0.3
    private static let lineThreshold: Float = 0.55
    private static let growth = 1.6
    private static let most = 3_000

    /// The lines, in pixels of the bitmap, in no order.
    func lines(in bitmap: Bitmap) throws -> [SlantedRect] {
        // Small pictures are enlarged a little, for the network was made for pages.
        let factor = min(2, Double(side) / Double(max(bitmap.width, bitmap.height)))
        func fit(_ length: Int) -> Int { max(32, Int((Double(length) * factor / 32).rounded()) * 32) }
        let small = bitmap.resized(width: fit(bitmap.width), height: fit(bitmap.height))
        let (scaleX, scaleY) =
            (Double(bitmap.width) / Double(small.width), Double(bitmap.height) / Double(small.height))
        return try model.run(small.tensor()) { shape, map in
            guard shape.count == 4, shape[0] == 1, shape[1] == 1, map.count == shape[2] * shape[3] else {
                throw RecogniserError(reason: "detection gave \(shape)")
            }
            return Self.cores(map, width: shape[3], height: shape[2]).compactMap { core in
                // Scaled first: the sides are scaled by factors that differ a little.
                let points = core.outline.map { Point(x: $0.x * scaleX, y: $0.y * scaleY) }
                var tight = SlantedRect(around: points)
                // The rounded ends of a long line say little of its slope, its whole area says all.
                let axis = Point(x: core.axis.x * scaleX, y: core.axis.y * scaleY)
                if let found = tight, found.width > found.height * 4, axis.length > 0 {
                    tight = SlantedRect(around: points, along: axis * (1 / axis.length))
                }
                guard let rect = tight, min(rect.width, rect.height) >= 2.5 * (scaleX + scaleY) / 2 else { return nil }
                let distance = rect.width * rect.height * Self.growth / (2 * (rect.width + rect.height))
                return rect.grown(by: distance)
            }
        }
    }

    private struct Core {
        var outline: [Point]
        /// The direction of its length, rightward.
        var axis: Point
    }

    /// The outline points of each connected area above the threshold that is probable enough as a whole.
    private static func cores(_ map: UnsafeBufferPointer<Float>, width: Int, height: Int) -> [Core] {
        var seen = [Bool](repeating: false, count: width * height)
        var result: [Core] = []
        var stack: [Int32] = []
        for start in 0..<(width * height) where !seen[start] && map[start] > pixelThreshold {
            guard result.count < most else { break }
            var sum: Float = 0
            var count = 0
            var rows: [Int: (Int, Int)] = [:]
            var moments = Moments()
            stack.append(Int32(start))
            seen[start] = true
            while let index = stack.popLast() {
                let (x, y) = (Int(index) % width, Int(index) / width)
                sum += map[Int(index)]
                count += 1
                moments.add(Double(x), Double(y))
                let row = rows[y] ?? (x, x)
                rows[y] = (min(row.0, x), max(row.1, x))
                for ny in max(0, y - 1)...min(height - 1, y + 1) {
                    for nx in max(0, x - 1)...min(width - 1, x + 1) {
                        let next = ny * width + nx
                        if !seen[next], map[next] > pixelThreshold {
                            seen[next] = true
                            stack.append(Int32(next))
                        }
                    }
                }
            }
            guard count >= 6, sum / Float(count) >= lineThreshold else { continue }
            // Corners of the pixels, so that a core of one row has a height.
            let outline = rows.flatMap { y, span in
                [
                    Point(x: Double(span.0), y: Double(y)), Point(x: Double(span.0), y: Double(y + 1)),
                    Point(x: Double(span.1 + 1), y: Double(y)), Point(x: Double(span.1 + 1), y: Double(y + 1)),
                ]
            }
            result.append(Core(outline: outline, axis: moments.axis))
        }
        return result
    }

    /// Sums over the pixels of an area, for the direction in which it is longest.
    private struct Moments {
        private var (n, x, y, xx, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

        mutating func add(_ px: Double, _ py: Double) {
            n += 1
            x += px
            y += py
            xx += px * px
            xy += px * py
            yy += py * py
        }

        var axis: Point {
            let (sxx, sxy, syy) = (xx - x * x / n, xy - x * y / n, yy - y * y / n)
            let angle = atan2(2 * sxy, sxx - syy) / 2
            return Point(x: cos(angle), y: sin(angle))
        }
    }
}
