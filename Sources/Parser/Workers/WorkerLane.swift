// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A thread that owns one worker at a time and does one thing after the other with it. It lives as long as the pool, as
/// workers end with the thread that started them.
final class WorkerLane: @unchecked Sendable {
    typealias Work = (WorkerLane) -> Void

    private let executable: String
    private let setup: WorkerSetup
    private let scratch: LazyWorkspace
    private let number: Int
    private let condition = NSCondition()
    // Guarded by `condition`.
    private var queue: [Work] = []
    private var isClosed = false
    private var isRunning = false
    private var count = 0
    private let ended = DispatchSemaphore(value: 0)
    // Used by the lane's own thread alone.
    private var worker: WorkerProcess?

    init(_ number: Int, executable: String, setup: WorkerSetup, scratch: LazyWorkspace) {
        (self.number, self.executable, self.setup, self.scratch) = (number, executable, setup, scratch)
    }

    /// Queues work; the thread starts with the first.
    func add(_ work: @escaping Work) {
        condition.lock()
        defer { condition.unlock() }
        queue.append(work)
        condition.signal()
        guard !isRunning else { return }
        isRunning = true
        // The thread keeps the lane, the pool closes it.
        let thread = Thread { self.run() }
        thread.name = "worker-\(number)"
        thread.start()
    }

    /// Lets the thread end its worker and itself when all is done.
    func close() {
        condition.lock()
        isClosed = true
        condition.signal()
        condition.unlock()
    }

    /// Waits for that end.
    func join() {
        condition.lock()
        let isRunning = isRunning
        condition.unlock()
        if isRunning { ended.wait() }
    }

    private func run() {
        while true {
            condition.lock()
            while queue.isEmpty, !isClosed { condition.wait() }
            let work = queue.isEmpty ? nil : queue.removeFirst()
            condition.unlock()
            guard let work else { break }
            work(self)
        }
        worker = nil
        ended.signal()
    }

    /// How many workers were started so far.
    var started: Int {
        condition.lock()
        defer { condition.unlock() }
        return count
    }

    // MARK: On the lane's own thread

    /// Asks the worker, one that is started for it if need be.
    /// - Parameter again: called before a second attempt. There is one where a worker that had seen other documents died:
    ///   what a document comes to must not depend on those before it.
    func ask<Content: Codable>(
        _ request: WorkerRequest, files: [Int32], again: () -> Void = {}
    ) throws(WorkerFault) -> Content {
        if worker?.isWornOut == true { worker = nil }
        let isFresh = (worker?.documents ?? 0) == 0
        do {
            return try current().ask(request, files: files)
        } catch {
            worker = nil
            guard error.mayLieInThePast, !isFresh else { throw error }
        }
        again()
        do { return try current().ask(request, files: files) } catch {
            worker = nil
            throw error
        }
    }

    private func current() throws(WorkerFault) -> WorkerProcess {
        if let worker { return worker }
        let folder = try scratchFolder()
        // A machine that is short of something for a moment gets a second chance.
        let started: WorkerProcess
        do { started = try WorkerProcess(executable: executable, scratch: folder, setup: setup) } catch {
            usleep(200_000)
            started = try WorkerProcess(executable: executable, scratch: folder, setup: setup)
        }
        worker = started
        condition.lock()
        count += 1
        condition.unlock()
        return started
    }

    /// The folder that this lane's workers write attachments to.
    func scratchFolder() throws(WorkerFault) -> String {
        let folder: String
        do { folder = try scratch.get().folder + "/lane-\(number)" } catch { throw .notStarted(error.code) }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .notStarted(ReadFault.system.reason) }
        return folder
    }
}
