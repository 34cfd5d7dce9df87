// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The directory of an OLE compound file ([MS-CFB]): the streams in its root, and their first bytes.
///
/// Every number in it is checked; chains that run in rings or out of the file end.
struct CompoundFile {
    struct Entry {
        var name: String
        var isStream: Bool
        var start: UInt32
        var size: Int
        fileprivate var left, right, child: UInt32
    }

    private let bytes: [UInt8]
    private let sector: Int
    private let miniSector = 64
    private var table: [UInt32] = []
    private var miniTable: [UInt32] = []
    private var miniStream: [UInt8] = []
    private let miniCutoff: Int
    /// The entries right below the root.
    private(set) var entries: [Entry] = []

    /// [MS-CFB] 2.1: greater numbers are marks, not sectors.
    private static let lastSector: UInt32 = 0xFFFF_FFFA
    /// Sectors that a chain may have here: 64 MiB of them of 512 bytes.
    private static let chainLimit = 131_072

    /// nil where it is no compound file or its directory cannot be followed.
    init?(_ data: Data) {
        bytes = [UInt8](data)
        guard bytes.count >= 512, bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
            [9, 12].contains(bytes.littleEndian16(30))
        else { return nil }
        sector = 1 << Int(bytes.littleEndian16(30))
        miniCutoff = Int(bytes.littleEndian32(56))
        table = fileAllocation()
        let directory = stream(from: bytes.littleEndian32(48), limit: 4 << 20)
        let all = stride(from: 0, to: directory.count - 127, by: 128).map { Self.entry(directory, at: $0) }
        guard let root = all.first, !root.isStream else { return nil }
        miniTable = Self.words(stream(from: bytes.littleEndian32(60), limit: 4 << 20))
        miniStream = stream(from: root.start, limit: 16 << 20)
        // A tree of siblings below the root.
        var open = [root.child]
        var seen = Set<UInt32>()
        while let next = open.popLast() {
            guard next < UInt32(clamping: all.count), seen.insert(next).inserted else { continue }
            let entry = all[Int(next)]
            entries.append(entry)
            open += [entry.left, entry.right]
        }
    }

    func entry(_ name: String) -> Entry? { entries.first { $0.name.lowercased() == name.lowercased() } }

    /// The first bytes of a stream, at most `count`.
    func prefix(of entry: Entry, count: Int) -> [UInt8] {
        let wanted = min(count, entry.size)
        guard entry.size < miniCutoff else { return Array(stream(from: entry.start, limit: wanted).prefix(wanted)) }
        var out: [UInt8] = []
        var next = entry.start
        for _ in 0..<Self.chainLimit where out.count < wanted && next < Self.lastSector {
            let at = Int(next) * miniSector
            guard at + miniSector <= miniStream.count else { break }
            out += miniStream[at..<(at + miniSector)]
            guard Int(next) < miniTable.count else { break }
            next = miniTable[Int(next)]
        }
        return Array(out.prefix(wanted))
    }

    private static func entry(_ directory: [UInt8], at offset: Int) -> Entry {
        let length = max(0, min(64, Int(directory.littleEndian16(offset + 64))) - 2)
        let units = stride(from: 0, to: length - 1, by: 2).map { directory.littleEndian16(offset + $0) }
        return Entry(
            name: String(decoding: units, as: UTF16.self), isStream: directory[offset + 66] == 2,
            start: directory.littleEndian32(offset + 116), size: Int(directory.littleEndian32(offset + 120)),
            left: directory.littleEndian32(offset + 68), right: directory.littleEndian32(offset + 72),
            child: directory.littleEndian32(offset + 76))
    }

    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: bytes.count - 3, by: 4).map { bytes.littleEndian32($0) }
    }

    private func range(_ number: UInt32) -> Range<Int>? {
        let start = (Int(number) + 1) * sector
        return number < Self.lastSector && start < bytes.count ? start..<min(bytes.count, start + sector) : nil
    }

    /// The file allocation table: 109 of its sectors are named in the header, the others in sectors of their own.
    private func fileAllocation() -> [UInt32] {
        var places = Self.words(Array(bytes[76..<512]))
        var next = bytes.littleEndian32(68)
        var seen = Set<UInt32>()
        while let range = range(next), range.count == sector, seen.insert(next).inserted, seen.count < 4_096 {
            let words = Self.words(Array(bytes[range]))
            places += words.dropLast()
            next = words.last ?? Self.lastSector
        }
        var out: [UInt32] = []
        for place in places {
            guard let range = range(place), range.count == sector, out.count * 4 <= bytes.count + sector else {
                continue
            }
            out += Self.words(Array(bytes[range]))
        }
        return out
    }

    private func stream(from start: UInt32, limit: Int) -> [UInt8] {
        var out: [UInt8] = []
        var next = start
        for _ in 0..<Self.chainLimit where out.count < limit {
            guard let range = range(next) else { break }
            out += bytes[range]
            guard Int(next) < table.count else { break }
            next = table[Int(next)]
        }
        return out
    }
}
