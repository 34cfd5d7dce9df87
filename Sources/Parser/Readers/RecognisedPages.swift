// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Recognition

extension PageLayout {
    /// The layout of a recognised page, by the same rules as that of a text layer. Boxes stand on the upright page and
    /// `placement` leads back to the page as handed in.
    /// - Parameters:
    ///   - pointsAPixel: of the picture that was recognised.
    ///   - origin: where the picture's top left corner lies on the page, in points.
    static func of(
        _ page: RecognisedPage, _ image: PageImage, number: Int, pointsAPixel scale: Double,
        origin: (x: Double, y: Double) = (0, 0)
    )
        -> PageLayout
    {
        var content = PageContent(page, number: number, scale: scale)
        // Ink of a pen, as a picture of a signature would look in a text document.
        let pen = PenInk.patches(in: image).map(page.upright) + PenInk.find(in: image, page)
        content.marks += pen.map { box in
            Mark(
                box: Box(x0: box.x0 * scale, y0: box.y0 * scale, x1: box.x1 * scale, y1: box.y1 * scale),
                isPicture: true, red: 0, dark: 0.1)
        }
        var layout = PageLayout.of(content)
        layout.method = .ocr
        layout.confidence = page.isTesseract ? Recognised.doubtful : Recognised.sure
        for index in layout.regions.indices { layout.regions[index].method = .ocr }
        layout.regions += Recognised.doubts(content.glyphs, below: layout.confidence)
        let whole = Box(x0: 0, y0: 0, x1: Double(image.width), y1: Double(image.height))
        let pixels = image.pixels
        let codes = CodeReader.codes(inRGB: pixels.rgb, width: pixels.width, height: pixels.height, on: whole)
        layout.codes = codes.map { code in
            let box = page.upright(code.box)
            return ScannedCode(
                text: code.text,
                box: Box(x0: box.x0 * scale, y0: box.y0 * scale, x1: box.x1 * scale, y1: box.y1 * scale))
        }
        layout.placement = Recognised.placement(page, scale: scale, origin: origin)
        if page.glyphs.count < Photograph.mostGlyphs, let fingerprint = image.fingerprint {
            let upright = Box(x0: 0, y0: 0, x1: page.width * scale, y1: page.height * scale)
            layout.photographs = [Photograph(box: upright, fingerprint: fingerprint)]
        }
        return layout
    }
}

extension PageContent {
    init(_ page: RecognisedPage, number: Int, scale: Double) {
        self.init(
            number: number, width: page.width * scale, height: page.height * scale,
            glyphs: Recognised.glyphs(page, scale: scale),
            rulings: page.rulings.map {
                Ruling(
                    x0: Float($0.x0 * scale), y0: Float($0.y0 * scale), x1: Float($0.x1 * scale),
                    y1: Float($0.y1 * scale))
            },
            marks: page.seals.map {
                let box = Box(
                    x0: $0.box.x0 * scale, y0: $0.box.y0 * scale, x1: $0.box.x1 * scale, y1: $0.box.y1 * scale)
                return Mark(box: box, isPicture: true, red: max($0.red, 0.02), dark: 0)
            })
    }
}

extension PageContent {
    /// Adds what was recognised in a picture on the page, at its place. Where a character of the page's own stands, that
    /// counts.
    /// - Returns: false for a picture that lies turned or askew: its lines would not be lines of the page.
    mutating func add(_ page: RecognisedPage, scale: Double, in box: Box) -> Bool {
        guard page.glyphs.isEmpty || page.quarterTurns == 0 && abs(page.skewDegrees) < 1.2 else { return false }
        let placement = Recognised.placement(page, scale: scale, origin: (box.x0, box.y0))
        func placed(_ inner: Box) -> Box { placement?.original(inner) ?? inner }
        let own = glyphs.filter { !$0.invisible && !$0.isSpace && box.contains(x: Double($0.midX), y: Double($0.midY)) }
        let read = Recognised.glyphs(page, scale: scale).filter { glyph in
            let middle = placed(
                Box(x0: Double(glyph.x0), y0: Double(glyph.y0), x1: Double(glyph.x1), y1: Double(glyph.y1)))
            return !own.prefix(200).contains {
                Box(x0: Double($0.x0), y0: Double($0.y0), x1: Double($0.x1), y1: Double($0.y1)).insetBy(-1).contains(
                    x: middle.midX, y: middle.midY)
            }
        }
        let sure = page.isTesseract ? Recognised.doubtful : Recognised.sure
        regions.append(ReadRegion(box: box, method: .ocr, confidence: sure))
        regions += Recognised.doubts(read, below: sure).map {
            ReadRegion(box: placed($0.box), method: .ocr, confidence: $0.confidence)
        }
        glyphs += read.map { glyph in
            var glyph = glyph
            let box = placed(
                Box(x0: Double(glyph.x0), y0: Double(glyph.y0), x1: Double(glyph.x1), y1: Double(glyph.y1)))
            (glyph.x0, glyph.y0, glyph.x1, glyph.y1) = (Float(box.x0), Float(box.y0), Float(box.x1), Float(box.y1))
            glyph.baseline = Float(box.y1)
            return glyph
        }
        rulings += page.rulings.map { ruling in
            let box = placed(
                Box(x0: ruling.x0 * scale, y0: ruling.y0 * scale, x1: ruling.x1 * scale, y1: ruling.y1 * scale))
            return Ruling(x0: Float(box.x0), y0: Float(box.y0), x1: Float(box.x1), y1: Float(box.y1))
        }
        marks += page.seals.map { seal in
            let box = seal.box
            return Mark(
                box: placed(Box(x0: box.x0 * scale, y0: box.y0 * scale, x1: box.x1 * scale, y1: box.y1 * scale)),
                isPicture: true, red: max(seal.red, 0.02), dark: 0)
        }
        return true
    }
}

