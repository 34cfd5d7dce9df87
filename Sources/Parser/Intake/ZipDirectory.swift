// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// One entry of a zip as its headers describe it; nothing here is to be trusted.
struct ZipEntry: Sendable, Hashable, Codable {
    var rawName: [UInt8]
    /// General purpose bit 11.
    var isUTF8: Bool
    /// The Info-ZIP Unicode Path field (0x7075), if its check value fits the raw name.
    var unicodeName: String?
    var flags: UInt16
    var method: UInt16
    var crc: UInt32
    var packed: Int
    var size: Int
    /// Where the local header starts, from the start of the file.
    var headerOffset: Int
    /// `st_mode`, if the entry was made on Unix.
    var unixMode: UInt32?
    /// False where only the data itself tells its end (salvaged, bit 3).
    var sizesKnown = true

    var isEncrypted: Bool { flags & 1 != 0 || flags & 0x40 != 0 || method == 99 }
    var isFolder: Bool { rawName.last == 0x2F || unixMode.map { $0 & 0o170000 == 0o040000 } == true }
    /// Symbolic links and devices; a mode of 0 says nothing.
    var isSpecial: Bool { unixMode.map { ![0, 0o100000, 0o040000].contains($0 & 0o170000) } == true }
}

/// The central directory of a zip (APPNOTE 6.3.10 §4.3), read here because libarchive neither tells bit 11 nor keeps
/// the bytes of a name outside a UTF-8 locale.
struct ZipDirectory {
    var entries: [ZipEntry] = []
    /// `.truncated` or `.damaged` where the directory had to be pieced together from local headers.
    var problem: ReadProblem?
    /// There are more entries than asked for.
    var overLimit = false

    private static let endSignature: UInt32 = 0x0605_4B50
    private static let centralSignature: UInt32 = 0x0201_4B50
    static let localSignature: UInt32 = 0x0403_4B50

    static func read(_ source: some ByteSource, entryLimit: Int) throws(ReadFault) -> ZipDirectory {
        guard let end = try findEnd(source) else {
            return try salvage(source, entryLimit, ReadProblem(.truncated))
        }
        if let directory = try central(source, end, entryLimit) { return directory }
        return try salvage(source, entryLimit, ReadProblem(.damaged))
    }

    private struct End {
        var position: Int
        var entries: Int
        var size: Int
        var offset: Int
    }

    private static func findEnd(_ source: some ByteSource) throws(ReadFault) -> End? {
        let start = max(0, source.count - 22 - 65_535)
        let tail = try source.read(at: start, count: source.count - start)
        guard tail.count >= 22 else { return nil }
        for place in stride(from: tail.count - 22, through: 0, by: -1)
        where tail[place] == 0x50 && tail.littleEndian32(place) == endSignature {
            let comment = Int(tail.littleEndian16(place + 20))
            guard place + 22 + comment <= tail.count else { continue }
            let end = End(
                position: start + place, entries: Int(tail.littleEndian16(place + 10)),
                size: Int(tail.littleEndian32(place + 12)), offset: Int(tail.littleEndian32(place + 16)))
            return try zip64(source, end) ?? end
        }
        return nil
    }

    private static func zip64(_ source: some ByteSource, _ end: End) throws(ReadFault) -> End? {
        let locator = try source.read(at: end.position - 20, count: 20)
        guard locator.count == 20, locator.littleEndian32(0) == 0x0706_4B50,
            let place = Int(exactly: locator.littleEndian64(8))
        else { return nil }
        let record = try source.read(at: place, count: 56)
        guard record.count == 56, record.littleEndian32(0) == 0x0606_4B50,
            let entries = Int(exactly: record.littleEndian64(32)), let size = Int(exactly: record.littleEndian64(40)),
            let offset = Int(exactly: record.littleEndian64(48))
        else { return nil }
        return End(position: place, entries: entries, size: size, offset: offset)
    }

