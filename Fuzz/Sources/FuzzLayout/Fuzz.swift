// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

@testable import Parser

/// Any bytes as glyphs, rulings and marks of a page: lines and tables come out, and no glyph that can be seen is lost.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var rest = UnsafeBufferPointer(start: bytes, count: count)[...]
    func byte() -> UInt8 { rest.popFirst() ?? 0 }
    func place() -> Float { Float(Int16(bitPattern: UInt16(byte()) << 8 | UInt16(byte()))) / 8 }
    let letters = Array("名称：职业年月日0123456789(X".unicodeScalars)
    var page = PageContent(number: 1, width: 595, height: 842, glyphs: [], rulings: [], marks: [])
    while rest.count > 6, page.glyphs.count < 2_000 {
        switch byte() % 4 {
        case 0:
            let (x, y, length) = (place(), place(), place())
            page.rulings.append(Ruling(x0: x, y0: y, x1: x + length, y1: y + 0.5))
        case 1:
            let (x, y, length) = (place(), place(), place())
            page.rulings.append(Ruling(x0: x, y0: y, x1: x + 0.5, y1: y + length))
        default:
            let (x, y, size) = (place(), place(), Float(byte()) / 4)
            page.glyphs.append(
                Glyph(
                    scalar: letters[Int(byte()) % letters.count], x0: x, y0: y, x1: x + size, y1: y + size,
                    baseline: y + size, size: size, invisible: false))
        }
    }
    let layout = PageLayout.of(page)
    precondition(layout.allLines.reduce(0) { $0 + $1.text.count } <= page.glyphs.count * 3)
    return 0
}
