// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What numbers and addresses are compared by; nil where a text is too little to be one applicant's alone.
enum ClaimKeys {
    /// A resident ID number of 18 characters whose check character is right. An old one of 15 digits has none: it counts, in its
    /// new form, only where it was not recognised from a picture.
    static func resident(_ value: String, isRecognised: Bool) -> String? {
        let number = Folding.fold(value).uppercased()
        if ResidentID.isValid(number) { return number }
        return isRecognised ? nil : ResidentID.lengthened(number)
    }

    /// The mobile and landline numbers in a text, as `Masking` tells them: landlines with their area code and without an
    /// extension, mobile numbers without 86. A landline without area code may be another town's, and is none.
    static func telephones(_ value: String) -> [String] {
        let characters = Array(value)
        return Masking.sensitiveRanges(in: value).compactMap { range in
            let digits = Folding.fold(String(characters[range])).filter(isDigit)
            return (10...12).contains(digits.count) && !isMadeUp(String(digits.suffix(8))) ? digits : nil
        }
    }

    /// A certificate's number: letters and digits alone, without the words around it. Numbers of few digits, of one digit over and
    /// over or of digits in their order are what stands in forms until somebody fills them in; an ID number is a person's.
    static func certificate(_ value: String) -> String? {
        var text = Folding.fold(value).uppercased().filter { $0.isLetter || $0.isNumber || $0 == "*" }
        for word in ["证书编号", "证书号码", "编号", "证号", "NO"] where text.hasPrefix(word) {
            text.removeFirst(word.count)
        }
        if text.hasPrefix("第") { text.removeFirst() }
        if text.hasSuffix("号") { text.removeLast() }
        let digits = text.filter(isDigit)
        guard digits.count >= 6, !isMadeUp(digits), !text.contains("*"), resident(text, isRecognised: false) == nil
        else { return nil }
        return text
    }

    /// An address with a number in it, as code of its county and what stands behind the county's name.
    /// 杭州市西湖区 and 浙江省杭州市西湖区 are one; the same street of another county is not. A building and a room in it are two.
    static func address(_ value: String, _ regions: Regions) -> String? {
        let (division, rest) = regions.beginning(of: value)
        var text = String(rest)
        // Words for houses and floors, and the Chinese numerals in front of them.
        for (word, plain) in [("号楼", "幢"), ("栋", "幢"), ("楼", "层"), ("号室", "室")] {
            text = text.replacing(word, with: plain)
        }
        var folded = ""
        var characters = text[...]
        while let character = characters.popFirst() {
            if let digit = numerals[character], let next = characters.first, "幢层号室单元".contains(next) {
                folded.append(digit)
            } else if character.isLetter || character.isNumber {
                folded.append(character)
            }
        }
        // A room goes with or without its word.
        if folded.hasSuffix("室") || folded.dropLast().last.map(isDigit) == true && folded.hasSuffix("号") {
            folded.removeLast()
        }
        guard let digit = folded.firstIndex(where: isDigit), folded[..<digit].count >= 2 else {
            return nil
        }
        return "\(division?.code ?? "")|\(folded)"
    }

    /// 三 is a number to Unicode, and a part of many names of streets.
    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private static let numerals: [Character: Character] = [
        "一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9",
    ]

    /// Two different digits at most, or one step up or down from digit to digit.
    static func isMadeUp(_ digits: String) -> Bool {
        let values = digits.compactMap(\.wholeNumberValue)
        guard Set(values).count > 2 else { return true }
        let steps = Set(zip(values, values.dropFirst()).map { ($1 - $0 + 10) % 10 })
        return steps == [1] || steps == [9]
    }
}
