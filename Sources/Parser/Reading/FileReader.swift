// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Recognition

/// Reads the bytes of one file by its type.
///
/// All C code that meets bytes of a package is called from here, so that a worker process can hold it.
public final class FileReader {
    /// Raised whenever the same bytes may be read differently: old readings in caches then count no more.
    static let version = 3

    private let dossierSchema: Data
    private lazy var recogniser = Result { try Recogniser() }
    /// Called when a page begins, with its number from 1 and the number of pages: a sign of life from long work.
    var progress: (Int, Int) -> Void = { _, _ in }

    /// - Parameter dossierSchema: the bytes of `dossier.xsd`.
    public init(dossierSchema: Data) { self.dossierSchema = dossierSchema }

    /// - Parameter folder: where attachments are written, each under its number; nil leaves them out.
    /// - Returns: whatever could be read; faults stand among its problems.
    public func read(_ data: Data, as type: FileType, attachmentsIn folder: String? = nil) -> FileReading {
        do {
            switch type {
            case .pdf:
                return try PDFFile(data, recogniser: { try self.recogniser.get() }).reading(
                    attachmentsIn: folder, progress: progress)
            case .xml: return try FileReading(submission: data, schema: dossierSchema)
            case .docx: return try word(data)
            case .xlsx: return try workbook(data)
            case .ofd: return try ofd(data, attachmentsIn: folder)
            case .text: return try text(data)
            case .empty: throw ReadProblem(.empty)
            // Converted before they come here; one that was not is told what to send instead.
            case .ole, .rtf, .html: throw ReadProblem(.noConverter, detail: type.rawValue.uppercased())
            case _ where Self.recognisable.contains(type): return try picture(data)
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
        case _ where recognisable.contains(type): PictureRenderer.crop(data, request)
        default: nil
        }
    }
    /// Whether the format has pages that `crop` can draw.
    static func hasPages(_ type: FileType) -> Bool { type == .pdf || recognisable.contains(type) }

    /// Picture formats that are read.
    private static let recognisable: Set<FileType> = [.jpeg, .png, .tiff, .bmp, .gif]

    // MARK: Pictures

    private func picture(_ data: Data) throws -> FileReading {
        var out = FileReading()
        let count = try PageImage.pageCount(data)
        out.pageCount = count
        var pages: [PageLayout] = []
        for number in 1...count {
            progress(number, count)
            let image = try PageImage.decode(data, page: number)
            guard let page = try? recogniser.get().recognise(image) else {
                throw ReadProblem(.noTextLayer)
            }
            pages.append(PageLayout.of(page, image, number: number, pointsAPixel: PictureRenderer.pointsAPixel(image)))
        }
        for page in pages { out.note(codesOn: page) }
        out.parts = [ReadPart(pages: pages)]
        let wordless = pages.filter(\.isEmpty).map(\.number)
        if !wordless.isEmpty {
            let place = wordless.count < count ? PlaceName.page(PageRanges.text(wordless)) : nil
            out.problems.append(ReadProblem(.noTextFound, place: place))
        }
        guard wordless.count < count else { return out }
        out.read = .ocr
        out.note(Array(1...count), of: count, readBy: try recogniser.get().name)
        return out
    }

    // MARK: OFD

    private func ofd(_ data: Data, attachmentsIn folder: String?) throws(ReadProblem) -> FileReading {
        var (out, recognised) = try OFDReader.read(data, attachmentsIn: folder, recognise: page)
        if !recognised.isEmpty, let engine = try? recogniser.get().name {
            out.note(recognised, of: out.pageCount ?? recognised.count, readBy: engine)
        }
        for page in out.parts.flatMap(\.pages) { out.note(codesOn: page) }
        return out
    }

    /// A page whose pictures hold text: one that is nothing but a scan is straightened, others get theirs where it stands.
    private func page(_ content: PageContent, _ pictures: [(data: Data, box: Box)]) -> PageLayout? {
        var content = content
        var photographs: [Photograph] = []
        for picture in pictures {
            progress(content.number, content.number)
            guard let image = try? PageImage.decode(picture.data), let read = try? recogniser.get().recognise(image)
            else { return nil }
            let scale = picture.box.width / Double(max(1, image.width))
            if content.isScan, pictures.count == 1 {
                return PageLayout.of(
                    read, image, number: content.number, pointsAPixel: scale, origin: (picture.box.x0, picture.box.y0))
            }
            guard content.add(read, scale: scale, in: picture.box) else { return nil }
            guard read.glyphs.count < Photograph.mostGlyphs else { continue }
            photographs += image.fingerprint.map { [Photograph(box: picture.box, fingerprint: $0)] } ?? []
        }
        var layout = PageLayout.of(content)
        layout.photographs = photographs
        return layout
    }

    // MARK: Office files

    private func word(_ data: Data) throws(ReadProblem) -> FileReading {
        reading(try WordReader.read(data), as: .text)
    }

    private func workbook(_ data: Data) throws(ReadProblem) -> FileReading {
        let found = try WorkbookReader.read(data)
        var out = reading(found, as: .cell)
        out.pageCount = found.parts.count
        return out
    }

    /// Pictures that may hold text are recognised; where that is not possible, the place stands among the problems.
    private func reading(_ found: OfficeReading, as read: PackageFile.Read) -> FileReading {
        var out = FileReading()
        (out.problems, out.notes) = (found.problems, found.notes)
        var unread = found.unread
        let portraits = found.pictures.filter { !$0.isForReading }.compactMap(Self.portrait)
        let pictures = found.pictures.filter(\.isForReading).compactMap { picture -> ReadPart? in
            guard let part = recognised(picture) else { return nil }
            if let place = unread.firstIndex(of: picture.place) { unread.remove(at: place) }
            return part
        }
        if !unread.isEmpty {
            var seen = Set<String>()
            let places = unread.filter { seen.insert($0).inserted }
            out.problems.append(ReadProblem(.noTextLayer, place: PlaceName.list(places)))
        }
        if !pictures.isEmpty, let engine = try? recogniser.get().name {
            out.notes.append(FileNote(.recognised, detail: engine))
        }
        out.parts = (found.parts + pictures).filter { part in
            part.pages.contains { !$0.lines.isEmpty || !$0.tables.isEmpty }
        }
        out.wordless = (pictures + portraits).filter { part in
            part.pages.allSatisfy(\.isEmpty) && part.pages.contains { !$0.photographs.isEmpty }
        }
        guard !out.parts.isEmpty else {
            if out.problems.isEmpty { out.problems.append(ReadProblem(.noTextLayer)) }
            return out
        }
        out.read = read
        return out
    }

    /// A picture in an office file as a page of its own, whose places all have the picture's name.
    private func recognised(_ picture: EmbeddedPicture) -> ReadPart? {
        guard let image = try? PageImage.decode(picture.data), let page = try? recogniser.get().recognise(image) else {
            return nil
        }
        let layout = PageLayout.of(page, image, number: 1, pointsAPixel: PictureRenderer.pointsAPixel(image))
        let whole = Box(x0: 0, y0: 0, x1: layout.width, y1: layout.height)
        return ReadPart(pages: [layout], places: .named([NamedPlace(box: whole, name: picture.place)]))
    }

    /// A picture of which only the fingerprint is taken.
    private static func portrait(_ picture: EmbeddedPicture) -> ReadPart? {
        guard let image = try? PageImage.decode(picture.data), let fingerprint = image.fingerprint else { return nil }
        let whole = Box(x0: 0, y0: 0, x1: picture.box.width, y1: picture.box.height)
        var layout = PageLayout(
            number: 1, width: whole.width, height: whole.height, lines: [], tables: [], frames: [], marks: [])
        layout.photographs = [Photograph(box: whole, fingerprint: fingerprint)]
        return ReadPart(pages: [layout], places: .named([NamedPlace(box: whole, name: picture.place)]))
    }

    private func text(_ data: Data) throws(ReadProblem) -> FileReading {
        reading(OfficeReading(parts: [try TextFileReader.read(data)]), as: .text)
    }
}
