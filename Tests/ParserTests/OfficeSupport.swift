// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib
import Dossier
import Foundation
import Testing

@testable import Parser

/// A DOCX, part by part.
struct WordMaker {
    var body = ""
    var styles = ""
    var parts: [(name: String, content: [UInt8], type: String)] = []

    static func paragraph(_ text: String, _ properties: String = "", run: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:rPr>\(run)</w:rPr><w:t>\(text)</w:t></w:r></w:p>"
    }

    static func cell(_ text: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text))</w:tc>"
    }

    static func row(_ cells: String..., properties: String = "") -> String {
        "<w:tr><w:trPr>\(properties)</w:trPr>\(cells.joined())</w:tr>"
    }

    func data() -> Data {
        var zip = ZipMaker()
        zip.add("[Content_Types].xml", "<Types/>")
        zip.add(
            "word/document.xml",
            "<w:document xmlns:w=\"urn:w\" xmlns:w14=\"urn:w14\" xmlns:mc=\"urn:mc\" xmlns:r=\"urn:r\" xmlns:a=\"urn:a\" "
                + "xmlns:wp=\"urn:wp\" xmlns:pic=\"urn:pic\" xmlns:v=\"urn:v\" xmlns:o=\"urn:o\"><w:body>\(body)</w:body>"
                + "</w:document>")
        let relations = parts.enumerated().map {
            "<Relationship Id=\"r\($0.offset)\" Type=\"http://t/\($0.element.type)\" Target=\"\($0.element.name)\"/>"
        }
        zip.add(
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"s\" Type=\"http://t/styles\" Target=\"styles.xml\"/>"
                + "\(relations.joined())</Relationships>")
        zip.add("word/styles.xml", "<w:styles xmlns:w=\"urn:w\">\(styles)</w:styles>")
        for part in parts {
            zip.entries.append(ZipMaker.Entry(name: Array("word/\(part.name)".utf8), content: part.content))
        }
        return Data(zip.bytes())
    }

    func read() throws -> OfficeReading { try WordReader.read(data()) }

    /// A picture of that size, shown as large as given, in EMU.
    static func picture(_ relation: String, cx: Int, cy: Int) -> String {
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"\(cx)\" cy=\"\(cy)\"/><a:graphic><a:graphicData uri=\"p\"><pic:pic>"
            + "<pic:blipFill><a:blip r:embed=\"\(relation)\"/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx=\"\(cx)\" cy=\"\(cy)\"/>"
            + "</a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    }
}

extension OfficeReading {
    var lines: [String] { parts.flatMap { $0.pages.flatMap { $0.lines.map(\.text) } } }
    var tables: [Table] { parts.flatMap { $0.pages.flatMap(\.tables) } }

    /// The confidence that a value in the first line with these words would have.
    func confidence(at words: String) -> Double? {
        for page in parts.flatMap(\.pages) {
            if let line = page.allLines.first(where: { $0.text.contains(words) }) {
                return page.reading(in: line.box).confidence
            }
        }
        return nil
    }

    /// The name of the place where the words stand.
    func place(of words: String) -> String? {
        guard let part = parts.first else { return nil }
        let document = SourceDocument(path: "a.docx", part)
        for page in part.pages {
            if let line = page.allLines.first(where: { $0.text.contains(words) }) {
                return document.evidence(page: page.number, box: line.box, quote: words, certainty: 1).place
            }
        }
        return nil
    }
}

/// A PNG of one colour.
func pngPicture(_ width: Int, _ height: Int, red: Double, green: Double, blue: Double) throws -> [UInt8] {
    let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)))
    let context = try #require(cairo_create(surface))
    cairo_set_source_rgb(context, red, green, blue)
    cairo_paint(context)
    cairo_destroy(context)
    defer { cairo_surface_destroy(surface) }
    let scratch = try Scratch()
    let path = scratch.path("p.png")
    #expect(cairo_surface_write_to_png(surface, path) == CAIRO_STATUS_SUCCESS)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// An XLSX, part by part.
struct BookMaker {
    var sheets: [(name: String, rows: String, state: String, more: String)] = []
    var strings = "<si><t>姓名</t></si><si><r><t>身份</t></r><r><t>证号</t></r><rPh><t>注音</t></rPh></si>"
    var styles = ""
    var is1904 = false
    var extra: [(name: String, content: String)] = []

    mutating func add(_ name: String, _ rows: String, state: String = "visible", more: String = "") {
        sheets.append((name, rows, state, more))
    }

    func data() -> Data {
        var zip = ZipMaker()
        let list = sheets.enumerated().map {
            "<sheet name=\"\($0.element.name)\" sheetId=\"\($0.offset + 1)\" state=\"\($0.element.state)\" r:id=\"r\($0.offset)\"/>"
        }
        zip.add(
            "xl/workbook.xml",
            "<workbook xmlns=\"urn:x\" xmlns:r=\"urn:r\">\(is1904 ? "<workbookPr date1904=\"1\"/>" : "")<sheets>"
                + "\(list.joined())</sheets></workbook>")
        let relations = sheets.indices.map {
            "<Relationship Id=\"r\($0)\" Type=\"t/worksheet\" Target=\"worksheets/s\($0).xml\"/>"
        }
        zip.add("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>")
        zip.add("xl/sharedStrings.xml", "<sst>\(strings)</sst>")
        zip.add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")
        for (number, sheet) in sheets.enumerated() {
            zip.add(
                "xl/worksheets/s\(number).xml",
                "<worksheet xmlns:r=\"urn:r\"><dimension ref=\"A1:XFD1048576\"/>\(sheet.more.contains("<cols") ? sheet.more : "")"
                    + "<sheetData>\(sheet.rows)</sheetData>\(sheet.more.contains("<cols") ? "" : sheet.more)</worksheet>"
            )
        }
        for part in extra { zip.add(part.name, part.content) }
        return Data(zip.bytes())
    }

    func read() throws -> OfficeReading { try WorkbookReader.read(data()) }

    /// `A1=文字`: an inline string; anything else is the cell's inside, with its attributes.
    static func text(_ reference: String, _ text: String) -> String {
        "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
}
