// SPDX-License-Identifier: GPL-3.0-or-later
import CTesseract
import Dossier
import Foundation

/// The picture of one page: a scan, a photograph, or a page of a PDF that was drawn.
public struct PageImage: Sendable {
    /// As given, in pixels, with the orientation that a camera noted already applied.
    public let width, height: Int
    /// Pixels an inch (of the picture as given); nil where the file does not say, or says what cannot be.
    public let dpi: Double?
    /// No more pixels than recognition needs.
    let bitmap: Bitmap

    /// Bitmap pixels for each pixel as given.
    var scale: Double { Double(bitmap.width) / Double(width) }

    /// More pixels than these are refused, before decoding.
    public static let pixelLimit = 100_000_000
    /// More pages of a TIFF than these are refused.
    public static let pageLimit = 2_000
    /// 300 dpi on A4 is 3,508 pixels; the networks see less than half of it.
    static let workingSide = 3_600

    /// The pixels that are kept, at most `workingSide` on a side: three bytes each, rows from the top without padding.
    public var pixels: (rgb: [UInt8], width: Int, height: Int) { (bitmap.rgb, bitmap.width, bitmap.height) }

    /// Raw pixels, three bytes each (red, green, blue), rows from the top without padding.
    ///
    /// - Throws: `ReadProblem` `.damaged` when the count does not fit, `.tooLarge` over the limit, `.empty` without pixels.
    public init(rgb: [UInt8], width: Int, height: Int, dpi: Double? = nil) throws {
        try Self.check(width: width, height: height)
        guard rgb.count == width * height * 3 else { throw ReadProblem(.damaged, detail: "\(rgb.count) bytes") }
        self.init(Bitmap(width: width, height: height, rgb: rgb), dpi: dpi)
    }

    private init(_ bitmap: Bitmap, dpi: Double?) {
        (width, height) = (bitmap.width, bitmap.height)
        self.dpi = Self.plausible(dpi)
        self.bitmap = bitmap.shrunk(toSide: Self.workingSide)
    }

    private init(_ bitmap: Bitmap, width: Int, height: Int, dpi: Double?) {
        (self.width, self.height) = (width, height)
        self.dpi = Self.plausible(dpi)
        self.bitmap = bitmap
    }

    /// The number of pages of a picture file: 1 for all but TIFF.
    ///
    /// - Throws: `ReadProblem` when it is no picture that can be read, or has too many pages.
    public static func pageCount(_ data: Data) throws -> Int {
        let header = try ImageHeader(data)
        guard header.format == .tiff else { return 1 }
        let count = try Leptonica.tiffPages(data)
        guard count <= pageLimit else { throw ReadProblem(.tooMany, detail: "\(count) > \(pageLimit)") }
        return count
    }

    /// Reads one page of a JPEG, PNG, TIFF, BMP or GIF file, counted from 1.
    ///
    /// - Throws: `ReadProblem`: `.unsupportedFormat`, `.damaged`, `.truncated`, `.tooLarge` (pixels), `.empty`.
    public static func decode(_ data: Data, page: Int = 1) throws -> PageImage {
        let header = try ImageHeader(data)
        guard (1...(header.format == .tiff ? pageLimit : 1)).contains(page) else {
            throw ReadProblem(.damaged, detail: "page \(page)")
        }
        let size = try Leptonica.size(data, header, page: page)
        try check(width: size.width, height: size.height)
        let halving = header.format == .jpeg ? Leptonica.halving(of: size, toSide: workingSide) : 1
        var pix = try Leptonica.decode(data, header, page: page, reduction: halving)
        defer { pixDestroy(&pix) }
        var bitmap = try Leptonica.bitmap(of: pix, limit: pixelLimit)
        // Leptonica turns a TIFF by its own tag; what the header said may be the unturned page.
        var (width, height) = (size.width, size.height)
        if halving == 1 { (width, height) = (bitmap.width, bitmap.height) }
        let dpi = Double(max(pixGetXRes(pix), pixGetYRes(pix)))
        bitmap = bitmap.shrunk(toSide: workingSide)
        if header.orientation != 1 {
            bitmap = bitmap.turned(exif: header.orientation)
            if header.orientation >= 5 { swap(&width, &height) }
        }
        return PageImage(bitmap, width: width, height: height, dpi: dpi)
    }

    /// Nothing but paper: no pixel in two thousand is a third darker than most.
    public var isBlank: Bool {
        let small = bitmap.shrunk(toSide: 600)
        let grey = stride(from: 0, to: small.rgb.count - 2, by: 3).map {
            (Int(small.rgb[$0]) + Int(small.rgb[$0 + 1]) + Int(small.rgb[$0 + 2])) / 3
        }
        guard !grey.isEmpty else { return true }
        let paper = grey.sorted()[grey.count / 2]
        return grey.count { $0 < paper * 2 / 3 } * 2_000 < grey.count
    }

    private static func check(width: Int, height: Int) throws {
        guard width > 0, height > 0 else { throw ReadProblem(.empty, detail: "\(width) × \(height)") }
        guard width <= 65_535, height <= 65_535, width * height <= pixelLimit else {
            throw ReadProblem(.tooLarge, detail: "\(width) × \(height) > \(pixelLimit / 1_000_000) MP")
        }
    }

    /// Cameras and screens write 72 or 96 whatever the size of the page; a scanner below 100 dpi is no scanner.
    private static func plausible(_ dpi: Double?) -> Double? {
        guard let dpi, dpi >= 100, dpi <= 2_400 else { return nil }
        return dpi
    }
}
