// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Recognition

/// Reads the bytes of one file by its type.
///
/// All C code that meets bytes of a package is called from here, so that a worker process can hold it.
public final class FileReader {
    private let dossierSchema: Data
    private lazy var recogniser = Result { try Recogniser() }

    /// - Parameter dossierSchema: the bytes of `dossier.xsd`.
    public init(dossierSchema: Data) { self.dossierSchema = dossierSchema }

    /// - Parameter folder: where attachments are written, each under its number; nil leaves them out.
    /// - Returns: whatever could be read; faults stand among its problems.
    public func read(_ data: Data, as type: FileType, attachmentsIn folder: String? = nil) -> FileReading {
        do {
            switch type {
            case .pdf: return try pdf(data)
            case .xml: return try FileReading(submission: data, schema: dossierSchema)
            case .docx: return try word(data)
            case .xlsx: return try workbook(data)
            case .empty: throw ReadProblem(.empty)
            case .jpeg, .png, .tiff, .bmp, .gif: return try picture(data)
            default:
                throw ReadProblem(.unsupportedFormat, detail: type == .unknown ? nil : type.rawValue.uppercased())
            }
        } catch {
            return FileReading(problem: error as? ReadProblem ?? ReadProblem(.damaged))
        }
    }

    /// A picture of a part of a page; nil where the format has no pages to look at.
    public static func crop(_ data: Data, as type: FileType, _ request: CropRequest) -> PageCrop? {
        switch type {
        case .pdf: try? PDFRenderer(data).crop(request)
        case .jpeg, .png, .tiff, .bmp, .gif: PictureRenderer.crop(data, request)
        default: nil
        }
    }

    // MARK: PDF

    private func pdf(_ data: Data) throws(ReadProblem) -> FileReading {
        let reader = try PDFReader(data)
        var out = FileReading()
        out.pageCount = reader.pageCount
        out.problems = reader.problems
        var pages: [PageLayout] = []
        var scans: [Int] = []
        var unread: [Int] = []
        var renderer: PDFRenderer?
        for number in 1...reader.pageCount {
            let (content, problems) = reader.page(number, ink: true)
            out.problems += problems.filter { !out.problems.contains($0) }.prefix(4)
            guard content.isScan else {
                pages.append(PageLayout.of(content))
                continue
            }
            scans.append(number)
            let drawing: PDFRenderer = if let renderer { renderer } else { try PDFRenderer(data) }
            renderer = drawing
            if let page = recognised(drawing, page: number) {
                pages.append(page)
            } else {
                unread.append(number)
                pages.append(PageLayout.of(content))
            }
        }
        if !unread.isEmpty {
            out.problems.append(ReadProblem(.noTextLayer, place: PlaceName.page(PageRanges.text(unread))))
        }
        note(scans.filter { !unread.contains($0) }, of: pages.count, in: &out)
        guard pages.contains(where: { !$0.lines.isEmpty || !$0.tables.isEmpty }) else {
            if out.problems.isEmpty { out.problems.append(ReadProblem(.noTextLayer)) }
            return out
        }
        // A text layer with holes in it is read with care: its values go to a person.
        if out.problems.contains(where: { $0.code == .textDamaged }) {
            for index in pages.indices { pages[index].confidence = 0.7 }
        }
        out.read = scans.count * 2 > pages.count ? .ocr : .text
        out.parts = [ReadPart(pages: pages)]
        return out
    }

    // MARK: Pictures

    private func recognised(_ renderer: PDFRenderer, page number: Int) -> PageLayout? {
        let dpi = 200.0
        guard let drawn = renderer.image(page: number, dpi: dpi), let recogniser = try? recogniser.get(),
            let image = try? PageImage(rgb: drawn.rgb, width: drawn.width, height: drawn.height, dpi: dpi),
            let page = try? recogniser.recognise(image)
        else { return nil }
        return PageLayout.of(page, image, number: number, pointsAPixel: 72 / dpi)
    }

    private func picture(_ data: Data) throws -> FileReading {
        var out = FileReading()
        let count = try PageImage.pageCount(data)
        out.pageCount = count
        var pages: [PageLayout] = []
        for number in 1...count {
            let image = try PageImage.decode(data, page: number)
            guard let page = try? recogniser.get().recognise(image) else {
                throw ReadProblem(.noTextLayer)
            }
            pages.append(PageLayout.of(page, image, number: number, pointsAPixel: PictureRenderer.pointsAPixel(image)))
        }
        out.read = .ocr
        out.parts = [ReadPart(pages: pages)]
        note(Array(1...count), of: count, in: &out)
        return out
    }

    /// Says which engine read which pages.
    private func note(_ numbers: [Int], of count: Int, in out: inout FileReading) {
        guard !numbers.isEmpty, let engine = try? recogniser.get().name else { return }
        let place = count > 1 ? PlaceName.page(PageRanges.text(numbers)) : nil
        out.notes.append(FileNote(.recognised, place: place, detail: engine))
    }

    // MARK: Office files

    private func word(_ data: Data) throws(ReadProblem) -> FileReading {
        let page = try WordReader.read(data)
        guard !page.lines.isEmpty || !page.tables.isEmpty else { throw ReadProblem(.noTextLayer) }
        var out = FileReading()
        out.read = .text
        out.parts = [ReadPart(pages: [page], places: .lines)]
        return out
    }

    private func workbook(_ data: Data) throws(ReadProblem) -> FileReading {
        let sheets = try WorkbookReader.read(data)
        var out = FileReading()
        out.read = .cell
        out.pageCount = sheets.count
        out.parts = sheets.filter { !$0.layout.lines.isEmpty || !$0.layout.tables.isEmpty }.map { sheet in
            var page = sheet.layout
            (page.method, page.confidence) = (.cell, 0.99)
            return ReadPart(pages: [page], places: .cells(sheet: sheet.name))
        }
        return out
    }
}

/// `1-3、5`.
enum PageRanges {
    static func text(_ numbers: [Int]) -> String {
        var parts: [(Int, Int)] = []
        for number in numbers {
            if let last = parts.last, last.1 == number - 1 {
                parts[parts.count - 1].1 = number
            } else {
                parts.append((number, number))
            }
        }
        return parts.map { $0.0 == $0.1 ? "\($0.0)" : "\($0.0)-\($0.1)" }.joined(separator: "、")
    }
}
