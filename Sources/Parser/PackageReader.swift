// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// What was read from a package: its facts, and what became of every file.
public struct ReadPackage: Sendable {
    public var dossier: Dossier
    public var files: [PackageFile]
}

/// Reads a package file by file: bytes → pages → document kind → facts → dossier. One file at a time is in memory.
public struct PackageReader: Sendable {
    private let vocabulary: Vocabulary
    private let dossierSchema: Data

    /// - Parameter dossierSchema: the bytes of `dossier.xsd`.
    public init(vocabulary: Vocabulary, dossierSchema: Data) {
        self.vocabulary = vocabulary
        self.dossierSchema = dossierSchema
    }

    /// - Parameter progress: called before each file with its number from 0, the number of files and its path.
    public func read(_ package: SubmittedPackage, progress: (Int, Int, String) -> Void = { _, _, _ in }) -> ReadPackage
    {
        let classifier = Classifier(vocabulary)
        let extractor = Extractor(vocabulary)
        var merger = Merger()
        var files: [PackageFile] = []
        for (number, file) in package.files.enumerated() {
            progress(number, package.files.count, file.path)
            var entry = PackageFile(
                path: file.path, sha256: file.sha256, bytes: file.bytes, problems: file.problems,
                setAside: file.setAside)
            defer { files.append(entry) }
            guard !file.setAside else { continue }
            guard file.problems.isEmpty else {
                entry.kind = classifier.kind(ofName: file.path)
                continue
            }
            do throws(ReadProblem) {
                switch file.type {
                case .pdf: try readPDF(file, into: &entry, classifier, extractor, &merger)
                case .xml: try readXML(file, into: &entry, &merger)
                case .docx: try readWord(file, into: &entry, classifier, extractor, &merger)
                case .xlsx: try readWorkbook(file, into: &entry, classifier, extractor, &merger)
                // An archive's entries stand in the list beside it.
                case _ where file.unpacked: (entry.setAside, entry.isContainer) = (true, true)
                case .empty: throw ReadProblem(.empty)
                case let type where type.isImage: throw ReadProblem(.noTextLayer, detail: type.rawValue.uppercased())
                case let type:
                    throw ReadProblem(.unsupportedFormat, detail: type == .unknown ? nil : type.rawValue.uppercased())
                }
            } catch {
                entry.problems.append(error)
            }
            if entry.kind == nil { entry.kind = classifier.kind(ofName: file.path) }
        }
        return ReadPackage(dossier: merger.dossier(), files: files)
    }

    // MARK: PDF

    private func readPDF(
        _ file: IntakeFile, into entry: inout PackageFile, _ classifier: Classifier, _ extractor: Extractor,
        _ merger: inout Merger
    ) throws(ReadProblem) {
        let reader = try PDFReader(file.data())
        let pages = Self.layouts(reader, into: &entry)
        // A text layer with holes in it is read with care: its values go to a person.
        let damaged = entry.problems.contains { $0.code == .textDamaged }
        let document = SourceDocument(path: file.path, pages: pages, method: .text, confidence: damaged ? 0.7 : 0.98)
        guard pages.contains(where: { !$0.lines.isEmpty || !$0.tables.isEmpty }) else {
            if entry.problems.isEmpty { entry.problems.append(ReadProblem(.noTextLayer)) }
            return
        }
        entry.read = .text
        let parts = DocumentCutter(classifier: classifier).parts(of: document).map { part in
            guard let kind = part.verdict.kind, extractor.looksForInk(kind) else { return part }
            return (verdict: part.verdict, document: Self.withInk(part.document, reader))
        }
        record(parts, path: file.path, into: &entry, extractor, &merger)
    }

    /// The document with the colours of its small pictures.
    private static func withInk(_ document: SourceDocument, _ reader: PDFReader) -> SourceDocument {
        var document = document
        for index in document.pages.indices where document.pages[index].marks.contains(where: \.isPicture) {
            let sampled = reader.page(document.pages[index].number, ink: true).content.marks
            document.pages[index].marks = document.pages[index].marks.map { mark in
                sampled.first { $0.box == mark.box && $0.isPicture == mark.isPicture } ?? mark
            }
        }
        return document
    }

    /// Every page of a PDF; pages that show only a picture are named among the problems.
    static func layouts(_ reader: PDFReader, into entry: inout PackageFile) -> [PageLayout] {
        entry.pages = reader.pageCount
        entry.problems += reader.problems
        var pages: [PageLayout] = []
        var scans: [Int] = []
        for number in 1...reader.pageCount {
            let (content, problems) = reader.page(number)
            entry.problems += problems.filter { !entry.problems.contains($0) }.prefix(4)
            if content.isScan { scans.append(number) }
            pages.append(PageLayout.of(content))
        }
        if !scans.isEmpty {
            entry.problems.append(ReadProblem(.noTextLayer, place: PlaceName.page(Self.ranges(scans))))
        }
        return pages
    }

