// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Certificates, contracts and rows of tables: one record each.
extension Extractor {
    func grouped(_ rule: Vocabulary.RecordRule, _ pairs: [Pair], _ document: SourceDocument) -> [ReadRecord] {
        var leafOf: [String: [String]] = [:]
        for (leaf, labels) in rule.labels.sorted(by: { $0.key < $1.key }) {
            for label in labels { leafOf[Fold.key(label), default: []].append(leaf) }
        }
        let records = RecordGrouper.records(pairs, leaf: { leafOf[$0.label]?.first }, needs: rule.needs)
        return records.compactMap { members in
            guard rule.needs.allSatisfy({ need in members.contains { $0.leaf == need } }) else { return nil }
            var readings: [Reading] = []
            for member in members {
                // The first of a record's labels for a leaf counts: later ones repeat it beside a signature.
                if readings.contains(where: { $0.leaf == member.leaf }) { continue }
                for part in Self.parts(of: member.pair.value, rule.entity, member.leaf) {
                    if let found = reading(
                        rule.entity, member.leaf, raw: part, unit: member.pair.unit, page: member.pair.page,
                        box: member.pair.box, quote: "\(member.pair.labelText) \(member.pair.value)", in: document)
                    {
                        readings.append(found)
                    }
                }
            }
            guard let first = readings.first(where: { rule.needs.contains($0.leaf) }) else { return nil }
            readings += texts(rule, members.map(\.pair), all: records.map { $0.map(\.pair) }, have: readings, document)
            for (leaf, value) in (rule.always ?? [:]).sorted(by: { $0.key < $1.key }) {
                readings.append(constant(leaf, value, like: first))
            }
            return ReadRecord(entity: rule.entity, readings: readings)
        }
    }

    /// Values in the running text between this record's first label and the next record's.
    private func texts(
        _ rule: Vocabulary.RecordRule, _ pairs: [Pair], all: [[Pair]], have: [Reading], _ document: SourceDocument
    ) -> [Reading] {
        guard let texts = rule.texts, let start = pairs.map(Self.place).min() else { return [] }
        let starts = all.compactMap { $0.map(Self.place).min() }
        let end = starts.filter { $0 > start }.min() ?? Place(page: .max, y: 0)
        var out: [Reading] = []
        for page in document.pages where page.number >= start.page && page.number <= min(end.page, start.page + 3) {
            let lines = page.allLines.filter {
                let place = Place(page: page.number, y: $0.box.y0)
                return !(place < start) && place < end
            }
            let flow = Flow(lines)
            for (leaf, regex) in texts.sorted(by: { $0.key < $1.key }) {
                if have.contains(where: { $0.leaf == leaf }) || out.contains(where: { $0.leaf == leaf }) { continue }
                guard let expression = try? NSRegularExpression(pattern: regex),
                    let match = expression.firstMatch(
                        in: flow.text, range: NSRange(flow.text.startIndex..., in: flow.text)),
                    match.numberOfRanges > 1, let range = Range(match.range(at: 1), in: flow.text)
                else { continue }
                let quote = (flow.text as NSString).substring(with: match.range)
                if let found = reading(
                    rule.entity, leaf, raw: String(flow.text[range]), page: page.number, box: flow.box(of: match.range),
                    quote: quote, certainty: 0.95, in: document)
                {
                    out.append(found)
                }
            }
        }
        return out
    }

    private struct Place: Comparable {
        var page: Int
        var y: Double

        static func < (a: Self, b: Self) -> Bool { (a.page, a.y) < (b.page, b.y) }
    }

    private static func place(_ pair: Pair) -> Place { Place(page: pair.page, y: pair.labelBox.y0) }

