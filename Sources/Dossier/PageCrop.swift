// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A piece of a page as a picture, with the place of the evidence in it.
public struct PageCrop: Sendable, Hashable, Codable {
    /// PNG bytes.
    public var png: Data
    /// Size in pixels.
    public var width, height: Int
    /// The evidence's box inside the picture, in pixels, origin top left.
    public var mark: Box

    public init(png: Data, width: Int, height: Int, mark: Box) {
        (self.png, self.width, self.height, self.mark) = (png, width, height, mark)
    }
}
