// SPDX-License-Identifier: GPL-3.0-or-later
import CPDFText
import Dossier
import Foundation

/// Reads the text layer, rulings and pictures of a PDF, page by page.
///
/// A document is made, used and dropped inside one task. Bytes of a package are read in a worker, where time and memory are
/// bounded.
public final class PDFReader {
    let document: OpaquePointer
    // Holds the bytes that poppler reads from for as long as the document lives.
    let bytes: NSData
    public let pageCount: Int
    /// What was wrong while opening, for example a rebuilt cross-reference table.
    public private(set) var problems: [ReadProblem] = []

    /// - Parameter pageLimit: more pages than this are refused.
    public init(_ data: Data, pageLimit: Int = 2_000) throws(ReadProblem) {
        let bytes = data as NSData
        var status: Int32 = 0
        guard let document = pdftext_open(bytes.bytes.assumingMemoryBound(to: CChar.self), bytes.length, &status) else {
            if status == Int32(PDFTEXT_ENCRYPTED) { throw ReadProblem(.encrypted) }
            throw ReadProblem(Self.isCutShort(data) ? .truncated : .damaged)
        }
        self.document = document
        self.bytes = bytes
        pageCount = Int(pdftext_page_count(document))
        // From here on everything is set, so that `deinit` closes the document when one of these is thrown.
        guard pageCount > 0 else {
            throw ReadProblem(.damaged, detail: "0 pages")
        }
        guard pageCount <= pageLimit else {
            throw ReadProblem(.tooLarge, detail: "\(pageCount) pages > \(pageLimit)")
        }
        var first: UnsafePointer<CChar>?
        if pdftext_open_errors(document, &first) > 0 {
            let detail = first.map { String(cString: $0) }
            problems.append(ReadProblem(Self.isCutShort(data) ? .truncated : .damaged, detail: detail))
        }
    }

    deinit { pdftext_close(document) }

    /// There is an XFA form: where no page has a field, the pages only say that another program is needed.
    var hasXFA: Bool { pdftext_has_xfa(document) != 0 }

    /// What the owner forbids; nil where nothing is.
    var restriction: FileNote? {
        let bits = Int(pdftext_restrictions(document))
        let named: [(bit: Int, remark: FileNote.Remark)] = [
            (Int(PDFTEXT_NO_PRINTING), .noPrinting), (Int(PDFTEXT_NO_COPYING), .noCopying),
            (Int(PDFTEXT_NO_CHANGING), .noChanging),
        ]
        let forbidden = named.filter { bits & $0.bit != 0 }.map(\.remark)
        return forbidden.isEmpty ? nil : FileNote(.restricted, remarks: forbidden)
    }

    /// - Parameters:
    ///   - number: counted from 1.
    ///   - ink: decode small pictures to tell seals from signatures; most documents need none of it.
    public func page(_ number: Int, ink: Bool = false) -> (content: PageContent, problems: [ReadProblem]) {
        guard let raw = pdftext_read(document, Int32(number), ink ? 1 : 0)?.pointee else {
            return (
                PageContent(number: number, width: 0, height: 0, glyphs: [], rulings: [], marks: []),
                [ReadProblem(.damaged, place: PlaceName.page("\(number)"))]
            )
        }
        let glyphs = UnsafeBufferPointer(start: raw.glyphs, count: raw.glyph_count)
        let marks = UnsafeBufferPointer(start: raw.marks, count: raw.mark_count)
        var content = PageContent(
            number: number, width: raw.width, height: raw.height, glyphs: [],
            rulings: UnsafeBufferPointer(start: raw.rulings, count: raw.ruling_count).map {
                Ruling(x0: $0.x0, y0: $0.y0, x1: $0.x1, y1: $0.y1)
            },
            marks: marks.filter { $0.kind != UInt8(PDFTEXT_SLASH.rawValue) }.map { mark in
                Mark(
                    box: Box(x0: Double(mark.x0), y0: Double(mark.y0), x1: Double(mark.x1), y1: Double(mark.y1)),
                    isPicture: mark.kind == UInt8(PDFTEXT_PICTURE.rawValue),
                    red: mark.sampled != 0 ? Double(mark.red) : nil, dark: mark.sampled != 0 ? Double(mark.dark) : nil,
                    pixelWidth: max(0, Int(mark.pixel_width)), pixelHeight: max(0, Int(mark.pixel_height)))
            })
        content.slashes = marks.filter { $0.kind == UInt8(PDFTEXT_SLASH.rawValue) }.map {
            Ruling(x0: $0.x0, y0: $0.y0, x1: $0.x1, y1: $0.y1)
        }
        content.glyphs.reserveCapacity(glyphs.count)
        var fields = UnsafeBufferPointer(start: raw.fields, count: raw.field_count).map(FormField.init)
        content.fieldCount = fields.count
        content.smallBoxes = Int(raw.small_boxes)
        for glyph in glyphs {
            guard let scalar = GlyphRepair.scalar(glyph.code) else {
                if glyph.field == 0 { content.unreadable += 1 }
                continue
            }
            if scalar == "\u{FFFD}", glyph.field == 0 { content.unreadable += 1 }
            // Text along the page's edge (stamps in the margin, watermarks) would mix into the lines it crosses.
            guard glyph.rotation == 0 else {
                if glyph.invisible == 0, glyph.field == 0 { content.turned.unicodeScalars.append(scalar) }
                continue
            }
            let own = Glyph(
                scalar: scalar, x0: glyph.x0, y0: glyph.y0, x1: glyph.x1, y1: glyph.y1, baseline: glyph.baseline,
                size: glyph.size, invisible: glyph.invisible != 0)
            if glyph.field > 0, Int(glyph.field) <= fields.count {
                fields[Int(glyph.field) - 1].drawn.append(own)
            } else {
                content.glyphs.append(own)
            }
        }
        content.fill(fields)
        var problems: [ReadProblem] = []
        if raw.error_count > 0 || raw.aborted != 0 {
            let detail = raw.first_error.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
            problems.append(
                raw.aborted != 0
                    ? ReadProblem(.tooLarge, place: PlaceName.page("\(number)"))
                    : ReadProblem(.damaged, place: PlaceName.page("\(number)"), detail: detail))
        }
        if content.isGarbled || content.unreadable > 5 && content.unreadable * 20 > glyphs.count {
            problems.append(ReadProblem(.textDamaged, place: PlaceName.page("\(number)")))
        }
        return (content, problems)
    }

