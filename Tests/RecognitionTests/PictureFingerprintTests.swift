// SPDX-License-Identifier: GPL-3.0-or-later
import CTesseract
import Dossier
import Foundation
import Testing

@testable import Recognition

struct PictureFingerprintTests {
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func theSamePhotographIsTheSame(seed: UInt64) throws {
        let photograph = Scene(seed: seed)
        let original = try #require(photograph.image(width: 900, height: 600).fingerprint)
        #expect(try #require(photograph.image(width: 900, height: 600).fingerprint) == original)
        for (width, height, quality) in [
            (900, 600, 90), (900, 600, 35), (450, 300, 75), (1800, 1200, 60), (300, 200, 50),
        ] {
            let other = try PageImage.decode(try photograph.image(width: width, height: height).jpeg(quality: quality))
            let print = try #require(other.fingerprint)
            let similarity = original.similarity(to: print)
            #expect(similarity >= 0.97, "\(width) × \(height) at \(quality): \(similarity)")
            // What look-ups go by.
            #expect(zip(original.rows, print.rows).count { $0 == $1 } >= 4)
        }
    }

    @Test func otherPhotographsAreOthers() throws {
        let prints = try (1...30).map { try #require(Scene(seed: $0).image(width: 600, height: 400).fingerprint) }
        for (number, print) in prints.enumerated() {
            for other in prints[..<number] { #expect(print.similarity(to: other) < 0.85) }
        }
    }

    /// A portrait before a plain ground, as on certificates.
    @Test func portraitsBeforePlainGround() throws {
        let first = Scene(seed: 7, ground: (70, 130, 200))
        let print = try #require(first.image(width: 295, height: 413).fingerprint)
        let again = try PageImage.decode(try first.image(width: 590, height: 826).jpeg(quality: 60))
        #expect(print.similarity(to: try #require(again.fingerprint)) >= 0.97)
        let second = try #require(Scene(seed: 8, ground: (70, 130, 200)).image(width: 295, height: 413).fingerprint)
        #expect(print.similarity(to: second) < 0.9)
    }

    @Test(arguments: ["licence", "form", "roster", "pledge"])
    func scansOfTextAreNone(name: String) throws {
        #expect(try Scan.named(name).image().fingerprint == nil)
    }

    @Test func flatAndSmallPicturesAreNone() throws {
        #expect(
            try PageImage(rgb: Array(repeating: 255, count: 300 * 300 * 3), width: 300, height: 300).fingerprint == nil)
        #expect(
            try PageImage(rgb: Array(repeating: 90, count: 300 * 300 * 3), width: 300, height: 300).fingerprint == nil)
        #expect(Scene(seed: 1).image(width: 48, height: 48).fingerprint == nil)
        #expect(Scene(seed: 1).image(width: 1200, height: 100).fingerprint == nil)
        // A logo: two colours.
        let logo = (0..<(200 * 200)).flatMap { pixel -> [UInt8] in
            let (x, y) = (pixel % 200 - 100, pixel / 200 - 100)
            return x * x + y * y < 80 * 80 && x * x + y * y > 40 * 40 ? [200, 0, 0] : [255, 255, 255]
        }
        #expect(try PageImage(rgb: logo, width: 200, height: 200).fingerprint == nil)
    }

    @Test func hexadecimalDigitsAreAll() throws {
        let print = try #require(Scene(seed: 3).image(width: 300, height: 300).fingerprint)
        #expect(print.hex.count == 128 && PictureFingerprint(hex: print.hex) == print)
        #expect(
            PictureFingerprint(hex: "12") == nil && PictureFingerprint(hex: String(repeating: "g", count: 128)) == nil)
        #expect(try JSONDecoder().decode(PictureFingerprint.self, from: JSONEncoder().encode(print)) == print)
        #expect(PictureFingerprint(steps: [1]) == nil)
    }
}

/// Something like a photograph: light that falls off, things of all sizes, grain.
struct Scene {
    private let discs: [(x: Double, y: Double, radius: Double, tone: Double)]
    private let slope: (x: Double, y: Double)
    private let ground: (Double, Double, Double)?

    init(seed: UInt64, ground: (Double, Double, Double)? = nil) {
        var state = seed &* 0x9e37_79b9_7f4a_7c15
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        discs = (0..<40).map { _ in
            (0.2 + 0.6 * next(), 0.15 + 0.85 * next(), 0.04 + 0.16 * next(), 220 * next() - 110)
        }
        slope = (120 * next() - 60, 120 * next() - 60)
        self.ground = ground
    }

    func image(width: Int, height: Int) -> PageImage {
        var rgb: [UInt8] = []
        rgb.reserveCapacity(width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = ((Double(x) + 0.5) / Double(width), (Double(y) + 0.5) / Double(height))
                var tone = 128 + slope.x * (u - 0.5) + slope.y * (v - 0.5)
                var isThing = false
                for disc in discs {
                    let (dx, dy) = (u - disc.x, v - disc.y)
                    let away = (dx * dx + dy * dy) / (disc.radius * disc.radius)
                    if away < 1 {
                        isThing = true
                        tone += disc.tone * (1 - away)
                    }
                }
                if let ground, !isThing {
                    rgb += [UInt8(ground.0), UInt8(ground.1), UInt8(ground.2)]
                } else {
                    rgb += [1.05, 1, 0.9].map { UInt8(min(255, max(0, tone * $0))) }
                }
            }
        }
        guard let image = try? PageImage(rgb: rgb, width: width, height: height) else { fatalError("no image") }
        return image
    }
}

extension PageImage {
    func jpeg(quality: Int) throws -> Data {
        let pixels = pixels
        var pix = pixCreate(Int32(pixels.width), Int32(pixels.height), 32)
        defer { pixDestroy(&pix) }
        for y in 0..<pixels.height {
            for x in 0..<pixels.width {
                let at = (y * pixels.width + x) * 3
                pixSetRGBPixel(
                    pix, Int32(x), Int32(y), Int32(pixels.rgb[at]), Int32(pixels.rgb[at + 1]), Int32(pixels.rgb[at + 2])
                )
            }
        }
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixWriteMemJpeg(&bytes, &count, pix, Int32(quality), 0) == 0, let bytes else {
            throw CocoaError(.fileWriteUnknown)
        }
        defer { free(bytes) }
        return Data(bytes: bytes, count: count)
    }
}
