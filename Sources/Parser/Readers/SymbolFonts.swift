// SPDX-License-Identifier: GPL-3.0-or-later

/// What the glyphs of symbol fonts show. Word names them by a code between F000 and F0FF, or by the plain character in a run
/// set in such a font. Only what matters to a form is told: boxes, ticks, signs of comparison.
enum SymbolFonts {
    enum Sight: Equatable {
        case text(String)
        /// An arrow, a bullet: it says nothing.
        case ornament
        /// Nobody can tell what it shows; it may be a tick.
        case unknown
    }

    static func isSymbol(_ font: String?) -> Bool { font.map { table($0) != nil } ?? false }

    /// - Parameter code: with or without the F000 that symbol fonts add.
    static func sight(_ code: UInt32, font: String?) -> Sight {
        let low = code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code
        guard let font, let known = table(font) else {
            return low == code && !(0xE000...0xF8FF).contains(code)
                ? GlyphRepair.scalar(code).map { .text(String($0)) } ?? .ornament : .unknown
        }
        guard low <= 0xFF else { return GlyphRepair.scalar(code).map { .text(String($0)) } ?? .unknown }
        if low == 0x20 || low == 0xA0 { return .text(" ") }
        if let text = known[low] { return .text(text) }
        if known == symbol {
            return (0x20...0x7E).contains(low) && low < 0x40 ? .text(String(UnicodeScalar(UInt8(low)))) : .unknown
        }
        return .ornament
    }

    private static func table(_ font: String) -> [UInt32: String]? {
        switch font.lowercased() {
        case "wingdings": wingdings
        case "wingdings 2": wingdings2
        case "wingdings 3": [:]
        case "webdings": webdings
        case "symbol": symbol
        default: nil
        }
    }

    // Unicode's mapping of the Wingdings fonts (L2/12-368), as far as boxes, circles and ticks go.
    private static let wingdings: [UInt32: String] = [
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x78: "☒", 0xA1: "○", 0xA2: "○",
        0xA3: "○", 0xA4: "◉", 0xA5: "◉", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    ]
    private static let wingdings2: [UInt32: String] = [
        0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○",
        0x9B: "○", 0x9C: "◉", 0x9D: "◉", 0x9F: "■", 0xA0: "■", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xA5: "□",
    ]
    private static let webdings: [UInt32: String] = [0x61: "√", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "×"]
    private static let symbol: [UInt32: String] = [
        0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xD6: "√", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0x2D: "-",
        0xF0: " ",
    ]
}