    /// A whole PDF ends with the `%%EOF` marker within its last kilobyte (ISO 32000-1, 7.5.5).
    static func isCutShort(_ data: Data) -> Bool { data.suffix(1024).range(of: Data("%%EOF".utf8)) == nil }
}

/// Code points that look right and are wrong.
enum GlyphRepair {
    /// The character that a reader sees; nil for controls and for the ornaments of symbol fonts, U+FFFD where there is
    /// one and nobody can tell which (private use: rare characters of names among them).
    static func scalar(_ code: UInt32) -> Unicode.Scalar? {
        switch code {
        case 0x20...0x2E7F: return Unicode.Scalar(code)
        case 0x2E80...0x2EFF: return Unicode.Scalar(radicals[code] ?? code)
        case 0x2F00...0x2FD5:
            // Kangxi radicals have compatibility mappings to the characters that they are.
            return Unicode.Scalar(code).map {
                String($0).precomposedStringWithCompatibilityMapping.unicodeScalars.first ?? $0
            }
        case 0xF052, 0xF0FE: return "☑"  // Wingdings
        case 0xF06F, 0xF0A8, 0xF071: return "□"
        case 0xF0FC: return "√"
        case 0xF000...0xF0FF: return nil
        case 0xE000...0xF8FF: return "\u{FFFD}"
        case 0..<0x20: return nil
        default: return Unicode.Scalar(code)
        }
    }

    /// The CJK radicals supplement has no compatibility mappings; these are the whole characters among them.
    private static let radicals: [UInt32: UInt32] = [
        0x2E81: 0x5382, 0x2E84: 0x4E59, 0x2E8B: 0x353E, 0x2E8C: 0x5C0F, 0x2E8F: 0x5C23, 0x2E92: 0x5DF3, 0x2E93: 0x5E7A,
        0x2E95: 0x5F50, 0x2E9D: 0x6708, 0x2E9F: 0x6BCD, 0x2EA0: 0x6C11, 0x2EB0: 0x7E9F, 0x2EB7: 0x7F53, 0x2EB9: 0x8002,
        0x2EBA: 0x8080, 0x2EC1: 0x864E, 0x2EC5: 0x89C1, 0x2EC6: 0x89D2, 0x2EC8: 0x8BA0, 0x2EC9: 0x8D1D, 0x2ECB: 0x8F66,
        0x2ED3: 0x957F, 0x2ED4: 0x95E8, 0x2ED8: 0x9752, 0x2ED9: 0x97E6, 0x2EDA: 0x9875, 0x2EDB: 0x98CE, 0x2EDC: 0x98DE,
        0x2EE0: 0x9963, 0x2EE2: 0x9A6C, 0x2EE5: 0x9C7C, 0x2EE6: 0x9E1F, 0x2EE7: 0x5364, 0x2EE8: 0x9EA6, 0x2EEC: 0x9F50,
        0x2EEE: 0x9F7F, 0x2EEF: 0x9F99, 0x2EF0: 0x9F99, 0x2EF3: 0x9F9F,
    ]
}
