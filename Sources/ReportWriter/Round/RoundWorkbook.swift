// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// `summary.xlsx`: a round in five sheets, 说明, 核查结果 (a row a package), 差距, 研判事项 and 跨单位比对.
///
/// Rows go to disk as they come, so that ten thousand packages take no more memory than ten. The first sheet is written
/// last. The same calls give the same bytes. Dropped without `close`, nothing is left and an older file stays.
final class RoundWorkbook {
    private let file: WorkbookFile
    private let styles: WorkbookStyles
    private let words: RoundPhrases
    private let heading: RoundHeading
    private let cover: WorkbookFile.Sheet
    private let results, gaps, matters, cross: WorkbookTable
    private var figures = RoundFigures()

    convenience init(path: String, round: RoundHeading, language: Language = .zh) throws(RoundOutputError) {
        try self.init(path: path, round: round, language: language, rowLimit: WorkbookTable.excelRows)
    }

    init(path: String, round: RoundHeading, language: Language, rowLimit: Int) throws(RoundOutputError) {
        let words = RoundPhrases(language)
        let title = VisibleText.shown(round.round.title)
        let file = try WorkbookFile(path, title: title, day: round.asOf.upperBound)
        let styles = try WorkbookStyles(file)
        func table(_ name: String, frozen: Int, _ columns: [WorkbookTable.Column]) throws(RoundOutputError)
            -> WorkbookTable
        {
            try WorkbookTable(file, styles, words, name: name, frozen: frozen, columns: columns, rowLimit: rowLimit)
        }
        (self.file, self.styles, self.words, heading) = (file, styles, words, round)
        cover = try file.sheet(words.about)
        results = try table(words.results, frozen: 2, RoundRows.resultColumns(words))
        gaps = try table(words.gaps, frozen: 2, RoundRows.gapColumns(words))
        matters = try table(words.matters, frozen: 2, RoundRows.matterColumns(words))
        cross = try table(words.cross, frozen: 1, RoundRows.crossColumns(words))
    }

    func add(_ package: PackageSummary) throws(RoundOutputError) {
        guard file.isOpen else { throw .closed(file.path) }
        figures.count(package)
        try results.add(RoundRows.result(package, words))
        for finding in package.gaps { try gaps.add(RoundRows.gap(finding, package, words)) }
        for finding in package.reviews { try matters.add(RoundRows.matter(finding, package, words)) }
    }

    func add(_ finding: CrossFinding) throws(RoundOutputError) {
        guard file.isOpen else { throw .closed(file.path) }
        figures.countCrossFinding()
        for row in RoundRows.cross(finding.masked, number: figures.crossFindings, words) { try cross.add(row) }
    }

    /// The file takes its place, on disk and read back once.
    func close() throws(RoundOutputError) {
        guard file.isOpen else { throw .closed(file.path) }
        for table in [results, gaps, matters, cross] { table.finish() }
        try RoundCover(sheet: cover, file: file, styles: styles, words: words).write(heading, figures)
        try file.close()
    }
}
