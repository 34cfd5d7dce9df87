// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A read that the system refused; the caller knows which file it was.
struct ReadFault: Error {
    var reason: String

    static var system: ReadFault { ReadFault(reason: String(cString: strerror(errno))) }
}

/// Bytes that can be read at any place without holding all of them.
protocol ByteSource {
    var count: Int { get }
    /// The bytes from `offset`, at most `count`; fewer at the end, none beyond it.
    func read(at offset: Int, count: Int) throws(ReadFault) -> [UInt8]
}

extension [UInt8]: ByteSource {
    func read(at offset: Int, count wanted: Int) throws(ReadFault) -> [UInt8] {
        guard offset >= 0, offset < count, wanted > 0 else { return [] }
        return Array(self[offset..<Swift.min(count, offset + Swift.min(wanted, count))])
    }
}

/// A regular file, open. Links and special files are refused, also when they take the place of a file meanwhile.
final class OpenFile: ByteSource {
    enum Opening: Error { case missing, link, special, fault(ReadFault) }

    let descriptor: Int32
    let count: Int

    /// Opens `name` in the open folder `folder` (or, with `AT_FDCWD`, an absolute path).
    init(_ name: [UInt8], in folder: Int32 = AT_FDCWD) throws(Opening) {
        // O_NONBLOCK so that a named pipe cannot hang us before it is seen to be one.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let opened = name.withCString { openat(folder, $0, flags) }
        guard opened >= 0 else {
            switch errno {
            case ELOOP: throw .link
            case ENOENT: throw .missing
            case ENXIO: throw .special
            default: throw .fault(.system)
            }
        }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & 0o170000 == 0o100000 else {
            close(opened)
            throw .special
        }
        descriptor = opened
        count = Int(status.st_size)
    }

    /// Takes over an open descriptor, as a worker gets it.
    init(adopting descriptor: Int32) throws(Opening) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o170000 == 0o100000 else {
            close(descriptor)
            throw .special
        }
        self.descriptor = descriptor
        count = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func read(at offset: Int, count wanted: Int) throws(ReadFault) -> [UInt8] {
        guard offset >= 0, wanted > 0 else { return [] }
        var fault: ReadFault?
        let size = Swift.min(wanted, Swift.max(0, count - Swift.min(offset, count)))
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), size - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { fault = .system }
                if got <= 0 { break }
                filled += got
            }
        }
        if let fault { throw fault }
        return bytes
    }
}

extension ByteSource {
    /// Calls `body` with the bytes of `range` in pieces of 256 KiB.
    func forEachPiece(_ range: Range<Int>, _ body: ([UInt8]) -> Void) throws(ReadFault) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let piece = try read(at: offset, count: Swift.min(1 << 18, range.upperBound - offset))
            if piece.isEmpty { return }
            body(piece)
            offset += piece.count
        }
    }
}

extension [UInt8] {
    /// The bytes as a C string; a NUL inside ends it, so callers refuse those first.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("a C string has at least its NUL") }
            return body(base)
        }
    }

    func littleEndian16(_ offset: Int) -> UInt16 { UInt16(self[offset]) | UInt16(self[offset + 1]) << 8 }

    func littleEndian32(_ offset: Int) -> UInt32 {
        UInt32(littleEndian16(offset)) | UInt32(littleEndian16(offset + 2)) << 16
    }

    func littleEndian64(_ offset: Int) -> UInt64 {
        UInt64(littleEndian32(offset)) | UInt64(littleEndian32(offset + 4)) << 32
    }
}
