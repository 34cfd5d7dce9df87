// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib
import Dossier
import Foundation
import Recognition

/// Pictures as pages: their size in points, and crops of them.
enum PictureRenderer {
    /// Points a pixel: by the scanner's resolution; a photograph has none, its longer side is taken for that of A4.
    static func pointsAPixel(_ image: PageImage) -> Double {
        image.dpi.map { 72 / $0 } ?? 842 / Double(max(image.width, image.height, 1))
    }

    static func crop(_ data: Data, _ request: CropRequest) -> PageCrop? {
        guard let image = try? PageImage.decode(data, page: request.page) else { return nil }
        let scale = pointsAPixel(image)
        let (width, height) = (Double(image.width) * scale, Double(image.height) * scale)
        let pixels = image.pixels
        let stride = Int(cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, Int32(pixels.width)))
        guard stride > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: stride * pixels.height)
        for y in 0..<pixels.height {
            for x in 0..<pixels.width {
                let (from, to) = ((y * pixels.width + x) * 3, y * stride + x * 4)
                bytes[to] = pixels.rgb[from + 2]
                bytes[to + 1] = pixels.rgb[from + 1]
                bytes[to + 2] = pixels.rgb[from]
            }
        }
        return bytes.withUnsafeMutableBufferPointer { buffer -> PageCrop? in
            guard let base = buffer.baseAddress,
                let surface = cairo_image_surface_create_for_data(
                    base, CAIRO_FORMAT_RGB24, Int32(pixels.width), Int32(pixels.height), Int32(stride))
            else { return nil }
            defer { cairo_surface_destroy(surface) }
            return CropCanvas.draw(request, pageWidth: width, pageHeight: height) { context in
                cairo_save(context)
                cairo_scale(context, width / Double(pixels.width), height / Double(pixels.height))
                cairo_set_source_surface(context, surface, 0, 0)
                cairo_paint(context)
                cairo_restore(context)
            }
        }
    }
}
