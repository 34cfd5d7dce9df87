// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Tells a document's kind: by its title first, by words in its text, by its file name last.
struct Classifier {
    struct Verdict {
        var kind: String?
        var title: String?
    }

    private let kinds:
        [(kind: Vocabulary.Kind, titles: [(pattern: String, weight: Int)], names: [String], cues: [String])]

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
                    score = max(
                        score, candidate.factor * (6 + 10 * min(1, coverage) + Double(min(title.weight, 12)) * 0.5))
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

    /// The kind whose title pattern covers at least this share of the line.
    func plainKind(_ key: String, share: Double) -> String? {
        guard key.count <= 44 else { return nil }
        var best: (kind: String, span: Int)?
        for entry in kinds {
            for title in entry.titles {
                guard let span = Fold.span(of: title.pattern, in: key), Double(span) >= Double(key.count) * share,
                    span > (best?.span ?? 0)
                else { continue }
                best = (entry.kind.id, span)
            }
        }
        return best?.kind
    }

    /// The kind with one of whose titles the line ends, a remark in brackets aside: Chinese titles name what they are at
    /// their end.
    func kind(endingIn key: String) -> String? {
        var text = key
        if text.hasSuffix(")"), let open = text.lastIndex(of: "("), open != text.startIndex {
            text = String(text[..<open])
        }
        guard text.count <= 44 else { return nil }
        var best: (kind: String, length: Int)?
        for entry in kinds {
            for title in entry.titles where title.weight > (best?.length ?? 2) {
                let parts = title.pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
                guard let last = parts.last, !last.isEmpty, text.hasSuffix(last) else { continue }
                if parts.count == 1 || text.dropLast(last.count).contains(parts[0]) {
                    best = (entry.kind.id, title.weight)
                }
            }
        }
        return best?.kind
    }

    /// What a page alone seems to be, where a document begins on it.
    func verdict(on page: PageLayout) -> Verdict { verdict(on: SourceDocument(path: "", ReadPart(pages: [page]))) }

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
