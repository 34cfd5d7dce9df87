// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry
import ReportWriter

/// Started by `batch` and `watch`, never by a person: checks the packages that it is asked to.
struct PackageWorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package-worker", abstract: "核查进程（内部使用）。 A checking process; internal.", shouldDisplay: false)

    @OptionGroup var judging: JudgingOptions
    @OptionGroup var options: ChecklistOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "密钥存放处。 Where keys are kept.")
    var home: String?

    @Flag(help: "不出具回执。 Issue no receipts.")
    var noReceipts = false

    @Option(help: "输出格式。 Formats.")
    var format: String = RoundOptions.standardFormats

    func run() throws {
        guard ChildProcess.dieWithParent() else { return }
        let channel = FrameChannel(descriptor: STDIN_FILENO, limit: 16 << 20)
        let answering: Answering
        do { answering = try Answering(self, channel) } catch {
            // The parent has loaded the same before; it only needs to know that it is not the package's fault.
            throw Failure(error, options.lang).status.exitCode
        }
        do {
            try channel.send(.ready, Data())
            while true {
                let frame = try channel.receive()
                guard frame.kind == .request else { throw Status.internalFault.exitCode }
                let request = try JSONDecoder().decode(PackageRequest.self, from: frame.content)
                try channel.send(.answer, try JSONEncoder().encode(answering.answer(request)))
            }
        } catch FrameChannel.Fault.closed {
            return
        }
    }

    private final class Answering {
        private let command: PackageWorkerCommand
        private let intake: IntakeStep
        private let pipeline: Pipeline
        private let keys: ReceiptKeys?
        private let context: ClaimsContext
        private let formats: Set<ReportFormat>
        private let signs: SignsOfLife

        init(_ command: PackageWorkerCommand, _ channel: FrameChannel) throws {
            self.command = command
            signs = SignsOfLife(channel)
            intake = try IntakeStep(command.options, command.reading)
            pipeline = try Pipeline(command.options, command.judging, intake)
            context = ClaimsContext(pipeline.engine.checklist)
            formats = try ReportFormat.list(command.format, of: RoundOptions.formats)
            keys = command.noReceipts ? nil : try RegistryOptions.keys(Resources.home(command.home))
        }

        func answer(_ request: PackageRequest) -> PackageAnswer {
            do {
                let package = try signs.during { try intake.takeIn([request.path]) }
                if package.digest == request.known { return .unchanged }
                return .checked(try check(package, request))
            } catch let error as IntakeError {
                let message = error.message(command.options.lang)
                if case .workspace = error { return .fault(Failure(.inputOutput, message)) }
                // By the name that it is registered under: where the inbox lies is nobody's business.
                return .refused(message.replacing(request.path, with: request.package))
            } catch {
                return .fault(Failure(error, command.options.lang))
            }
        }

        private func check(_ package: SubmittedPackage, _ request: PackageRequest) throws -> PackageOutcome {
            let read = signs.during { pipeline.read(package) { _, _, _ in } }
            var assessment = try pipeline.assess(package, read)
            if let keys {
                // Other rules, another day or another conclusion need a receipt of their own.
                let given = request.receipt.flatMap { ReceiptIssuer.holds($0, of: assessment, keys: keys) ? $0 : nil }
                assessment.receipt =
                    try given ?? ReceiptIssuer.issue(assessment, issuedAt: request.issuedAt, keys: keys)
            }
            let staging = try OutputFolder(request.staging, language: command.options.lang)
            // Masked once, for the report as data and for the registry.
            let masked = assessment.masked
            var files = try pipeline.reports(
                assessment, package, read, formats: formats.subtracting([.json]), masked: true)
            files.append(.init(name: AssessmentFile.name, content: JSONReport.render(masked, masked: false)))
            if let previous = package.digest == request.latest ? request.earlier : request.previous,
                let old = try? AssessmentFile.read(
                    URL(fileURLWithPath: previous), shown: previous)
            {
                let report = ComparisonReport(
                    old: old, new: assessment, readBack: (true, false), language: command.options.lang, masked: true)
                files.append(.init(name: "comparison.json", content: report.json()))
                let text = report.text(
                    .init(
                        width: 100, color: false, verbose: false,
                        kindTitles: pipeline.vocabulary.titles(command.options.lang)))
                files.append(.init(name: "comparison.txt", content: Data(text.utf8)))
            }
            for file in files { try staging.write(file.content, file.name) }
            try staging.synchronise()
            return try outcome(assessment, masked, package, read, request, files)
        }

        private func outcome(
            _ assessment: Assessment, _ masked: Assessment, _ package: SubmittedPackage, _ read: ReadPackage,
            _ request: PackageRequest, _ files: [CheckResult.File]
        ) throws -> PackageOutcome {
            let report = files.first { $0.name == AssessmentFile.name }
            return PackageOutcome(
                package: request.package, digest: package.digest,
                applicantKey: Self.key(assessment.applicant) ?? request.package,
                applicant: masked.applicant, applicantClass: masked.applicantClass, asOf: masked.asOf,
                checklist: masked.checklist.id, checklistVersion: masked.checklist.version,
                checklistDigest: masked.checklist.digest, roundDigest: masked.round?.digest ?? "",
                conclusion: masked.conclusion, status: Int(Pipeline.status(assessment).rawValue),
                unreadableFiles: read.files.count { !$0.setAside && !$0.problems.isEmpty },
                isOfTheMoment: read.files.contains { $0.problems.contains(where: \.isOfTheMoment) },
                marks: FindingMark.all(assessment, digests: pipeline.engine.checklist.conditionDigests),
                matters: masked.findings.filter { [.unmet, .missing, .review].contains($0.state) }.map { finding in
                    var finding = finding
                    finding.evidence = Array(finding.evidence.prefix(3))
                    return finding
                },
                scope: scope(read.dossier),
                reportDigest: report.map { Digest.sha256($0.content) } ?? "",
                claims: PackageClaims.of(
                    read.dossier, files: read.files, rules: read.rules, photographs: read.photographs,
                    context: context),
                receipt: assessment.receipt,
                notice: files.first { $0.name == "notice.pdf" }.map {
                    .init(items: pipeline.notice(masked)?.items.count ?? 0, digest: Digest.sha256($0.content))
                })
        }

        /// A code that is none tells nobody apart, and may be the number of a person.
        private static func key(_ applicant: Assessment.Applicant) -> String? {
            if let code = applicant.uscc, UnifiedCode.isValid(code) { return code }
            return applicant.name.map(Masking.mask)
        }

        private func scope(_ dossier: Dossier) -> PackageOutcome.Scope {
            let applicant = dossier.first("applicant")
            return .init(
                address: (applicant?.first("office-address") ?? applicant?.first("registered-address"))
                    .map(Masking.mask),
                occupations: dossier.all("occupation").compactMap { occupation in
                    guard let name = occupation.first("name") else { return nil }
                    return .init(
                        name: Masking.mask(name), code: occupation.first("code").map(Masking.mask),
                        trade: occupation.first("trade").map(Masking.mask),
                        levels: occupation.first("levels") ?? "")
                })
        }
    }
}

/// Tells the parent now and then that this process lives, while it does what has limits of its own: taking in and reading. What
/// comes after has none, so that silence there is a sign.
private final class SignsOfLife {
    private let channel: FrameChannel

    init(_ channel: FrameChannel) { self.channel = channel }

    func during<Result>(_ body: () throws -> Result) rethrows -> Result {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + 20, repeating: 20)
        let (channel, lock, over) = (channel, NSLock(), Flag())
        timer.setEventHandler {
            lock.withLock { if !over.isUp { try? channel.send(.progress, Data()) } }
        }
        timer.resume()
        defer {
            timer.cancel()
            // A sign must not come into the middle of the answer.
            lock.withLock { over.isUp = true }
        }
        return try body()
    }

    /// Guarded by the lock beside it.
    private final class Flag: @unchecked Sendable { var isUp = false }
}
