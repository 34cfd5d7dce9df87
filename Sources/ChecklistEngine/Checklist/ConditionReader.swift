// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import LibXML

/// The names that condition and round files may use.
struct ChecklistNames: Sendable {
    var thresholds: [String]
    /// The greatest figure that the unit of a threshold allows, by the threshold's name.
    var limits: [String: Double]
    var contradictions: [String]
    /// nil where no vocabulary says which kinds there are.
    var kinds: [String]?
}

/// Reads one condition; every expression in it is compiled here so that a fault shows at once, with its place.
struct ConditionReader {
    let names: ChecklistNames

    private static let keys = [
        "id", "article", "phrase", "derived", "applies-to", "when", "judged-by", "documents", "notes", "question",
        "checks", "english", "examples",
    ]

    private static let checkKeys =
        [
            "measure", "for-each", "label", "when", "evidence", "given", "failing", "otherwise", "unproven", "proof",
            "if-set", "unit", "met", "gap", "remedy", "missing",
        ] + Requirement.keywords

    func condition(_ yaml: PositionedYAML) -> Condition? {
        let fields = yaml.fields(Self.keys, required: ["id", "article", "phrase", "applies-to", "judged-by"])
        guard let id = fields["id"]?.text else { return nil }
        let judge = fields["judged-by"]?.choice(Condition.Judge.self)
        if judge == .machine || judge == .threshold, fields["checks"] == nil { yaml.report(.missingKey, "checks") }
        if judge == .reviewer || judge == .threshold, fields["question"] == nil { yaml.report(.missingKey, "question") }
        return Condition(
            id: id, article: fields["article"]?.text ?? "", phrase: fields["phrase"]?.text ?? "",
            derived: fields["derived"]?.boolean ?? false,
            appliesTo: (fields["applies-to"]?.items ?? []).compactMap {
                $0.choice(ApplicantClass.self, .unknownClass)
            },
            when: fields["when"].flatMap { expression($0, item: nil) }, judgedBy: judge ?? .reviewer,
            documents: fields["documents"]?.texts ?? [],
            notes: (fields["notes"]?.items ?? []).compactMap(note), question: fields["question"]?.text,
            checks: (fields["checks"]?.items ?? []).compactMap(check), english: fields["english"].map(english),
            examples: (fields["examples"]?.items ?? []).compactMap(example), place: yaml.place)
    }

    /// `H4`, `{note: H7, when: XPATH}` or `{remark: …, english: …, when: XPATH}`.
    private func note(_ yaml: PositionedYAML) -> Condition.Note? {
        guard yaml.isMapping else { return contradiction(yaml, when: nil, place: yaml.place) }
        let fields = yaml.fields(["note", "remark", "english", "when"])
        let when = fields["when"].flatMap { expression($0, item: nil) }
        if let id = fields["note"] { return contradiction(id, when: when, place: yaml.place) }
        guard let remark = fields["remark"], let text = remark.text else {
            yaml.report(.missingKey, "note, remark")
            return nil
        }
        template(remark, item: nil)
        if let english = fields["english"] { template(english, item: nil) }
        return .init(content: .remark(text, english: fields["english"]?.text), when: when, place: yaml.place)
    }

    private func contradiction(_ yaml: PositionedYAML, when: Expression?, place: SourcePlace) -> Condition.Note? {
        guard let id = yaml.text else { return nil }
        if !names.contradictions.contains(id) {
            yaml.report(.unknownNote, id, remedy: names.contradictions.joined(separator: " "))
            return nil
        }
        return .init(content: .contradiction(id), when: when, place: place)
    }

    /// A threshold's name, a part of the round, or `occupation/` with the name of a threshold.
    private func ifSet(_ yaml: PositionedYAML) -> String? {
        guard let name = yaml.text else { return nil }
        let rule = name.hasPrefix("occupation/") ? String(name.dropFirst("occupation/".count)) : name
        let isRule = name != rule
        if !names.thresholds.contains(rule), isRule ? rule != "equipment" : !Self.roundParts.contains(name) {
            yaml.report(.unknownThreshold, name, remedy: (names.thresholds + Self.roundParts).joined(separator: " "))
        }
        return name
    }

