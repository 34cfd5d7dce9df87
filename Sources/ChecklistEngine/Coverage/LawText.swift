// SPDX-License-Identifier: GPL-3.0-or-later

/// `law.md` cut into its articles and their items: `管理办法第七条（一）` → its words.
struct LawText: Sendable {
    /// One article, or one item of it, without its label and without white space and Markdown.
    struct Provision: Sendable {
        var label: String
        var text: String
        /// Where it begins, from 1.
        var line: Int
    }

    /// A measure among several in one file: the heading that it begins with, and what it is called in citations.
    struct Measure: Hashable, Sendable {
        var heading: String
        var name: String
    }

    private(set) var provisions: [Provision] = []

    /// Depth of headings means nothing in this text: 第…条 does. A page break may stand inside a sentence.
    init(_ text: String, measures: [Measure]) {
        var measure: String?
        var (article, item) = ("", "")
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let plain = Folding.dense(line.filter { $0 != "*" })
            if plain.hasPrefix("#") {
                let heading = plain.drop { $0 == "#" }
                if let found = measures.first(where: { heading.hasPrefix(Folding.dense($0.heading)) }) {
                    (measure, article, item) = (found.name, "", "")
                }
                continue
            }
            guard let measure else { continue }
            var rest = plain.hasPrefix("-（") || plain.hasPrefix("-(") ? plain.dropFirst() : plain[...]
            if let match = rest.prefixMatch(of: /第[一二三四五六七八九十百]+条/), line.hasPrefix("**") {
                (article, item) = (measure + String(match.output), "")
                rest = rest[match.range.upperBound...]
                provisions.append(Provision(label: article, text: "", line: number + 1))
            } else if let match = rest.prefixMatch(of: /[（(]([一二三四五六七八九十]+)[）)]/), !article.isEmpty {
                item = "（\(match.output.1)）"
                rest = rest[match.range.upperBound...]
                provisions.append(Provision(label: article + item, text: "", line: number + 1))
            } else if let match = rest.prefixMatch(of: /([1-9])[.．、]/), !item.isEmpty {
                rest = rest[match.range.upperBound...]
                provisions.append(
                    Provision(label: article + item + String(match.output.1), text: "", line: number + 1))
            }
            if !rest.isEmpty, !provisions.isEmpty { provisions[provisions.count - 1].text += rest }
        }
    }

    func provision(_ label: String) -> Provision? { provisions.first { $0.label == label } }

    /// Whether the parts of a phrase around `…` stand, in their order, in an article as a citation names it: in that
    /// provision, or in those below it.
    func quotes(_ phrase: String, in label: String) -> Bool {
        let below = provisions.filter { $0.label.hasPrefix(label) }
        return below.contains { Self.isQuoted(phrase, in: $0.text) }
            || Self.isQuoted(phrase, in: below.map(\.text).joined())
    }

    static func isQuoted(_ phrase: String, in text: String) -> Bool {
        let parts = Folding.dense(phrase).split(separator: "…").map(String.init)
        var rest = text[...]
        for part in parts {
            guard let found = rest.range(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return !parts.isEmpty
    }
}
