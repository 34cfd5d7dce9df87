// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Recognition

/// A photograph on a page.
public struct Photograph: Sendable, Hashable, Codable {
    /// On the upright page, points.
    public var box: Box
    public var fingerprint: PictureFingerprint

    /// A picture with more text than a signboard has is a document, however dark its paper.
    static let mostGlyphs = 80

    public init(box: Box, fingerprint: PictureFingerprint) { (self.box, self.fingerprint) = (box, fingerprint) }
}

extension PageContent {
    /// Fewer pixels an inch than for reading: a fingerprint needs 128 pixels on the longer side.
    static let photographSide = 256.0

    /// No more pictures of a page than these are drawn for their fingerprints.
    static let photographLimit = 12

    /// Places of pictures that may be photographs, from the top of the page: neither marks nor the page itself.
    var placesOfPhotographs: [Box] {
        guard !needsRecognition else { return [] }
        let page = Box(x0: 0, y0: 0, x1: width, y1: height)
        return pictures.filter { picture in
            let (box, pixels) = (picture.box, min(picture.pixelWidth, picture.pixelHeight))
            return box.width >= 36 && box.height >= 36 && box.intersects(page)
                && (pixels == 0 || pixels >= PageImage.leastSideOfAPhotograph) && !Ink.looksLikeSeal(picture)
        }.map(\.box).sorted { ($0.y0, $0.x0) < ($1.y0, $1.x0) }.prefix(Self.photographLimit).map { $0 }
    }
}

extension [PageLayout] {
    /// A picture that stands on every page (a letterhead) counts where it stands first.
    mutating func keepEachPhotographOnce() {
        var seen = Set<PictureFingerprint>()
        for index in indices {
            self[index].photographs.removeAll { !seen.insert($0.fingerprint).inserted }
        }
    }
}
