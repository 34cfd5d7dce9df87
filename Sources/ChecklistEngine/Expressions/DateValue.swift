// SPDX-License-Identifier: GPL-3.0-or-later

/// A date of a dossier: `2026-03-31`, `2026-03` (only the month was given) or `长期`.
enum DateValue: Hashable {
    case day(year: Int, month: Int, day: Int)
    case month(year: Int, month: Int)
    case forever

    /// What a month without a day stands for.
    enum MonthEnd { case first, last }

    init?(_ text: String) {
        if text == "长期" {
            self = .forever
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month), year > 0
        else { return nil }
        if parts.count == 2 {
            self = .month(year: year, month: month)
            return
        }
        guard let day = Int(parts[2]), (1...Self.length(year, month)).contains(day) else { return nil }
        self = .day(year: year, month: month, day: day)
    }

    static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Year, month, day; nil for ever.
    func civil(_ end: MonthEnd) -> (Int, Int, Int)? {
        switch self {
        case .day(let year, let month, let day): (year, month, day)
        case .month(let year, let month): (year, month, end == .first ? 1 : Self.length(year, month))
        case .forever: nil
        }
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar; nil for ever.
    func ordinal(_ end: MonthEnd) -> Int? {
        guard let (year, month, day) = civil(end) else { return nil }
        // Howard Hinnant's days_from_civil, years beginning in March.
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Whole months from `a` to `b`, negative backwards; the last day of a month completes it.
    static func months(_ a: (Int, Int, Int), _ b: (Int, Int, Int)) -> Int {
        if (b.0, b.1, b.2) < (a.0, a.1, a.2) { return -months(b, a) }
        let months = (b.0 - a.0) * 12 + b.1 - a.1
        let complete = b.2 >= a.2 || b.2 == length(b.0, b.1)
        return complete ? months : months - 1
    }
}
