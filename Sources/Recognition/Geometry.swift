// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

struct Point: Hashable, Sendable {
    var x, y: Double

    static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
    static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
    static func * (a: Point, b: Double) -> Point { Point(x: a.x * b, y: a.y * b) }

    func dot(_ other: Point) -> Double { x * other.x + y * other.y }
    func cross(_ other: Point) -> Double { x * other.y - y * other.x }
    /// A quarter turn clockwise, since y grows downward.
    var turned: Point { Point(x: -y, y: x) }
    var length: Double { (x * x + y * y).squareRoot() }

    func rotated(by angle: Double) -> Point {
        let (s, c) = (sin(angle), cos(angle))
        return Point(x: x * c - y * s, y: x * s + y * c)
    }
}

/// A rectangle that may stand askew: a line of text on a page.
struct SlantedRect: Hashable, Sendable {
    var centre: Point
    /// The direction in which text runs; length 1.
    var along: Point
    var width, height: Double

    /// Radians, clockwise as seen.
    var angle: Double { atan2(along.y, along.x) }
    var down: Point { along.turned }

    /// A place given by its distance from the left end and from the upper edge.
    func point(x: Double, y: Double) -> Point { centre + along * (x - width / 2) + down * (y - height / 2) }

    func grown(by distance: Double) -> SlantedRect {
        var copy = self
        copy.width += 2 * distance
        copy.height += 2 * distance
        return copy
    }

    func scaled(by factor: Double) -> SlantedRect {
        SlantedRect(centre: centre * factor, along: along, width: width * factor, height: height * factor)
    }

    /// The part between two distances from the left end.
    func part(from: Double, to: Double) -> SlantedRect {
        SlantedRect(centre: point(x: (from + to) / 2, y: height / 2), along: along, width: to - from, height: height)
    }

    var bounds: Box {
        let corners = [(0.0, 0.0), (width, 0), (0, height), (width, height)].map { point(x: $0.0, y: $0.1) }
        let xs = corners.map(\.x)
        let ys = corners.map(\.y)
        return Box(x0: xs.min() ?? 0, y0: ys.min() ?? 0, x1: xs.max() ?? 0, y1: ys.max() ?? 0)
    }

    /// The smallest rectangle around the points; its direction is the one of ±45° from rightward.
    ///
    /// One side of the smallest rectangle lies on an edge of the convex hull (Freeman and Shapira 1975).
    init?(around points: [Point]) {
        let hull = Self.hull(points)
        guard hull.count >= 2 else { return nil }
        var best: SlantedRect?
        for (index, a) in hull.enumerated() {
            let edge = hull[(index + 1) % hull.count] - a
            guard edge.length > 0 else { continue }
            var along = edge * (1 / edge.length)
            while abs(along.x) < abs(along.y) || along.x < 0 { along = along.turned }
            let rect = SlantedRect(around: hull, along: along)
            if rect.width * rect.height < best.map({ $0.width * $0.height }) ?? .infinity { best = rect }
        }
        guard let best else { return nil }
        self = best
    }

    /// The rectangle around the points that lies in the given direction (of length 1).
    init(around points: [Point], along: Point) {
        var (x0, x1, y0, y1) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        for point in points {
            let (x, y) = (point.dot(along), point.dot(along.turned))
            (x0, x1, y0, y1) = (min(x0, x), max(x1, x), min(y0, y), max(y1, y))
        }
        self.init(
            centre: along * ((x0 + x1) / 2) + along.turned * ((y0 + y1) / 2), along: along, width: x1 - x0,
            height: y1 - y0)
    }

    init(centre: Point, along: Point, width: Double, height: Double) {
        (self.centre, self.along, self.width, self.height) = (centre, along, width, height)
    }

    /// Andrew's monotone chain.
    private static func hull(_ points: [Point]) -> [Point] {
        let sorted = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard sorted.count > 2 else { return sorted }
        func half(_ list: some Sequence<Point>) -> [Point] {
            var chain: [Point] = []
            for point in list {
                while chain.count > 1,
                    (chain[chain.count - 1] - chain[chain.count - 2]).cross(point - chain[chain.count - 1]) <= 0
                {
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain.dropLast()
        }
        return half(sorted) + half(sorted.reversed())
    }
}

/// How the page as read, upright, lies in the picture as given.
struct Frame: Sendable, Hashable {
    /// The picture as given, in its pixels.
    var givenWidth, givenHeight: Double
    /// Clockwise quarter turns that make the picture upright, 0–3.
    var quarterTurns: Int
    /// How far the lines then still slope, in radians clockwise.
    var skew: Double

    var width: Double { quarterTurns % 2 == 0 ? givenWidth : givenHeight }
    var height: Double { quarterTurns % 2 == 0 ? givenHeight : givenWidth }

    /// From the turned picture to the upright page: about the middle, in the same pixels.
    func upright(turned point: Point) -> Point {
        let middle = Point(x: width / 2, y: height / 2)
        return middle + (point - middle).rotated(by: -skew)
    }

    func turned(upright point: Point) -> Point {
        let middle = Point(x: width / 2, y: height / 2)
        return middle + (point - middle).rotated(by: skew)
    }

    func given(upright point: Point) -> Point {
        let p = turned(upright: point)
        return switch quarterTurns {
        case 1: Point(x: p.y, y: givenHeight - p.x)
        case 2: Point(x: givenWidth - p.x, y: givenHeight - p.y)
        case 3: Point(x: givenWidth - p.y, y: p.x)
        default: p
        }
    }

    func upright(given p: Point) -> Point {
        let point =
            switch quarterTurns {
            case 1: Point(x: givenHeight - p.y, y: p.x)
            case 2: Point(x: givenWidth - p.x, y: givenHeight - p.y)
            case 3: Point(x: p.y, y: givenWidth - p.x)
            default: p
            }
        return upright(turned: point)
    }

    /// The box around the four corners.
    static func map(_ box: Box, _ change: (Point) -> Point) -> Box {
        let corners = [
            Point(x: box.x0, y: box.y0), Point(x: box.x1, y: box.y0), Point(x: box.x0, y: box.y1),
            Point(x: box.x1, y: box.y1),
        ].map(change)
        let xs = corners.map(\.x)
        let ys = corners.map(\.y)
        return Box(x0: xs.min() ?? 0, y0: ys.min() ?? 0, x1: xs.max() ?? 0, y1: ys.max() ?? 0)
    }
}
