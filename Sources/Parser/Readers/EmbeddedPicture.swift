// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Recognition

/// A picture in an office file that is too large for a seal or a signature: a certificate pasted in, a scan of a page. What it
/// says can only be recognised.
public struct EmbeddedPicture: Sendable, Hashable {
    /// The picture's file as it lies in the package: PNG, JPEG, TIFF, BMP, GIF, EMF, WMF.
    public var data: Data
    /// Where it stands on the layout of the part, points.
    public var box: Box
    /// The number of the part: 0 for a text document, the sheet for a workbook.
    public var part: Int
    /// `第3段`, `表2 第4行第2格`, `Sheet1!B4`.
    public var place: String
    /// False for a picture that is too small for text and is only compared with others: a portrait.
    public var isForReading = true

    /// Pictures smaller than this, in pixels, hold no text worth reading.
    static let least = (width: 200, height: 150)

    /// True where the picture may hold text that matters: large enough, and neither seal nor signature.
    /// - Parameter mark: how large it is shown, points, and its ink.
    static func isWorthReading(_ data: Data?, mark: Mark) -> Bool {
        if Ink.looksLikeSeal(mark) || Ink.looksLikeSignature(mark) { return false }
        guard mark.box.width >= 100, mark.box.height >= 60 else { return false }
        guard let size = data.flatMap(PictureInk.pixels) else { return true }
        return size.width >= least.width && size.height >= least.height
    }

    /// True where a picture that is too small for text may be a portrait or another photograph.
    static func mayBeAPhotograph(_ data: Data?, mark: Mark) -> Bool {
        guard mark.box.width >= 36, mark.box.height >= 36, !Ink.looksLikeSeal(mark),
            let size = data.flatMap(PictureInk.pixels)
        else { return false }
        return min(size.width, size.height) >= PageImage.leastSideOfAPhotograph
    }
}

/// What a reader makes of an office file.
struct OfficeReading {
    var parts: [ReadPart] = []
    var pictures: [EmbeddedPicture] = []
    var problems: [ReadProblem] = []
    var notes: [FileNote] = []
    /// Places of pictures and diagrams whose text is not in `parts`, one for each.
    var unread: [String] = []

    /// Bytes of all pictures that are kept for recognition.
    static let pictureLimit = 128 << 20
}
