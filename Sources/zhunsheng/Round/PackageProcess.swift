// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Parser

/// A process that checks packages, one after the other. A package that crashes, hangs or eats memory costs this process and
/// nothing else. Used by the thread that started it: the kernel ends a child when that thread ends.
final class PackageProcess {
    enum Fault: Error {
        case notStarted(SystemReason)
        /// By which signal, or with which status.
        case died(String)
        /// No sign of life for so many seconds.
        case stalled(Int)

        var isStall: Bool { if case .stalled = self { true } else { false } }
    }

    private let id: pid_t
    private let channel: FrameChannel
    private let descriptor: Int32
    private var reaped = false
    private(set) var packages = 0

    /// Judging and writing reports take seconds; while a package is read there is a sign of life every 20 seconds.
    private static let patience = 900
    /// After so many packages a fresh process takes over, so that nothing can pile up.
    static let life = 500

    /// - Parameters:
    ///   - arguments: of the command that answers.
    ///   - temporary: where it unpacks; it goes with the run.
    init(_ arguments: [String], temporary: String) throws(Fault) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .notStarted(.last)
        }
        descriptor = ends[0]
        channel = FrameChannel(descriptor: ends[0], limit: 256 << 20)
        let environment = ChildProcess.surroundings + Self.passed + ["TMPDIR=\(temporary)"]
        let start = ChildProcess.start("/proc/self/exe", arguments, environment: environment, socket: ends[1])
        // Once the child has its end, ours must be closed: else nobody notices when it dies.
        close(ends[1])
        switch start {
        case .success(let child): id = child
        case .failure(let failure):
            close(ends[0])
            throw .notStarted(failure.reason)
        }
        // From here on everything is set, so that `deinit` ends and reaps the child when this throws.
        guard let frame = try? channel.receive(patience: 120), frame.kind == .ready else {
            throw .notStarted(SystemReason(words: end(patience: 2)))
        }
    }

    deinit {
        _ = end()
        close(descriptor)
    }

    private static var passed: [String] {
        let own = ProcessInfo.processInfo.environment
        return ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "ZHUNSHENG_HOME", "ZHUNSHENG_SHARE"].compactMap { name in
            own[name].map { "\(name)=\($0)" }
        }
    }

    /// Asks and waits. After a fault the process is gone.
    func ask(_ request: PackageRequest) throws(Fault) -> PackageAnswer {
        packages += 1
        guard let question = try? JSONEncoder().encode(request), (try? channel.send(.request, question)) != nil else {
            throw .died(end(patience: 2))
        }
        while true {
            let frame: FrameChannel.Frame
            do { frame = try channel.receive(patience: Self.patience) } catch {
                guard error == .late else { throw .died(end(patience: 2)) }
                _ = end()
                throw .stalled(Self.patience)
            }
            if frame.kind == .progress { continue }
            guard frame.kind == .answer, let answer = try? JSONDecoder().decode(PackageAnswer.self, from: frame.content)
            else { throw .died(end()) }
            return answer
        }
    }

    /// Ends the process if it does not end by itself within so many seconds.
    /// - Returns: how it ended, for a person.
    private func end(patience: Int = 0) -> String {
        guard !reaped else { return "SIGKILL" }
        reaped = true
        var status: Int32 = SIGKILL
        for _ in 0..<patience * 100 {
            if waitpid(id, &status, WNOHANG) != 0 { return Self.text(status) }
            usleep(10_000)
        }
        kill(id, SIGKILL)
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return Self.text(status)
    }

    private static func text(_ status: Int32) -> String {
        let signal = status & 0x7F
        return signal == 0 ? "exit \(status >> 8 & 0xFF)" : "signal \(signal)"
    }
}
