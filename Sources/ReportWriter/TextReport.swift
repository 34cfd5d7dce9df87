// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// The report for a terminal: what is wrong first, what to do about it, and where it stands in the papers.
public enum TextReport {
    public struct Options: Sendable {
        /// Columns of the terminal; held between 40 and 200.
        public var width: Int
        /// Whether ANSI colours may be used; words and signs tell the states in any case.
        public var color: Bool
        /// Also what was found for conditions that are met, every piece of evidence, and whole digests.
        public var verbose: Bool
        /// Whether ID numbers and telephone numbers are hidden.
        public var masked: Bool
        /// Names of document kinds by id, from the checklist's vocabulary.
        public var kindTitles: [String: String]

        public init(
            width: Int = 80, color: Bool = false, verbose: Bool = false, masked: Bool = true,
            kindTitles: [String: String] = [:]
        ) {
            self.width = width
            self.color = color
            self.verbose = verbose
            self.masked = masked
            self.kindTitles = kindTitles
        }
    }

    /// The report in the assessment's language, lines ending in `\n`.
    public static func render(_ assessment: Assessment, options: Options = Options()) -> String {
        var writer = Writer(assessment.presentable(masked: options.masked, VisibleText.shown), options)
        writer.head()
        writer.toDo()
        writer.gaps()
        writer.reviews()
        writer.readProblems()
        writer.metConditions()
        writer.inapplicable()
        writer.files()
        writer.foot()
        return writer.canvas.text
    }

    private struct Writer {
        let assessment: Assessment
        let options: Options
        let words: Phrases
        let kinds: KindTitles
        var canvas: TextCanvas

        init(_ assessment: Assessment, _ options: Options) {
            self.assessment = assessment
            self.options = options
            words = Phrases(assessment.language)
            kinds = KindTitles(language: assessment.language, given: options.kindTitles)
            canvas = TextCanvas(width: min(200, max(40, options.width)), color: options.color)
        }

        func findings(_ states: FindingState...) -> [Finding] {
            states.flatMap { state in assessment.findings.filter { $0.state == state } }
        }

        mutating func heading(_ text: String) {
            canvas.blank()
            canvas.line(text, style: .bold)
            canvas.rule("-")
        }

        mutating func head() {
            canvas.line(words.title, style: .bold)
            canvas.rule("=")
            let fields: [(String, String)] = [
                (words.applicant, assessment.applicant.name ?? words.notRead),
                (words.uscc, assessment.applicant.uscc ?? words.notRead),
                (words.applicantClass, assessment.applicantClass?.title(assessment.language) ?? words.noClass),
                (words.round, assessment.round.map(words.named) ?? words.noRound),
                (words.asOf, assessment.asOf),
                (
                    words.checklist,
                    words.versioned(
                        assessment.checklist.title, "\(assessment.checklist.id) \(assessment.checklist.version)")
                ),
                (
                    words.catalogues,
                    options.verbose
                        ? assessment.checklist.catalogues.map(words.catalogue).joined(separator: words.itemSeparator)
                        : ""
                ),
                (words.package, assessment.package.name),
            ].filter { !$0.1.isEmpty }
            let column = (fields.map { DisplayWidth.of($0.0) }.max() ?? 0) + 2
            for (label, value) in fields { canvas.field(label, value, column: column) }
            canvas.blank()
            let conclusion = assessment.conclusion
            canvas.line(
                "\(words.symbol(conclusion)) \(words.conclusion)\(words.colon)\(conclusion.title(assessment.language))",
                hanging: 2, style: style(conclusion))
            let counts = FindingState.allCases.map { state in
                "\(words.symbol(state)) \(state.title(assessment.language)) \(findings(state).count)"
            }
            canvas.row(counts, indent: 2, gap: 3)
        }

