// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry
import ReportWriter

/// The first step of a whole run, and who reads for it. It stands by itself: where a package is known already, the others are
/// not taken.
struct IntakeStep {
    let workers: WorkerPool
    let service: any ReadingService
    let readers: String

    init(_ options: ChecklistOptions, _ reading: ReadingOptions) throws {
        let schema = try options.loadDossierSchema()
        readers = ReaderVersion.text(dossierSchema: schema)
        workers = reading.workers(dossierSchema: schema)
        service = reading.service(workers, version: readers)
    }

    /// 1 Intake · package → files: inventory, digests, types by content, limits, archives unpacked
    func takeIn(_ inputs: [String]) throws -> SubmittedPackage { try Intake.open(inputs, workers: workers) }
}

/// A whole run, from the bytes handed in to the reports. ARCHITECTURE.md draws the same steps.
struct Pipeline {
    var language: Language
    var vocabulary: Vocabulary
    var service: any ReadingService
    var engine: Engine
    var asOf: String
    var applicantClass: ApplicantClass?

    init(_ options: ChecklistOptions, _ judging: JudgingOptions, _ intake: IntakeStep) throws {
        language = options.lang
        let checklist = try options.loadChecklist()
        try checklist.requireInForce(on: judging.day)
        vocabulary = try options.loadVocabulary()
        service = intake.service
        engine = try Engine(checklist: checklist, round: judging.loadRound(checklist, options.lang))
        asOf = judging.day
        applicantClass = judging.applicantClass
    }

    /// 2 Readers · files → pages   3 Layout · pages → lines, tables   4 Extraction · lines, tables → facts   5 Merge · facts → dossier
    func read(_ package: SubmittedPackage) -> ReadPackage {
        defer { Terminal.clearProgress() }
        return read(package) { number, count, path in
            Terminal.progress("[\(number + 1)/\(count)] \(Masking.mask(path))")
        }
    }

    /// - Parameter progress: called when the reading of a file begins; from any thread.
    func read(_ package: SubmittedPackage, progress: @escaping @Sendable (Int, Int, String) -> Void) -> ReadPackage {
        PackageReader(vocabulary: vocabulary, service: service).read(package, progress: progress)
    }

    func request(_ package: SubmittedPackage, _ read: ReadPackage) -> CheckRequest {
        CheckRequest(
            dossier: read.dossier, packageName: package.name, packageDigest: package.digest, files: read.files,
            applicantClass: applicantClass, asOf: asOf, language: language)
    }

    /// 6 Engine · dossier + checklist + round → assessment
    func assess(_ package: SubmittedPackage, _ read: ReadPackage) throws -> Assessment {
        try engine.assess(request(package, read))
    }

    /// 7 Receipt · assessment + key → signed receipt, kept in the registry
    func receipt(_ assessment: Assessment, _ place: RegistryOptions, issuedAt: String) throws -> IntakeReceipt {
        let keys = try RegistryOptions.keys(Resources.home(place.home))
        let receipt = try ReceiptIssuer.issue(assessment, issuedAt: issuedAt, keys: keys)
        let registry = try place.open(at: issuedAt, language)
        try registry.keep(receipt, at: issuedAt)
        SeenHead.note(registry, home: place.home)
        return receipt
    }

    /// 8 Reports · assessment → text, HTML, JSON, dossier, PDF, by the names of their files
    func reports(
        _ assessment: Assessment, _ package: SubmittedPackage, _ read: ReadPackage, formats: Set<ReportFormat>,
        masked: Bool
    ) throws -> [CheckResult.File] {
        var out: [CheckResult.File] = []
        let titles = vocabulary.titles(language)
        if formats.contains(.html) {
            let page = HTMLReport.render(
                assessment, images: EvidenceImages(package, read, service: service), masked: masked, kindTitles: titles)
            out.append(.init(name: "report.html", content: Data(page.utf8)))
        }
        if formats.contains(.json) {
            out.append(.init(name: "assessment.json", content: JSONReport.render(assessment, masked: masked)))
        }
        if formats.contains(.xml) {
            out.append(.init(name: "dossier.xml", content: Data(DossierXML.text(of: read.dossier).utf8)))
        }
        if let receipt = assessment.receipt {
            out.append(.init(name: "receipt.json", content: try ReceiptJSON.encode(receipt)))
        }
        if formats.contains(.pdf) {
            if let receipt = assessment.receipt {
                out.append(.init(name: "receipt.pdf", content: try SignedReceipt.intake(receipt).pdf(language)))
            }
            if let notice = notice(assessment) { out.append(.init(name: "notice.pdf", content: try notice.pdf())) }
        }
        return out
    }

    /// What the applicant would be told to put right; nil where that is nothing.
    func notice(_ assessment: Assessment) -> CorrectionNotice? {
        let particulars = CorrectionNotice.Particulars(
            authority: engine.round?.authority?.name, basis: engine.checklist.basis(language))
        return CorrectionNotice(assessment, particulars, language: language)
    }

    func terminalReport(_ assessment: Assessment, masked: Bool, verbose: Bool) -> String {
        let titles = vocabulary.titles(language)
        return TextReport.render(
            assessment,
            options: .init(
                width: Terminal.width, color: Terminal.color, verbose: verbose, masked: masked, kindTitles: titles))
    }

    /// The status of one package: what could not be read outweighs gaps, since a gap may be in the unread page.
    static func status(_ assessment: Assessment) -> Status {
        if assessment.package.files.contains(where: { !$0.setAside && !$0.problems.isEmpty }) { return .unreadable }
        switch assessment.conclusion {
        case .gapsFound: return .gaps
        case .reviewNeeded: return .review
        case .noGapFound: return .nothingFound
        }
    }
}

extension Vocabulary {
    /// Names of the document kinds by id.
    func titles(_ language: Language) -> [String: String] {
        Dictionary(uniqueKeysWithValues: kinds.map { ($0.id, language == .zh ? $0.zh : $0.en) })
    }
}
