// SPDX-License-Identifier: GPL-3.0-or-later
import CPangoCairo

/// How a piece of text is set. All measures in points (1/72 inch).
struct PDFTextStyle {
    enum Alignment { case left, centre, right, justified }

    var face: PDFFonts.Face = .body
    var size: Double
    /// From one baseline to the next, the same for all lines: a table breaks anywhere between them.
    var pitch: Double
    var alignment: Alignment = .left
    /// Indent of the first line; negative indents the others.
    var indent = 0.0
    var bold = false
    /// 0 black to 1 white.
    var grey = 0.0
    /// Further space between characters.
    var spacing = 0.0
}

/// Text broken into lines of a width. Plain text only: pango's markup is never looked for, and what stands in a document of
/// the package cannot turn into any.
final class PDFText {
    let layout: OpaquePointer
    let style: PDFTextStyle
    let width: Double
    let lineCount: Int

    var height: Double { Double(lineCount) * style.pitch }

    /// - Parameters:
    ///   - paragraphs: each begins a line; a line break inside one is a space.
    ///   - width: of the column, in points; no line is wider, words that do not fit are broken.
    init(_ paragraphs: [String], _ style: PDFTextStyle, width: Double, _ context: OpaquePointer, _ fonts: PDFFonts)
        throws(PDFError)
    {
        guard let layout = pango_layout_new(context), let description = pango_font_description_new() else {
            throw .drawing("pango")
        }
        defer { pango_font_description_free(description) }
        self.layout = layout
        self.style = style
        self.width = width
        pango_font_description_set_family(description, fonts[style.face])
        pango_font_description_set_absolute_size(description, style.size * Self.scale)
        if style.bold { pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
        pango_layout_set_font_description(layout, description)
        pango_layout_set_width(layout, Int32(width * Self.scale))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_indent(layout, Int32(style.indent * Self.scale))
        switch style.alignment {
        case .left, .justified: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
        case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
        pango_layout_set_justify(layout, style.alignment == .justified ? 1 : 0)
        Self.setAttributes(layout, style)
        let safe = paragraphs.map(VisibleText.shown).joined(separator: "\n")
        pango_layout_set_text(layout, safe, Int32(clamping: safe.utf8.count))
        lineCount = max(1, Int(pango_layout_get_line_count(layout)))
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    static let scale = Double(PANGO_SCALE)

    /// No hyphens where a long word is broken, as an identifier with one would be another; no ligatures, as a digest is read
    /// letter by letter.
    private static func setAttributes(_ layout: OpaquePointer, _ style: PDFTextStyle) {
        guard let list = pango_attr_list_new() else { return }
        defer { pango_attr_list_unref(list) }
        pango_attr_list_insert(list, pango_attr_insert_hyphens_new(0))
        pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0"))
        if style.spacing != 0 {
            pango_attr_list_insert(list, pango_attr_letter_spacing_new(Int32(style.spacing * scale)))
        }
        pango_layout_set_attributes(layout, list)
    }

    /// Width of the widest line, in points.
    var inkWidth: Double {
        var rectangle = PangoRectangle()
        pango_layout_get_extents(layout, nil, &rectangle)
        return Double(rectangle.width) / Self.scale
    }

    /// Draws lines `range`, the first in the strip whose top is `y`, the column's left edge at `x`.
    func draw(_ range: Range<Int>, x: Double, y: Double, _ cairo: OpaquePointer) {
        cairo_set_source_rgb(cairo, style.grey, style.grey, style.grey)
        for index in range {
            guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { continue }
            var extents = PangoRectangle()
            pango_layout_line_get_extents(line, nil, &extents)
            let left = x + start(of: index, lineWidth: Double(extents.width) / Self.scale)
            // The Chinese em box of a line stands in the middle of its strip.
            let baseline = y + Double(index - range.lowerBound) * style.pitch + style.pitch / 2 + style.size * 0.38
            cairo_move_to(cairo, left, baseline)
            pango_cairo_show_layout_line(cairo, line)
        }
    }

    private func start(of index: Int, lineWidth: Double) -> Double {
        switch style.alignment {
        case .centre: return (width - lineWidth) / 2
        case .right: return width - lineWidth
        case .left, .justified:
            if style.indent >= 0 { return index == 0 ? style.indent : 0 }
            return index == 0 ? 0 : -style.indent
        }
    }
}
