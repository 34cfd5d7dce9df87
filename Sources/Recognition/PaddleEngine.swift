// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// PP-OCRv4 through ONNX Runtime: detection, direction, recognition.
final class PaddleEngine {
    static let name = "PP-OCRv4 (ONNX Runtime \(OnnxRuntime.version))"

    private let detector: TextDetector
    private let direction: TextDirection
    private let reader: TextReader

    init(_ store: ModelStore) throws {
        let runtime = try OnnxRuntime.load(store.path(ModelStore.library))
        func model(_ name: String) throws -> OnnxModel { try OnnxModel(runtime, path: store.path(name)) }
        detector = TextDetector(model: try model(ModelStore.detection))
        direction = TextDirection(model: try model(ModelStore.direction))
        reader = try TextReader(model: try model(ModelStore.reading))
    }

    func recognise(_ image: PageImage) throws -> RecognisedPage {
        let stamps = SealFinder.find(in: image.bitmap)
        let clean = SealFinder.removing(stamps, from: image.bitmap)
        let page = try upright(clean)
        let (rulings, strikes) = RulingFinder.find(in: page.bitmap, frame: page.frame, lines: page.lines)
        var lines: [PlacedLine] = []
        for rect in Self.split(page.lines, at: rulings, page.frame) {
            let line = try read(rect, in: page.bitmap)
            guard !line.characters.isEmpty else { continue }
            let placed = GlyphPlacer.place(line, rect, in: page.bitmap, page.frame)
            if !Self.isGhost(placed) { lines.append(placed) }
        }
        DrawnBoxes.mend(&lines, in: page.bitmap, page.frame)
        for index in lines.indices { Doubts.strike(&lines[index], by: strikes) }
        return page.result(lines.map(Doubts.weigh), rulings: rulings, stamps: stamps, image: image, engine: Self.name)
    }

    // MARK: which way is up

    private func upright(_ given: Bitmap) throws -> UprightPage {
        var bitmap = given
        var lines = try detector.lines(in: bitmap)
        var turns = 0
        // What is long in one direction says which way lines run; single characters say nothing.
        let lying = lines.filter { $0.width > $0.height * 2 }.map { $0.width - $0.height }.reduce(0, +)
        let standing = lines.filter { $0.height > $0.width * 2 }.map { $0.height - $0.width }.reduce(0, +)
        if standing > lying * 1.5 {
            turns = 1
            bitmap = bitmap.turned(quarters: 1)
            lines = try detector.lines(in: bitmap)
        }
        if try isUpsideDown(lines, bitmap) {
            turns += 2
            bitmap = bitmap.turned(quarters: 2)
            let (width, height) = (Double(bitmap.width), Double(bitmap.height))
            lines = lines.map {
                var copy = $0
                copy.centre = Point(x: width - $0.centre.x, y: height - $0.centre.y)
                return copy
            }
        }
        let frame = Frame(
            givenWidth: Double(given.width), givenHeight: Double(given.height), quarterTurns: turns,
            skew: Self.skew(lines))
        return UprightPage(bitmap: bitmap, lines: lines, frame: frame)
    }

    /// Several lines vote; where they disagree, a few are read both ways and the surer reading wins.
    private func isUpsideDown(_ lines: [SlantedRect], _ bitmap: Bitmap) throws -> Bool {
        let long = lines.filter { $0.width > $0.height * 1.5 }.sorted { $0.width > $1.width }
        let sample = long.prefix(9)
        guard !sample.isEmpty else { return false }
        let votes = try sample.map { try direction.upsideDown($0, in: bitmap) }
        let share = votes.reduce(0, +) / Double(votes.count)
        if votes.count >= 5, share < 0.15 { return false }
        var (upright, turned) = (0.0, 0.0)
        for line in sample.prefix(5) {
            let part = line.part(from: 0, to: min(line.width, line.height * 10))
            upright += try reader.read(part, in: bitmap).meanProbability
            turned += try reader.read(part, in: bitmap, upsideDown: true).meanProbability
        }
        return turned > upright
    }

    /// The middle slope of the long lines, each counting by its length, in radians.
    private static func skew(_ lines: [SlantedRect]) -> Double {
        let long = lines.filter { $0.width > $0.height * 5 }.sorted { $0.angle < $1.angle }
        let half = long.map(\.width).reduce(0, +) / 2
        var sum = 0.0
        for line in long {
            sum += line.width
            if sum >= half { return line.angle }
        }
        return 0
    }

    // MARK: reading

    /// Cuts lines where an upright ruling passes through them: columns of a table never share a line.
    private static func split(_ lines: [SlantedRect], at rulings: [Box], _ frame: Frame) -> [SlantedRect] {
        let standing = rulings.filter { $0.height > $0.width }
        return lines.flatMap { line -> [SlantedRect] in
            let middle = frame.upright(turned: line.centre)
            let left = middle.x - line.width / 2
            let cuts = standing.filter {
                $0.midX > left + line.height * 0.3 && $0.midX < left + line.width - line.height * 0.3
                    && $0.y0 < middle.y - line.height * 0.3 && $0.y1 > middle.y + line.height * 0.3
            }.map { (from: $0.x0 - left, to: $0.x1 - left) }.sorted { $0.from < $1.from }
            var parts: [SlantedRect] = []
            var start = 0.0
            for cut in cuts {
                if cut.from - start > line.height * 0.3 { parts.append(line.part(from: start, to: cut.from - 1)) }
                start = cut.to + 1
            }
            if line.width - start > line.height * 0.3 || cuts.isEmpty {
                parts.append(cuts.isEmpty ? line : line.part(from: start, to: line.width))
            }
            return parts
        }
    }

    /// A sliver at a ruling that was taken for a line: no Chinese character is so narrow.
    private static func isGhost(_ line: PlacedLine) -> Bool {
        line.glyphs.count <= 2
            && line.glyphs.allSatisfy {
                $0.confidence < 0.5 && $0.scalar.properties.isIdeographic && $0.box.width < $0.box.height * 0.4
            }
    }

    private func read(_ rect: SlantedRect, in bitmap: Bitmap) throws -> TextReader.Line {
        try reader.read(rect, in: bitmap)
    }
}
