// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What the number format of a cell makes of a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum CellFormat: Hashable {
    case general
    case percent
    case day, month, year, moment, time
    /// Shown with at least so many digits: 00123.
    case padded(Int)
    /// Shown divided by thousands or ten thousands: what is stored is not what is seen.
    case scaled
    /// `;;;`: nothing is shown.
    case nothing

    init(code: String) {
        let sections = code.split(separator: ";", omittingEmptySubsequences: false)
        if sections.count >= 3, sections.allSatisfy(\.isEmpty) {
            self = .nothing
            return
        }
        let first = String(sections.first ?? "")
        if first.contains("!.") {
            self = .scaled
            return
        }
        // Words in quotes, brackets and behind backslashes are no letters of a format.
        let bare = first.replacing(#/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./#, with: "").lowercased()
        if ["", "general", "standard", "g/通用格式", "@"].contains(bare) {
            self = .general
            return
        }
        if bare.contains("%") {
            self = .percent
            return
        }
        let (years, days, hours) = (
            bare.contains("y") || bare.contains("e") && !bare.contains("e+") && !bare.contains("e-"),
            bare.contains("d"), bare.contains("h") || bare.contains("s")
        )
        let months = bare.contains("m") && !(hours && !years && !days)
        switch (years, months, days, hours) {
        case (true, _, true, true), (true, true, _, true): self = .moment
        case (_, _, true, false): self = .day
        case (true, true, false, false): self = .month
        case (true, false, false, false): self = .year
        case (false, true, false, false): self = .month
        case (_, _, _, true): self = .time
        default:
            let digits = bare.filter { "0#?.,".contains($0) }
            if digits.last == "," {
                self = .scaled
            } else if digits.count > 1, digits.allSatisfy({ $0 == "0" }) {
                self = .padded(digits.count)
            } else {
                self = .general
            }
        }
    }

    /// The formats that have no code in the file; 27–36 and 50–58 as in the Chinese edition.
    static func builtIn(_ id: Int) -> CellFormat? {
        switch id {
        case 0: .general
        case 9, 10: .percent
        case 14...16, 28...31, 51, 53, 54, 58: .day
        case 17, 27, 36, 50, 52, 57: .month
        case 18...21, 32...35, 45...47, 55, 56: .time
        case 22: .moment
        default: nil
        }
    }
}

/// Days as spreadsheets count them (ECMA-376 part 1, 18.17.4).
enum SerialDate {
    /// 9999-12-31.
    static let last = 2_958_465

    /// ISO 8601 date of a serial number; nil for 0, for what no calendar has and beyond the year 9999.
    ///
    /// The 1900 system counts a 29 February 1900 that never was: 59 is 28 February, 60 is no day, 61 is 1 March.
    static func day(_ serial: Int, is1904: Bool) -> (year: Int, month: Int, day: Int)? {
        if is1904 {
            guard (0...(last - 1_462)).contains(serial) else { return nil }
            return civil(serial - 24_107)
        }
        guard (1...last).contains(serial), serial != 60 else { return nil }
        return civil(serial - (serial < 60 ? 25_568 : 25_569))
    }

    /// The day, so many days after 1970-01-01, in the proleptic Gregorian calendar: years of 365.2425 days that begin in March.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * month + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month >= 10 ? month - 9 : month + 3, day)
    }

    /// What a date format shows: `2026-03-31`, `2026-03`, `2026`, `2026-03-31 09:30`, `09:30`; nil where it is none.
    static func text(_ number: Double, _ format: CellFormat, is1904: Bool) -> String? {
        guard number.isFinite, number >= 0, number < Double(last + 1) else { return nil }
        var whole = Int(number)
        var minutes = Int(((number - Double(whole)) * 1_440).rounded())
        if minutes == 1_440 { (whole, minutes) = (whole + 1, 0) }
        let clock = "\(two(minutes / 60)):\(two(minutes % 60))"
        if format == .time { return clock }
        guard let (year, month, day) = day(whole, is1904: is1904) else { return nil }
        switch format {
        case .year: return "\(year)"
        case .month: return "\(year)-\(two(month))"
        case .moment where minutes > 0: return "\(year)-\(two(month))-\(two(day)) \(clock)"
        default: return "\(year)-\(two(month))-\(two(day))"
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
