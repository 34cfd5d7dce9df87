// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// A label and what stands beside it.
struct Pair {
    /// The label's folded key.
    var label: String
    /// What the label's bracket holds: a unit, usually.
    var unit: String?
    var labelText: String
    var value: String
    var page: Int
    var box: Box
    var labelBox: Box
    /// The card, box or table that it stands in, numbered over the page; nil in the open.
    var group: Int?
}

/// Finds labels with values: in cells side by side, in lines with colons, in columns of label and value.
struct PairFinder {
    /// Folded labels that matter for the document.
    let labels: Set<String>

    /// The label that a text is, and its bracketed unit.
    func label(_ text: String) -> (key: String, unit: String?)? {
        guard text.count <= 40 else { return nil }
        let key = Fold.label(text).key
        if labels.contains(key) { return (key, nil) }
        // 2025年度职工工资总额, 其中：技能人员
        let bare = Self.withoutPrefix(key)
        if bare != key { return label(bare) }
        for unit in ["㎡", "平方米", "万元"] where key.hasSuffix(unit) && labels.contains(String(key.dropLast(unit.count))) {
            return (String(key.dropLast(unit.count)), unit)
        }
        if let (base, inner) = Fold.withoutBracket(key), labels.contains(base) {
            // 法定代表人（签名）: a place to sign, not a label of a value.
            if inner.contains("签") || inner.contains("章") { return nil }
            return (base, inner)
        }
        return nil
    }

    private static func withoutPrefix(_ key: String) -> String {
        if key.hasPrefix("其中") { return String(key.dropFirst(2).drop { $0 == ":" || $0 == "," }) }
        let digits = key.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 4, digits.hasPrefix("20"), key.dropFirst(4).first == "年" else { return key }
        let rest = key.dropFirst(5)
        return String(rest.first == "度" ? rest.dropFirst() : rest)
    }

    /// - Parameter taken: rows of tables that were read as records already.
    func pairs(on page: PageLayout, taken: [Int: Set<Int>] = [:]) -> [Pair] {
        var out: [Pair] = []
        for frame in Set(page.lines.map(\.frame)) {
            out += pairs(in: page.lines.filter { $0.frame == frame }, page: page.number, group: frame)
        }
        for (index, table) in page.tables.enumerated() {
            out += pairs(in: table, page: page.number, group: 1000 + index, taken: taken[index] ?? [])
        }
        return out.sorted { ($0.labelBox.y0, $0.labelBox.x0) < ($1.labelBox.y0, $1.labelBox.x0) }
    }

    /// Values that the file itself names with one of the labels.
    func tagged(on page: PageLayout) -> [Pair] {
        page.tags.compactMap { tag in
            guard let (key, unit) = label(tag.name), !tag.value.isEmpty else { return nil }
            return Pair(
                label: key, unit: unit, labelText: tag.name, value: tag.value, page: page.number, box: tag.box,
                labelBox: tag.box, group: nil)
        }
    }

    // MARK: Tables

    private func pairs(in table: Table, page: Int, group: Int, taken: Set<Int>) -> [Pair] {
        var out: [Pair] = []
        var at: [Int: Int] = [:]
        for (index, cell) in table.cells.enumerated() {
            for row in cell.row..<(cell.row + cell.rowSpan) {
                for column in cell.column..<(cell.column + cell.columnSpan) {
                    at[row * table.columnCount + column] = index
                }
            }
        }
        for cell in table.cells where !cell.lines.isEmpty && !taken.contains(cell.row) {
            if let (key, unit) = label(cell.text) {
                let column = cell.column + cell.columnSpan
                guard column < table.columnCount, let next = at[cell.row * table.columnCount + column] else { continue }
                let value = table.cells[next]
                guard !value.lines.isEmpty, label(value.text) == nil else { continue }
                out.append(
                    Pair(
                        label: key, unit: unit, labelText: cell.text, value: value.text, page: page,
                        box: bounds(of: value.lines) ?? value.box, labelBox: cell.box, group: group))
            } else {
                out += pairs(in: cell.lines, page: page, group: group)
            }
        }
        return out
    }

