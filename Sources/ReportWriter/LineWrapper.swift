// SPDX-License-Identifier: GPL-3.0-or-later

/// Breaks text into lines of a given display width, Chinese between any two characters and Latin between words.
///
/// No line starts with closing punctuation and none ends with opening punctuation (避头尾), as long as one such cluster
/// fits on a line at all.
enum LineWrapper {
    private static let closing: Set<Character> = Set("。，、；：！？）》〉」』】〕｝”’…·％℃ー～,.;:!?)]}>%")
    private static let opening: Set<Character> = Set("（《〈「『【〔｛“‘([{<¥￥")

    static func isClosing(_ character: Character) -> Bool { closing.contains(character) }

    static func isOpening(_ character: Character) -> Bool { opening.contains(character) }

    /// Lines of at most `width` columns; at least one line, which is empty for an empty text.
    static func wrap(_ text: String, width: Int) -> [String] {
        let width = max(2, width)
        var lines: [String] = []
        var line = ""
        var used = 0
        var gap = ""
        for piece in pieces(of: text) {
            if piece.isSpace {
                gap = piece.text
                continue
            }
            let size = DisplayWidth.of(piece.text)
            let space = line.isEmpty ? 0 : DisplayWidth.of(gap)
            if used + space + size <= width {
                line += (line.isEmpty ? "" : gap) + piece.text
                used += space + size
            } else {
                if !line.isEmpty { lines.append(line) }
                var rest = piece.text
                while DisplayWidth.of(rest) > width {
                    let head = headFitting(rest, width: width)
                    lines.append(trimmed(head))
                    rest = String(rest.dropFirst(head.count).drop { $0 == " " })
                }
                line = rest
                used = DisplayWidth.of(rest)
            }
            gap = ""
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The text cut to one line, with an ellipsis where something was left out.
    static func clip(_ text: String, width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let size = DisplayWidth.of(character)
            if used + size > width - 1 { break }
            result.append(character)
            used += size
        }
        return result + "…"
    }

    private struct Piece {
        var text: String
        var isSpace: Bool
    }

    /// Runs that no line end may part: words, single wide characters, and punctuation with what it clings to.
    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var clings = false
        for character in text {
            if character == " " {
                if let last = pieces.last, last.isSpace {
                    pieces[pieces.count - 1].text.append(character)
                } else {
                    pieces.append(Piece(text: " ", isSpace: true))
                }
                clings = false
                continue
            }
            let alone =
                DisplayWidth.of(character) != 1
                || (!character.isASCII && (isClosing(character) || isOpening(character)))
            if let last = pieces.last, last.isSpace, pieces.count > 1, let end = pieces[pieces.count - 2].text.last,
                isOpening(end) || isClosing(character)
            {
                pieces.removeLast()
                pieces[pieces.count - 1].text += last.text + String(character)
            } else if let last = pieces.last, !last.isSpace, let end = last.text.last,
                isOpening(end) || isClosing(character) || (!alone && clings)
            {
                pieces[pieces.count - 1].text.append(character)
            } else {
                pieces.append(Piece(text: String(character), isSpace: false))
            }
            clings = !alone
        }
        return pieces
    }

    /// The longest start of an over-long cluster that fits, cut where punctuation allows if it allows it anywhere.
    private static func headFitting(_ text: String, width: Int) -> String {
        let characters = Array(text)
        var count = 0
        var used = 0
        while count < characters.count, used + DisplayWidth.of(characters[count]) <= width {
            used += DisplayWidth.of(characters[count])
            count += 1
        }
        let most = max(1, count)
        var cut = most
        while cut > 1, cut < characters.count, isForbidden(cut, in: characters) { cut -= 1 }
        return String(characters[..<(cut > 1 ? cut : most)])
    }

    /// Whether a line may not end before the character at `cut`, blanks around it aside.
    private static func isForbidden(_ cut: Int, in characters: [Character]) -> Bool {
        let next = characters[cut...].first { $0 != " " }
        let last = characters[..<cut].last { $0 != " " }
        return next.map(isClosing) == true || last.map(isOpening) == true
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
