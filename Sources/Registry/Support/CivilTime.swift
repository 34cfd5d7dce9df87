// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment given as RFC 3339 in UTC (`2026-03-31T08:20:05Z`), and the same moment on a Chinese clock. No calendar of the
/// system is asked.
struct CivilTime: Hashable {
    private var year: Int
    private var month: Int
    private var day: Int
    private var hour: Int
    private var minute: Int
    private var second: Int

    /// Nil unless the text has exactly this form and names a moment that exists; fractions of a second are refused.
    init?(utc text: String) {
        let characters = Array(text.utf8)
        guard characters.count == 20 else { return nil }
        for (place, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "Z")] as [(Int, Unicode.Scalar)]
        where characters[place] != UInt8(ascii: mark) { return nil }
        func number(_ range: Range<Int>) -> Int? {
            guard characters[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return Int(String(decoding: characters[range], as: UTF8.self))
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), Self.isDay(year: year, month: month, day: day),
            hour < 24,
            minute < 60, second < 60
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// The moment eight hours on: China Standard Time, the only legal time in China.
    var inChina: CivilTime {
        var time = self
        time.hour += 8
        guard time.hour >= 24 else { return time }
        time.hour -= 24
        time.day += 1
        guard !Self.isDay(year: time.year, month: time.month, day: time.day) else { return time }
        time.day = 1
        time.month += 1
        guard time.month > 12 else { return time }
        time.month = 1
        time.year += 1
        return time
    }

    /// The moment at which a day begins in China, as RFC 3339 in UTC; nil where it is no ISO 8601 day.
    static func beginning(ofDayInChina day: String) -> String? {
        guard var time = CivilTime(utc: day + "T16:00:00Z") else { return nil }
        time.day -= 1
        if time.day == 0 {
            time.month -= 1
            if time.month == 0 { (time.year, time.month) = (time.year - 1, 12) }
            time.day = (28...31).last { isDay(year: time.year, month: time.month, day: $0) } ?? 28
        }
        return time.text.replacing(" ", with: "T") + "Z"
    }

    /// `20260331`.
    var compactDay: String { pad(year, 4) + pad(month, 2) + pad(day, 2) }

    /// `2026-03-31 16:20:05`.
    var text: String {
        "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2)) \(pad(hour, 2)):\(pad(minute, 2)):\(pad(second, 2))"
    }

    static func isDay(year: Int, month: Int, day: Int) -> Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private func pad(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
