// SPDX-License-Identifier: GPL-3.0-or-later
import CPopplerGlib

/// A white sheet of pixels to draw on.
enum CairoSurface {
    /// - Returns: what the body makes of it; nil where there is no memory for the sheet.
    static func drawn<Result>(
        width: Int, height: Int, paint: (_ context: OpaquePointer) -> Void,
        then body: (_ surface: OpaquePointer) -> Result?
    ) -> Result? {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            return nil
        }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            return nil
        }
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        paint(context)
        cairo_surface_flush(surface)
        return body(surface)
    }
}
