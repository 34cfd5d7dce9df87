// SPDX-License-Identifier: GPL-3.0-or-later
import CArchive
import Dossier
import Foundation

/// Unpacks one entry. libarchive inflates and checks the CRC, but sees only a zip of that one entry, with a header
/// written here: one bad entry cannot spoil the next, and no name from outside reaches it.
/// Residual risk: a fault in zlib, liblzma, libbz2 or libzstd.
enum ZipEntryReader {
    /// What ends the unpacking of an entry before its end.
    enum Stop: Error {
        case problem(ReadProblem)
        /// Where the bytes go to takes no more, for the reason that the system gives.
        case unwritable(SystemReason)
    }

    /// Store, Deflate, BZIP2, LZMA, XZ, Zstandard. Others are rare and not worth their risk.
    private static let methods: Set<UInt16> = [0, 8, 12, 14, 93, 95]

    /// Passes the unpacked bytes on, piece by piece.
    /// - Parameter sink: called with every piece before the CRC is known.
    static func unpack(
        _ entry: ZipEntry, from source: some ByteSource, sink: (UnsafeRawBufferPointer) throws(Stop) -> Void
    ) throws(Stop) {
        if entry.isEncrypted { throw .problem(ReadProblem(.encrypted)) }
        guard methods.contains(entry.method) else {
            throw .problem(ReadProblem(.unsupportedFormat, detail: "ZIP \(entry.method)"))
        }
        let feed = try Feed(entry, source)
        guard let archive = archive_read_new() else { throw .problem(ReadProblem(.notReadable)) }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip_streamable(archive)
        let opened = archive_read_open(
            archive, Unmanaged.passUnretained(feed).toOpaque(), nil,
            { _, client, place in
                guard let client, let place else { return -1 }
                return Unmanaged<Feed>.fromOpaque(client).takeUnretainedValue().next(place)
            }, nil)
        try withExtendedLifetime(feed) { () throws(Stop) in
            var header: OpaquePointer?
            try check(opened, archive, feed)
            try check(archive_read_next_header(archive, &header), archive, feed)
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
            defer { buffer.deallocate() }
            while true {
                let got = archive_read_data(archive, buffer.baseAddress, buffer.count)
                if got == 0 { break }
                try check(Int32(clamping: got), archive, feed)
                try sink(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
            }
        }
    }

    private static func check(_ status: Int32, _ archive: OpaquePointer, _ feed: Feed) throws(Stop) {
        guard status < ARCHIVE_OK || status == ARCHIVE_EOF && feed.fault != nil else { return }
        if let fault = feed.fault { throw .problem(ReadProblem(.notReadable, detail: fault.reason)) }
        let reason = archive_error_string(archive).map { String(cString: $0) }
        let cut = feed.isExhausted || reason?.contains("runcated") == true
        throw .problem(ReadProblem(cut ? .truncated : .damaged, detail: reason))
    }

    /// The one-entry zip: a local header of our own, then the entry's packed bytes from where they lie.
    private final class Feed {
        private let header: [UInt8]
        private let source: any ByteSource
        private var offset: Int
        private let end: Int
        private let buffer: UnsafeMutableRawBufferPointer
        private var headerSent = false
        /// libarchive looks this far ahead for the sizes behind the data, and stumbles where the file ends earlier.
        private var padding: Int
        /// The file ended before the entry did.
        private(set) var isExhausted = false
        var fault: ReadFault?

        init(_ entry: ZipEntry, _ source: some ByteSource) throws(Stop) {
            let local: [UInt8]
            do { local = try source.read(at: entry.headerOffset, count: 30) } catch {
                throw .problem(ReadProblem(.notReadable, detail: error.reason))
            }
            guard local.count == 30, local.littleEndian32(0) == ZipDirectory.localSignature else {
                throw .problem(ReadProblem(.damaged))
            }
            offset = entry.headerOffset + 30 + Int(local.littleEndian16(26)) + Int(local.littleEndian16(28))
            let room = source.count - offset
            guard room >= 0, !entry.sizesKnown || entry.packed <= room else { throw .problem(ReadProblem(.truncated)) }
            guard entry.packed < 0xFFFF_FFFF, entry.size < 0xFFFF_FFFF else {
                throw .problem(ReadProblem(.tooLarge, detail: "ZIP64"))
            }
            end = entry.sizesKnown ? offset + entry.packed : source.count
            padding = entry.sizesKnown ? 0 : 24
            self.source = source
            func bytes(_ value: Int, _ count: Int) -> [UInt8] {
                (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            }
            // Bits 1 and 2 are options of the method, bit 3 says that sizes follow the data.
            let flags = Int(entry.flags) & (entry.sizesKnown ? 6 : 14)
            var header = bytes(Int(ZipDirectory.localSignature), 4) + bytes(63, 2) + bytes(flags, 2)
            header += bytes(Int(entry.method), 2) + bytes(0, 4)
            let known = entry.sizesKnown
            header +=
                bytes(known ? Int(entry.crc) : 0, 4) + bytes(known ? entry.packed : 0, 4)
                + bytes(known ? entry.size : 0, 4)
            self.header = header + bytes(1, 2) + bytes(0, 2) + Array("e".utf8)
            // Last of all: where an initialiser throws, `deinit` does not run.
            buffer = .allocate(byteCount: 1 << 16, alignment: 16)
        }

        deinit { buffer.deallocate() }

        func next(_ place: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
            place.pointee = UnsafeRawPointer(buffer.baseAddress)
            if !headerSent {
                headerSent = true
                buffer.copyBytes(from: header)
                return header.count
            }
            do {
                let piece = try source.read(at: offset, count: min(buffer.count, end - offset))
                buffer.copyBytes(from: piece)
                offset += piece.count
                if !piece.isEmpty || padding == 0 { return piece.count }
                isExhausted = true
                defer { padding = 0 }
                buffer.copyBytes(from: [UInt8](repeating: 0, count: padding))
                return padding
            } catch {
                fault = error
                return -1
            }
        }
    }
}
