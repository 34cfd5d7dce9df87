// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// A preview that may be shown: applications as they come in, masked, and the files that could not be used.
public struct RoundPreviewReport: Sendable {
    public let round: Assessment.RoundReference
    public let checklist: Assessment.ChecklistReference
    public let language: Language
    /// Ids of the conditions that depend on the round.
    public let conditions: [String]
    /// The day that all are judged for; nil where each is judged for its own.
    public let asOf: String?
    public private(set) var preview = RoundPreview([])
    public private(set) var problems: [AssessmentReadError] = []

    public init(
        round: Assessment.RoundReference, checklist: Assessment.ChecklistReference, conditions: [String],
        asOf: String?, language: Language
    ) {
        (self.round, self.checklist, self.conditions) = (round, checklist, conditions)
        (self.asOf, self.language) = (asOf, language)
    }

    /// - Parameter assessment: that the application was made from; it knows which numbers are whose.
    public mutating func add(_ application: RoundPreview.Application, of assessment: Assessment) {
        preview.applications.append(application.mapTexts(Redactor(assessment).callAsFunction))
    }

    public mutating func add(_ problem: AssessmentReadError) {
        var shown = problem
        shown.file = Masking.mask(problem.file)
        shown.detail = problem.detail.map(Masking.mask)
        problems.append(shown)
    }

    /// What to say where a folder holds no assessment at all.
    public static func nothingFound(in folder: String, _ language: Language) -> String {
        RoundPreviewPhrases(language).none(folder)
    }
}

extension RoundPreview.Application {
    /// Every text that came from a package or a checklist passed through `change`.
    func mapTexts(_ change: (String) -> String) -> Self {
        var copy = self
        copy.file = change(file)
        copy.package = change(package)
        copy.applicant.name = applicant.name.map(change)
        copy.applicant.uscc = applicant.uscc.map(change)
        copy.dropped = dropped.map(change)
        for index in rows.indices {
            copy.rows[index].article = change(rows[index].article)
            copy.rows[index].phrase = change(rows[index].phrase)
            copy.rows[index].gloss = rows[index].gloss.map(change)
            copy.rows[index].explanation = change(rows[index].explanation)
            copy.rows[index].old = rows[index].old?.mapTexts(change)
            copy.rows[index].new = rows[index].new.mapTexts(change)
        }
        return copy
    }
}
