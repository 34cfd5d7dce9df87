// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A page turned upright by quarters, its lines in its own pixels.
struct UprightPage {
    var bitmap: Bitmap
    var lines: [SlantedRect]
    var frame: Frame

    /// Everything in pixels of the picture as given, lines from top to bottom.
    func result(
        _ lines: [PlacedLine], rulings: [Box], stamps: [Stamp], image: PageImage, engine: String
    ) -> RecognisedPage {
        let grow = 1 / image.scale
        func full(_ box: Box) -> Box {
            Box(x0: box.x0 * grow, y0: box.y0 * grow, x1: box.x1 * grow, y1: box.y1 * grow)
        }
        let sorted = lines.sorted { ($0.box.midY, $0.box.x0) < ($1.box.midY, $1.box.x0) }
        var frame = frame
        let seals = stamps.map {
            Seal(
                box: full(Frame.map($0.box, frame.upright(given:))),
                red: $0.red)
        }
        frame.givenWidth = Double(image.width)
        frame.givenHeight = Double(image.height)
        return RecognisedPage(
            width: frame.width, height: frame.height, dpi: image.dpi,
            glyphs: sorted.enumerated().flatMap { index, line in
                line.glyphs.map {
                    RecognisedGlyph(scalar: $0.scalar, box: full($0.box), confidence: $0.confidence, line: index)
                }
            }, rulings: rulings.map(full), seals: seals, quarterTurns: frame.quarterTurns,
            skewDegrees: frame.skew * 180 / .pi, engine: engine, frame: frame)
    }
}
