// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A run of text without a wide gap in it.
public struct Segment: Sendable, Hashable, Codable {
    /// A part of the run between two spaces.
    public struct Word: Sendable, Hashable, Codable {
        public var text: String
        public var box: Box
    }

    public var words: [Word]
    /// The words with a space between them.
    public let text: String
    public let box: Box

    public init(words: [Word]) {
        self.words = words
        text = words.map(\.text).joined(separator: " ")
        box = words.dropFirst().reduce(words.first?.box ?? Box(x0: 0, y0: 0, x1: 0, y1: 0)) { $0.union($1.box) }
    }

    public init(text: String, box: Box) { self.init(words: [Word(text: text, box: box)]) }

    public init(from decoder: any Decoder) throws {
        self.init(words: try decoder.singleValueContainer().decode([Word].self))
    }

    /// The words say all.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(words)
    }
}

/// Text on one baseline: a single run, or several with wide gaps between them (columns, label and value).
public struct TextLine: Sendable, Hashable, Codable {
    public var segments: [Segment]
    public var box: Box
    /// Largest font size in the line, points.
    public var size: Double
    /// Number of the drawn box (card, border) that the line stands in; nil outside all.
    public var frame: Int?

    public var text: String { segments.map(\.text).joined(separator: "  ") }
}

enum LineBuilder {
    /// A gap this wide, in ems, separates two segments.
    static let segmentGap: Float = 1.35
    /// A gap this wide, in ems, is a space.
    static let spaceGap: Float = 0.22

    /// Groups glyphs into lines from top to bottom, each from left to right.
    static func lines(of glyphs: [Glyph]) -> [TextLine] {
        let visible = glyphs.filter { !$0.isSpace }
        guard !visible.isEmpty else { return [] }
        let order = visible.indices.sorted { a, b in
            visible[a].midY != visible[b].midY ? visible[a].midY < visible[b].midY : visible[a].x0 < visible[b].x0
        }
        var rows: [[Glyph]] = []
        var row: [Glyph] = []
        var middle: Float = 0
        for index in order {
            let glyph = visible[index]
            // Punctuation and digits of other fonts sit a little off the middle of the line that they belong to.
            if let first = row.first, glyph.midY - middle <= 0.45 * min(max(first.size, 4), max(glyph.size, 4)) {
                row.append(glyph)
                middle += (glyph.midY - middle) / Float(row.count)
            } else {
                if !row.isEmpty { rows.append(row) }
                row = [glyph]
                middle = glyph.midY
            }
        }
        rows.append(row)
        return rows.map(line)
    }

    private static func line(_ row: [Glyph]) -> TextLine {
        let glyphs = row.sorted { $0.x0 < $1.x0 }
        var segments: [Segment] = []
        var words: [Segment.Word] = []
        var text = String.UnicodeScalarView()
        var bounds = glyphs[0]
        var previous: Glyph?
        var size: Float = 0
        func closeWord() {
            let box = Box(x0: Double(bounds.x0), y0: Double(bounds.y0), x1: Double(bounds.x1), y1: Double(bounds.y1))
            words.append(Segment.Word(text: String(text), box: box))
            text.removeAll(keepingCapacity: true)
        }
        for glyph in glyphs {
            size = max(size, glyph.size)
            if let last = previous {
                // Poor man's bold: the same character drawn twice, a hair apart. The l of most fonts is itself thin.
                let hair = min(0.3 * glyph.size, 0.5 * (glyph.x1 - glyph.x0))
                if last.scalar == glyph.scalar, abs(last.x0 - glyph.x0) <= hair, abs(last.midY - glyph.midY) < 1 {
                    continue
                }
                let gap = glyph.x0 - last.x1
                let em = max(last.size, glyph.size, 4)
                if gap > spaceGap * em {
                    closeWord()
                    bounds = glyph
                    if gap > segmentGap * em {
                        segments.append(Segment(words: words))
                        words.removeAll(keepingCapacity: true)
                    }
                }
            }
            text.append(glyph.scalar)
            bounds.x0 = min(bounds.x0, glyph.x0)
            bounds.y0 = min(bounds.y0, glyph.y0)
            bounds.x1 = max(bounds.x1, glyph.x1)
            bounds.y1 = max(bounds.y1, glyph.y1)
            previous = glyph
        }
        closeWord()
        segments.append(Segment(words: words))
        let box = segments.dropFirst().reduce(segments[0].box) { $0.union($1.box) }
        return TextLine(segments: segments, box: box, size: Double(size), frame: nil)
    }
}
