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
    private let vocabulary: Vocabulary
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

    /// True where seals or signatures are facts of this kind of document.
    func looksForInk(_ kind: String) -> Bool {
        vocabulary.facts.contains {
            $0.in.contains(kind) && !(($0.seals ?? [:]).isEmpty && ($0.signatures ?? [:]).isEmpty)
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

    private func reading(
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
        if scanned, certainty > 0.75 {
            evidence.confidence = ScanNoise.confidence(evidence.confidence, of: result.value, as: type)
        }
        return Reading(leaf: leaf, value: result.value, raw: Normaliser.folded(raw), evidence: evidence)
    }

    private func constant(_ leaf: String, _ value: String, like reading: Reading) -> Reading {
        Reading(leaf: leaf, value: value, raw: value, evidence: reading.evidence)
    }

    private static func split(_ path: String) -> (entity: String, leaf: String) {
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
    }

    // MARK: Facts beside labels

    private func single(
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
        var total = 0
        for pair in found {
            let key = Fold.key(pair.value)
            if let number = Normaliser.numbers(in: key).first, let value = Int(number.text) {
                total += value
            } else if !(key.hasPrefix("无") || key.hasPrefix("未") || key == "否" || Normaliser.isBlank(pair.value)) {
                return nil
            }
        }
        let box = found.filter { $0.page == first.page }.map(\.box).reduce(first.box) { $0.union($1) }
        return Reading(
            leaf: leaf, value: "\(total)", raw: "\(total)",
            evidence: document.evidence(
                page: first.page, box: box, quote: found.map { "\($0.labelText) \($0.value)" }.joined(separator: "；"),
                certainty: 0.95))
    }

    // MARK: Records and rows

    private func grouped(_ rule: Vocabulary.RecordRule, _ pairs: [Pair], _ document: SourceDocument) -> [ReadRecord] {
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

    private func row(
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
    private static func aggregated(_ rows: [ReadRecord], by how: [String: String]) -> [ReadRecord] {
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

    // MARK: Running text

    /// The named groups of an expression, as leaf names: `trainingFund` → `training-fund`.
    private static func groups(of regex: String) -> [String] {
        regex.components(separatedBy: "(?<").dropFirst().compactMap { piece in
            guard let end = piece.firstIndex(of: ">"), let first = piece.first, first.isLetter else { return nil }
            return String(piece[..<end])
        }
    }

    private func matches(
        _ rule: Vocabulary.PatternRule, _ expression: NSRegularExpression, _ groups: [String],
        _ document: SourceDocument
    ) -> [ReadRecord] {
        var out: [ReadRecord] = []
        for page in document.pages {
            let flow = Flow(page.allLines)
            let text = flow.text as NSString
            for match in expression.matches(in: flow.text, range: NSRange(location: 0, length: text.length)) {
                let quote = text.substring(with: match.range)
                var readings: [Reading] = []
                for group in groups {
                    let range = match.range(withName: group)
                    guard range.location != NSNotFound, range.length > 0 else { continue }
                    let leaf = group.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
                    if let found = reading(
                        rule.entity, leaf, raw: text.substring(with: range), page: page.number,
                        box: flow.box(of: match.range), quote: quote, certainty: 0.95, in: document)
                    {
                        readings.append(found)
                    }
                }
                for (leaf, value) in rule.always ?? [:] {
                    readings.append(
                        Reading(
                            leaf: leaf, value: value, raw: quote,
                            evidence: document.evidence(
                                page: page.number, box: flow.box(of: match.range), quote: quote, certainty: 0.9)))
                }
                if !readings.isEmpty { out.append(ReadRecord(entity: rule.entity, readings: readings)) }
            }
        }
        return out
    }

    /// The numbered clauses of a commitment; where there are no numbers, its paragraphs.
    private func clauses(_ document: SourceDocument) -> [ReadRecord] {
        let (entity, leaf) = Self.split(vocabulary.clauses.path)
        var readings: [Reading] = []
        var current: (text: String, box: Box, page: Int, size: Double)?
        func close() {
            guard let clause = current else { return }
            current = nil
            guard clause.text.count >= 6 else { return }
            readings.append(
                Reading(
                    leaf: leaf, value: Normaliser.folded(clause.text), raw: clause.text,
                    evidence: document.evidence(page: clause.page, box: clause.box, quote: clause.text, certainty: 0.98)
                ))
        }
        for page in document.pages {
            for line in page.allLines {
                let key = Fold.key(line.text)
                let numbered = Fold.withoutNumbering(key) != key
                if numbered {
                    close()
                    current = (line.text, line.box, page.number, line.size)
                } else if var open = current, open.page == page.number, line.box.y0 - open.box.y1 < line.size * 1.6,
                    PairFinder.colonParts(line.text).isEmpty, !"。；;".contains(open.text.last ?? " ")
                {
                    open.text = TextJoin.join([open.text, line.text])
                    open.box = open.box.union(line.box)
                    current = open
                } else {
                    close()
                    // Running text without numbers: sentences that promise something.
                    if key.count >= 12, PairFinder.colonParts(line.text).isEmpty || key.contains("承诺") {
                        current = (line.text, line.box, page.number, line.size)
                    }
                }
            }
            close()
        }
        return readings.isEmpty ? [] : [ReadRecord(entity: entity, readings: readings)]
    }
}
