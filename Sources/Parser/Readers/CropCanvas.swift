// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib
import Dossier
import Foundation

/// Draws a part of a page, whatever the page is made of.
enum CropCanvas {
    /// Some context on every side of the box, and never more than a strip of the page; secrets are black.
    /// - Parameters:
    ///   - pageWidth: in points, as `pageHeight`.
    ///   - paint: draws the whole page in points, origin top left.
    static func draw(
        _ request: CropRequest, pageWidth width: Double, pageHeight height: Double, paint: (OpaquePointer) -> Void
    )
        -> PageCrop?
    {
        let (box, scale) = (request.box, request.scale)
        guard width > 0, height > 0, width < 20_000, height < 20_000 else { return nil }
        let around = Box(
            x0: max(0, min(box.x0 - 120, width - 300)), y0: max(0, box.y0 - 30),
            x1: min(width, max(box.x1 + 90, box.x0 + 300)), y1: min(height, min(box.y1 + 30, box.y0 + 260)))
        let (w, h) = ((around.width * scale).rounded(.up).clamped, (around.height * scale).rounded(.up).clamped)
        guard w > 0, h > 0, w < 4000, h < 4000 else { return nil }
        let drawn = CairoSurface.drawn(width: w, height: h) { context in
            cairo_scale(context, scale, scale)
            cairo_translate(context, -around.x0, -around.y0)
            paint(context)
            cairo_set_source_rgb(context, 0, 0, 0)
            for secret in request.secrets where secret.intersects(around) {
                cairo_rectangle(context, secret.x0, secret.y0, secret.width, secret.height)
                cairo_fill(context)
            }
        } then: {
            png($0)
        }
        guard let png = drawn else { return nil }
        let mark = Box(
            x0: max(0, (box.x0 - around.x0) * scale), y0: max(0, (box.y0 - around.y0) * scale),
            x1: min(Double(w), (box.x1 - around.x0) * scale), y1: min(Double(h), (box.y1 - around.y0) * scale))
        return PageCrop(png: png, width: w, height: h, mark: mark)
    }

    private static func png(_ surface: OpaquePointer) -> Data? {
        let sink = Sink()
        let status = cairo_surface_write_to_png_stream(
            surface,
            { closure, bytes, length in
                guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().data.append(bytes, count: Int(length))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque())
        return status == CAIRO_STATUS_SUCCESS ? sink.data : nil
    }

    private final class Sink {
        var data = Data()
    }
}
