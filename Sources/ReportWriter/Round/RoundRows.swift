// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// The columns of a round's workbook and what stands in them.
enum RoundRows {
    typealias Cell = WorkbookTable.Cell
    typealias Column = WorkbookTable.Column

    // MARK: A row a package

    static func resultColumns(_ words: RoundPhrases) -> [Column] {
        [
            Column(title: words.packageName, width: 19), Column(title: words.common.applicant, width: 26),
            Column(title: words.common.uscc, width: 20), Column(title: words.common.applicantClass, width: 12),
            Column(title: words.common.conclusion, width: 16),
        ] + FindingState.allCases.map { Column(title: $0.title(words.language), width: 9) } + [
            Column(title: words.unreadable, width: 10), Column(title: words.common.code, width: 18),
            Column(title: words.setAsideReason, width: 22), Column(title: words.version, width: 9),
            Column(title: words.digest, width: 18), Column(title: words.related, width: 22),
            Column(title: words.report, width: 9),
        ]
    }

    static func result(_ package: PackageSummary, _ words: RoundPhrases) -> [Cell] {
        let counts = FindingState.allCases.map { state -> Cell in
            package.isSetAside ? .empty : .integer(package.counts[state.rawValue] ?? 0)
        }
        let conclusion: Cell =
            switch package.conclusion {
            case .some(let conclusion) where !package.isSetAside:
                .state(conclusion.tone, conclusion.title(words.language))
            default: .state(.notApplicable, words.notChecked)
            }
        let report = package.report.map { Cell.link(words.openReport, to: $0) }
        return [
            .text(shown(package.name)), applicant(package), .optional(package.applicant.uscc.map(shown)),
            .optional(package.applicantClass?.title(words.language)), conclusion,
        ] + counts + [
            .integer(package.unreadableFiles), .optional(package.receiptCode.map(shown)),
            package.isSetAside ? .text(package.setAside.map(shown) ?? words.noReason) : .empty,
            .integer(package.version), .optional(package.digest.map { String($0.prefix(16)) }),
            .text(related(package, words)), report ?? .empty,
        ]
    }

    /// A line for the packages of the same applicant, and one for those of the same content.
    private static func related(_ package: PackageSummary, _ words: RoundPhrases) -> String {
        [(words.sameApplicant, package.sameApplicant), (words.sameContent, package.sameContent)]
            .filter { $0.1.count > 0 }
            .map { label, others in
                label + words.common.colon + others.names.map(shown).joined(separator: words.nameSeparator)
                    + (words.andMore(others, after: others.names.count) ?? "")
            }
            .joined(separator: "\n")
    }

    // MARK: A row a finding

    static func gapColumns(_ words: RoundPhrases) -> [Column] {
        subjectColumns(words) + [
            Column(title: words.state, width: 9), Column(title: words.common.remark, width: 28),
            Column(title: words.common.shortfall, width: 9), Column(title: words.unit, width: 6),
            Column(title: words.common.remedy, width: 24),
        ] + evidenceColumns(words)
    }

    static func gap(_ finding: Finding, _ package: PackageSummary, _ words: RoundPhrases) -> [Cell] {
        let shortfall = finding.shortfall.map { text in CellText.number(text).map(Cell.number) ?? .text(shown(text)) }
        return subject(finding, package) + [
            .state(finding.state, finding.state.title(words.language)), .text(shown(finding.explanation)),
            shortfall ?? .empty, finding.shortfall == nil ? .empty : .optional(finding.unit.map(shown)),
            .optional(finding.remedy.map(shown)),
        ] + evidence(finding.evidence, words)
    }

    static func matterColumns(_ words: RoundPhrases) -> [Column] {
        subjectColumns(words) + [
            Column(title: words.common.ground, width: 10), Column(title: words.common.remark, width: 28),
            Column(title: words.common.question, width: 26), Column(title: words.common.remedy, width: 14),
        ] + evidenceColumns(words)
    }

    static func matter(_ finding: Finding, _ package: PackageSummary, _ words: RoundPhrases) -> [Cell] {
        subject(finding, package) + [
            finding.ground.map { .state(.review, $0.title(words.language)) } ?? .empty,
            .text(shown(finding.explanation)), .optional(finding.question.map(shown)),
            .optional(finding.remedy.map(shown)),
        ] + evidence(finding.evidence, words)
    }

    private static func subjectColumns(_ words: RoundPhrases) -> [Column] {
        [
            Column(title: words.packageName, width: 13), Column(title: words.common.applicant, width: 16),
            Column(title: words.common.condition, width: 9), Column(title: words.article, width: 10),
            Column(title: words.phrase, width: 20),
        ]
    }

    private static func subject(_ finding: Finding, _ package: PackageSummary) -> [Cell] {
        [
            .text(shown(package.name)), applicant(package), .text(shown(finding.condition)),
            .text(shown(finding.article)), .text(shown(finding.gloss ?? finding.phrase)),
        ]
    }

    // MARK: A row a claimant

    static func crossColumns(_ words: RoundPhrases) -> [Column] {
        [
            Column(title: words.common.number, width: 6), Column(title: words.common.condition, width: 9),
            Column(title: words.kind, width: 14), Column(title: words.shared, width: 26),
            Column(title: words.similarity, width: 9), Column(title: words.common.question, width: 24),
            Column(title: words.packageName, width: 16), Column(title: words.common.applicant, width: 22),
        ] + placeColumns(words)
    }

    static func cross(_ finding: CrossFinding, number: Int, _ words: RoundPhrases) -> [[Cell]] {
        finding.claimants.map { claimant in
            [
                .integer(number), .text(shown(finding.condition)), .text(finding.kind.title(words.language)),
                .text(shown(finding.shown)), similarity(finding.similarity),
                .text(finding.kind.question(words.language)), .text(shown(claimant.package)),
                .optional(claimant.applicant.map(shown)),
            ] + place(claimant.evidence, words)
        }
    }

    private static func similarity(_ value: Double?) -> Cell {
        guard let value, value.isFinite else { return .empty }
        return .percent(min(1, max(0, value)))
    }

    // MARK: Parts

    private static func placeColumns(_ words: RoundPhrases) -> [Column] {
        [
            Column(title: words.document, width: 18), Column(title: words.page, width: 6),
            Column(title: words.place, width: 10), Column(title: words.quote, width: 22),
        ]
    }

    private static func evidenceColumns(_ words: RoundPhrases) -> [Column] {
        placeColumns(words) + [Column(title: words.further, width: 18)]
    }

    /// The first piece of evidence in columns, the others a line each.
    private static func evidence(_ evidence: [Evidence], _ words: RoundPhrases) -> [Cell] {
        guard let first = evidence.first else { return Array(repeating: .empty, count: 5) }
        let further = evidence.dropFirst().map(words.cited).joined(separator: "\n")
        return place(first, words) + [.text(further)]
    }

    /// Where the format names places, its page number is nothing a reader can find.
    private static func place(_ evidence: Evidence, _ words: RoundPhrases) -> [Cell] {
        [
            .text(shown(evidence.document)), .optional(evidence.place == nil ? evidence.page : nil),
            .optional(evidence.place.map { shown(PlaceName.text($0, words.language)) }), .text(shown(evidence.quote)),
        ]
    }

    private static func applicant(_ package: PackageSummary) -> Cell { .optional(package.applicant.name.map(shown)) }

    private static func shown(_ text: String) -> String { VisibleText.shown(text) }
}
