// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a line by the PP-OCRv4 recognition network.
struct TextReader {
    /// One character where it was seen.
    struct Character {
        var scalars: [Unicode.Scalar]
        /// Of the network: the highest of the steps that gave it, 0–1.
        var probability: Double
        /// The highest probability of anything that was not read beside it, before and after: of a lost character.
        var lostBefore = 0.0, lostAfter = 0.0
        /// Columns of the picture that the network saw.
        var from: Double, to: Double
        /// The runner-up at the surest step.
        var rival: Double = 0
    }

    struct Line {
        var characters: [Character]
        /// Columns that the text takes.
        var columns: Int

        var text: String {
            var view = String.UnicodeScalarView()
            for character in characters { view.append(contentsOf: character.scalars) }
            return String(view)
        }

        /// The mean probability; 0 for an empty line.
        var meanProbability: Double {
            characters.isEmpty ? 0 : characters.map(\.probability).reduce(0, +) / Double(characters.count)
        }
    }

    static let rows = 48
    /// Columns for each step of the network.
    static let stride = 8
    private static let mostColumns = 4_800
    private static let leastColumns = 96

    let model: OnnxModel
    /// By class, without the blank, which is class 0.
    private let alphabet: [[Unicode.Scalar]]
    /// Classes that are no text where they were not read: spaces, and the line of a blank that was filled in.
    private let blanks: Set<Int>

    init(model: OnnxModel) throws {
        self.model = model
        guard let list = model.metadata("character") else {
            throw RecogniserError(reason: "the model has no characters")
        }
        var alphabet = list.split(omittingEmptySubsequences: false) { $0.isNewline }.map { Array($0.unicodeScalars) }
        if alphabet.last == [] { alphabet.removeLast() }
        alphabet.append([" "])
        self.alphabet = alphabet
        blanks = Set(alphabet.indices.filter { [[" "], ["_"], ["\u{3000}"]].contains(alphabet[$0]) }.map { $0 + 1 })
    }

    /// The columns that a rectangle takes at the height of the network.
    static func columns(_ rect: SlantedRect) -> Int {
        min(mostColumns, max(stride, Int((Double(rows) * rect.width / max(1, rect.height)).rounded(.up))))
    }

    func read(_ rect: SlantedRect, in bitmap: Bitmap, upsideDown: Bool = false) throws -> Line {
        let columns = Self.columns(rect)
        let padded = max(Self.leastColumns, (columns + 7) / 8 * 8)
        let tensor = bitmap.tensor(of: rect, columns: columns, rows: Self.rows, padded: padded, upsideDown: upsideDown)
        return try read(tensor, columns: columns)
    }

    func read(_ tensor: Tensor, columns: Int) throws -> Line {
        try model.run(tensor) { shape, output in
            guard shape.count == 3, shape[0] == 1, shape[2] == alphabet.count + 1, output.count == shape[1] * shape[2]
            else { throw RecogniserError(reason: "recognition gave \(shape) for \(alphabet.count) characters") }
            let step = Double(tensor.shape[3]) / Double(shape[1])
            return Line(characters: decode(output, steps: shape[1], classes: shape[2], step: step), columns: columns)
        }
    }

    /// Takes the best class of each step, joins equal neighbours and drops the blanks (Graves et al. 2006, CTC).
    private func decode(_ output: UnsafeBufferPointer<Float>, steps: Int, classes: Int, step: Double) -> [Character] {
        var result: [Character] = []
        var previous = 0
        var lost = 0.0
        for time in 0..<steps {
            let row = UnsafeBufferPointer(rebasing: output[(time * classes)..<((time + 1) * classes)])
            var (best, second, top, next): (Float, Float, Int, Int) = (row[0], 0, 0, 0)
            for index in 1..<classes {
                let value = row[index]
                if value > best {
                    (second, next, best, top) = (best, top, value, index)
                } else if value > second {
                    (second, next) = (value, index)
                }
            }
            if top == 0 {
                if next == 0 || !blanks.contains(next) { lost = max(lost, Double(second)) }
            } else if top == previous, var last = result.popLast() {
                if Double(best) > last.probability { (last.probability, last.rival) = (Double(best), Double(second)) }
                last.to = Double(time + 1) * step
                result.append(last)
            } else {
                if !result.isEmpty { result[result.count - 1].lostAfter = lost }
                result.append(
                    Character(
                        scalars: alphabet[top - 1], probability: Double(best), lostBefore: lost,
                        from: Double(time) * step, to: Double(time + 1) * step, rival: Double(second)))
                lost = 0
            }
            previous = top
        }
        if !result.isEmpty { result[result.count - 1].lostAfter = lost }
        return result
    }
}
