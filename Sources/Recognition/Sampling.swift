// SPDX-License-Identifier: GPL-3.0-or-later

extension Bitmap {
    /// The whole picture as the networks want it: planes of blue, green and red, each from -1 to 1.
    func tensor() -> Tensor {
        let count = width * height
        let values = [Float](unsafeUninitializedCapacity: count * 3) { out, filled in
            rgb.withUnsafeBufferPointer { source in
                for index in 0..<count {
                    out[index] = Float(source[index * 3 + 2]) * (2 / 255) - 1
                    out[count + index] = Float(source[index * 3 + 1]) * (2 / 255) - 1
                    out[2 * count + index] = Float(source[index * 3]) * (2 / 255) - 1
                }
            }
            filled = count * 3
        }
        return Tensor(shape: [1, 3, height, width], values: values)
    }

    /// A slanted part, straightened: `columns` × `rows` pixels of the tensor are sampled, those right of them up to
    /// `padded` columns are middle grey, as in the training of the networks.
    ///
    /// - Parameter upsideDown: turned by 180°.
    func tensor(of rect: SlantedRect, columns: Int, rows: Int, padded: Int, upsideDown: Bool = false) -> Tensor {
        var values = [Float](repeating: 0, count: 3 * rows * padded)
        let (stepX, stepY) = (rect.width / Double(columns), rect.height / Double(rows))
        // Where the picture is shrunk, more than one sample a pixel, so that thin strokes are not stepped over.
        let dense = min(4, max(1, Int((max(stepX, stepY) / 1.5).rounded(.up))))
        let (right, down) = (rect.along, rect.down)
        let corner = rect.point(x: 0, y: 0)
        let share = 1 / Float(dense * dense)
        let plane = rows * padded
        let (maxX, maxY) = (Double(width - 1), Double(height - 1))
        values.withUnsafeMutableBufferPointer { out in
            rgb.withUnsafeBufferPointer { source in
                for row in 0..<rows {
                    for column in 0..<columns {
                        var (r, g, b): (Float, Float, Float) = (0, 0, 0)
                        for sub in 0..<(dense * dense) {
                            let dx = (Double(column) + (Double(sub % dense) + 0.5) / Double(dense)) * stepX
                            let dy = (Double(row) + (Double(sub / dense) + 0.5) / Double(dense)) * stepY
                            let px = min(maxX, max(0, corner.x + right.x * dx + down.x * dy - 0.5))
                            let py = min(maxY, max(0, corner.y + right.y * dx + down.y * dy - 0.5))
                            let (x, y) = (Int(px), Int(py))
                            let (fx, fy) = (Float(px - Double(x)), Float(py - Double(y)))
                            let a = (y * width + x) * 3
                            let nextX = x < width - 1 ? 3 : 0
                            let nextY = y < height - 1 ? width * 3 : 0
                            let (w0, w1, w2, w3) = ((1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy)
                            func mix(_ at: Int) -> Float {
                                w0 * Float(source[at]) + w1 * Float(source[at + nextX]) + w2 * Float(source[at + nextY])
                                    + w3 * Float(source[at + nextX + nextY])
                            }
                            r += mix(a)
                            g += mix(a + 1)
                            b += mix(a + 2)
                        }
                        let at =
                            upsideDown
                            ? (rows - 1 - row) * padded + (columns - 1 - column) : row * padded + column
                        out[at] = b * share * (2 / 255) - 1
                        out[plane + at] = g * share * (2 / 255) - 1
                        out[2 * plane + at] = r * share * (2 / 255) - 1
                    }
                }
            }
        }
        return Tensor(shape: [1, 3, rows, padded], values: values)
    }
}
