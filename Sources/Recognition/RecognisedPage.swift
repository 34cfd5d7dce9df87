// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// One character that was recognised. Places are pixels of the upright page, y downward.
public struct RecognisedGlyph: Sendable, Hashable {
    public var scalar: Unicode.Scalar
    /// As wide as its ink, as high as its line of text.
    public var box: Box
    /// Measured, 0–1: see `Calibration`. From 0.8 on the character may be taken as read surely.
    public var confidence: Double
    /// Glyphs of one index stand in one stretch of text; indexes grow from top to bottom.
    public var line: Int

    public init(scalar: Unicode.Scalar, box: Box, confidence: Double, line: Int) {
        (self.scalar, self.box, self.confidence, self.line) = (scalar, box, confidence, line)
    }
}

/// A round or oval red stamp.
public struct Seal: Sendable, Hashable {
    /// In pixels of the upright page (of the picture as given, where `Seals.find` gave it).
    public var box: Box
    /// Share of the box that is red, 0–1.
    public var red: Double

    public init(box: Box, red: Double) { (self.box, self.red) = (box, red) }
}

/// What was recognised on a page. All places are pixels of the upright page unless said otherwise.
public struct RecognisedPage: Sendable {
    /// Of the upright page, in pixels of the picture as given.
    public var width, height: Double
    /// Pixels an inch, where the picture says so.
    public var dpi: Double?
    /// By line, and within a line from left to right. Spaces are glyphs.
    public var glyphs: [RecognisedGlyph]
    /// Thin rectangles: the lines of tables and forms.
    public var rulings: [Box]
    public var seals: [Seal]
    /// Clockwise quarter turns that made the picture upright, 0–3.
    public var quarterTurns: Int
    /// The slope of the lines that was taken out, clockwise.
    public var skewDegrees: Double
    /// In the words of a report: `PP-OCRv4 (ONNX Runtime 1.32.0)`, `tesseract 5.3.0 chi_sim`.
    public var engine: String
    let frame: Frame

    /// A box of the upright page as a box of the picture as given.
    public func original(_ box: Box) -> Box { Frame.map(box, frame.given(upright:)) }

    /// A box of the picture as given as a box of the upright page.
    public func upright(_ box: Box) -> Box { Frame.map(box, frame.upright(given:)) }

    /// The text of each line, from top to bottom.
    public var lines: [String] {
        var result: [String] = []
        var current: Int?
        for glyph in glyphs {
            if glyph.line != current { result.append("") }
            current = glyph.line
            result[result.count - 1].unicodeScalars.append(glyph.scalar)
        }
        return result
    }
}
