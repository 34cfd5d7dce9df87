// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Tells a document's kind: by its title first, by words in its text, by its file name last.
struct Classifier {
    struct Verdict {
        var kind: String?
        var title: String?
    }

    private let kinds: [(kind: Vocabulary.Kind, titles: [(pattern: String, weight: Int)], names: [String], cues: [String])]

    init(_ vocabulary: Vocabulary) {
        kinds = vocabulary.kinds.map { kind in
            (
                kind, kind.titles.map { (Fold.key($0), Fold.key($0).filter { $0 != "*" }.count) },
                (kind.names ?? []).map(Fold.key), (kind.cues ?? []).map(Fold.key)
            )
        }
    }

    /// - Parameter sheet: the name of a sheet, which says more than the name of its workbook.
    func verdict(on document: SourceDocument, sheet: String? = nil) -> Verdict {
        let lines = document.pages.first.map { Array($0.allLines.prefix(14)) } ?? []
        let text = document.pages.prefix(3).map { $0.allLines.map { Fold.key($0.text) }.joined() }.joined()
        let largest = lines.map(\.size).max() ?? 0
        let candidates = lines.enumerated().compactMap { index, line -> (text: String, factor: Double)? in
            let key = Fold.key(line.text)
            guard key.count <= 40 else { return nil }
            // A title is large and stands near the top.
            let size = line.size >= largest * 0.93 ? 1.0 : line.size >= largest * 0.8 ? 0.6 : 0.35
            return (key, size * (index < 3 ? 1 : index < 6 ? 0.7 : 0.4))
        }
        let file = Fold.key(sheet ?? (document.path.split(separator: "/").last.map(String.init) ?? document.path))
        let folder = Fold.key(document.path.split(separator: "/").dropLast().last.map(String.init) ?? "")
        var best: (kind: String, score: Double)?
        var second = 0.0
        for entry in kinds {
            var score = 0.0
            for candidate in candidates {
                for title in entry.titles {
                    guard let span = Fold.span(of: title.pattern, in: candidate.text) else { continue }
                    // A pattern that covers the whole title says more than one that occurs in it.
                    let coverage = Double(span) / Double(max(candidate.text.count, 1))
                    score = max(score, candidate.factor * (6 + 10 * min(1, coverage) + Double(min(title.weight, 12)) * 0.5))
                }
            }
            let hits = entry.cues.filter { text.contains($0) }.count
            score += Double(min(hits, 5)) * 0.9
            if let name = entry.names.filter({ file.contains($0) }).map(\.count).max() {
                score += 4 + Double(min(name, 6)) * 0.5
            } else if let name = entry.names.filter({ folder.contains($0) }).map(\.count).max() {
                score += 2 + Double(min(name, 6)) * 0.25
            }
            if score > (best?.score ?? 0) {
                second = best?.score ?? 0
                best = (entry.kind.id, score)
            } else {
                second = max(second, score)
            }
        }
        let title = candidates.max { $0.factor < $1.factor }?.text
        guard let best, best.score >= 4, best.score > second * 1.02 else { return Verdict(kind: nil, title: title) }
        return Verdict(kind: best.kind, title: title)
    }

    /// The parts of a document that are documents of their own: a page whose title is plainly that of another kind begins
    /// the next part. A compendium of rules is never cut: its chapters are named like other documents.
    func parts(of document: SourceDocument) -> [(verdict: Verdict, document: SourceDocument)] {
        let whole = verdict(on: document)
        guard let kind = whole.kind, document.pages.count > 1, !["rules-compendium", "articles", "item-bank"].contains(kind) else {
            return [(whole, document)]
        }
        // A volume's list of contents names every kind in it, and is none of them.
        let contents = document.pages[0].lines.prefix(8).contains { Fold.key($0.text) == "目录" }
        var starts: [(kind: String?, page: Int)] = [(contents ? nil : kind, 0)]
        for (number, page) in document.pages.enumerated().dropFirst() {
            if let found = plainTitle(of: page), found != starts[starts.count - 1].kind { starts.append((found, number)) }
        }
        guard starts.count > 1 else { return [(whole, document)] }
        return starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1].page : document.pages.count
            var part = document
            part.pages = Array(document.pages[start.page..<end])
            let title = part.pages.first?.allLines.first.map { Fold.key($0.text) }
            return (Verdict(kind: start.kind, title: title), part)
        }.filter { $0.verdict.kind != nil }
    }

    /// The kind whose title pattern covers most of one of the page's first large lines.
    private func plainTitle(of page: PageLayout) -> String? {
        let lines = page.allLines
        let body = lines.map(\.size).sorted()
        guard let middle = body.isEmpty ? nil : body[body.count / 2] else { return nil }
        let large = lines.prefix(4).filter { $0.size > middle * 1.12 || $0.size >= 15 }
        let keys = large.map { Fold.key($0.text) }
        // A title may run over two lines.
        for key in keys + (keys.count > 1 ? [keys[0] + keys[1]] : []) where key.count <= 44 {
            var best: (kind: String, span: Int)?
            for entry in kinds {
                for title in entry.titles {
                    guard let span = Fold.span(of: title.pattern, in: key), span * 2 >= key.count, span > (best?.span ?? 0) else { continue }
                    best = (entry.kind.id, span)
                }
            }
            if let best { return best.kind }
        }
        return nil
    }

    /// The kind that a file's name alone suggests, for files that cannot be read.
    func kind(ofName path: String) -> String? {
        let parts = path.split(separator: "/").map { Fold.key(String($0)) }
        for part in parts.reversed() {
            var best: (kind: String, length: Int)?
            for entry in kinds {
                for name in entry.names where part.contains(name) && name.count > (best?.length ?? 1) {
                    best = (entry.kind.id, name.count)
                }
            }
            if let best { return best.kind }
        }
        return nil
    }
}
