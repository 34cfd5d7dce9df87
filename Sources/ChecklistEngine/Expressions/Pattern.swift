// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A regular expression of a condition, found anywhere in a text. Texts come from strangers: only their first 10,000
/// UTF-16 units are searched.
struct Pattern {
    private let expression: NSRegularExpression

    init?(_ text: String) {
        guard let expression = try? NSRegularExpression(pattern: text) else { return nil }
        self.expression = expression
    }

    func matches(_ text: String) -> Bool {
        let length = min(text.utf16.count, 10_000)
        return expression.firstMatch(in: text, range: NSRange(location: 0, length: length)) != nil
    }
}

/// Patterns by their text, compiled once for all assessments of an engine.
final class PatternCache {
    private var patterns: [TextKey: Pattern] = [:]

    /// nil where the text is no regular expression.
    func pattern(_ text: String) -> Pattern? {
        let key = TextKey(text)
        if let known = patterns[key] { return known }
        guard let made = Pattern(text) else { return nil }
        // Patterns come from the checklist; should one ever be made of what an applicant wrote, it is not kept for ever.
        if patterns.count < 1_000 { patterns[key] = made }
        return made
    }
}
