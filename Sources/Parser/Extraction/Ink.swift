// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Finds seals and signatures among the pictures of a page. A red round picture proves nothing; it is only seen.
enum Ink {
    struct Sight {
        var page: Int
        var box: Box
        var quote: String
        var present: Bool
        var certainty: Double
    }

    static func looksLikeSeal(_ mark: Mark) -> Bool {
        let (width, height) = (mark.box.width, mark.box.height)
        guard width > 40, width < 220, height > 40, height < 220, width / height > 0.6, width / height < 1.7 else {
            return false
        }
        return (mark.red ?? 0) >= 0.02 && (mark.red ?? 0) > (mark.dark ?? 0)
    }

    static func looksLikeSignature(_ mark: Mark) -> Bool {
        guard mark.isPicture, mark.box.width > 15, mark.box.width < 260, mark.box.height > 8, mark.box.height < 120
        else { return false }
        return (mark.red ?? 0) < 0.02 && (mark.dark ?? 0) > 0.005
    }

    /// Thin strokes on white, wider than high, on the signature's own line. A code, a photograph or a filled box is darker;
    /// ink on a scan may be of a printed word, whatever its colour.
    private static func isPenStrokes(_ mark: Mark, beside line: TextLine, _ page: PageLayout) -> Bool {
        guard page.method != .ocr, let dark = mark.dark, dark < 0.3, mark.box.width > mark.box.height * 1.15 else {
            return false
        }
        return abs(mark.box.midY - line.box.midY) <= max(line.size * 1.5, mark.box.height / 2)
    }

    /// What there is of a seal on a document: `electronic` where the digests of a signature of the file agree, `image` where
    /// something looks like one, else `none`. None of them is a verified seal.
    static func seal(of document: SourceDocument, signed: Bool) -> (value: String, sight: Sight) {
        let first = document.pages.first?.number ?? 1
        let image = document.pages.lazy.compactMap { page in
            page.marks.first(where: looksLikeSeal).map { (page.number, $0.box) }
        }.first
        let place = image ?? (first, document.pages.first?.allLines.first?.box ?? Box(x0: 0, y0: 0, x1: 0, y1: 0))
        func sight(_ quote: String, _ present: Bool, _ certainty: Double) -> Sight {
            Sight(page: place.0, box: place.1, quote: quote, present: present, certainty: certainty)
        }
        if signed { return ("electronic", sight("有可验电子签章", true, 0.95)) }
        if image != nil { return ("image", sight("见印章图像", true, 0.95)) }
        return ("none", sight("未见印章", false, 0.6))
    }

    /// A seal beside one of the words; failing that, somewhere else in the document; failing that, its absence.
    static func seal(_ document: SourceDocument, words: [String]) -> Sight? {
        let keys = words.map(Fold.key)
        var place: (page: Int, line: TextLine)?
        for page in document.pages {
            let seals = page.marks.filter(looksLikeSeal)
            for line in page.allLines
            where keys.contains(where: { Fold.key(line.text).contains($0) }) && line.text.count <= 60 {
                place = (page.number, line)
                let around = Box(x0: 0, y0: line.box.y0 - 90, x1: page.width, y1: line.box.y1 + 90)
                if let seal = seals.first(where: { $0.box.intersects(around) }) {
                    return Sight(
                        page: page.number, box: seal.box, quote: "见印章图像：\(line.text)", present: true, certainty: 0.95)
                }
            }
        }
        // Elsewhere it may be a letterhead's logo, or the stamp of whoever received the letter.
        for page in document.pages.reversed() {
            if let seal = page.marks.first(where: looksLikeSeal) {
                let signed = document.pages.count <= 3 && isOverClosing(seal.box, page)
                return Sight(
                    page: page.number, box: seal.box, quote: "见印章图像", present: true, certainty: signed ? 0.85 : 0.7)
            }
        }
        // A digital or a faint seal may escape us: its absence is for a person to see.
        return place.map {
            Sight(page: $0.page, box: $0.line.box, quote: "未见印章图像：\($0.line.text)", present: false, certainty: 0.6)
        }
    }

    /// Over the lines that close a letter: the sender's name, and the day below it.
    private static func isOverClosing(_ seal: Box, _ page: PageLayout) -> Bool {
        let lines = page.allLines
        guard let day = lines.last(where: { !Normaliser.dates(in: Fold.key($0.text)).isEmpty && $0.text.count <= 24 }),
            let index = lines.lastIndex(of: day)
        else { return false }
        let block = lines[max(0, index - 2)...index].reduce(day.box) { $0.union($1.box) }
        return seal.intersects(block) && seal.midY > page.height * 0.25
    }

    static func signature(_ document: SourceDocument, words: [String]) -> Sight? {
        let keys = words.map(Fold.key)
        var place: (page: Int, line: TextLine)?
        for page in document.pages.reversed() {
            let marks = page.marks.filter(looksLikeSignature)
            for line in page.allLines where line.text.count <= 60 {
                let key = Fold.key(line.text)
                let open = key.hasSuffix(":") && keys.contains { key.hasSuffix($0 + ":") }
                guard open || key.contains("签") && keys.contains(where: { key.contains($0) }), !key.contains("签署日期"),
                    !key.contains("签订日期")
                else { continue }
                place = (page.number, line)
                let around = Box(x0: line.box.x0, y0: line.box.y0 - 25, x1: line.box.x1 + 220, y1: line.box.y1 + 25)
                if let mark = marks.first(where: { $0.box.intersects(around) }) {
                    let certainty = isPenStrokes(mark, beside: line, page) ? 0.92 : 0.7
                    return Sight(
                        page: page.number, box: mark.box, quote: "见签名图像：\(line.text)", present: true,
                        certainty: certainty)
                }
            }
        }
        guard let place else { return nil }
        // A typed name is not a signature, and not the lack of one either.
        let typed = PairFinder.colonParts(place.line.text).last.map { !$0.value.isEmpty } ?? false
        return Sight(
            page: place.page, box: place.line.box, quote: (typed ? "仅见打印姓名：" : "未见签名：") + place.line.text,
            present: typed,
            certainty: 0.6)
    }
}
