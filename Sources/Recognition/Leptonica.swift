// SPDX-License-Identifier: GPL-3.0-or-later
import CTesseract
import Dossier
import Foundation

/// Decoding by leptonica, which keeps quiet and is given nothing that is too large.
enum Leptonica {
    typealias Pix = UnsafeMutablePointer<CTesseract.Pix>

    /// Once a process: no messages on standard error.
    static let quiet: Void = { setMsgSeverity(Int32(L_SEVERITY_NONE)) }()

    static func tiffPages(_ data: Data) throws -> Int {
        quiet
        return try withBytes(data) { bytes, count in
            guard let file = fopenReadFromMemory(bytes, count) else { throw ReadProblem(.damaged) }
            defer { fclose(file) }
            var pages: Int32 = 0
            guard CTesseract.tiffGetCount(file, &pages) == 0, pages > 0 else { throw ReadProblem(.damaged) }
            return Int(pages)
        }
    }

    /// The size in pixels that the header states.
    static func size(_ data: Data, _ header: ImageHeader, page: Int) throws -> (width: Int, height: Int) {
        quiet
        if let size = header.size { return size }
        return try withBytes(data) { bytes, count in
            var (width, height): (Int32, Int32) = (0, 0)
            let failed: Int32
            switch header.format {
            case .jpeg: failed = readHeaderMemJpeg(bytes, count, &width, &height, nil, nil, nil)
            case .png: failed = readHeaderMemPng(bytes, count, &width, &height, nil, nil, nil)
            default:
                failed = readHeaderMemTiff(bytes, count, Int32(page - 1), &width, &height, nil, nil, nil, nil, nil)
            }
            guard failed == 0 else { throw ReadProblem(.damaged) }
            return (Int(width), Int(height))
        }
    }

    /// 1, 2, 4 or 8: how far a JPEG may be reduced while decoding and still have `side` pixels.
    static func halving(of size: (width: Int, height: Int), toSide side: Int) -> Int {
        var factor = 1
        while factor < 8, max(size.width, size.height) / (factor * 2) >= side { factor *= 2 }
        return factor
    }

    static func decode(_ data: Data, _ header: ImageHeader, page: Int, reduction: Int) throws -> Pix? {
        try withBytes(data) { bytes, count in
            let pix: Pix?
            switch header.format {
            case .jpeg: pix = pixReadMemJpeg(bytes, count, 0, Int32(reduction), nil, 0)
            case .png: pix = pixReadMemPng(bytes, count)
            case .tiff: pix = pixReadMemTiff(bytes, count, Int32(page - 1))
            case .bmp: pix = pixReadMemBmp(bytes, count)
            case .gif: pix = pixReadMemGif(bytes, count)
            }
            guard let pix else { throw ReadProblem(.damaged) }
            return pix
        }
    }

    static func bitmap(of pix: Pix?, limit: Int) throws -> Bitmap {
        guard let pix else { throw ReadProblem(.damaged) }
        let (width, height) = (Int(pixGetWidth(pix)), Int(pixGetHeight(pix)))
        guard width > 0, height > 0, width * height <= limit else { throw ReadProblem(.tooLarge) }
        // Transparent is white, as on paper.
        let opaque = pixGetSpp(pix) == 4 ? pixAlphaBlendUniform(pix, 0xFFFF_FF00) : pixClone(pix)
        var flat: Pix? = opaque
        defer { pixDestroy(&flat) }
        var full: Pix? = pixConvertTo32(flat)
        defer { pixDestroy(&full) }
        guard let full, let words = pixGetData(full) else { throw ReadProblem(.damaged) }
        let stride = Int(pixGetWpl(full))
        let rgb = [UInt8](unsafeUninitializedCapacity: width * height * 3) { out, count in
            var at = 0
            for y in 0..<height {
                for x in 0..<width {
                    let word = words[y * stride + x]
                    out[at] = UInt8(truncatingIfNeeded: word >> 24)
                    out[at + 1] = UInt8(truncatingIfNeeded: word >> 16)
                    out[at + 2] = UInt8(truncatingIfNeeded: word >> 8)
                    at += 3
                }
            }
            count = width * height * 3
        }
        return Bitmap(width: width, height: height, rgb: rgb)
    }

    private static func withBytes<T>(_ data: Data, _ body: (UnsafePointer<UInt8>, Int) throws -> T) throws -> T {
        try data.withUnsafeBytes { raw in
            guard let base = raw.bindMemory(to: UInt8.self).baseAddress else { throw ReadProblem(.empty) }
            return try body(base, raw.count)
        }
    }
}
