// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Whether a page's text layer says what the page shows.
extension PageContent {
    /// The page has to be recognised from its picture: it is a scan, it has no text at all, its text layer is not what people
    /// see, or most of it stands turned.
    public var needsRecognition: Bool { isScan || isWordless || isGarbled || isTurned }

    /// Blank, or drawn without characters.
    var isWordless: Bool { !glyphs.contains { !$0.invisible && !$0.isSpace } }

    /// A landscape table on an upright page.
    private var isTurned: Bool {
        let count = turned.unicodeScalars.lazy.filter { !$0.properties.isWhitespace }.count
        return count >= 30 && count > glyphs.lazy.filter { !$0.invisible && !$0.isSpace }.count
    }

    /// A page that shows pictures over much of it and carries no text of its own.
    public var isScan: Bool {
        let visible = glyphs.lazy.filter { !$0.invisible && !$0.isSpace }.prefix(9).count
        guard visible < 8 else { return false }
        return pictures.contains { Self.area($0.box) > width * height * 0.25 }
    }

    /// A picture that may hold text worth recognising: a pasted certificate or identity card, not a letterhead's logo.
    func isLarge(_ box: Box) -> Bool {
        Self.area(box) > width * height * 0.04 && box.width >= 100 && box.height >= 60
    }

    /// The text layer holds other characters than the page shows: glyphs without a character, one encoding read as
    /// another, fonts whose numbers were taken for characters.
    public var isGarbled: Bool {
        TextStatistics(glyphs.lazy.filter { !$0.invisible && !$0.isSpace }.map(\.scalar), unreadable: unreadable)
            .isGarbled
    }

    /// Places where a large picture stands that carries no text of its own, on a page that has some: a pasted scan below
    /// a typed heading. What is recognised there adds to the page's glyphs; where a typed glyph stands it counts.
    public var picturesToRecognise: [Box] {
        guard !needsRecognition else { return [] }
        let visible = glyphs.filter { !$0.invisible && !$0.isSpace }
        return pictures.filter { picture in
            guard isLarge(picture.box), !Ink.looksLikeSeal(picture) else { return false }
            let box = picture.box
            let inside = visible.lazy.filter { box.contains(x: Double($0.midX), y: Double($0.midY)) }
            // A letterhead or the ground of a certificate has its text over it; a stamp of a few words does not count.
            return inside.prefix(40).count < 40
        }.map { clipped($0.box) }
    }

    /// Pixels an inch at which the page is best recognised: its own where it is one picture, within bounds; else 200.
    public var recognitionResolution: Double {
        let page = width * height
        guard page > 0, let largest = marks.filter(\.isPicture).max(by: { Self.area($0.box) < Self.area($1.box) }),
            Self.area(largest.box) > page * 0.5, largest.pixelWidth > 0, largest.pixelHeight > 0
        else { return 200 }
        let pixels = Double(largest.pixelWidth) * Double(largest.pixelHeight)
        return min(300, max(150, (pixels / Self.area(largest.box)).squareRoot() * 72))
    }

    /// The pictures; those that programs cut into stripes or tiles are joined.
    var pictures: [Mark] {
        let found = marks.filter { $0.isPicture && $0.box.width > 0 && $0.box.height > 0 }
        guard found.count > 1 else { return found }
        let rows = Self.joined(found) { a, b in
            abs(a.y0 - b.y0) < 1 && abs(a.y1 - b.y1) < 1 && b.x0 - a.x1 < 1.5 && b.x0 > a.x0
        } order: {
            ($0.y0.rounded(), $0.x0)
        }
        return Self.joined(rows) { a, b in
            abs(a.x0 - b.x0) < 1 && abs(a.x1 - b.x1) < 1 && b.y0 - a.y1 < 1.5 && b.y0 > a.y0
        } order: {
            ($0.x0.rounded(), $0.y0)
        }
    }

