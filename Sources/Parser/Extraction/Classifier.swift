// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Tells a document's kind: by its title first, by words in its text, by its file name last.
struct Classifier {
    struct Verdict {
        var kind: String?
        var title: String?
    }

    private struct Title {
        var text: String
        var pattern: FoldedPattern
        /// Characters of its words.
        var weight: Int
    }

    private struct Name {
        var pattern: FoldedPattern
        var length: Int
    }

    private let kinds: [(kind: Vocabulary.Kind, titles: [Title], names: [Name], cues: [FoldedPattern])]

    init(_ vocabulary: Vocabulary) {
        kinds = vocabulary.kinds.map { kind in
            let titles = kind.titles.map(Fold.key).map {
                Title(text: $0, pattern: FoldedPattern($0), weight: $0.filter { $0 != "*" }.count)
            }
            let names = (kind.names ?? []).map(Fold.key).map { Name(pattern: FoldedPattern($0), length: $0.count) }
            return (kind, titles, names, (kind.cues ?? []).map { FoldedPattern(Fold.key($0)) })
        }
    }

    /// - Parameter sheet: the name of a sheet, which says more than the name of its workbook.
    func verdict(on document: SourceDocument, sheet: String? = nil) -> Verdict {
        let lines = document.pages.first.map { Array($0.allLines.prefix(14)) } ?? []
        let text = document.pages.prefix(3).flatMap { $0.allLines.flatMap { Fold.key($0.text).utf8 } }
        let largest = lines.map(\.size).max() ?? 0
        let candidates = lines.enumerated().compactMap {
            index, line -> (text: String, bytes: [UInt8], count: Int, factor: Double)? in
            let key = Fold.key(line.text)
            let count = key.count
            guard count <= 40 else { return nil }
            // A title is large and stands near the top.
            let size = line.size >= largest * 0.93 ? 1.0 : line.size >= largest * 0.8 ? 0.6 : 0.35
            return (key, Array(key.utf8), count, size * (index < 3 ? 1 : index < 6 ? 0.7 : 0.4))
        }
        let path = document.path.split(separator: "/").map(String.init)
        let file = Array(Fold.key(sheet ?? path.last ?? document.path).utf8)
        let folder = Array(Fold.key(path.dropLast().last ?? "").utf8)
        var best: (kind: String, score: Double)?
        var second = 0.0
        for entry in kinds {
            var score = 0.0
            for candidate in candidates {
                for title in entry.titles {
                    guard let span = title.pattern.span(in: candidate.bytes) else { continue }
                    // A pattern that covers the whole title says more than one that occurs in it.
                    let coverage = Double(span) / Double(max(candidate.count, 1))
                    score = max(
                        score, candidate.factor * (6 + 10 * min(1, coverage) + Double(min(title.weight, 12)) * 0.5))
                }
            }
            let hits = entry.cues.count { $0.occurs(in: text) }
            score += Double(min(hits, 5)) * 0.9
            if let name = entry.names.filter({ $0.pattern.occurs(in: file) }).map(\.length).max() {
                score += 4 + Double(min(name, 6)) * 0.5
            } else if let name = entry.names.filter({ $0.pattern.occurs(in: folder) }).map(\.length).max() {
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
        let count = key.count
        guard count <= 44 else { return nil }
        let bytes = Array(key.utf8)
        var best: (kind: String, span: Int)?
        for entry in kinds {
            for title in entry.titles {
                guard let span = title.pattern.span(in: bytes), Double(span) >= Double(count) * share,
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
                let parts = title.text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
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
        let parts = path.split(separator: "/").map { Array(Fold.key(String($0)).utf8) }
        for part in parts.reversed() {
            var best: (kind: String, length: Int)?
            for entry in kinds {
                for name in entry.names where name.length > (best?.length ?? 1) && name.pattern.occurs(in: part) {
                    best = (entry.kind.id, name.length)
                }
            }
            if let best { return best.kind }
        }
        return nil
    }
}
