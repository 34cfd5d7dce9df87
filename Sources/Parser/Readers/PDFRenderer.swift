// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib
import Dossier
import Foundation

/// Draws pages of a PDF and parts of them, for evidence in reports and for recognition. One document is open at a time.
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
    public struct Crop: Sendable, Hashable, Codable {
        public var png: Data
        public var width, height: Int
        /// The box inside the picture, in pixels.
        public var mark: Box
    }

    /// Some context on every side of the box, and never more than a strip of the page; secrets are black.
    public func crop(_ request: CropRequest) -> Crop? {
        let (number, box, scale) = (request.page, request.box, request.scale)
        guard let document, number >= 1, number <= reader.pageCount,
            let page = poppler_document_get_page(document, Int32(number - 1))
        else { return nil }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        var width = 0.0
        var height = 0.0
        poppler_page_get_size(page, &width, &height)
        guard width > 0, height > 0, width < 20_000, height < 20_000 else { return nil }
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
        cairo_set_source_rgb(context, 0, 0, 0)
        for secret in request.secrets where secret.intersects(around) {
            cairo_rectangle(context, secret.x0, secret.y0, secret.width, secret.height)
            cairo_fill(context)
        }
        cairo_surface_flush(surface)
        guard let png = Self.png(surface) else { return nil }
        let mark = Box(
            x0: max(0, (box.x0 - around.x0) * scale), y0: max(0, (box.y0 - around.y0) * scale),
            x1: min(Double(w), (box.x1 - around.x0) * scale), y1: min(Double(h), (box.y1 - around.y0) * scale))
        return Crop(png: png, width: w, height: h, mark: mark)
    }

    /// A whole page as people see it, turned and cut like it.
    public struct PageImage: Sendable, Hashable {
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
    public func image(page number: Int, dpi: Double, box: Box? = nil, pixelLimit: Int = 40_000_000) -> PageImage? {
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
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(w), Int32(h)) else { return nil }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            return nil
        }
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        cairo_translate(context, -shown.x0, -shown.y0)
        poppler_page_render(page, context)
        cairo_surface_flush(surface)
        guard let source = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let pixels = [UInt8](unsafeUninitializedCapacity: w * h * 3) { out, count in
            var next = 0
            for y in 0..<h {
                // Blue first in memory on the machines that Debian 12 and Swift share.
                var pixel = source + y * stride
                for _ in 0..<w {
                    out[next] = pixel[2]
                    out[next + 1] = pixel[1]
                    out[next + 2] = pixel[0]
                    next += 3
                    pixel += 4
                }
            }
            count = next
        }
        return PageImage(pixels: pixels, width: w, height: h, dpi: scale * 72)
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
