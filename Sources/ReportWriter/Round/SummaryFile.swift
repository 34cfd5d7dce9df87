// SPDX-License-Identifier: GPL-3.0-or-later

/// The files of a round's summary, by their names in its folder.
public enum SummaryFile: String, CaseIterable, Sendable {
    case page = "summary.html"
    case workbook = "summary.xlsx"
    case results = "results.jsonl"
    case crossFindings = "cross-applicant.json"

    public var name: String { rawValue }
}
