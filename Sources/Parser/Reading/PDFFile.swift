// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Recognition

/// Reads one PDF: text layers where they can be trusted, recognition where there is none, form values, what else it carries.
struct PDFFile {
    private let data: Data
    private let reader: PDFReader
    private let recogniser: () throws -> Recogniser

    /// - Parameter recogniser: asked for when the first page has to be recognised.
    init(_ data: Data, recogniser: @escaping () throws -> Recogniser) throws(ReadProblem) {
        self.data = data
        self.recogniser = recogniser
        reader = try PDFReader(data)
    }

    func reading(
        attachmentsIn folder: String?, progress: (Int, Int) -> Void
    ) throws(ReadProblem) -> FileReading {
        var out = FileReading()
        out.pageCount = reader.pageCount
        out.problems = reader.problems
        if let restriction = reader.restriction { out.notes.append(restriction) }
        var pages: [PageLayout] = []
        var fields = 0
        var recognised: [Int] = []
        var unread: [Int] = []
        var wordless: [Int] = []
        var eye = Eye(data: data, recogniser: recogniser)
        for number in 1...reader.pageCount {
            progress(number, reader.pageCount)
            var (content, problems) = reader.page(number, ink: true)
            fields += content.fieldCount
            if content.needsRecognition {
                if let (page, isBlank) = try eye.page(content) {
                    if page.isEmpty {
                        if !isBlank { wordless.append(number) }
                    } else {
                        recognised.append(number)
                    }
                    pages.append(page)
                    // What is wrong with a text layer that was not used is of no matter.
                    problems.removeAll { $0.code == .textDamaged }
                } else {
                    unread.append(number)
                    pages.append(PageLayout.of(content))
                }
            } else {
                let pictures = content.picturesToRecognise
                if !pictures.isEmpty {
                    if try eye.read(pictures, into: &content) {
                        recognised.append(number)
                    } else {
                        unread.append(number)
                    }
                }
                var page = PageLayout.of(content)
                if !content.placesOfCodes.isEmpty { page.codes = try eye.codes(on: content) }
                page.photographs = eye.photographs(on: content)
                // A text layer with holes in it is read with care: its values go to a person.
                if problems.contains(where: { $0.code == .textDamaged }) { page.lower(to: 0.7) }
                pages.append(page)
            }
            out.problems += problems.filter { !out.problems.contains($0) }.prefix(4)
            out.note(codesOn: pages[pages.count - 1])
        }
        pages.keepEachPhotographOnce()
        if let folder {
            let writer = AttachmentWriter(folder: folder)
            reader.attachments(to: writer)
            (out.attachments, out.problems) = (writer.attachments, out.problems + writer.problems)
        }
        // The pages of a dynamic form only say that another program is needed.
        if reader.hasXFA, fields == 0 {
            var only = FileReading(problem: ReadProblem(.xfaForm))
            only.attachments = out.attachments
            return only
        }
        out.notes += reader.signatures()
        // What was changed after it was signed goes to a person.
        if out.notes.contains(where: { $0.code == .digestDiffers }) {
            for index in pages.indices { pages[index].lower(to: 0.7) }
        }
        if !unread.isEmpty {
            out.problems.append(ReadProblem(.noTextLayer, place: PlaceName.page(PageRanges.text(unread))))
        }
        if let engine = eye.engine { out.note(recognised, of: pages.count, readBy: engine) }
        guard !pages.allSatisfy(\.isEmpty) else {
            // The cover of a portfolio shows nothing; its files do.
            if out.problems.isEmpty, out.attachments.isEmpty { out.problems.append(ReadProblem(.noTextFound)) }
            out.parts = [ReadPart(pages: pages)]
            return out
        }
        // What shows something and says nothing is a picture, or words that nobody here could read.
        if !wordless.isEmpty {
            out.problems.append(ReadProblem(.noTextFound, place: PlaceName.page(PageRanges.text(wordless))))
        }
        out.read =
            pages.count { $0.method == .ocr } * 2 > pages.count
            ? .ocr : pages.contains { $0.regions.contains { $0.method == .form } } ? .form : .text
        out.parts = [ReadPart(pages: pages)]
        return out
    }
}

