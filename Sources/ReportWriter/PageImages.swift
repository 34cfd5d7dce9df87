// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// A piece of a page as a picture, with the place of the evidence in it.
public struct PageCrop: Sendable {
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

/// Where a report gets pictures of evidence from. The command line connects it to the parser's renderer, so that
/// reports know nothing of PDF.
public protocol PageImages {
    /// A crop of the page around `box` (PDF points); nil where the document has no pages to show.
    /// With `masked`, ID numbers and telephone numbers in the crop are blacked out.
    func crop(document: String, page: Int, box: Box, masked: Bool) -> PageCrop?
}
