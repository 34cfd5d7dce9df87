// SPDX-License-Identifier: GPL-3.0-or-later

/// `DeltaX` and `DeltaY` (§11.3): distances between characters; `g n v` stands for n times v.
enum OFDDeltas {
    /// - Parameter limit: how many there can be at most: one less than characters. Whatever comes after is ignored.
    /// - Returns: what could be read; a word that is none ends it.
    static func parse(_ text: String, limit: Int) -> [Double] {
        var out: [Double] = []
        var words = text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).makeIterator()
        while out.count < limit, let word = words.next() {
            if word == "g" || word == "G" {
                guard let times = words.next().flatMap({ Int($0) }), times >= 0,
                    let value = words.next().flatMap({ OFDValue.number($0) })
                else { break }
                out.append(contentsOf: repeatElement(value, count: min(times, limit - out.count)))
            } else {
                guard let value = OFDValue.number(word) else { break }
                out.append(value)
            }
        }
        return out
    }
}

/// How wide characters are where the file does not say; fonts are not opened. In ems.
enum OFDWidth {
    /// The width that most fonts give the character.
    static func usual(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "l", "j", "I", ".", ",", ":", ";", "'", "|", "!": 0.28
        case "f", "t", "r", " ", "(", ")", "[", "]", "-": 0.33
        case "m", "w", "M", "W", "@", "%": 0.85
        case "A"..."Z": 0.66
        case _ where scalar.value < 0x2000: 0.5
        // Half-width forms.
        case "\u{FF61}"..."\u{FFDC}": 0.5
        default: 1
        }
    }

    /// The most that the character itself takes up; a longer way to the next one is space.
    static func most(_ scalar: Unicode.Scalar) -> Double {
        let usual = usual(scalar)
        return usual >= 1 ? 1 : max(0.6, usual * 1.35)
    }
}
