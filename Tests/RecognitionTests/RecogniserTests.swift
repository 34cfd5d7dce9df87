// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Recognition

@Suite(.serialized, .enabled(if: Models.installed, "PP-OCRv4 is not set up: make ocr"))
struct RecogniserTests {
    @Test(arguments: [("licence", 0.01), ("pledge", 0.02), ("roster", 0.01), ("form", 0.02)])
    func readsScans(name: String, errors: Double) throws {
        let scan = try Scan.named(name)
        let page = try Models.recogniser().recognise(scan.image())
        #expect(page.engine.hasPrefix("PP-OCRv4"))
        #expect(page.quarterTurns == 0)
        #expect(page.dpi == 150)
        #expect(scan.errorRate(page) <= errors, "\(page.lines)")
    }

    @Test func readsCodesExactly() throws {
        let scan = try Scan.named("licence")
        let page = try Models.recogniser().recognise(scan.image())
        let code = try #require(scan.lines.first { $0.count == 18 && $0.allSatisfy { $0.isASCII } })
        #expect(page.lines.contains(code))
    }

    @Test(arguments: 1...3) func turnsPagesUpright(quarters: Int) throws {
        let scan = try Scan.named("pledge")
        let image = try scan.image()
        let page = try Models.recogniser().recognise(image.turned(quarters))
        #expect(page.quarterTurns == (4 - quarters) % 4)
        #expect(scan.errorRate(page) <= 0.02, "\(page.lines)")
        #expect(page.width == Double(image.width) && page.height == Double(image.height))
    }

    @Test(arguments: ["roster", "pledge"], [-8.0, 3, 8])
    func straightensPagesFedAskew(name: String, degrees: Double) throws {
        let scan = try Scan.named(name)
        let page = try Models.recogniser().recognise(scan.image().askew(degrees))
        let straight = try Models.recogniser().recognise(scan.image())
        #expect(abs(page.skewDegrees - straight.skewDegrees - degrees) < 0.3)
        #expect(scan.errorRate(page) <= 0.03, "\(page.lines)")
        // A line may come in pieces where turning broke it, but none is lost.
        #expect(page.rulings.count >= straight.rulings.count)
    }

    @Test func givesPlacesOnThePictureAsGiven() throws {
        let scan = try Scan.named("licence")
        let image = try scan.image()
        let upright = try Models.recogniser().recognise(image)
        let turned = try Models.recogniser().recognise(image.turned(1))
        let seal = try #require(turned.seals.first)
        let before = try #require(upright.seals.first)
        // A quarter clockwise takes (x, y) to (height - y, x).
        let given = upright.original(before.box)
        let height = Double(image.height)
        let expected = Box(x0: height - given.y1, y0: given.x0, x1: height - given.y0, y1: given.x1)
        #expect(turned.original(seal.box).isNear(expected, 12))
    }

    @Test func placesGlyphsInOrderAndOnTheirLine() throws {
        let page = try Models.recogniser().recognise(Scan.named("roster").image())
        for (a, b) in zip(page.glyphs, page.glyphs.dropFirst()) where a.line == b.line {
            #expect(a.box.midX < b.box.midX)
        }
        #expect(page.glyphs.allSatisfy { $0.box.width > 0 && $0.box.height > 0 && $0.box.height < 80 })
        #expect(page.glyphs.allSatisfy { (0...1).contains($0.confidence) })
    }

    @Test(arguments: ["roster", "form"]) func findsTheRulingsOfTables(name: String) throws {
        let scan = try Scan.named(name)
        let page = try Models.recogniser().recognise(scan.image())
        // A line may come in two pieces where JPEG broke it.
        #expect((scan.rulings...(scan.rulings + 1)).contains(page.rulings.count))
    }

    @Test func takesNoTextForRulings() throws {
        let page = try Models.recogniser().recognise(Scan.named("licence").image())
        #expect(page.rulings.count == 0)
    }

    @Test func tellsTickBoxes() throws {
        let scan = try Scan.named("form")
        let page = try Models.recogniser().recognise(scan.image())
        let boxes = page.glyphs.filter { "□☑■".unicodeScalars.contains($0.scalar) }
        #expect(boxes.count <= scan.ticks.count)
        #expect(boxes.filter { $0.scalar == "☑" }.count <= scan.ticks.filter(\.self).count)
        #expect(boxes.allSatisfy { $0.confidence < 0.8 })
    }

    @Test func readsTheSameTwice() throws {
        let image = try Scan.named("form").image()
        let first = try Models.recogniser().recognise(image)
        let second = try Recogniser().recognise(image)
        #expect(first.glyphs == second.glyphs)
        #expect(first.rulings == second.rulings)
    }

    @Test func readsNothingOnBlankAndTinyPages() throws {
        for (width, height) in [(1, 1), (3, 200), (800, 600)] {
            let image = try PageImage(
                rgb: [UInt8](repeating: 255, count: width * height * 3), width: width, height: height)
            let page = try Models.recogniser().recognise(image)
            #expect(page.glyphs.isEmpty && page.seals.isEmpty && page.rulings.isEmpty)
        }
    }
}

@Suite(.serialized) struct FallbackTests {
    private func empty() throws -> ModelStore {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zhunsheng-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return ModelStore(folder: folder.path)
    }

    @Test func fallsBackToTesseract() throws {
        let store = try empty()
        defer { try? FileManager.default.removeItem(atPath: store.folder) }
        let scan = try Scan.named("licence")
        let page = try Recogniser(store: store).recognise(scan.image())
        #expect(page.engine.hasPrefix("tesseract"))
        #expect(page.lines.contains { $0.contains("统一社会信用代码") })
        #expect(scan.errorRate(page) < 0.2)
        // What it reads never passes for sure.
        #expect(page.glyphs.allSatisfy { $0.confidence < 0.8 })
    }

    @Test func findsTheFolderByTheEnvironment() {
        #expect(ModelStore.standard(["ZHUNSHENG_OCR": "/a", "HOME": "/h"]).folder == "/a")
        #expect(ModelStore.standard(["XDG_DATA_HOME": "/d", "HOME": "/h"]).folder == "/d/zhunsheng/ocr")
        #expect(ModelStore.standard(["XDG_DATA_HOME": "d", "HOME": "/h"]).folder == "/h/.local/share/zhunsheng/ocr")
    }

    @Test func refusesWhatIsNoRuntime() throws {
        let store = try empty()
        defer { try? FileManager.default.removeItem(atPath: store.folder) }
        let path = store.path(ModelStore.library)
        #expect(throws: RecogniserError.self) { try OnnxRuntime.load(path) }
        try Data("no library".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: RecogniserError.self) { try OnnxRuntime.load(path) }
    }
}
