// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// 机构目录, the public directory of evaluation institutions (管理办法 article 10), in three forms of the same rows: by class,
/// then by name. The same entries in any order give the same bytes.
///
/// A file is written whole or not at all; an older one stays where writing fails (`RoundOutputError`).
public struct InstitutionDirectory: Sendable {
    public let heading: DirectoryHeading
    let table: DirectoryTable

    public init(
        _ heading: DirectoryHeading, _ entries: some Sequence<DirectoryEntry>, language: Language = .zh
    ) {
        self.heading = heading
        table = DirectoryTable(entries, language)
    }

    var title: String { VisibleText.shown(heading.title(table.language)) }

    /// RFC 4180, UTF-8 with a byte order mark; the first record names the columns. Texts that a spreadsheet would
    /// calculate begin with an apostrophe.
    public func writeCSV(path: String) throws(RoundOutputError) {
        let file = try DraftFile(path)
        try file.write(CSVText.byteOrderMark + CSVText.record(table.heads))
        for (index, entry) in table.entries.enumerated() {
            try file.write(CSVText.record(table.row(entry, number: index + 1)))
        }
        try file.publish()
    }

    /// One sheet with a filter, printed on A4 landscape.
    public func writeWorkbook(path: String) throws(RoundOutputError) {
        let file = try WorkbookFile(path, title: title, day: heading.date)
        let words = RoundPhrases(table.language)
        let sheet = try WorkbookTable(
            file, WorkbookStyles(file), words, name: words.directory, frozen: 3,
            columns: zip(table.heads, Self.widths).map { .init(title: $0, width: $1) },
            footer: table.date + words.common.colon + VisibleText.shown(heading.date))
        for (index, entry) in table.entries.enumerated() {
            var cells = table.row(entry, number: index + 1).map(WorkbookTable.Cell.text)
            cells[0] = .integer(index + 1)
            try sheet.add(cells)
        }
        sheet.finish()
        try file.close()
    }

    private static let widths: [Double] = [6, 14, 24, 16, 24, 36, 12, 12, 18, 12, 9]

    /// One page that needs nothing else.
    public func writePage(path: String) throws(RoundOutputError) {
        let file = try DraftFile(path)
        try file.write(page())
        try file.publish()
    }
}
