// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

extension ComparisonReport {
    /// For a terminal, lines ending in `\n`: what got worse first, then what a reviewer must look at again.
    public func text(_ options: TextReport.Options = TextReport.Options()) -> String {
        var writer = ComparisonWriter(comparison.mapTexts(VisibleText.shown), options, masked: masked)
        writer.whole()
        return writer.canvas.text
    }
}

private struct ComparisonWriter {
    let comparison: AssessmentComparison
    let options: TextReport.Options
    let masked: Bool
    let words: Phrases
    let own: ComparisonPhrases
    let kinds: KindTitles
    var canvas: TextCanvas

    /// Facts of one kind of element that are listed unless all are asked for.
    private static let mostFacts = 12
    /// Facts that are listed of one file.
    private static let mostOfAFile = 6
    /// Leaves of something that is new or gone.
    private static let mostLeaves = 4

    init(_ comparison: AssessmentComparison, _ options: TextReport.Options, masked: Bool) {
        self.comparison = comparison
        self.masked = masked
        self.options = options
        words = Phrases(comparison.language)
        own = ComparisonPhrases(comparison.language)
        kinds = KindTitles(language: comparison.language, given: options.kindTitles)
        canvas = TextCanvas(width: min(200, max(40, options.width)), color: options.color)
    }

    private var verbose: Bool { options.verbose }
    private var language: Language { comparison.language }

    mutating func whole() {
        head()
        for kind in [ConditionChange.Kind.regressed, .improved, .changed, .applicability, .added, .removed] {
            conditions(kind)
        }
        silentFiles()
        sameOnOtherEvidence()
        files()
        facts()
        if comparison.conditions.isEmpty, comparison.files.isEmpty, comparison.facts.isEmpty {
            canvas.blank()
            canvas.line(own.identical)
        }
        canvas.blank()
        canvas.rule("-")
        canvas.line(masked ? words.maskedSentence : words.unmaskedSentence)
        canvas.line(own.disclaimer)
    }

    // MARK: Head

    private mutating func head() {
        canvas.line(own.title, style: .bold)
        canvas.rule("=")
        let (old, new) = (comparison.old, comparison.new)
        let fields = [
            (words.applicant, new.applicant.name ?? words.notRead), (words.uscc, new.applicant.uscc ?? words.notRead),
            (own.oldPackage, old.package), (own.newPackage, new.package), (words.asOf, new.asOf),
            (words.round, round(new)),
        ]
        let column = (fields.map { DisplayWidth.of($0.0) }.max() ?? 0) + 2
        for (label, value) in fields { canvas.field(label, value, column: column) }
        if !comparison.caveats.isEmpty { canvas.blank() }
        for caveat in comparison.caveats {
            canvas.line("! " + sentence(caveat), hanging: 2, style: caveat == .applicant ? .red : .yellow)
        }
        canvas.blank()
        canvas.line(
            words.conclusion + words.colon + conclusion(old) + own.arrow + conclusion(new), hanging: 2, style: .bold)
        let counts =
            ConditionChange.Kind.allCases.compactMap { kind in
                let number = comparison.conditions(kind).count
                let isAlwaysSaid = kind == .regressed || kind == .improved || kind == .evidence
                return number > 0 || isAlwaysSaid ? own.count(kind, number) : nil
            } + [own.unchanged(comparison.unchangedConditions)]
        canvas.row(counts, indent: 2, gap: 3)
        let files =
            FileChange.Kind.allCases.map { kind in
                own.count(kind, comparison.files.filter { $0.kind == kind }.count)
            } + [own.unchanged(comparison.unchangedFiles)]
        canvas.row([own.fileCounts + words.colon + files[0]] + files.dropFirst(), indent: 2, gap: 3)
    }

    private func conclusion(_ side: AssessmentComparison.Side) -> String {
        "\(words.symbol(side.conclusion)) \(side.conclusion.title(language))"
    }

    private func round(_ side: AssessmentComparison.Side) -> String {
        side.round.map(words.named) ?? words.noRound
    }