    private func bounds(of lines: [TextLine]) -> Box? {
        lines.dropFirst().reduce(lines.first?.box) { $0?.union($1.box) }
    }

    // MARK: Lines

    private func pairs(in lines: [TextLine], page: Int, group: Int?) -> [Pair] {
        var out: [Pair] = []
        for (number, line) in lines.enumerated() {
            let segments = Self.withSpacedLabels(line.segments)
            var index = 0
            while index < segments.count {
                let segment = segments[index]
                index += 1
                let parts = Self.colonParts(segment.text)
                if !parts.isEmpty {
                    for (position, part) in parts.enumerated() {
                        guard let (key, unit) = label(part.label) else { continue }
                        var value = part.value
                        var box = segment.box
                        if value.isEmpty, position == parts.count - 1 {
                            let (text, place, next) = following(segments, from: index)
                            value = text
                            if let place { box = place }
                            index = next
                        }
                        append(
                            &out, key: key, unit: unit, labelText: part.label, value: value, box: box,
                            labelBox: segment.box, last: position == parts.count - 1 && index >= segments.count,
                            lines: lines,
                            number: number, page: page, group: group)
                    }
                    continue
                }
                if let (key, unit) = label(segment.text) {
                    let (text, place, next) = following(segments, from: index)
                    let limit = next < segments.count ? segments[next].box.x0 : Double.infinity
                    index = next
                    guard let place else {
                        if let (value, box) = beside(segment, limit: limit, lines: lines, number: number) {
                            out.append(
                                Pair(
                                    label: key, unit: unit, labelText: segment.text, value: value, page: page, box: box,
                                    labelBox: segment.box, group: group))
                        }
                        continue
                    }
                    append(
                        &out, key: key, unit: unit, labelText: segment.text, value: text, box: place,
                        labelBox: segment.box, last: index >= segments.count, lines: lines, number: number, page: page,
                        group: group)
                    continue
                }
                if let (text, value) = Self.tightParts(segment.text), let (key, unit) = label(text) {
                    append(
                        &out, key: key, unit: unit, labelText: text, value: value, box: segment.box,
                        labelBox: segment.box, last: index >= segments.count, lines: lines, number: number, page: page,
                        group: group)
                }
            }
        }
        return out
    }

    /// The value of a label that stands in the middle of it: lines a little above and below, between label and next label.
    private func beside(_ label: Segment, limit: Double, lines: [TextLine], number: Int) -> (String, Box)? {
        let reach = lines[number].size * 1.9
        var parts: [Segment] = []
        for line in lines[max(0, number - 2)...min(lines.count - 1, number + 2)] where line != lines[number] {
            guard abs(line.box.midY - label.box.midY) < reach else { continue }
            let inside = line.segments.filter { $0.box.x0 > label.box.x1 && $0.box.x0 < limit - 4 }
            // A line with a label of its own to the left is another entry.
            if line.segments.contains(where: { $0.box.x1 <= label.box.x1 + 4 && self.label($0.text) != nil }) {
                continue
            }
            parts += inside
        }
        guard let first = parts.first, parts.allSatisfy({ abs($0.box.x0 - first.box.x0) < 24 }) else { return nil }
        return (TextJoin.join(parts.map(\.text)), parts.dropFirst().reduce(first.box) { $0.union($1.box) })
    }

    /// The segments behind a label up to the next label, joined.
    private func following(_ segments: [Segment], from start: Int) -> (String, Box?, Int) {
        var index = start
        var texts: [String] = []
        var box: Box?
        while index < segments.count {
            let segment = segments[index]
            if label(segment.text) != nil { break }
            if let first = Self.colonParts(segment.text).first, first.label.count <= 16, !first.label.isEmpty { break }
            if let space = segment.text.firstIndex(of: " "), label(String(segment.text[..<space])) != nil { break }
            texts.append(segment.text)
            box = box?.union(segment.box) ?? segment.box
            index += 1
        }
        return (texts.joined(separator: " "), box, index)
    }

