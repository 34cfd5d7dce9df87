// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Facts beside labels, seals and signatures, loose dates and sums.
extension Extractor {
    func single(
        _ rule: Vocabulary.FactRule, _ pairs: [Pair], tagged: [Pair], _ document: SourceDocument
    ) -> [ReadRecord] {
        var readings: [String: [Reading]] = [:]
        func add(_ entity: String, _ reading: Reading?) {
            if let reading { readings[entity, default: []].append(reading) }
        }
        for (path, labels) in rule.labels.sorted(by: { $0.key < $1.key }) {
            let (entity, leaf) = Self.split(path)
            let order = Dictionary(labels.enumerated().map { (Fold.key($0.element), $0.offset) }, uniquingKeysWith: min)
            // What the file itself names and what stands beside a label are one reading where they agree.
            let named = tagged.filter { order[$0.label] != nil }
            let others = pairs.filter { pair in
                order[pair.label] != nil
                    && !named.contains {
                        $0.label == pair.label && $0.page == pair.page && Fold.key($0.value) == Fold.key(pair.value)
                    }
            }
            for pair in named + others {
                add(
                    entity,
                    reading(
                        entity, leaf, raw: pair.value, unit: pair.unit, page: pair.page, box: pair.box,
                        quote: "\(pair.labelText) \(pair.value)", in: document))
            }
        }
        for (path, labels) in (rule.labelIsValue ?? [:]).sorted(by: { $0.key < $1.key }) {
            let (entity, leaf) = Self.split(path)
            for pair in pairs {
                guard let word = labels.first(where: { Fold.key($0) == pair.label }) else { continue }
                let quote = "\(pair.labelText) \(pair.value)"
                add(
                    entity,
                    Reading(
                        leaf: leaf, value: word, raw: pair.labelText,
                        evidence: document.evidence(
                            page: pair.page, box: pair.labelBox.union(pair.box), quote: quote, certainty: 1)))
            }
        }
        for (path, words) in rule.seals ?? [:] {
            let (entity, leaf) = Self.split(path)
            if let sight = Ink.seal(document, words: words) { add(entity, sighted(sight, leaf, document)) }
        }
        for (path, words) in rule.signatures ?? [:] {
            let (entity, leaf) = Self.split(path)
            if let sight = Ink.signature(document, words: words) { add(entity, sighted(sight, leaf, document)) }
        }
        for (path, words) in rule.dates ?? [:] {
            let (entity, leaf) = Self.split(path)
            if readings[entity]?.contains(where: { $0.leaf == leaf }) != true {
                add(entity, looseDate(document, entity, leaf, near: words))
            }
        }
        for path in rule.codes ?? [] {
            let (entity, leaf) = Self.split(path)
            for page in document.pages {
                for code in page.codes {
                    guard let uscc = code.uscc else { continue }
                    var evidence = document.evidence(page: page.number, box: code.box, quote: code.text, certainty: 1)
                    (evidence.method, evidence.confidence) = (.qr, 0.97)
                    add(entity, Reading(leaf: leaf, value: uscc, raw: uscc, evidence: evidence))
                }
            }
        }
        for (path, labels) in rule.sums ?? [:] {
            let (entity, leaf) = Self.split(path)
            if readings[entity]?.contains(where: { $0.leaf == leaf }) != true {
                add(entity, sum(entity, leaf, labels: labels, pairs: pairs, document))
            }
        }
        for path in rule.fromTitle ?? [] {
            let (entity, leaf) = Self.split(path)
            if readings[entity]?.contains(where: { $0.leaf == leaf }) != true, let page = document.pages.first {
                for line in page.allLines.prefix(4) {
                    if let found = reading(
                        entity, leaf, raw: line.text, page: page.number, box: line.box, certainty: 0.93, in: document)
                    {
                        add(entity, found)
                        break
                    }
                }
            }
        }
        return readings.sorted { $0.key < $1.key }.map { ReadRecord(entity: $0.key, readings: $0.value) }
    }

    private func sighted(_ sight: Ink.Sight, _ leaf: String, _ document: SourceDocument) -> Reading {
        Reading(
            leaf: leaf, value: sight.present ? "true" : "false", raw: sight.quote,
            evidence: document.evidence(
                page: sight.page, box: sight.box, quote: sight.quote, certainty: sight.certainty, isText: false))
    }

    /// A date that stands alone on a line: below one of the words, or at the end.
    private func looseDate(_ document: SourceDocument, _ entity: String, _ leaf: String, near words: [String])
        -> Reading?
    {
        let keys = words.map(Fold.key)
        for page in document.pages.reversed() {
            let lines = page.allLines
            var start = keys.isEmpty ? 0 : nil as Int?
            for (index, line) in lines.enumerated() where keys.contains(where: { Fold.key(line.text).contains($0) }) {
                start = start ?? index
            }
            guard let start else { continue }
            for line in lines[start...].reversed() where line.text.count <= 24 {
                if Normaliser.dates(in: line.text).count == 1 {
                    return reading(
                        entity, leaf, raw: line.text, page: page.number, box: line.box, certainty: 0.9, in: document)
                }
            }
        }
        return nil
    }

    private func sum(
        _ entity: String, _ leaf: String, labels: [String], pairs: [Pair], _ document: SourceDocument
    ) -> Reading? {
        let keys = Set(labels.map(Fold.key))
        let found = pairs.filter { keys.contains($0.label) }
        guard found.count >= 2, let first = found.first else { return nil }
        var total = Decimal()
        for pair in found {
            let key = Fold.key(pair.value)
            if let number = Normaliser.numbers(in: key).first, Int(number.text) != nil {
                total += number.value
            } else if !(key.hasPrefix("无") || key.hasPrefix("未") || key == "否" || Normaliser.isBlank(pair.value)) {
                return nil
            }
        }
        let box = found.filter { $0.page == first.page }.map(\.box).reduce(first.box) { $0.union($1) }
        return Reading(
            leaf: leaf, value: Normaliser.plain(total), raw: Normaliser.plain(total),
            evidence: document.evidence(
                page: first.page, box: box, quote: found.map { "\($0.labelText) \($0.value)" }.joined(separator: "；"),
                certainty: 0.95))
    }
}
