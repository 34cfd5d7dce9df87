// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

@testable import Recognition

/// A scan of ours (Benchmarks/make_scans.py, seed 1, at 150 dpi, upright) and what stands on it.
struct Scan: Decodable {
    var file: String
    var lines: [String]
    /// `[x0, y0, x1, y1]` in pixels.
    var seals: [Box]
    var rulings: Int
    var ticks: [Bool]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

    static func named(_ name: String) throws -> Scan {
        let all = try JSONDecoder().decode(
            [Scan].self, from: Data(contentsOf: folder.appendingPathComponent("truth.json")))
        guard let scan = all.first(where: { $0.file == name + ".jpg" }) else { throw CocoaError(.fileNoSuchFile) }
        return scan
    }

    func data() throws -> Data { try Data(contentsOf: Self.folder.appendingPathComponent(file)) }
    func image() throws -> PageImage { try PageImage.decode(data()) }

    /// Edits a true character that turn the lines into stretches of what was read.
    func errorRate(_ page: RecognisedPage) -> Double {
        let read = fold(page.lines.joined())
        let wrong = lines.map { edits(fold($0), in: read) }.reduce(0, +)
        return Double(wrong) / Double(lines.map { fold($0).count }.reduce(0, +))
    }

    private func fold(_ text: String) -> [UInt32] {
        text.precomposedStringWithCompatibilityMapping.unicodeScalars.filter { !$0.properties.isWhitespace }.map(
            \.value)
    }

    /// The fewest edits to some stretch of the text (Sellers 1980).
    private func edits(_ line: [UInt32], in text: [UInt32]) -> Int {
        var row = [Int](repeating: 0, count: text.count + 1)
        for (count, character) in line.enumerated() {
            var diagonal = row[0]
            row[0] = count + 1
            for index in text.indices {
                let above = row[index + 1]
                row[index + 1] = min(above + 1, row[index] + 1, diagonal + (text[index] == character ? 0 : 1))
                diagonal = above
            }
        }
        return row.min() ?? line.count
    }
}

enum Models {
    static var installed: Bool { ModelStore.standard().isComplete }

    /// One for all tests, which therefore run one after the other.
    nonisolated(unsafe) private static var shared: Recogniser?

    static func recogniser() throws -> Recogniser {
        if let shared { return shared }
        let made = try Recogniser()
        shared = made
        return made
    }
}

extension PageImage {
    /// As a scanner gives it that was fed the page turned, by clockwise quarters.
    func turned(_ quarters: Int) throws -> PageImage {
        let bitmap = self.bitmap.turned(quarters: quarters)
        return try PageImage(rgb: bitmap.rgb, width: bitmap.width, height: bitmap.height, dpi: dpi)
    }
}

extension PageImage {
    /// As a scanner gives it that was fed the page askew, by so many degrees clockwise, on a sheet that holds all of it.
    func askew(_ degrees: Double) throws -> PageImage {
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        let (w, h) = (Double(width), Double(height))
        let wide = Int(w * cosine + h * abs(sine)) + 1
        let high = Int(h * cosine + w * abs(sine)) + 1
        var rgb = [UInt8](repeating: 250, count: wide * high * 3)
        for y in 0..<high {
            for x in 0..<wide {
                let (dx, dy) = (Double(x) - Double(wide) / 2, Double(y) - Double(high) / 2)
                let (fromX, fromY) = (dx * cosine + dy * sine + w / 2, dy * cosine - dx * sine + h / 2)
                let (left, top) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
                guard left >= 0, top >= 0, left + 1 < width, top + 1 < height else { continue }
                let (fx, fy) = (fromX - Double(left), fromY - Double(top))
                for channel in 0..<3 {
                    func at(_ x: Int, _ y: Int) -> Double { Double(bitmap.rgb[(y * width + x) * 3 + channel]) }
                    let above = at(left, top) * (1 - fx) + at(left + 1, top) * fx
                    let below = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx
                    rgb[(y * wide + x) * 3 + channel] = UInt8(above * (1 - fy) + below * fy)
                }
            }
        }
        return try PageImage(rgb: rgb, width: wide, height: high, dpi: dpi)
    }
}

extension Box {
    /// Every side lies within so many pixels.
    func isNear(_ other: Box, _ distance: Double) -> Bool {
        max(abs(x0 - other.x0), abs(y0 - other.y0), abs(x1 - other.x1), abs(y1 - other.y1)) <= distance
    }
}