        mutating func toDo() {
            guard !assessment.toDo.isEmpty else { return }
            heading(words.counted(words.toDo, assessment.toDo.count))
            canvas.line(words.toDoSentence, indent: 1, style: .dim)
            for (number, item) in assessment.toDo.enumerated() {
                let head = TextCanvas.padded("\(number + 1).", to: 4)
                let gate = item.isGate ? "[\(words.gate)] " : ""
                canvas.line("\(head)\(gate)\(words.toDo(item))", hanging: 4, style: .bold)
                canvas.line(words.waitingParts(item.conditions).joined(), indent: 4)
                for remedy in item.remedies.prefix(options.verbose ? 100 : 3) {
                    canvas.line("· " + remedy, indent: 4, hanging: 6)
                }
                if !options.verbose, item.remedies.count > 3 {
                    canvas.line("· " + words.moreRemedies(item.remedies.count - 3), indent: 4)
                }
            }
        }

        mutating func gaps() {
            let gaps = findings(.unmet, .missing)
            heading(words.counted(words.gaps, gaps.count))
            if gaps.isEmpty { canvas.line(words.noGaps, indent: 1) }
            for (index, finding) in gaps.enumerated() {
                title(finding, number: index + 1)
                field(words.found, finding.explanation)
                if let measure = words.measure(finding) { field(words.shortfall, measure) }
                if let remedy = finding.remedy { field(words.remedy, remedy, style: .bold) }
                details(finding)
            }
        }

        mutating func reviews() {
            let reviews = assessment.reviews.map { assessment.findings[$0] }
            heading(words.counted(words.reviews, reviews.count))
            if reviews.isEmpty { canvas.line(words.noReviews, indent: 1) }
            for (index, finding) in reviews.enumerated() {
                title(finding, number: index + 1)
                if let ground = finding.ground { field(words.ground, ground.title(assessment.language)) }
                field(words.found, finding.explanation)
                if let measure = words.measure(finding) { field(words.shortfall, measure) }
                if let question = finding.question { field(words.question, question, style: .bold) }
                if let remedy = finding.remedy { field(words.remedy, remedy) }
                details(finding)
            }
        }

        mutating func readProblems() {
            let files = assessment.package.files.filter { !$0.problems.isEmpty && !$0.setAside }
            guard !files.isEmpty else { return }
            heading(words.counted(words.readProblems, files.count))
            for file in files {
                for problem in file.problems {
                    canvas.line(
                        "\(file.path)\(words.colon)\(problem.message(assessment.language))", indent: 1, hanging: 3)
                }
            }
        }

        mutating func metConditions() {
            let met = findings(.met)
            guard !met.isEmpty else { return }
            heading(words.counted(words.metHeading, met.count))
            let sign = words.symbol(FindingState.met)
            for finding in met {
                let text = "\(finding.condition)  \(finding.article)  \(finding.gloss ?? finding.phrase)"
                let shown = options.verbose ? text : LineWrapper.clip(text, width: canvas.width - 3)
                canvas.field(sign, shown, indent: 1, column: 2, labelStyle: .green)
                guard options.verbose else { continue }
                field(words.found, finding.explanation)
                details(finding)
            }
        }

        mutating func inapplicable() {
            let conditions = findings(.notApplicable)
            guard !conditions.isEmpty else { return }
            heading(words.counted(words.inapplicableHeading, conditions.count))
            if options.verbose {
                for finding in conditions {
                    canvas.line(
                        "\(words.symbol(finding.state)) \(finding.condition)  \(finding.article)  "
                            + (finding.gloss ?? finding.phrase), indent: 1, hanging: 3)
                    field(words.found, finding.explanation)
                }
            } else {
                canvas.line(conditions.map(\.condition).joined(separator: words.listSeparator), indent: 1)
            }
        }

