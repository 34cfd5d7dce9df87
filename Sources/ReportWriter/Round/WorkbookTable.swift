// SPDX-License-Identifier: GPL-3.0-or-later
import CXlsxWriter
import ChecklistEngine
import Dossier

/// A table with a head that stays in sight and a filter, written row by row. Where Excel's rows end it goes on in a
/// further sheet (`差距 2`) at the end of the workbook.
final class WorkbookTable {
    struct Column {
        var title: String
        /// In digits of the default font; a Chinese character takes two.
        var width: Double
    }

    enum Cell {
        case text(String)
        case state(FindingState, String)
        case integer(Int)
        case number(Double)
        /// 0–1.
        case percent(Double)
        /// `to` is a path relative to the workbook; it stands in the cell itself where there is no room for the link.
        case link(String, to: String)
        case empty

        static func optional(_ text: String?) -> Cell { text.map(Cell.text) ?? .empty }
        static func optional(_ number: Int?) -> Cell { number.map(Cell.integer) ?? .empty }
    }

    /// Rows of a sheet, the head included.
    static let excelRows = 1_048_576
    /// Hyperlinks of a sheet.
    private static let excelLinks = 65_530

    private let file: WorkbookFile
    private let styles: WorkbookStyles
    private let words: RoundPhrases
    private let name: String
    private let columns: [Column]
    /// Columns that stay in sight when scrolling to the side.
    private let frozen: Int
    private let rowLimit: Int
    /// At the left below every printed page.
    private let footer: String
    private var sheet: WorkbookFile.Sheet
    private var number = 1
    private var nextRow = 0
    private var links = 0

    init(
        _ file: WorkbookFile, _ styles: WorkbookStyles, _ words: RoundPhrases, name: String, frozen: Int,
        columns: [Column], rowLimit: Int = excelRows, footer: String? = nil
    ) throws(RoundOutputError) {
        (self.file, self.styles, self.words, self.name) = (file, styles, words, name)
        (self.columns, self.frozen, self.rowLimit) = (columns, frozen, rowLimit)
        self.footer = footer ?? words.footer
        sheet = try file.sheet(name)
        try begin()
    }

    /// One row; cells in the order of the columns.
    func add(_ cells: [Cell]) throws(RoundOutputError) {
        if nextRow == rowLimit {
            finish()
            number += 1
            sheet = try file.sheet("\(name) \(number)")
            try begin()
        }
        let row = lxw_row_t(nextRow)
        worksheet_set_row(sheet, row, height(cells), nil)
        for (index, cell) in cells.enumerated() { try write(cell, row, lxw_col_t(index)) }
        nextRow += 1
    }

    /// The filter reaches over the rows that there are by now.
    func finish() {
        worksheet_autofilter(sheet, 0, 0, lxw_row_t(max(1, nextRow - 1)), lxw_col_t(columns.count - 1))
    }

    private func begin() throws(RoundOutputError) {
        nextRow = 0
        links = 0
        for (index, column) in columns.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), column.width, nil)
        }
        worksheet_freeze_panes(sheet, 1, lxw_col_t(frozen))
        worksheet_repeat_rows(sheet, 0, 0)
        WorkbookPrint.set(sheet, header: file.title, footer: footer, words)
        worksheet_set_row(sheet, 0, height(columns.map { .text($0.title) }) + 6, nil)
        for (index, column) in columns.enumerated() {
            try text(column.title, 0, lxw_col_t(index), styles.head)
        }
        nextRow = 1
    }

    private func height(_ cells: [Cell]) -> Double {
        let lines = zip(cells, columns).map { cell, column in
            switch cell {
            case .text(let text), .state(_, let text), .link(let text, _):
                CellHeight.lines(text, width: column.width)
            default: 1
            }
        }
        return CellHeight.points(lines: lines.max() ?? 1)
    }

    private func write(_ cell: Cell, _ row: lxw_row_t, _ column: lxw_col_t) throws(RoundOutputError) {
        switch cell {
        case .text(let content): try text(content, row, column, styles.text)
        case .state(let state, let content): try text(content, row, column, styles.state(state))
        case .integer(let value):
            try file.check(worksheet_write_number(sheet, row, column, Double(value), styles.integer))
        case .number(let value): try file.check(worksheet_write_number(sheet, row, column, value, styles.number))
        case .percent(let value): try file.check(worksheet_write_number(sheet, row, column, value, styles.percent))
        case .link(let content, let path):
            guard links < Self.excelLinks, let link = RelativeLink.workbook(path) else {
                return try text(VisibleText.shown(path), row, column, styles.text)
            }
            links += 1
            try file.link(sheet, row, column, to: link, styles.link)
            // The library would show the path with the separators of Windows.
            try text(content, row, column, styles.link)
        case .empty: try file.check(worksheet_write_blank(sheet, row, column, styles.text))
        }
    }

    private func text(
        _ content: String, _ row: lxw_row_t, _ column: lxw_col_t, _ format: WorkbookFile.Format
    ) throws(RoundOutputError) {
        guard !content.isEmpty else { return try file.check(worksheet_write_blank(sheet, row, column, format)) }
        let shown = CellText.fitting(content, words.language)
        try file.check(worksheet_write_string(sheet, row, column, shown, format))
    }
}

/// How sheets are printed: A4 landscape, one page wide, with the title above and page numbers below.
enum WorkbookPrint {
    static func set(_ sheet: WorkbookFile.Sheet, header: String, footer: String, _ words: RoundPhrases) {
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        worksheet_set_margins(sheet, 0.4, 0.4, 0.75, 0.6)
        // In headers `&` begins a command; all of it may be 255 UTF-16 units long.
        let title = VisibleText.clipped(header, to: 80).replacing("&", with: "&&")
        worksheet_set_header(sheet, "&C\(title)&R&A")
        worksheet_set_footer(sheet, "&L\(footer.replacing("&", with: "&&"))&C\(words.pageOfPages("&P", "&N"))")
    }
}
