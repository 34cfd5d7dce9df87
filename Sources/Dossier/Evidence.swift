// SPDX-License-Identifier: GPL-3.0-or-later

/// How a value was read, from the most to the least trusted.
public enum ReadingMethod: String, Codable, Sendable, CaseIterable, Comparable {
    case xml, form, cell, text, qr, ocr

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// `a < b` means that `a` is the more trusted way of reading.
    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}

/// A rectangle on a page in PDF points (1/72 inch), origin at the top left of the page as shown.
///
/// In JSON it is the array `[x0, y0, x1, y1]`.
public struct Box: Hashable, Sendable, Codable {
    public var x0, y0, x1, y1: Double

    public init(x0: Double, y0: Double, x1: Double, y1: Double) {
        (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
    }

    public init(from decoder: Decoder) throws {
        var list = try decoder.unkeyedContainer()
        x0 = try list.decode(Double.self)
        y0 = try list.decode(Double.self)
        x1 = try list.decode(Double.self)
        y1 = try list.decode(Double.self)
    }

    public func encode(to encoder: Encoder) throws {
        var list = encoder.unkeyedContainer()
        for side in [x0, y0, x1, y1] { try list.encode((side * 100).rounded() / 100) }
    }

    public var width: Double { x1 - x0 }
    public var height: Double { y1 - y0 }
    public var midX: Double { (x0 + x1) / 2 }
    public var midY: Double { (y0 + y1) / 2 }

    public func union(_ other: Box) -> Box {
        Box(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
    }

    public func intersects(_ other: Box) -> Bool {
        x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1
    }

    public func contains(x: Double, y: Double) -> Bool { x0 <= x && x <= x1 && y0 <= y && y <= y1 }

    /// The common extent of both on the horizontal axis, in points; 0 when they do not overlap.
    public func overlapX(_ other: Box) -> Double { max(0, min(x1, other.x1) - max(x0, other.x0)) }

    /// The common extent of both on the vertical axis, in points; 0 when they do not overlap.
    public func overlapY(_ other: Box) -> Double { max(0, min(y1, other.y1) - max(y0, other.y0)) }

    public func insetBy(_ distance: Double) -> Box {
        Box(x0: x0 + distance, y0: y0 + distance, x1: x1 - distance, y1: y1 - distance)
    }
}

/// What a fact rests on: the document, the place in it, the words read there, and how surely they were read.
public struct Evidence: Hashable, Sendable, Codable {
    /// Path of the file inside the package, with `/` between folders.
    public var document: String
    /// Page (or sheet), counted from 1; nil where the format has no pages (XML). Text documents (DOCX) count the page breaks
    /// that were set by hand, which says nothing to a reader: their `place` does.
    public var page: Int?
    /// Place on the page; nil where the format has none.
    public var box: Box?
    /// A place in words, for formats without boxes: `Sheet1!B4`, `第3段`, `表2 第4行第2格`, `第12行`.
    public var place: String?
    /// The words as read, unchanged.
    public var quote: String
    public var method: ReadingMethod
    /// 0 (a guess) to 1 (given as data by the applicant).
    public var confidence: Double

    public init(
        document: String, page: Int? = nil, box: Box? = nil, place: String? = nil, quote: String,
        method: ReadingMethod, confidence: Double
    ) {
        self.document = document
        self.page = page
        self.box = box
        self.place = place
        self.quote = quote
        self.method = method
        self.confidence = confidence
    }
}
