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
                let context = headingsAbove(table.box, page, title: title) + (document.partNames[page.number].map { [Fold.key($0)] } ?? [])
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
            let plausible = strangers.allSatisfy { head in head.texts.allSatisfy { $0.count <= 14 && $0.filter(\.isNumber).count < 2 } }
            let own = rules[number].in.contains("*") ? leaves.count * 2 >= filled.count || leaves.count >= 4 : plausible
            guard rules[number].needs.allSatisfy({ leaves.values.contains($0) }), leaves.count >= 2, own,
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
                for column in cell.column..<(cell.column + cell.columnSpan) { at[row * table.columnCount + column] = index }
            }
        }
        func cell(_ row: Int, _ column: Int) -> Cell? { at[row * table.columnCount + column].map { table.cells[$0] } }
        func heads(_ row: Int) -> [(column: Int, texts: [String])] {
            var out: [(column: Int, texts: [String])] = []
            for column in 0..<table.columnCount {
                guard let top = cell(row, column) else { continue }
                // A head over several columns has the real heads below it.
                if top.columnSpan > 1, row + 1 < table.rowCount, let below = cell(row + 1, column), below.row == row + 1,
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
        var row = start
        while row < table.rowCount {
            defer { row += 1 }
            // One row or two may be the head.
            if let found = columns(heads(row)) {
                let spanned = heads(row).contains { head in head.texts.count > 1 }
                current = found
                used.insert(row)
                if spanned { used.insert(row + 1) }
                start = row + (spanned ? 2 : 1)
                continue
            }
            guard let columns = current, row >= start else { continue }
            let cells = Set((0..<table.columnCount).compactMap { at[row * table.columnCount + $0] }).sorted()
            let filled = cells.filter { !table.cells[$0].lines.isEmpty }
            if filled.count == 1, let only = filled.first.map({ table.cells[$0] }), only.columnSpan > table.columnCount / 2 {
                // A row across the table: a group's name, or the end of the records.
                across = Fold.key(only.text)
                if only.text.count > 20 || Fold.key(only.text).contains(":") { current = nil } else { used.insert(row) }
                continue
            }
            if let first = filled.first, Self.endings.contains(Fold.label(table.cells[first].text).key) { continue }
            var fields: [String: Field] = [:]
            var box: Box?
            for (column, leaf) in columns.leaves {
                guard let cell = cell(row, column), !cell.lines.isEmpty else { continue }
                fields[leaf] = Field(text: cell.text, box: cell.box.insetBy(1))
                box = box?.union(cell.box) ?? cell.box
            }
            guard rules[columns.rule].needs.allSatisfy({ fields[$0] != nil }), let box,
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
                x1: table.box.x1, page: page)
        }
        return (rows, used, next)
    }

    // MARK: Tables without rulings

    private func unruled(_ page: PageLayout, title: String) -> [RecordRow] {
        let lines = page.lines.filter { $0.frame == nil || page.frames.count == 1 }
        var out: [RecordRow] = []
        var index = 0
        while index < lines.count {
            guard lines[index].segments.count >= 3,
                let columns = columns(lines[index].segments.enumerated().map { ($0.offset, [$0.element.text]) })
            else {
                index += 1
                continue
            }
            let head = lines[index]
            var edges: [Double] = []
            for (left, right) in zip(head.segments, head.segments.dropFirst()) { edges.append((left.box.x1 + right.box.x0) / 2) }
            let anchorLeaf = rules[columns.rule].needs[0]
            let anchor = columns.leaves.first { $0.value == anchorLeaf }?.key ?? 0
            var body: [(line: TextLine, cells: [Int: Segment])] = []
            var next = index + 1
            var previous = head
            while next < lines.count {
                let line = lines[next]
                guard line.box.y0 - previous.box.y1 < max(previous.size, line.size) * 2.6 else { break }
                if line.segments.count == 1, PairFinder.colonParts(line.text).first != nil { break }
                if line.segments.count >= 3, self.columns(line.segments.enumerated().map { ($0.offset, [$0.element.text]) }) != nil { break }
                var cells: [Int: Segment] = [:]
                var fits = true
                for segment in line.segments {
                    var column = edges.firstIndex { segment.box.midX < $0 } ?? edges.count
                    // A long value may reach into the next column; its start tells where it belongs.
                    if let byStart = edges.firstIndex(where: { segment.box.x0 + 2 < $0 }), byStart < column, cells[byStart] == nil {
                        column = byStart
                    }
                    if let there = cells[column] {
                        cells[column] = Segment(text: there.text + " " + segment.text, box: there.box.union(segment.box))
                    } else {
                        cells[column] = segment
                    }
                    if segment.box.width > (head.box.width * 0.7) { fits = false }
                }
                guard fits else { break }
                body.append((line, cells))
                previous = line
                next += 1
            }
            out += records(body, columns: columns, anchor: anchor, page: page, context: [columns.heads] + above(lines, index) + [title])
            index = max(next, index + 1)
        }
        return out
    }

    private func above(_ lines: [TextLine], _ index: Int) -> [String] {
        lines[..<index].suffix(3).reversed().map { Fold.key($0.text) }.filter { $0.count <= 30 }
    }

    /// Lines with something in the anchor column begin a record; the others belong to the nearest of those.
    private func records(
        _ body: [(line: TextLine, cells: [Int: Segment])], columns: Columns, anchor: Int, page: PageLayout, context: [String]
    ) -> [RecordRow] {
        let anchors = body.indices.filter { body[$0].cells[anchor] != nil }
        guard !anchors.isEmpty else { return [] }
        var texts: [Int: [Int: Field]] = [:]
        for (number, entry) in body.enumerated() {
            guard
                let owner = anchors.min(by: {
                    abs(body[$0].line.box.midY - entry.line.box.midY) < abs(body[$1].line.box.midY - entry.line.box.midY)
                })
            else { continue }
            if number != owner, abs(body[owner].line.box.midY - entry.line.box.midY) > entry.line.size * 3 { continue }
            for (column, segment) in entry.cells {
                if let there = texts[owner]?[column] {
                    texts[owner, default: [:]][column] = Field(text: TextJoin.join([there.text, segment.text]), box: there.box.union(segment.box))
                } else {
                    texts[owner, default: [:]][column] = Field(text: segment.text, box: segment.box)
                }
            }
        }
        return anchors.compactMap { owner in
            let cells = texts[owner] ?? [:]
            if let first = cells.min(by: { $0.key < $1.key })?.value, Self.endings.contains(Fold.label(first.text).key) { return nil }
            var fields: [String: Field] = [:]
            for (column, leaf) in columns.leaves { if let field = cells[column] { fields[leaf] = field } }
            guard rules[columns.rule].needs.allSatisfy({ fields[$0] != nil }) else { return nil }
            let box = fields.values.dropFirst().reduce(fields.values.first?.box) { $0?.union($1.box) }
            return box.map { RecordRow(rule: columns.rule, page: page.number, fields: fields, box: $0, context: context) }
        }
    }
}
