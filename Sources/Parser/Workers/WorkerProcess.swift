// SPDX-License-Identifier: GPL-3.0-or-later
import CConfine
import Dossier
import Foundation

/// A worker as its owner sees it: a child process at the other end of a socket. Used by one thread, the one that started
/// it: the kernel ends a child when the *thread* that made it ends.
final class WorkerProcess {
    private let id: pid_t
    private let channel: FrameChannel
    private let limits: WorkerLimits
    private var reaped = false
    /// Documents answered for so far.
    private(set) var documents = 0
    /// Resident memory after the last answer, bytes.
    private(set) var resident = 0

    /// - Parameters:
    ///   - executable: the program; it is started as `worker --scratch <folder>`.
    ///   - scratch: the only folder that the worker can write to.
    init(executable: String, scratch: String, setup: WorkerSetup) throws(WorkerFault) {
        limits = setup.limits
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .notStarted(ReadFault.system.reason)
        }
        // A worker that takes nothing in must not hold its owner for ever.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        channel = FrameChannel(descriptor: ends[0], limit: setup.limits.answerBytes)
        do throws(WorkerFault) {
            // Once it has its end, ours must be closed: else nobody notices when the child dies.
            defer { close(ends[1]) }
            id = try Self.spawn(
                executable, ["worker", "--scratch", scratch, "--memory", "\(setup.limits.memory)"], ends[1], scratch)
        } catch {
            close(ends[0])
            throw error
        }
        // From here on everything is set, so that `deinit` ends and reaps the child when this throws.
        guard let greeting = try? WireCoder.encode(setup) else { throw .notStarted("setup") }
        do throws(FrameChannel.Fault) {
            try channel.send(.setup, greeting)
            guard try channel.receive(patience: 60).kind == .ready else { throw .malformed }
        } catch {
            throw .notStarted("\(end())")
        }
    }

    deinit {
        _ = end()
        close(channel.descriptor)
    }

    var isWornOut: Bool { documents >= limits.documents || resident > limits.resident }

    /// Asks and waits. After a fault the process is gone.
    func ask<Content: Codable>(
        _ request: WorkerRequest, files: [Int32], for type: Content.Type = Content.self
    ) throws(WorkerFault) -> Content {
        documents += 1
        let start = DispatchTime.now().uptimeNanoseconds
        do throws(FrameChannel.Fault) {
            guard let question = try? WireCoder.encode(request) else { throw .malformed }
            try channel.send(.request, question, files: files)
        } catch {
            throw fault(error)
        }
        while true {
            let frame: FrameChannel.Frame
            do { frame = try channel.receive(patience: limits.stall) } catch { throw fault(error) }
            if frame.kind == .answer, let answer = try? WorkerAnswer<Content>(frame.content) {
                resident = answer.resident
                return answer.content
            }
            guard frame.kind == .progress else { throw fault(.malformed) }
            if DispatchTime.now().uptimeNanoseconds - start > UInt64(limits.document) * 1_000_000_000 {
                _ = end()
                throw .overdue(limits.document)
            }
        }
    }

    private func fault(_ fault: FrameChannel.Fault) -> WorkerFault {
        switch fault {
        case .late:
            _ = end()
            return .stalled(limits.stall)
        case .malformed:
            _ = end()
            return .died("malformed answer")
        case .closed: return WorkerFault(status: end(patience: 2), limits: limits)
        }
    }

    /// Ends the process if it does not end by itself within so many seconds.
    /// - Returns: the status as `waitpid` gives it.
    @discardableResult
    private func end(patience: Int = 0) -> Int32 {
        guard !reaped else { return SIGKILL }
        reaped = true
        var status: Int32 = SIGKILL
        for _ in 0..<patience * 100 {
            if waitpid(id, &status, WNOHANG) != 0 { return status }
            usleep(10_000)
        }
        kill(id, SIGKILL)
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], _ socket: Int32, _ scratch: String
    ) throws(WorkerFault) -> pid_t {
        switch ChildProcess.start(executable, arguments, environment: environment(scratch), socket: socket) {
        case .success(let child): return child
        case .failure(let failure): throw .notStarted(failure.reason.text(.en))
        }
    }

    /// Nothing of the user's surroundings but where things lie.
    private static func environment(_ scratch: String) -> [String] {
        ChildProcess.surroundings + [
            "LC_ALL=C.UTF-8", "TZ=UTC", "TMPDIR=\(scratch)", "OMP_THREAD_LIMIT=1", "MALLOC_ARENA_MAX=2",
        ]
    }
}
