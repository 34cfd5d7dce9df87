// SPDX-License-Identifier: GPL-3.0-or-later
import struct Dossier.Box

/// Looks for what was written with a coloured pen: blue ink, mostly. Black ink cannot be told from print by its colour.
public enum PenInk {
    /// Pixels of the longer side on which ink is looked for.
    private static let side = 900
    /// A page with more patches than these is printed in blue, not signed.
    private static let most = 12

    /// Patches of the size of a signature, in pixels as given.
    public static func find(in image: PageImage) -> [Box] {
        let small = image.bitmap.shrunk(toSide: side)
        let mask = InkMask(small) { r, g, b in b - r >= 35 && b - g >= 10 && b >= 60 }
        guard mask.count > 30 else { return [] }
        let (width, height) = (Double(small.width), Double(small.height))
        let patches = mask.clusters(reach: 7).compactMap { points -> Box? in
            var box = Box(x0: width, y0: height, x1: 0, y1: 0)
            for point in points {
                box = box.union(Box(x0: point.x - 0.5, y0: point.y - 0.5, x1: point.x + 0.5, y1: point.y + 0.5))
            }
            let density = Double(points.count) / max(1, box.width * box.height)
            guard box.width > width * 0.02, box.width < width * 0.4, box.height > height * 0.007,
                box.height < height * 0.12, density > 0.02, density < 0.6, points.count > 20
            else { return nil }
            return box
        }
        guard patches.count <= most else { return [] }
        let factor = Double(image.width) / width
        return patches.map { Box(x0: $0.x0 * factor, y0: $0.y0 * factor, x1: $0.x1 * factor, y1: $0.y1 * factor) }
    }
}
