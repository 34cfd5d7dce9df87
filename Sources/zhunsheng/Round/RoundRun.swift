// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Registry

/// Has packages checked by processes of their own, and registers what comes of it. One bad package stops nothing; what was
/// registered is never done again.
final class RoundRun: @unchecked Sendable {
    let registry: Registry
    let folder: RoundFolder
    let rules: RoundRules
    private var settings: RoundSettings { rules.settings }
    private var round: String { rules.round.id }

    private let lock = NSLock()
    // Guarded by `lock`.
    private var queue: ArraySlice<Inbox.Item> = []
    private var stopped: Failure?
    private var onStep: (Inbox.Item, Step) -> Void = { _, _ in }

    /// What became of a package.
    enum Step {
        case checked(Registration)
        case unchanged
        case aside(String)
    }

    init(_ rules: RoundRules, registry: Registry, folder: RoundFolder) {
        (self.rules, self.registry, self.folder) = (rules, registry, folder)
    }

    /// Works through packages with so many processes.
    /// - Parameter step: called when one is done, one call at a time.
    /// - Throws: `Failure` where going on makes no sense; what was done until then is kept
    func process(
        _ items: [Inbox.Item], run: RunRecord, jobs: Int, step: @escaping (Inbox.Item, Step) -> Void
    ) throws {
        lock.withLock {
            queue = items[...]
            onStep = step
            stopped = nil
        }
        let group = DispatchGroup()
        for number in 0..<min(jobs, max(1, items.count)) {
            group.enter()
            // Processes end with the thread that started them, so each lane is a thread and not a task.
            let thread = Thread { [self] in
                lane(number, run)
                group.leave()
            }
            thread.stackSize = 4 << 20
            thread.start()
        }
        group.wait()
        if let stopped = lock.withLock({ stopped }) { throw stopped }
    }

    private func next() -> Inbox.Item? { lock.withLock { stopped == nil ? queue.popFirst() : nil } }

    private func lane(_ number: Int, _ run: RunRecord) {
        var process: PackageProcess?
        while let item = next() {
            if let worn = process, worn.packages >= PackageProcess.life { process = nil }
            do {
                let step = try handle(item, run, number, &process)
                lock.withLock { onStep(item, step) }
            } catch {
                lock.withLock { stopped = stopped ?? Failure(error, settings.language) }
            }
        }
    }

    // MARK: One package

    /// How often a package may end the process that checks it.
    private static let tries = 2

    private func handle(_ item: Inbox.Item, _ run: RunRecord, _ lane: Int, _ process: inout PackageProcess?) throws
        -> Step
    {
        guard item.isPackage else {
            let isThere = FileManager.default.fileExists(atPath: item.path)
            return try setAside(item, run, isThere ? notAPackage : notThere)
        }
        let known = try registry.known(item.package, round: round)
        var request = PackageRequest(
            path: item.path, package: item.package, known: known.flatMap { isCurrent($0) ? $0.submission.digest : nil },
            staging: "", issuedAt: "", receipt: known?.receipt, latest: known?.submission.digest,
            previous: known.map { report(of: $0.submission) }, earlier: try known.flatMap { try before($0.submission) })
        var isSecondReading = false
        while true {
            request.staging = try folder.prepare(item.package).path
            request.issuedAt = Clock.now()
            let answer: PackageAnswer
            do { answer = try running(&process, lane).ask(request) } catch let fault as PackageProcess.Fault {
                process = nil
                let reason = text(fault)
                let tries = try registry.failed(item.package, run: run.number, reason: reason)
                // Silence for so long would only come again.
                if tries >= Self.tries || fault.isStall { return try setAside(item, run, reason) }
                continue
            }
            switch answer {
            case .unchanged:
                if let known {
                    let published = folder.folder(known.submission.folder)
                    if RoundFolder.holds(published, reportDigest: known.assessment.reportDigest) {
                        try registry.unchanged(item.package, run: run.number, submission: known.submission.number)
                        return .unchanged
                    }
                }
                // The reports are lost: they are made again, with the receipt that was issued.
                request.known = nil
            case .checked(let outcome):
                try requireSameRules(outcome)
                // What failed for want of time or memory may go well now.
                if outcome.isOfTheMoment, !isSecondReading {
                    isSecondReading = true
                    process = nil
                    continue
                }
                do { return try register(outcome, item, known, run) } catch RegistryError.overtaken {
                    // Somebody else checks the same inbox: what they registered counts, and nothing is receipted twice.
                    return try handle(item, run, lane, &process)
                } catch RegistryError.codeTaken {
                    // A receipt is known by bytes and second, and two packages of the same bytes have one each.
                    sleep(1)
                    return try handle(item, run, lane, &process)
                }
            case .refused(let reason): return try setAside(item, run, reason)
            case .fault(let failure):
                guard failure.status == .internalFault else { throw failure }
                return try setAside(item, run, failure.message)
            }
        }
    }

    /// A process that was started later has read the files anew; what it found must not pass for what the round was begun with.
    private func requireSameRules(_ outcome: PackageOutcome) throws {
        guard outcome.checklistDigest == settings.checklistDigest, outcome.roundDigest == settings.roundDigest else {
            throw Failure(.configuration, rulesChanged)
        }
    }

