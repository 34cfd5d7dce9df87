// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib
import Dossier
import Foundation

/// Draws a part of a PDF page, for evidence in reports. One document is open at a time.
public final class PDFRenderer {
    private var document: OpaquePointer?
    private var bytes: Data?
    private let reader: PDFReader

    public init(_ data: Data) throws(ReadProblem) {
        reader = try PDFReader(data)
        bytes = data
        let held = data.withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) }
        defer { g_bytes_unref(held) }
        var error: UnsafeMutablePointer<GError>?
        document = poppler_document_new_from_bytes(held, nil, &error)
        if let error { g_error_free(error) }
        guard document != nil else { throw ReadProblem(.damaged) }
    }

    deinit {
        if let document { g_object_unref(UnsafeMutableRawPointer(document)) }
    }

    /// A picture of the page around `box`.
    public struct Crop {
        public var png: Data
        public var width, height: Int
        /// The box inside the picture, in pixels.
        public var mark: Box
    }

    /// - Parameters:
    ///   - page: counted from 1.
    ///   - box: in points, origin top left.
    ///   - masked: blacks out ID numbers and telephone numbers.
    ///   - scale: pixels a point.
    public func crop(page number: Int, box: Box, masked: Bool, scale: Double = 1.5) -> Crop? {
        guard let document, number >= 1, number <= reader.pageCount,
            let page = poppler_document_get_page(document, Int32(number - 1))
        else { return nil }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        var width = 0.0
        var height = 0.0
        poppler_page_get_size(page, &width, &height)
        guard width > 0, height > 0, width < 20_000, height < 20_000 else { return nil }
        // Some context on every side, and never more than a strip of the page.
        let around = Box(
            x0: max(0, min(box.x0 - 120, width - 300)), y0: max(0, box.y0 - 30),
            x1: min(width, max(box.x1 + 90, box.x0 + 300)),
            y1: min(height, min(box.y1 + 30, box.y0 + 260)))
        let (w, h) = (Int((around.width * scale).rounded(.up)), Int((around.height * scale).rounded(.up)))
        guard w > 0, h > 0, w < 4000, h < 4000,
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(w), Int32(h)),
            let context = cairo_create(surface)
        else { return nil }
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        cairo_translate(context, -around.x0, -around.y0)
        poppler_page_render(page, context)
        if masked {
            cairo_set_source_rgb(context, 0, 0, 0)
            for secret in sensitiveBoxes(page: number) where secret.intersects(around) {
                cairo_rectangle(context, secret.x0, secret.y0, secret.width, secret.height)
                cairo_fill(context)
            }
        }
        cairo_surface_flush(surface)
        guard let png = Self.png(surface) else { return nil }
        let mark = Box(
            x0: max(0, (box.x0 - around.x0) * scale), y0: max(0, (box.y0 - around.y0) * scale),
            x1: min(Double(w), (box.x1 - around.x0) * scale), y1: min(Double(h), (box.y1 - around.y0) * scale))
        return Crop(png: png, width: w, height: h, mark: mark)
    }

    private var sensitive: [Int: [Box]] = [:]

    /// The places of ID numbers and telephone numbers on a page, the first and last characters left readable.
    private func sensitiveBoxes(page: Int) -> [Box] {
        if let known = sensitive[page] { return known }
        let found = Self.sensitiveBoxes(in: PageLayout.of(reader.page(page).content))
        sensitive[page] = found
        return found
    }

    static func sensitiveBoxes(in layout: PageLayout) -> [Box] {
        // A number may be spread over the columns of a line, the lines of a cell or the end of one line and the next.
        let lines = layout.allLines.map { [$0] } + zip(layout.lines, layout.lines.dropFirst()).map { [$0, $1] }
        let cells = layout.tables.flatMap(\.cells).map(\.lines).filter { $0.count > 1 }
        return (lines + cells).flatMap { Self.sensitiveBoxes(in: $0.map { $0.segments.flatMap(\.words) }) }
    }

    /// Words of one line stand a space apart, the last of a line and the first of the next join.
    private static func sensitiveBoxes(in lines: [[Segment.Word]]) -> [Box] {
        var characters: [(character: Character, box: Box?)] = []
        for line in lines {
            for (number, word) in line.enumerated() {
                if number > 0 { characters.append((" ", nil)) }
                // Characters differ in width: Latin letters and digits take about half of a Chinese one.
                let widths = word.text.map { $0.isASCII ? 0.55 : 1.0 }
                let scale = word.box.width / max(widths.reduce(0, +), 0.55)
                var x = word.box.x0
                for (character, width) in zip(word.text, widths) {
                    let box = Box(x0: x, y0: word.box.y0 - 1, x1: x + width * scale, y1: word.box.y1 + 1)
                    characters.append((character, box))
                    x = box.x1
                }
            }
        }
        return Masking.hiddenRanges(in: characters.map(\.character)).flatMap { range -> [Box] in
            // One box a line.
            var boxes: [Box] = []
            for box in characters[range].compactMap(\.box) {
                if let last = boxes.last, last.overlapY(box) > 0, box.x0 >= last.x0 {
                    boxes[boxes.count - 1] = last.union(box)
                } else {
                    boxes.append(box)
                }
            }
            return boxes
        }
    }

    private static func png(_ surface: OpaquePointer) -> Data? {
        let sink = NSMutableData()
        let status = cairo_surface_write_to_png_stream(
            surface,
            { closure, bytes, length in
                guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<NSMutableData>.fromOpaque(closure).takeUnretainedValue().append(bytes, length: Int(length))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque())
        return status == CAIRO_STATUS_SUCCESS ? sink as Data : nil
    }
}