    private func sentence(_ caveat: AssessmentComparison.Caveat) -> String {
        func told(_ side: AssessmentComparison.Side) -> String {
            switch caveat {
            case .applicant, .applicantUnknown:
                words.versioned(side.applicant.name ?? words.notRead, side.applicant.uscc ?? words.notRead)
            case .applicantName: side.applicant.name ?? words.notRead
            case .checklist:
                words.versioned(
                    "\(side.checklist.id) \(side.checklist.version)", String(side.checklist.digest.prefix(8)))
            case .round: side.round.map { words.versioned($0.id, String($0.digest.prefix(8))) } ?? words.none
            case .asOf: side.asOf
            case .applicantClass: side.applicantClass?.title(language) ?? words.noClass
            case .masked: ""
            }
        }
        return own.caveat(caveat, told(comparison.old), told(comparison.new))
    }

    private mutating func heading(_ text: String) {
        canvas.blank()
        canvas.line(text, style: .bold)
        canvas.rule("-")
    }

    // MARK: Conditions

    private func verdict(_ verdict: Verdict?) -> String? {
        guard let verdict else { return nil }
        let state = "\(words.symbol(verdict.state)) \(verdict.state.title(language))"
        return verdict.ground.map { words.versioned(state, $0.title(language)) } ?? state
    }

    private mutating func conditions(_ kind: ConditionChange.Kind) {
        let changes = comparison.conditions(kind)
        guard !changes.isEmpty else { return }
        heading(words.counted(own.heading(kind), changes.count))
        for (index, change) in changes.enumerated() {
            canvas.blank()
            let move = [verdict(change.old), verdict(change.new)].compactMap { $0 }.joined(separator: own.arrow)
            canvas.line(
                "\(TextCanvas.padded("\(index + 1).", to: 4))\(move)  \(change.condition)  \(change.article)",
                hanging: 4,
                style: kind == .regressed ? .red : kind == .improved ? .green : .cyan)
            canvas.line(change.gloss ?? change.phrase, indent: 4)
            field(words.found, change.explanation)
            if let figures = own.figures(change.old, change.new) { field(own.measured, figures) }
            if let remedy = change.remedy { field(words.remedy, remedy, style: .bold) }
        }
    }

    private mutating func sameOnOtherEvidence() {
        let changes = comparison.conditions(.evidence)
        guard !changes.isEmpty else { return }
        heading(words.counted(own.heading(.evidence), changes.count))
        // Where a whole dossier was handed in anew, the same words stand in other bytes for condition after condition.
        let onlyBytes = verbose ? [] : changes.filter { $0.reasons == [.documents] }
        if !onlyBytes.isEmpty {
            canvas.line(own.onlyDocuments(onlyBytes.map(\.condition)), indent: 1, hanging: 3)
        }
        for change in changes where verbose || change.reasons != [.documents] {
            let text =
                "\(verdict(change.new) ?? "")  \(change.condition)  \(change.article)  \(change.gloss ?? change.phrase)"
            canvas.line(verbose ? text : LineWrapper.clip(text, width: canvas.width - 4), indent: 1, hanging: 3)
            // The figures stand behind the first of the two that are about figures.
            var figures = own.figures(change.old, change.new)
            let reasons = change.reasons.map { reason -> String in
                guard reason == .measured || reason == .required, let told = figures else { return own.reason(reason) }
                figures = nil
                return words.versioned(own.reason(reason), told)
            }
            field(own.changed, own.list(reasons))
        }
    }

    // MARK: Files and facts

    private mutating func silentFiles() {
        let files = comparison.silentlyReplaced
        guard !files.isEmpty else { return }
        heading(words.counted(own.silent, files.count))
        for (index, file) in files.enumerated() {
            canvas.blank()
            canvas.line("\(TextCanvas.padded("\(index + 1).", to: 4))\(paths(file))", hanging: 4, style: .yellow)
            if let old = file.old?.sha256, let new = file.new?.sha256 {
                field(own.content, "SHA-256 \(old.prefix(12))\(own.arrow)\(new.prefix(12))")
            }
            if file.facts.isEmpty { field(own.readFacts, own.noFactChanged) }
            let limit = verbose ? file.facts.count : Self.mostOfAFile
            for (number, fact) in file.facts.prefix(limit).enumerated() {
                field(number == 0 ? own.readFacts : "", told(fact))
            }
            if file.facts.count > limit { field("", own.moreItems(file.facts.count - limit)) }
            let conditions = file.conditions.isEmpty ? own.noCondition : own.list(file.conditions)
            field(own.restingConditions, conditions)
        }
    }