    private static let roundParts = FactPlace.roundElements.flatMap { head, leaves in
        head.isEmpty ? leaves : leaves.map { "\(head)/\($0)" }
    }.sorted()

    private func check(_ yaml: PositionedYAML) -> Check? {
        let fields = yaml.fields(Self.checkKeys, required: ["measure"])
        let requirements = Requirement.keywords.filter { fields[$0] != nil }
        guard requirements.count == 1, let keyword = requirements.first, let value = fields[keyword] else {
            yaml.report(
                .requirementCount, requirements.joined(separator: " "),
                remedy: Requirement.keywords.joined(separator: " "))
            return nil
        }
        let forEach = fields["for-each"].flatMap { expression($0, item: nil) }
        // Below for-each, expressions see what it selects as $item.
        let item: Set<FactPlace>? = forEach.map { (try? ExpressionFacts.of($0.text).result) ?? [] }
        func optional(_ key: String) -> Expression? { fields[key].flatMap { expression($0, item: item) } }
        guard let measure = optional("measure") else { return nil }
        let selected = (try? ExpressionFacts.of(measure.text, variables: item.map { ["item": $0] } ?? [:]).result) ?? []
        guard let requirement = requirement(keyword, value, item: item, selected: selected) else { return nil }
        let check = Check(
            measure: measure, requirement: requirement, forEach: forEach, label: optional("label"),
            when: optional("when"), evidence: optional("evidence"), given: optional("given"),
            failing: fields["failing"].flatMap { expression($0, item: item, context: selected) },
            otherwise: fields["otherwise"]?.choice(Check.Otherwise.self) ?? .unmet,
            unproven: fields["unproven"]?.choice(Check.Unproven.self) ?? .missing,
            proof: fields["proof"]?.texts ?? [], ifSet: fields["if-set"].flatMap(ifSet), unit: fields["unit"]?.text,
            texts: texts(fields), place: yaml.place)
        for key in ["met", "gap", "remedy", "missing"] { fields[key].map { template($0, item: item) } }
        return check
    }

    private func texts(_ fields: [String: PositionedYAML]) -> CheckTexts {
        CheckTexts(
            met: fields["met"]?.text, gap: fields["gap"]?.text, remedy: fields["remedy"]?.text,
            missing: fields["missing"]?.text)
    }

    private func requirement(
        _ keyword: String, _ yaml: PositionedYAML, item: Set<FactPlace>?, selected: Set<FactPlace>
    ) -> Requirement? {
        switch keyword {
        case "at-least": return value(yaml, item: item, number: true).map(Requirement.atLeast)
        case "at-most": return value(yaml, item: item, number: true).map(Requirement.atMost)
        case "equals": return value(yaml, item: item).map(Requirement.equals)
        case "on-or-after": return value(yaml, item: item, date: true).map(Requirement.onOrAfter)
        case "on-or-before": return value(yaml, item: item, date: true).map(Requirement.onOrBefore)
        case "one-of": return .oneOf(yaml.items.compactMap { value($0, item: item) })
        case "matches":
            guard let pattern = yaml.text else { return nil }
            if Pattern(pattern) == nil { yaml.report(.brokenPattern, pattern) }
            return .matches(pattern)
        case "each": return expression(yaml, item: item, context: selected).map(Requirement.each)
        default:
            if yaml.boolean == false { yaml.report(.unknownValue, "false", remedy: "true") }
            return keyword == "present" ? .present : keyword == "absent" ? .absent : .holds
        }
    }