    private static func joined(
        _ marks: [Mark], _ follows: (Box, Box) -> Bool, order: (Box) -> (Double, Double)
    ) -> [Mark] {
        var out: [Mark] = []
        for mark in marks.sorted(by: { order($0.box) < order($1.box) }) {
            if let last = out.last, follows(last.box, mark.box) {
                out[out.count - 1].box = last.box.union(mark.box)
                // Ink was told of the parts: of the whole nothing is known.
                (out[out.count - 1].red, out[out.count - 1].dark) = (nil, nil)
            } else {
                out.append(mark)
            }
        }
        return out
    }

    private static func area(_ box: Box) -> Double { max(0, box.width) * max(0, box.height) }

    private func clipped(_ box: Box) -> Box {
        Box(x0: max(0, box.x0), y0: max(0, box.y0), x1: min(width, box.x1), y1: min(height, box.y1))
    }
}

/// Counts that tell text from what only looks like it in a file.
struct TextStatistics {
    private var total = 0
    private var chinese = 0
    /// Of the 3,755 common characters (GB/T 2312-1980, level 1), which make up nearly all of any text, and a third at least of any list of names.
    private var common = 0
    private var accented = 0
    private var foreign = 0
    private var letters = 0
    private var digits = 0
    private var vowels = 0
    private var most = 0
    private let unreadable: Int

    init(_ scalars: some Sequence<Unicode.Scalar>, unreadable: Int) {
        self.unreadable = unreadable
        var counts: [Unicode.Scalar: Int] = [:]
        for scalar in scalars {
            // Leaders of contents pages, blanks to fill in and boxes say nothing about the encoding.
            if [".", "·", "…", "_", "-", "—", "□", "☑", "/", "*", "\u{FFFD}"].contains(scalar) { continue }
            total += 1
            switch scalar.value {
            case 0x3400...0x9FFF, 0x20000...0x3FFFF:
                chinese += 1
                if CommonCharacters.contains(scalar) { common += 1 }
                counts[scalar, default: 0] += 1
            case 0xA1...0xFF where scalar != "×" && scalar != "±" && scalar != "°" && scalar != "²": accented += 1
            case 0x41...0x5A, 0x61...0x7A:
                letters += 1
                if "aeiouyAEIOUY".unicodeScalars.contains(scalar) { vowels += 1 }
                counts[scalar, default: 0] += 1
            case 0x30...0x39: digits += 1
            // Writings that no application is made in: numbers of glyphs taken for characters.
            case 0x100...0x390, 0x3CA...0x1FFF, 0x2C00...0x2FFF, 0xA000...0xABFF, 0xFB00...0xFE0F: foreign += 1
            default: break
            }
        }
        most = counts.values.max() ?? 0
    }

    var isGarbled: Bool {
        if unreadable > 5, unreadable * 5 > total + unreadable { return true }
        if chinese >= 30, Double(common) < 0.3 * Double(chinese) { return true }
        if foreign >= 10, foreign * 4 > total { return true }
        guard chinese * 20 < total else { return false }
        // GBK read as Latin-1: one letter in three of any European text is no accented one.
        if accented >= 20, accented * 3 > total { return true }
        let plain = letters + digits + accented
        if total >= 60, plain * 10 < total * 3, chinese == 0 { return true }
        if letters >= 120, vowels * 8 < letters { return true }
        return letters >= 60 && most * 2 > letters
    }
}

/// The common Chinese characters, as the platform's own encoding tables know them.
enum CommonCharacters {
    private static let all: Set<UInt32> = {
        // Rows 16–55 of GB/T 2312-1980; the last row ends five places early.
        var found = Set<UInt32>()
        let encoding = String.Encoding(rawValue: 0x8000_0632)
        for row in 0xB0...0xD7 {
            var bytes: [UInt8] = []
            for cell in 0xA1...(row == 0xD7 ? 0xF9 : 0xFE) { bytes += [UInt8(row), UInt8(cell)] }
            for scalar in String(data: Data(bytes), encoding: encoding)?.unicodeScalars ?? "".unicodeScalars {
                found.insert(scalar.value)
            }
        }
        return found
    }()

    static func contains(_ scalar: Unicode.Scalar) -> Bool { all.contains(scalar.value) }

    static var count: Int { all.count }
}
