// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// From a verdict to a state, and the words for it.
extension CheckRun {
    func weigh(_ raw: Raw, _ required: [String], _ evidence: [EvidencePool.Number], _ trace: CheckTrace) throws
        -> CheckOutcome
    {
        var outcome = try weighed(raw, required, evidence, trace)
        outcome.measured = raw.measured
        outcome.required = required.isEmpty ? nil : run.text.list(required)
        if !raw.passed, outcome.state == .unmet || outcome.ground == .judgement { outcome.shortfall = raw.shortfall }
        return outcome
    }

    private func weighed(_ raw: Raw, _ required: [String], _ evidence: [EvidencePool.Number], _ trace: CheckTrace)
        throws
        -> CheckOutcome
    {
        let unread = run.unreadableFiles(for: relevantKinds, untold: false)
        let evidence = raw.failing.isEmpty ? evidence : pooled(raw.failing) + evidence
        let doubtful = review(raw.doubts, trace, evidence: evidence)
        if let doubtful, doubtful.ground == .conflict { return doubtful }
        if let (ground, sentence) = raw.undecided { return review(ground, sentence, trace, evidence: evidence) }
        if let doubtful { return doubtful }
        if raw.unproven, compiled.check.unproven == .review {
            return review(.judgement, run.text.unproven(relevantKinds), trace, evidence: evidence)
        }
        if raw.unproven {
            return missing(trace, step: "proof", sentence: run.text.unproven(relevantKinds), evidence: evidence)
        }
        if raw.lacking {
            return missing(trace, step: "each", sentence: try fill(\.missing, raw, required), evidence: evidence)
        }
        if raw.passed {
            if compiled.isException, !unread.isEmpty {
                return review(.unreadable, run.text.unreadable(unread), trace, evidence: evidence)
            }
            // The last guard against a false met: nothing is met on nothing.
            if evidence.isEmpty { return missing(trace, step: "evidence → ∅") }
            let sentence = try fill(\.met, raw, required) ?? run.text.met
            if owner.condition.judgedBy == .reviewer {
                var open = review(.judgement, sentence, trace, evidence: evidence)
                open.awaitsJudgement = true
                return open
            }
            return finish(.met, nil, sentence, nil, trace, evidence)
        }
        if !unread.isEmpty { return review(.unreadable, run.text.unreadable(unread), trace, evidence: evidence) }
        let sentence = try fill(\.gap, raw, required) ?? run.text.gap
        let remedy = try fill(\.remedy, raw, required)
        switch compiled.check.otherwise {
        case .unmet: return finish(.unmet, nil, sentence, remedy, trace, evidence)
        case .missing: return finish(.missing, nil, sentence, remedy, trace, evidence)
        case .review: return finish(.review, .judgement, sentence, remedy, trace, evidence)
        }
    }

    /// The kinds whose unread files could change this check: those that may prove it.
    var relevantKinds: [String] {
        if compiled.namesItsKind { return [item?.text ?? ""] }
        return compiled.check.proof.isEmpty ? owner.condition.documents : compiled.check.proof
    }

    // MARK: Outcomes

    /// Missing, unless a file that could not be read might have shown it.
    func missing(
        _ trace: CheckTrace, step: String, sentence: String? = nil, evidence: [EvidencePool.Number] = []
    ) -> CheckOutcome {
        var trace = trace
        if run.traces { trace.steps.append(step) }
        let unread = run.unreadableFiles(
            for: compiled.namesItsKind ? relevantKinds : owner.condition.documents)
        if !unread.isEmpty { return review(.unreadable, run.text.unreadable(unread), trace, evidence: evidence) }
        let none = Raw(passed: false, value: .number(0), measured: "0")
        let required = (try? knownRequired()) ?? nil
        var shortfall = none
        if let figure = required?.first.map(XPathValue.number(from:)), !figure.isNaN, compiled.counts {
            shortfall.shortfall = NumberText.of(figure)
        }
        let own = (try? fill(\.missing, shortfall, required ?? [])) ?? nil
        // The gap's sentence serves only where all it speaks of is known.
        let gap = required == nil || !compiled.counts ? nil : (try? fill(\.gap, shortfall, required ?? [])) ?? nil
        let remedy =
            required == nil && speaksOfFigures(\.remedy) ? nil : (try? fill(\.remedy, shortfall, required ?? [])) ?? nil
        let said = sentence ?? own ?? gap ?? run.text.missing(owner.condition.documents)
        let labelled = run.text.labelled(said, itemLabel)
        var outcome = finish(.missing, nil, labelled, remedy, trace, evidence)
        if compiled.counts {
            outcome.measured = "0"
            outcome.required = required.map { run.text.list($0) }
            outcome.shortfall = shortfall.shortfall
        }
        return outcome
    }

