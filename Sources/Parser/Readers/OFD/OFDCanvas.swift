// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Draws a page's objects (§8) in their order and keeps what a person would see: characters, rules, pictures.
struct OFDCanvas {
    /// What an object inherits from what it stands in.
    struct Style {
        /// From the object's outer space to points on the page.
        var matrix: OFDMatrix
        /// nil for ink whose colour is not known.
        var fill: OFDColour? = .black
        var stroke: OFDColour? = .black
        /// 0–1.
        var alpha = 1.0
        /// Watermarks are pictures, never words of the document.
        var isWatermark = false
        /// Annotations lie on the page; they hide nothing of it.
        var isAnnotation = false
        var depth = 0
    }

    /// The words of one object, for tags that refer to it.
    struct Words {
        var text: String
        var box: Box
    }

    let resources: OFDResources
    let package: OFDPackage
    /// Points.
    let width, height: Double
    private(set) var glyphs: [Glyph] = []
    var rulings: [Ruling] = []
    var marks: [Mark] = []
    private(set) var words: [String: Words] = [:]
    /// A picture whose part is there.
    struct Picture {
        var part: String
        var box: Box
        /// Shown as its file has it, neither turned nor mirrored.
        var isPlain: Bool
        /// How many surfaces lay under it, itself among them.
        var surfaces: Int
    }
    private var pictures: [Picture] = []
    /// Characters that nobody can tell: private use, replacement characters; and the runs that they stand in.
    private(set) var unreadable = 0
    private(set) var doubtful: [Box] = []
    /// A limit was reached: something is missing.
    var isOverLimit = false

    /// Filled shapes and pictures, in order; what is under them is hidden.
    private var surfaces: [(box: Box, hides: Bool)] = []
    /// For each run of characters: where it starts among the glyphs how many surfaces lay under it, whose it is.
    private var runs: [(start: Int, surfaces: Int, object: String?)] = []
    private var objects = 0

    static let glyphLimit = 200_000
    static let objectLimit = 200_000
    static let rulingLimit = 100_000
    static let markLimit = 2_000
    static let surfaceLimit = 500
    /// PageBlocks, and drawings within drawings.
    static let depthLimit = 24
    static let pointsPerMillimetre = 72 / 25.4

    init(resources: OFDResources, package: OFDPackage, width: Double, height: Double) {
        self.resources = resources
        self.package = package
        self.width = width
        self.height = height
    }

    // MARK: Objects

    mutating func draw(_ parent: XMLNode, _ style: Style) {
        guard style.depth <= Self.depthLimit else {
            isOverLimit = true
            return
        }
        for node in parent.children {
            objects += 1
            guard objects <= Self.objectLimit else {
                isOverLimit = true
                return
            }
            switch node.local {
            case "Layer", "PageBlock", "Block":
                var inner = inherited(style, node.values)
                inner.depth += 1
                draw(node, inner)
            case "TextObject": text(node, style)
            case "PathObject": path(node, style)
            case "ImageObject": image(node, style)
            case "CompositeObject": composite(node, style)
            default: break
            }
        }
    }

    private func inherited(_ style: Style, _ values: [String: String]) -> Style {
        var out = style
        guard let id = values["DrawParam"] else { return out }
        let colours = resources.colours(of: id)
        if let fill = colours.fill { out.fill = fill }
        if let stroke = colours.stroke { out.stroke = stroke }
        return out
    }

    /// The style of one graphic unit (`CT_GraphicUnit`, §8.5); nil where it is not shown.
    private func unit(_ node: XMLNode, _ values: [String: String], _ style: Style) -> (OFDBox, Style)? {
        guard !OFDValue.isFalse(values["Visible"]), let boundary = OFDValue.box(values["Boundary"]) else { return nil }
        var out = inherited(style, values)
        if let alpha = values["Alpha"].flatMap({ OFDValue.number($0) }) { out.alpha *= min(max(alpha / 255, 0), 1) }
        guard out.alpha > 0.05 else { return nil }
        if let colour = node.element("FillColor") { out.fill = OFDColour(colour) }
        if let colour = node.element("StrokeColor") { out.stroke = OFDColour(colour) }
        out.matrix = (OFDMatrix(values["CTM"]) ?? OFDMatrix()).then(.moved(boundary.x, boundary.y)).then(style.matrix)
        return (boundary, out)
    }

    private mutating func composite(_ node: XMLNode, _ style: Style) {
        let values = node.values
        guard let (_, inner) = unit(node, values, style), let id = values["ResourceID"],
            let content = resources.composites[id]
        else { return }
        var next = inner
        next.depth = style.depth + 4
        draw(content, next)
    }

    // MARK: Pictures

