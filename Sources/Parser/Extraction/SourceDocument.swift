// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A document as extraction sees it: pages with lines, tables and pictures, whatever format they came from.
public struct SourceDocument: Sendable {
    /// Path inside the package.
    public var path: String
    public var pages: [PageLayout]
    public var method: ReadingMethod
    /// How surely a value that stands clearly beside its label is read, 0–1.
    public var confidence: Double
    /// False where places on pages mean nothing (office files): evidence then has no box.
    public var hasBoxes: Bool
    /// Name of a sheet or part, for evidence without boxes, by page number.
    public var partNames: [Int: String]

    public init(
        path: String, pages: [PageLayout], method: ReadingMethod, confidence: Double, hasBoxes: Bool = true,
        partNames: [Int: String] = [:]
    ) {
        self.path = path
        self.pages = Self.withoutFurniture(pages)
        self.method = method
        self.confidence = confidence
        self.hasBoxes = hasBoxes
        self.partNames = partNames
    }

    func evidence(page: Int, box: Box?, quote: String, certainty: Double) -> Evidence {
        let folded = Normaliser.folded(quote)
        return Evidence(
            document: path, page: page, box: hasBoxes ? box : nil, place: partNames[page],
            quote: folded.count > 200 ? String(folded.prefix(199)) + "…" : folded, method: method,
            confidence: (confidence * certainty * 1000).rounded() / 1000)
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
