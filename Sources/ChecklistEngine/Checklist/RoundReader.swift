// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a round, whole or the parts that an example sets.
struct RoundReader {
    let names: ChecklistNames

    private static let parts = [
        "authority", "classes", "window", "required-documents", "occupations", "methods", "public-notice",
    ]

    func whole(_ yaml: PositionedYAML) -> Round {
        let fields = yaml.fields(
            ["round", "title", "thresholds", "extra-conditions"] + Self.parts,
            required: ["round", "title", "authority", "classes", "window"])
        var round = Round(id: fields["round"]?.text ?? "", title: fields["title"]?.text ?? "")
        read(fields, into: &round)
        if let thresholds = fields["thresholds"] { round.thresholds = self.thresholds(thresholds) }
        var seen: Set<String> = []
        for item in fields["extra-conditions"]?.items ?? [] {
            guard let condition = ConditionReader(names: names).condition(item) else { continue }
            if !seen.insert(condition.id).inserted { item.report(.duplicateID, condition.id) }
            round.extraConditions.append(condition)
        }
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
        for (name, value) in yaml.members() where checkThreshold(name, value) { found[name] = value.number }
        return found
    }

    private func checkThreshold(_ name: String, _ value: PositionedYAML) -> Bool {
        guard !names.thresholds.contains(name) else { return true }
        value.report(.unknownThreshold, name, remedy: names.thresholds.joined(separator: " "))
        return false
    }

    private func read(_ fields: [String: PositionedYAML], into round: inout Round) {
        if let authority = fields["authority"] { round.authority = self.authority(authority) }
        for item in fields["classes"]?.items ?? [] {
            if let value = item.choice(ApplicantClass.self, .unknownClass), !round.classes.contains(value) {
                round.classes.append(value)
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
                return kind
            }
        }
        for (name, value) in fields["occupations"]?.members() ?? [] {
            var rule = Round.OccupationRule(name: name, thresholds: [:], equipment: [])
            for (key, entry) in value.members() {
                if key == "equipment" {
                    rule.equipment = entry.texts
                } else if checkThreshold(key, entry) {
                    rule.thresholds[key] = entry.number
                }
            }
            round.occupations.append(rule)
        }
        round.methods = fields["methods"]?.texts ?? []
        if let notice = fields["public-notice"] {
            let inner = notice.fields(["required", "days"], required: ["required"])
            round.publicNotice = .init(
                required: inner["required"]?.boolean ?? false, days: inner["days"]?.number.map { Int($0) })
        }
    }

    private func authority(_ yaml: PositionedYAML) -> Round.Authority? {
        let fields = yaml.fields(["name", "level", "region"], required: ["name", "level", "region"])
        guard let name = fields["name"]?.text, let level = fields["level"]?.choice(Round.Level.self),
            let region = fields["region"]?.text
        else { return nil }
        if region.utf8.count != 6 || !region.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            fields["region"]?.report(.wrongType, region, remedy: "\"330100\"")
        }
        return .init(name: name, level: level, region: region)
    }

    private func window(_ yaml: PositionedYAML) -> Round.Window {
        let fields = yaml.fields(["from", "to"])
        let window = Round.Window(from: fields["from"].flatMap(\.day), to: fields["to"].flatMap(\.day))
        if let from = window.from, let to = window.to, from > to { yaml.report(.brokenDate, "\(from) > \(to)") }
        return window
    }
}
