// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// One condition of one assessment: its checks, and what they come to together.
struct ConditionRun {
    static let evidenceLimit = 12

    let run: AssessmentRun
    let compiled: CompiledCondition
    let resolved: ClassResolution

    struct Result {
        var finding: Finding
        var traces: [CheckTrace]
        /// What the checks came to, the worst first; empty where none was run.
        var outcomes: [CheckOutcome] = []
        /// All evidence of theirs, each once; only where traces are asked for.
        var evidence: [Evidence] = []
    }

    func result() throws -> Result {
        if let (ground, readings, evidence) = resolved.doubt, compiled.usesClass {
            return finish(
                .review, ground, sentences: [run.text.classUnknown(ground, run.readings(readings))],
                remedies: [run.text.remedy(ground)].compactMap { $0 }, deciding: nil, evidence: evidence, traces: [])
        }
        if let applicantClass = run.applicantClass, !compiled.condition.appliesTo.contains(applicantClass) {
            return finish(.notApplicable, nil, sentences: [], remedies: [], deciding: nil, evidence: [], traces: [])
        }
        if compiled.condition.checks.isEmpty { return try unchecked() }
        var outcomes: [CheckOutcome] = []
        for check in compiled.checks {
            let first = CheckRun(run: run, owner: compiled, compiled: check, item: nil)
            let trace = CheckTrace(measure: check.check.measure.text, requirement: check.check.requirement.keyword)
            // Whether the condition applies at all is asked with each check, whose documents then count.
            if let stopped = try first.applies(compiled.when, trace) {
                outcomes.append(stopped)
            } else {
                outcomes += try self.outcomes(check)
            }
        }
        return combined(outcomes)
    }

    /// A condition that is wholly a person's.
    private func unchecked() throws -> Result {
        if let when = compiled.when, try !run.evaluate(when, item: nil).boolean {
            let doubts = run.doubts(entities: Set(when.facts.leafNames.keys), when.facts)
            let isOpen = try !doubts.isEmpty || !run.unsetRoundParts(when.facts).isEmpty
            let unread =
                when.facts.leaves.isEmpty ? [] : run.unreadableFiles(for: compiled.condition.documents, named: true)
            if !isOpen, unread.isEmpty {
                return finish(
                    .notApplicable, nil, sentences: [], remedies: [], deciding: nil, evidence: [], traces: [])
            }
        }
        let unread = run.unreadableFiles(for: compiled.condition.documents, named: true)
        let sentences = unread.isEmpty ? [run.text.judgement] : [run.text.judgement, run.text.unreadable(unread)]
        return finish(.review, .judgement, sentences: sentences, remedies: [], deciding: nil, evidence: [], traces: [])
    }

    private func outcomes(_ check: CompiledCheck) throws -> [CheckOutcome] {
        if !run.isSet(check.check.ifSet) {
            var trace = CheckTrace(measure: check.check.measure.text, requirement: check.check.requirement.keyword)
            trace.steps.append("if-set: \(check.check.ifSet ?? "") → ∅")
            return [CheckOutcome(state: .notApplicable, trace: trace)]
        }
        guard let forEach = check.forEach else {
            return [try CheckRun(run: run, owner: compiled, compiled: check, item: nil).outcome()]
        }
        let trace = CheckTrace(measure: check.check.measure.text, requirement: check.check.requirement.keyword)
        let alone = CheckRun(run: run, owner: compiled, compiled: check, item: nil)
        // A `when` that does not speak of the item decides before there is one.
        if let when = check.when, when.facts.variables.isEmpty, let stopped = try alone.applies(when, trace) {
            return [stopped]
        }
        if let part = try run.unsetRoundParts(forEach.facts).first {
            return [alone.review(.threshold, run.text.roundPartUnset("round/\(part)"), trace, evidence: [])]
        }
        let all = try run.evaluate(forEach, item: nil).nodes
        let items = all.filter { run.isSet(check.check.ifSet, for: $0) }
        var outcomes: [CheckOutcome] = []
        for item in items {
            let label = try check.label.map { try run.evaluate($0, item: item).string }
            let name = label ?? item.child("name")?.text ?? item.text
            outcomes.append(
                try CheckRun(run: run, owner: compiled, compiled: check, item: item, itemLabel: name).outcome())
        }
        // What was left out because of a doubtful reading might have been an item.
        var doubts = doubtsAboutItems(forEach.facts, items)
        // Nor may a doubtful name decide which rule of the round is for it.
        for item in all where !items.contains(item) { doubts.add(run.doubtsAboutRule(of: item)) }
        if let doubtful = alone.review(doubts, trace, evidence: []) { outcomes.append(doubtful) }
        if !outcomes.isEmpty { return outcomes }
        if !all.isEmpty {
            // There are some, of which the round asks nothing.
            return [CheckOutcome(state: .notApplicable, trace: trace)]
        }
        var missing = alone.missing(trace, step: "for-each: \(check.check.forEach?.text ?? "") → ∅")
        missing.isWithoutItems = true
        let entities = Set(run.request.dossier.entities.map(\.name))
        guard !entities.isDisjoint(with: forEach.facts.entities) else { return [missing] }
        // Others of the kind are there, none that the check is for.
        var skipped = CheckOutcome(state: .notApplicable, trace: trace)
        skipped.isWithoutItems = true
        return [skipped]
    }