    private func register(_ outcome: PackageOutcome, _ item: Inbox.Item, _ known: KnownPackage?, _ run: RunRecord)
        throws
        -> Step
    {
        if let known, known.submission.digest == outcome.digest, known.assessment.reportDigest == outcome.reportDigest {
            try registry.unchanged(item.package, run: run.number, submission: known.submission.number)
            try folder.publish(item.package, as: known.submission.folder)
            return .unchanged
        }
        let registration = try registry.register(
            outcome, round: round, run: run.number, basis: .known(known?.assessment.number), at: Clock.now()
        ) {
            Inbox.folder(item.package, version: $0)
        }
        try folder.publish(item.package, as: registration.submission.folder)
        return .checked(registration)
    }

    private func setAside(_ item: Inbox.Item, _ run: RunRecord, _ reason: String) throws -> Step {
        let reason = Masking.mask(reason)
        try registry.setAside(item.package, run: run, reason: reason, at: Clock.now())
        try? FileManager.default.removeItem(at: folder.staged(item.package))
        return .aside(reason)
    }

    private func isCurrent(_ known: KnownPackage) -> Bool {
        !rules.given.recheck && !known.isOfTheMoment
            && known.assessment.checklistDigest == settings.checklistDigest
            && known.assessment.roundDigest == settings.roundDigest
            && (settings.applicantClass == nil || known.submission.applicantClass == settings.applicantClass)
            // After a trial run without receipts.
            && (!settings.receipts || known.receipt != nil)
            // A day that nobody asked for is no reason to judge the same bytes again.
            && (rules.given.judging.asOf == nil || known.assessment.asOf == settings.asOf)
    }

    private func report(of submission: SubmissionRecord) -> String {
        folder.folder(submission.folder).appendingPathComponent(AssessmentFile.name).path
    }

    /// The report of the version before.
    private func before(_ submission: SubmissionRecord) throws -> String? {
        try registry.versions(submission.package, round: round).last { $0.version < submission.version }.map(report)
    }

    private func running(_ process: inout PackageProcess?, _ lane: Int) throws -> PackageProcess {
        if let process { return process }
        let temporary = folder.temporary.appendingPathComponent("\(lane)").path
        do {
            try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        } catch { throw OutputFolder.failure(temporary, error, settings.language) }
        // A machine that is short of something for a moment gets a second chance.
        let started: PackageProcess
        do { started = try PackageProcess(rules.command, temporary: temporary) } catch {
            sleep(1)
            do { started = try PackageProcess(rules.command, temporary: temporary) } catch {
                throw Failure(.internalFault, text(error))
            }
        }
        process = started
        return started
    }

    // MARK: Going on after an end that was none

    /// Publishes what was registered and not yet moved; removes what was not registered.
    /// - Returns: packages whose work is done, with their reports where they belong.
    func recover(_ run: RunRecord) throws -> Set<String> {
        var done: Set<String> = []
        for work in try registry.work(of: run.number) {
            switch work.state {
            case .waiting: continue
            // Set aside for what it is, not for what it did: it is looked at again only in a new run.
            case .aside: done.insert(work.package)
            case .done:
                guard let known = try registry.known(work.package, round: round) else { continue }
                if RoundFolder.holds(folder.staged(work.package), reportDigest: known.assessment.reportDigest) {
                    try folder.publish(work.package, as: known.submission.folder)
                }
                // Reports of an earlier judgement are not those of this one.
                let published = folder.folder(known.submission.folder)
                if RoundFolder.holds(published, reportDigest: known.assessment.reportDigest) {
                    done.insert(work.package)
                }
            }
        }
        return done
    }

    // MARK: Words

    private var notAPackage: String {
        settings.language == .zh
            ? "不是材料包：应为文件夹、ZIP或申报档案XML。请放入文件夹后重试。"
            : "Not a package: neither a folder nor a zip nor a dossier XML. Put it into a folder."
    }

    private var notThere: String {
        settings.language == .zh
            ? "无法打开：链接已失效，或名称不是UTF-8编码。请改名，或放入原文件后重试。"
            : "Cannot be opened: a link to nothing, or a name that is not UTF-8. Rename it, or put the file itself there."
    }

    private var rulesChanged: String {
        settings.language == .zh
            ? "核查清单或批次文件在核查期间被改动。请恢复原文件后续跑，或按新文件重新核查；已登记的结果不会丢失。"
            : "The checklist or the round's file was changed meanwhile. Put the old one back and go on, or begin anew; what was registered is kept."
    }

    private func text(_ fault: PackageProcess.Fault) -> String {
        let zh = settings.language == .zh
        switch fault {
        case .notStarted(let reason):
            return zh
                ? "核查进程无法启动（\(reason.text(.zh))）。请检查内存和进程数限制后重试；已登记的结果不会丢失。"
                : "The checking process did not start (\(reason.text(.en))). Check memory and limits, and try again; what was registered is kept."
        case .died(let how):
            return zh
                ? "核查进程两次异常终止（\(how)）。请人工查看该材料包，或拆分后重试。"
                : "Checking it ended the process twice (\(how)). Look at the package by hand, or split it."
        case .stalled(let seconds):
            return zh
                ? "核查超过\(seconds / 60)分钟没有进展。请人工查看该材料包，或拆分后重试。"
                : "No progress for \(seconds / 60) minutes. Look at the package by hand, or split it."
        }
    }
}
