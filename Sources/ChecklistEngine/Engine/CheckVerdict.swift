// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// The measure put to its requirement, with the doubts that bear on it.
extension CheckRun {
    private typealias Doubts = AssessmentRun.Doubts

    /// Which of the nodes that a check rests on are shown by the documents that have to; mostly all, and then no set is
    /// made of them.
    private struct Proven {
        let nodes: [XMLNode]
        let areAll: Bool

        init(_ proven: [XMLNode], of nodes: [XMLNode]) {
            (self.nodes, areAll) = (proven, !nodes.isEmpty && proven.count == nodes.count)
        }

        /// Those of the nodes that are shown.
        func among(_ others: [XMLNode], areThese: Bool) -> [XMLNode] {
            if areAll, areThese { return others }
            let set = Set(nodes)
            return others.filter(set.contains)
        }
    }

    /// True where the measure itself selects what the check rests on.
    private var measuresItsEvidence: Bool {
        compiled.evidence == nil && compiled.operands.count == 1
            && (compiled.operands[0].expression.text == compiled.measure.text || compiled.countsItsOperand)
    }

    /// The verdict; left open where a date without a day, or a text that is no date, decides it.
    func settled(_ nodes: [XMLNode], _ proven: [XMLNode], _ required: [String]) throws -> Raw {
        let library = run.library
        library.months = .last
        var raw = try verdict(nodes, proven, required)
        if library.sawMonth {
            library.months = .first
            defer { library.months = .last }
            if try verdict(nodes, proven, required).passed != raw.passed {
                raw.undecided = (.confidence, run.text.monthOnly)
            }
        }
        if let text = library.unparsable.first { raw.undecided = (.unreadable, run.text.noNumber(text)) }
        return raw
    }

    private func verdict(_ nodes: [XMLNode], _ proven: [XMLNode], _ required: [String]) throws -> Raw {
        // The nodes were selected while months stood for their last days.
        let value: XPathValue
        if compiled.countsItsOperand, run.library.months == .last {
            value = .number(Double(nodes.count))
        } else if compiled.isUnion, run.library.months == .last, compiled.check.requirement == .present {
            value = .nodes(nodes)
        } else {
            value = try run.evaluate(compiled.measure, item: item)
        }
        let test = RequirementTest(
            requirement: compiled.check.requirement, required: required, pattern: compiled.pattern, library: run.library
        )
        if compiled.counts { return counted(nodes, Proven(proven, of: nodes), value, test) }
        switch compiled.check.requirement {
        case .each: return try each(value, Proven(proven, of: nodes))
        case .absent: return absent(value)
        case .present: return present(value, Proven(proven, of: nodes))
        default: return try scalar(value, nodes, test)
        }
    }

    // MARK: Doubts

    private func doubts(_ node: XMLNode) -> Doubts {
        run.tree.entity(node).map { run.doubts(entity: $0, compiled.facts) } ?? Doubts()
    }

    private func all(_ nodes: [XMLNode]) -> Doubts {
        var all = Doubts()
        for node in nodes { all.add(doubts(node)) }
        return all
    }

    /// Entities of the measure's kind that it did not select, but might have, had they been read otherwise.
    func passedOver(by nodes: [XMLNode]) -> (count: Int, doubts: AssessmentRun.Doubts) {
        let suspects = compiled.ownEntities.flatMap(run.suspects).sorted()
        var count = 0
        var all = Doubts()
        if suspects.isEmpty { return (count, all) }
        let selected = Set(nodes.compactMap(run.tree.entity))
        for index in suspects where !selected.contains(index) {
            let doubts = run.doubts(entity: index, compiled.facts)
            if doubts.isEmpty { continue }
            count += 1
            all.add(doubts)
        }
        return (count, all)
    }

    /// Doubts about what the check names beside the things it measures: the item, other entities, single entities.
    func otherDoubts() -> AssessmentRun.Doubts {
        let itemEntity = item.flatMap(run.tree.entity)
        let itemName = itemEntity.map { run.request.dossier.entities[$0].name }
        let names = Set(
            compiled.namedEntities.filter { !$0.repeats || (!$0.isOwn && $0.name != itemName) }.map(\.name))
        var all = run.doubts(entities: names, compiled.facts)
        if let itemEntity { all.add(run.doubts(entity: itemEntity, compiled.facts)) }
        return all
    }

    // MARK: Kinds of measure

    /// `count(PATH)`: single doubtful ones may be left out, if enough sure ones remain.
    private func counted(_ nodes: [XMLNode], _ proven: Proven, _ value: XPathValue, _ test: RequirementTest)
        -> Raw
    {
        var raw = Raw(
            passed: test.verdict(value, element: nil) == .pass, value: value, measured: shown(value),
            shortfall: test.shortfall(value))
        let clean = nodes.filter { doubts($0).isEmpty }
        func passes(_ count: Int) -> Bool { test.verdict(.number(Double(count)), element: nil) == .pass }
        let selected = all(nodes)
        if !selected.conflicts.isEmpty {
            raw.doubts = selected
            return raw
        }
        let others = passedOver(by: nodes)
        switch (compiled.check.requirement, raw.passed) {
        case (.atLeast, true):
            if !passes(clean.count) {
                raw.doubts = selected
            } else if !passes(proven.among(clean, areThese: measuresItsEvidence).count) {
                raw.unproven = true
            }
        case (.atLeast, false): if passes(nodes.count + others.count) { raw.doubts = others.doubts }
        case (_, true): if !passes(nodes.count + others.count) { raw.doubts = others.doubts }
        case (_, false): if passes(clean.count) { raw.doubts = selected }
        }
        return raw
    }