    private mutating func image(_ node: XMLNode, _ style: Style) {
        let values = node.values
        guard let (boundary, inner) = unit(node, values, style) else { return }
        // A picture fills the unit square of its own space; without a matrix, its boundary.
        let box =
            values["CTM"] == nil
            ? Self.bounds([(0, 0), (boundary.width, boundary.height)].map { inner.matrix.point($0.0, $0.1) })
            : Self.bounds([(0, 0), (1, 0), (0, 1), (1, 1)].map { inner.matrix.point($0.0, $0.1) })
        guard let box, box.width > 0, box.height > 0 else { return }
        let part = values["ResourceID"].flatMap { resources.pictures[$0] }
        let ink = part.flatMap { sample($0, box) }
        add(Mark(box: box, isPicture: true, red: ink?.red, dark: ink?.dark))
        let blends = values["BlendMode"].map { $0 != "Normal" } ?? false
        let isLarge = box.width * box.height > width * height / 2
        surface(box, hides: isLarge && inner.alpha > 0.98 && !blends && !style.isAnnotation)
        guard let part else { return }
        pictures.append(
            Picture(part: part, box: box, isPlain: inner.matrix.keepsUpright, surfaces: surfaces.count))
    }

    /// The part of the picture that fills a box, if it shows there as its file has it and nothing lies over it.
    func picture(filling box: Box) -> String? {
        let found = pictures.filter {
            abs($0.box.x0 - box.x0) < 1 && abs($0.box.y0 - box.y0) < 1 && abs($0.box.x1 - box.x1) < 1
                && abs($0.box.y1 - box.y1) < 1
        }
        guard let picture = found.first, found.count == 1, picture.isPlain,
            !surfaces[picture.surfaces...].contains(where: { $0.hides && $0.box.intersects(picture.box) })
        else { return nil }
        return picture.part
    }

    /// Only pictures of the size of seals and signatures are worth the time.
    private func sample(_ part: String, _ box: Box) -> (red: Double, dark: Double)? {
        guard box.width >= 12, box.height >= 8, box.width <= 260, box.height <= 260 else { return nil }
        return package.ink(part)
    }

    mutating func add(_ mark: Mark) {
        guard marks.count < Self.markLimit else {
            isOverLimit = true
            return
        }
        marks.append(mark)
    }

    // MARK: Paths

    private mutating func path(_ node: XMLNode, _ style: Style) {
        let values = node.values
        guard let (_, inner) = unit(node, values, style), let data = node.element("AbbreviatedData")?.text else {
            return
        }
        let path = OFDPath(data)
        let figures = path.figures.map { $0.map { inner.matrix.point($0.x, $0.y) } }
        guard let whole = Self.bounds(figures.joined()) else { return }
        let fills = OFDValue.isTrue(values["Fill"])
        if !OFDValue.isFalse(values["Stroke"]) {
            let line = OFDValue.number(values["LineWidth"] ?? "0.353") ?? 0.353
            let half = max(0.1, line * inner.matrix.scale / 2)
            stroke(figures, whole, path.isCurved, half, inner)
        }
        if fills { fill(figures, whole, path.isCurved, inner) }
    }

    private mutating func stroke(
        _ figures: [[(x: Double, y: Double)]], _ whole: Box, _ isCurved: Bool, _ half: Double, _ style: Style
    ) {
        if let colour = style.stroke, colour.isNearWhite || colour.alpha * style.alpha <= 0.05 { return }
        if isCurved {
            if style.stroke?.isRed == true { drawing(whole) }
            return
        }
        for figure in figures {
            for (from, to) in zip(figure, figure.dropFirst()) {
                let (wide, high) = (abs(from.x - to.x), abs(from.y - to.y))
                guard wide <= 1 || high <= 1 else { continue }
                rule(
                    Box(
                        x0: min(from.x, to.x) - (wide <= 1 ? half : 0), y0: min(from.y, to.y) - (high <= 1 ? half : 0),
                        x1: max(from.x, to.x) + (wide <= 1 ? half : 0), y1: max(from.y, to.y) + (high <= 1 ? half : 0)))
            }
        }
    }

    private mutating func fill(
        _ figures: [[(x: Double, y: Double)]], _ whole: Box, _ isCurved: Bool, _ style: Style
    ) {
        let alpha = (style.fill?.alpha ?? 1) * style.alpha
        guard alpha > 0.05 else { return }
        let isWhite = style.fill?.isNearWhite == true
        if isCurved {
            if style.fill?.isRed == true { drawing(whole) }
            return
        }
        for box in figures.compactMap({ Self.bounds($0) }) {
            if !isWhite { rule(box) }
            let isUpright = figures.allSatisfy { figure in
                zip(figure, figure.dropFirst()).allSatisfy { abs($0.x - $1.x) <= 1 || abs($0.y - $1.y) <= 1 }
            }
            guard isUpright, figures.count == 1, box.width > 4, box.height > 4 else { continue }
            // White paper under the text is no ground for white letters, but it hides what is under it.
            surface(box, hides: alpha > 0.98, isGround: !isWhite)
        }
    }

