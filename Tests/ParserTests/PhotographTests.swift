// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Recognition
import Testing

@testable import Parser

/// Photographs as files, in PDF and in office files: whichever way it comes, the same one is known again.
struct PhotographTests {
    @Test func aPhotographOnAPageOfText() throws {
        var maker = PDFMaker()
        let large = maker.stream(Photo(seed: 1).entries(640, 480), Photo(seed: 1).rgb(640, 480))
        let small = maker.stream(Photo(seed: 1).entries(320, 240), Photo(seed: 1).rgb(320, 240))
        let other = maker.stream(Photo(seed: 2).entries(320, 240), Photo(seed: 2).rgb(320, 240))
        let plain = maker.stream(Photo.entries(100, 100), Data(repeating: 200, count: 30_000))
        let text = (0..<12).map { PDFMaker.line("考核场地现场照片说明文字第\($0)行", 72, 780 - Double($0) * 14) }.joined()
        maker.page(
            text + "q 200 0 0 150 72 400 cm /L Do Q q 120 0 0 90 72 200 cm /P Do Q",
            resources: "/XObject << /L \(large) 0 R /P \(plain) 0 R >>")
        maker.page(
            text + "q 120 0 0 90 300 300 cm /S Do Q q 120 0 0 90 72 200 cm /O Do Q",
            resources: "/XObject << /S \(small) 0 R /O \(other) 0 R >>")
        let reading = FileReader(dossierSchema: Data()).read(maker.data(), as: .pdf)
        let pages = try #require(reading.parts.first?.pages)
        #expect(pages.map(\.photographs.count) == [1, 2])
        let first = try #require(pages[0].photographs.first)
        #expect(abs(first.box.x0 - 72) < 1 && abs(first.box.y0 - 292) < 1 && abs(first.box.width - 200) < 1)
        let again = pages[1].photographs.map { first.fingerprint.similarity(to: $0.fingerprint) }
        #expect(again.contains { $0 >= 0.97 } && again.contains { $0 < 0.85 })
        // They cross from a worker, and lie in a cache.
        let sent = try WireCoder.decode(FileReading.self, from: WireCoder.encode(reading))
        #expect(sent.photographs(path: "a").map(\.fingerprint) == reading.photographs(path: "a").map(\.fingerprint))
    }

    @Test func aPhotographAsAFileIsThatOnThePage() throws {
        var maker = PDFMaker()
        let photo = maker.stream(Photo(seed: 3).entries(400, 300), Photo(seed: 3).rgb(400, 300))
        let text = (0..<12).map { PDFMaker.line("考核场地现场照片说明文字第\($0)行", 72, 780 - Double($0) * 14) }.joined()
        maker.page(text + "q 200 0 0 150 72 400 cm /L Do Q", resources: "/XObject << /L \(photo) 0 R >>")
        let reader = FileReader(dossierSchema: Data())
        let onPage = try #require(reader.read(maker.data(), as: .pdf).photographs(path: "a.pdf").first)
        #expect(onPage.evidence.page == 1 && onPage.evidence.box != nil && onPage.evidence.document == "a.pdf")
        let file = try #require(
            reader.read(Photo(seed: 3).bitmapFile(800, 600), as: .bmp).photographs(path: "b.bmp").first)
        #expect(file.fingerprint.similarity(to: onPage.fingerprint) >= 0.97)
        #expect(file.evidence.page == 1 && file.evidence.document == "b.bmp")
    }

    @Test func aPhotographInATextDocument() throws {
        var maker = WordMaker()
        maker.body = WordMaker.paragraph("实训车间现场照片") + WordMaker.picture("r0", cx: 4_000_000, cy: 3_000_000)
        maker.parts = [("media/a.bmp", [UInt8](Photo(seed: 4).bitmapFile(640, 480)), "image")]
        let reader = FileReader(dossierSchema: Data())
        let found = reader.read(maker.data(), as: .docx).photographs(path: "a.docx")
        #expect(found.count == 1 && found.first?.evidence.place?.hasPrefix("第") == true)
        let file = try #require(
            reader.read(Photo(seed: 4).bitmapFile(400, 300), as: .bmp).photographs(path: "b.bmp").first)
        #expect(try #require(found.first).fingerprint.similarity(to: file.fingerprint) >= 0.97)
    }

    /// 25 × 35 mm, too small for anybody to look for text in it.
    @Test func aPortraitInATextDocument() throws {
        var maker = WordMaker()
        maker.body = WordMaker.paragraph("考评员名册") + WordMaker.picture("r0", cx: 900_000, cy: 1_260_000)
        maker.parts = [("media/a.bmp", [UInt8](Photo(seed: 5).bitmapFile(120, 168)), "image")]
        let reading = FileReader(dossierSchema: Data()).read(maker.data(), as: .docx)
        #expect(reading.photographs(path: "a.docx").count == 1 && reading.problems.isEmpty)
        #expect(reading.parts.count == 1 && reading.wordless.count == 1)
    }

    @Test func aLetterheadOnEveryPageCountsOnce() {
        var pages = (1...3).map {
            PageLayout(number: $0, width: 595, height: 842, lines: [], tables: [], frames: [], marks: [])
        }
        guard let print = PictureFingerprint(steps: Array(repeating: 5, count: 256)) else { return }
        for index in pages.indices {
            pages[index].photographs = [Photograph(box: Box(x0: 0, y0: 0, x1: 100, y1: 50), fingerprint: print)]
        }
        pages.keepEachPhotographOnce()
        #expect(pages.map(\.photographs.count) == [1, 0, 0])
    }
}

/// Something like a photograph, of any size.
private struct Photo {
    let seed: Int

    static func entries(_ width: Int, _ height: Int) -> String {
        "/Type /XObject /Subtype /Image /Width \(width) /Height \(height) /ColorSpace /DeviceRGB /BitsPerComponent 8"
    }

    func entries(_ width: Int, _ height: Int) -> String { Self.entries(width, height) }

    private func tone(_ u: Double, _ v: Double) -> Double {
        let s = Double(seed)
        return 128 + 50 * sin(7 * u + 3 * s) * cos(9 * v + s) + 45 * sin(23 * u * v + 5 * s) + 30
            * cos(17 * u - 12 * v + s)
    }

    func rgb(_ width: Int, _ height: Int) -> Data {
        Data(
            (0..<(width * height)).flatMap { pixel -> [UInt8] in
                let tone = tone(Double(pixel % width) / Double(width), Double(pixel / width) / Double(height))
                return [tone, tone * 0.95, tone * 0.85].map { UInt8(min(255, max(0, $0))) }
            })
    }

    /// An uncompressed bitmap file, 24 bits a pixel, rows from the bottom; the width a multiple of four.
    func bitmapFile(_ width: Int, _ height: Int) -> Data {
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) } }
        let pixels = [UInt8](rgb(width, height))
        var out = Array("BM".utf8) + little(54 + pixels.count, 4) + little(0, 4) + little(54, 4)
        out += little(40, 4) + little(width, 4) + little(height, 4) + little(1, 2) + little(24, 2) + little(0, 4)
        out += little(pixels.count, 4) + little(2835, 4) + little(2835, 4) + little(0, 8)
        for y in (0..<height).reversed() {
            for x in 0..<width {
                let at = (y * width + x) * 3
                out += [pixels[at + 2], pixels[at + 1], pixels[at]]
            }
        }
        return Data(out)
    }
}
