// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Finds the rules of a compendium: a heading with text below it, not a line of the table of contents.
struct PolicyReader {
    let vocabulary: Vocabulary

    func policies(_ document: SourceDocument) -> [ReadRecord] {
        var out: [ReadRecord] = []
        let body = Self.bodySize(document)
        let listed = listedTitles(document)
        for (position, page) in document.pages.enumerated() {
            let lines = page.allLines
            guard !isContents(lines) else { continue }
            for (index, line) in lines.enumerated() {
                guard let title = title(of: line, body: body, page: page, listed: listed) else { continue }
                if isVolumeTitle(line, document) { continue }
                // The text of the rule follows on this page or the next.
                let below =
                    lines[(index + 1)...].prefix(6).map(\.text)
                    + (position + 1 < document.pages.count
                        ? document.pages[position + 1].lines.prefix(3).map(\.text) : [])
                guard below.contains(where: { Fold.key($0).count >= 14 }) else { continue }
                let evidence = document.evidence(page: page.number, box: line.box, quote: line.text, certainty: 0.98)
                var readings = [Reading(leaf: "title", value: title, raw: line.text, evidence: evidence)]
                let head = lines[(index + 1)...].prefix(3)
                for next in head where next.text.count <= 90 {
                    let place = document.evidence(page: page.number, box: next.box, quote: next.text, certainty: 0.97)
                    if let number = Self.documentNumber(in: next.text) {
                        readings.append(
                            Reading(leaf: "document-number", value: number, raw: next.text, evidence: place))
                    }
                    let dates = Normaliser.dates(in: next.text)
                    if dates.count == 1, let date = dates.first,
                        Normaliser.dates(in: String(next.text.prefix(44))).count == 1
                    {
                        readings.append(Reading(leaf: "issued-on", value: date, raw: next.text, evidence: place))
                    }
                    if Fold.key(next.text).hasPrefix("第一") { break }
                }
                readings += Self.topics(of: title, vocabulary).map {
                    Reading(leaf: "topic", value: $0, raw: line.text, evidence: evidence)
                }
                out.append(ReadRecord(entity: "policy", readings: readings))
            }
        }
        return out
    }

    /// The compendium's own title on its first page, larger than the headings of its rules.
    private func isVolumeTitle(_ line: TextLine, _ document: SourceDocument) -> Bool {
        guard let first = document.pages.first, first.allLines.prefix(4).contains(line) else { return false }
        // A document of one rule has no headings but its title.
        guard document.pages.count > 1 else { return false }
        let others = document.pages.flatMap { page in page.allLines.filter { $0 != line && $0.size >= line.size * 0.97 }
        }
        return others.isEmpty
    }

    /// The titles that a table of the compendium lists: such a line is a heading, however small it is set.
    private func listedTitles(_ document: SourceDocument) -> Set<String> {
        Set(
            document.pages.flatMap { $0.tables.flatMap { $0.cells.map { $0.text.filter { !$0.isWhitespace } } } }.filter
            { $0.count >= 4 })
    }

    /// What a rule is about, by the words of its title.
    static func topics(of title: String, _ vocabulary: Vocabulary) -> [String] {
        (vocabulary.words["topic"] ?? [:]).filter { $0.value.contains { title.contains($0) } }.map(\.key).sorted()
    }

    private func title(of line: TextLine, body: Double, page: PageLayout, listed: Set<String>) -> String? {
        guard line.segments.count <= 2, line.text.count <= 36 else { return nil }
        let joined = line.text.filter { !$0.isWhitespace }
        let title = Self.withoutNumber(joined)
        let rules = vocabulary.policies
        guard (4...26).contains(title.count), rules.endings.contains(where: { title.hasSuffix($0) }),
            !rules.excluded.contains(where: { title.contains($0) }),
            !title.contains(where: { "，。；：、,;:".contains($0) })
        else { return nil }
        // A heading is larger than the text, or stands in the middle, or is numbered.
        let centred = abs(line.box.midX - page.width / 2) < page.width * 0.06 && line.box.width < page.width * 0.6
        let numbered = title.count != joined.count
        return line.size > body * 1.08 || centred || numbered || listed.contains(title) ? title : nil
    }

    /// `第三章`, `三、`, `3.` in front of a heading.
    private static func withoutNumber(_ text: String) -> String {
        if text.hasPrefix("第"), let mark = text.firstIndex(where: { "章节篇部".contains($0) }),
            text.distance(from: text.startIndex, to: mark) <= 4
        {
            return String(text[text.index(after: mark)...])
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if (1...2).contains(digits.count), let next = text.dropFirst(digits.count).first, !next.isASCII,
            !"、．）年月".contains(next)
        {
            return String(text.dropFirst(digits.count))
        }
        let bare = Fold.withoutNumbering(Fold.key(text))
        return bare.count < Fold.key(text).count ? String(text.suffix(bare.count)) : text
    }

    private func isContents(_ lines: [TextLine]) -> Bool {
        let first = lines.prefix(4).map { Fold.key($0.text) }
        let numbered = lines.filter { line in
            let key = Fold.key(line.text)
            return key.count >= 5 && (key.last?.isNumber ?? false)
                && !(key.first { $0.isNumber }.map { key.first == $0 && key.contains("条") } ?? false)
        }
        let dotted = lines.filter { $0.text.contains("……") || $0.text.contains("....") || $0.text.contains("·····") }
        if dotted.count >= 3 { return true }
        return first.contains { $0 == "目录" || $0.hasPrefix("目录") } && numbered.count * 2 >= lines.count - 3
    }

    /// The size that most of the text is set in, points.
    private static func bodySize(_ document: SourceDocument) -> Double {
        var count: [Int: Int] = [:]
        for page in document.pages {
            for line in page.lines { count[(line.size * 4).clamped, default: 0] += line.text.count }
        }
        return Double(count.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 48) / 4
    }

    /// `评字〔2025〕1号`.
    static func documentNumber(in text: String) -> String? {
        let bare = text.filter { !$0.isWhitespace }
        let pattern = "[\\u4e00-\\u9fa5A-Za-z]{1,12}[〔\\[（(［][12][0-9]{3}[〕\\]）)］][第]?[0-9]+号"
        if let range = bare.range(of: pattern, options: .regularExpression) { return String(bare[range]) }
        if let range = bare.range(of: "(?<=^（|^\\()[A-Z][A-Z0-9-]{2,20}(?=，|,)", options: .regularExpression) {
            return String(bare[range])
        }
        guard
            let range = bare.range(
                of: "(?<=编号|文号|编号[:：]|文号[:：])[A-Za-z0-9][A-Za-z0-9-]{3,30}", options: .regularExpression)
        else { return nil }
        return String(bare[range])
    }
}
