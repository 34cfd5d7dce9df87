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
    public struct Crop: Sendable, Hashable, Codable {
        public var png: Data
        public var width, height: Int
        /// The box inside the picture, in pixels.
        public var mark: Box
    }

    /// The page as shown, three bytes a pixel.
    func image(page number: Int, dpi: Double) -> (rgb: [UInt8], width: Int, height: Int)? {
        guard let document, let page = poppler_document_get_page(document, Int32(number - 1)) else { return nil }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        var (width, height) = (0.0, 0.0)
        poppler_page_get_size(page, &width, &height)
        let (w, h) = (Int((width * dpi / 72).rounded()), Int((height * dpi / 72).rounded()))
        guard w > 0, h > 0, w * h < 40_000_000,
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(w), Int32(h)),
            let context = cairo_create(surface)
        else { return nil }
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, dpi / 72, dpi / 72)
        poppler_page_render(page, context)
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var rgb = [UInt8](repeating: 0, count: w * h * 3)
        for y in 0..<h {
            for x in 0..<w {
                let from = y * stride + x * 4
                let to = (y * w + x) * 3
                rgb[to] = data[from + 2]
                rgb[to + 1] = data[from + 1]
                rgb[to + 2] = data[from]
            }
        }
        return (rgb, w, h)
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