        mutating func files() {
            heading(words.counted(words.files, assessment.package.files.count))
            if assessment.package.files.isEmpty { canvas.line(words.noFiles, indent: 1) }
            guard !assessment.package.files.isEmpty else { return }
            // A narrow terminal keeps the columns that tell which file it is and what became of it.
            let columns = canvas.width >= 72 ? [0, 1, 2, 3, 4, 5] : canvas.width >= 56 ? [0, 1, 2, 3, 4] : [0, 1, 4]
            var rows: [[String]] = [[words.number, words.file, words.kind, words.pages, words.read, "SHA-256"]]
            for (index, file) in assessment.package.files.enumerated() {
                let kind = file.kind.map { kinds($0) } ?? (file.setAside ? "" : words.noKind)
                let how = file.setAside ? words.setAside(file) : words.readTitle(file.read)
                let pages = file.pages.map(String.init) ?? ""
                rows.append(["\(index + 1)", file.path, kind, pages, how, String(file.sha256.prefix(12))])
            }
            let table = rows.map { row in columns.map { row[$0] } }
            canvas.table(table[0], Array(table.dropFirst()), flexible: 1, most: canvas.width >= 72 ? 16 : 10)
            for (index, file) in assessment.package.files.enumerated() {
                for note in file.notes {
                    let text = VisibleText.clipped(note.message(assessment.language), to: options.verbose ? 2_000 : 120)
                    canvas.line("[\(index + 1)] \(text)", indent: 1, hanging: 3)
                }
            }
            guard options.verbose else { return }
            canvas.blank()
            for file in assessment.package.files where !file.sha256.isEmpty {
                canvas.line("\(file.sha256)  \(file.path)", indent: 1, hanging: 3)
            }
        }

        mutating func foot() {
            canvas.blank()
            canvas.rule("-")
            let digests: [(String, String)] = [
                (words.packageDigest, assessment.package.digest), (words.checklistDigest, assessment.checklist.digest),
                (words.roundDigest, assessment.round?.digest ?? ""),
            ]
            let column = (digests.map { DisplayWidth.of($0.0) }.max() ?? 0) + 2
            for (label, digest) in digests where !digest.isEmpty {
                canvas.field(label, options.verbose ? digest : String(digest.prefix(16)), column: column, style: .dim)
            }
            if let receipt = assessment.receipt {
                canvas.field(words.code, receipt.code, column: column, style: .bold)
                canvas.line(words.receiptSentence)
            }
            canvas.line(options.masked ? words.maskedSentence : words.unmaskedSentence)
            canvas.line(words.disclaimer)
        }

        /// The condition's number, state, id, article and words.
        private mutating func title(_ finding: Finding, number: Int) {
            canvas.blank()
            let state = "\(words.symbol(finding.state)) \(finding.state.title(assessment.language))"
            let head = TextCanvas.padded("\(number).", to: 4)
            canvas.line(
                "\(head)\(state)  \(finding.condition)  \(finding.article)", hanging: 4, style: style(finding.state))
            canvas.line(finding.gloss ?? finding.phrase, indent: 4)
            if let gloss = finding.gloss, gloss != finding.phrase { canvas.line(finding.phrase, indent: 4) }
        }

        /// Evidence and the notes of the law text.
        private mutating func details(_ finding: Finding) {
            let limit = options.verbose ? finding.evidence.count : 3
            for (index, evidence) in finding.evidence.prefix(limit).enumerated() {
                let quote = options.verbose ? evidence.quote : VisibleText.clipped(evidence.quote, to: 80)
                let text = words.location(evidence) + (quote.isEmpty ? "" : " " + words.quoted(quote))
                field(index == 0 ? words.evidence : "", text)
            }
            if finding.evidence.count > limit { field("", words.more(finding.evidence.count - limit)) }
            for (index, note) in finding.notes.enumerated() { field(index == 0 ? words.note : "", note) }
        }

        private mutating func field(_ label: String, _ value: String, style: TextCanvas.Style? = nil) {
            let labels = [
                words.found, words.shortfall, words.remedy, words.evidence, words.ground, words.question, words.note,
            ]
            let column = (labels.map { DisplayWidth.of($0) }.max() ?? 0) + 2
            canvas.field(label, value, indent: 4, column: column, style: style)
        }

        private func style(_ state: FindingState) -> TextCanvas.Style? {
            switch state {
            case .met: .green
            case .unmet: .red
            case .missing: .yellow
            case .review: .cyan
            case .notApplicable: .dim
            }
        }

        private func style(_ conclusion: Conclusion) -> TextCanvas.Style {
            switch conclusion {
            case .noGapFound: .green
            case .gapsFound: .red
            case .reviewNeeded: .cyan
            }
        }
    }
}
