// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// All that a round's run writes at its end, in one folder: the files of `SummaryFile`. One package is in memory at a time. Older files stay until `close`.
public final class RoundSummary {
    private let workbook: RoundWorkbook
    private let page: RoundPage
    private let results: RoundResults
    private let cross: CrossApplicantJSON

    public init(folder: String, round: RoundHeading, language: Language = .zh) throws(RoundOutputError) {
        func place(_ file: SummaryFile) -> String {
            URL(fileURLWithPath: folder).appendingPathComponent(file.name).path
        }
        workbook = try RoundWorkbook(path: place(.workbook), round: round, language: language)
        page = try RoundPage(path: place(.page), round: round, language: language)
        results = try RoundResults(path: place(.results))
        cross = try CrossApplicantJSON(path: place(.crossFindings))
    }

    /// The package in every file; it is not kept.
    public func add(_ package: PackageSummary) throws(RoundOutputError) {
        try workbook.add(package)
        try page.add(package)
        try results.add(package)
    }

    /// The finding in every file that holds such.
    public func add(_ finding: CrossFinding) throws(RoundOutputError) {
        try workbook.add(finding)
        try page.add(finding)
        try cross.add(finding)
    }

    /// The four files take their places, one after the other.
    /// - Returns: what they count
    @discardableResult
    public func close() throws(RoundOutputError) -> RoundFigures {
        try workbook.close()
        try page.close()
        try results.close()
        try cross.close()
        return page.figures
    }
}
