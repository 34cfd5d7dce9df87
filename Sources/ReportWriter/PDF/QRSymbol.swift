// SPDX-License-Identifier: GPL-3.0-or-later
import CQREncode
import CPangoCairo

/// A QR code (GB/T 18284, ISO/IEC 18004) of error correction level M: 15 % of it may be soiled. Only what is too long for that
/// stands in one of level L (7 %).
struct QRSymbol {
    /// 1 to 40.
    let version: Int
    /// Modules a side, without the quiet zone.
    let side: Int
    private let dark: [Bool]

    /// The empty border that readers need, in modules.
    static let quietZone = 4
    /// Points a module takes at least: 0.5 mm, what a telephone reads from paper at arm's length.
    static let module = 0.5 * PDFPageShape.millimetre

    /// nil where the text is too long for any symbol.
    init?(_ text: String) {
        // Digits, capitals and some signs take 5.5 bits each instead of 8; the library finds that out by itself.
        let levels = [QR_ECLEVEL_M, QR_ECLEVEL_L]
        guard let code = levels.lazy.compactMap({ QRcode_encodeString(text, 0, $0, QR_MODE_8, 1) }).first else {
            return nil
        }
        defer { QRcode_free(code) }
        guard let data = code.pointee.data, code.pointee.width > 0 else { return nil }
        version = Int(code.pointee.version)
        side = Int(code.pointee.width)
        dark = (0..<(side * side)).map { data[$0] & 1 == 1 }
    }

    /// Side with quiet zone, in points: 0.5 mm a module, `least` at least.
    func size(least: Double) -> Double { max(least, Double(side + 2 * Self.quietZone) * Self.module) }

    /// Draws it with its quiet zone into the square of `size` points whose top left corner is given.
    func draw(x: Double, y: Double, size: Double, _ cairo: OpaquePointer) {
        let module = size / Double(side + 2 * Self.quietZone)
        cairo_set_source_rgb(cairo, 1, 1, 1)
        cairo_rectangle(cairo, x, y, size, size)
        cairo_fill(cairo)
        cairo_set_source_rgb(cairo, 0, 0, 0)
        for row in 0..<side {
            var column = 0
            while column < side {
                guard dark[row * side + column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < side, dark[row * side + column] { column += 1 }
                cairo_rectangle(
                    cairo, x + Double(start + Self.quietZone) * module, y + Double(row + Self.quietZone) * module,
                    Double(column - start) * module, module)
            }
        }
        // One fill for all: separate ones would leave hairlines between neighbours.
        cairo_fill(cairo)
    }
}