    private func doubtsAboutItems(_ facts: ExpressionFacts, _ items: [XMLNode]) -> AssessmentRun.Doubts {
        var doubts = AssessmentRun.Doubts()
        let suspects = facts.leafNames.keys.flatMap(run.suspects).sorted()
        if suspects.isEmpty { return doubts }
        let selected = Set(items.compactMap(run.tree.entity))
        for index in suspects where !selected.contains(index) { doubts.add(run.doubts(entity: index, facts)) }
        return doubts
    }

    // MARK: Together

    private func combined(_ outcomes: [CheckOutcome]) -> Result {
        let traces = run.traces ? outcomes.map(\.trace) : []
        var outcomes = outcomes
        // A condition of which nothing could be checked is not thereby void.
        if outcomes.allSatisfy({ $0.state == .notApplicable }),
            let index = outcomes.firstIndex(where: \.isWithoutItems),
            let check = compiled.checks.first(where: { $0.check.forEach != nil })
        {
            outcomes[index] = CheckRun(run: run, owner: compiled, compiled: check, item: nil)
                .missing(outcomes[index].trace, step: "for-each → ∅")
        }
        // That there is nothing to run for is said once, by the check that asks for it.
        if outcomes.contains(where: { $0.state == .missing && !$0.isWithoutItems }) {
            outcomes.removeAll { $0.state == .missing && $0.isWithoutItems }
        }
        // By number: an outcome is large, and moving it about costs more than looking at it.
        let ranks = outcomes.map(\.rank)
        let order = outcomes.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
        guard let first = order.first else {
            return finish(.notApplicable, nil, sentences: [], remedies: [], deciding: nil, evidence: [], traces: [])
        }
        let (state, ground) = (outcomes[first].state, outcomes[first].ground)
        // A met condition says what was found; any other says what stands in the way, the worst first.
        let onlyJudgement = ground == .judgement
        let told =
            state == .met
            ? outcomes.indices.filter { outcomes[$0].state == .met }
            : order.filter { ranks[$0] < 7 && (!outcomes[$0].awaitsJudgement || onlyJudgement) }
        var sentences = told.filter { !outcomes[$0].awaitsJudgement }.map { outcomes[$0].sentence }
        let open = onlyJudgement ? outcomes.indices.filter { outcomes[$0].awaitsJudgement } : []
        if !open.isEmpty { sentences += open.map { outcomes[$0].sentence } + [run.text.judgement] }
        var evidence: [EvidencePool.Number] = []
        if state != .notApplicable {
            for index in order {
                for item in outcomes[index].evidence where evidence.count < Self.evidenceLimit { evidence.addNew(item) }
            }
        }
        var result = finish(
            state, ground, sentences: sentences, remedies: told.compactMap { outcomes[$0].remedy },
            deciding: outcomes[first], evidence: evidence.map { run.evidence[$0] }, traces: traces)
        if run.traces {
            result.outcomes = order.map { outcomes[$0] }
            var all: Set<EvidencePool.Number> = []
            result.evidence = result.outcomes.flatMap(\.evidence).filter { all.insert($0).inserted }.map {
                run.evidence[$0]
            }
        }
        return result
    }