extension RecognisedPage {
    var isTesseract: Bool { engine.hasPrefix("tesseract") }
}

enum Recognised {
    /// A value that stands clearly beside its label, all of whose characters were read surely.
    static let sure = 0.97
    /// The fallback engine misses one name in three on scans: nothing that rests on it alone decides.
    static let doubtful = 0.75

    /// Glyphs in points. Ink is narrower than the space that a character takes: where two characters of a line stand
    /// together, the gap between them is theirs.
    static func glyphs(_ page: RecognisedPage, scale: Double) -> [Glyph] {
        var out: [Glyph] = []
        out.reserveCapacity(page.glyphs.count)
        var previous: (index: Int, line: Int)?
        for glyph in mended(page.glyphs) {
            if glyph.scalar.properties.isWhitespace {
                previous = nil
                continue
            }
            let box = glyph.box
            let height = box.height * scale
            var made = Glyph(
                scalar: glyph.scalar, x0: Float(box.x0 * scale), y0: Float(box.y0 * scale), x1: Float(box.x1 * scale),
                y1: Float(box.y1 * scale), baseline: Float(box.y1 * scale - height * 0.12), size: Float(height * 0.9),
                invisible: false)
            made.confidence = Float(glyph.confidence)
            if let last = previous, last.line == glyph.line {
                let gap = made.x0 - out[last.index].x1
                if gap > 0, gap < made.size * 1.1 {
                    out[last.index].x1 += gap / 2
                    made.x0 -= gap / 2
                }
            }
            previous = (out.count, glyph.line)
            out.append(made)
        }
        return out
    }

    /// Characters that recognition takes for others, put right where their neighbours leave no choice: the brackets
    /// around the year of a document number (〔2025〕), and the pause mark between Chinese characters.
    static func mended(_ glyphs: [RecognisedGlyph]) -> [RecognisedGlyph] {
        var out = glyphs
        for index in out.indices {
            if out[index].scalar == "丶" { out[index].scalar = "、" }
            guard openings.contains(out[index].scalar), index + 5 < out.count,
                closings.contains(out[index + 5].scalar), out[index + 5].line == out[index].line,
                out[(index + 1)...(index + 4)].allSatisfy({ ("0"..."9").contains($0.scalar) }),
                ["1", "2"].contains(out[index + 1].scalar)
            else { continue }
            (out[index].scalar, out[index + 5].scalar) = ("〔", "〕")
        }
        return out
    }

    private static let openings: Set<Unicode.Scalar> = ["〔", "[", "［", "【", "〖"]
    private static let closings: Set<Unicode.Scalar> = ["〕", "]", "］", "】", "〗", ")", "）"]

    /// Where characters were read less surely than the page: one region for each run of them.
    static func doubts(_ glyphs: [Glyph], below sure: Double) -> [ReadRegion] {
        glyphs.compactMap { glyph in
            // A doubtful comma makes no value doubtful.
            guard Double(glyph.confidence) < sure, !glyph.scalar.properties.isPunctuation else {
                return nil
            }
            return ReadRegion(
                box: Box(x0: Double(glyph.x0), y0: Double(glyph.y0), x1: Double(glyph.x1), y1: Double(glyph.y1)),
                method: .ocr, confidence: Double((glyph.confidence * 100).rounded() / 100))
        }
    }

    /// The map from upright points to points of the page as handed in, taken from where three corners go.
    static func placement(_ page: RecognisedPage, scale: Double, origin: (x: Double, y: Double)) -> PagePlacement? {
        func corner(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            let box = page.original(Box(x0: x, y0: y, x1: x, y1: y))
            return (box.midX, box.midY)
        }
        guard page.width > 0, page.height > 0 else { return nil }
        let (o, right, below) = (corner(0, 0), corner(page.width, 0), corner(0, page.height))
        let placement = PagePlacement(
            a: (right.x - o.x) / page.width, b: (right.y - o.y) / page.width, c: (below.x - o.x) / page.height,
            d: (below.y - o.y) / page.height, tx: o.x * scale + origin.x, ty: o.y * scale + origin.y)
        let plain = PagePlacement(a: 1, b: 0, c: 0, d: 1, tx: 0, ty: 0)
        return placement == plain ? nil : placement
    }
}

extension Unicode.Scalar.Properties {
    var isPunctuation: Bool {
        switch generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }
}
