// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Values in running text, and the clauses of commitments.
extension Extractor {
    /// The named groups of an expression, as leaf names: `trainingFund` → `training-fund`.
    static func groups(of regex: String) -> [String] {
        regex.components(separatedBy: "(?<").dropFirst().compactMap { piece in
            guard let end = piece.firstIndex(of: ">"), let first = piece.first, first.isLetter else { return nil }
            return String(piece[..<end])
        }
    }

    /// The leaf that a group stands for.
    static func leaf(_ group: String) -> String {
        group.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
    }

    static func leaves(of regex: String) -> [String] { groups(of: regex).map(leaf) }

    func matches(
        _ rule: Vocabulary.PatternRule, _ expression: NSRegularExpression, _ groups: [String],
        _ document: SourceDocument
    ) -> [ReadRecord] {
        var out: [ReadRecord] = []
        for page in document.pages {
            let flow = Flow(page.allLines)
            let text = flow.text as NSString
            for match in expression.matches(in: flow.text, range: NSRange(location: 0, length: text.length)) {
                let quote = text.substring(with: match.range)
                // 最长保存365天: the word before belongs to it.
                let before = max(0, match.range.location - 6)
                let lead = text.substring(with: NSRange(location: before, length: match.range.location - before))
                // 365天（拟，尚未安装）: so does the bracket behind.
                let end = match.range.location + match.range.length
                let tail = text.substring(with: NSRange(location: end, length: min(14, text.length - end)))
                let bracket =
                    ["（", "("].contains { tail.hasPrefix($0) } ? String(tail.prefix { !"）)\n".contains($0) }) : ""
                let isQualified = Normaliser.isQualified(
                    quote + (lead.split { "。；，\n".contains($0) }.last ?? "") + bracket)
                var readings: [Reading] = []
                for group in groups {
                    let range = match.range(withName: group)
                    guard range.location != NSNotFound, range.length > 0 else { continue }
                    let leaf = Self.leaf(group)
                    if let found = reading(
                        rule.entity, leaf, raw: text.substring(with: range), page: page.number,
                        box: flow.box(of: match.range), quote: quote, certainty: isQualified ? 0.5 : 0.95,
                        in: document)
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
    func clauses(_ document: SourceDocument) -> [ReadRecord] {
        let (entity, leaf) = Self.split(vocabulary.clauses.path)
        var readings: [Reading] = []
        var current: (text: String, box: Box, page: Int, size: Double)?
        func close() {
            guard let clause = current else { return }
            current = nil
            guard clause.text.count >= 6 else { return }
            let certainty = Self.isWithheld(clause.text) ? 0.5 : 0.98
            readings.append(
                Reading(
                    leaf: leaf, value: Normaliser.folded(clause.text), raw: clause.text,
                    evidence: document.evidence(
                        page: clause.page, box: clause.box, quote: clause.text, certainty: certainty)))
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

    /// A clause with an empty or crossed box before it, or with words that take it back.
    private static func isWithheld(_ text: String) -> Bool {
        let key = Fold.key(text)
        if let first = key.first, ["□", "☐", "○", "◯", "☒", "×", "✕", "✗", "✘"].contains(first) { return true }
        if key.hasPrefix("()") || key.hasPrefix("[]") || key.hasPrefix("[×]") || key.hasPrefix("(×)") { return true }
        return ["不同意", "不愿", "不接受", "拒绝", "不承诺", "无法承诺", "不予承诺", "不自愿", "作废"].contains { key.contains($0) }
    }
}
