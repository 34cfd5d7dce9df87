// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Cuts a file into the documents bound in it: where a title that is plainly another kind's stands at the top of a page, or
/// in the middle of one with something before it; where printed page numbers begin anew, behind separating sheets, and
/// where a list of contents says so.
struct DocumentCutter {
    let classifier: Classifier

    private struct Cut {
        var kind: String?
        var page: Int
        var y: Double
        /// Size of the title in points; 0 where something else than a title cuts.
        var size = 0.0
    }

    /// Kinds whose chapters are named like other documents.
    private static let whole: Set<String> = [
        "rules-compendium", "articles", "item-bank", "application-form", "work-plan",
    ]

    func parts(of document: SourceDocument) -> [(verdict: Classifier.Verdict, document: SourceDocument)] {
        let verdict = classifier.verdict(on: document)
        guard let first = document.pages.first else { return [(verdict, document)] }
        let volume = VolumeSigns(document, classifier)
        let front = title(of: first)
        // What looks like other documents in a single one are its chapters.
        if Self.whole.contains(front?.kind ?? verdict.kind ?? ""), !volume.isVolume(titles: titles(of: document)) {
            return [(verdict, document)]
        }
        let contents = volume.contentsPages
        var cuts = [Cut(kind: contents > 0 ? nil : front?.kind, page: 0, y: -.infinity, size: front?.size ?? 0)]
        for (number, page) in document.pages.enumerated() {
            let last = cuts[cuts.count - 1]
            let isWhole = Self.whole.contains(last.kind ?? "")
            if number > 0, let top = start(of: page, number, volume, after: last) {
                cuts.append(top)
            }
            let current = cuts[cuts.count - 1]
            if isWhole || Self.whole.contains(current.kind ?? "") || number < contents { continue }
            let lines = page.allLines
            for (index, line) in lines.enumerated() where index >= 4 {
                guard Self.standsApart(line, at: index, in: lines, page),
                    let found = classifier.plainKind(Fold.key(line.text), share: 0.6),
                    found != cuts[cuts.count - 1].kind
                else { continue }
                cuts.append(Cut(kind: found, page: number, y: line.box.y0 - 1, size: line.size))
            }
        }
        guard cuts.count > 1 else { return [(verdict, document)] }
        return cuts.indices.compactMap { index in
            var part = document
            part.pages = Self.pages(of: document, from: cuts[index], to: index + 1 < cuts.count ? cuts[index + 1] : nil)
            part.pages.removeAll { volume.separators.contains($0.number) }
            guard !part.pages.isEmpty, !(index == 0 && contents > 0) else { return nil }
            // A part without a title of its own is what its words say.
            let own = cuts[index].kind ?? classifier.verdict(on: part).kind
            return (
                Classifier.Verdict(kind: own, title: part.pages.first?.allLines.first.map { Fold.key($0.text) }), part
            )
        }
    }

    /// Whether another document begins at the top of this page.
    private func start(of page: PageLayout, _ number: Int, _ volume: VolumeSigns, after last: Cut) -> Cut? {
        if volume.separators.contains(page.number) { return nil }
        let own = title(of: page)
        let begins = volume.begins(page.number)
        var cut = Cut(kind: own?.kind, page: number, y: -.infinity, size: own?.size ?? 0)
        if begins {
            cut.kind = own?.kind ?? volume.expected[page.number] ?? classifier.verdict(on: page).kind
            // Numbers that begin anew under an unknown title: a chapter, an annex, or a document that nobody can tell.
            return cut.kind == nil || cut.kind == last.kind ? nil : cut
        }
        guard let own, own.kind != last.kind else { return nil }
        // Chapters are smaller than the title of the whole, or numbered.
        if Self.whole.contains(last.kind ?? ""), own.isNumbered || own.size < max(14.5, last.size * 0.9) { return nil }
        return cut
    }

    private struct Title {
        var kind: String
        var size: Double
        var isNumbered: Bool
    }

    private func titles(of document: SourceDocument) -> [(kind: String, size: Double)] {
        document.pages.compactMap { page in
            title(of: page).flatMap { $0.isNumbered ? nil : ($0.kind, $0.size) }
        }
    }

    /// The kind whose title covers most of one of the page's first large lines, or of the first two together, or with which
    /// one of them ends.
    private func title(of page: PageLayout) -> Title? {
        let lines = page.allLines
        guard let middle = Self.medianSize(lines) else { return nil }
        let large = lines.prefix(4).filter { $0.size > middle * 1.12 || $0.size >= 15 }
        let keys = large.map { (Fold.key($0.text), $0) }
        func made(_ kind: String, _ line: TextLine) -> Title {
            Title(kind: kind, size: line.size, isNumbered: VolumeSigns.isNumbered(Fold.key(line.text)))
        }
        for (key, line) in keys {
            if let kind = classifier.plainKind(key, share: 0.5) { return made(kind, line) }
        }
        if keys.count > 1, let kind = classifier.plainKind(keys[0].0 + keys[1].0, share: 0.5) {
            return made(kind, keys[0].1)
        }
        for (key, line) in keys where line.size >= 14.5 && line.size > middle * 1.25 && Self.isCentred(line, page) {
            if let kind = classifier.kind(endingIn: key) { return made(kind, line) }
        }
        return nil
    }

    private static func medianSize(_ lines: [TextLine]) -> Double? {
        let sizes = lines.map(\.size).sorted()
        return sizes.isEmpty ? nil : sizes[sizes.count / 2]
    }

    private static func isCentred(_ line: TextLine, _ page: PageLayout) -> Bool {
        abs(line.box.midX - page.width / 2) < page.width * 0.12
    }

    /// A large line in the middle of the page, below some white, with text after it.
    private static func standsApart(_ line: TextLine, at index: Int, in lines: [TextLine], _ page: PageLayout) -> Bool {
        guard let middle = medianSize(lines), line.size > middle * 1.12, index > 0, index + 1 < lines.count else {
            return false
        }
        return line.box.y0 - lines[index - 1].box.y1 > line.size * 1.2 && isCentred(line, page)
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
