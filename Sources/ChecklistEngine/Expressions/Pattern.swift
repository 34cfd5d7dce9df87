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