    /// `1-3、5`.
    static func ranges(_ numbers: [Int]) -> String {
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

    private func record(
        _ document: SourceDocument, into entry: inout PackageFile, _ classifier: Classifier, _ extractor: Extractor,
        _ merger: inout Merger
    ) {
        record(
            DocumentCutter(classifier: classifier).parts(of: document), path: document.path, into: &entry, extractor,
            &merger)
    }

    private func record(
        _ parts: [(verdict: Classifier.Verdict, document: SourceDocument)], path: String, into entry: inout PackageFile,
        _ extractor: Extractor, _ merger: inout Merger
    ) {
        for part in parts {
            guard let kind = part.verdict.kind else {
                let place = parts.count > 1 ? part.document.pages.first.map { PlaceName.page("\($0.number)") } : nil
                entry.problems.append(ReadProblem(.unknownKind, place: place))
                continue
            }
            if entry.kind == nil { entry.kind = kind }
            for record in extractor.read(part.document, kind: kind) { merger.add(record) }
            let pages = part.document.pages
            let line = pages.first?.allLines.first
            let title = part.verdict.title ?? line?.text ?? ""
            let first = pages.first?.number ?? 1
            let evidence = part.document.evidence(page: first, box: line?.box, quote: title, certainty: 1)
            let range = pages.count > 1 ? "\(first)-\(pages.last?.number ?? first)" : "\(first)"
            merger.add(
                ReadRecord(
                    entity: "document",
                    readings: [("kind", kind), ("file", path), ("pages", range), ("title", title)].map {
                        Reading(leaf: $0.0, value: $0.1, raw: $0.1, evidence: evidence)
                    }))
        }
    }

    // MARK: Office files

    private func readWord(
        _ file: IntakeFile, into entry: inout PackageFile, _ classifier: Classifier, _ extractor: Extractor,
        _ merger: inout Merger
    ) throws(ReadProblem) {
        let page = try WordReader.read(file.data())
        guard !page.lines.isEmpty || !page.tables.isEmpty else { throw ReadProblem(.noTextLayer) }
        entry.read = .text
        let document = SourceDocument(path: file.path, pages: [page], method: .text, confidence: 0.98, places: .lines)
        record(document, into: &entry, classifier, extractor, &merger)
    }

    private func readWorkbook(
        _ file: IntakeFile, into entry: inout PackageFile, _ classifier: Classifier, _ extractor: Extractor,
        _ merger: inout Merger
    ) throws(ReadProblem) {
        let sheets = try WorkbookReader.read(file.data())
        entry.read = .cell
        entry.pages = sheets.count
        let parts = sheets.filter { !$0.layout.lines.isEmpty || !$0.layout.tables.isEmpty }.map { sheet in
            let document = SourceDocument(
                path: file.path, pages: [sheet.layout], method: .cell, confidence: 0.99,
                places: .cells(sheet: sheet.name))
            let own = classifier.verdict(on: document, sheet: sheet.name)
            return (own.kind == nil ? classifier.verdict(on: document) : own, document)
        }
        record(parts, path: file.path, into: &entry, extractor, &merger)
    }

    // MARK: XML

    private func readXML(_ file: IntakeFile, into entry: inout PackageFile, _ merger: inout Merger) throws(ReadProblem)
    {
        let data = try file.data()
        do {
            let document = try XMLDocument.parse(data)
            guard document.root.name == "dossier", document.root.namespace == nil else {
                throw ReadProblem(.xmlNamespace, place: PlaceName.line(document.root.line), detail: document.root.name)
            }
            let issues = try XSDSchema(dossierSchema).validate(document)
            if let first = issues.first {
                let more = issues.count > 1 ? " (+\(issues.count - 1))" : ""
                throw ReadProblem(.xmlInvalid, place: PlaceName.line(first.line), detail: first.message + more)
            }
            let submitted = try DossierReader.submission(document, file: file.path)
            for entity in submitted.entities {
                merger.add(
                    ReadRecord(
                        entity: entity.name,
                        readings: entity.leaves.flatMap { leaf in
                            leaf.evidence.map {
                                Reading(leaf: leaf.name, value: leaf.value, raw: leaf.raw, evidence: $0)
                            }
                        }))
            }
            entry.kind = "dossier-xml"
            entry.read = .xml
        } catch let problem as ReadProblem {
            throw problem
        } catch let error as XMLError {
            let place = error.line.map(PlaceName.line)
            switch error {
            case .doctype: throw ReadProblem(.xmlDoctype, place: place)
            case .syntax(_, _, let message): throw ReadProblem(.xmlSyntax, place: place, detail: message)
            case .empty: throw ReadProblem(.empty)
            case .tooLarge: throw ReadProblem(.tooLarge)
            default: throw ReadProblem(.xmlSyntax, place: place, detail: error.code)
            }
        } catch {
            throw ReadProblem(.xmlSyntax, detail: "\(error)")
        }
    }
}
