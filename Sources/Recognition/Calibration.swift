// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns what a network says of a character into a confidence that was measured.
enum Calibration {
    static func confidence(_ character: TextReader.Character) -> Double {
        min(character.probability, 1 - max(character.lostBefore, character.lostAfter))
    }
}
