// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Recognition

@Suite struct SealTests {
    @Test(arguments: ["licence", "pledge", "roster", "form"]) func findsSealsAtTheirPlace(name: String) throws {
        let scan = try Scan.named(name)
        let seals = try Seals.find(in: scan.image())
        #expect(seals.count == scan.seals.count)
        for truth in scan.seals { #expect(seals.contains { $0.box.isNear(truth, truth.width * 0.12) }) }
        #expect(seals.allSatisfy { $0.red > 0.03 && $0.red < 0.8 })
    }

    /// An A4 page at about 100 dpi on which rings and bars can be drawn.
    private struct Sheet {
        let width = 827
        let height = 1169
        var rgb: [UInt8]

        init() { rgb = [UInt8](repeating: 250, count: 827 * 1169 * 3) }

        mutating func paint(_ colour: (UInt8, UInt8, UInt8), where inside: (Double, Double) -> Bool) {
            for y in 0..<height {
                for x in 0..<width where inside(Double(x), Double(y)) {
                    let at = (y * width + x) * 3
                    (rgb[at], rgb[at + 1], rgb[at + 2]) = colour
                }
            }
        }

        mutating func ring(_ cx: Double, _ cy: Double, _ rx: Double, _ ry: Double) {
            paint((205, 40, 50)) { x, y in
                let (dx, dy) = ((x - cx) / rx, (y - cy) / ry)
                let inner = ((x - cx) / (rx - 4), (y - cy) / (ry - 4))
                return dx * dx + dy * dy <= 1 && inner.0 * inner.0 + inner.1 * inner.1 >= 1
            }
        }

        func seals() throws -> [Seal] { Seals.find(in: try PageImage(rgb: rgb, width: width, height: height)) }
    }

    @Test func findsRoundAndOvalAndTouchingRings() throws {
        var sheet = Sheet()
        sheet.ring(200, 300, 80, 80)
        sheet.ring(600, 300, 90, 60)
        sheet.ring(300, 800, 80, 80)
        sheet.ring(440, 820, 80, 80)
        #expect(try sheet.seals().count == 4)
    }

    @Test func takesNoFrameLineBarOrDiscForASeal() throws {
        var sheet = Sheet()
        sheet.paint((205, 40, 50)) { x, y in y > 200 && y < 205 && x > 100 && x < 730 }
        sheet.paint((205, 40, 50)) { x, y in
            x > 200 && x < 350 && y > 400 && y < 550 && !(x > 204 && x < 346 && y > 404 && y < 546)
        }
        sheet.paint((205, 40, 50)) { x, y in x > 450 && x < 600 && y > 400 && y < 440 }
        sheet.paint((40, 40, 50)) { x, y in (x - 300) * (x - 300) + (y - 900) * (y - 900) < 5000 }
        #expect(try sheet.seals().isEmpty)
    }

    @Test func findsASealOverARedLine() throws {
        var sheet = Sheet()
        sheet.paint((205, 40, 50)) { x, y in y > 300 && y < 304 && x > 100 && x < 730 }
        sheet.ring(400, 320, 80, 80)
        let seals = try sheet.seals()
        #expect(seals.count == 1)
        #expect(seals.first?.box.isNear(Box(x0: 320, y0: 240, x1: 480, y1: 400), 12) == true)
    }

    @Test func takesOutSealsAndLeavesPrintAndLetterheads() throws {
        var sheet = Sheet()
        sheet.paint((205, 40, 50)) { x, y in y > 100 && y < 140 && x > 300 && x < 520 }
        sheet.ring(400, 600, 80, 80)
        // Print over the ring is dark and a little red.
        sheet.paint((50, 20, 25)) { x, y in abs(x - 322) < 4 && abs(y - 600) < 20 }
        let image = try PageImage(rgb: sheet.rgb, width: sheet.width, height: sheet.height)
        let clean = SealFinder.removing(SealFinder.find(in: image.bitmap), from: image.bitmap)
        func pixel(_ x: Int, _ y: Int) -> [UInt8] {
            Array(clean.rgb[((y * sheet.width + x) * 3)..<((y * sheet.width + x) * 3 + 3)])
        }
        #expect(pixel(400, 120) == [205, 40, 50])
        #expect(pixel(400, 522).allSatisfy { $0 > 230 })
        #expect(pixel(322, 600).allSatisfy { $0 < 90 })
    }
}
