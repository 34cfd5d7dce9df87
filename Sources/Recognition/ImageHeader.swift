// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// What a picture file says of itself before anything of it is decoded.
struct ImageHeader {
    enum Format { case jpeg, png, tiff, bmp, gif }

    let format: Format
    /// As in EXIF (CIPA DC-008, tag 0x0112), 1–8; 1 is upright.
    var orientation = 1
    /// Where our own look at the header finds it (GIF, BMP).
    var size: (width: Int, height: Int)?

    init(_ data: Data) throws {
        guard !data.isEmpty else { throw ReadProblem(.empty) }
        let bytes = Bytes(data)
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            format = .jpeg
            orientation = bytes.exifOrientation ?? 1
            // A small file of thousands of scans keeps a decoder busy for hours.
            guard bytes.scanCount(limit: Self.scanLimit) <= Self.scanLimit else {
                throw ReadProblem(.tooMany, detail: "JPEG scans > \(Self.scanLimit)")
            }
            // Decoders fill the missing rows with grey and say nothing: a part would pass for the whole.
            guard bytes.hasEndOfImage else { throw ReadProblem(.truncated) }
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            format = .png
            try PNGChunks.check(data)
        } else if bytes.starts(with: [0x49, 0x49, 0x2A, 0x00]) || bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A]) {
            format = .tiff
        } else if bytes.starts(with: Array("GIF8".utf8)) {
            format = .gif
            size = try bytes.gifSize()
        } else if bytes.starts(with: Array("BM".utf8)) {
            format = .bmp
            size = try bytes.bmpSize()
        } else {
            throw ReadProblem(.unsupportedFormat)
        }
    }

    private static let scanLimit = 200
}

/// Bytes with every index checked.
private struct Bytes {
    /// The marker at the end; cameras put more behind it. One in a preview before the picture's own data does not count.
    var hasEndOfImage: Bool {
        let from = min(startOfScan ?? 2, data.count)
        return data.range(of: Data([0xFF, 0xD9]), in: (data.startIndex + from)..<data.endIndex) != nil
    }

    /// Where the first scan of the picture itself begins, behind all segments with a length.
    private var startOfScan: Int? {
        var at = 2
        for _ in 0..<4_096 {
            guard self[at] == 0xFF, let marker = self[at + 1] else { return nil }
            if marker == 0xDA { return at }
            if marker == 0xFF {
                at += 1
                continue
            }
            guard let length = number(at: at + 2, bytes: 2, bigEndian: true), length >= 2 else { return nil }
            at += 2 + length
        }
        return nil
    }

    private let data: Data

    init(_ data: Data) { self.data = data }

    var count: Int { data.count }

    subscript(_ index: Int) -> Int? {
        guard index >= 0, index < data.count else { return nil }
        return Int(data[data.startIndex + index])
    }

    func starts(with prefix: [UInt8]) -> Bool { data.starts(with: prefix) }

    func number(at index: Int, bytes: Int, bigEndian: Bool) -> Int? {
        var value = 0
        for place in 0..<bytes {
            guard let byte = self[index + (bigEndian ? place : bytes - 1 - place)] else { return nil }
            value = value << 8 | byte
        }
        return value
    }

    // MARK: JPEG

    /// The orientation in the first APP1 segment of EXIF, 1–8.
    var exifOrientation: Int? {
        var at = 2
        for _ in 0..<64 {
            guard self[at] == 0xFF, let marker = self[at + 1], marker != 0xDA,
                let length = number(at: at + 2, bytes: 2, bigEndian: true), length >= 2
            else { return nil }
            if marker == 0xE1, let found = orientation(inSegmentAt: at + 4) { return found }
            at += 2 + length
        }
        return nil
    }

    private func orientation(inSegmentAt start: Int) -> Int? {
        guard "Exif\0\0".utf8.enumerated().allSatisfy({ self[start + $0.offset] == Int($0.element) }) else {
            return nil
        }
        let tiff = start + 6
        guard let order = self[tiff], order == self[tiff + 1], order == 0x49 || order == 0x4D else { return nil }
        let big = order == 0x4D
        guard let directory = number(at: tiff + 4, bytes: 4, bigEndian: big),
            let entries = number(at: tiff + directory, bytes: 2, bigEndian: big), entries <= 512
        else { return nil }
        for entry in 0..<entries {
            let at = tiff + directory + 2 + entry * 12
            guard let tag = number(at: at, bytes: 2, bigEndian: big) else { return nil }
            guard tag == 0x0112 else { continue }
            guard let value = number(at: at + 8, bytes: 2, bigEndian: big), (1...8).contains(value) else { return nil }
            return value
        }
        return nil
    }

    /// Start-of-scan markers, counted up to a little over `limit`.
    func scanCount(limit: Int) -> Int {
        data.withUnsafeBytes { raw in
            var found = 0
            var at = 0
            while at + 1 < raw.count, found <= limit {
                if raw[at] == 0xFF, raw[at + 1] == 0xDA { found += 1 }
                at += 1
            }
            return found
        }
    }

    // MARK: GIF and BMP

    /// The largest width and height of screen and frames, after a walk over all blocks (GIF89a).
    func gifSize() throws -> (Int, Int) {
        guard let screenWidth = number(at: 6, bytes: 2, bigEndian: false),
            let screenHeight = number(at: 8, bytes: 2, bigEndian: false), let flags = self[10]
        else { throw ReadProblem(.truncated) }
        var (width, height, pixels) = (screenWidth, screenHeight, 0)
        var at = 13 + (flags & 0x80 != 0 ? 3 << ((flags & 7) + 1) : 0)
        while let kind = self[at] {
            if kind == 0x3B { break }
            if kind == 0x21 {
                at = skipBlocks(from: at + 2)
            } else if kind == 0x2C {
                guard let frameWidth = number(at: at + 5, bytes: 2, bigEndian: false),
                    let frameHeight = number(at: at + 7, bytes: 2, bigEndian: false), let local = self[at + 9]
                else { throw ReadProblem(.truncated) }
                (width, height) = (max(width, frameWidth), max(height, frameHeight))
                pixels += frameWidth * frameHeight
                // The decoder keeps every frame.
                guard pixels <= PageImage.pixelLimit else { throw ReadProblem(.tooLarge, detail: "GIF > 100 MP") }
                at = skipBlocks(from: at + 11 + (local & 0x80 != 0 ? 3 << ((local & 7) + 1) : 0))
            } else {
                throw ReadProblem(.damaged, detail: "GIF")
            }
        }
        guard pixels > 0 else { throw ReadProblem(.damaged, detail: "GIF") }
        return (width, height)
    }

    private func skipBlocks(from start: Int) -> Int {
        var at = start
        while let length = self[at], length > 0 { at += length + 1 }
        return at + 1
    }

    func bmpSize() throws -> (Int, Int) {
        guard let width = number(at: 18, bytes: 4, bigEndian: false),
            let height = number(at: 22, bytes: 4, bigEndian: false)
        else { throw ReadProblem(.truncated) }
        // A negative height means rows from the top.
        return (width, height >= 1 << 31 ? (1 << 32) - height : height)
    }
}
