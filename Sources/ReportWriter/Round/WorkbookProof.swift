// SPDX-License-Identifier: GPL-3.0-or-later
import CArchive
import Foundation

/// Reads a workbook back. libxlsxwriter does not notice a disk that fills up while it puts its sheets together, and packs
/// what there is: a sheet with its middle or its end missing, under a right checksum.
enum WorkbookProof {
    /// What was written into a sheet.
    struct Sheet: Hashable {
        /// Of all rows, as they stand between the tags of `sheetData`.
        var rowBytes: Int
        var links: Int
    }

    /// Every part unpacks with its checksum; the sheets hold the rows and links that were written, and end as sheets do.
    static func isWhole(_ path: String, _ sheets: [Sheet]) -> Bool {
        guard let archive = archive_read_new() else { return false }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { return false }
        var found: [String: Part] = [:]
        var entry: OpaquePointer?
        while true {
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { break }
            guard status == ARCHIVE_OK, let entry,
                let name = archive_entry_pathname(entry).map({ String(cString: $0) }),
                let part = read(archive)
            else { return false }
            if name.hasPrefix(folder) { found[String(name.dropFirst(folder.count))] = part }
        }
        return sheets.enumerated().allSatisfy { index, sheet in
            let part = found["sheet\(index + 1).xml"]
            let targets = found["_rels/sheet\(index + 1).xml.rels"]
            return part?.rowBytes == sheet.rowBytes && part?.links == sheet.links && part?.end == "</worksheet>"
                && (sheet.links == 0 || (targets?.targets == sheet.links && targets?.end == "lationships>"))
        }
    }

    private static let folder = "xl/worksheets/"

    /// What one part of the archive holds.
    private struct Part {
        var rowBytes: Int?
        var links = 0
        var targets = 0
        /// Its last 12 bytes.
        var end = ""
    }

    /// Nil where the part does not unpack.
    private static func read(_ archive: OpaquePointer) -> Part? {
        var part = Part()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var start: Int?
        /// What may be the beginning of a tag that goes on in the next piece.
        var carried: [UInt8] = []
        var offset = 0
        while true {
            let got = archive_read_data(archive, &buffer, buffer.count)
            guard got >= 0 else { return nil }
            if got == 0 { break }
            let window = carried + buffer[..<got]
            /// Places of a tag that was not already whole in what was carried.
            func places(_ tag: StaticString) -> [Int] { Self.places(of: tag, in: window, after: carried.count) }
            if start == nil { start = places("<sheetData>").first.map { offset + $0 + 11 } }
            if let start, let end = places("</sheetData>").first { part.rowBytes = offset + end - start }
            part.links += places("<hyperlink ").count
            part.targets += places("<Relationship ").count
            carried = Array(window.suffix(16))
            offset += window.count - carried.count
        }
        part.end = String(decoding: carried.suffix(12), as: UTF8.self)
        return part
    }

    /// Where `tag` begins, if it ends after `known`. Boyer-Moore-Horspool, because sheets can be large: looks at every
    /// eleventh byte or so.
    private static func places(of tag: StaticString, in bytes: [UInt8], after known: Int) -> [Int] {
        let tag = UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount)
        var steps = [Int](repeating: tag.count, count: 256)
        for (index, byte) in tag.dropLast().enumerated() { steps[Int(byte)] = tag.count - 1 - index }
        return bytes.withUnsafeBufferPointer { bytes in
            var found: [Int] = []
            var place = 0
            while place + tag.count <= bytes.count {
                let last = bytes[place + tag.count - 1]
                if last == tag[tag.count - 1], bytes[place..<(place + tag.count)].elementsEqual(tag) {
                    if place + tag.count > known { found.append(place) }
                }
                place += steps[Int(last)]
            }
            return found
        }
    }
}
