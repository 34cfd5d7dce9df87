// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A field of a row: its text and place.
struct Field {
    var text: String
    var box: Box
}

/// A row of a table of records.
struct RecordRow {
    var rule: Int
    var page: Int
    /// Leaf → field.
    var fields: [String: Field]
    var box: Box
    /// The heading above the table, the column heads and the last row across the table, nearest first.
    var context: [String]
}

/// Finds tables of records by their column headings, ruled or not, over page breaks, and reads their rows.
struct RowTableReader {
    private struct Columns {
        var rule: Int
        /// Column (or x range) → leaf.
        var leaves: [Int: String]
        var heads: String
    }

    private struct Carried {
        var columns: Columns
        var context: [String]
        var columnCount: Int
        var x0, x1: Double
        var page: Int
        /// Fields of merged cells that reach to the table's last row, by leaf: a page break may have cut them.
        var open: [String: Field]
    }

    let rules: [Vocabulary.TableRule]
    /// Per rule: folded heading → leaf.
    private let headings: [[String: String]]
    private static let endings: Set<String> = ["合计", "小计", "总计", "备注", "说明", "注"]

    init(_ rules: [Vocabulary.TableRule]) {
        self.rules = rules
        headings = rules.map { rule in
            var index: [String: String] = [:]
            for (leaf, heads) in rule.columns { for head in heads { index[Fold.key(head)] = leaf } }
            return index
        }
    }

    /// The rows of every table in the document, and which rows of ruled tables they took (page → table → rows).
    func rows(of document: SourceDocument) -> (rows: [RecordRow], taken: [Int: [Int: Set<Int>]]) {
        var out: [RecordRow] = []
        var taken: [Int: [Int: Set<Int>]] = [:]
        var carried: Carried?
        let title = document.pages.first?.allLines.first.map { Fold.key($0.text) } ?? ""
        for page in document.pages {
            for (index, table) in page.tables.enumerated() {
                let context = headingsAbove(table.box, page, title: title)
                let (found, used, last) = read(table, page: page.number, context: context, carried: carried)
                out += found
                if !used.isEmpty { taken[page.number, default: [:]][index] = used }
                carried = last
            }
            if page.tables.isEmpty || document.hasBoxes { out += unruled(page, title: title) }
        }
        return (out, taken)
    }

    // MARK: Headings

    private func leaf(_ head: String, rule: Int) -> String? {
        let key = Fold.label(head).key
        if let leaf = headings[rule][key] { return leaf }
        if let (base, _) = Fold.withoutBracket(key) { return headings[rule][base] }
        return nil
    }

    /// The rule that these heads belong to, if they are heads at all.
    private func columns(_ heads: [(column: Int, texts: [String])]) -> Columns? {
        let filled = heads.filter { $0.texts.contains { !$0.isEmpty } }
        guard filled.count >= 2 else { return nil }
        var best: (columns: Columns, count: Int)?
        for number in rules.indices {
            var leaves: [Int: String] = [:]
            for head in filled {
                for text in head.texts {
                    if let leaf = leaf(text, rule: number), !leaves.values.contains(leaf) {
                        leaves[head.column] = leaf
                        break
                    }
                }
            }
            // Labels beside values are no heads: their neighbours hold digits or long text.
            let strangers = filled.filter { leaves[$0.column] == nil }
            let plausible = strangers.allSatisfy { head in
                head.texts.allSatisfy { $0.count <= 14 && $0.filter(\.isNumber).count < 2 }
            }
            guard rules[number].needs.allSatisfy({ leaves.values.contains($0) }), leaves.count >= 2, plausible,
                leaves.count > (best?.count ?? 0)
            else { continue }
            let all = Fold.key(filled.flatMap(\.texts).joined(separator: " "))
            best = (Columns(rule: number, leaves: leaves, heads: all), leaves.count)
        }
        return best?.columns
    }

    /// Short lines above the table, nearest first, then the document's title.
    private func headingsAbove(_ box: Box, _ page: PageLayout, title: String) -> [String] {
        let floor = page.tables.filter { $0.box.y1 <= box.y0 + 2 }.map(\.box.y1).max() ?? 0
        let above = page.lines.filter { $0.box.y1 <= box.y0 + 4 && $0.box.y0 >= floor - 2 }.suffix(4).reversed()
        return above.map { Fold.key($0.text) }.filter { $0.count <= 30 } + [title]
    }

