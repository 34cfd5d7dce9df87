// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Small PDFs written by hand. Objects 1 to 5 are the catalogue, the page tree and three fonts; pages and whatever a test
/// adds follow.
struct PDFMaker {
    /// Entries of the catalogue, of which objects are added with `add`.
    var catalogue = ""
    private var extra: [Data] = []
    private var pages: [Int] = []

    private static let reserved = 5
    /// Resources of every page: Helvetica, Chinese without an embedded font, ZapfDingbats.
    static let fonts = "/Font << /H 3 0 R /C 4 0 R /Z 5 0 R >>"

    /// - Returns: the object's number.
    @discardableResult
    mutating func add(_ object: String) -> Int { add(Data(object.utf8)) }

    @discardableResult
    mutating func add(_ object: Data) -> Int {
        extra.append(object)
        return Self.reserved + extra.count
    }

    @discardableResult
    mutating func stream(_ entries: String, _ content: Data) -> Int {
        add(Data("<< \(entries) /Length \(content.count) >>\nstream\n".utf8) + content + Data("\nendstream".utf8))
    }

    @discardableResult
    mutating func page(
        _ content: String, size: (Int, Int) = (595, 842), resources: String = "", entries: String = ""
    ) -> Int {
        let body = stream("", Data(content.utf8))
        let page = add(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(size.0) \(size.1)] /Contents \(body) 0 R "
                + "/Resources << \(Self.fonts) \(resources) >> \(entries) >>")
        pages.append(page)
        return page
    }

    /// UTF-16BE in hexadecimal, for the Chinese font.
    static func hex(_ text: String) -> String {
        "<" + text.utf16.map { String(format: "%04X", $0) }.joined() + ">"
    }

    /// A text string with its byte order mark.
    static func string(_ text: String) -> String { "<FEFF" + hex(text).dropFirst() }

    /// One line of Chinese at a place that counts from the bottom left.
    static func line(_ text: String, _ x: Double, _ y: Double, size: Double = 12, before: String = "") -> String {
        "BT \(before) /C \(size) Tf \(x) \(y) Td \(hex(text)) Tj ET\n"
    }

    func data() -> Data {
        var objects = [
            Data("<< /Type /Catalog /Pages 2 0 R \(catalogue) >>".utf8),
            Data(
                "<< /Type /Pages /Kids [\(pages.map { "\($0) 0 R" }.joined(separator: " "))] /Count \(pages.count) >>"
                    .utf8),
            Data("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".utf8),
            Data(
                """
                << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ \
                << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) \
                /Ordering (GB1) /Supplement 4 >> /DW 1000 >> ] >>
                """.utf8),
            Data("<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>".utf8),
        ]
        objects += extra
        var out = Data("%PDF-1.7\n".utf8)
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            table += String(format: "%010d 00000 n \n", out.count)
            out += Data("\(index + 1) 0 obj\n".utf8) + object + Data("\nendobj\n".utf8)
        }
        let start = out.count
        out += Data(
            (table + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n").utf8)
        return out
    }
}
