// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Reads the body of a DOCX (ECMA-376 part 1, WordprocessingML): paragraphs, tables with merged cells, content controls,
/// tick boxes, text boxes, pictures. A document has no pages of its own, so everything stands on one, line below line.
struct WordReader {
    private let archive: ZippedParts
    private let relations: [String: String]
    private let sizes: [String: Double]

    private static let lineHeight = 20.0
    private static let columnWidth = 100.0

    private var lines: [TextLine] = []
    private var tables: [Table] = []
    private var marks: [Mark] = []
    private var y = 0.0

    /// - Returns: one layout; evidence names the paragraph or table row by its line number.
    static func read(_ data: Data) throws(ReadProblem) -> PageLayout {
        var reader = try WordReader(data)
        guard let document = try reader.archive.xml("word/document.xml"), let body = document.root.child("body") else {
            throw ReadProblem(.damaged, detail: "word/document.xml")
        }
        reader.blocks(of: body)
        let width = Double(max(6, reader.tables.map(\.columnCount).max() ?? 6)) * Self.columnWidth
        return PageLayout(
            number: 1, width: width, height: reader.y + Self.lineHeight, lines: reader.lines, tables: reader.tables,
            frames: [],
            marks: reader.marks)
    }

    private init(_ data: Data) throws(ReadProblem) {
        archive = try ZippedParts(data)
        relations = try archive.relationships(of: "word/document.xml")
        sizes = try Self.styleSizes(archive.xml("word/styles.xml"))
    }

    /// Font sizes of paragraph styles, points.
    private static func styleSizes(_ document: XMLDocument?) -> [String: Double] {
        var out: [String: Double] = [:]
        for style in document?.root.children("style") ?? [] {
            if let id = style.attribute("styleId", namespace: style.namespace),
                let size = style.child("rPr")?.child("sz").flatMap({ $0.attribute("val", namespace: $0.namespace) })
                    .flatMap(Double.init)
            {
                out[id] = size / 2
            }
        }
        return out
    }

    // MARK: Blocks

    private mutating func blocks(of parent: XMLNode) {
        for node in parent.children {
            switch node.name {
            case "p": paragraph(node)
            case "tbl": table(node)
            case "sdt": if let content = node.child("sdtContent") { blocks(of: content) }
            case "customXml", "ins", "smartTag": blocks(of: node)
            default: break
            }
        }
    }

