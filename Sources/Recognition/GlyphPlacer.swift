// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A line with the place of each character, in pixels of the bitmap as it stands upright.
struct PlacedLine {
    struct Glyph {
        var scalar: Unicode.Scalar
        var box: Box
        var confidence: Double
    }

    var glyphs: [Glyph]
    var box: Box
    /// About the height of a full character.
    var em: Double
}

/// Gives the characters of a line their places: the network says about where each stands, the ink says exactly.
enum GlyphPlacer {
    static func place(_ line: TextReader.Line, _ rect: SlantedRect, in bitmap: Bitmap, _ frame: Frame) -> PlacedLine {
        let profile = InkProfile(rect, columns: line.columns, rows: TextReader.rows, in: bitmap)
        let centres = line.characters.map { min(Double(line.columns), ($0.from + $0.to) / 2) }
        // The valley between two neighbours that is nearest to the middle and has the least ink.
        var edges = [0.0]
        for (left, right) in zip(centres, centres.dropFirst()) { edges.append(profile.valley(from: left, to: right)) }
        edges.append(Double(line.columns))

        // Upright: the rectangle's middle is moved, its sides are taken to lie level, for lines are level then.
        let scale = rect.width / Double(line.columns)
        let middle = frame.upright(turned: rect.centre)
        let slope = rect.angle - frame.skew
        let (top, bottom) = profile.band
        let rows = Double(TextReader.rows)
        func spot(_ column: Double, _ row: Double) -> Point {
            let offset = Point(x: (column - Double(line.columns) / 2) * scale, y: (row - rows / 2) * rect.height / rows)
            return middle + offset.rotated(by: slope)
        }
        func glyph(_ scalar: Unicode.Scalar, from x0: Double, to x1: Double, confidence: Double) -> PlacedLine.Glyph {
            let centre = spot((x0 + x1) / 2, (top + bottom) / 2)
            let half = Point(x: (x1 - x0) / 2 * scale, y: (bottom - top) / 2 * rect.height / rows)
            let box = Box(
                x0: centre.x - half.x, y0: centre.y - half.y, x1: centre.x + half.x, y1: centre.y + half.y)
            return PlacedLine.Glyph(scalar: scalar, box: box, confidence: confidence)
        }
        let read = line.characters.map { $0.scalars.first ?? " " }
        var glyphs: [PlacedLine.Glyph] = []
        for (index, character) in line.characters.enumerated() {
            if index > 0, let mark = Self.lostMark(between: index, in: read, centres, profile) {
                glyphs.append(glyph("√", from: mark.from, to: mark.to, confidence: Self.lostMarkConfidence))
            }
            let (from, to) = profile.ink(from: edges[index], to: edges[index + 1], around: centres[index])
            let confidence = Calibration.confidence(character)
            // A class of several scalars (none in this model) shares its width among them.
            let width = (to - from) / Double(max(1, character.scalars.count))
            for (place, scalar) in character.scalars.enumerated() {
                let x0 = from + width * Double(place)
                glyphs.append(glyph(scalar, from: x0, to: x0 + width, confidence: confidence))
            }
        }
        let box = glyphs.dropFirst().reduce(glyphs.first?.box ?? rect.bounds) { $0.union($1.box) }
        // A line of low characters alone (一, 2-3) says little of the height of others.
        let em = max(bottom - top, rows * 0.62) * rect.height / rows
        return PlacedLine(glyphs: glyphs, box: box, em: em)
    }

    /// A tick is no character of the network's: `（√）` is read as `（）`. That ink stands there is sure, that it is a tick
    /// is for a person to say.
    private static let lostMarkConfidence = 0.6

    /// The columns of ink between a bracket and the one that closes it, before the character at `index`.
    private static func lostMark(
        between index: Int, in read: [Unicode.Scalar], _ centres: [Double], _ profile: InkProfile
    ) -> (from: Double, to: Double)? {
        guard closing.contains(read[index]),
            let open = read[..<index].lastIndex(where: { $0 != " " }), opening.contains(read[open])
        else { return nil }
        let em = Double(TextReader.rows) * 0.6
        guard let mark = profile.widestInk(from: centres[open], to: centres[index], apart: 2),
            mark.from > centres[open],
            mark.to < centres[index], mark.to - mark.from > 0.25 * em
        else { return nil }
        return mark
    }

    private static let opening: Set<Unicode.Scalar> = ["(", "（", "[", "［", "【", "〔"]
    private static let closing: Set<Unicode.Scalar> = [")", "）", "]", "］", "】", "〕"]
}

/// How much ink stands in each column and row of a straightened line.
struct InkProfile {
    private let columns: [Float]
    /// The first and last row of the text, in rows.
    let band: (Double, Double)

