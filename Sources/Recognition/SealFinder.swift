// SPDX-License-Identifier: GPL-3.0-or-later
import struct Dossier.Box

/// A seal in pixels of the bitmap as given.
struct Stamp: Hashable, Sendable {
    /// Around the ring.
    var box: Box
    /// Share of the box that is red.
    var red: Double
}

extension Seals {
    /// The round and oval red stamps of a picture, in its pixels as given. Works on scans and on drawn pages alike.
    ///
    /// Red lines, red letterheads and red frames are none.
    public static func find(in image: PageImage) -> [Seal] {
        let grow = 1 / image.scale
        return SealFinder.find(in: image.bitmap).map {
            Seal(
                box: Box(x0: $0.box.x0 * grow, y0: $0.box.y0 * grow, x1: $0.box.x1 * grow, y1: $0.box.y1 * grow),
                red: $0.red)
        }
    }
}

/// Looks for seals alone, without recognising text.
public enum Seals {}

/// Finds rings of red ink, and takes them out from over the text.
enum SealFinder {
    /// Pixels of the longer side on which rings are looked for.
    private static let side = 900

    static func find(in bitmap: Bitmap) -> [Stamp] {
        let small = bitmap.shrunk(toSide: side)
        var mask = RedMask(small)
        guard mask.count > 60 else { return [] }
        mask.dropLongRuns()
        let shorter = Double(min(small.width, small.height))
        let (least, most) = (shorter * 0.05, shorter * 0.5)
        let factor = Double(bitmap.width) / Double(small.width)
        var rings: [Box] = []
        for points in mask.clusters(reach: max(2, side / 220)) {
            let box = bounds(points)
            guard max(box.width, box.height) >= least else { continue }
            if isRing(points, box), min(box.width, box.height) >= least, max(box.width, box.height) <= most {
                rings.append(box)
            } else {
                rings += circles(in: points, radii: least / 2...most / 2)
            }
        }
        return rings.map { ring in
            let stamp = Box(x0: ring.x0 * factor, y0: ring.y0 * factor, x1: ring.x1 * factor, y1: ring.y1 * factor)
            return Stamp(box: stamp, red: mask.share(ring))
        }.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    }

    // MARK: rings

    private static let sectors = 36

    /// Nearly everywhere around, the outermost red lies on the ellipse that fills the box; the corners are free.
    private static func isRing(_ points: [Point], _ box: Box) -> Bool {
        guard box.width > 0, box.height > 0, (0.5...2).contains(box.width / box.height) else { return false }
        return isRing(
            points, centre: Point(x: box.midX, y: box.midY), half: Point(x: box.width / 2, y: box.height / 2),
            cornersFree: true)
    }

    private static func isRing(_ points: [Point], centre: Point, half: Point, cornersFree: Bool) -> Bool {
        // Half a pixel of the mask either way, and the unroundness of a hand that stamps.
        let slack = 0.06 + 1 / min(half.x, half.y)
        var hit = [Bool](repeating: false, count: sectors)
        var outside = 0
        for point in points {
            let offset = Point(x: (point.x - centre.x) / half.x, y: (point.y - centre.y) / half.y)
            let radius = offset.length
            if radius > 1 + slack { outside += 1 }
            if abs(radius - 0.97) <= slack { hit[sector(offset)] = true }
        }
        if cornersFree, Double(outside) > Double(points.count) * 0.05 { return false }
        return hit.filter(\.self).count >= sectors * 3 / 4
    }

    private static func sector(_ offset: Point) -> Int {
        // A diamond angle grows with the true one and needs no arc tangent.
        let sum = abs(offset.x) + abs(offset.y)
        guard sum > 0 else { return 0 }
        let t =
            offset.y >= 0
            ? (offset.x >= 0 ? offset.y / sum : 1 - offset.x / sum)
            : (offset.x < 0 ? 2 - offset.y / sum : 3 + offset.x / sum)
        return min(sectors - 1, max(0, Int(t / 4 * Double(sectors))))
    }

    /// Circles among points that hold other red as well: seals that touch, or that lie over red lines and letters.
    private static func circles(in all: [Point], radii: ClosedRange<Double>) -> [Box] {
        var points = all
        var found: [Box] = []
        var chance = Chance()
        while found.count < 6, points.count > 80 {
            let sample = (0..<min(1_200, points.count)).map { points[$0 * points.count / min(1_200, points.count)] }
            var best: (hits: Int, centre: Point, radius: Double)?
            for _ in 0..<1_500 {
                guard
                    let circle = circle(
                        through: sample[chance.below(sample.count)], sample[chance.below(sample.count)],
                        sample[chance.below(sample.count)]), radii.contains(circle.radius)
                else { continue }
                var hit = [Bool](repeating: false, count: sectors)
                let slack = max(1, circle.radius * 0.03)
                for point in sample {
                    let offset = point - circle.centre
                    if abs(offset.length - circle.radius) <= slack { hit[sector(offset)] = true }
                }
                let hits = hit.filter(\.self).count
                if hits > best?.hits ?? 0 { best = (hits, circle.centre, circle.radius) }
            }
            // A ring, and not the inside of a red area, where every circle is full of points.
            guard let best, best.hits >= sectors * 3 / 4, isHollow(points, best.centre, best.radius) else { break }
            let radius = best.radius * 1.03
            found.append(
                Box(
                    x0: best.centre.x - radius, y0: best.centre.y - radius, x1: best.centre.x + radius,
                    y1: best.centre.y + radius))
            points.removeAll { ($0 - best.centre).length <= best.radius * 1.08 }
        }
        return found
    }

