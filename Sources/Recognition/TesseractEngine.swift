// SPDX-License-Identifier: GPL-3.0-or-later
import COnnxRuntime
import CTesseract
import struct Dossier.Box
import Foundation

/// tesseract with Debian's model for simplified Chinese: what is left where PP-OCRv4 is not set up.
final class TesseractEngine {
    static let name = "tesseract \(String(cString: TessVersion())) chi_sim"

    private let api: OpaquePointer
    /// For which way is up; nil where Debian's osd model is not installed.
    private let orientation: OpaquePointer?

    init() throws {
        Leptonica.quiet
        guard let api = Self.open("chi_sim", OEM_LSTM_ONLY) else {
            throw RecogniserError(reason: "tesseract: chi_sim (apt install tesseract-ocr-chi-sim)")
        }
        self.api = api
        orientation = Self.open("osd", OEM_TESSERACT_ONLY)
    }

    deinit {
        for api in [api, orientation].compactMap(\.self) {
            TessBaseAPIEnd(api)
            TessBaseAPIDelete(api)
        }
    }

    private static func open(_ language: String, _ mode: TessOcrEngineMode) -> OpaquePointer? {
        guard let api = TessBaseAPICreate() else { return nil }
        // Before initialising, which says on standard error when there is no such model.
        TessBaseAPISetVariable(api, "debug_file", "/dev/null")
        guard TessBaseAPIInit2(api, nil, language, mode) == 0 else {
            TessBaseAPIDelete(api)
            return nil
        }
        TessBaseAPISetPageSegMode(api, PSM_AUTO)
        return api
    }

    func recognise(_ image: PageImage) throws -> RecognisedPage {
        openmp_one_thread()
        let stamps = SealFinder.find(in: image.bitmap)
        let clean = SealFinder.removing(stamps, from: image.bitmap)
        let turns = quarterTurns(clean)
        let bitmap = clean.turned(quarters: turns)
        var frame = Frame(
            givenWidth: Double(clean.width), givenHeight: Double(clean.height), quarterTurns: turns, skew: 0)
        frame.skew = Self.skew(bitmap)
        let lines = try read(bitmap, skew: frame.skew)
        let words = lines.map { line in
            SlantedRect(
                centre: frame.turned(upright: Point(x: line.box.midX, y: line.box.midY)),
                along: Point(x: 1, y: 0).rotated(by: frame.skew), width: line.box.width, height: line.box.height)
        }
        let page = UprightPage(bitmap: bitmap, lines: words, frame: frame)
        let rulings = RulingFinder.find(in: bitmap, frame: frame, lines: words).rulings
        return page.result(lines, rulings: rulings, stamps: stamps, image: image, engine: Self.name)
    }

    /// Clockwise turns that make the page upright; 0 where the page says too little.
    private func quarterTurns(_ bitmap: Bitmap) -> Int {
        guard let orientation else { return 0 }
        var pix: Leptonica.Pix? = Leptonica.grey(of: bitmap)
        defer { pixDestroy(&pix) }
        TessBaseAPISetImage2(orientation, pix)
        TessBaseAPISetSourceResolution(orientation, Self.resolution(bitmap))
        var degrees: Int32 = 0
        var sureness: Float = 0
        let found = TessBaseAPIDetectOrientationScript(orientation, &degrees, &sureness, nil, nil)
        TessBaseAPIClear(orientation)
        guard found != 0, sureness >= 1 else { return 0 }
        return Int(360 - degrees) / 90 % 4
    }

    /// The slope of the lines in radians, clockwise; 0 where none is sure.
    private static func skew(_ bitmap: Bitmap) -> Double {
        var binary: Leptonica.Pix? = Leptonica.ink(of: bitmap, skew: 0)
        defer { pixDestroy(&binary) }
        var (degrees, sureness): (Float, Float) = (0, 0)
        guard pixFindSkew(binary, &degrees, &sureness) == 0, sureness > 2 else { return 0 }
        // Leptonica gives the turn that takes the slope out.
        return -Double(degrees) * .pi / 180
    }

    /// tesseract wants a resolution; the page is taken for A4.
    private static func resolution(_ bitmap: Bitmap) -> Int32 {
        Int32(min(600, max(70, (Double(max(bitmap.width, bitmap.height)) / 11.69).rounded())))
    }

    private func read(_ bitmap: Bitmap, skew: Double) throws -> [PlacedLine] {
        var grey: Leptonica.Pix? = Leptonica.grey(of: bitmap)
        defer { pixDestroy(&grey) }
        var level: Leptonica.Pix? = abs(skew) > 0.0005 ? pixRotateAMGray(grey, Float(-skew), 255) : pixClone(grey)
        defer { pixDestroy(&level) }
        TessBaseAPISetImage2(api, level)
        TessBaseAPISetSourceResolution(api, Self.resolution(bitmap))
        defer { TessBaseAPIClear(api) }
        guard TessBaseAPIRecognize(api, nil) == 0 else { throw RecogniserError(reason: "tesseract failed on a page") }
        guard let walk = TessBaseAPIGetIterator(api) else { return [] }
        defer { TessResultIteratorDelete(walk) }
        let place = TessResultIteratorGetPageIterator(walk)
        var lines: [PlacedLine] = []
        repeat {
            guard let text = TessResultIteratorGetUTF8Text(walk, RIL_SYMBOL) else { continue }
            defer { TessDeleteText(text) }
            let scalars = String(cString: text).unicodeScalars.filter { !$0.properties.isWhitespace }
            let confidence = Calibration.tesseract(TessResultIteratorConfidence(walk, RIL_SYMBOL))
            guard !scalars.isEmpty, let box = Self.box(place, RIL_SYMBOL), let row = Self.box(place, RIL_TEXTLINE)
            else { continue }
            if lines.isEmpty || TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE) != 0 {
                lines.append(PlacedLine(glyphs: [], box: row, em: row.height))
            }
            let width = box.width / Double(scalars.count)
            for (index, scalar) in scalars.enumerated() {
                let x0 = box.x0 + width * Double(index)
                lines[lines.count - 1].glyphs.append(
                    PlacedLine.Glyph(
                        scalar: scalar, box: Box(x0: x0, y0: row.y0, x1: x0 + width, y1: row.y1),
                        confidence: confidence))
            }
        } while TessResultIteratorNext(walk, RIL_SYMBOL) != 0
        return lines.filter { !$0.glyphs.isEmpty }
    }

    private static func box(_ place: OpaquePointer?, _ level: TessPageIteratorLevel) -> Box? {
        var (x0, y0, x1, y1): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard TessPageIteratorBoundingBox(place, level, &x0, &y0, &x1, &y1) != 0 else { return nil }
        return Box(x0: Double(x0), y0: Double(y0), x1: Double(x1), y1: Double(y1))
    }
}
