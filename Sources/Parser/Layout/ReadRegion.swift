// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// A place on a page that was read in another way, or less surely, than the page as a whole.
public struct ReadRegion: Sendable, Hashable, Codable {
    public var box: Box
    public var method: ReadingMethod
    /// 0–1; takes the place of the page's own confidence.
    public var confidence: Double

    public init(box: Box, method: ReadingMethod, confidence: Double) {
        (self.box, self.method, self.confidence) = (box, method, confidence)
    }
}

/// Where an upright, straightened page lies on the page as it was handed in: an affine map of points.
public struct PagePlacement: Sendable, Hashable, Codable {
    /// `x' = a·x + c·y + tx`, `y' = b·x + d·y + ty`.
    public var a, b, c, d, tx, ty: Double

    public init(a: Double, b: Double, c: Double, d: Double, tx: Double, ty: Double) {
        (self.a, self.b, self.c, self.d, self.tx, self.ty) = (a, b, c, d, tx, ty)
    }

    /// The smallest upright box around the turned one.
    public func original(_ box: Box) -> Box {
        let corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)]
        let xs = corners.map { a * $0.0 + c * $0.1 + tx }
        let ys = corners.map { b * $0.0 + d * $0.1 + ty }
        return Box(x0: xs.min() ?? 0, y0: ys.min() ?? 0, x1: xs.max() ?? 0, y1: ys.max() ?? 0)
    }
}

extension PageLayout {
    /// Nothing on the page is to be trusted more than this, however it was read.
    mutating func lower(to limit: Double) {
        confidence = min(confidence, limit)
        for index in regions.indices { regions[index].confidence = min(regions[index].confidence, limit) }
    }

    /// How what stands in `box` was read: as the page was, unless form fields or doubtful words lie there.
    func reading(in box: Box?) -> (method: ReadingMethod, confidence: Double) {
        guard let box, !regions.isEmpty else { return (method, confidence) }
        let inside = regions.filter {
            box.contains(x: $0.box.midX, y: $0.box.midY) || $0.box.contains(x: box.midX, y: box.midY)
        }
        guard let weakest = inside.min(by: { $0.confidence < $1.confidence }) else { return (method, confidence) }
        let other = inside.first { $0.method != method }?.method ?? method
        // A field on a surely read page is as sure as the field; a doubtful word makes all of the place doubtful.
        return (
            other, inside.contains { $0.method == method } ? min(weakest.confidence, confidence) : weakest.confidence
        )
    }
}