    /// A heading where a value should be: the row is none of a table of records.
    private func isHead(_ field: Field?, rule: Int) -> Bool { field.map { leaf($0.text, rule: rule) != nil } ?? false }

    // MARK: Ruled tables

    private func read(
        _ table: Table, page: Int, context: [String], carried: Carried?
    ) -> (rows: [RecordRow], used: Set<Int>, carried: Carried?) {
        var at: [Int: Int] = [:]
        for (index, cell) in table.cells.enumerated() {
            for row in cell.row..<(cell.row + cell.rowSpan) {
                for column in cell.column..<(cell.column + cell.columnSpan) {
                    at[row * table.columnCount + column] = index
                }
            }
        }
        func cell(_ row: Int, _ column: Int) -> Cell? { at[row * table.columnCount + column].map { table.cells[$0] } }
        func heads(_ row: Int) -> [(column: Int, texts: [String])] {
            var out: [(column: Int, texts: [String])] = []
            for column in 0..<table.columnCount {
                guard let top = cell(row, column) else { continue }
                // A head over several columns has the real heads below it.
                if top.columnSpan > 1, row + 1 < table.rowCount, let below = cell(row + 1, column),
                    below.row == row + 1,
                    below.columnSpan < top.columnSpan
                {
                    out.append((column, [top.text + below.text, below.text]))
                } else if top.column == column, top.row == row || top.rowSpan > 1 {
                    out.append((column, [top.text]))
                }
            }
            return out
        }
        var current: Columns?
        var across: String?
        var rows: [RecordRow] = []
        var used = Set<Int>()
        var start = 0
        if let carried, carried.page == page - 1 || carried.page == page, carried.columnCount == table.columnCount,
            abs(carried.x0 - table.box.x0) < 6, abs(carried.x1 - table.box.x1) < 6, columns(heads(0)) == nil
        {
            current = carried.columns
            across = carried.context.first
        }
        let inherited = carried.flatMap { $0.page == page - 1 && abs($0.x0 - table.box.x0) < 6 ? $0.open : nil } ?? [:]
        var open: [String: Field] = [:]
        var openFields: [String: Field] = [:]
        var first = true
        var row = start
        while row < table.rowCount {
            defer { row += 1 }
            // The second row of a head is no head of its own.
            guard row >= start else { continue }
            // One row or two may be the head.
            if let found = columns(heads(row)) {
                let spanned = heads(row).contains { head in head.texts.count > 1 }
                current = found
                used.insert(row)
                if spanned { used.insert(row + 1) }
                start = row + (spanned ? 2 : 1)
                continue
            }
            guard let columns = current else { continue }
            let cells = Set((0..<table.columnCount).compactMap { at[row * table.columnCount + $0] }).sorted()
            let filled = cells.filter { !table.cells[$0].lines.isEmpty }
            if filled.count == 1, let only = filled.first.map({ table.cells[$0] }),
                only.columnSpan > table.columnCount / 2
            {
                // A row across the table: a group's name, or the end of the records.
                across = Fold.key(only.text)
                if only.text.count > 20 || Fold.key(only.text).contains(":") { current = nil } else { used.insert(row) }
                continue
            }
            if let first = filled.first, Self.endings.contains(Fold.label(table.cells[first].text).key) {
                used.insert(row)
                continue
            }
            // A cell over several columns of values: a row of the form below, not of the table.
            let wide = filled.contains { index in
                let cell = table.cells[index]
                return columns.leaves.keys.filter { $0 >= cell.column && $0 < cell.column + cell.columnSpan }.count > 1
            }
            if wide { continue }
            var fields: [String: Field] = [:]
            var box: Box?
            for (column, leaf) in columns.leaves {
                guard let cell = cell(row, column), !cell.lines.isEmpty else { continue }
                fields[leaf] = Field(text: cell.text, box: cell.box.insetBy(1))
                box = box?.union(cell.box) ?? cell.box
            }
            if first {
                for (leaf, field) in inherited where fields[leaf] == nil { openFields[leaf] = field }
            }
            for (column, leaf) in columns.leaves {
                guard let cell = cell(row, column) else { continue }
                if cell.lines.isEmpty, cell.row <= start, let field = openFields[leaf] { fields[leaf] = field }
                if cell.rowSpan > 1, !cell.lines.isEmpty, cell.row + cell.rowSpan == table.rowCount {
                    open[leaf] = fields[leaf]
                }
            }
            first = false
            guard rules[columns.rule].needs.allSatisfy({ fields[$0] != nil }), fields.count >= 2, let box,
                !isHead(fields[rules[columns.rule].needs[0]], rule: columns.rule)
            else { continue }
            used.insert(row)
            rows.append(
                RecordRow(
                    rule: columns.rule, page: page, fields: fields, box: box,
                    context: (across.map { [$0] } ?? []) + [columns.heads] + context))
        }
        let next = current.map {
            Carried(
                columns: $0, context: across.map { [$0] } ?? [], columnCount: table.columnCount, x0: table.box.x0,
                x1: table.box.x1, page: page, open: open)
        }
        return (rows, used, next)
    }

