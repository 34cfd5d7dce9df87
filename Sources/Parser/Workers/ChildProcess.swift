// SPDX-License-Identifier: GPL-3.0-or-later
import CConfine
import Dossier
import Foundation

/// Starts this program again, with a socket as its standard input, nothing on its outputs and no other open file.
package enum ChildProcess {
    package struct Failure: Error {
        package var reason: SystemReason
    }

    /// - Parameters:
    ///   - executable: a path.
    ///   - environment: `NAME=value`.
    package static func start(
        _ executable: String, _ arguments: [String], environment: [String], socket: Int32
    ) -> Result<pid_t, Failure> {
        var child: pid_t = 0
        let failed = withCStrings([executable] + arguments) { arguments in
            withCStrings(environment) { environment in
                confine_spawn(executable, arguments, environment, socket, &child)
            }
        }
        guard failed == 0 else { return .failure(Failure(reason: SystemReason(failed))) }
        return .success(child)
    }

    /// Ends this process when the thread that started it ends. False where that thread is gone already.
    package static func dieWithParent() -> Bool {
        let parent = getppid()
        return parent > 1 && confine_die_with_parent(parent) == 0
    }

    /// Where things lie, and nothing else of the user's surroundings. A crash prints no page of registers.
    package static var surroundings: [String] {
        let own = ProcessInfo.processInfo.environment
        let passed = [
            "PATH", "HOME", "XDG_DATA_HOME", "ZHUNSHENG_OCR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "ASAN_OPTIONS",
            "LSAN_OPTIONS", "TSAN_OPTIONS",
        ]
        return passed.compactMap { name in own[name].map { "\(name)=\($0)" } } + [
            "SWIFT_BACKTRACE=enable=no", "LLVM_PROFILE_FILE=/dev/null",
        ]
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        pointers.append(nil)
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("never empty") }
            return body(base)
        }
    }
}