/// Looks at pages of a PDF as pictures.
private struct Eye {
    let data: Data
    let recogniser: () throws -> Recogniser
    private(set) var engine: String?
    private var renderer: PDFRenderer?
    /// How many pictures were drawn for their fingerprints, and how often one at a place was no photograph.
    private var drawings = 0
    private var misses: [[Int]: Int] = [:]

    init(data: Data, recogniser: @escaping () throws -> Recogniser) {
        (self.data, self.recogniser) = (data, recogniser)
    }

    /// The page as recognised; nil where nothing on this machine can.
    mutating func page(_ content: PageContent) throws(ReadProblem) -> (PageLayout, isBlank: Bool)? {
        guard let seen = try look(at: content, box: nil) else { return nil }
        let layout = PageLayout.of(seen.page, seen.image, number: content.number, pointsAPixel: seen.scale)
        return (layout, layout.isEmpty && seen.image.isBlank)
    }

    /// Adds the text of pictures on a page that has text of its own; false where one could not be read.
    mutating func read(_ pictures: [Box], into content: inout PageContent) throws(ReadProblem) -> Bool {
        for box in pictures {
            guard let seen = try look(at: content, box: box), content.add(seen.page, scale: seen.scale, in: box) else {
                return false
            }
        }
        return true
    }

    /// The codes on a page that has text of its own.
    mutating func codes(on content: PageContent) throws(ReadProblem) -> [ScannedCode] {
        try open().codes(on: content)
    }

    /// The photographs on a page that has text of its own. A page that cannot be drawn was read all the same.
    mutating func photographs(on content: PageContent) -> [Photograph] {
        var found: [Photograph] = []
        for box in content.placesOfPhotographs where drawings < FileReading.photographLimit {
            // A letterhead that was no photograph on three pages is none on the fourth.
            let place = [box.x0, box.y0, box.x1, box.y1].map { Int($0.rounded()) }
            guard misses[place, default: 0] < 3 else { continue }
            drawings += 1
            misses[place, default: 0] += 1
            let dpi = PageContent.photographSide / max(box.width, box.height) * 72
            guard let drawn = try? open().image(page: content.number, dpi: dpi, box: box),
                let image = try? PageImage(rgb: drawn.pixels, width: drawn.width, height: drawn.height),
                let fingerprint = image.fingerprint
            else { continue }
            misses[place] = 0
            found.append(Photograph(box: box, fingerprint: fingerprint))
        }
        return found
    }

    private mutating func open() throws(ReadProblem) -> PDFRenderer {
        if let renderer { return renderer }
        let made = try PDFRenderer(data)
        renderer = made
        return made
    }

    private mutating func look(
        at content: PageContent, box: Box?
    ) throws(ReadProblem) -> (page: RecognisedPage, image: PageImage, scale: Double)? {
        guard let recogniser = try? recogniser() else { return nil }
        engine = recogniser.name
        guard let drawn = try open().image(page: content.number, dpi: content.recognitionResolution, box: box),
            let image = try? PageImage(rgb: drawn.pixels, width: drawn.width, height: drawn.height, dpi: drawn.dpi),
            let page = try? recogniser.recognise(image)
        else { return nil }
        return (page, image, 72 / drawn.dpi)
    }
}

extension FileReading {
    /// Says what the codes on a page hold.
    mutating func note(codesOn page: PageLayout) {
        notes += page.codes.prefix(max(0, 40 - notes.count)).map {
            FileNote(.code, place: PlaceName.page("\(page.number)"), detail: String($0.text.prefix(300)))
        }
    }

    /// Says which engine read which pages.
    mutating func note(_ numbers: [Int], of count: Int, readBy engine: String) {
        guard !numbers.isEmpty else { return }
        let place = count > 1 ? PlaceName.page(PageRanges.text(numbers)) : nil
        notes.append(FileNote(.recognised, place: place, detail: engine))
    }
}
