// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// What lies over the cells of a sheet (ECMA-376 part 1, 20.5): pictures, text boxes; and pictures that WPS sets into cells.
struct SheetDrawings {
    /// What was found on one sheet.
    final class Found {
        var marks: [Mark] = []
        var pictures: [EmbeddedPicture] = []
        var texts: [(place: (column: Int, row: Int), text: String)] = []
        /// Pictures and charts that were not recognised.
        var unread: [String] = []
        /// Cells that shapes, lines and pictures lie over, seals and signatures aside: whoever looks may not see them.
        var covered: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = []
        let sheet: String
        let number: Int

        init(sheet: String, number: Int) { (self.sheet, self.number) = (sheet, number) }
    }

    private let archive: OfficeArchive
    /// WPS: the name in `DISPIMG("ID_…",1)` → the part.
    private var cellImages: [String: String] = [:]
    private var bytes = 0

    init(_ archive: OfficeArchive) { self.archive = archive }

    mutating func readCellImages(_ relations: [String: OfficeArchive.Relation]) throws(ReadProblem) {
        let part = relations.values.first { $0.type == "cellImage" }?.target ?? "xl/cellimages.xml"
        guard let document = try archive.xml(part) else { return }
        let targets = try archive.relations(of: part)
        for picture in document.root.descendants("pic") {
            guard let name = picture.descendants("cNvPr").first?.attribute("name"),
                let id = picture.descendants("blip").first?.attribute("embed"), let target = targets[id],
                !target.isExternal
            else { continue }
            cellImages[name] = target.target
        }
    }

    mutating func inCell(_ name: String, row: Int, column: Int, into found: Found) {
        // Its size is the cell's, which says nothing of the picture's own.
        let data = cellImages[name].flatMap { try? archive.data($0) }
        let size = data.flatMap(PictureInk.pixels)
        let points = (min(Double(size?.width ?? 400) * 0.75, 2_000), min(Double(size?.height ?? 300) * 0.75, 2_000))
        add(data, size: points, row: row, column: column, to: found)
    }

    mutating func read(_ sheet: XMLNode, part: String, sheet name: String, number: Int) throws(ReadProblem) -> Found {
        let found = Found(sheet: name, number: number)
        guard let id = sheet.child("drawing")?.attribute("id"),
            let drawing = try archive.relations(of: part)[id], !drawing.isExternal,
            let document = try archive.xml(drawing.target)
        else { return found }
        let relations = try archive.relations(of: drawing.target)
        for anchor in document.root.children.prefix(5_000) {
            let from = anchor.child("from")
            let column = max(0, min(from?.child("col").flatMap { Int($0.text) } ?? 0, 16_383))
            let row = max(0, min(from?.child("row").flatMap { Int($0.text) } ?? 0, 1_048_575))
            if !anchor.descendants("graphicFrame").isEmpty { found.unread.append(Self.place(name, row, column)) }
            for picture in anchor.descendants("pic") {
                guard !Self.isHidden(picture) else { continue }
                let extent = picture.child("spPr")?.child("xfrm")?.child("ext") ?? anchor.child("ext")
                func points(_ key: String) -> Double { (extent?.measure(key) ?? 0) / 12_700 }
                let blip = picture.descendants("blip").first
                let relation = blip?.attribute("embed").flatMap { relations[$0] }
                let data = relation.flatMap { $0.isExternal ? nil : try? archive.data($0.target) }
                add(data, size: (points("cx"), points("cy")), row: row, column: column, to: found)
                if let mark = found.marks.last, !Ink.looksLikeSeal(mark), !Ink.looksLikeSignature(mark) {
                    found.covered.append(Self.cells(anchor, row: row, column: column))
                }
            }
            for name in ["sp", "cxnSp"] where anchor.descendants(name).contains(where: { !Self.isHidden($0) }) {
                found.covered.append(Self.cells(anchor, row: row, column: column))
            }
            for shape in anchor.descendants("sp") where !Self.isHidden(shape) {
                let paragraphs = shape.child("txBody")?.children("p") ?? []
                let text = paragraphs.map { $0.descendants("t").map(\.text).joined() }.joined(separator: "\n")
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                if !text.isEmpty { found.texts.append(((column, row), text)) }
            }
        }
        return found
    }

    /// The cells from one corner of an anchor to the other; one without a second corner covers the first cell.
    private static func cells(_ anchor: XMLNode, row: Int, column: Int) -> (
        rows: ClosedRange<Int>, columns: ClosedRange<Int>
    ) {
        let to = anchor.child("to")
        let lastRow = to?.child("row").flatMap { Int($0.text) } ?? row
        let lastColumn = to?.child("col").flatMap { Int($0.text) } ?? column
        return (row...max(row, min(lastRow, 1_048_575)), column...max(column, min(lastColumn, 16_383)))
    }

    private static func isHidden(_ shape: XMLNode) -> Bool {
        ["1", "true"].contains(shape.descendants("cNvPr").first?.attribute("hidden") ?? "0")
    }

    private static func place(_ sheet: String, _ row: Int, _ column: Int) -> String {
        "\(sheet)!\(SheetGrid.letters(column))\(row + 1)"
    }

    private mutating func add(
        _ data: Data?, size: (Double, Double), row: Int, column: Int, to found: Found
    ) {
        let corner = SheetGrid.box(row, column, 1, 1)
        let ink = data.flatMap(PictureInk.sample)
        let mark = Mark(
            box: Box(x0: corner.x0, y0: corner.y0, x1: corner.x0 + size.0, y1: corner.y0 + size.1), isPicture: true,
            red: ink?.red, dark: ink?.dark)
        found.marks.append(mark)
        let isForReading = EmbeddedPicture.isWorthReading(data, mark: mark)
        guard isForReading || EmbeddedPicture.mayBeAPhotograph(data, mark: mark) else { return }
        let place = Self.place(found.sheet, row, column)
        if isForReading { found.unread.append(place) }
        if let data, bytes + data.count <= OfficeReading.pictureLimit {
            bytes += data.count
            found.pictures.append(
                EmbeddedPicture(
                    data: data, box: mark.box, part: found.number, place: place, isForReading: isForReading))
        }
    }
}
