// SPDX-License-Identifier: GPL-3.0-or-later

/// Places in files are named in Chinese where they are found (`第3页`, `第1-3、5页`, `第12行`); reports in English say them
/// in English.
public enum PlaceName {
    public static func page(_ numbers: String) -> String { "第\(numbers)页" }

    public static func line(_ number: Int) -> String { "第\(number)行" }

    public static func text(_ place: String, _ language: Language) -> String {
        guard language == .en, place.hasPrefix("第") else { return place }
        let inner = place.dropFirst().dropLast().replacing("、", with: ", ")
        if place.hasSuffix("页") { return "page \(inner)" }
        if place.hasSuffix("行") { return "line \(inner)" }
        return place
    }
}