    // MARK: Tables without rulings

    private func unruled(_ page: PageLayout, title: String) -> [RecordRow] {
        var out: [RecordRow] = []
        for frame in Set(page.lines.map(\.frame)).sorted(by: { ($0 ?? -1) < ($1 ?? -1) }) {
            out += unruled(page.lines.filter { $0.frame == frame }, page, title: title)
        }
        return out
    }

    private func unruled(_ lines: [TextLine], _ page: PageLayout, title: String) -> [RecordRow] {
        var out: [RecordRow] = []
        var index = 0
        while index < lines.count {
            guard let (heads, columns) = head(lines[index]) else {
                index += 1
                continue
            }
            let box = lines[index].box
            var body: [TextLine] = []
            var next = index + 1
            var previous = lines[index]
            while next < lines.count {
                let line = lines[next]
                guard line.box.y0 - previous.box.y1 < max(previous.size, line.size) * 2.6 else { break }
                if line.segments.count == 1, !PairFinder.colonParts(line.text).isEmpty { break }
                // Running text below the table is one long word; a cell that is wrapped is not.
                if line.segments.count == 1, line.segments[0].words.count == 1,
                    line.box.width > max(box.width * 0.7, page.width * 0.4) || line.box.x0 > box.x1
                {
                    break
                }
                // A word alone, set apart: the next table's title.
                if line.segments.count == 1, line.segments[0].words.count == 1,
                    line.box.y0 - previous.box.y1 > line.size * 0.9,
                    line.box.x0 > box.x0 + 4 * line.size
                {
                    break
                }
                if head(line) != nil { break }
                body.append(line)
                previous = line
                next += 1
            }
            let edges = edges(heads: heads, body: body)
            let anchorLeaf = rules[columns.rule].needs[0]
            let anchor = columns.leaves.first { $0.value == anchorLeaf }?.key ?? 0
            let cells = body.map { line in (line: line, cells: Self.cells(line, edges: edges)) }
            out += records(
                cells, columns: columns, anchor: anchor, page: page,
                context: [columns.heads] + above(lines, index) + [title])
            index = max(next, index + 1)
        }
        return out
    }

    /// The line's words as column heads. Heads may stand a narrow space apart.
    private func head(_ line: TextLine) -> (heads: [Segment], columns: Columns)? {
        for heads in [line.segments, line.segments.flatMap { $0.words.map { Segment(words: [$0]) } }]
        where heads.count >= 3 || (heads.count == 2 && line.segments.count == 2) {
            if let columns = columns(heads.enumerated().map { ($0.offset, [$0.element.text]) }) {
                return (heads, columns)
            }
        }
        return nil
    }

