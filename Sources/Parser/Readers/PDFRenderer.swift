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

    /// A whole page as people see it, turned and cut like it.
    public struct Drawing: Sendable, Hashable {
        /// Three bytes a pixel, red first, rows without padding.
        public var pixels: [UInt8]
        public var width, height: Int
        /// What it was drawn at: lower than asked for where the page is very large.
        public var dpi: Double
    }

    /// - Parameters:
    ///   - page: counted from 1.
    ///   - dpi: pixels an inch; see `PageContent.recognitionResolution`.
    ///   - box: a part of the page, in points; nil for all of it.
    ///   - pixelLimit: a larger picture is drawn at fewer pixels an inch.
    /// - Returns: nil where there is no such page or it cannot be drawn.
    public func image(page number: Int, dpi: Double, box: Box? = nil, pixelLimit: Int = 40_000_000) -> Drawing? {
        guard let document, number >= 1, number <= reader.pageCount, dpi > 0,
            let page = poppler_document_get_page(document, Int32(number - 1))
        else { return nil }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        var width = 0.0
        var height = 0.0
        poppler_page_get_size(page, &width, &height)
        guard width > 0, height > 0, width < 20_000, height < 20_000 else { return nil }
        let whole = Box(x0: 0, y0: 0, x1: width, y1: height)
        let part = box.map {
            Box(x0: max(0, $0.x0), y0: max(0, $0.y0), x1: min(width, $0.x1), y1: min(height, $0.y1))
        }
        let shown = part ?? whole
        guard shown.width > 0, shown.height > 0 else { return nil }
        let most = (Double(max(1, pixelLimit)) / (shown.width * shown.height)).squareRoot()
        let side = 30_000 / max(shown.width, shown.height)
        let scale = min(dpi / 72, most, side)
        let (w, h) = (max(1, Int(shown.width * scale)), max(1, Int(shown.height * scale)))
        let pixels = CairoSurface.drawn(width: w, height: h) { context in
            cairo_scale(context, scale, scale)
            cairo_translate(context, -shown.x0, -shown.y0)
            poppler_page_render(page, context)
        } then: {
            Self.pixels(of: $0, width: w, height: h)
        }
        return pixels.map { Drawing(pixels: $0, width: w, height: h, dpi: scale * 72) }
    }

    /// Three bytes a pixel: red, green, blue.
    private static func pixels(of surface: OpaquePointer, width: Int, height: Int) -> [UInt8]? {
        guard let source = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        return [UInt8](unsafeUninitializedCapacity: width * height * 3) { out, count in
            var next = 0
            for y in 0..<height {
                // Blue first in memory on the machines that Debian 12 and Swift share.
                var pixel = source + y * stride
                for _ in 0..<width {
                    out[next] = pixel[2]
                    out[next + 1] = pixel[1]
                    out[next + 2] = pixel[0]
                    next += 3
                    pixel += 4
                }
            }
            count = next
        }
    }

    public func crop(_ request: CropRequest) -> PageCrop? {
        guard let document, request.page >= 1, request.page <= reader.pageCount,
            let page = poppler_document_get_page(document, Int32(request.page - 1))
        else { return nil }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        var (width, height) = (0.0, 0.0)
        poppler_page_get_size(page, &width, &height)
        return CropCanvas.draw(request, pageWidth: width, pageHeight: height) { poppler_page_render(page, $0) }
    }
}
