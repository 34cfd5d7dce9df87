// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What the network is known to mistake, whatever it says of its certainty.
enum Doubts {
    /// Below what passes for sure.
    private static let doubtful = 0.6

    static func weigh(_ line: PlacedLine) -> PlacedLine {
        var line = line
        mend(&line.glyphs)
        joinSquareMetres(&line.glyphs)
        doubtSigns(&line.glyphs)
        doubtWidths(&line)
        return line
    }

    /// Characters that a long stroke goes through.
    static func strike(_ line: inout PlacedLine, by strikes: [Box]) {
        for index in line.glyphs.indices {
            let box = line.glyphs[index].box
            let isStruck = strikes.contains {
                $0.x0 <= box.midX && $0.x1 >= box.midX && abs($0.midY - box.midY) < box.height * 0.3
            }
            if isStruck { line.glyphs[index].confidence = min(line.glyphs[index].confidence, 0.5) }
        }
    }

    /// Shapes of one character that differ by font; the network knows both.
    private static func mend(_ glyphs: inout [PlacedLine.Glyph]) {
        let same: [Unicode.Scalar: Unicode.Scalar] = ["丶": "、", "眞": "真"]
        for index in glyphs.indices { glyphs[index].scalar = same[glyphs[index].scalar] ?? glyphs[index].scalar }
    }

    /// `m²` and `m2` after a number are ㎡; `㎡²` is read where one sign gives two.
    private static func joinSquareMetres(_ glyphs: inout [PlacedLine.Glyph]) {
        var index = 1
        while index + 1 < glyphs.count {
            let (before, unit, raised) = (glyphs[index - 1], glyphs[index], glyphs[index + 1])
            let after = index + 2 < glyphs.count ? glyphs[index + 2].scalar : " "
            let square = raised.scalar == "²" || raised.scalar == "2" && !isDigit(after) && !isLetter(after)
            if square, isDigit(before.scalar), unit.scalar == "m" || unit.scalar == "㎡" {
                glyphs[index] = PlacedLine.Glyph(
                    scalar: "㎡", box: unit.box.union(raised.box), confidence: min(unit.confidence, raised.confidence))
                glyphs.remove(at: index + 1)
            }
            index += 1
        }
    }

    private static func doubtSigns(_ glyphs: inout [PlacedLine.Glyph]) {
        let scalars = glyphs.map(\.scalar)
        func at(_ index: Int) -> Unicode.Scalar { scalars.indices.contains(index) ? scalars[index] : " " }
        for index in scalars.indices {
            let (before, here, after) = (at(index - 1), scalars[index], at(index + 1))
            let beside = [before, after]
            let doubt =
                switch here {
                // ≥ and ≤ lose their lower line.
                case ">", "<", "＞", "＜": true
                // Codes know neither O nor I; a digit 1 may come out as a bracket.
                case "O", "o", "I", "l": isInCode(index, scalars)
                case "$", "[", "]", "|", "丨": beside.contains(where: isDigit)
                case "0", "1": beside.allSatisfy(isLowercase)
                // ㎡ comes out as m, mm, mf, ㎜.
                case "\u{3380}"..."\u{33A0}", "\u{33A2}"..."\u{33DF}": true
                case "m", "f", "M": isDigit(before) || (isLetter(before) || before == " ") && isDigit(at(index - 2))
                default: false
                }
            if doubt { glyphs[index].confidence = min(glyphs[index].confidence, doubtful) }
        }
    }

    /// A glyph much wider than such a character can be stands for more ink than was read: something was lost beside it.
    private static func doubtWidths(_ line: inout PlacedLine) {
        for index in line.glyphs.indices {
            let glyph = line.glyphs[index]
            let most =
                if glyph.scalar.isASCII { isDigit(glyph.scalar) ? 0.95 : 1.2 } else { 1.4 }
            if glyph.scalar != " ", glyph.box.width > most * line.em {
                line.glyphs[index].confidence = min(glyph.confidence, doubtful)
            }
        }
    }

    /// In a run of letters and digits that has a digit.
    private static func isInCode(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        func belongs(_ scalar: Unicode.Scalar) -> Bool { isDigit(scalar) || isLetter(scalar) }
        let before = scalars[..<index].reversed().prefix { belongs($0) }
        let after = scalars[(index + 1)...].prefix { belongs($0) }
        return before.contains(where: isDigit) || after.contains(where: isDigit)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    private static func isLowercase(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        isLowercase(scalar) || ("A"..."Z").contains(scalar)
    }
}