    private func speaksOfFigures(_ text: KeyPath<CompiledTexts, TextTemplate?>) -> Bool {
        guard let template = texts[keyPath: text] else { return false }
        return ["required", "shortfall", "measured", "failing"].contains { template.uses($0) }
    }

    func review(_ ground: ReviewGround, _ sentence: String, _ trace: CheckTrace, evidence: [EvidencePool.Number])
        -> CheckOutcome
    {
        let labelled = run.text.labelled(sentence, itemLabel)
        return finish(.review, ground, labelled, run.text.remedy(ground), trace, evidence)
    }

    /// nil where nothing is in doubt.
    func review(_ doubts: AssessmentRun.Doubts, _ trace: CheckTrace, evidence: [EvidencePool.Number]) -> CheckOutcome? {
        if !doubts.conflicts.isEmpty {
            let sentences = doubts.conflicts.compactMap { group in
                group.first.map { run.text.conflict(run.title($0), run.readings(group)) }
            }
            let shown = doubts.conflicts.flatMap { $0 }.flatMap { run.evidenceNumbers(of: $0).prefix(1) }
            return review(.conflict, run.text.sentences(sentences, limit: 5), trace, evidence: shown + evidence)
        }
        if doubts.weak.isEmpty { return nil }
        let shown = doubts.weak.flatMap { run.evidenceNumbers(of: $0).prefix(1) }
        let readings = doubts.weak.map { run.title($0) + run.readings([$0]).joined() }
        return review(.confidence, run.text.weak(readings), trace, evidence: shown + evidence)
    }

    private func finish(
        _ state: FindingState, _ ground: ReviewGround?, _ sentence: String, _ remedy: String?, _ trace: CheckTrace,
        _ evidence: [EvidencePool.Number]
    ) -> CheckOutcome {
        var trace = trace
        trace.state = state
        trace.ground = ground
        if run.traces { trace.steps.append(sentence) }
        var once: [EvidencePool.Number] = []
        let limit = run.traces ? .max : ConditionRun.evidenceLimit
        for item in evidence where once.count < limit { once.addNew(item) }
        return CheckOutcome(
            state: state, ground: ground, sentence: sentence, remedy: remedy, evidence: once, trace: trace)
    }

    // MARK: Words

    private var texts: CompiledTexts {
        run.request.language == .en ? compiled.english ?? compiled.texts : compiled.texts
    }

    /// The text with its names and expressions filled in; nil where the condition has none.
    func fill(_ text: KeyPath<CompiledTexts, TextTemplate?>, _ raw: Raw, _ required: [String]) throws -> String? {
        // A text that is only written in Chinese is better than none.
        let source = texts[keyPath: text] == nil ? compiled.texts : texts
        guard let template = source[keyPath: text] else { return nil }
        return try template.fill { part in
            switch part {
            case .words(let words): return words
            case .expression(let expression):
                guard let compiled = source.expressions[expression] else { return "" }
                return shown(try run.evaluate(compiled, item: item))
            case .name(let name): return try value(of: name, raw, required)
            }
        }
    }

    private func value(of name: String, _ raw: Raw, _ required: [String]) throws -> String {
        switch name {
        case "measured": raw.measured
        case "required": run.text.list(required)
        case "shortfall": raw.shortfall ?? ""
        case "unit": unit ?? ""
        case "item": itemLabel ?? ""
        case "failing": run.text.list(try raw.failing.map(name(of:)))
        case "class": run.applicantClass?.title(run.request.language) ?? ""
        default: ""
        }
    }

    /// How `each` and `absent` name a failing node.
    private func name(of node: XMLNode) throws -> String {
        if let failing = compiled.failing { return shown(try run.evaluate(failing, item: item, at: node)) }
        if run.tree.isEntity(node) { return node.child("name")?.text ?? node.children.first?.text ?? node.name }
        return node.text
    }
}
