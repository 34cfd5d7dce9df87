// SPDX-License-Identifier: GPL-3.0-or-later
import CBarcode
import Dossier
import Foundation

/// A two-dimensional code and what it says. Addresses in it are never opened.
public struct ScannedCode: Sendable, Hashable, Codable {
    public var text: String
    /// On the page, in points.
    public var box: Box

    public init(text: String, box: Box) { (self.text, self.box) = (text, box) }

    /// The one unified social credit code in the text, in an address, JSON or by itself; nil where there is none or more
    /// than one.
    public var uscc: String? {
        let runs = text.uppercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let found = Set(runs.filter { $0.count == 18 && UnifiedCode.isValid($0) }.map(String.init))
        return found.count == 1 ? found.first : nil
    }
}

/// Reads QR and Data Matrix codes from pictures.
public enum CodeReader {
    /// Larger pictures are not looked at.
    public static let pixelLimit = 40_000_000

    /// - Parameters:
    ///   - pixels: three bytes a pixel, rows without padding.
    ///   - part: where the picture lies on the page, in points.
    public static func codes(inRGB pixels: [UInt8], width: Int, height: Int, on part: Box) -> [ScannedCode] {
        guard width > 0, height > 0, width <= pixelLimit / height, pixels.count >= width * height * 3 else { return [] }
        let gray = [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
            for pixel in 0..<(width * height) {
                let (r, g, b) = (Int(pixels[pixel * 3]), Int(pixels[pixel * 3 + 1]), Int(pixels[pixel * 3 + 2]))
                out[pixel] = UInt8((r * 77 + g * 150 + b * 29) >> 8)
            }
            count = width * height
        }
        let limit = 8
        let results = UnsafeMutablePointer<barcode_result>.allocate(capacity: limit)
        defer { results.deallocate() }
        let count = gray.withUnsafeBufferPointer {
            Int(barcode_read($0.baseAddress, Int32(width), Int32(height), results, Int32(limit)))
        }
        let (sx, sy) = (part.width / Double(width), part.height / Double(height))
        return (0..<count).compactMap { index in
            let text = withUnsafeBytes(of: &results[index].text) {
                String(decoding: $0.prefix(Int(results[index].length)), as: UTF8.self)
            }
            let xs = withUnsafeBytes(of: results[index].x) { $0.bindMemory(to: Float.self).map(Double.init) }
            let ys = withUnsafeBytes(of: results[index].y) { $0.bindMemory(to: Float.self).map(Double.init) }
            guard let x0 = xs.min(), let x1 = xs.max(), let y0 = ys.min(), let y1 = ys.max() else { return nil }
            return ScannedCode(
                text: text,
                box: Box(
                    x0: part.x0 + x0 * sx, y0: part.y0 + y0 * sy, x1: part.x0 + x1 * sx, y1: part.y0 + y1 * sy))
        }
    }
}

extension PageContent {
    /// Where codes may stand on a page with text: pictures about square, or the page where it is full of small boxes.
    var placesOfCodes: [Box] {
        let whole = Box(x0: 0, y0: 0, x1: width, y1: height)
        if smallBoxes >= 120 { return [whole] }
        let squares = pictures.filter { mark in
            let (w, h) = (mark.box.width, mark.box.height)
            return w >= 30 && w <= 220 && h >= 30 && h <= 220 && w / h > 0.75 && w / h < 1.34
                && !Ink.looksLikeSeal(mark)
        }
        // Many pictures: one look at the page costs less.
        return squares.count > 8 ? [whole] : squares.map { $0.box.insetBy(-8) }
    }
}

extension PDFRenderer {
    /// The codes on a page that is not recognised as a whole anyway.
    func codes(on content: PageContent) -> [ScannedCode] {
        var found: [ScannedCode] = []
        for place in content.placesOfCodes {
            let whole = Box(x0: 0, y0: 0, x1: content.width, y1: content.height)
            let part = Box(
                x0: max(0, place.x0), y0: max(0, place.y0), x1: min(whole.x1, place.x1), y1: min(whole.y1, place.y1))
            guard let image = image(page: content.number, dpi: 200, box: part, pixelLimit: 8_000_000) else { continue }
            let codes = CodeReader.codes(inRGB: image.pixels, width: image.width, height: image.height, on: part)
            found += codes.filter { new in !found.contains { $0.text == new.text } }
        }
        return found
    }
}
