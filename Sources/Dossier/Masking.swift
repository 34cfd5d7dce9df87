// SPDX-License-Identifier: GPL-3.0-or-later

/// Hides resident ID numbers and telephone numbers in anything a person or a log may see.
///
/// An ID keeps its first 6 and last 2 characters, a mobile number its first 3 and last 4.
public enum Masking {
    /// The ranges of `text`, in characters, that hold an ID number or a telephone number.
    public static func sensitiveRanges(in text: String) -> [Range<Int>] {
        let characters = Array(text)
        var found: [Range<Int>] = []
        var index = 0
        while index < characters.count {
            guard isDigit(characters[index]) else {
                index += 1
                continue
            }
            // Letters or dashes next to the run make it a code, not a number of a person.
            var end = index
            while end < characters.count, isDigit(characters[end]) { end += 1 }
            let before = index > 0 ? characters[index - 1] : " "
            let runLength = end - index
            let after = end < characters.count ? characters[end] : " "
            if !isASCIILetter(before) {
                if runLength == 17, after == "X" || after == "x" {
                    found.append(index..<(end + 1))
                } else if runLength == 18, !isASCIILetter(after) {
                    found.append(index..<end)
                } else if runLength == 15, !isASCIILetter(after), looksLikeOldID(characters[index..<end]) {
                    found.append(index..<end)
                } else if runLength == 11, characters[index] == "1", let second = characters[index + 1].wholeNumberValue,
                    second >= 3, !isASCIILetter(after)
                {
                    found.append(index..<end)
                }
            }
            index = end
        }
        return found
    }

    /// The text with every ID number and mobile number masked.
    public static func mask(_ text: String) -> String {
        let ranges = sensitiveRanges(in: text)
        guard !ranges.isEmpty else { return text }
        var characters = Array(text)
        for range in ranges {
            let (head, tail) = range.count == 11 ? (3, 4) : (6, 2)
            for position in (range.lowerBound + head)..<(range.upperBound - tail) { characters[position] = "*" }
        }
        return String(characters)
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func isASCIILetter(_ character: Character) -> Bool { character.isASCII && character.isLetter }

    private static func looksLikeOldID(_ digits: ArraySlice<Character>) -> Bool {
        let text = String(digits)
        let month = Int(text.dropFirst(8).prefix(2)) ?? 0
        let day = Int(text.dropFirst(10).prefix(2)) ?? 0
        return (1...12).contains(month) && (1...31).contains(day)
    }
}
