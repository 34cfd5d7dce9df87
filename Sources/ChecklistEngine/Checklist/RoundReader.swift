// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a round, whole or the parts that an example sets.
struct RoundReader {
    let names: ChecklistNames

    private static let parts = [
        "authority", "classes", "window", "required-documents", "occupations", "methods", "public-notice",
    ]

    /// No 公示 lasts longer; what is more is a slip.
    private static let mostNoticeDays = 3650.0

    func whole(_ yaml: PositionedYAML) -> Round {
        let fields = yaml.fields(
            ["round", "title", "effective", "thresholds", "extra-conditions"] + Self.parts,
            required: ["round", "title", "authority", "classes", "window"])
        var round = Round(id: fields["round"]?.text ?? "", title: fields["title"]?.text ?? "")
        round.effective = fields["effective"].flatMap(\.day)
        read(fields, into: &round)
        if let classes = fields["classes"], round.classes.isEmpty {
            classes.report(
                .missingKey, "classes", remedy: ApplicantClass.allCases.map(\.rawValue).joined(separator: " "))
        }
        if let thresholds = fields["thresholds"] {
            for (name, value) in thresholds.members() { round.places["thresholds/\(name)"] = value.place }
            round.thresholds = self.thresholds(thresholds)
        }
        var seen: Set<String> = []
        for item in fields["extra-conditions"]?.items ?? [] {
            guard let condition = ConditionReader(names: names).condition(item) else { continue }
            if !seen.insert(condition.id).inserted { item.report(.duplicateID, condition.id) }
            round.extraConditions.append(condition)
        }
        for (name, value) in fields { round.places[name] = value.place }
        return round
    }

    /// The parts of a round that an example sets.
    func partial(_ yaml: PositionedYAML?, thresholds: PositionedYAML?) -> Round? {
        if yaml == nil, thresholds == nil { return nil }
        var round = Round(id: "example", title: "example")
        if let yaml { read(yaml.fields(Self.parts), into: &round) }
        if let thresholds { round.thresholds = self.thresholds(thresholds) }
        return round
    }

    func thresholds(_ yaml: PositionedYAML) -> [String: Double] {
        var found: [String: Double] = [:]
        for (name, value) in yaml.members() { found[name] = threshold(name, value) }
        return found
    }

    private func threshold(_ name: String, _ yaml: PositionedYAML) -> Double? {
        guard names.thresholds.contains(name) else {
            yaml.report(.unknownThreshold, name, remedy: names.thresholds.joined(separator: " "))
            return nil
        }
        guard let value = yaml.number else { return nil }
        if let limit = names.limits[name], value > limit {
            yaml.report(.wrongType, NumberText.of(value), remedy: "0–\(NumberText.of(limit))")
        }
        return value
    }

    private func read(_ fields: [String: PositionedYAML], into round: inout Round) {
        if let authority = fields["authority"] { read(authority: authority, into: &round) }
        for item in fields["classes"]?.items ?? [] {
            if let value = item.choice(ApplicantClass.self, .unknownClass), !round.classes.contains(value) {
                round.classes.append(value)
                round.places["classes/\(value.rawValue)"] = item.place
            }
        }
        if let window = fields["window"] { round.window = self.window(window) }
        for (key, value) in fields["required-documents"]?.members() ?? [] {
            if key != "all", ApplicantClass(rawValue: key) == nil {
                let known = ["all"] + ApplicantClass.allCases.map(\.rawValue)
                value.report(.unknownClass, key, remedy: known.joined(separator: " "))
                continue
            }
            round.requiredDocuments[key] = value.items.compactMap { item in
                guard let kind = item.text else { return nil }
                if let kinds = names.kinds, !kinds.contains(kind) { item.report(.unknownKind, kind) }
                round.places["required-documents/\(key)/\(kind)"] = item.place
                return kind
            }
        }
        for (name, value) in fields["occupations"]?.members() ?? [] {
            read(occupation: name, value, into: &round)
        }
        round.methods = fields["methods"]?.texts ?? []
        if let notice = fields["public-notice"] {
            let inner = notice.fields(["required", "days"], required: ["required"])
            round.publicNotice = .init(
                required: inner["required"]?.boolean ?? false, days: inner["days"].flatMap(noticeDays))
        }
    }

    private func read(occupation name: String, _ yaml: PositionedYAML, into round: inout Round) {
        var rule = Round.OccupationRule(name: name, thresholds: [:], equipment: [])
        round.places["occupations/\(name)"] = yaml.place
        for (key, entry) in yaml.members() {
            round.places["occupations/\(name)/\(key)"] = entry.place
            if key == "equipment" {
                rule.equipment = entry.texts
            } else {
                rule.thresholds[key] = threshold(key, entry)
            }
        }
        round.occupations.append(rule)
    }

    private func noticeDays(_ yaml: PositionedYAML) -> Int? {
        guard let number = yaml.number else { return nil }
        guard number == number.rounded(), number <= Self.mostNoticeDays else {
            yaml.report(.wrongType, NumberText.of(number), remedy: "0, 1, 2 … \(NumberText.of(Self.mostNoticeDays))")
            return nil
        }
        return Int(number)
    }

    private func read(authority yaml: PositionedYAML, into round: inout Round) {
        let fields = yaml.fields(["name", "level", "region"], required: ["name", "level", "region"])
        for (key, value) in fields { round.places["authority/\(key)"] = value.place }
        guard let name = fields["name"]?.text, let level = fields["level"]?.choice(Round.Level.self),
            let region = fields["region"]?.text
        else { return }
        if region.utf8.count != 6 || !region.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            fields["region"]?.report(.wrongType, region, remedy: "\"330100\"")
        }
        round.authority = .init(name: name, level: level, region: region)
    }

    private func window(_ yaml: PositionedYAML) -> Round.Window {
        let fields = yaml.fields(["from", "to"])
        let window = Round.Window(from: fields["from"].flatMap(\.day), to: fields["to"].flatMap(\.day))
        if let from = window.from, let to = window.to, from > to { yaml.report(.brokenDate, "\(from) > \(to)") }
        return window
    }
}
