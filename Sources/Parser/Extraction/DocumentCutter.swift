// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Cuts a file into the documents bound in it: where a title that is plainly another kind's stands at the top of a page, or
/// in the middle of one with something before it.
struct DocumentCutter {
    let classifier: Classifier

    private struct Cut {
        var kind: String?
        var page: Int
        var y: Double
    }

    /// Kinds whose chapters are named like other documents.
    private static let whole: Set<String> = [
        "rules-compendium", "articles", "item-bank", "application-form", "work-plan",
    ]

    func parts(of document: SourceDocument) -> [(verdict: Classifier.Verdict, document: SourceDocument)] {
        let verdict = classifier.verdict(on: document)
        guard let first = document.pages.first else { return [(verdict, document)] }
        // A volume's list of contents names every kind in it, and is none of them.
        let contents = first.lines.prefix(8).contains { Fold.key($0.text) == "目录" }
        let front = Self.plainTitle(at: 0, of: first, classifier)
        if Self.whole.contains(front ?? verdict.kind ?? ""), !contents { return [(verdict, document)] }
        var cuts = [Cut(kind: contents ? nil : front, page: 0, y: -.infinity)]
        for (number, page) in document.pages.enumerated() {
            let lines = page.allLines
            for (index, line) in lines.enumerated() {
                let top = index < 4
                if number == 0, top { continue }
                guard top || Self.standsApart(line, at: index, in: lines, page),
                    let found = top
                        ? (index == 0 ? Self.plainTitle(at: 0, of: page, classifier) : nil)
                        : classifier.plainKind(Fold.key(line.text), share: 0.6)
                else { continue }
                if found == cuts[cuts.count - 1].kind { continue }
                if Self.whole.contains(cuts[cuts.count - 1].kind ?? ""), !top { continue }
                cuts.append(Cut(kind: found, page: number, y: top ? -.infinity : line.box.y0 - 1))
            }
        }
        guard cuts.count > 1 else { return [(verdict, document)] }
        return cuts.indices.compactMap { index in
            var part = document
            part.pages = Self.pages(of: document, from: cuts[index], to: index + 1 < cuts.count ? cuts[index + 1] : nil)
            guard !part.pages.isEmpty, !(index == 0 && contents) else { return nil }
            // A part without a title of its own is what its words say.
            let own = cuts[index].kind ?? classifier.verdict(on: part).kind
            return (
                Classifier.Verdict(kind: own, title: part.pages.first?.allLines.first.map { Fold.key($0.text) }), part
            )
        }
    }

    /// The kind whose title covers most of one of the page's first large lines, or of the first two together.
    private static func plainTitle(at start: Int, of page: PageLayout, _ classifier: Classifier) -> String? {
        let lines = page.allLines
        guard let middle = medianSize(lines) else { return nil }
        let keys = lines.dropFirst(start).prefix(4).filter { $0.size > middle * 1.12 || $0.size >= 15 }.map {
            Fold.key($0.text)
        }
        for key in keys + (keys.count > 1 ? [keys[0] + keys[1]] : []) {
            if let kind = classifier.plainKind(key, share: 0.5) { return kind }
        }
        return nil
    }

    private static func medianSize(_ lines: [TextLine]) -> Double? {
        let sizes = lines.map(\.size).sorted()
        return sizes.isEmpty ? nil : sizes[sizes.count / 2]
    }

    /// A large line in the middle of the page, below some white, with text after it.
    private static func standsApart(_ line: TextLine, at index: Int, in lines: [TextLine], _ page: PageLayout) -> Bool {
        guard let middle = medianSize(lines), line.size > middle * 1.12, index > 0, index + 1 < lines.count else {
            return false
        }
        return line.box.y0 - lines[index - 1].box.y1 > line.size * 1.2
            && abs(line.box.midX - page.width / 2) < page.width * 0.12
    }

    private static func pages(of document: SourceDocument, from: Cut, to: Cut?) -> [PageLayout] {
        document.pages.enumerated().compactMap { number, page in
            guard number >= from.page, to.map({ number < $0.page || number == $0.page && $0.y > 0 }) ?? true else {
                return nil
            }
            let top = number == from.page ? from.y : -.infinity
            let bottom = to.flatMap { $0.page == number ? $0.y : nil } ?? .infinity
            guard top > -.infinity || bottom < .infinity else { return page }
            var slice = page
            slice.lines = page.lines.filter { $0.box.y0 >= top && $0.box.y0 < bottom }
            slice.tables = page.tables.filter { $0.box.y0 >= top && $0.box.y0 < bottom }
            slice.marks = page.marks.filter { $0.box.midY >= top && $0.box.midY < bottom }
            return slice.lines.isEmpty && slice.tables.isEmpty ? nil : slice
        }
    }
}
