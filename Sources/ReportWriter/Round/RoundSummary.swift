// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// All that a round's run writes at its end, in one folder: `summary.xlsx`, `summary.html`, `results.jsonl` and
/// `cross-applicant.json`. One package is in memory at a time. Older files stay until `close`.
public final class RoundSummary {
    private let workbook: RoundWorkbook
    private let page: RoundPage
    private let results: RoundResults
    private let cross: CrossApplicantJSON

    public init(folder: String, round: RoundHeading, language: Language = .zh) throws(RoundOutputError) {
        func place(_ name: String) -> String { URL(fileURLWithPath: folder).appendingPathComponent(name).path }
        workbook = try RoundWorkbook(path: place("summary.xlsx"), round: round, language: language)
        page = try RoundPage(path: place("summary.html"), round: round, language: language)
        results = try RoundResults(path: place("results.jsonl"))
        cross = try CrossApplicantJSON(path: place("cross-applicant.json"))
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
    public func close() throws(RoundOutputError) {
        try workbook.close()
        try page.close()
        try results.close()
        try cross.close()
    }
}
