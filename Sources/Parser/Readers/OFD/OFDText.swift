// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// The characters of one text object (§11) with their places in points.
struct OFDText {
    private(set) var glyphs: [Glyph] = []
    /// In the order of the file.
    private(set) var text = ""
    private(set) var box: Box
    private(set) var unreadable = 0
    /// Letters stand on their feet, give or take 10 degrees.
    let isUpright: Bool

    private let matrix: OFDMatrix
    /// Millimetres in the object's space.
    private let size: Double
    private let widening: Double
    /// Degrees by which each letter, and the way from one to the next, are turned clockwise.
    private let letterTurn, readTurn: Double

    /// - Parameters:
    ///   - matrix: from the object's space to points.
    ///   - limit: how many characters are taken at most; one more than allowed shows that there are too many.
    /// - Returns: nil where there is nothing to see.
    init?(_ node: XMLNode, _ values: [String: String], _ matrix: OFDMatrix, limit: Int) {
        guard let size = values["Size"].flatMap({ OFDValue.number($0) }), size > 0, matrix.scale > 0 else { return nil }
        self.matrix = matrix
        self.size = size
        widening = values["HScale"].flatMap { OFDValue.number($0) }.map { min(max($0, 0.01), 100) } ?? 1
        letterTurn = values["CharDirection"].flatMap { OFDValue.number($0) } ?? 0
        readTurn = values["ReadDirection"].flatMap { OFDValue.number($0) } ?? 0
        let turn = atan2(matrix.b, matrix.a) * 180 / .pi + letterTurn
        isUpright = abs(turn - (turn / 360).rounded() * 360) <= 10
        box = Box(x0: 0, y0: 0, x1: 0, y1: 0)
        var start = (x: 0.0, y: 0.0)
        for code in node.elements("TextCode") {
            let values = code.values
            // A missing start is that of the code before (§11.3).
            start.x = values["X"].flatMap { OFDValue.number($0) } ?? start.x
            start.y = values["Y"].flatMap { OFDValue.number($0) } ?? start.y
            set(Self.characters(code.text, limit: limit - glyphs.count), at: start, values)
            if glyphs.count >= limit { break }
        }
        let boxes = glyphs.map { Box(x0: Double($0.x0), y0: Double($0.y0), x1: Double($0.x1), y1: Double($0.y1)) }
        guard let first = boxes.first else { return nil }
        box = boxes.dropFirst().reduce(first) { $0.union($1) }
    }

    /// Line breaks come from whoever made the XML look tidy; they and the indents behind them are not set.
    private static func characters(_ text: String, limit: Int) -> [Unicode.Scalar] {
        var all = Substring(text)
        if text.contains(where: \.isNewline) {
            all = all.drop(while: \.isWhitespace)
            while all.last?.isWhitespace == true { all.removeLast() }
        }
        return Array(all.unicodeScalars.lazy.filter { $0 != "\n" && $0 != "\r" }.prefix(max(0, limit)))
    }

    private mutating func set(
        _ characters: [Unicode.Scalar], at start: (x: Double, y: Double), _ values: [String: String]
    ) {
        guard !characters.isEmpty else { return }
        // Writers that count in UTF-16 give a character beyond the basic plane two distances.
        let units = characters.reduce(0) { $0 + UTF16.width($1) }
        let acrossAll = values["DeltaX"].map { OFDDeltas.parse($0, limit: units - 1) } ?? []
        let downAll = values["DeltaY"].map { OFDDeltas.parse($0, limit: units - 1) } ?? []
        let inUnits = units != characters.count && max(acrossAll.count, downAll.count) == units - 1
        let (turnX, turnY) = (cos(readTurn * .pi / 180), sin(readTurn * .pi / 180))
        var (x, y) = start
        var position = 0
        for scalar in characters {
            let step = inUnits ? UTF16.width(scalar) : 1
            var (dx, dy) = (0.0, 0.0)
            if acrossAll.isEmpty, downAll.isEmpty {
                let way = readTurn.truncatingRemainder(dividingBy: 180) == 0 ? width(scalar) : size
                (dx, dy) = (turnX * way, turnY * way)
            } else {
                for index in position..<(position + step) {
                    // Where distances run out the last one goes on.
                    dx += index < acrossAll.count ? acrossAll[index] : acrossAll.last ?? 0
                    dy += index < downAll.count ? downAll[index] : downAll.last ?? 0
                }
            }
            let isLast = position + step >= (inUnits ? units : characters.count)
            add(scalar, x, y, to: isLast ? nil : hypot(dx, dy))
            (x, y) = (x + dx, y + dy)
            position += step
        }
    }

    private func width(_ scalar: Unicode.Scalar) -> Double { OFDWidth.usual(scalar) * size * widening }

    private mutating func add(_ scalar: Unicode.Scalar, _ x: Double, _ y: Double, to next: Double?) {
        // A character that only the file's own font knows leaves a mark: a word with a hole in it is not the word.
        let seen = GlyphRepair.scalar(scalar.value) ?? "\u{FFFD}"
        if seen == "\u{FFFD}" { unreadable += 1 }
        text.unicodeScalars.append(seen)
        let most = OFDWidth.most(seen) * size * widening
        let wide = next.map { $0 > 0.05 * size ? min($0, most) : width(seen) } ?? width(seen)
        let (cosine, sine) = (cos(letterTurn * .pi / 180), sin(letterTurn * .pi / 180))
        // Most fonts rise to 0.86 em above the baseline and sink 0.14 em below.
        let corners = [(0, -0.86), (1, -0.86), (0, 0.14), (1, 0.14)].map { across, down in
            let (u, v) = (across * wide, down * size)
            return matrix.point(x + u * cosine - v * sine, y + u * sine + v * cosine)
        }
        guard let box = OFDCanvas.bounds(corners) else { return }
        glyphs.append(
            Glyph(
                scalar: seen, x0: Float(box.x0), y0: Float(box.y0), x1: Float(box.x1), y1: Float(box.y1),
                baseline: Float(matrix.point(x, y).y), size: Float(size * matrix.scale), invisible: false))
    }
}
