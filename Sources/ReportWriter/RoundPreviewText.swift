// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

extension RoundPreviewReport {
    /// For a terminal, lines ending in `\n`.
    public func text(_ options: TextReport.Options = TextReport.Options()) -> String {
        var writer = RoundPreviewWriter(self, options)
        writer.whole()
        return writer.canvas.text
    }
}

private struct RoundPreviewWriter {
    let report: RoundPreviewReport
    let words: Phrases
    let own: RoundPreviewPhrases
    let moves: ComparisonPhrases
    var canvas: TextCanvas

    init(_ report: RoundPreviewReport, _ options: TextReport.Options) {
        self.report = report
        words = Phrases(report.language)
        own = RoundPreviewPhrases(report.language)
        moves = ComparisonPhrases(report.language)
        canvas = TextCanvas(width: min(200, max(40, options.width)), color: options.color)
    }

    private var language: Language { report.language }

    mutating func whole() {
        head()
        for (index, application) in report.preview.applications.enumerated() {
            self.application(application.mapTexts(VisibleText.shown), number: index + 1)
        }
        summary()
        problems()
        canvas.blank()
        canvas.rule("-")
        canvas.line(own.disclaimer)
        canvas.line(words.maskedSentence)
    }

    private mutating func head() {
        canvas.line(own.title, style: .bold)
        canvas.rule("=")
        var fields = [
            (words.round, words.named(report.round)),
            (
                words.checklist,
                words.versioned(report.checklist.title, "\(report.checklist.id) \(report.checklist.version)")
            ),
            (own.results, own.files(report.preview.applications.count)),
            (own.asked, own.conditions(report.conditions)),
        ]
        if let day = report.asOf { fields.insert((words.asOf, day), at: 2) }
        let column = (fields.map { DisplayWidth.of($0.0) }.max() ?? 0) + 2
        for (label, value) in fields { canvas.field(label, VisibleText.shown(value), column: column) }
    }

    private mutating func application(_ application: RoundPreview.Application, number: Int) {
        canvas.blank()
        let name = application.applicant.name ?? words.notRead
        let title = application.applicant.uscc.map { words.versioned(name, $0) } ?? name
        canvas.line("\(TextCanvas.padded("\(number).", to: 4))\(title)", hanging: 4, style: .bold)
        let kind = application.applicantClass?.title(language) ?? words.noClass
        canvas.line(own.dayAndClass(kind, application.asOf), indent: 4)
        canvas.line(application.file, indent: 4, style: .dim)
        if application.isOfAnotherChecklist { remark(own.otherChecklist) }
        if application.asOf != application.recordedAsOf { remark(own.otherDay(application.recordedAsOf)) }
        if !application.dropped.isEmpty { remark(own.dropped(application.dropped)) }
        for outcome in [RoundPreview.Row.Outcome.regressed, .improved, .changed, .applicability, .new, .open] {
            for row in application.rows(outcome) { self.row(row) }
        }
        let same = application.rows(.same).count
        canvas.line(same == application.rows.count ? own.allUnchanged : own.unchanged(same), indent: 4)
    }

    private mutating func remark(_ text: String) { canvas.line("! " + text, indent: 4, hanging: 6, style: .yellow) }

    private mutating func row(_ row: RoundPreview.Row) {
        let style: TextCanvas.Style? =
            switch row.outcome {
            case .regressed: .red
            case .improved: .green
            default: .cyan
            }
        let move: String
        switch row.outcome {
        case .open: move = own.column(.open)
        case .new: move = "\(own.newCondition)\(words.colon)\(verdict(row.new))"
        default: move = [row.old, row.new].compactMap { $0 }.map(verdict).joined(separator: moves.arrow)
        }
        canvas.line("\(row.condition)  \(move)", indent: 4, hanging: 6, style: style)
        canvas.line(row.gloss ?? row.phrase, indent: 6)
        if row.outcome == .open {
            canvas.line(own.cannotBeTold, indent: 6)
            return
        }
        // Where there are no figures the engine's own sentence says why.
        let why =
            moves.figures(row.old, row.new) ?? VisibleText.clipped(row.explanation, to: language == .zh ? 100 : 200)
        canvas.line(why, indent: 6)
        if row.restsOnMasked { canvas.line(own.restsOnMasked, indent: 6) }
    }

    private func verdict(_ verdict: Verdict) -> String {
        let state = "\(words.symbol(verdict.state)) \(verdict.state.title(language))"
        return verdict.ground.map { words.versioned(state, $0.title(language)) } ?? state
    }

    private mutating func heading(_ text: String) {
        canvas.blank()
        canvas.line(text, style: .bold)
        canvas.rule("-")
    }

    /// A row a condition: how many of how many flip, and which way.
    private mutating func summary() {
        let totals = report.preview.totals
        guard !totals.isEmpty else { return }
        heading(own.summary)
        let outcomes = RoundPreview.Row.Outcome.allCases.filter { outcome in
            outcome == .regressed || outcome == .improved || totals.contains { $0.count(outcome) > 0 }
        }
        let headings = [own.condition, own.phrase, own.flips] + outcomes.map(own.column)
        let others = headings.enumerated().filter { $0.offset > 1 }.reduce(10) { $0 + DisplayWidth.of($1.element) + 2 }
        let rows = totals.map { total -> [String] in
            let counts = outcomes.map { total.count($0) == 0 ? "" : String(total.count($0)) }
            let text = LineWrapper.clip(
                VisibleText.shown(total.gloss ?? total.phrase), width: max(8, canvas.width - others))
            return [total.condition, text, "\(total.flips)/\(total.judged)"] + counts
        }
        canvas.table(headings, rows, flexible: 1)
    }

    private mutating func problems() {
        guard !report.problems.isEmpty else { return }
        heading(words.counted(own.broken, report.problems.count))
        for problem in report.problems {
            canvas.line("! " + VisibleText.shown(problem.message(language)), indent: 1, hanging: 3, style: .red)
        }
    }
}
