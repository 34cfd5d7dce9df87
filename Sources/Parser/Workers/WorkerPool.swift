// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Reads in worker processes: a file that crashes, hangs or eats memory costs itself and nothing else.
///
/// Workers start when they are first needed and live as long as the pool.
public final class WorkerPool: ReadingService, EntryUnpacker {
    private let lanes: [WorkerLane]
    private let scratch = LazyWorkspace()

    /// - Parameters:
    ///   - executable: the program that `worker` is a command of.
    ///   - dossierSchema: the bytes of `dossier.xsd`.
    ///   - jobs: how many workers at most; nil takes one for each processor.
    public init(
        executable: String = "/proc/self/exe", dossierSchema: Data, jobs: Int? = nil, limits: WorkerLimits = .init()
    ) {
        let setup = WorkerSetup(dossierSchema: dossierSchema, limits: limits)
        let count = min(64, max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount))
        let scratch = scratch
        lanes = (0..<count).map { WorkerLane($0, executable: executable, setup: setup, scratch: scratch) }
    }

    /// How many workers were started so far, replacements included.
    public var workersStarted: Int { lanes.reduce(0) { $0 + $1.started } }

    deinit {
        lanes.forEach { $0.close() }
        lanes.forEach { $0.join() }
        scratch.remove()
    }

    public func read(
        _ files: [IntakeFile], workspace: LazyWorkspace, progress: @escaping @Sendable (Int) -> Void
    ) -> [FileReading] {
        let results = Slots(files.count, filledWith: FileReading(problem: ReadProblem(.crashed)))
        // The biggest first, so that no lane is left alone with it at the end.
        let order = files.indices.sorted { (files[$1].bytes, $0) < (files[$0].bytes, $1) }
        let next = Counter()
        let group = DispatchGroup()
        for lane in lanes.prefix(files.count) {
            group.enter()
            lane.add { lane in
                while let turn = next.take(below: order.count) {
                    let number = order[turn]
                    progress(number)
                    results.set(number, Self.read(files[number], in: lane, workspace))
                }
                group.leave()
            }
        }
        group.wait()
        return results.all()
    }

    private static func read(_ file: IntakeFile, in lane: WorkerLane, _ workspace: LazyWorkspace) -> FileReading {
        do throws(ReadProblem) {
            let source = try file.open()
            let request = WorkerRequest.read(file.type, bytes: file.bytes, sha256: file.sha256)
            var reading: FileReading
            do throws(WorkerFault) {
                reading = try withExtendedLifetime(source) { () throws(WorkerFault) in
                    try lane.ask(request, files: [source.descriptor]) {
                        if let folder = try? lane.scratchFolder() { AttachmentMover.empty(folder) }
                    }
                }
            } catch {
                // What a worker wrote before it died belongs to nothing.
                if let folder = try? lane.scratchFolder() { AttachmentMover.empty(folder) }
                throw error.problem
            }
            try AttachmentMover.move(&reading, from: try? lane.scratchFolder(), to: workspace)
            return reading
        } catch {
            return FileReading(problem: error)
        }
    }

    public func crop(_ file: IntakeFile, _ request: CropRequest) -> PageCrop? {
        guard FileReader.hasPages(file.type), let source = try? file.open() else { return nil }
        // Crops of one document go to one worker, which keeps it open.
        return run(in: lane(for: file.sha256)) { lane in
            let question = WorkerRequest.crop(file.type, bytes: file.bytes, sha256: file.sha256, request)
            let crop: PageCrop?? = withExtendedLifetime(source) {
                try? lane.ask(question, files: [source.descriptor])
            }
            return crop ?? nil
        } ?? nil
    }

    func unpack(
        _ entry: ZipEntry, from source: OpenFile, to target: Int32, allowance: EntryAllowance
    ) -> EntryOutcome {
        let archive = source.descriptor
        return run(in: lanes[0]) { lane in
            do throws(WorkerFault) {
                return try lane.ask(.unpack(entry, allowance), files: [archive, target]) {
                    ftruncate(target, 0)
                    lseek(target, 0, SEEK_SET)
                }
            } catch {
                var status = stat()
                let size = fstat(target, &status) == 0 ? Int(status.st_size) : 0
                return EntryOutcome(size: size, problem: error.problem)
            }
        } ?? EntryOutcome(size: 0, problem: ReadProblem(.notReadable))
    }

    private func lane(for sha256: String) -> WorkerLane {
        lanes[(sha256.utf8.first.map(Int.init) ?? 0) % lanes.count]
    }

    /// Does one thing on a lane and waits for it.
    private func run<Result: Sendable>(in lane: WorkerLane, _ body: @escaping (WorkerLane) -> Result) -> Result? {
        let results = Box1<Result>()
        let done = DispatchSemaphore(value: 0)
        lane.add { lane in
            results.value = body(lane)
            done.signal()
        }
        done.wait()
        return results.value
    }

    /// Written by one thread, read by another after a semaphore.
    private final class Box1<Value>: @unchecked Sendable { var value: Value? }

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0

        func take(below end: Int) -> Int? {
            lock.lock()
            defer { lock.unlock() }
            guard value < end else { return nil }
            value += 1
            return value - 1
        }
    }
}
