// SPDX-License-Identifier: GPL-3.0-or-later

/// Unified social credit code, GB 32100-2015.
public enum UnifiedCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    /// True when the 18 characters belong to the alphabet and the last is the check character of the others.
    public static func isValid(_ code: String) -> Bool {
        let values = code.compactMap { alphabet.firstIndex(of: $0) }
        guard values.count == 18, code.count == 18 else { return false }
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return values[17] == (31 - sum % 31) % 31
    }
}

/// Resident identity number, GB 11643-1999.
public enum ResidentID {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checks = Array("10X98765432")

    /// True when the 18 characters carry the right check character. 15-digit numbers have none.
    public static func isValid(_ number: String) -> Bool {
        let characters = Array(number)
        guard characters.count == 18 else { return false }
        let digits = characters.prefix(17).compactMap(\.wholeNumberValue)
        guard digits.count == 17, characters.prefix(17).allSatisfy(\.isASCII) else { return false }
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return checks[sum % 11] == characters[17]
    }
}
