// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Reads a DOCX (ECMA-376 part 1, WordprocessingML): paragraphs, tables with merged cells, content controls, form fields,
/// tick boxes, text boxes, notes, pictures.
///
/// A document has no pages of its own: a new one begins where a page break was set. All of them count y from the top of the
/// first. Running heads and feet are left out, as they are of a PDF; the head of a first page of its own stands once and is
/// read. Comments are left out: they are no part of what is handed in.
struct WordReader {
    private let archive: OfficeArchive
    private let styles: WordStyles
    private var text: WordText
    private var numbering: WordNumbering
    private var relations: [String: OfficeArchive.Relation] = [:]

    private var layout = WordLayout()
    private var notes: [(node: XMLNode, name: String)] = []
    private var doubts: [String] = []
    private var unread: [String] = []
    private var hidesText = false
    private var reading = OfficeReading()
    private var pictureBytes = 0
    /// Elements around the block that is read.
    private var depth = 0
    /// Deeper than anyone nests tables; libxml2 stops at 256 elements.
    private static let depthLimit = 60

    /// - Returns: one part with a page for every page break.
    static func read(_ data: Data) throws(ReadProblem) -> OfficeReading {
        let archive = try OfficeArchive(data)
        let main = archive.mainPart(usually: "word/document.xml")
        guard let document = try archive.xml(main), let body = document.root.child("body") else {
            throw ReadProblem(.damaged, detail: main)
        }
        var reader = try WordReader(archive, main: main, background: document.root.child("background"))
        return try reader.read(body)
    }

    private init(_ archive: OfficeArchive, main: String, background: XMLNode?) throws(ReadProblem) {
        self.archive = archive
        let relations = try archive.relations(of: main)
        self.relations = relations
        func part(_ type: String) throws(ReadProblem) -> XMLDocument? {
            guard let relation = relations.values.first(where: { $0.type == type && !$0.isExternal }) else {
                return nil
            }
            return try archive.xml(relation.target)
        }
        styles = WordStyles(try part("styles"))
        numbering = WordNumbering(try part("numbering"))
        text = WordText(styles: styles)
        if background != nil { text.ground = .unsure }
        for (type, element, name) in [
            ("footnotes", "footnote", PlaceName.footnote), ("endnotes", "endnote", PlaceName.endnote),
        ] {
            let all = try part(type)?.root.children(element) ?? []
            // The separators have a type; notes have none.
            for (number, note) in all.filter({ $0.attribute("type") == nil }).enumerated() {
                notes.append((note, name(number + 1)))
            }
        }
    }

    private mutating func read(_ body: XMLNode) throws(ReadProblem) -> OfficeReading {
        try firstHead(body)
        blocks(of: body)
        for note in notes {
            layout.name = note.name
            blocks(of: note.node)
            layout.name = nil
        }
        if !doubts.isEmpty {
            reading.problems.append(ReadProblem(.trackedChanges, place: PlaceName.list(Self.unique(doubts))))
        }
        reading.unread = unread
        if hidesText { reading.notes.append(FileNote(.hidden)) }
        let (pages, names) = layout.finish()
        reading.parts = [ReadPart(pages: pages, places: .named(names))]
        return reading
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen = Set<String>()
        return names.filter { seen.insert($0).inserted }
    }

    /// The head of a first page of its own: a letterhead, a title.
    private mutating func firstHead(_ body: XMLNode) throws(ReadProblem) {
        let section = body.descendants("sectPr").first
        guard section?.toggle("titlePg") == true,
            let reference = section?.children("headerReference").first(where: { $0.attribute("type") == "first" }),
            let part = reference.attribute("id").flatMap({ relations[$0] }), !part.isExternal,
            let head = try archive.xml(part.target)
        else { return }
        let around = relations
        relations = try archive.relations(of: part.target)
        layout.name = PlaceName.header
        blocks(of: head.root)
        layout.name = nil
        relations = around
    }

    // MARK: Blocks

    private mutating func blocks(of parent: XMLNode) {
        guard depth < Self.depthLimit else {
            let problem = ReadProblem(.damaged, detail: "> \(Self.depthLimit)")
            if !reading.problems.contains(problem) { reading.problems.append(problem) }
            return
        }
        depth += 1
        defer { depth -= 1 }
        for node in parent.children {
            switch node.name {
            case "p": paragraph(node)
            case "tbl": table(node)
            case "sdt": control(node) { $0.blocks(of: $1) }
            case "customXml", "ins", "moveTo", "smartTag": blocks(of: node)
            case "AlternateContent": if let choice = node.children.first { blocks(of: choice) }
            case "altChunk":
                let place = layout.nextName
                reading.problems.append(ReadProblem(.unsupportedFormat, place: place, detail: "altChunk"))
            default: break
            }
        }
    }

    private mutating func control(_ node: XMLNode, _ body: (inout WordReader, XMLNode) -> Void) {
        guard !WordText.isPrompt(node), let content = node.child("sdtContent") else { return }
        let around = text.control
        text.control = WordText.checkBox(node) ?? around
        body(&self, content)
        text.control = around
    }

