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
