// SPDX-License-Identifier: GPL-3.0-or-later

/// Check characters of codes that applicants print.
enum Codes {
    /// 统一社会信用代码, GB 32100-2015: 31 letters (no I O S V Z), weights 3^i mod 31.
    static func isValidUSCC(_ text: String) -> Bool {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let characters = Array(text)
        guard characters.count == 18 else { return false }
        var sum = 0
        var weight = 1
        for character in characters.dropLast() {
            guard let value = alphabet.firstIndex(of: character) else { return false }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31] == characters[17]
    }

    /// 公民身份号码, GB 11643-1999: 18 characters, a date that exists, check character modulo 11.
    static func isValidID(_ text: String) -> Bool {
        let characters = Array(text)
        guard characters.count == 18, characters[0] != "0" else { return false }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (character, weight) in zip(characters, weights) {
            guard character.isASCII, let digit = character.wholeNumberValue else { return false }
            sum += digit * weight
        }
        let (year, month, day) = (characters[6..<10], characters[10..<12], characters[12..<14])
        guard DateValue("\(String(year))-\(String(month))-\(String(day))") != nil else { return false }
        return Array("10X98765432")[sum % 11] == characters[17]
    }
}
