// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

extension PageImage {
    /// The fingerprint of a photograph; nil for what is none: text on paper, drawings, seals and logos, blank pages, and what
    /// is too small or too flat to be told from others.
    ///
    /// A picture that was cropped, mirrored or turned has another one.
    public var fingerprint: PictureFingerprint? {
        guard min(width, height) >= Self.leastSideOfAPhotograph, max(width, height) <= min(width, height) * 5 else {
            return nil
        }
        let small = bitmap.shrunk(toSide: 128)
        guard Tones(small).areOfAPhotograph else { return nil }
        let side = PictureFingerprint.side
        let grid = small.resized(width: side + 1, height: side)
        let steps = (0..<side).flatMap { row in
            (0..<side).map { column in
                let at = row * (side + 1) + column
                return grid.luma(at) - grid.luma(at + 1)
            }
        }
        guard let found = PictureFingerprint(steps: steps), found.isTelling else { return nil }
        return found
    }

    /// Smaller pictures, in pixels, are icons.
    public static let leastSideOfAPhotograph = 64
}

extension Bitmap {
    /// ITU-R BT.601, 0–255.
    fileprivate func luma(_ pixel: Int) -> Double {
        let at = pixel * 3
        return 0.299 * Double(rgb[at]) + 0.587 * Double(rgb[at + 1]) + 0.114 * Double(rgb[at + 2])
    }
}

/// How light and dark are spread over a picture.
private struct Tones {
    /// Shares of 32 steps from black to white.
    var shares = [Double](repeating: 0, count: 32)

    init(_ picture: Bitmap) {
        let count = picture.width * picture.height
        guard count > 0 else { return }
        for pixel in 0..<count { shares[min(31, Int(picture.luma(pixel)) / 8)] += 1 / Double(count) }
    }

    /// Paper is one step that holds most of the picture; a drawing has few steps. A photograph has many, also a portrait before
    /// a plain ground.
    var areOfAPhotograph: Bool {
        let entropy = shares.reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
        let widest = (0..<31).map { shares[$0] + shares[$0 + 1] }.max() ?? 1
        return entropy >= 3 && widest < 0.6
    }
}