    private func append(
        _ out: inout [Pair], key: String, unit: String?, labelText: String, value: String, box: Box, labelBox: Box,
        last: Bool, lines: [TextLine], number: Int, page: Int, group: Int?
    ) {
        var value = value
        var box = box
        // A value that goes on below: a line of its own that starts where the value does, with no label before it.
        if last, !value.isEmpty {
            var previous = lines[number]
            for next in lines[(number + 1)...].prefix(12) {
                let gap = next.box.y0 - previous.box.y1
                let start = box == labelBox ? labelBox.x0 : box.x0
                guard next.segments.count == 1, gap < previous.size * 0.9, abs(next.segments[0].box.x0 - start) < 4,
                    box != labelBox, label(next.text) == nil, Self.colonParts(next.text).isEmpty,
                    label(String(next.text.prefix { $0 != " " })) == nil
                else { break }
                value = TextJoin.join([value, next.text])
                box = box.union(next.box)
                previous = next
            }
        }
        guard !value.isEmpty else { return }
        out.append(
            Pair(
                label: key, unit: unit, labelText: labelText, value: value, page: page, box: box, labelBox: labelBox,
                group: group))
    }

    /// Label and value a narrow space apart, or no space at all where digits or Latin letters follow a Chinese label.
    private static func tightParts(_ text: String) -> (label: String, value: String)? {
        if let space = text.firstIndex(of: " ") {
            return (String(text[..<space]), String(text[text.index(after: space)...]))
        }
        guard let start = text.firstIndex(where: { $0.isASCII && ($0.isNumber || $0.isLetter) }),
            start > text.startIndex
        else { return nil }
        return (String(text[..<start]), String(text[start...]))
    }

    private static func isOneCharacterLabel(_ text: String) -> Bool {
        text.prefix { !":：".contains($0) }.filter { !$0.isWhitespace }.count == 1
    }

    /// `名` `称` set far apart are one label.
    private static func withSpacedLabels(_ segments: [Segment]) -> [Segment] {
        guard segments.contains(where: { $0.text.count == 1 }) else { return segments }
        var out: [Segment] = []
        for segment in segments {
            if let last = out.last, segment.text.first?.isASCII == false, Self.isOneCharacterLabel(segment.text),
                last.text.split(separator: " ").allSatisfy({ $0.count == 1 }), last.text.first?.isASCII == false,
                segment.box.x0 - last.box.x1 < 60
            {
                out[out.count - 1] = Segment(text: last.text + " " + segment.text, box: last.box.union(segment.box))
            } else {
                out.append(segment)
            }
        }
        return out
    }

    private static let padding = CharacterSet.whitespaces.union(CharacterSet(charactersIn: "；;，,、（("))

    /// `申报单位：某公司 职工总数：415人` → two labels with their values. A colon in a time (10:22) separates nothing.
    static func colonParts(_ text: String) -> [(label: String, value: String)] {
        let characters = Array(text)
        var colons: [Int] = []
        for (index, character) in characters.enumerated() where character == "：" || character == ":" {
            let before = index > 0 ? characters[index - 1] : " "
            let after = index + 1 < characters.count ? characters[index + 1] : " "
            if character == ":", before.isNumber, after.isNumber || after == "/" { continue }
            if after == "/" { continue }
            colons.append(index)
        }
        guard !colons.isEmpty else { return [] }
        var parts: [(label: String, value: String)] = []
        var start = 0
        for (number, colon) in colons.enumerated() {
            let label = String(characters[start..<colon]).trimmingPrefix(while: \.isWhitespace)
            var end = characters.count
            if number + 1 < colons.count {
                // The next label is the last word before the next colon.
                let next = colons[number + 1]
                var cut = next
                while cut > colon + 1, !characters[cut - 1].isWhitespace, !"；;，,。".contains(characters[cut - 1]),
                    !("（(".contains(characters[cut - 1]) && !")）".contains(characters[next - 1]))
                { cut -= 1 }
                end = cut
            }
            var value = String(characters[(colon + 1)..<max(end, colon + 1)]).trimmingCharacters(in: Self.padding)
            // 某某公司（法定代表人：张三）: the bracket was opened before the label.
            if let last = value.last, "）)".contains(last), !value.contains(where: { "（(".contains($0) }) {
                value.removeLast()
            }
            parts.append((String(label), value))
            start = end
        }
        return parts
    }
}