    private func value(
        _ yaml: PositionedYAML, item: Set<FactPlace>?, number: Bool = false, date: Bool = false
    ) -> RequirementValue? {
        guard yaml.isMapping else {
            guard let text = yaml.text else { return nil }
            if number, XPathValue.number(from: text).isNaN { yaml.report(.wrongType, text, remedy: "number") }
            if date, DateValue(text) == nil { yaml.report(.brokenDate, text) }
            return .literal(text)
        }
        let members = yaml.members(known: ["threshold", "xpath", "round"])
        guard members.count == 1, let (key, inner) = members.first, let text = inner.text else {
            if members.count > 1 { yaml.report(.wrongType, "{…}", remedy: "{threshold: …} {xpath: …} {round: …}") }
            return nil
        }
        switch key {
        case "threshold":
            if !names.thresholds.contains(text) {
                inner.report(.unknownThreshold, text, remedy: names.thresholds.joined(separator: " "))
            }
            return .threshold(text)
        case "xpath": return expression(inner, item: item).map(RequirementValue.xpath)
        default:
            if !Self.roundParts.contains(text) {
                inner.report(.unknownRoundPart, text, remedy: Self.roundParts.joined(separator: " "))
            }
            return .round(text)
        }
    }

    private func expression(
        _ yaml: PositionedYAML, item: Set<FactPlace>?, context: Set<FactPlace> = [.dossier]
    ) -> Expression? {
        guard let text = yaml.text else { return nil }
        ExpressionCheck(text, yaml: yaml).run(context: context, item: item)
        return Expression(text: text, place: yaml.place)
    }

    private func template(_ yaml: PositionedYAML, item: Set<FactPlace>?) {
        guard let text = yaml.text else { return }
        guard let template = TextTemplate(text) else {
            return yaml.report(.unknownValue, text, remedy: TextTemplate.names.map { "{\($0)}" }.joined(separator: " "))
        }
        for inner in template.expressions { ExpressionCheck(inner, yaml: yaml).run(context: [.dossier], item: item) }
    }

    private func english(_ yaml: PositionedYAML) -> Condition.English {
        let fields = yaml.fields(["phrase", "question", "checks"])
        let checks = (fields["checks"]?.items ?? []).map { inner in
            let texts = inner.fields(["met", "gap", "remedy", "missing"])
            // Which item there is was said in the Chinese part; here only the form of the texts is looked at.
            for text in texts.values { template(text, item: []) }
            return self.texts(texts)
        }
        return .init(phrase: fields["phrase"]?.text, question: fields["question"]?.text, checks: checks)
    }

    /// Lists as they would lie in `catalogues`, the tables as their text.
    private func supplied(_ yaml: PositionedYAML) -> Catalogues.Supplied {
        let fields = yaml.fields(["occupations", "special-skills", "cancelled"])
        func table(_ key: String, needs: [String]) -> CSVTable? {
            fields[key]?.text.flatMap {
                CSVTable(Data($0.utf8), file: yaml.file, needs: needs, problems: yaml.problems)
            }
        }
        return .init(
            occupations: table("occupations", needs: ["code", "name"]).map(OccupationList.init),
            specialSkills: table("special-skills", needs: ["name"]).map(SpecialSkillList.init),
            cancelled: fields["cancelled"].flatMap(CancelledBodies.init))
    }

    private func example(_ yaml: PositionedYAML) -> Example? {
        let fields = yaml.fields(
            ["name", "given", "class", "as-of", "thresholds", "round", "unreadable", "catalogues", "expect", "ground"],
            required: ["given", "expect"])
        guard let given = fields["given"]?.text, let expect = fields["expect"]?.choice(FindingState.self) else {
            return nil
        }
        let asOf = fields["as-of"]?.text ?? "2026-03-31"
        if DateValue(asOf)?.ordinal(.last) == nil { fields["as-of"]?.report(.brokenDate, asOf) }
        let ground = fields["ground"]?.choice(ReviewGround.self)
        if expect != .review, ground != nil { fields["ground"]?.report(.unknownKey, "ground") }
        return Example(
            name: fields["name"]?.text ?? "", given: given,
            applicantClass: fields["class"]?.choice(ApplicantClass.self, .unknownClass), asOf: asOf,
            round: RoundReader(names: names).partial(fields["round"], thresholds: fields["thresholds"]),
            catalogues: fields["catalogues"].map(supplied) ?? .init(), unreadable: fields["unreadable"]?.texts ?? [],
            expect: expect, ground: ground, place: yaml.place)
    }
}
