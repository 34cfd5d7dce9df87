// SPDX-License-Identifier: GPL-3.0-or-later

/// Unified social credit code (统一社会信用代码), GB 32100-2015.
public enum UnifiedCode {
    /// The 31 characters of the code: digits and letters without I, O, S, V, Z.
    public static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// True when the 18 characters belong to the alphabet and the last is the check character of the others (weights 3ⁿ mod 31).
    public static func isValid(_ code: some StringProtocol) -> Bool {
        let values = code.compactMap { alphabet.firstIndex(of: $0) }
        guard values.count == 18, code.count == 18 else { return false }
        var sum = 0
        var weight = 1
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return values[17] == (31 - sum % 31) % 31
    }
}

/// Resident identity number (公民身份号码), GB 11643-1999.
public enum ResidentID {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checks = Array("10X98765432".utf8)

    /// True when the 18 characters hold a day of birth that exists and the right check character. The old numbers of 15
    /// digits have none.
    public static func isValid(_ number: some StringProtocol) -> Bool {
        let bytes = Array(number.utf8)
        guard bytes.count == 18, bytes[0] != 0x30 else { return false }
        var sum = 0
        for (byte, weight) in zip(bytes, weights) {
            guard (0x30...0x39).contains(byte) else { return false }
            sum += Int(byte - 0x30) * weight
        }
        let value = { (range: Range<Int>) in bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
        return isDay(value(6..<10), value(10..<12), value(12..<14)) && checks[sum % 11] == bytes[17]
    }

    /// The number of 18 characters that took the place of an old one of 15 digits: the century of birth is 19, the check
    /// character follows. Nil for anything else than 15 digits with a day of birth that exists.
    public static func lengthened(_ old: some StringProtocol) -> String? {
        guard old.utf8.count == 15, old.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let head = old.prefix(6) + "19" + old.dropFirst(6)
        let sum = zip(head.utf8, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
        let number = head + String(Character(Unicode.Scalar(checks[sum % 11])))
        return isValid(number) ? String(number) : nil
    }

    private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return year > 0 && (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
    }
}