    /// Nil where the directory is not where, or not what, the end record says.
    private static func central(_ source: some ByteSource, _ end: End, _ entryLimit: Int) throws(ReadFault)
        -> ZipDirectory?
    {
        guard end.size <= end.position, end.offset <= source.count else { return nil }
        let start = end.position - end.size
        // Junk before the archive moves every offset by as much.
        let shift = start - end.offset
        guard shift >= 0 else { return nil }
        var directory = ZipDirectory()
        var place = start
        while place < end.position {
            if directory.entries.count >= entryLimit {
                directory.overLimit = true
                return directory
            }
            let header = try source.read(at: place, count: 46)
            guard header.count == 46, header.littleEndian32(0) == centralSignature else { return nil }
            let nameLength = Int(header.littleEndian16(28))
            let extraLength = Int(header.littleEndian16(30))
            let variable = try source.read(at: place + 46, count: nameLength + extraLength)
            guard variable.count == nameLength + extraLength else { return nil }
            let madeOnUnix = header[5] == 3
            var entry = ZipEntry(
                rawName: Array(variable[..<nameLength]), isUTF8: header.littleEndian16(8) & 0x800 != 0,
                flags: header.littleEndian16(8), method: header.littleEndian16(10), crc: header.littleEndian32(16),
                packed: Int(header.littleEndian32(20)), size: Int(header.littleEndian32(24)),
                headerOffset: Int(header.littleEndian32(42)),
                unixMode: madeOnUnix ? header.littleEndian32(38) >> 16 : nil)
            guard readExtra(Array(variable[nameLength...]), into: &entry), entry.headerOffset <= source.count else {
                return nil
            }
            entry.headerOffset += shift
            directory.entries.append(entry)
            place += 46 + nameLength + extraLength + Int(header.littleEndian16(32))
        }
        // An end record cut down to fewer entries than it names is a damaged archive, not a smaller one.
        return directory.entries.count & 0xFFFF == end.entries & 0xFFFF ? directory : nil
    }

    /// False where a size does not fit; what merely is unknown is passed over.
    private static func readExtra(_ extra: [UInt8], into entry: inout ZipEntry) -> Bool {
        var place = 0
        while place + 4 <= extra.count {
            let kind = extra.littleEndian16(place)
            let length = Int(extra.littleEndian16(place + 2))
            guard place + 4 + length <= extra.count else { break }
            let field = Array(extra[(place + 4)..<(place + 4 + length)])
            if kind == 1 {
                var offset = 0
                for path in [\ZipEntry.size, \ZipEntry.packed, \ZipEntry.headerOffset]
                where entry[keyPath: path] == 0xFFFF_FFFF {
                    guard offset + 8 <= field.count, let value = Int(exactly: field.littleEndian64(offset)) else {
                        return false
                    }
                    entry[keyPath: path] = value
                    offset += 8
                }
            } else if kind == 0x7075, field.count > 5, field[0] == 1, field.littleEndian32(1) == crc32(entry.rawName) {
                entry.unicodeName = String(validating: field.dropFirst(5), as: UTF8.self)
            }
            place += 4 + length
        }
        return true
    }

    /// Reads local headers one after the other, for archives that lost their directory.
    private static func salvage(
        _ source: some ByteSource, _ entryLimit: Int, _ problem: ReadProblem
    ) throws(ReadFault) -> ZipDirectory {
        var directory = ZipDirectory(problem: problem)
        var next = try find(localSignature, in: source, from: 0)
        while let place = next {
            let header = try source.read(at: place, count: 30)
            guard header.count == 30 else { break }
            let nameLength = Int(header.littleEndian16(26))
            let rest = 30 + nameLength + Int(header.littleEndian16(28))
            let name = try source.read(at: place + 30, count: nameLength)
            guard name.count == nameLength else { break }
            if directory.entries.count >= entryLimit {
                directory.overLimit = true
                return directory
            }
            let flags = header.littleEndian16(6)
            let entry = ZipEntry(
                rawName: name, isUTF8: flags & 0x800 != 0, flags: flags, method: header.littleEndian16(8),
                crc: header.littleEndian32(14), packed: Int(header.littleEndian32(18)),
                size: Int(header.littleEndian32(22)), headerOffset: place, sizesKnown: flags & 8 == 0)
            directory.entries.append(entry)
            next = try find(localSignature, in: source, from: place + rest + (entry.sizesKnown ? entry.packed : 0))
        }
        return directory
    }

    private static func find(_ signature: UInt32, in source: some ByteSource, from start: Int) throws(ReadFault) -> Int?
    {
        let mark = withUnsafeBytes(of: signature.littleEndian) { Array($0) }
        var offset = start
        while offset < source.count {
            let piece = try source.read(at: offset, count: 1 << 18)
            let found = piece.withUnsafeBytes { hay -> Int? in
                guard let base = hay.baseAddress else { return nil }
                var from = 0
                while from + mark.count <= hay.count, let hit = memchr(base + from, Int32(mark[0]), hay.count - from) {
                    let place = UnsafeRawPointer(hit) - base
                    if hay[place...].starts(with: mark) { return place }
                    from = place + 1
                }
                return nil
            }
            if let found { return offset + found }
            if piece.count <= 3 { return nil }
            offset += piece.count - 3
        }
        return nil
    }

    /// CRC-32 of ISO 3309, for names only; libarchive checks the data.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { value, byte in
            (0..<8).reduce(value ^ UInt32(byte)) { rest, _ in rest & 1 != 0 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
    }
}
