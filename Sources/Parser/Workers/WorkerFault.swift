// SPDX-License-Identifier: GPL-3.0-or-later
import CConfine
import Dossier
import Foundation

/// Why a worker gave no answer.
enum WorkerFault: Error, Hashable {
    /// It could not be started, or did not come up.
    case notStarted(String)
    /// No sign of life for so many seconds.
    case stalled(Int)
    /// Signs of life, but no end after so many seconds.
    case overdue(Int)
    /// One step used so many seconds of processor time.
    case busy(Int)
    /// An allocation failed under a limit of so many bytes.
    case memory(Int)
    /// It wrote a longer file, or answered at greater length, than allowed, in bytes.
    case tooLong(Int)
    /// It ended by a signal, with a status, or by saying what makes no sense.
    case died(String)

    /// What is to be said of the file that the worker was busy with.
    var problem: ReadProblem {
        switch self {
        case .notStarted(let reason): ReadProblem(.crashed, detail: reason)
        case .stalled(let seconds), .overdue(let seconds), .busy(let seconds):
            ReadProblem(.limit, detail: "> \(seconds) s")
        case .memory(let bytes), .tooLong(let bytes): ReadProblem(.limit, detail: "> \(bytes >> 20) MiB")
        case .died(let how): ReadProblem(.crashed, detail: how)
        }
    }

    /// What an earlier document left behind in the worker may have been the cause; time was spent by this one alone.
    var mayLieInThePast: Bool {
        switch self {
        case .memory, .died: true
        default: false
        }
    }

    /// - Parameter status: as `waitpid` gives it.
    init(status: Int32, limits: WorkerLimits) {
        let signal = status & 0x7F
        switch (signal, status >> 8 & 0xFF) {
        case (0, Int32(CONFINE_EXIT_MEMORY)): self = .memory(limits.memory)
        case (0, let code): self = .died("exit \(code)")
        case (SIGXCPU, _): self = .busy(limits.stepCPU)
        case (SIGXFSZ, _): self = .tooLong(limits.fileBytes)
        default: self = .died(Self.names[signal] ?? "signal \(signal)")
        }
    }

    private static let names: [Int32: String] = [
        SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGKILL: "SIGKILL",
        SIGSEGV: "SIGSEGV", SIGTRAP: "SIGTRAP", SIGTERM: "SIGTERM",
    ]
}
