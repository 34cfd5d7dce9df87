// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells a line from one upside down, by PaddleOCR's direction network.
struct TextDirection {
    let model: OnnxModel

    private static let (rows, columns) = (48, 192)

    /// The probability that the line stands upside down.
    func upsideDown(_ rect: SlantedRect, in bitmap: Bitmap) throws -> Double {
        // As in training: the height is fixed; what is longer than the window is squeezed into it. Only the beginning
        // of a long line is shown, so that its characters keep their shape.
        let width = min(rect.width, rect.height * 6)
        let part = rect.part(from: 0, to: width)
        let columns = min(Self.columns, max(8, Int((Double(Self.rows) * part.width / part.height).rounded(.up))))
        let tensor = bitmap.tensor(of: part, columns: columns, rows: Self.rows, padded: Self.columns)
        return try model.run(tensor) { _, output in output.count == 2 ? Double(output[1]) : 0 }
    }
}
