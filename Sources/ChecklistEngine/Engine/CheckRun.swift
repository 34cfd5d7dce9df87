// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// One check of one condition, for one item if it runs for each of several.
///
/// The order of the questions is the order of "From checks to a state" in Checklists/README.md: does it apply, is there
/// evidence, is the figure set, does the value pass, is anything it rests on in doubt, could an unread file say otherwise.
struct CheckRun {
    let run: AssessmentRun
    let owner: CompiledCondition
    let compiled: CompiledCheck
    let item: XMLNode?
    var itemLabel: String?

    /// The verdict on a measure before doubt and unread files are weighed.
    struct Raw {
        var passed: Bool
        var value: XPathValue
        var measured: String
        var shortfall: String?
        /// The nodes that fail, for `each` and `absent`.
        var failing: [XMLNode] = []
        var doubts = AssessmentRun.Doubts()
        /// The outcome is not the documents' but the engine's doubt: a sentence, with its ground.
        var undecided: (ReviewGround, String)?
        /// It passes, but not on the documents that have to prove it.
        var unproven = false
        /// Some nodes cannot be judged, because what the boolean compares is not there.
        var lacking = false
    }

    func outcome() throws -> CheckOutcome {
        var trace = CheckTrace(
            measure: compiled.check.measure.text, requirement: compiled.check.requirement.keyword, item: itemLabel)
        if let stopped = try applies(compiled.when, trace) { return stopped }

        let given = try compiled.given.map { try run.evaluate($0, item: item) }
        if let given, !given.boolean { return missing(trace, step: "given: \(compiled.check.given?.text ?? "") → ∅") }

        run.library.reset()
        let nodes = try evidenceNodes()
        if run.traces { trace.selected = nodes.prefix(20).map(shown) }
        let facts = compiled.facts
        let kinds = relevantKinds
        let proof = compiled.namesItsKind ? run.kindSet(kinds) : run.proof(of: compiled, kinds)
        let proven = run.proven(nodes, by: proof, facts)
        var evidence = pooled(proven.isEmpty ? nodes : proven)
        evidence += pooled(given?.nodes ?? [])
        if run.traces {
            for node in (proven.isEmpty ? nodes : proven) + (given?.nodes ?? []) {
                trace.rests.formUnion(run.leaves(of: node, facts))
            }
        }
        if nodes.isEmpty, given == nil {
            // What was read too faintly to be selected is not missing.
            return review(passedOver(by: []).doubts, trace, evidence: []) ?? missing(trace, step: "evidence → ∅")
        }
        if proven.isEmpty, !nodes.isEmpty, compiled.namesItsKind {
            // That an XML submission lists a document does not put it into the package.
            return review(.judgement, run.text.claimed, trace, evidence: evidence)
        }
        if proven.isEmpty, !nodes.isEmpty, compiled.check.unproven == .review {
            let doubts = run.doubts(entities: Set(facts.leafNames.keys), facts)
            return review(doubts, trace, evidence: evidence)
                ?? review(.judgement, run.text.unproven(relevantKinds), trace, evidence: evidence)
        }
        if proven.isEmpty, !nodes.isEmpty {
            return missing(trace, step: "proof", sentence: run.text.unproven(relevantKinds), evidence: evidence)
        }

        let unset = try run.unsetRoundParts(facts)
        if let part = unset.first {
            return leftOpen(run.text.roundPartUnset("round/\(part)"), nodes, trace, evidence)
        }
        let required: [String]
        switch try requiredValues() {
        case .known(let values): required = values
        case .unset(let title):
            let measured = try? shownMeasure()
            trace.measured = measured
            var outcome = leftOpen(
                run.text.thresholdUnset(title, measured: measured, unit: unit), nodes, trace, evidence)
            outcome.measured = measured
            return outcome
        case .absent(let text): return missing(trace, step: "required: \(text) → ∅", evidence: evidence)
        }

        var raw = try settled(nodes, proven, required)
        if case .each = compiled.check.requirement, nodes.isEmpty, raw.passed, raw.doubts.isEmpty {
            // What holds for every one of none says nothing.
            return missing(trace, step: "each → ∅", evidence: evidence)
        }
        raw.doubts.add(otherDoubts())
        if !compiled.check.proof.isEmpty, let proof { raw.doubts.add(run.doubts(provenBy: proof, proven, facts)) }
        trace.measured = raw.measured
        trace.required = required.isEmpty ? nil : run.text.list(required)
        trace.passed = raw.passed
        let empty = try emptyOperand(given: given != nil, passed: raw.passed)
        if let empty { return missing(trace, step: "\(empty) → ∅", evidence: evidence) }
        return try weigh(raw, required, evidence, trace)
    }

    // MARK: Steps

    /// nil where the check applies; else why it does not, or why that is open.
    func applies(_ when: CompiledExpression?, _ trace: CheckTrace) throws -> CheckOutcome? {
        guard let when else { return nil }
        if let part = try run.unsetRoundParts(when.facts).first {
            return review(.threshold, run.text.roundPartUnset("round/\(part)"), trace, evidence: [])
        }
        if try run.isTrue(when, item: item) { return nil }
        // That it does not apply has to be as sure as any other finding.
        let doubts = run.doubts(entities: Set(when.facts.leafNames.keys), when.facts)
        if let doubtful = review(doubts, trace, evidence: []) { return doubtful }
        let unread = run.unreadableFiles(for: owner.condition.documents, named: true)
        if !unread.isEmpty { return review(.unreadable, run.text.unreadable(unread), trace, evidence: []) }
        var trace = trace
        if run.traces { trace.steps.append("when: \(when.text) → false") }
        trace.state = .notApplicable
        return CheckOutcome(state: .notApplicable, trace: trace)
    }

