// SPDX-License-Identifier: GPL-3.0-or-later
import CXlsxWriter
import Dossier
import Foundation

/// An XLSX file under construction by libxlsxwriter, row by row: of each sheet one row is in memory, the rest in nameless
/// files in the folder of the workbook. `close` reads it back before it takes the place of an older one.
///
/// Hyperlinks are the exception: the library keeps them until the end, some hundred bytes each.
final class WorkbookFile {
    typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
    typealias Format = UnsafeMutablePointer<lxw_format>

    let path: String
    /// What the header of printed pages says.
    let title: String
    private let draft: String
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var sheets: [Sheet] = []
    private var links: [Sheet: Int] = [:]

    /// - Parameters:
    ///   - title: of the document's properties.
    ///   - day: ISO 8601, the document's date of creation; the clock is not asked.
    init(_ path: String, title: String, day: String) throws(RoundOutputError) {
        self.path = path
        self.title = title
        draft = DraftFile.draft(of: path)
        // The library opens its file at the end. What is wrong with the folder is better told at the beginning.
        Glibc.close(try DraftFile.create(draft, for: path))
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        book = folder.withCString { folder in
            var options = lxw_workbook_options(
                constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
            return workbook_new_opt(draft, &options)
        }
        guard book != nil else {
            unlink(draft)
            throw .notWritable(path, reason: SystemReason(words: "workbook_new_opt"))
        }
        setProperties(title: title, day: day)
    }

    deinit { discard() }

    private func setProperties(title: String, day: String) {
        let copy = strdup(CellText.fitting(title, .zh, limit: 200))
        defer { free(copy) }
        var properties = lxw_doc_properties()
        properties.title = copy
        properties.created = time_t(Self.seconds(day))
        workbook_set_properties(book, &properties)
    }

    /// Seconds from 1970 to the beginning of the day in UTC; 1980-01-01, where ZIP begins, for what is no day.
    static func seconds(_ day: String) -> Int {
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1980...9999).contains(parts[0]) else { return 315_532_800 }
        var fields = tm()
        fields.tm_year = Int32(parts[0] - 1900)
        fields.tm_mon = Int32(clamping: parts[1] - 1)
        fields.tm_mday = Int32(clamping: parts[2])
        return timegm(&fields)
    }

    func sheet(_ name: String) throws(RoundOutputError) -> Sheet {
        guard let sheet = workbook_add_worksheet(book, name) else {
            throw .notWritable(path, reason: SystemReason(words: "workbook_add_worksheet: \(name)"))
        }
        sheets.append(sheet)
        return sheet
    }

    func format(_ change: (Format) -> Void) throws(RoundOutputError) -> Format {
        guard let format = workbook_add_format(book) else {
            throw .notWritable(path, reason: SystemReason(words: "workbook_add_format"))
        }
        change(format)
        return format
    }

    /// A hyperlink in a cell; what it shows is written after it.
    func link(_ sheet: Sheet, _ row: lxw_row_t, _ column: lxw_col_t, to link: String, _ format: Format)
        throws(RoundOutputError)
    {
        try check(worksheet_write_url(sheet, row, column, link, format))
        links[sheet, default: 0] += 1
    }

    var isOpen: Bool { book != nil }

    func check(_ error: lxw_error) throws(RoundOutputError) {
        guard error != LXW_NO_ERROR else { return }
        throw .notWritable(path, reason: SystemReason(words: String(cString: lxw_strerror(error))))
    }

    func close() throws(RoundOutputError) {
        guard let book else { throw .closed(path) }
        do throws(RoundOutputError) {
            let expected = try sheets.map { sheet throws(RoundOutputError) in
                WorkbookProof.Sheet(rowBytes: try rowBytes(sheet), links: links[sheet] ?? 0)
            }
            // Plain ZIP as long as it will do, because more programs read it; a part of it ends at 4 GiB.
            if expected.contains(where: { $0.rowBytes > 3 << 30 }) { book.pointee.options.use_zip64 = 1 }
            self.book = nil
            sheets = []
            // This also frees the book, whatever comes of it. It tells of no write that failed: the proof does.
            try check(workbook_close(book))
            guard WorkbookProof.isWhole(draft, expected) else { throw .damagedWorkbook(path) }
            try DraftFile.publish(draft, as: path)
        } catch {
            discard()
            unlink(draft)
            throw error
        }
    }

    /// How many bytes of rows a sheet has, all of them in its file.
    private func rowBytes(_ sheet: Sheet) throws(RoundOutputError) -> Int {
        lxw_worksheet_write_single_row(sheet)
        guard let rows = sheet.pointee.optimize_tmpfile else { throw .damagedWorkbook(path) }
        guard fflush(rows) == 0, ferror(rows) == 0 else { throw DraftFile.failure(path) }
        let count = ftello(rows)
        guard count >= 0 else { throw DraftFile.failure(path) }
        return count
    }

    private func discard() {
        guard let book else { return }
        lxw_workbook_free(book)
        self.book = nil
        sheets = []
        unlink(draft)
    }
}
