// SPDX-License-Identifier: GPL-3.0-or-later
import CXlsxWriter
import ChecklistEngine
import Dossier

/// The first sheet: which round, by which rules, how it ended, what the words mean.
struct RoundCover {
    let sheet: WorkbookFile.Sheet
    let file: WorkbookFile
    let styles: WorkbookStyles
    let words: RoundPhrases

    /// Of its columns, in digits.
    private static let widths = [28.0, 96.0]

    func write(_ heading: RoundHeading, _ figures: RoundFigures) throws(RoundOutputError) {
        for (column, width) in Self.widths.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
        }
        WorkbookPrint.set(sheet, header: file.title, footer: words.footer, words)
        var row: lxw_row_t = 0
        func line(_ texts: [(String, WorkbookFile.Format)]) throws(RoundOutputError) {
            let lines = zip(texts, Self.widths).map { CellHeight.lines($0.0, width: $1) }.max() ?? 1
            if row > 0 { worksheet_set_row(sheet, row, CellHeight.points(lines: lines), nil) }
            for (column, part) in texts.enumerated() {
                let shown = CellText.fitting(part.0, words.language)
                try file.check(worksheet_write_string(sheet, row, lxw_col_t(column), shown, part.1))
            }
            row += 1
        }
        func entry(_ label: String, _ value: String?) throws(RoundOutputError) {
            guard let value else { return }
            try line([(label, styles.label), (VisibleText.shown(value), styles.text)])
        }
        func count(_ label: String, _ number: Int) throws(RoundOutputError) {
            worksheet_set_row(sheet, row, CellHeight.points(lines: 1), nil)
            try file.check(worksheet_write_string(sheet, row, 0, label, styles.label))
            try file.check(worksheet_write_number(sheet, row, 1, Double(number), styles.count))
            row += 1
        }

        worksheet_set_row(sheet, 0, 26, nil)
        try line([(words.title, styles.title)])
        row += 1
        for (label, value) in RoundFacts.heading(heading, words) { try entry(label, value) }
        row += 1
        try line([(words.figures, styles.head), (words.common.count, styles.head)])
        for (label, number) in RoundFacts.figures(figures, words) { try count(label, number) }
        row += 1
        try line([(words.state, styles.head), (words.meaning, styles.head)])
        for state in FindingState.allCases {
            try line([(state.title(words.language), styles.state(state)), (words.meaning(state), styles.text)])
        }
        row += 1
        for sentence in [words.decides, words.crossSentence, words.relatedSentence, words.masked] {
            try entry(words.common.note, sentence)
        }
    }
}

/// What the first sheet and the head of the page say alike.
enum RoundFacts {
    static func heading(_ heading: RoundHeading, _ words: RoundPhrases) -> [(String, String?)] {
        [
            (words.roundTitle, heading.round.title), (words.roundID, heading.round.id),
            (words.authority, heading.authority), (words.window, words.days(heading.windowFrom, heading.windowTo)),
            (words.common.asOf, words.span(heading.asOf)), (words.effective, heading.round.effective),
            (words.common.roundDigest, heading.round.digest.isEmpty ? nil : heading.round.digest),
            (words.common.checklist, heading.checklist.title),
            (words.checklistVersion, words.common.versioned(heading.checklist.version, heading.checklist.id)),
            (words.common.checklistDigest, heading.checklist.digest),
        ]
    }

    static func figures(_ figures: RoundFigures, _ words: RoundPhrases) -> [(String, Int)] {
        [(words.packages, figures.packages)]
            + Conclusion.allCases.map { ($0.title(words.language), figures.conclusions[$0] ?? 0) } + [
                (words.setAside, figures.setAside), (words.unreadableTotal, figures.unreadableFiles),
                (words.sameApplicantTotal, figures.sameApplicant), (words.sameContentTotal, figures.sameContent),
                (words.cross, figures.crossFindings),
            ]
    }
}
