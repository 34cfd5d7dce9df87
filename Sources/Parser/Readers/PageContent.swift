// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// One character with its place. Coordinates are PDF points, origin top left.
public struct Glyph: Sendable, Hashable {
    public var scalar: Unicode.Scalar
    public var x0, y0, x1, y1: Float
    public var baseline: Float
    /// Font size in points.
    public var size: Float
    /// Drawn invisibly: the text layer that an OCR program left behind a scan.
    public var invisible: Bool
    /// How surely the character was told, 0–1; 1 where it was not recognised but stands in the file.
    public var confidence: Float = 1

    var midX: Float { (x0 + x1) / 2 }
    var midY: Float { (y0 + y1) / 2 }
    var isSpace: Bool { scalar.properties.isWhitespace || scalar.value == 0 }
}

/// A thin line of a table or form.
public struct Ruling: Sendable, Hashable {
    public var x0, y0, x1, y1: Float
    var isHorizontal: Bool { x1 - x0 >= y1 - y0 }
}

/// A picture or a red drawing on a page: what may be a seal, a signature, a photo or a whole scan.
public struct Mark: Sendable, Hashable, Codable {
    public var box: Box
    public var isPicture: Bool
    /// Share of red and of dark ink among the sampled pixels, 0–1; nil when the picture was not decoded.
    public var red, dark: Double?
    /// The picture's own size; 0 for a drawing.
    public var pixelWidth = 0
    public var pixelHeight = 0
}

/// Everything that one pass over a page yields.
public struct PageContent: Sendable {
    /// Counted from 1.
    public var number: Int
    /// As shown, in points.
    public var width, height: Double
    public var glyphs: [Glyph]
    public var rulings: [Ruling]
    public var marks: [Mark]
    /// Glyphs that stand for no character anybody could tell.
    public var unreadable = 0
    /// Places whose text comes from the values of form fields.
    public var regions: [ReadRegion] = []
    /// Form fields on the page, filled or not.
    public var fieldCount = 0
    /// Long slanting lines, from end to end.
    var slashes: [Ruling] = []
    /// Words that stand turned: in the margin, or across the page.
    var turned = ""
    /// Small filled boxes: what a code is drawn of that is no picture.
    var smallBoxes = 0
}
