// SPDX-License-Identifier: GPL-3.0-or-later
import CPangoCairo

/// The two typefaces of a document, by the names of their families.
///
/// GB/T 9704-2012 sets body text in 仿宋 and headings in 黑体. Neither is free; Noto Serif CJK and Noto Sans CJK stand in, the
/// former after the official ones where those are installed.
struct PDFFonts {
    enum Face { case body, heading }

    let body: String
    let heading: String

    subscript(face: Face) -> String { face == .body ? body : heading }

    private static let bodies = ["Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK SC"]
    private static let headings = ["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Noto Serif CJK SC"]
    /// What documents cannot do without; a font with these has the rest of GB 2312, too.
    private static let probe = "准绳补正告知书材料校验回执设立备案机构编码〔〕，。：—"

    /// - Throws: `.noChineseFont` where neither face is to be had.
    init(_ context: OpaquePointer) throws(PDFError) {
        guard let body = Self.bodies.first(where: { Self.hasGlyphs($0, context) }),
            let heading = Self.headings.first(where: { Self.hasGlyphs($0, context) })
        else { throw .noChineseFont }
        (self.body, self.heading) = (body, heading)
    }

    /// fontconfig always names some font: only its glyphs tell whether it is the one.
    private static func hasGlyphs(_ family: String, _ context: OpaquePointer) -> Bool {
        guard let description = pango_font_description_new() else { return false }
        defer { pango_font_description_free(description) }
        pango_font_description_set_family(description, family)
        guard let font = pango_context_load_font(context, description) else { return false }
        defer { g_object_unref(font) }
        return probe.unicodeScalars.allSatisfy { pango_font_has_char(font, $0.value) != 0 }
    }
}