    /// The nodes of the applicant's dossier that the check rests on, each once, in the order of the operands.
    private func evidenceNodes() throws -> [XMLNode] {
        func selected(_ expression: CompiledExpression) throws -> [XMLNode] {
            try run.evaluate(expression, item: item).nodes.filter { run.tree.entity($0) != nil }
        }
        let parts =
            compiled.evidence == nil ? compiled.operands.filter(\.isFact).map(\.expression) : compiled.evidenceParts
        if let only = parts.first, parts.count == 1 { return try selected(only) }
        var nodes: [XMLNode] = []
        var seen: Set<XMLNode> = []
        for part in parts {
            let found = try selected(part)
            if nodes.isEmpty {
                nodes = found
            } else if nodes.count + found.count <= 16 {
                // So few are compared in less time than they are hashed.
                for node in found where !nodes.contains(node) { nodes.append(node) }
            } else {
                if seen.isEmpty { seen = Set(nodes) }
                nodes += found.filter { seen.insert($0).inserted }
            }
        }
        return nodes
    }

    /// What the announcement leaves open is a person's to decide, who has to know what of the values is in doubt.
    private func leftOpen(
        _ sentence: String, _ nodes: [XMLNode], _ trace: CheckTrace, _ evidence: [EvidencePool.Number]
    ) -> CheckOutcome {
        var doubts = otherDoubts()
        for index in nodes.compactMap(run.tree.entity) { doubts.add(run.doubts(entity: index, compiled.facts)) }
        guard let doubtful = review(doubts, trace, evidence: evidence) else {
            return review(.threshold, sentence, trace, evidence: evidence)
        }
        let both = run.text.sentences([sentence, doubtful.sentence])
        return review(.threshold, both, trace, evidence: doubtful.evidence)
    }

    /// A path that has to select something for the measure to mean anything, and does not.
    private func emptyOperand(given: Bool, passed: Bool) throws -> String? {
        if case .each = compiled.check.requirement { return nil }
        if compiled.check.requirement == .present || compiled.check.requirement == .absent { return nil }
        for operand in compiled.operands where operand.isFact && !operand.alternative {
            let matters = operand.isNeeded ? passed || !given : operand.role == .existence && !passed && !given
            if matters, try run.evaluate(operand.expression, item: item).nodes.isEmpty {
                return operand.expression.text
            }
        }
        return nil
    }

    private enum Required {
        case known([String])
        /// Left open by the round; its title.
        case unset(String)
        /// An expression on the dossier that selects nothing.
        case absent(String)
    }

    /// The requirement's values, nil where one of them is open.
    func knownRequired() throws -> [String]? {
        if case .known(let values) = try requiredValues() { values } else { nil }
    }

    private func requiredValues() throws -> Required {
        var values: [String] = []
        for (value, expression) in zip(compiled.check.requirement.values, compiled.values) {
            switch value {
            case .literal(let text): values.append(text)
            case .threshold(let name):
                guard let figure = run.threshold(name, for: item) else {
                    return .unset(run.checklist.threshold(name)?.title(run.request.language) ?? name)
                }
                values.append(NumberText.of(figure))
            case .round(let path):
                let found = try run.roundText(path)
                if found.isEmpty { return .unset(run.text.roundPart(path)) }
                values.append(found)
            case .xpath(let source):
                guard let expression else { return .absent(source.text) }
                let found = try run.evaluate(expression, item: item)
                if found.string.isEmpty || found.string == "NaN" { return .absent(source.text) }
                values.append(found.string)
            }
        }
        return .known(values)
    }

    private func shownMeasure() throws -> String? {
        switch compiled.check.requirement {
        case .atLeast, .atMost, .equals, .oneOf, .onOrAfter, .onOrBefore, .matches:
            return shown(try run.evaluate(compiled.measure, item: item))
        case .present, .absent, .each, .holds: return nil
        }
    }

    func shown(_ value: XPathValue) -> String {
        if case .number(let number) = value { return NumberText.of(number) }
        let text = value.string
        let number = XPathValue.number(from: text)
        // 30.0 as a text is 30 to a reader; codes and dates stay as they are.
        return number.isNaN || !text.contains(".") ? text : NumberText.of(number)
    }

    private func shown(_ node: XMLNode) -> String {
        if let reference = run.tree.leaf(node) {
            return "\(node.parent?.name ?? "")/\(node.name) = \(run.readings([reference]).joined())"
        }
        let inner = node.children.map { "\($0.name)=\($0.text)" }.joined(separator: " ")
        return "\(node.name) {\(inner)}"
    }

    /// The first evidence of every node, then the second …, each once: so that a cut shows something of all. No more
    /// than a finding shows.
    func pooled(_ nodes: [XMLNode]) -> [EvidencePool.Number] {
        let limit = run.traces ? .max : ConditionRun.evidenceLimit
        var pooled: [EvidencePool.Number] = []
        var lists: [[EvidencePool.Number]] = []
        for node in nodes {
            let list = run.evidenceNumbers(of: node, compiled.facts)
            if let first = list.first { pooled.addNew(first) }
            if pooled.count == limit { return pooled }
            if list.count > 1 { lists.append(list) }
        }
        for turn in 1..<max(2, lists.map(\.count).max() ?? 0) where pooled.count < limit {
            for list in lists where turn < list.count && pooled.count < limit { pooled.addNew(list[turn]) }
        }
        return pooled
    }

    var unit: String? { compiled.check.unit.map { run.checklist.unit($0, run.request.language) } }
}
