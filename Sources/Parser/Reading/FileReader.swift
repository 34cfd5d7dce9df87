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
            case .pdf: return try pdf(data)
            case .xml: return try FileReading(submission: data, schema: dossierSchema)
            case .docx: return try word(data)
            case .xlsx: return try workbook(data)
            case .text: return try text(data)
            case .empty: throw ReadProblem(.empty)
            // Converted before they come here; one that was not is told what to send instead.
            case .ole, .rtf, .html: throw ReadProblem(.noConverter, detail: type.rawValue.uppercased())
            case _ where type.isImage: throw ReadProblem(.noTextLayer, detail: type.rawValue.uppercased())
            default:
                throw ReadProblem(.unsupportedFormat, detail: type == .unknown ? nil : type.rawValue.uppercased())
            }
        } catch {
            return FileReading(problem: error as? ReadProblem ?? ReadProblem(.damaged))
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
        for number in 1...reader.pageCount {
            let (content, problems) = reader.page(number, ink: true)
            out.problems += problems.filter { !out.problems.contains($0) }.prefix(4)
            if content.isScan { scans.append(number) }
            pages.append(PageLayout.of(content))
        }
        if !scans.isEmpty {
            out.problems.append(ReadProblem(.noTextLayer, place: PlaceName.page(PageRanges.text(scans))))
        }
        guard pages.contains(where: { !$0.lines.isEmpty || !$0.tables.isEmpty }) else {
            if out.problems.isEmpty { out.problems.append(ReadProblem(.noTextLayer)) }
            return out
        }
        // A text layer with holes in it is read with care: its values go to a person.
        if out.problems.contains(where: { $0.code == .textDamaged }) {
            for index in pages.indices { pages[index].confidence = 0.7 }
        }
        out.read = .text
        out.parts = [ReadPart(pages: pages)]
        return out
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

    /// Pictures that may hold text stand among the problems until something recognises them.
    private func reading(_ found: OfficeReading, as read: PackageFile.Read) -> FileReading {
        var out = FileReading()
        (out.problems, out.notes) = (found.problems, found.notes)
        out.parts = found.parts.filter { part in
            part.pages.contains { !$0.lines.isEmpty || !$0.tables.isEmpty }
        }
        guard !out.parts.isEmpty else {
            if out.problems.isEmpty { out.problems.append(ReadProblem(.noTextLayer)) }
            return out
        }
        out.read = read
        return out
    }

    private func text(_ data: Data) throws(ReadProblem) -> FileReading {
        reading(OfficeReading(parts: [try TextFileReader.read(data)]), as: .text)
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