    func row(
        _ rule: Vocabulary.TableRule, _ row: RecordRow, _ pairs: [Pair], _ document: SourceDocument, kind: String
    ) -> ReadRecord? {
        var readings: [Reading] = []
        for (leaf, field) in row.fields.sorted(by: { $0.key < $1.key }) {
            for part in Self.parts(of: field.text, rule.entity, leaf) {
                guard
                    let found = reading(
                        rule.entity, leaf, raw: part, page: row.page, box: field.box, quote: field.text, in: document)
                else { continue }
                readings.append(found)
                // `8台` in one cell: number and unit.
                if leaf == "quantity", row.fields["unit"] == nil, let unit = Self.unit(behind: field.text) {
                    readings.append(Reading(leaf: "unit", value: unit, raw: unit, evidence: found.evidence))
                }
            }
        }
        guard rule.needs.allSatisfy({ need in readings.contains { $0.leaf == need } }),
            let first = readings.first(where: { rule.needs.contains($0.leaf) })
        else { return nil }
        for (leaf, value) in (rule.always ?? [:]).sorted(by: { $0.key < $1.key }) {
            readings.append(constant(leaf, value, like: first))
        }
        for (leaf, list) in (rule.context ?? [:]).sorted(by: { $0.key < $1.key })
        where !readings.contains(where: { $0.leaf == leaf }) {
            let byWord = row.context.lazy.compactMap { self.vocabulary.value(in: list, for: $0) }.first
            if let value = byWord ?? rule.byKind?[leaf]?[kind] { readings.append(constant(leaf, value, like: first)) }
        }
        for (leaf, from) in (rule.fromLabel ?? [:]).sorted(by: { $0.key < $1.key })
        where from.in.contains(kind) && !readings.contains(where: { $0.leaf == leaf }) {
            let keys = Set(from.labels.map(Fold.key))
            if let pair = pairs.first(where: { keys.contains($0.label) }) {
                let quote = "\(pair.labelText) \(pair.value)"
                if let found = reading(
                    rule.entity, leaf, raw: pair.value, page: pair.page, box: pair.box, quote: quote, in: document)
                {
                    readings.append(found)
                }
            }
        }
        // 机床装调维修工（数控机床装调维修工）: the occupation and, in brackets, the trade.
        if rule.entity == "occupation", !readings.contains(where: { $0.leaf == "trade" }),
            let index = readings.firstIndex(where: { $0.leaf == "name" }), readings[index].value.hasSuffix("）"),
            let open = readings[index].value.firstIndex(of: "（"), open != readings[index].value.startIndex
        {
            var trade = readings[index]
            trade.leaf = "trade"
            trade.value = String(readings[index].value[readings[index].value.index(after: open)...].dropLast())
            readings[index].value = String(readings[index].value[..<open])
            readings.append(trade)
        }
        if rule.entity == "policy", let title = readings.first(where: { $0.leaf == "title" }) {
            readings += PolicyReader.topics(of: title.value, vocabulary).map { constant("topic", $0, like: title) }
        }
        if rule.entity == "person" {
            readings.append(constant("listed-in", kind, like: first))
            // A list of insured people names no role of theirs in the evaluation.
            if kind == "social-insurance" || kind == "labour-contract" { readings.removeAll { $0.leaf == "role" } }
        }
        return ReadRecord(entity: rule.entity, readings: readings)
    }

    /// `车工、铣工` where an element may repeat is two occupations.
    private static func parts(of text: String, _ entity: String, _ leaf: String) -> [String] {
        guard leaf.hasPrefix("occupation"), DossierSchema.entity(entity)?.leaf(leaf)?.repeats == true else {
            return [text]
        }
        let parts = text.split { "、，,；;/\n".contains($0) }.map(String.init)
        return parts.isEmpty ? [text] : parts
    }

    /// Rows that together describe one thing: cameras by room add up, the shortest retention counts.
    static func aggregated(_ rows: [ReadRecord], by how: [String: String]) -> [ReadRecord] {
        guard let first = rows.first else { return [] }
        var out = ReadRecord(entity: first.entity, readings: [])
        for (leaf, way) in how.sorted(by: { $0.key < $1.key }) {
            let found = rows.flatMap(\.readings).filter { $0.leaf == leaf }
            guard var one = found.first else { continue }
            let numbers = found.compactMap { Decimal(string: $0.value) }
            switch way {
            case "sum" where numbers.count == found.count: one.value = Normaliser.plain(numbers.reduce(0, +))
            case "least" where numbers.count == found.count: one.value = Normaliser.plain(numbers.min() ?? 0)
            default:
                one.value = found.map(\.value).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
                    .joined(separator: "、")
            }
            one.raw = found.map(\.raw).joined(separator: "；")
            if let box = one.evidence.box {
                let same = found.filter { $0.evidence.page == one.evidence.page }.compactMap(\.evidence.box)
                one.evidence.box = same.reduce(box) { $0.union($1) }
            }
            one.evidence.quote = one.raw.count > 200 ? String(one.raw.prefix(199)) + "…" : one.raw
            out.readings.append(one)
        }
        return [out]
    }

    private static func unit(behind text: String) -> String? {
        let rest = text.drop { !$0.isNumber }.drop { $0.isNumber || $0 == "." }.filter { !$0.isWhitespace }
        return rest.isEmpty || rest.count > 3 ? nil : String(rest)
    }
}