    private mutating func files() {
        guard !comparison.files.isEmpty else { return }
        heading(words.counted(own.files, comparison.files.count))
        for kind in FileChange.Kind.allCases {
            for file in comparison.files where file.kind == kind {
                let title = (file.new ?? file.old)?.kind.map { kinds($0) }
                let name = title.map { words.versioned(paths(file), $0) } ?? paths(file)
                canvas.line("\(own.sign(kind)) \(own.name(kind))  \(name)", indent: 1, hanging: 3)
            }
        }
    }

    private func paths(_ file: FileChange) -> String {
        let (old, new) = (file.old?.path, file.new?.path)
        guard let old, let new, old != new else { return new ?? old ?? "" }
        return old + own.arrow + new
    }

    private mutating func facts() {
        guard !comparison.facts.isEmpty else { return }
        heading(words.counted(own.facts, comparison.facts.count))
        var listed: [String: Int] = [:]
        var left: [(entity: String, number: Int)] = []
        for fact in comparison.facts {
            listed[fact.entity, default: 0] += 1
            guard verbose || listed[fact.entity, default: 0] <= Self.mostFacts else {
                if left.last?.entity == fact.entity {
                    left[left.count - 1].number += 1
                } else {
                    left.append((fact.entity, 1))
                }
                continue
            }
            canvas.line("\(own.sign(fact.kind)) \(told(fact))", indent: 1, hanging: 3)
        }
        for (entity, number) in left {
            canvas.line(
                FactTitles.entity(entity, language) + words.colon + own.moreItems(number), indent: 3, hanging: 3)
        }
    }

    /// `人员 张三：电话 138****5678 → 139****1111`
    private func told(_ fact: FactChange) -> String {
        let head = [FactTitles.entity(fact.entity, language), fact.label].compactMap { $0 }.joined(separator: " ")
        // What it is called stands in front already.
        let named = fact.kind == .changed ? fact.leaves : fact.leaves.filter { ($0.old + $0.new) != [fact.label] }
        let limit = verbose || fact.kind == .changed ? named.count : Self.mostLeaves
        var leaves = named.prefix(limit).map { leaf -> String in
            let title = FactTitles.leaf(leaf.name, of: fact.entity, language)
            // Of a list only what left it and what came.
            let isList = leaf.old.count > 1 || leaf.new.count > 1
            let shown = isList && !leaf.differsWhereMasked && fact.kind == .changed
            let old = values(shown ? leaf.old.filter { !leaf.new.contains($0) } : leaf.old, leaf.name, fact.entity)
            let new = values(shown ? leaf.new.filter { !leaf.old.contains($0) } : leaf.new, leaf.name, fact.entity)
            switch fact.kind {
            case .added: return "\(title) \(new)"
            case .removed: return "\(title) \(old)"
            case .changed:
                return "\(title) \(old)\(own.arrow)\(new)" + (leaf.differsWhereMasked ? own.hiddenDifference : "")
            }
        }
        if named.count > limit { leaves.append(own.furtherLeaves(named.count)) }
        return leaves.isEmpty ? head : head + words.colon + leaves.joined(separator: own.semicolon)
    }

    private func values(_ values: [String], _ leaf: String, _ entity: String) -> String {
        if values.isEmpty { return own.nothing }
        let isKind = leaf == "listed-in" || (entity == "document" && leaf == "kind")
        let titles = values.map { isKind ? kinds($0) : own.value($0, leaf, of: entity) }
        if verbose { return own.list(titles.map { VisibleText.clipped($0, to: 2_000) }) }
        let list = own.list(titles.prefix(2).map { VisibleText.clipped($0, to: 40) })
        return values.count > 2 ? own.furtherValues(list, values.count) : list
    }

    private mutating func field(_ label: String, _ value: String, style: TextCanvas.Style? = nil) {
        let labels = [
            words.found, words.remedy, own.measured, own.changed, own.content, own.readFacts, own.restingConditions,
        ]
        let column = (labels.map { DisplayWidth.of($0) }.max() ?? 0) + 2
        canvas.field(label, value, indent: 4, column: column, style: style)
    }
}
