// SPDX-License-Identifier: GPL-3.0-or-later

/// Hides resident ID numbers and telephone numbers in anything a person or a log may see.
///
/// An ID keeps its first 6 and last 2 characters, a telephone number its first 3 and last 4 digits. Full-width digits and
/// numbers set in groups (`330106 19850101 001X`, `138-1234-5678`, `0571-87654321`) are found too. A unified social credit
/// code, a certificate number or a date is none.
public enum Masking {
    private enum Kind { case resident, telephone }

    /// The ranges of `text`, in characters, that hold an ID number or a telephone number.
    public static func sensitiveRanges(in text: String) -> [Range<Int>] { numbers(in: Array(text)).map(\.range) }

    /// Like `sensitiveRanges`, without the digits at both ends that may be shown.
    public static func hiddenRanges(in characters: [Character]) -> [Range<Int>] {
        numbers(in: characters).map { hidden($0.range, $0.kind, characters) }
    }

    /// The text with every ID number and telephone number masked.
    public static func mask(_ text: String) -> String {
        guard mayHoldNumber(text) else { return text }
        var characters = Array(text)
        let found = numbers(in: characters)
        guard !found.isEmpty else { return text }
        for (range, kind) in found {
            for position in hidden(range, kind, characters) where folded(characters[position]).isDigit {
                characters[position] = "*"
            }
        }
        return String(characters)
    }

    /// False where there are too few digits for any number of a person: most texts, told without taking them apart.
    private static func mayHoldNumber(_ text: String) -> Bool {
        // The shortest is an area code of three digits and a number of seven. 0xEF begins every full-width digit.
        var count = 0
        for byte in text.utf8 where (0x30...0x39).contains(byte) || byte == 0xEF {
            count += 1
            if count == 10 { return true }
        }
        return false
    }

    private static func hidden(_ range: Range<Int>, _ kind: Kind, _ characters: [Character]) -> Range<Int> {
        let places = range.filter { isCodePart(folded(characters[$0])) }
        let (head, tail) = kind == .telephone ? (3, 4) : (6, 2)
        guard places.count > head + tail else { return range }
        return places[head]..<(places[places.count - tail - 1] + 1)
    }

    private static func numbers(in characters: [Character]) -> [(range: Range<Int>, kind: Kind)] {
        let text = characters.map(folded)
        var runs: [Range<Int>] = []
        var index = 0
        while index < text.count {
            let start = index
            while index < text.count, text[index].isDigit { index += 1 }
            if index > start { runs.append(start..<index) } else { index += 1 }
        }
        var found: [(range: Range<Int>, kind: Kind)] = []
        var next = 0
        while next < runs.count {
            if let (range, kind, count) = number(runs[next...], text) {
                found.append((range, kind))
                next += count
            } else {
                next += 1
            }
        }
        return found
    }

    /// The number that begins with the first of the runs of digits, and of how many of them it is made.
    private static func number(_ runs: ArraySlice<Range<Int>>, _ text: [Character]) -> (Range<Int>, Kind, Int)? {
        guard let run = runs.first else { return nil }
        // Letters next to a number make it a code, not a number of a person.
        guard run.lowerBound == 0 || !isLetter(text[run.lowerBound - 1]) else { return nil }
        if let id = resident(run, text) { return (id, .resident, 1) }
        if (run.count == 11 || run.count == 13), let phone = mobile(run, text) { return (phone, .telephone, 1) }
        if (11...12).contains(run.count), endsThere(run.upperBound, text), isLandline(digits(run, text)) {
            return (run, .telephone, 1)
        }
        return grouped(runs, text)
    }

    private static func resident(_ run: Range<Int>, _ text: [Character]) -> Range<Int>? {
        var range = run
        if run.count == 17, run.upperBound < text.count, isX(text[run.upperBound]) {
            range = run.lowerBound..<(run.upperBound + 1)
        }
        guard endsThere(range.upperBound, text) else { return nil }
        let number = text[range]
        if range.count == 15 { return isDate(number.dropFirst(6).prefix(6)) ? range : nil }
        guard range.count == 18 else { return nil }
        // A credit code of a body may be 18 digits; it is one only where no birthday stands in the number.
        return isDate(number.dropFirst(6).prefix(8)) || !UnifiedCode.isValid(String(number).uppercased()) ? range : nil
    }

    private static func mobile(_ run: Range<Int>, _ text: [Character]) -> Range<Int>? {
        guard endsThere(run.upperBound, text) else { return nil }
        let number = run.count == 13 && text[run].starts(with: ["8", "6"]) ? run.dropFirst(2) : run
        return isMobile(digits(number, text)) ? number : nil
    }

