// SPDX-License-Identifier: GPL-3.0-or-later
import CArchive

/// Reads a workbook back. libxlsxwriter does not notice a disk that fills up while it gathers its sheets, and packs what
/// there is; the checksums of such a file are right and its last sheet ends in the middle.
enum WorkbookProof {
    /// Every part unpacks with its checksum, and so many sheets end as sheets do.
    static func isWhole(_ path: String, sheets: Int) -> Bool {
        guard let archive = archive_read_new() else { return false }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { return false }
        var entry: OpaquePointer?
        var whole = 0
        while true {
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return whole == sheets }
            guard status == ARCHIVE_OK, let entry,
                let name = archive_entry_pathname(entry).map({ String(cString: $0) }),
                let tail = end(archive)
            else { return false }
            if name.hasPrefix("xl/worksheets/sheet"), tail.suffix(sheetEnd.count).elementsEqual(sheetEnd) { whole += 1 }
        }
    }

    private static let sheetEnd = Array("</worksheet>".utf8)

    /// The last bytes of the entry; nil where it does not unpack.
    private static func end(_ archive: OpaquePointer) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var tail: [UInt8] = []
        while true {
            let got = archive_read_data(archive, &buffer, buffer.count)
            guard got >= 0 else { return nil }
            if got == 0 { return tail }
            tail = (tail + buffer[..<got].suffix(32)).suffix(32)
        }
    }
}
