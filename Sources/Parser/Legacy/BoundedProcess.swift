// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Runs a program of this machine on a file of the package: in a process group of its own, with bounds on time, memory and
/// file size, without network where the system allows that, and with nothing of our environment.
enum BoundedProcess {
    enum End: Equatable { case exited(Int32), killed, timeout, notStarted }

    /// Bytes of memory (address space), of any file that is written, seconds of processor time.
    static let memoryLimit = 4 << 30
    static let fileLimit = 256 << 20
    static let processorLimit = 120

    /// - Parameters:
    ///   - home: a private folder; the program's HOME, TMPDIR and working folder.
    ///   - timeout: seconds after which the whole group is killed.
    static func run(_ program: String, _ arguments: [String], home: String, timeout: Double) -> End {
        run(program, arguments, home: home, timeout: timeout, output: "/dev/null")
    }

    /// What the program prints, at most 4 KiB of it; empty where it fails.
    static func output(of program: String, _ arguments: [String], home: String, timeout: Double) -> String {
        let file = "\(home)/stdout"
        guard run(program, arguments, home: home, timeout: timeout, output: file) == .exited(0),
            let made = try? OpenFile(Array(file.utf8)), let bytes = try? made.read(at: 0, count: 4_096)
        else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func run(
        _ program: String, _ arguments: [String], home: String, timeout: Double, output: String
    ) -> End {
        let command = (withoutNetwork ? unshare : []) + limits + [program] + arguments
        guard let pid = spawn(command, home: home, output: output) else { return .notStarted }
        let end = Date().addingTimeInterval(timeout)
        var status: Int32 = 0
        while true {
            let done = waitpid(pid, &status, WNOHANG)
            if done == pid { break }
            if done < 0, errno != EINTR { break }
            if Date() > end {
                kill(-pid, SIGKILL)
                while waitpid(pid, &status, 0) < 0, errno == EINTR {}
                return .timeout
            }
            usleep(20_000)
        }
        // What it started must not outlive it.
        kill(-pid, SIGKILL)
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed
    }

    private static let limits = [
        "/usr/bin/prlimit", "--as=\(memoryLimit)", "--fsize=\(fileLimit)", "--cpu=\(processorLimit)", "--core=0", "--",
    ]
    private static let unshare = ["/usr/bin/unshare", "--map-root-user", "--net", "--"]

    /// Whether this system lets us make a network of our own, which reaches nowhere.
    private static let withoutNetwork: Bool = {
        guard access(unshare[0], X_OK) == 0, let pid = spawn(unshare + ["/bin/true"], home: "/", output: "/dev/null")
        else { return false }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }()

    private static func spawn(_ command: [String], home: String, output: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        guard posix_spawnattr_setpgroup(&attributes, 0) == 0, posix_spawnattr_setsigmask(&attributes, &signals) == 0,
            posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK)) == 0,
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) == 0,
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600) == 0,
            posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) == 0
        else { return nil }
        let environment = [
            "PATH=/usr/bin:/bin", "HOME=\(home)", "TMPDIR=\(home)", "LANG=C.UTF-8", "SAL_USE_VCLPLUGIN=svp",
        ]
        var pid = pid_t()
        let failed = withStrings(command) { arguments in
            withStrings(environment) { environment in
                posix_spawn(&pid, command[0], &actions, &attributes, arguments, environment)
            }
        }
        return failed == 0 ? pid : nil
    }

    /// A C array of C strings, with its null at the end.
    private static func withStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the null is always there") }
            return body(base)
        }
    }
}