    /// Numbers in groups: IDs with a space between, mobile numbers as 3-4-4, landlines behind their area code.
    private static func grouped(_ runs: ArraySlice<Range<Int>>, _ text: [Character]) -> (Range<Int>, Kind, Int)? {
        guard let first = runs.first else { return nil }
        var joined: [Character] = []
        var previous: Range<Int>?
        for (offset, run) in runs.prefix(18).enumerated() {
            if let previous {
                guard let mark = separator(previous, run, text) else { break }
                // Only an area code stands in brackets.
                if mark == ")", offset > 1 { break }
            }
            joined += text[run]
            previous = run
            guard joined.count <= 18 else { break }
            let range = first.lowerBound..<run.upperBound
            if offset > 0, endsThere(range.upperBound, text) {
                let shape = runs.prefix(offset + 1).map(\.count)
                if shape == [3, 4, 4], isMobile(joined) { return (range, .telephone, 3) }
                if isLandline(joined), areaCode(joined) == first.count,
                    shape.count == 2 || shape.count == 3 && shape[2] == 4
                {
                    return (range, .telephone, offset + 1)
                }
            }
            let spaced = (first.lowerBound..<run.upperBound).allSatisfy { text[$0].isDigit || text[$0] == " " }
            guard spaced, let id = residentEnd(joined, run.upperBound, text), offset > 0 || id > run.upperBound else {
                continue
            }
            return (first.lowerBound..<id, .resident, offset + 1)
        }
        return nil
    }

    /// Where an ID number ends whose digits so far are these; its X may stand behind one more space.
    private static func residentEnd(_ digits: [Character], _ end: Int, _ text: [Character]) -> Int? {
        guard digits.count == 17 || digits.count == 18, isDate(digits[6..<14]) else { return nil }
        if digits.count == 18 { return endsThere(end, text) ? end : nil }
        let mark = end < text.count && text[end] == " " ? end + 1 : end
        return mark < text.count && isX(text[mark]) && endsThere(mark + 1, text) ? mark + 1 : nil
    }

    /// What stands between two runs of digits: one space, one dash, or the bracket behind an area code.
    private static func separator(_ a: Range<Int>, _ b: Range<Int>, _ text: [Character]) -> Character? {
        let between = text[a.upperBound..<b.lowerBound]
        guard let mark = between.first else { return nil }
        if mark == ")" {
            return between.dropFirst().allSatisfy { $0 == " " || $0 == "-" } && between.count <= 2 ? mark : nil
        }
        return between.count == 1 && (mark == " " || mark == "-") ? mark : nil
    }

    // MARK: Shapes of numbers

    private static func isMobile(_ digits: [Character]) -> Bool {
        digits.count == 11 && digits[0] == "1" && digits[1] >= "3"
    }

    /// An area code and seven or eight digits.
    private static func isLandline(_ digits: [Character]) -> Bool {
        guard let area = areaCode(digits) else { return false }
        let local = digits.dropFirst(area)
        guard (7...8).contains(local.count), let head = local.first, ("2"..."8").contains(head) else { return false }
        // Behind four digits, 20260001 is rather a year with a serial number.
        return area == 3 || !(local.starts(with: ["2", "0"]) && local.dropFirst(2).first.map { $0 < "4" } ?? false)
    }

    /// Length of the area code in front: 010 and 02x have three digits, all others four.
    private static func areaCode(_ digits: [Character]) -> Int? {
        guard digits.count > 4, digits[0] == "0", digits[1] != "0" else { return nil }
        if digits[1] == "1" { return digits[2] == "0" ? 3 : nil }
        return digits[1] == "2" ? 3 : 4
    }

    /// `19850101`, or `850101` in numbers of 15 digits.
    private static func isDate(_ digits: ArraySlice<Character>) -> Bool {
        let number = { (part: ArraySlice<Character>) in Int(String(part)) ?? 0 }
        let century = digits.count == 6 ? 19 : number(digits.prefix(2))
        return (18...20).contains(century) && (1...12).contains(number(digits.dropLast(2).suffix(2)))
            && (1...31).contains(number(digits.suffix(2)))
    }

    // MARK: Characters

    private static func digits(_ range: Range<Int>, _ text: [Character]) -> [Character] { Array(text[range]) }

    private static func endsThere(_ end: Int, _ text: [Character]) -> Bool {
        end >= text.count || !isCodePart(text[end])
    }

    private static func isX(_ character: Character) -> Bool { character == "X" || character == "x" }

    private static func isCodePart(_ character: Character) -> Bool { character.isDigit || isLetter(character) }

    private static func isLetter(_ character: Character) -> Bool { character.isASCII && character.isLetter }

    /// Half width; every space on a line is one kind of space, every dash one kind of dash.
    private static func folded(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return character }
        switch scalar.value {
        case 0xFF01...0xFF5E: return folded(Character(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar))
        case 0x09, 0xA0, 0x2000...0x200B, 0x202F, 0x3000: return " "
        case 0x2010...0x2015, 0x2212: return "-"
        default: return character
        }
    }
}

extension Character {
    /// One of `0` to `9`, nothing else that is a number.
    fileprivate var isDigit: Bool {
        unicodeScalars.count == 1 && unicodeScalars.first.map { (0x30...0x39).contains($0.value) } ?? false
    }
}
