// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// One value read for one element.
struct Reading {
    var leaf: String
    var value: String
    var raw: String
    var evidence: Evidence
}

/// Values that belong to one element: one person, one site, or a part of the applicant.
struct ReadRecord {
    var entity: String
    var readings: [Reading]
}

/// Reads the facts of a document by the rules of the vocabulary for its kind.
struct Extractor {
    let vocabulary: Vocabulary
    private let normaliser: Normaliser
    private let patterns: [(rule: Vocabulary.PatternRule, expression: NSRegularExpression, groups: [String])]

    init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        normaliser = Normaliser(vocabulary: vocabulary)
        patterns = vocabulary.patterns.compactMap { rule in
            guard let expression = try? NSRegularExpression(pattern: rule.regex) else { return nil }
            return (rule, expression, Self.groups(of: rule.regex))
        }
    }

    func read(_ document: SourceDocument, kind: String) -> [ReadRecord] {
        let tables = RowTableReader(vocabulary.tables.filter { $0.in.contains(kind) || $0.in.contains("*") })
        let (rows, taken) = tables.rows(of: document)
        let facts = vocabulary.facts.filter { $0.in.contains(kind) }
        let records = vocabulary.records.filter { $0.in.contains(kind) }
        let finder = PairFinder(labels: labels(facts: facts, records: records, tables: tables.rules))
        let pairs = document.pages.flatMap { finder.pairs(on: $0, taken: taken[$0.number] ?? [:]) }

        var out: [ReadRecord] = []
        let tagged = document.pages.flatMap { finder.tagged(on: $0) }
        for rule in facts { out += single(rule, pairs, tagged: tagged, document) }
        for rule in records { out += grouped(rule, pairs, document) }
        for (number, rule) in tables.rules.enumerated() {
            let own = rows.filter { $0.rule == number }.compactMap { row(rule, $0, pairs, document, kind: kind) }
            out += rule.aggregate.map { Self.aggregated(own, by: $0) } ?? own
        }
        for (rule, expression, groups) in patterns where rule.in.contains(kind) {
            out += matches(rule, expression, groups, document)
        }
        if vocabulary.policies.in.contains(kind) { out += PolicyReader(vocabulary: vocabulary).policies(document) }
        if vocabulary.clauses.in.contains(kind) { out += clauses(document) }
        return out.filter { !$0.readings.isEmpty }
    }

    private func labels(
        facts: [Vocabulary.FactRule], records: [Vocabulary.RecordRule], tables: [Vocabulary.TableRule]
    ) -> Set<String> {
        var labels = Set<String>()
        for rule in facts {
            for list in rule.labels.values { labels.formUnion(list.map(Fold.key)) }
            for list in (rule.sums ?? [:]).values { labels.formUnion(list.map(Fold.key)) }
        }
        for rule in records { for list in rule.labels.values { labels.formUnion(list.map(Fold.key)) } }
        for rule in tables {
            for from in (rule.fromLabel ?? [:]).values { labels.formUnion(from.labels.map(Fold.key)) }
        }
        return labels
    }

    // MARK: Values

    func reading(
        _ entity: String, _ leaf: String, raw: String, unit: String? = nil, page: Int, box: Box?, quote: String? = nil,
        certainty: Double = 1, in document: SourceDocument
    ) -> Reading? {
        guard let type = DossierSchema.entity(entity)?.leaf(leaf)?.type else { return nil }
        let list = vocabulary.choices["\(entity)/\(leaf)"]
        var raw = raw
        var certainty = certainty
        let scanned = document.isScanned(page: page, box: box)
        if scanned { (raw, certainty) = { ($0.text, $0.certainty * certainty) }(ScanNoise.repaired(raw, as: type)) }
        // A text that may also come as boxes to tick: the ticked option, or nothing where that is not one.
        if type == .text, let words = list.flatMap({ vocabulary.words[$0] }),
            let options = TickBoxes.options(in: raw, words: words, scanned: scanned),
            !options.isEmpty
        {
            let chosen = options.filter(\.ticked)
            guard chosen.count == 1 else { return nil }
            raw = chosen[0].value
        }
        guard let result = normaliser.normalise(raw, as: type, unit: unit, list: list, scanned: scanned) else {
            return nil
        }
        // A character that nobody can tell makes the value one for a person.
        let told = raw.contains("\u{FFFD}") ? 0.5 : 1
        var evidence = document.evidence(
            page: page, box: box, quote: quote ?? raw, certainty: result.certainty * certainty * told)
        if scanned, certainty > 0.75, !document.isTakenBack {
            evidence.confidence = ScanNoise.confidence(evidence.confidence, of: result.value, as: type)
        }
        return Reading(leaf: leaf, value: result.value, raw: Normaliser.folded(raw), evidence: evidence)
    }

    func constant(_ leaf: String, _ value: String, like reading: Reading) -> Reading {
        Reading(leaf: leaf, value: value, raw: value, evidence: reading.evidence)
    }

    static func split(_ path: String) -> (entity: String, leaf: String) {
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
    }
}
