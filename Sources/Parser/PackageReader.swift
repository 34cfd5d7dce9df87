// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What was read from a package: its facts, and what became of every file.
public struct ReadPackage: Sendable {
    public var dossier: Dossier
    public var files: [PackageFile]
    /// The pages of every file that has pages, by its path: what evidence is drawn from.
    public var readings: [String: FileReading]
    /// Files found inside files of the package: attachments.
    public var attached: [IntakeFile] = []
    /// The words of its compendia of rules, and its photographs: what is compared with other applicants'.
    public var rules: [RulesText] = []
    public var photographs: [PictureSighting] = []
}

/// Reads a package: files → readings (by the service) → document kinds → facts → dossier.
public struct PackageReader: Sendable {
    private let vocabulary: Vocabulary
    private let service: any ReadingService
    private let converter: LegacyOffice

    public init(vocabulary: Vocabulary, service: any ReadingService, converter: LegacyOffice = .installed) {
        self.vocabulary = vocabulary
        self.service = service
        self.converter = converter
    }

    /// - Parameter progress: called when the reading of a file begins, with its number from 0, the number of files and
    ///   its path; from any thread.
    public func read(
        _ package: SubmittedPackage, progress: @escaping @Sendable (Int, Int, String) -> Void = { _, _, _ in }
    ) -> ReadPackage {
        let classifier = Classifier(vocabulary)
        let extractor = Extractor(vocabulary)
        var merger = Merger()
        var out = ReadPackage(dossier: Dossier(), files: [], readings: [:])
        let inner = readAll(package, into: &out, progress)
        for file in Self.inOrder(package.files, inner) {
            var entry = PackageFile(
                path: file.path, sha256: file.sha256, bytes: file.bytes, problems: file.problems,
                notes: file.notes, setAside: file.setAside)
            if let reading = out.readings[file.path] {
                out.rules += record(reading, into: &entry, classifier, extractor, &merger)
                out.photographs += reading.photographs(path: file.path)
            } else if file.unpacked, file.problems.isEmpty {
                // An archive's entries stand in the list beside it.
                (entry.setAside, entry.isContainer) = (true, true)
            }
            if entry.kind == nil, !file.setAside { entry.kind = classifier.kind(ofName: file.path) }
            out.files.append(entry)
        }
        out.dossier = merger.dossier()
        return out
    }

    /// Reads the files, then the files inside them.
    /// - Returns: those found inside, by the path of the file that holds them.
    private func readAll(
        _ package: SubmittedPackage, into out: inout ReadPackage,
        _ progress: @escaping @Sendable (Int, Int, String) -> Void
    ) -> [String: [IntakeFile]] {
        let attached = AttachedFiles(package)
        var inner: [String: [IntakeFile]] = [:]
        var round = package.files
        for depth in 0...AttachedFiles.depthLimit {
            let readable = round.filter(Self.isToBeRead)
            guard !readable.isEmpty else { break }
            let workspace = LazyWorkspace()
            let readings = converter.readings(of: readable, by: service, workspace: workspace) {
                progress($0, readable.count, readable[$0].path)
            }
            round = []
            for (file, reading) in zip(readable, readings) {
                var reading = reading
                if !reading.attachments.isEmpty {
                    if depth == AttachedFiles.depthLimit {
                        reading.problems.append(ReadProblem(.tooDeep, detail: "> \(AttachedFiles.depthLimit)"))
                    } else {
                        let (files, problem) = attached.take(reading.attachments, of: file, in: workspace)
                        reading.problems += problem.map { [$0] } ?? []
                        inner[file.path] = files
                        round += files
                    }
                }
                if out.readings[file.path] == nil { out.readings[file.path] = reading }
            }
            out.attached += round
        }
        return inner
    }

    /// Every file, behind it those inside it.
    private static func inOrder(_ files: [IntakeFile], _ inner: [String: [IntakeFile]]) -> [IntakeFile] {
        files.flatMap { [$0] + inOrder(inner[$0.path] ?? [], inner) }
    }

    private static func isToBeRead(_ file: IntakeFile) -> Bool {
        !file.setAside && file.problems.isEmpty && !file.unpacked
    }

