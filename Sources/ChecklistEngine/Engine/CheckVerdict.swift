// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// The measure put to its requirement, with the doubts that bear on it.
extension CheckRun {
    private typealias Doubts = AssessmentRun.Doubts

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
        let value = try run.evaluate(compiled.measure.expression, item: item)
        let test = RequirementTest(
            requirement: check.requirement, required: required, pattern: compiled.pattern, library: run.library)
        if compiled.counts { return counted(nodes, Set(proven), value, test) }
        switch check.requirement {
        case .each: return try each(value, Set(proven))
        case .absent: return absent(value)
        case .present: return present(value, Set(proven))
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
        let selected = Set(nodes.compactMap(run.tree.entity))
        var count = 0
        var all = Doubts()
        for (index, entity) in run.request.dossier.entities.enumerated()
        where compiled.ownEntities.contains(entity.name) && !selected.contains(index) {
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
        var names: Set<String> = []
        for name in compiled.facts.entities {
            let repeated = DossierSchema.entity(name)?.repeated ?? true
            let named = compiled.facts.leaves.contains { $0.entity == name }
            guard named else { continue }
            if !repeated || (!compiled.ownEntities.contains(name) && name != itemName) { names.insert(name) }
        }
        var all = run.doubts(entities: names, compiled.facts)
        if let itemEntity { all.add(run.doubts(entity: itemEntity, compiled.facts)) }
        return all
    }

    // MARK: Kinds of measure

    /// `count(PATH)`: single doubtful ones may be left out, if enough sure ones remain.
    private func counted(_ nodes: [XMLNode], _ proven: Set<XMLNode>, _ value: XPathValue, _ test: RequirementTest)
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
        switch (check.requirement, raw.passed) {
        case (.atLeast, true):
            if !passes(clean.count) {
                raw.doubts = selected
            } else if !passes(clean.filter(proven.contains).count) {
                raw.unproven = true
            }
        case (.atLeast, false): if passes(nodes.count + others.count) { raw.doubts = others.doubts }
        case (_, true): if !passes(nodes.count + others.count) { raw.doubts = others.doubts }
        case (_, false): if passes(clean.count) { raw.doubts = selected }
        }
        return raw
    }

    private func each(_ value: XPathValue, _ proven: Set<XMLNode>) throws -> Raw {
        var failing: [XMLNode] = []
        var lacking: [XMLNode] = []
        for node in value.nodes {
            if try lacks(node) {
                lacking.append(node)
            } else if let each = compiled.each, try !run.evaluate(each.expression, item: item, at: node).boolean {
                failing.append(node)
            }
        }
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
        if raw.passed { raw.unproven = !value.nodes.allSatisfy { run.tree.entity($0) == nil || proven.contains($0) } }
        return raw
    }

    /// True where something that the boolean compares is not there at all.
    private func lacks(_ node: XMLNode) throws -> Bool {
        for operand in compiled.eachOperands where operand.isFact && operand.isNeeded {
            if try run.evaluate(operand.expression.expression, item: item, at: node).nodes.isEmpty { return true }
        }
        return false
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

    private func present(_ value: XPathValue, _ proven: Set<XMLNode>) -> Raw {
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
            raw.unproven = !clean.contains { proven.contains($0) }
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
            if try run.evaluate(operand.expression.expression, item: item).nodes.count > 1 { return true }
        }
        return false
    }
}