    init(_ rect: SlantedRect, columns count: Int, rows: Int, in bitmap: Bitmap) {
        let tensor = bitmap.tensor(of: rect, columns: count, rows: rows, padded: count)
        let plane = count * rows
        // Grey from -1 to 1; paper is the light fifth, ink the darkest.
        let grey = (0..<plane).map {
            (tensor.values[$0] + tensor.values[plane + $0] + tensor.values[2 * plane + $0]) / 3
        }
        let sorted = stride(from: 0, to: plane, by: max(1, plane / 512)).map { grey[$0] }.sorted()
        let paper = sorted[sorted.count * 4 / 5]
        let ink = sorted[sorted.count / 50]
        let range = max(0.1, paper - ink)
        var columns = [Float](repeating: 0, count: count)
        var lines = [Float](repeating: 0, count: rows)
        var darkness = grey.map { max(0, min(1, (paper - $0) / range)) }
        Self.dropRules(&darkness, columns: count, rows: rows)
        for row in 0..<rows {
            for column in 0..<count {
                let dark = darkness[row * count + column]
                guard dark > 0.3 else { continue }
                lines[row] += dark
                // What touches the upper or lower edge may be a ruling or a neighbouring line.
                if row >= 3, row < rows - 3 { columns[column] += dark }
            }
        }
        self.columns = columns
        band = Self.band(lines, count)
    }

    /// Takes out the line under a blank that was filled in: a level run longer than the stroke of any character.
    private static func dropRules(_ darkness: inout [Float], columns: Int, rows: Int) {
        let longest = rows * 3 / 2
        // What goes through the middle strikes the text out.
        for row in (rows * 3 / 5)..<rows {
            let start = row * columns
            var from: Int?
            var last = 0
            // Noise tears small holes.
            for column in 0...columns {
                if column < columns, darkness[start + column] > 0.3 {
                    from = from ?? column
                    last = column
                } else if let first = from, column == columns || column - last > 3 {
                    if last - first + 1 > longest { for place in first...last { darkness[start + place] = 0 } }
                    from = nil
                }
            }
        }
    }

    /// Text stands in the middle: from there outward until the ink ends.
    private static func band(_ rows: [Float], _ columns: Int) -> (Double, Double) {
        let peak = rows[(rows.count / 4)..<(rows.count * 3 / 4)].max() ?? 0
        let floor = max(0.5, peak * 0.06)
        guard let first = rows.indices.first(where: { $0 >= 3 && rows[$0] > floor }),
            let last = rows.indices.last(where: { $0 < rows.count - 3 && rows[$0] > floor }), last > first
        else { return (Double(rows.count) * 0.15, Double(rows.count) * 0.85) }
        // At least half the line, so that a row of dashes does not become a hair.
        let least = Double(rows.count) / 2
        let (top, bottom) = (Double(first), Double(last + 1))
        let lack = max(0, least - (bottom - top)) / 2
        return (max(0, top - lack), min(Double(rows.count), bottom + lack))
    }

    /// The column with the least ink between two, nearest to the middle of them.
    func valley(from: Double, to: Double) -> Double {
        let middle = (from + to) / 2
        let (first, last) = (max(0, Int(from.rounded()) + 1), min(columns.count - 1, Int(to.rounded()) - 1))
        guard last > first else { return middle }
        var best = (cost: Double.infinity, at: middle)
        for column in first...last {
            let cost = Double(columns[column]) + abs(Double(column) + 0.5 - middle) * 0.15
            if cost < best.cost { best = (cost, Double(column) + 0.5) }
        }
        return best.at
    }

    /// The widest run of columns with ink that begins and ends between two columns; gaps up to `apart` belong to it.
    func widestInk(from: Double, to: Double, apart: Int) -> (from: Double, to: Double)? {
        let (first, last) = (max(0, Int(from)), min(columns.count - 1, Int(to)))
        guard first < last else { return nil }
        let inked = (first...last).filter { columns[$0] > 0.8 }
        var runs: [(from: Int, to: Int)] = []
        for column in inked {
            if let end = runs.last?.to, column - end <= apart + 1 {
                runs[runs.count - 1].to = column
            } else {
                runs.append((column, column))
            }
        }
        // What touches an end of the span is the bracket itself.
        let inner = runs.filter { $0.from > first && $0.to < last }
        return inner.max { $0.to - $0.from < $1.to - $1.from }.map { (Double($0.from), Double($0.to + 1)) }
    }

    /// The part with ink between two columns; without ink a place around the centre.
    func ink(from: Double, to: Double, around centre: Double) -> (Double, Double) {
        let (first, last) = (max(0, Int(from.rounded(.down))), min(columns.count, Int(to.rounded(.up))))
        guard first < last else { return (from, max(to, from + 1)) }
        guard let left = (first..<last).first(where: { columns[$0] > 0.8 }),
            let right = (first..<last).last(where: { columns[$0] > 0.8 })
        else { return (max(from, centre - 4), min(max(to, from + 1), centre + 4)) }
        return (Double(left), Double(right + 1))
    }
}