    private mutating func paragraph(_ node: XMLNode) {
        let properties = node.child("pPr")
        let style = styles.paragraph(properties)
        var look = style.run
        if let fill = RunLook.fill(properties?.child("shd")) { look.ground = look.ground ?? fill }
        var content = text.content(of: node, look: look)
        if properties?.toggle("pageBreakBefore") ?? style.breaksPage ?? false { layout.breakPage() }
        let size = max(content.size ?? look.size ?? 0, 1) > 1 ? content.size ?? look.size ?? 10.5 : 10.5
        if let number = number(properties, style), layout.isInBody, !content.text.isEmpty {
            content.text = number + content.text
        }
        let isCentred = properties?.value(of: "jc").map { $0 == "center" } ?? style.isCentred ?? false
        let name = layout.paragraph(content.text, size: size, isCentred: isCentred, isDoubtful: content.isDoubtful)
        if content.isRevised { doubts.append(name) }
        if content.hasDiagram { unread.append(name) }
        if content.hidesText { hidesText = true }
        for program in content.objects where reading.problems.count < 50 {
            reading.problems.append(ReadProblem(.unsupportedFormat, place: name, detail: program))
        }
        for picture in content.pictures { self.picture(picture, place: name) }
        for box in content.boxes {
            let ground = text.ground
            text.ground = .unsure
            blocks(of: box)
            text.ground = ground
        }
        // The properties of a section stand in its last paragraph; the next begins a page unless it is continuous.
        if let section = properties?.child("sectPr"), section.value(of: "type") != "continuous" { layout.breakPage() }
    }

    private mutating func number(_ properties: XMLNode?, _ style: WordStyles.Paragraph) -> String? {
        let own = properties?.child("numPr")
        let list = own?.value(of: "numId") ?? style.numbering?.list
        let level = own?.value(of: "ilvl").flatMap(Int.init) ?? style.numbering?.level ?? 0
        guard let list, list != "0" else { return nil }
        return numbering.number(list: list, level: level)
    }

    private mutating func picture(_ picture: (relation: String, width: Double, height: Double), place: String) {
        let relation = relations[picture.relation]
        let data = relation.flatMap { $0.isExternal ? nil : try? archive.data($0.target) }
        let ink = data.flatMap(PictureInk.sample)
        let mark = layout.mark(width: picture.width, height: picture.height, ink: ink, name: place)
        let isForReading = EmbeddedPicture.isWorthReading(data, mark: mark)
        guard isForReading || EmbeddedPicture.mayBeAPhotograph(data, mark: mark) else { return }
        if isForReading { unread.append(place) }
        if let data, pictureBytes + data.count <= OfficeReading.pictureLimit {
            pictureBytes += data.count
            reading.pictures.append(
                EmbeddedPicture(data: data, box: mark.box, part: 0, place: place, isForReading: isForReading))
        }
    }

    // MARK: Tables

    private mutating func table(_ node: XMLNode) {
        let ground = text.ground
        let isStyled = node.child("tblPr")?.child("tblStyle") != nil
        layout.beginTable()
        rows(of: node) { reader, row in
            reader.layout.beginRow(skipping: row.child("trPr")?.value(of: "gridBefore").flatMap(Int.init) ?? 0)
            reader.cells(of: row) { reader, cell in
                let properties = cell.child("tcPr")
                let fill = RunLook.fill(properties?.child("shd"))
                reader.text.ground = fill.map { RunLook.isPale($0) ? .white : .dark } ?? (isStyled ? .unsure : ground)
                let span = properties?.value(of: "gridSpan").flatMap(Int.init) ?? 1
                let opened = reader.layout.beginCell(
                    span: span, down: Self.merge(properties?.child("vMerge")),
                    across: Self.merge(properties?.child("hMerge")))
                if opened { reader.blocks(of: cell) }
                reader.layout.endCell()
            }
            reader.layout.endRow()
        }
        layout.endTable()
        text.ground = ground
    }

    private static func merge(_ node: XMLNode?) -> WordLayout.Merge {
        node.map { $0.attribute("val") == "restart" ? .begins : .continues } ?? .none
    }

    private mutating func rows(of table: XMLNode, _ body: (inout WordReader, XMLNode) -> Void) {
        guard depth < Self.depthLimit else { return }
        depth += 1
        defer { depth -= 1 }
        for node in table.children {
            switch node.name {
            case "tr":
                let properties = node.child("trPr")
                if properties?.toggle("hidden") == true { continue }
                if properties?.child("del") != nil || properties?.child("ins") != nil {
                    doubts.append(layout.nextRowName)
                }
                if properties?.child("del") == nil { body(&self, node) }
            case "sdt": control(node) { $0.rows(of: $1, body) }
            case "ins", "moveTo", "customXml", "smartTag": rows(of: node, body)
            default: break
            }
        }
    }

    private mutating func cells(of row: XMLNode, _ body: (inout WordReader, XMLNode) -> Void) {
        guard depth < Self.depthLimit else { return }
        depth += 1
        defer { depth -= 1 }
        for node in row.children {
            switch node.name {
            case "tc": body(&self, node)
            case "sdt": control(node) { $0.cells(of: $1, body) }
            case "customXml", "smartTag", "ins": cells(of: node, body)
            default: break
            }
        }
    }
}
