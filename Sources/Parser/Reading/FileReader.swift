// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Reads the bytes of one file by its type.
///
/// All C code that meets bytes of a package is called from here, so that a worker process can hold it.
public final class FileReader {
    private let dossierSchema: Data

    /// - Parameter dossierSchema: the bytes of `dossier.xsd`.
    public init(dossierSchema: Data) { self.dossierSchema = dossierSchema }

    /// - Parameter folder: where attachments are written, each under its number; nil leaves them out.
    /// - Returns: whatever could be read; faults stand among its problems.
    public func read(_ data: Data, as type: FileType, attachmentsIn folder: String? = nil) -> FileReading {
        do {
            switch type {
            case .pdf: return try pdf(data, attachmentsIn: folder)
            case .xml: return try FileReading(submission: data, schema: dossierSchema)
            case .docx: return try word(data)
            case .xlsx: return try workbook(data)
            case .empty: throw ReadProblem(.empty)
            case _ where type.isImage: throw ReadProblem(.noTextLayer, detail: type.rawValue.uppercased())
            default:
                throw ReadProblem(.unsupportedFormat, detail: type == .unknown ? nil : type.rawValue.uppercased())
            }
        } catch {
            return FileReading(problem: error as? ReadProblem ?? ReadProblem(.damaged))
        }
    }

    // MARK: PDF

    private func pdf(_ data: Data, attachmentsIn folder: String?) throws(ReadProblem) -> FileReading {
        let reader = try PDFReader(data)
        var out = FileReading()
        out.pageCount = reader.pageCount
        out.problems = reader.problems
        var pages: [PageLayout] = []
        var scans: [Int] = []
        var fields = 0
        var renderer: PDFRenderer?
        if let restriction = reader.restriction { out.notes.append(restriction) }
        for number in 1...reader.pageCount {
            let (content, problems) = reader.page(number, ink: true)
            out.problems += problems.filter { !out.problems.contains($0) }.prefix(4)
            fields += content.fieldCount
            if content.isScan { scans.append(number) }
            var layout = PageLayout.of(content)
            if !content.needsRecognition, !content.placesOfCodes.isEmpty {
                if renderer == nil { renderer = try? PDFRenderer(data) }
                layout.codes = renderer?.codes(on: content) ?? []
                out.notes += layout.codes.prefix(max(0, 40 - out.notes.count)).map {
                    FileNote(.code, place: PlaceName.page("\(number)"), detail: String($0.text.prefix(300)))
                }
            }
            pages.append(layout)
        }
        if let folder {
            let writer = AttachmentWriter(folder: folder)
            reader.attachments(to: writer)
            (out.attachments, out.problems) = (writer.attachments, out.problems + writer.problems)
        }
        // The pages of a dynamic form only say that another program is needed.
        if reader.hasXFA, fields == 0 { return FileReading(problem: ReadProblem(.xfaForm)) }
        out.notes += reader.signatures()
        if !scans.isEmpty {
            out.problems.append(ReadProblem(.noTextLayer, place: PlaceName.page(PageRanges.text(scans))))
        }
        guard pages.contains(where: { !$0.lines.isEmpty || !$0.tables.isEmpty }) else {
            // The cover of a portfolio shows nothing; its files do.
            if !out.attachments.isEmpty, scans.isEmpty { return out }
            if out.problems.isEmpty { out.problems.append(ReadProblem(.noTextLayer)) }
            return out
        }
        // A text layer with holes in it is read with care: its values go to a person.
        // So is what was changed after it was signed.
        if out.problems.contains(where: { $0.code == .textDamaged })
            || out.notes.contains(where: { $0.code == .digestDiffers })
        {
            for index in pages.indices { pages[index].confidence = 0.7 }
        }
        out.read = pages.contains { !$0.regions.isEmpty } ? .form : .text
        out.parts = [ReadPart(pages: pages)]
        return out
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