    /// - Returns: the words of the compendia of rules among its documents.
    private func record(
        _ reading: FileReading, into entry: inout PackageFile, _ classifier: Classifier, _ extractor: Extractor,
        _ merger: inout Merger
    ) -> [RulesText] {
        entry.read = reading.read
        entry.pages = reading.pageCount
        entry.problems += reading.problems
        entry.notes += reading.notes
        if let submission = reading.submission {
            entry.kind = "dossier-xml"
            for entity in submission.entities { merger.add(ReadRecord(submitted: entity, file: entry.path)) }
        }
        // A name alone makes no document of what nobody could read, but for photographs.
        let isWordless = reading.parts.allSatisfy { $0.pages.allSatisfy(\.isEmpty) }
        let kind = entry.kind ?? classifier.kind(ofName: entry.path)
        let needsNoWords = vocabulary.kinds.contains { $0.id == kind && $0.wordless == true }
        if needsNoWords { entry.problems.removeAll { $0.code == .noTextFound } }
        if isWordless, !needsNoWords { return [] }
        let whole = reading.parts.flatMap { part -> [(verdict: Classifier.Verdict, document: SourceDocument)] in
            let document = SourceDocument(path: entry.path, part)
            guard let sheet = part.sheet else { return DocumentCutter(classifier: classifier).parts(of: document) }
            let own = classifier.verdict(on: document, sheet: sheet)
            return [(own.kind == nil ? classifier.verdict(on: document) : own, document)]
        }
        return record(whole, path: entry.path, into: &entry, extractor, &merger)
    }

    private func record(
        _ parts: [(verdict: Classifier.Verdict, document: SourceDocument)], path: String, into entry: inout PackageFile,
        _ extractor: Extractor, _ merger: inout Merger
    ) -> [RulesText] {
        var rules: [RulesText] = []
        let isSigned =
            entry.notes.contains { $0.code == .digestMatches }
            && !entry.notes.contains { $0.code == .digestDiffers || $0.code == .digestUnchecked }
        var shown: [String: Set<String>] = [:]
        for part in parts {
            guard let kind = part.verdict.kind else {
                let place = parts.count > 1 ? part.document.beginning : nil
                entry.problems.append(ReadProblem(.unknownKind, place: place))
                continue
            }
            if entry.kind == nil { entry.kind = kind }
            var part = part
            part.document.doubt(ifVoidBy: vocabulary.void)
            let records = extractor.read(part.document, kind: kind)
            shown[kind, default: []].formUnion(records.map(\.entity))
            for record in records { merger.add(record) }
            let pages = part.document.pages
            let line = pages.first?.allLines.first
            let title = part.verdict.title ?? line?.text ?? ""
            let first = pages.first?.number ?? 1
            let evidence = part.document.evidence(page: first, box: line?.box, quote: title, certainty: 1)
            if kind == RulesText.kind { rules.append(part.document.rules(title: evidence, records)) }
            let (seal, sight) = Ink.seal(of: part.document, signed: isSigned)
            let seen = part.document.evidence(
                page: sight.page, box: sight.box, quote: sight.quote, certainty: sight.certainty)
            let range = pages.count > 1 ? "\(first)-\(pages.last?.number ?? first)" : "\(first)"
            merger.add(
                ReadRecord(
                    entity: "document",
                    readings: [("kind", kind), ("file", path), ("pages", range), ("title", title)].map {
                        Reading(leaf: $0.0, value: $0.1, raw: $0.1, evidence: evidence)
                    } + [Reading(leaf: "seal", value: seal, raw: sight.quote, evidence: seen)]))
        }
        // Rows that were not read are not rows that are not there.
        for kind in vocabulary.kinds {
            guard let shows = kind.shows, let found = shown[kind.id], found.isDisjoint(with: shows) else { continue }
            let place = parts.count > 1 ? parts.first { $0.verdict.kind == kind.id }?.document.beginning : nil
            entry.problems.append(ReadProblem(.nothingTaken, place: place))
        }
        return rules
    }
}

extension ReadRecord {
    /// What a dossier XML says of one element.
    fileprivate init(submitted entity: Entity, file: String) {
        self.init(
            entity: entity.name,
            readings: entity.leaves.flatMap { leaf in
                leaf.evidence.map { evidence in
                    var evidence = evidence
                    evidence.document = file
                    return Reading(leaf: leaf.name, value: leaf.value, raw: leaf.raw, evidence: evidence)
                }
            })
    }
}
