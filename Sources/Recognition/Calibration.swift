// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns what a network says of a character into a confidence that was measured.
enum Calibration {
    static func confidence(_ character: TextReader.Character) -> Double {
        min(character.probability, 1 - max(character.lostBefore, character.lostAfter))
    }

    /// tesseract's percentage for a character. Nothing it reads passes for sure: on our scans it is wrong too often
    /// even where it claims certainty.
    static func tesseract(_ percent: Float) -> Double { min(0.79, max(0, Double(percent) / 100)) }
}