    private func finish(
        _ state: FindingState, _ ground: ReviewGround?, sentences: [String], remedies: [String],
        deciding: CheckOutcome?,
        evidence: [Evidence], traces: [CheckTrace]
    ) -> Result {
        let english = run.request.language == .en
        var notes = state == .notApplicable ? [] : compiled.notes.compactMap(note)
        if compiled.usesClass, state != .notApplicable, let differs = resolved.note(run) { notes.append(differs) }
        let remedy = run.text.sentences(remedies)
        let question =
            english ? compiled.condition.english?.question ?? compiled.condition.question : compiled.condition.question
        let unit = deciding.flatMap { self.unit(of: $0) }
        return Result(
            finding: Finding(
                condition: compiled.condition.id, article: compiled.condition.article,
                phrase: compiled.condition.phrase,
                gloss: english ? compiled.condition.english?.phrase : nil, state: state, ground: ground,
                measured: deciding?.measured, required: deciding?.required, shortfall: deciding?.shortfall, unit: unit,
                explanation: state == .notApplicable ? run.text.notApplicable : run.text.sentences(sentences),
                remedy: state == .met || state == .notApplicable || remedy.isEmpty ? nil : remedy,
                question: ground.map { $0 == .judgement ? question ?? run.text.question($0) : run.text.question($0) },
                notes: notes, evidence: evidence),
            traces: traces)
    }

    private func unit(of outcome: CheckOutcome) -> String? {
        guard outcome.measured != nil else { return nil }
        return compiled.condition.checks.first { $0.measure.text == outcome.trace.measure && $0.unit != nil }?.unit
            .map { run.checklist.unit($0, run.request.language) }
    }

    /// What a note says here; nil where its case does not arise.
    private func note(_ note: CompiledNote) -> String? {
        // A remark is no finding: where its question cannot be put it is left out.
        if let when = note.when, (try? run.evaluate(when, item: nil).boolean) != true { return nil }
        switch note.content {
        case .contradiction(let id): return run.checklist.contradiction(id)?.note(run.request.language)
        case .remark:
            let texts = run.request.language == .en ? note.english ?? note.texts : note.texts
            return try? texts?.met?.fill { part in
                guard case .expression(let text) = part, let expression = texts?.expressions[text] else { return "" }
                let value = try run.evaluate(expression, item: nil)
                // A remark with a hole in it says nothing.
                if value.string.isEmpty || value.string == "NaN" { throw XPathArgumentError("∅") }
                if case .number(let number) = value { return NumberText.of(number) }
                return value.string
            }
        }
    }
}

/// The class of the applicant, or why it is open.
struct ClassResolution {
    var applicantClass: ApplicantClass?
    var doubt: (ReviewGround, [LeafReference], [Evidence])?
    /// Classes that the package states and that are not the one that was asked for.
    var differing: [ApplicantClass] = []

    init(_ request: CheckRequest, floor: Double) {
        var references: [LeafReference] = []
        for (index, entity) in request.dossier.entities.enumerated() where entity.name == "application" {
            for (number, leaf) in entity.leaves.enumerated() where leaf.name == "class" {
                references.append(LeafReference(entity: index, leaf: number))
            }
        }
        let leaves = references.map { request.dossier.entities[$0.entity].leaves[$0.leaf] }
        let stated = leaves.compactMap { ApplicantClass(rawValue: $0.value) }
        if let asked = request.applicantClass {
            applicantClass = asked
            differing = stated.filter { $0 != asked }
            return
        }
        let evidence = leaves.flatMap { $0.evidence.prefix(1) }
        if leaves.count > 1 {
            doubt = (.conflict, references, evidence)
        } else if let leaf = leaves.first, leaf.evidence.isEmpty || leaf.confidence < floor {
            doubt = (.confidence, references, evidence)
        } else if let only = stated.first {
            applicantClass = only
        } else {
            doubt = (.unreadable, references, evidence)
        }
    }

    func note(_ run: AssessmentRun) -> String? {
        guard let applicantClass, !differing.isEmpty else { return nil }
        return run.text.classDiffers(
            differing.map { $0.title(run.request.language) }, applicantClass.title(run.request.language))
    }
}