    private mutating func rule(_ box: Box) {
        let short = min(box.width, box.height)
        guard short <= 3, max(box.width, box.height) >= 6 else { return }
        guard rulings.count < Self.rulingLimit else {
            isOverLimit = true
            return
        }
        rulings.append(Ruling(x0: Float(box.x0), y0: Float(box.y0), x1: Float(box.x1), y1: Float(box.y1)))
    }

    /// Red curves close together are one drawing: a seal made of lines.
    private mutating func drawing(_ box: Box) {
        if let last = marks.indices.last, !marks[last].isPicture, marks[last].box.insetBy(-3).intersects(box) {
            marks[last].box = marks[last].box.union(box)
        } else {
            add(Mark(box: box, isPicture: false, red: 1, dark: 0))
        }
    }

    private mutating func surface(_ box: Box, hides: Bool, isGround: Bool = true) {
        guard hides || isGround else { return }
        guard surfaces.count < Self.surfaceLimit else {
            // What hides something must not be forgotten.
            if hides { isOverLimit = true }
            return
        }
        surfaces.append((box, hides))
    }

    static func bounds(_ points: some Sequence<(x: Double, y: Double)>) -> Box? {
        var out: Box?
        for point in points {
            let dot = Box(x0: point.x, y0: point.y, x1: point.x, y1: point.y)
            out = out?.union(dot) ?? dot
        }
        return out
    }

    // MARK: Text

    private mutating func text(_ node: XMLNode, _ style: Style) {
        let values = node.values
        guard !style.isWatermark, let (boundary, inner) = unit(node, values, style), boundary.width > 0,
            boundary.height > 0,
            let run = OFDText(node, values, inner.matrix, limit: Self.glyphLimit - glyphs.count + 1)
        else { return }
        guard glyphs.count + run.glyphs.count <= Self.glyphLimit else {
            isOverLimit = true
            return
        }
        guard isInked(values, inner, at: run.box) else { return }
        if run.unreadable > 0 {
            unreadable += run.unreadable
            doubtful.append(run.box)
        }
        if let id = values["ID"], !style.isAnnotation, isOnPage(run) { words[id] = Words(text: run.text, box: run.box) }
        // Text along the page's edge would mix into the lines that it crosses.
        guard run.isUpright, !run.glyphs.isEmpty else { return }
        runs.append((glyphs.count, surfaces.count, values["ID"]))
        glyphs += run.glyphs
    }

    /// As `PageLayout` has it: beside the page, or too small to read, is not there.
    private func isOnPage(_ run: OFDText) -> Bool {
        run.box.x0 >= 0 && run.box.y0 >= 0 && run.box.x1 <= width && run.box.y1 <= height
            && run.glyphs.allSatisfy { $0.size >= 1.5 }
    }

    /// Letters that are not filled and not stroked, clear, or white on paper are no evidence.
    private func isInked(_ values: [String: String], _ style: Style, at box: Box) -> Bool {
        let fills = !OFDValue.isFalse(values["Fill"])
        let strokes = OFDValue.isTrue(values["Stroke"])
        let inks = (fills ? [style.fill] : []) + (strokes ? [style.stroke] : [])
        return inks.contains { ink in
            guard let ink else { return true }
            guard ink.alpha * style.alpha > 0.05 else { return false }
            return !ink.isNearWhite || surfaces.contains { $0.box.contains(x: box.midX, y: box.midY) }
        }
    }

    /// The page, once everything is drawn.
    mutating func finish(number: Int) -> PageContent {
        hideCovered()
        return PageContent(
            number: number, width: width, height: height, glyphs: glyphs, rulings: rulings, marks: marks)
    }

    /// Text under a picture of the whole page (the layer of a scan that was recognised) or under a filled box.
    private mutating func hideCovered() {
        for (index, run) in runs.enumerated() {
            let later = surfaces[run.surfaces...].filter(\.hides)
            guard !later.isEmpty else { continue }
            let end = index + 1 < runs.count ? runs[index + 1].start : glyphs.count
            for number in run.start..<end {
                let (x, y) = (Double(glyphs[number].midX), Double(glyphs[number].midY))
                guard later.contains(where: { $0.box.contains(x: x, y: y) }) else { continue }
                glyphs[number].invisible = true
                // A tag whose words are hidden says nothing.
                if let object = run.object { words[object] = nil }
            }
        }
    }
}
