// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML

/// The cell styles of a workbook, as far as they decide what a person sees.
struct WorkbookStyles {
    struct Style {
        var format = CellFormat.general
        /// Pale words with nothing painted behind them.
        var isPale = false
        var isStruck = false
        /// Points.
        var size = 11.0
    }

    private var styles: [Style] = []

    init(_ document: XMLDocument?) {
        guard let root = document?.root else { return }
        var custom: [Int: CellFormat] = [:]
        for format in root.child("numFmts")?.children("numFmt") ?? [] {
            guard let id = format.attribute("numFmtId").flatMap(Int.init), let code = format.attribute("formatCode")
            else { continue }
            custom[id] = CellFormat(code: code)
        }
        let fonts = root.child("fonts")?.children("font") ?? []
        let fills = root.child("fills")?.children("fill") ?? []
        styles = (root.child("cellXfs")?.children("xf") ?? []).map { xf in
            func index(_ name: String) -> Int { xf.attribute(name).flatMap(Int.init) ?? 0 }
            var style = Style()
            style.format = custom[index("numFmtId")] ?? CellFormat.builtIn(index("numFmtId")) ?? .general
            if fonts.indices.contains(index("fontId")) {
                let font = fonts[index("fontId")]
                style.isStruck = font.toggle("strike") ?? false
                style.size = font.child("sz")?.measure("val").map { min($0, 2_000) } ?? 11
                let colour = font.child("color")
                let isWhite = colour?.attribute("rgb").map { RunLook.isPale(String($0.suffix(6))) } ?? false
                // Theme colour 0 is the background's.
                style.isPale = isWhite || colour?.attribute("theme") == "0" && colour?.attribute("tint") == nil
            }
            // Letters in the colour of their own ground are seen by nobody: in doubt, as if they were struck out.
            if fonts.indices.contains(index("fontId")), fills.indices.contains(index("fillId")),
                let ink = fonts[index("fontId")].child("color")?.attribute("rgb"),
                let ground = fills[index("fillId")].child("patternFill"), ground.attribute("patternType") == "solid",
                ground.child("fgColor")?.attribute("rgb")?.suffix(6) == ink.suffix(6)
            {
                style.isStruck = true
            }
            if style.isPale, fills.indices.contains(index("fillId")) {
                let fill = fills[index("fillId")]
                let pattern = fill.child("patternFill")
                let isPainted =
                    fill.child("gradientFill") != nil || pattern?.attribute("patternType") ?? "none" != "none"
                let paint = pattern?.child("fgColor")
                let isWhite = paint?.attribute("rgb").map { RunLook.isPale(String($0.suffix(6))) } ?? false
                if isPainted, !isWhite { style.isPale = false }
            }
            return style
        }
    }

    func style(_ cell: XMLNode) -> Style {
        let index = cell.attribute("s").flatMap(Int.init) ?? 0
        return styles.indices.contains(index) ? styles[index] : Style()
    }
}
