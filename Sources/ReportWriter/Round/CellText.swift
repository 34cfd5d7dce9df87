// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Text as a cell of a workbook can hold it (ECMA-376 part 1, 18.3.1.4 and 22.4.2.4; Excel's limits).
enum CellText {
    /// UTF-16 units in a cell.
    static let limit = 32_767

    /// Without characters that XML forbids, with `_x000A_`-like text kept literal, and cut with a mark where a cell ends.
    static func fitting(_ text: String, _ language: Language, limit: Int = limit) -> String {
        if isPlain(text), text.utf8.count <= limit { return text }
        if let whole = escaped(text, units: limit).whole { return whole }
        let mark = language == .zh ? "…（已截短）" : "… (cut)"
        return escaped(text, units: limit - mark.utf16.count).start + mark
    }

    /// What fits into so many UTF-16 units; `whole` where all of it does.
    private static func escaped(_ text: String, units: Int) -> (start: String, whole: String?) {
        // No more than this many scalars can fit, so the rest of an endless text is not looked at.
        let scalars = Array(text.unicodeScalars.prefix(max(0, units) + 1))
        var result = String.UnicodeScalarView()
        var length = 0
        for (index, scalar) in scalars.enumerated() {
            let piece = isEscape(scalars[index...]) ? "_x005F_" : String(isAllowed(scalar) ? scalar : "\u{FFFD}")
            length += piece.utf16.count
            if length > units { return (String(result), nil) }
            result.append(contentsOf: piece.unicodeScalars)
        }
        return (String(result), String(result))
    }

    /// Nothing in it needs a look: as good as every text.
    private static func isPlain(_ text: String) -> Bool {
        var (last, before): (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case 0x00..<0x20, 0x7F: return false
            case UInt8(ascii: "x") where last == UInt8(ascii: "_"): return false
            // U+FFFE and U+FFFF.
            case 0xBE, 0xBF: if last == 0xBF, before == 0xEF { return false }
            default: break
            }
            (last, before) = (byte, last)
        }
        return true
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0x00...0x1F, 0x7F, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// `_x` with four hexadecimal digits and `_`, which a reader would take for a character.
    private static func isEscape(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.first == "_", rest.count >= 7 else { return false }
        let shape = Array(rest.prefix(7))
        return shape[1] == "x" && shape[6] == "_" && shape[2..<6].allSatisfy(\.properties.isASCIIHexDigit)
    }

    /// A number where the text is nothing but one; the shortfall of a gap may also be a word.
    static func number(_ text: String) -> Double? {
        guard !text.isEmpty, text.count <= 15,
            text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") })
        else { return nil }
        return Double(text)
    }
}
