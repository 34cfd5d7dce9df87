// SPDX-License-Identifier: GPL-3.0-or-later
import CTesseract
import Dossier
import Foundation
import Testing

@testable import Recognition

@Suite struct PageImageTests {
    /// The same picture; leptonica writes GIF through a file only.
    private static let gif =
        "R0lGODdhKAAYAIEAAP8AAP///wAAAAAAACwAAAAAKAAYAEAIVwABCBxIsGDBAAgTKly40KBDhwwjSpxIseLEhxgHWtzIsaPH"
        + "jxszZgSJUCRGkgFMPkTJsqXLlzAbqjSIciZNkjYP4sypcSdPADV/Ao1JtKjRo0iTKnUZEAA7"

    /// Red at the top left, white elsewhere, in a format of leptonica's.
    private func file(_ format: Int32, width: Int32 = 40, height: Int32 = 24) throws -> Data {
        var pix: UnsafeMutablePointer<Pix>? = pixCreate(width, height, 32)
        defer { pixDestroy(&pix) }
        pixSetAll(pix)
        for y in 0..<(height / 2) { for x in 0..<(width / 2) { pixSetPixel(pix, x, y, 0xFF00_0000) } }
        if format == IFF_GIF { return try #require(Data(base64Encoded: Self.gif)) }
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        try #require(pixWriteMem(&bytes, &count, pix, format) == 0)
        defer { free(bytes) }
        return Data(bytes: try #require(bytes), count: count)
    }

    private func isRed(_ image: PageImage, _ x: Int, _ y: Int) -> Bool {
        let at = (y * image.width + x) * 3
        return image.bitmap.rgb[at] > 200 && image.bitmap.rgb[at + 1] < 90
    }

    @Test(arguments: [IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF, IFF_TIFF_LZW, IFF_BMP, IFF_GIF].map { Int32($0) })
    func decodesFormats(format: Int32) throws {
        let data = try file(format)
        #expect(try PageImage.pageCount(data) == 1)
        let image = try PageImage.decode(data)
        #expect(image.width == 40 && image.height == 24)
        #expect(isRed(image, 5, 5) && !isRed(image, 30, 5) && !isRed(image, 5, 20))
    }

    /// EXIF of one entry, orientation, put behind the start of a JPEG.
    private func jpeg(orientation: UInt8) throws -> Data {
        let tiff: [UInt8] = [
            0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ]
        let segment = Array("Exif\0\0".utf8) + tiff
        var data = try file(Int32(IFF_JFIF_JPEG))
        data.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment, at: 2)
        return data
    }

    @Test func honoursTheOrientationOfACamera() throws {
        // Where the corner that was at the top left of the stored picture is shown.
        let corners: [UInt8: (Bool, Bool)] = [
            1: (false, false), 2: (true, false), 3: (true, true), 4: (false, true), 5: (false, false), 6: (true, false),
            7: (true, true), 8: (false, true),
        ]
        for (orientation, (right, bottom)) in corners {
            let image = try PageImage.decode(jpeg(orientation: orientation))
            #expect((image.width, image.height) == (orientation < 5 ? (40, 24) : (24, 40)), "\(orientation)")
            let (x, y) = (right ? image.width - 4 : 3, bottom ? image.height - 4 : 3)
            #expect(isRed(image, x, y), "\(orientation)")
            #expect(!isRed(image, image.width - 1 - x, image.height - 1 - y), "\(orientation)")
        }
    }

    @Test func readsThePagesOfATIFF() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zhunsheng-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.tif").path
        for (index, width) in [Int32(40), 60, 80].enumerated() {
            var pix: UnsafeMutablePointer<Pix>? = pixCreate(width, 30, 8)
            defer { pixDestroy(&pix) }
            try #require(pixWriteTiff(path, pix, Int32(IFF_TIFF_LZW), index == 0 ? "w" : "a") == 0)
        }
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try PageImage.pageCount(data) == 3)
        #expect(try (1...3).map { try PageImage.decode(data, page: $0).width } == [40, 60, 80])
        #expect(throws: ReadProblem.self) { try PageImage.decode(data, page: 4) }
    }

    @Test func namesWhatIsNoPicture() {
        #expect(throws: ReadProblem(.empty)) { try PageImage.decode(Data()) }
        #expect(throws: ReadProblem(.unsupportedFormat)) { try PageImage.decode(Data("%PDF-1.7".utf8)) }
    }

    @Test(arguments: [IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF_LZW, IFF_BMP, IFF_GIF].map { Int32($0) })
    func survivesDamage(format: Int32) throws {
        let whole = try file(format)
        for count in stride(from: 1, to: whole.count, by: max(1, whole.count / 40)) {
            _ = try? PageImage.decode(whole.prefix(count))
        }
        var state: UInt32 = 7
        for _ in 0..<150 {
            var bytes = whole
            for _ in 0..<4 {
                state = state &* 1_664_525 &+ 1_013_904_223
                bytes[bytes.startIndex + Int(state >> 8) % bytes.count] = UInt8(truncatingIfNeeded: state)
            }
            _ = try? PageImage.decode(bytes)
            _ = try? PageImage.pageCount(bytes)
        }
    }

    /// Half a picture that passes for the whole would hide what stood on the other half.
    @Test(arguments: [IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF, IFF_TIFF_LZW, IFF_BMP, IFF_GIF].map { Int32($0) })
    func readsNoHalfPictures(format: Int32) throws {
        let whole = format == IFF_GIF ? try file(format) : try noise(format)
        for count in [whole.count / 2, whole.count * 3 / 4, whole.count * 9 / 10] {
            #expect(throws: ReadProblem.self, "\(count) of \(whole.count)") {
                try PageImage.decode(whole.prefix(count))
            }
        }
    }

    @Test func readsNoPNGWithASpoiltChunk() throws {
        let whole = try noise(Int32(IFF_PNG))
        for place in [whole.count / 3, whole.count / 2, whole.count * 3 / 4] {
            var spoilt = whole
            spoilt[place] ^= 0x10
            #expect(throws: ReadProblem.self, "\(place)") { try PageImage.decode(spoilt) }
        }
    }

    @Test func namesPagesThatAreNotThere() throws {
        for format in [IFF_PNG, IFF_TIFF].map({ Int32($0) }) {
            let data = try file(format)
            for page in [Int.min, -1, 0, 2, 1 << 40, .max] {
                #expect(throws: ReadProblem.self, "\(page)") { try PageImage.decode(data, page: page) }
            }
        }
    }

    /// A picture whose rows do not repeat, so that half of its bytes are half of its rows.
    private func noise(_ format: Int32) throws -> Data {
        var pix: UnsafeMutablePointer<Pix>? = pixCreate(300, 400, 32)
        defer { pixDestroy(&pix) }
        var state: UInt32 = 7
        for y in 0..<Int32(400) {
            for x in 0..<Int32(300) {
                state = state &* 1_664_525 &+ 1_013_904_223
                pixSetPixel(pix, x, y, state & 0xFFFF_FF00)
            }
        }
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        try #require(pixWriteMem(&bytes, &count, pix, format) == 0)
        defer { free(bytes) }
        return Data(bytes: try #require(bytes), count: count)
    }

    @Test func refusesHugePicturesBeforeDecoding() throws {
        // A PNG header that claims 60,000 × 60,000 pixels; its check sum is not looked at before.
        var png = try file(Int32(IFF_PNG))
        png.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
        #expect(throws: (any Error).self) { try PageImage.decode(png) }
        var bmp = try file(Int32(IFF_BMP))
        bmp.replaceSubrange(18..<26, with: [0x60, 0xEA, 0, 0, 0x60, 0xEA, 0, 0])
        #expect { try PageImage.decode(bmp) } throws: { ($0 as? ReadProblem)?.code == .tooLarge }
        var gif = try file(Int32(IFF_GIF))
        gif.replaceSubrange(6..<10, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect { try PageImage.decode(gif) } throws: { ($0 as? ReadProblem)?.code == .tooLarge }
        #expect(throws: ReadProblem.self) { try PageImage(rgb: [1, 2, 3], width: 2, height: 1) }
        #expect(throws: ReadProblem.self) { try PageImage(rgb: [], width: 0, height: 1) }
        #expect(throws: ReadProblem.self) { try PageImage(rgb: [], width: 1 << 40, height: 1 << 40) }
    }

    @Test func keepsWhatAWorkingSizeNeeds() throws {
        let (width, height) = (7_200, 300)
        let image = try PageImage(rgb: [UInt8](repeating: 128, count: width * height * 3), width: width, height: height)
        #expect(image.width == width && image.bitmap.width == PageImage.workingSide)
        #expect(image.bitmap.rgb.allSatisfy { $0 == 128 })
    }
}