    /// Where one column ends and the next begins: the widest band between two heads that no word of the body touches.
    private func edges(heads: [Segment], body: [TextLine]) -> [Double] {
        let spans = body.flatMap { $0.segments.flatMap(\.words) }.map { ($0.box.x0, $0.box.x1) }.sorted { $0.0 < $1.0 }
        return zip(heads, heads.dropFirst()).map { left, right in
            let (from, to) = (left.box.midX, right.box.midX)
            var best = (width: 0.0, at: (left.box.x1 + right.box.x0) / 2)
            var reached = from
            for span in spans where span.1 > from && span.0 < to {
                if span.0 - reached > best.width { best = (span.0 - reached, (span.0 + reached) / 2) }
                reached = max(reached, span.1)
            }
            if to - reached > best.width { best = (to - reached, (to + reached) / 2) }
            return best.at
        }
    }

    private static func cells(_ line: TextLine, edges: [Double]) -> [Int: Segment] {
        var cells: [Int: [Segment.Word]] = [:]
        for word in line.segments.flatMap(\.words) {
            cells[edges.firstIndex { word.box.midX < $0 } ?? edges.count, default: []].append(word)
        }
        return cells.mapValues { Segment(words: $0) }
    }

    private func above(_ lines: [TextLine], _ index: Int) -> [String] {
        lines[..<index].suffix(3).reversed().map { Fold.key($0.text) }.filter { $0.count <= 30 }
    }

    /// Rows stand apart by white space; where they do not, a line with something in the anchor column begins a row and
    /// the others belong to the nearest of those.
    private func records(
        _ body: [(line: TextLine, cells: [Int: Segment])], columns: Columns, anchor: Int, page: PageLayout,
        context: [String]
    ) -> [RecordRow] {
        let anchored = body.indices.filter { body[$0].cells[anchor] != nil }
        guard !anchored.isEmpty else { return [] }
        var blocks: [[Int]] = []
        var bottom = -Double.infinity
        for (number, entry) in body.enumerated() {
            if entry.line.box.y0 - bottom > entry.line.size * 0.55 || blocks.isEmpty {
                blocks.append([number])
            } else {
                blocks[blocks.count - 1].append(number)
            }
            bottom = max(bottom, entry.line.box.y1)
        }
        // Set solid: every line touches the next.
        let solid = blocks.contains { $0.count > 7 } || (blocks.count == 1 && anchored.count > 2)
        var owner: [Int: Int] = [:]
        for block in blocks {
            guard !solid, let first = block.first(where: { body[$0].cells[anchor] != nil }) else { continue }
            for number in block { owner[number] = first }
        }
        let anchors = solid ? anchored : blocks.compactMap { block in block.first { body[$0].cells[anchor] != nil } }
        var texts: [Int: [Int: Field]] = [:]
        for (number, entry) in body.enumerated() {
            let nearest = anchors.min {
                abs(body[$0].line.box.midY - entry.line.box.midY) < abs(body[$1].line.box.midY - entry.line.box.midY)
            }
            guard let owner = owner[number] ?? nearest else { continue }
            if abs(body[owner].line.box.midY - entry.line.box.midY) > entry.line.size * 5 { continue }
            for (column, segment) in entry.cells {
                if let there = texts[owner]?[column] {
                    let joined = Field(
                        text: TextJoin.join([there.text, segment.text]), box: there.box.union(segment.box))
                    texts[owner, default: [:]][column] = joined
                } else {
                    texts[owner, default: [:]][column] = Field(text: segment.text, box: segment.box)
                }
            }
        }
        return anchors.compactMap { owner in
            let cells = texts[owner] ?? [:]
            if let first = cells.min(by: { $0.key < $1.key })?.value, Self.endings.contains(Fold.label(first.text).key)
            {
                return nil
            }
            var fields: [String: Field] = [:]
            for (column, leaf) in columns.leaves { if let field = cells[column] { fields[leaf] = field } }
            // A line with nothing but a name is the next heading, not a row.
            guard rules[columns.rule].needs.allSatisfy({ fields[$0] != nil }), fields.count >= 2 else { return nil }
            let box = fields.values.dropFirst().reduce(fields.values.first?.box) { $0?.union($1.box) }
            return box.map {
                RecordRow(rule: columns.rule, page: page.number, fields: fields, box: $0, context: context)
            }
        }
    }
}