    /// Just within the ring of a seal there is less red than on it.
    private static func isHollow(_ points: [Point], _ centre: Point, _ radius: Double) -> Bool {
        var (on, within) = (0, 0)
        for point in points {
            let distance = (point - centre).length / radius
            if abs(distance - 1) <= 0.05 { on += 1 } else if distance > 0.85, distance < 0.95 { within += 1 }
        }
        return Double(within) < Double(on) * 0.75
    }

    private static func circle(through a: Point, _ b: Point, _ c: Point) -> (centre: Point, radius: Double)? {
        let (p, q) = (b - a, c - a)
        let d = 2 * p.cross(q)
        guard abs(d) > 1 else { return nil }
        let (pp, qq) = (p.dot(p), q.dot(q))
        let centre = Point(x: (q.y * pp - p.y * qq) / d, y: (p.x * qq - q.x * pp) / d)
        return (a + centre, centre.length)
    }

    private static func bounds(_ points: [Point]) -> Box {
        var box = Box(x0: .infinity, y0: .infinity, x1: -.infinity, y1: -.infinity)
        for point in points {
            box = box.union(Box(x0: point.x - 0.5, y0: point.y - 0.5, x1: point.x + 0.5, y1: point.y + 0.5))
        }
        return box
    }

    // MARK: taking the ink out

    /// The bitmap without the red of the seals. Only what lies within their rings changes, so red letterheads stay.
    ///
    /// Red ink is bright in the red channel, as paper is, while print under it stays dark there.
    static func removing(_ stamps: [Stamp], from bitmap: Bitmap) -> Bitmap {
        guard !stamps.isEmpty else { return bitmap }
        var result = bitmap
        for stamp in stamps {
            let (centre, half) = (
                Point(x: stamp.box.midX, y: stamp.box.midY),
                Point(x: stamp.box.width / 2 * 1.06, y: stamp.box.height / 2 * 1.06)
            )
            let columns = max(0, Int(centre.x - half.x))..<max(1, min(bitmap.width, Int(centre.x + half.x) + 1))
            let rows = max(0, Int(centre.y - half.y))..<max(1, min(bitmap.height, Int(centre.y + half.y) + 1))
            guard !columns.isEmpty, !rows.isEmpty else { continue }
            let (paper, ink) = levels(bitmap, columns, rows)
            result.rgb.withUnsafeMutableBufferPointer { pixels in
                for y in rows {
                    for x in columns {
                        let offset = Point(x: (Double(x) - centre.x) / half.x, y: (Double(y) - centre.y) / half.y)
                        guard offset.dot(offset) <= 1 else { continue }
                        let at = (y * bitmap.width + x) * 3
                        let (r, g, b) = (Int(pixels[at]), Int(pixels[at + 1]), Int(pixels[at + 2]))
                        guard 2 * r - g - b > 24 else { continue }
                        let grey = UInt8(min(paper, r >= ink ? paper : r * paper / ink))
                        (pixels[at], pixels[at + 1], pixels[at + 2]) = (grey, grey, grey)
                    }
                }
            }
        }
        return result
    }

    /// The red channel of the paper, and of the darker part of the seal's own ink.
    private static func levels(_ bitmap: Bitmap, _ columns: Range<Int>, _ rows: Range<Int>) -> (paper: Int, ink: Int) {
        var all = [Int](repeating: 0, count: 256)
        var red = all
        for y in rows {
            for x in columns {
                let at = (y * bitmap.width + x) * 3
                let (r, g, b) = (Int(bitmap.rgb[at]), Int(bitmap.rgb[at + 1]), Int(bitmap.rgb[at + 2]))
                all[r] += 1
                if 2 * r - g - b > 110 { red[r] += 1 }
            }
        }
        func level(_ counts: [Int], _ share: Double) -> Int {
            let goal = Int(Double(counts.reduce(0, +)) * share)
            var sum = 0
            for (value, count) in counts.enumerated() {
                sum += count
                if sum > goal { return value }
            }
            return 255
        }
        let paper = level(all, 0.8)
        return (paper, max(1, min(paper, level(red, 0.15))))
    }
}

/// A fixed sequence without order, so that the same page is always read alike.
private struct Chance {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(1, limit)
    }
}
