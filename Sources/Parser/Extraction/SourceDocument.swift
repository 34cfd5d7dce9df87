// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// A document as extraction sees it: pages with lines, tables and pictures, whatever format they came from.
public struct SourceDocument: Sendable {
    /// Path inside the package.
    public var path: String
    public var pages: [PageLayout]
    /// How a place is named where boxes on pages mean nothing (office files); nil for pages as people see them.
    public var places: ReadPart.Places?
    /// Words on it take all of it back: nothing in it is sure.
    private(set) var isTakenBack = false
    /// Page numbers printed in head or foot, by the page's number: where they begin anew, another document does.
    let printedNumbers: [Int: Int]
    var hasBoxes: Bool { places == nil }

    public init(path: String, _ part: ReadPart) {
        self.path = path
        // Files without pages have no running heads either: a title that comes back is a title.
        pages = part.places == nil ? Self.withoutFurniture(part.pages) : part.pages
        printedNumbers = Dictionary(
            part.pages.compactMap { page in Self.printedNumber(of: page).map { (page.number, $0) } },
            uniquingKeysWith: { first, _ in first })
        places = part.places
    }

    /// - Parameter isText: the words in the box are what counts; false for a picture, whatever words it covers.
    func evidence(page: Int, box: Box?, quote: String, certainty: Double, isText: Bool = true) -> Evidence {
        let folded = Normaliser.folded(quote)
        let layout = pages.first { $0.number == page }
        let (method, confidence) = layout?.reading(in: isText ? box : nil) ?? (.text, 0)
        return Evidence(
            document: path, page: page, box: hasBoxes ? box.map { layout?.placement?.original($0) ?? $0 } : nil,
            place: box.flatMap(place), quote: folded.count > 200 ? String(folded.prefix(199)) + "…" : folded,
            method: method, confidence: (confidence * certainty * 1000).rounded() / 1000)
    }

    /// Makes nothing of the document sure where words take all of it back.
    mutating func doubt(ifVoidBy rule: Vocabulary.VoidRule) {
        let words = Set(rule.words.map(Fold.key))
        let isVoid = pages.contains { page in
            let turned = Fold.key(page.turned)
            if words.contains(where: { turned.contains($0) }) { return true }
            return page.allLines.contains { line in
                let key = Fold.key(line.text)
                if key.count <= 8 {
                    let bare = key.filter { !"()[]!。.★*-—".contains($0) }
                    // 已吊销, with whatever recognition made of the first character.
                    return words.contains(bare) || bare.count <= 4 && words.contains { bare.hasSuffix($0) }
                }
                return rule.phrases.contains { key.range(of: $0, options: .regularExpression) != nil }
            }
        }
        guard isVoid else { return }
        isTakenBack = true
        for index in pages.indices { pages[index].lower(to: 0.5) }
    }

    /// True where the text was recognised from a picture.
    func isScanned(page: Int, box: Box?) -> Bool {
        pages.first { $0.number == page }?.reading(in: box).method == .ocr
    }

    private func place(_ box: Box) -> String? {
        switch places {
        case .lines: PlaceName.line((box.y0 / TextFileReader.lineHeight).clamped + 1)
        case .named(let names): Self.name(of: box, among: names)
        case .cells(let sheet): "\(sheet)!\(WorkbookReader.reference(box))"
        case nil: nil
        }
    }

    /// The smallest place around the middle of the box, or else the first that it touches.
    private static func name(of box: Box, among names: [NamedPlace]) -> String? {
        let around = names.filter { $0.box.contains(x: box.midX, y: box.midY) }
        let nearest = around.min { $0.box.width * $0.box.height < $1.box.width * $1.box.height }
        return (nearest ?? names.first { $0.box.intersects(box) })?.name
    }

    /// The place where the document begins, for problems that mean all of it.
    var beginning: String? {
        guard let page = pages.first else { return nil }
        return places == nil ? PlaceName.page("\(page.number)") : page.allLines.first.flatMap { place($0.box) }
    }

    /// `第1页 共3页`, `- 1 -`, `1/3`, `1` at the upper or lower edge.
    private static func printedNumber(of page: PageLayout) -> Int? {
        for line in page.lines where line.box.y1 < page.height * 0.075 || line.box.y0 > page.height * 0.925 {
            let key = Fold.key(line.text)
            guard key.count <= 40 else { continue }
            if let range = key.range(of: #"第[0-9]{1,3}页"#, options: .regularExpression) {
                return Int(key[range].filter(\.isNumber))
            }
            guard key.count <= 9 else { continue }
            let bare = key.drop { "-—·".contains($0) }
            let digits = bare.prefix { $0.isASCII && $0.isNumber }
            let rest = bare.dropFirst(digits.count)
            if (1...3).contains(digits.count), rest.allSatisfy({ "-—·/".contains($0) || $0.isNumber }) {
                return Int(digits)
            }
        }
        return nil
    }

    /// Running heads, feet and page numbers stand at the edge of three pages or more and differ at most in their digits.
    private static func withoutFurniture(_ pages: [PageLayout]) -> [PageLayout] {
        guard pages.count >= 3 else { return pages }
        func key(_ line: TextLine) -> String { String(Fold.key(line.text).map { $0.isNumber ? "#" : $0 }) }
        func atEdge(_ line: TextLine, _ page: PageLayout) -> Bool {
            line.box.y1 < page.height * 0.075 || line.box.y0 > page.height * 0.925
        }
        var seen: [String: Int] = [:]
        for page in pages {
            for edge in Set(page.lines.filter { atEdge($0, page) }.map(key)) { seen[edge, default: 0] += 1 }
        }
        return pages.map { page in
            var page = page
            let kept = page.lines.filter { !atEdge($0, page) || seen[key($0), default: 0] < 3 }
            page.lines = kept
            return page
        }
    }
}