    private mutating func paragraph(_ node: XMLNode) {
        let content = Self.content(of: node)
        let size = self.size(of: node)
        for text in content.text.split(separator: "\n", omittingEmptySubsequences: false) {
            let pieces = text.split(separator: "\t").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
                !$0.isEmpty
            }
            if !pieces.isEmpty { lines.append(Self.line(pieces, x: 0, y: y, size: size)) }
            if !pieces.isEmpty || !content.pictures.isEmpty { y += Self.lineHeight }
        }
        picture(content.pictures, above: y)
        for box in content.boxes { blocks(of: box) }
    }

    private static func line(_ pieces: [String], x: Double, y: Double, size: Double) -> TextLine {
        var start = x
        let segments = pieces.map { piece -> Segment in
            let width = piece.reduce(0.0) { $0 + ($1.isASCII ? 0.5 : 1) } * size
            defer { start += width + 3 * size }
            return Segment(text: piece, box: Box(x0: start, y0: y + 2, x1: start + width, y1: y + 18))
        }
        let box = segments.dropFirst().reduce(segments[0].box) { $0.union($1.box) }
        return TextLine(segments: segments, box: box, size: size, frame: nil)
    }

    private func size(of paragraph: XMLNode) -> Double {
        func value(_ node: XMLNode?) -> Double? {
            node?.child("rPr")?.child("sz").flatMap { $0.attribute("val", namespace: $0.namespace) }.flatMap(
                Double.init
            ).map { $0 / 2 }
        }
        let runs = paragraph.children("r").compactMap { value($0) }.max()
        let style = paragraph.child("pPr")?.child("pStyle").flatMap { $0.attribute("val", namespace: $0.namespace) }
        return runs ?? style.flatMap { sizes[$0] } ?? sizes["Normal"] ?? 10.5
    }

    // MARK: Tables

    private mutating func table(_ node: XMLNode) {
        var cells: [Cell] = []
        var open: [Int: Int] = [:]
        var columns = 0
        var row = 0
        let top = y
        for tr in Self.rows(of: node) {
            var column = 0
            var height = Self.lineHeight
            let from = cells.count
            for tc in Self.cells(of: tr) {
                let properties = tc.child("tcPr")
                let span =
                    properties?.child("gridSpan").flatMap { $0.attribute("val", namespace: $0.namespace) }.flatMap(
                        Int.init) ?? 1
                let merge = properties?.child("vMerge")
                let continues = merge.map { $0.attribute("val", namespace: $0.namespace) != "restart" } ?? false
                defer { column += max(1, min(span, 200)) }
                if continues, let above = open[column] {
                    cells[above].rowSpan = row - cells[above].row + 1
                    continue
                }
                var inner = WordReader(copying: self, x: Double(column) * Self.columnWidth, y: y)
                inner.blocks(of: tc)
                tables += inner.tables
                marks += inner.marks
                height = max(height, inner.y - y)
                let box = Box(
                    x0: Double(column) * Self.columnWidth, y0: y, x1: Double(column + max(1, span)) * Self.columnWidth,
                    y1: y + height)
                let lines = inner.lines.map { line in
                    let moved = line.segments.map {
                        Segment(text: $0.text, box: Box(x0: box.x0 + 2, y0: $0.box.y0, x1: box.x1 - 2, y1: $0.box.y1))
                    }
                    return TextLine(
                        segments: moved, box: Box(x0: box.x0 + 2, y0: line.box.y0, x1: box.x1 - 2, y1: line.box.y1),
                        size: line.size, frame: nil)
                }
                for column in column..<(column + max(1, span)) { open[column] = nil }
                if merge != nil { open[column] = cells.count }
                cells.append(
                    Cell(row: row, column: column, rowSpan: 1, columnSpan: max(1, span), box: box, lines: lines))
            }
            for index in from..<cells.count { cells[index].box.y1 = y + height }
            columns = max(columns, column)
            y += height
            row += 1
        }
        guard columns > 0, !cells.isEmpty else { return }
        tables.append(
            Table(
                box: Box(x0: 0, y0: top, x1: Double(columns) * Self.columnWidth, y1: y), rowCount: row,
                columnCount: columns,
                cells: cells))
    }

    private init(copying outer: WordReader, x: Double, y: Double) {
        archive = outer.archive
        relations = outer.relations
        sizes = outer.sizes
        self.y = y
    }

    private static func rows(of table: XMLNode) -> [XMLNode] {
        table.children.flatMap { node -> [XMLNode] in
            switch node.name {
            case "tr": [node]
            case "sdt": node.child("sdtContent").map(rows) ?? []
            case "ins": rows(of: node)
            default: []
            }
        }
    }

    private static func cells(of row: XMLNode) -> [XMLNode] {
        row.children.flatMap { node -> [XMLNode] in
            switch node.name {
            case "tc": [node]
            case "sdt": node.child("sdtContent").map(cells) ?? []
            default: []
            }
        }
    }

    // MARK: Runs

    private struct Content {
        var text = ""
        /// Relationship id of a picture with its size in points.
        var pictures: [(id: String, width: Double, height: Double)] = []
        var boxes: [XMLNode] = []
    }

    private static func content(of node: XMLNode) -> Content {
        var out = Content()
        collect(node, into: &out)
        return out
    }

    private static func collect(_ node: XMLNode, into out: inout Content) {
        for child in node.children {
            switch child.name {
            case "t": out.text += child.text
            case "tab": out.text += "\t"
            case "br", "cr": out.text += "\n"
            case "noBreakHyphen": out.text += "-"
            case "sym":
                let code = child.attribute("char", namespace: child.namespace).flatMap { UInt32($0, radix: 16) }
                if let scalar = code.flatMap({ GlyphRepair.scalar($0) }) { out.text.unicodeScalars.append(scalar) }
            case "txbxContent": out.boxes.append(child)
            // What was deleted, and the second rendering of a drawing, are not there.
            case "del", "pPr", "rPr", "Fallback", "moveFrom", "instrText": break
            case "inline", "anchor":
                if let blip = child.descendants("blip").first,
                    let id = blip.attributes.first(where: { $0.name == "embed" })?.value,
                    let extent = child.child("extent"),
                    let width = extent.attribute("cx").flatMap(Double.init),
                    let height = extent.attribute("cy").flatMap(Double.init)
                {
                    out.pictures.append((id, width / 12_700, height / 12_700))
                }
                collect(child, into: &out)
            default: collect(child, into: &out)
            }
        }
    }

    private mutating func picture(_ pictures: [(id: String, width: Double, height: Double)], above bottom: Double) {
        for picture in pictures {
            let ink = relations[picture.id].flatMap { try? archive.data($0) }.flatMap(PictureInk.sample)
            marks.append(
                Mark(
                    box: Box(
                        x0: 100, y0: bottom - Self.lineHeight, x1: 100 + picture.width,
                        y1: bottom - Self.lineHeight + picture.height),
                    isPicture: true, red: ink?.red, dark: ink?.dark))
        }
    }
}
