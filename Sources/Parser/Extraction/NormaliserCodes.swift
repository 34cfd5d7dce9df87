// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Credit codes, identity numbers, telephone numbers and the like.
extension Normaliser {
    /// `3A`, `AAA级`, `３Ａ` → `3`: the grades of a 社会组织评估.
    static func rating(_ text: String) -> Result? {
        let key = Fold.key(text).uppercased()
        if let match = key.firstMatch(of: /(?:^|[^0-9A-Z.])([1-5])A(?:[^0-9A-Z]|$)/) {
            return Result(value: String(match.output.1), certainty: 1)
        }
        guard let match = key.firstMatch(of: /(?:^|[^0-9A-Z])(A{1,5})(?:[^0-9A-Z]|$)/) else { return nil }
        return Result(value: "\(match.output.1.count)", certainty: 1)
    }

    static func uscc(_ text: String) -> Result? {
        let key = Fold.key(text)
        let runs = key.split { !($0.isASCII && ($0.isNumber || $0.isLetter)) }.filter { $0.count == 18 }
        guard runs.count == 1, let run = runs.first else {
            // A code broken over a line or by spaces is one run once they are gone; anything else is no code.
            let all = key.filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
            guard (15...18).contains(all.count), key.count <= 20 else { return nil }
            return Result(
                value: String(all), certainty: all.count == 18 && UnifiedCode.isValid(String(all)) ? 0.95 : 0.5)
        }
        return Result(value: String(run), certainty: UnifiedCode.isValid(String(run)) ? 1 : 0.6)
    }

    static func idNumber(_ text: String) -> Result? {
        let key = Fold.key(text)
        let all = key.filter { $0.isASCII && ($0.isNumber || $0 == "X") }
        let rest = key.filter { !($0.isASCII && ($0.isNumber || $0 == "X")) }
        guard all.count == 18 || all.count == 15, rest.allSatisfy({ "()（）'`".contains($0) }) else {
            return all.count >= 6 && key.contains("*") ? Result(value: key, certainty: 0.5) : nil
        }
        return Result(value: String(all), certainty: ResidentID.isValid(String(all)) ? 1 : 0.8)
    }

    static func phone(_ text: String) -> Result? {
        let key = Fold.key(text)
        let digits = key.filter { $0.isASCII && $0.isNumber }
        guard (7...13).contains(digits.count) else { return nil }
        if digits.count == 11, digits.hasPrefix("1") { return Result(value: String(digits), certainty: 1) }
        return Result(value: key, certainty: 0.95)
    }

    static func email(_ text: String) -> Result? {
        let bare = text.filter { !$0.isWhitespace }
        guard let at = bare.firstIndex(of: "@"), at != bare.startIndex, bare[at...].contains(".") else { return nil }
        return Result(value: bare, certainty: 1)
    }

    static func occupationCode(_ text: String) -> Result? {
        let key = Fold.key(text)
        let digits = key.filter { $0.isASCII && $0.isNumber }
        guard digits.count == 7, key.allSatisfy({ $0.isNumber || "-.".contains($0) }) else { return nil }
        let d = Array(digits)
        return Result(
            value: "\(d[0])-\(d[1])\(d[2])-\(d[3])\(d[4])-\(d[5])\(d[6])", certainty: key.contains("-") ? 1 : 0.9)
    }
}
