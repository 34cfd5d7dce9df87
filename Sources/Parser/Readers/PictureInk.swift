// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib
import Foundation

/// How much red and dark ink a picture shows, for telling seals from signatures in office files.
enum PictureInk {
    /// PNG and JPEG; nil for anything else.
    static func sample(_ picture: Data) -> (red: Double, dark: Double)? {
        if let jpeg = JPEGFrame(picture) { return sample(jpeg: picture, jpeg) }
        return sample(png: picture)
    }

    /// Width and height in pixels, from the header of PNG, JPEG, GIF or BMP; nil for anything else.
    static func pixels(_ picture: Data) -> (width: Int, height: Int)? {
        let head = [UInt8](picture.prefix(32))
        guard head.count == 32 else { return nil }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            func big(_ at: Int) -> Int { head[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
            return (big(16), big(20))
        }
        if head.starts(with: Array("GIF8".utf8)) { return (Int(head.littleEndian16(6)), Int(head.littleEndian16(8))) }
        if head.starts(with: Array("BM".utf8)) {
            let height = Int(Int32(bitPattern: head.littleEndian32(22)))
            return (Int(head.littleEndian32(18)), abs(height))
        }
        return JPEGFrame(picture).map { ($0.width, $0.height) }
    }

    /// Poppler draws a JPEG that is wrapped as a page of a PDF, so no decoder of our own meets its bytes.
    private static func sample(jpeg: Data, _ frame: JPEGFrame) -> (red: Double, dark: Double)? {
        guard jpeg.count < 32 << 20, frame.width < 20_000, frame.height < 20_000 else { return nil }
        let pdf = frame.page(jpeg)
        let held = pdf.withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) }
        defer { g_bytes_unref(held) }
        var error: UnsafeMutablePointer<GError>?
        guard let document = poppler_document_new_from_bytes(held, nil, &error) else {
            if let error { g_error_free(error) }
            return nil
        }
        defer { g_object_unref(UnsafeMutableRawPointer(document)) }
        guard let page = poppler_document_get_page(document, 0) else { return nil }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        return CairoSurface.drawn(width: JPEGFrame.side, height: JPEGFrame.side) { context in
            poppler_page_render(page, context)
        } then: {
            sample($0)
        }
    }

    private static func sample(png: Data) -> (red: Double, dark: Double)? {
        // A small file can unpack to gigabytes of pixels.
        guard png.starts(with: [0x89, 0x50, 0x4E, 0x47]), png.count < 16 << 20, let size = pixels(png), size.width > 0,
            size.height > 0, size.width < 8000, size.height < 8000, size.width * size.height <= 24_000_000
        else { return nil }
        let feed = Feed(png)
        let surface = cairo_image_surface_create_from_png_stream(
            { closure, out, length in
                guard let closure, let out else { return CAIRO_STATUS_READ_ERROR }
                return Unmanaged<Feed>.fromOpaque(closure).takeUnretainedValue().read(out, Int(length))
            }, Unmanaged.passUnretained(feed).toOpaque())
        defer { cairo_surface_destroy(surface) }
        guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
        return sample(surface)
    }

    private static func sample(_ surface: OpaquePointer) -> (red: Double, dark: Double)? {
        cairo_surface_flush(surface)
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        guard width > 0, height > 0, width < 8000, height < 8000, let pixels = cairo_image_surface_get_data(surface)
        else { return nil }
        let hasAlpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32
        var red = 0
        var dark = 0
        var all = 0
        for y in Swift.stride(from: 0, to: height, by: max(1, height / 128)) {
            for x in Swift.stride(from: 0, to: width, by: max(1, width / 128)) {
                let pixel = pixels + y * stride + x * 4
                all += 1
                let alpha = hasAlpha ? Double(pixel[3]) / 255 : 1
                guard alpha > 0.3 else { continue }
                // Premultiplied, blue first.
                let (b, g, r) = (
                    Double(pixel[0]) / 255 / alpha, Double(pixel[1]) / 255 / alpha, Double(pixel[2]) / 255 / alpha
                )
                if r > 0.45, r - g > 0.2, r - b > 0.2 { red += 1 } else if r + g + b < 1.5 { dark += 1 }
            }
        }
        return all == 0 ? nil : (Double(red) / Double(all), Double(dark) / Double(all))
    }

    private final class Feed {
        private let bytes: Data
        private var position: Int

        init(_ bytes: Data) {
            self.bytes = bytes
            position = bytes.startIndex
        }

        func read(_ out: UnsafeMutablePointer<UInt8>, _ length: Int) -> cairo_status_t {
            guard position + length <= bytes.endIndex else { return CAIRO_STATUS_READ_ERROR }
            bytes.copyBytes(to: out, from: position..<(position + length))
            position += length
            return CAIRO_STATUS_SUCCESS
        }
    }
}
