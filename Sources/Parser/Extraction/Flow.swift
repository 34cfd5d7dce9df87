// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Lines run together without white space, a line feed where a paragraph ends, with the way back to their places.
struct Flow {
    let text: String
    private let places: [(end: Int, box: Box)]

    init(_ lines: [TextLine]) {
        var text = ""
        var places: [(end: Int, box: Box)] = []
        var length = 0
        let margin = lines.map(\.box.x1).max() ?? 0
        for (number, line) in lines.enumerated() {
            var key = line.text.filter { !$0.isWhitespace }
            // A line that stops well before the margin, or a wide gap below it, ends its paragraph.
            let next = number + 1 < lines.count ? lines[number + 1] : nil
            let short = line.box.x1 < margin - 2.5 * line.size
            if short || next.map({ $0.box.y0 - line.box.y1 > line.size * 1.4 }) ?? true { key += "\n" }
            text += key
            length += key.utf16.count
            places.append((length, line.box))
        }
        self.text = text
        self.places = places
    }

    /// The lines that the UTF-16 range touches, as one box.
    func box(of range: NSRange) -> Box? {
        var box: Box?
        var start = 0
        for place in places {
            if place.end > range.location, start < range.location + range.length {
                box = box?.union(place.box) ?? place.box
            }
            start = place.end
        }
        return box
    }
}
