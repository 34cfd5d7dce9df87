// SPDX-License-Identifier: GPL-3.0-or-later
import CArchive
import Foundation

@testable import Parser

/// A folder of its own for one test, gone afterwards.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("intake-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @discardableResult
    func write(_ path: String, _ bytes: [UInt8]) throws -> String {
        let url = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    func write(_ path: String, _ text: String) throws -> String { try write(path, Array(text.utf8)) }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

/// A stored zip, byte for byte, so that tests can make what no packer would.
struct ZipMaker {
    struct Entry {
        var name: [UInt8]
        var content: [UInt8]
        var flags: UInt16 = 0
        var unixMode: UInt32?
        var crc: UInt32?
        var unicodeName: String?
        var declaredSize: Int?
        var method: UInt16 = 0
        /// Sizes behind the data, as streaming packers write them.
        var sizesBehind = false
    }

    var entries: [Entry] = []

    mutating func add(_ name: String, _ content: String = "内容", flags: UInt16 = 0x800) {
        entries.append(Entry(name: Array(name.utf8), content: Array(content.utf8), flags: flags))
    }

    mutating func add(_ name: String, bytes: Data) {
        entries.append(Entry(name: Array(name.utf8), content: Array(bytes), flags: 0x800))
    }

    static func gb(_ text: String) -> [UInt8] {
        [UInt8](text.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data())
    }

    private func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    func bytes(withDirectory: Bool = true) -> [UInt8] {
        var out: [UInt8] = []
        var central: [UInt8] = []
        for entry in entries {
            let offset = out.count
            let crc = Int(entry.crc ?? ZipDirectory.crc32(entry.content))
            let size = entry.declaredSize ?? entry.content.count
            let flags = Int(entry.flags) | (entry.sizesBehind ? 8 : 0)
            var extra: [UInt8] = []
            if let unicode = entry.unicodeName {
                let body = [1] + number(Int(ZipDirectory.crc32(entry.name)), 4) + Array(unicode.utf8)
                extra = number(0x7075, 2) + number(body.count, 2) + body
            }
            let sizes = number(crc, 4) + number(entry.content.count, 4) + number(size, 4)
            out +=
                number(0x0403_4B50, 4) + number(20, 2) + number(flags, 2) + number(Int(entry.method), 2) + number(0, 4)
            out += entry.sizesBehind ? number(0, 12) : sizes
            out += number(entry.name.count, 2) + number(0, 2) + entry.name + entry.content
            if entry.sizesBehind { out += number(0x0807_4B50, 4) + sizes }
            central += number(0x0201_4B50, 4) + [20, entry.unixMode == nil ? 0 : 3] + number(20, 2) + number(flags, 2)
            central += number(Int(entry.method), 2) + number(0, 4) + sizes
            central += number(entry.name.count, 2) + number(extra.count, 2) + number(0, 6)
            central += number(Int((entry.unixMode ?? 0) << 16), 4) + number(offset, 4) + entry.name + extra
        }
        guard withDirectory else { return out }
        let start = out.count
        out += central + number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2) + number(entries.count, 2)
        return out + number(central.count, 4) + number(start, 4) + number(0, 2)
    }

    /// A deflated zip made by libarchive, of `count` zero bytes an entry.
    static func zeros(_ name: String, _ count: Int, at path: String) {
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        archive_write_open_filename(archive, path)
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_size(entry, Int64(count))
        archive_write_header(archive, entry)
        let block = [UInt8](repeating: 0, count: 1 << 20)
        var rest = count
        while rest > 0 { rest -= archive_write_data(archive, block, min(rest, block.count)) }
        archive_write_close(archive)
    }
}

extension SubmittedPackage {
    var paths: [String] { files.map(\.path) }

    func file(_ path: String) -> IntakeFile? { files.first { $0.path == path } }

    func text(_ path: String) throws -> String? {
        try file(path).map { String(decoding: try $0.data(), as: UTF8.self) }
    }
}

extension IntakeFile {
    var codes: [String] { problems.map(\.code.rawValue) }
}
