// SPDX-License-Identifier: GPL-3.0-or-later
import CPangoCairo
import Foundation

/// What a PDF says of itself.
struct PDFMetadata {
    var title: String
    var author: String?
    var subject: String?
    /// ISO 8601 day, or RFC 3339 in UTC. Passed in, so that the same document gives the same bytes.
    var date: String

    /// What is no date would make cairo write the time of day.
    fileprivate var creation: String {
        if date.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil { return date + "T00:00:00Z" }
        let isTime = date.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z/) != nil
        return isTime ? date : "1970-01-01T00:00:00Z"
    }
}

/// A4 and its margins, in points.
struct PDFPageShape {
    static let width = 210 * millimetre
    static let height = 297 * millimetre
    static let millimetre = 72 / 25.4

    var top: Double
    var left: Double
    var right: Double
    var bottom: Double

    /// GB/T 9704-2012, 5.2: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm.
    static let official = PDFPageShape(
        top: 37 * millimetre, left: 28 * millimetre, right: 26 * millimetre, bottom: 35 * millimetre)

    var textWidth: Double { Self.width - left - right }
    var textHeight: Double { Self.height - top - bottom }
}

/// Pages that are written from top to bottom, into memory. Everything is placed at `y`, which then moves on.
final class PDFPages {
    let shape: PDFPageShape
    let context: OpaquePointer
    let cairo: OpaquePointer
    let fonts: PDFFonts
    /// Top of what comes next, in points from the top of the page.
    var y: Double
    /// From 1.
    private(set) var number = 1

    private let surface: OpaquePointer
    private let sink: Sink
    /// Drawn last on every page: page numbers, frames.
    private let decorate: (PDFPages) throws -> Void

    /// The bytes that cairo hands over.
    private final class Sink { var data = Data() }

    init(
        _ metadata: PDFMetadata, shape: PDFPageShape, decorate: @escaping (PDFPages) throws -> Void
    ) throws(PDFError) {
        self.shape = shape
        self.decorate = decorate
        let sink = Sink()
        self.sink = sink
        let made = cairo_pdf_surface_create_for_stream(
            { closure, bytes, count in
                guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().data.append(bytes, count: Int(count))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque(), PDFPageShape.width, PDFPageShape.height)
        guard let surface = made else { throw .drawing("cairo") }
        guard let cairo = cairo_create(surface) else {
            cairo_surface_destroy(surface)
            throw .drawing("cairo")
        }
        guard let context = pango_cairo_create_context(cairo) else {
            cairo_destroy(cairo)
            cairo_surface_destroy(surface)
            throw .drawing("pango")
        }
        pango_cairo_context_set_resolution(context, 72)
        // Glyphs stand where the font puts them, not on the pixels of some screen.
        pango_context_set_round_glyph_positions(context, 0)
        if let options = cairo_font_options_create() {
            cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
            cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
            pango_cairo_context_set_font_options(context, options)
            cairo_font_options_destroy(options)
        }
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        pango_context_set_language(context, pango_language_from_string("zh-cn"))
        do { fonts = try PDFFonts(context) } catch {
            g_object_unref(UnsafeMutableRawPointer(context))
            cairo_destroy(cairo)
            cairo_surface_destroy(surface)
            throw error
        }
        (self.surface, self.cairo, self.context) = (surface, cairo, context)
        y = shape.top
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        let entries: [(cairo_pdf_metadata_t, String?)] = [
            (CAIRO_PDF_METADATA_TITLE, metadata.title), (CAIRO_PDF_METADATA_AUTHOR, metadata.author),
            (CAIRO_PDF_METADATA_SUBJECT, metadata.subject), (CAIRO_PDF_METADATA_CREATOR, "zhunsheng"),
            (CAIRO_PDF_METADATA_CREATE_DATE, metadata.creation),
        ]
        for (entry, text) in entries {
            if let text { cairo_pdf_surface_set_metadata(surface, entry, VisibleText.shown(text)) }
        }
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(context))
        cairo_destroy(cairo)
        // Destroying an unfinished surface still writes to the sink, which lives until after this.
        cairo_surface_destroy(surface)
    }

    var left: Double { shape.left }
    var bottom: Double { PDFPageShape.height - shape.bottom }
    var remaining: Double { bottom - y }
    var isAtTop: Bool { y <= shape.top + 0.01 }

    func newPage() throws(PDFError) {
        try finishPage()
        number += 1
        y = shape.top
    }

    /// Goes to a new page unless `height` points are left on this one.
    func require(_ height: Double) throws(PDFError) {
        if height > remaining + 0.01, !isAtTop { try newPage() }
    }

    func text(_ text: String, _ style: PDFTextStyle, width: Double? = nil) throws(PDFError) -> PDFText {
        try self.text([text], style, width: width)
    }

    func text(_ paragraphs: [String], _ style: PDFTextStyle, width: Double? = nil) throws(PDFError) -> PDFText {
        try PDFText(paragraphs, style, width: width ?? shape.textWidth, context, fonts)
    }

    /// Sets a paragraph across the text area, line by line over pages.
    func paragraph(_ string: String, _ style: PDFTextStyle) throws(PDFError) {
        let text = try text([string], style)
        for line in 0..<text.lineCount {
            try require(style.pitch)
            text.draw(line..<(line + 1), x: left, y: y, cairo)
            y += style.pitch
        }
    }

    func frame(x: Double, y: Double, width: Double, height: Double, line: Double, grey: Double = 0) {
        cairo_set_source_rgb(cairo, grey, grey, grey)
        cairo_set_line_width(cairo, line)
        cairo_rectangle(cairo, x, y, width, height)
        cairo_stroke(cairo)
    }

    func band(x: Double, y: Double, width: Double, height: Double, grey: Double) {
        cairo_set_source_rgb(cairo, grey, grey, grey)
        cairo_rectangle(cairo, x, y, width, height)
        cairo_fill(cairo)
    }

    private func finishPage() throws(PDFError) {
        do { try decorate(self) } catch let error as PDFError { throw error } catch { throw .drawing("\(error)") }
        cairo_show_page(cairo)
    }

    /// The whole file. Nothing can be added afterwards.
    func finish() throws(PDFError) -> Data {
        try finishPage()
        cairo_surface_finish(surface)
        for status in [cairo_status(cairo), cairo_surface_status(surface)]
        where status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_SURFACE_FINISHED {
            throw .drawing(String(cString: cairo_status_to_string(status)))
        }
        return sink.data
    }
}

extension PDFPages {
    /// GB/T 9704-2012, 7.5: 4号 digits between dashes, 7 mm below the text area, on the outer side with one character left
    /// free.
    func pageNumber() throws(PDFError) {
        var style = PDFTextStyle(size: 14, pitch: 20)
        style.alignment = number.isMultiple(of: 2) ? .left : .right
        let text = try text("— \(number) —", style, width: shape.textWidth - 28)
        text.draw(0..<1, x: left + 14, y: bottom + 7 * PDFPageShape.millimetre - 6, cairo)
    }
}
