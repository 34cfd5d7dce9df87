// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns what a network says of a character into a confidence that was measured.
///
/// On 96 scans of our own (Benchmarks/ocr.sh, seeds 1 and 2, 45,074 characters in 5,850 stretches of text), after `Doubts`,
/// of the characters at 0.8 and above 0.36 in 1,000 were wrong, and none of those was a digit or a letter: six in fourteen
/// are a full stop lost at the end of a line. Of stretches with no character below 0.8 it was 1.5 in 1,000, nearly all
/// of them by such a full stop. 0.8 is what the engine takes for sure, so the network's probability is kept as it is.
enum Calibration {
    /// The probability, less where the network saw something beside the character that it did not read.
    static func confidence(_ character: TextReader.Character) -> Double {
        min(character.probability, 1 - max(character.lostBefore, character.lostAfter))
    }

    /// tesseract's percentage for a character. Nothing it reads passes for sure: on the same scans it is wrong too often
    /// even where it claims certainty.
    static func tesseract(_ percent: Float) -> Double { min(0.79, max(0, Double(percent) / 100)) }
}
