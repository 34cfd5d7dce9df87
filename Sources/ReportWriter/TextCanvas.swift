// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines of a terminal under construction: wraps, indents, aligns and, where wished, colours.
struct TextCanvas {
    /// ANSI SGR parameters.
    enum Style: String {
        case bold = "1"
        case dim = "2"
        case red = "1;31"
        case yellow = "1;33"
        case cyan = "1;36"
        case green = "32"
    }

    let width: Int
    let color: Bool
    private(set) var lines: [String] = []

    init(width: Int, color: Bool) {
        self.width = width
        self.color = color
    }

    /// One trailing newline, no trailing blanks.
    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func blank() { if let last = lines.last, !last.isEmpty { lines.append("") } }

    mutating func rule(_ character: Character) { lines.append(String(repeating: character, count: width)) }

    mutating func line(_ text: String, indent: Int = 0, hanging: Int? = nil, style: Style? = nil) {
        let rest = hanging ?? indent
        let first = LineWrapper.wrap(text, width: width - max(indent, rest))
        for (index, part) in first.enumerated() {
            let margin = String(repeating: " ", count: index == 0 ? indent : rest)
            lines.append(part.isEmpty ? "" : margin + styled(part, style))
        }
    }

    /// Short items side by side, as many on a line as fit; no item is broken.
    mutating func row(_ items: [String], indent: Int, gap: Int) {
        var line = ""
        for item in items {
            let joined = line.isEmpty ? item : line + String(repeating: " ", count: gap) + item
            if !line.isEmpty, indent + DisplayWidth.of(joined) > width {
                lines.append(String(repeating: " ", count: indent) + line)
                line = item
            } else {
                line = joined
            }
        }
        if !line.isEmpty { lines.append(String(repeating: " ", count: indent) + line) }
    }

    /// A label in a column of `column` columns with its value wrapped beside it.
    mutating func field(
        _ label: String, _ value: String, indent: Int = 0, column: Int, style: Style? = nil, labelStyle: Style? = nil
    ) {
        let margin = String(repeating: " ", count: indent)
        let hang = String(repeating: " ", count: indent + column)
        for (index, part) in LineWrapper.wrap(value, width: width - indent - column).enumerated() {
            let blanks = String(repeating: " ", count: max(0, column - DisplayWidth.of(label)))
            let head = index == 0 ? margin + styled(label, labelStyle) + blanks : hang
            lines.append(Self.trimmed(head + styled(part, style)))
        }
    }

    /// Rows under headings; the column `flexible` takes the width that is left, and its cells wrap.
    mutating func table(_ headings: [String], _ rows: [[String]], flexible: Int, most: Int = 16, indent: Int = 1) {
        let all = [headings] + rows
        var sizes = headings.indices.map { column in
            min(most, all.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0)
        }
        let others = sizes.enumerated().filter { $0.offset != flexible }.reduce(0) { $0 + $1.element + 2 }
        let widest = all.map { $0.indices.contains(flexible) ? DisplayWidth.of($0[flexible]) : 0 }.max() ?? 0
        sizes[flexible] = max(8, min(widest, width - indent - others))
        for (number, row) in all.enumerated() {
            let cells = zip(row, sizes).map { LineWrapper.wrap($0, width: $1) }
            for level in 0..<(cells.map(\.count).max() ?? 0) {
                let parts = zip(cells, sizes).map { cell, size in
                    Self.padded(level < cell.count ? cell[level] : "", to: size)
                }
                let joined = Self.trimmed(parts.joined(separator: "  "))
                lines.append(String(repeating: " ", count: indent) + styled(joined, number == 0 ? .dim : nil))
            }
        }
    }

    func styled(_ text: String, _ style: Style?) -> String {
        guard color, let style, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    static func padded(_ text: String, to size: Int) -> String {
        text + String(repeating: " ", count: max(0, size - DisplayWidth.of(text)))
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