    private func each(_ value: XPathValue, _ proven: Proven) throws -> Raw {
        // libxml2 puts the question to all nodes at once, in the order of the document.
        var lacks: Set<XMLNode> = []
        for lack in compiled.eachLacks { lacks.formUnion(try run.evaluate(lack, item: item).nodes) }
        let lacking = lacks.isEmpty ? [] : value.nodes.filter(lacks.contains)
        let fails = try compiled.eachFails.map { try run.evaluate($0, item: item).nodes } ?? []
        let failing = lacks.isEmpty ? fails : fails.filter { !lacks.contains($0) }
        let sure = failing.filter { doubts($0).isEmpty }
        if !sure.isEmpty {
            return Raw(
                passed: false, value: value, measured: "\(sure.count)", shortfall: "\(sure.count)", failing: sure)
        }
        var raw = Raw(
            passed: failing.isEmpty && lacking.isEmpty, value: value, measured: "\(failing.count)", failing: failing)
        raw.doubts = all(value.nodes)
        raw.doubts.add(passedOver(by: value.nodes).doubts)
        if failing.isEmpty, !lacking.isEmpty {
            raw.failing = lacking
            raw.measured = "\(lacking.count)"
            raw.shortfall = raw.measured
            raw.lacking = true
        }
        if raw.passed {
            let facts = value.nodes.filter { run.tree.entity($0) != nil }
            raw.unproven = proven.among(facts, areThese: measuresItsEvidence).count != facts.count
        }
        return raw
    }

    private func absent(_ value: XPathValue) -> Raw {
        let sure = value.nodes.filter { doubts($0).isEmpty }
        let measured = shown(.number(Double(value.nodes.count)))
        if !sure.isEmpty { return Raw(passed: false, value: value, measured: measured, failing: sure) }
        var raw = Raw(passed: !value.boolean, value: value, measured: measured, failing: value.nodes)
        raw.doubts = all(value.nodes)
        raw.doubts.add(passedOver(by: value.nodes).doubts)
        return raw
    }

    private func present(_ value: XPathValue, _ proven: Proven) -> Raw {
        let nodes = value.nodes
        var raw = Raw(passed: value.boolean, value: value, measured: shown(.number(Double(nodes.count))))
        guard raw.passed else {
            raw.doubts = passedOver(by: nodes).doubts
            return raw
        }
        let selected = all(nodes)
        let clean = nodes.filter { doubts($0).isEmpty }
        if !selected.conflicts.isEmpty || (clean.isEmpty && !nodes.isEmpty) {
            raw.doubts = selected
        } else if !nodes.isEmpty {
            raw.unproven = proven.among(clean, areThese: measuresItsEvidence).isEmpty
        }
        return raw
    }

    private func scalar(_ value: XPathValue, _ nodes: [XMLNode], _ test: RequirementTest) throws -> Raw {
        // Of several nodes XPath would look at the first; here every one has to pass.
        let values: [(value: XPathValue, node: XMLNode?)] =
            value.nodes.count > 1
            ? value.nodes.map { (.nodes([$0]), $0) } : [(value, value.nodes.first ?? soleLeaf(nodes))]
        let verdicts = values.map { test.verdict($0.value, element: $0.node?.name) }
        let worst = verdicts.firstIndex { $0 != .pass } ?? 0
        let shownValue = values[worst].value
        var raw = Raw(
            passed: verdicts.allSatisfy { $0 == .pass }, value: shownValue, measured: shown(shownValue),
            shortfall: test.shortfall(shownValue))
        raw.doubts = all(nodes)
        if compiled.isException { raw.doubts.add(passedOver(by: nodes).doubts) }
        if let index = verdicts.firstIndex(of: .incomparable) {
            raw.passed = false
            raw.undecided = (.unreadable, run.text.noNumber(shown(values[index].value)))
        } else if verdicts.contains(.pass), !raw.passed, Set(value.nodes.compactMap(run.tree.entity)).count == 1 {
            raw.undecided = (.conflict, run.text.several)
        } else if raw.passed, try looksAtFirstOfSeveral() {
            raw.undecided = (.judgement, run.text.several)
        }
        return raw
    }

    /// The leaf whose value the measure hands on, so that `string(site/lease-until)` still counts as an `-until`.
    private func soleLeaf(_ nodes: [XMLNode]) -> XMLNode? { nodes.count == 1 ? nodes.first : nil }

    private func looksAtFirstOfSeveral() throws -> Bool {
        for operand in compiled.operands where operand.isFact && operand.role == .argument {
            if try run.evaluate(operand.expression, item: item).nodes.count > 1 { return true }
        }
        return false
    }
}
