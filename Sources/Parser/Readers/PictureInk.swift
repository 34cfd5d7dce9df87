// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib
import Foundation

/// How much red and dark ink a PNG shows, for telling seals from signatures in office files.
enum PictureInk {
    static func sample(_ png: Data) -> (red: Double, dark: Double)? {
        guard png.starts(with: [0x89, 0x50, 0x4E, 0x47]), png.count < 16 << 20, isOfFairSize(png) else { return nil }
        let feed = Feed(png)
        let surface = cairo_image_surface_create_from_png_stream(
            { closure, out, length in
                guard let closure, let out else { return CAIRO_STATUS_READ_ERROR }
                return Unmanaged<Feed>.fromOpaque(closure).takeUnretainedValue().read(out, Int(length))
            }, Unmanaged.passUnretained(feed).toOpaque())
        defer { cairo_surface_destroy(surface) }
        guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
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

    /// What the header (IHDR, the first chunk) says, before a byte of the picture is unpacked.
    private static func isOfFairSize(_ png: Data) -> Bool {
        let header = [UInt8](png.prefix(24))
        guard header.count == 24 else { return false }
        func number(_ at: Int) -> Int { header[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        let (width, height) = (number(16), number(20))
        return width > 0 && height > 0 && width < 8000 && height < 8000 && width * height <= 24_000_000
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
