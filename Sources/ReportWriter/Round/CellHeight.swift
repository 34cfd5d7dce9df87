// SPDX-License-Identifier: GPL-3.0-or-later

/// How high a row has to be for its wrapped texts. Excel would find out by itself when it opens the file, other programs
/// show one line.
enum CellHeight {
    /// Points; Excel takes no more.
    static let largest = 409.0
    /// Points of a line in 10 point type.
    private static let line = 13.5

    static func points(lines: Int) -> Double { min(largest, Double(max(1, lines)) * line + 3) }

    /// Lines of `text` in a column that is so many digits wide.
    static func lines(_ text: String, width: Double) -> Int {
        // A column takes a little more than its width in 10 point type: rather too high than the last line cut off.
        let room = max(2, Int(width))
        var lines = 1
        var used = 0
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                lines += 1
                used = 0
                continue
            }
            let size = scalar.value < 0x1100 ? 1 : 2
            if used + size > room {
                lines += 1
                used = 0
            }
            used += size
        }
        return lines
    }
}
