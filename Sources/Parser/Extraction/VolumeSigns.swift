// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What says that a file holds several documents, besides their titles: printed page numbers that begin anew, separating
/// sheets, and a list of contents.
struct VolumeSigns {
    /// Pages at the beginning that list the contents.
    let contentsPages: Int
    /// Numbers of pages that only say 附件3.
    let separators: Set<Int>
    /// What the list of contents says begins on a page, by the page's number.
    let expected: [Int: String]
    private let begun: Set<Int>
    private let restarts: Int

    init(_ document: SourceDocument, _ classifier: Classifier) {
        let pages = document.pages
        let first = pages.first?.lines.prefix(8).contains { Self.isContentsTitle(Fold.key($0.text)) } ?? false
        var contents = first ? 1 : 0
        while contents > 0, contents < min(pages.count, 6) {
            let lines = pages[contents].allLines
            guard lines.count > 3, lines.count(where: { Self.entry($0.text) != nil }) * 10 > lines.count * 7 else {
                break
            }
            contents += 1
        }
        contentsPages = contents
        separators = Set(pages.filter(Self.isSeparator).map(\.number))
        var begun = Set<Int>()
        var restarts = 0
        for (index, page) in pages.enumerated() where index > 0 {
            if document.printedNumbers[page.number] == 1 {
                restarts += 1
                begun.insert(page.number)
            }
            if separators.contains(pages[index - 1].number) { begun.insert(page.number) }
        }
        let entries = pages.prefix(contents).flatMap(\.allLines).compactMap { Self.entry($0.text) }
        expected = Self.placed(entries, pages, after: contents, classifier)
        self.begun = begun.union(expected.keys)
        self.restarts = restarts
    }

    /// - Parameter titles: those that stand alone at the top of a page, that of the first page first.
    func isVolume(titles: [(kind: String, size: Double)]) -> Bool {
        if contentsPages > 0 || !separators.isEmpty || restarts >= 2 { return true }
        guard let own = titles.first else { return false }
        // An annex of a form is rarely set as large as the form itself; several of them never.
        let others = titles.dropFirst().filter { $0.kind != own.kind && $0.size >= max(14.5, own.size * 0.9) }
        return Set(others.map(\.kind)).count >= 3
    }

    /// Whether another document begins on the page of this number, whatever its title.
    func begins(_ number: Int) -> Bool { begun.contains(number) }

    // MARK: Lines

    private static func isContentsTitle(_ key: String) -> Bool {
        key == "目录" || key.count <= 12 && (key.hasSuffix("材料目录") || key.hasSuffix("资料目录") || key.hasSuffix("文件目录"))
    }

    /// `3. 营业执照……12`: what is listed, and the page; nil for any other line.
    static func entry(_ text: String) -> (title: String, page: Int)? {
        let key = Fold.key(text)
        guard key.count <= 80, let last = key.last, last.isASCII, last.isNumber else { return nil }
        let digits = String(key.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        guard digits.count <= 4, let page = Int(digits), page > 0 else { return nil }
        var title = Substring(key.dropLast(digits.count))
        while let end = title.last, ".…·-—_:".contains(end) { title.removeLast() }
        while let start = title.first, start.isNumber || ".、)(".contains(start) { title.removeFirst() }
        for prefix in ["附件", "第"] where title.hasPrefix(prefix) && title.count > 3 {
            let rest = title.dropFirst(prefix.count)
            let number = rest.prefix { $0.isNumber || "一二三四五六七八九十".contains($0) }
            if !number.isEmpty { title = rest.dropFirst(number.count) }
        }
        return title.count >= 2 && title.contains(where: { !$0.isASCII }) ? (String(title), page) : nil
    }

    private static func isSeparator(_ page: PageLayout) -> Bool {
        let lines = page.allLines
        guard lines.count == 1, page.tables.isEmpty, let line = lines.first else { return false }
        let key = Fold.key(line.text)
        guard key.hasPrefix("附件"), key.count <= 6 else { return false }
        return key.dropFirst(2).allSatisfy { $0.isNumber || "一二三四五六七八九十:、.()".contains($0) }
    }

    /// `第三章`, `一、`, `(二)`, `1.`, `08`.
    static func isNumbered(_ key: String) -> Bool {
        guard let first = key.first else { return false }
        let numerals = "一二三四五六七八九十百"
        if first == "第" {
            let rest = key.dropFirst().drop { $0.isNumber || numerals.contains($0) }
            return rest.count < key.count - 1 && "章节条篇".contains(rest.first ?? " ")
        }
        if first == "(" { return key.dropFirst().first.map { $0.isNumber || numerals.contains($0) } ?? false }
        if first.isASCII, first.isNumber {
            let rest = key.drop { $0.isASCII && $0.isNumber }
            let count = key.count - rest.count
            // A year is no number of a chapter.
            return count <= 2 && !"年月".contains(rest.first ?? " ")
        }
        let rest = key.drop { numerals.contains($0) }
        return rest.count < key.count && "、.".contains(rest.first ?? " ")
    }

    // MARK: Contents

    /// The pages on which the entries begin. Lists count from the first page of the file or from the first behind them:
    /// whichever puts more entries on pages that show their titles.
    private static func placed(
        _ entries: [(title: String, page: Int)], _ pages: [PageLayout], after contents: Int, _ classifier: Classifier
    ) -> [Int: String] {
        guard entries.count >= 2, entries.count <= 500 else { return [:] }
        let tops = pages.map { page in page.allLines.prefix(4).map { Fold.key($0.text) }.joined() }
        func votes(_ offset: Int) -> Int {
            entries.count { entry in
                let index = entry.page - 1 + offset
                return index >= contents && tops.indices.contains(index) && tops[index].contains(entry.title)
            }
        }
        let scored = (0...max(contents, 1)).map { ($0, votes($0)) }
        guard let best = scored.max(by: { $0.1 < $1.1 }), best.1 * 3 >= entries.count, best.1 >= 2 else { return [:] }
        var out: [Int: String] = [:]
        for entry in entries {
            let index = entry.page - 1 + best.0
            guard index >= contents, pages.indices.contains(index), out[pages[index].number] == nil,
                let kind = classifier.plainKind(entry.title, share: 0.5) ?? classifier.kind(endingIn: entry.title)
            else { continue }
            out[pages[index].number] = kind
        }
        return out
    }
}
