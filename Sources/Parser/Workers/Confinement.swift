// SPDX-License-Identifier: GPL-3.0-or-later
import CConfine
import Foundation

/// What this process gives up before it meets the bytes of a package.
struct Confinement {
    /// Version of Landlock's interface, 0 where the kernel has none.
    var landlock: Int32 = 0

    struct Failure: Error { var step: String, reason: String }

    /// - Parameters:
    ///   - scratch: the only folder that can be written to from now on.
    ///   - memory: address space, bytes.
    init(scratch: String, memory: Int, fileBytes: Int) throws(Failure) {
        var limits = confine_limits()
        limits.address_space = confine_is_sanitized() != 0 ? 0 : UInt64(max(0, memory))
        limits.file_size = UInt64(max(0, fileBytes))
        limits.open_files = 256
        // For all documents together; single steps have limits of their own.
        limits.cpu_seconds = 24 * 3_600
        try Self.check("limits", confine_set_limits(&limits))
        let readable = Self.readable(ProcessInfo.processInfo.environment).map { strdup($0) }
        defer { readable.forEach { free($0) } }
        landlock = readable.map { UnsafePointer($0) }.withUnsafeBufferPointer { paths in
            confine_files(paths.baseAddress, paths.count, scratch)
        }
        try Self.check("landlock", landlock < 0 ? -landlock : 0)
        try Self.check("seccomp", confine_calls())
        confine_arm_memory()
    }

    private static func check(_ step: String, _ failed: Int32) throws(Failure) {
        if failed != 0 { throw Failure(step: step, reason: String(cString: strerror(failed))) }
    }

    /// Libraries, fonts, character maps and networks; nothing of the user's own documents.
    static func readable(_ environment: [String: String]) -> [String] {
        var paths = [
            "/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/ssl/openssl.cnf", "/etc/localtime",
            "/var/cache/fontconfig", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
            "/sys/devices/system/cpu", "/dev/null", "/dev/urandom",
        ]
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") && $0.count > 1 ? $0 : nil }
        if let home {
            paths += [".fonts", ".config/fontconfig", ".cache/fontconfig", ".local/share/fonts"].map { "\(home)/\($0)" }
            paths.append("\(home)/.local/share/zhunsheng")
        }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            paths += ["\(data)/zhunsheng", "\(data)/fonts"]
        }
        for name in ["ZHUNSHENG_OCR", "TESSDATA_PREFIX"] {
            if let path = environment[name], path.hasPrefix("/") { paths.append(path) }
        }
        for path in (environment["LD_LIBRARY_PATH"] ?? "").split(separator: ":") where path.hasPrefix("/") {
            paths.append(String(path))
        }
        return paths
    }

    /// Tries what must not be possible. Each line: what, and how it ended.
    static func attempts(scratch: String) -> [(what: String, refused: String?)] {
        func system(_ attempt: confine_attempt) -> String? {
            let failed = confine_try(attempt)
            return failed == 0 ? nil : String(cString: strerror(failed))
        }
        func file(_ path: String, _ flags: Int32) -> String? {
            let opened = open(path, flags | O_CLOEXEC, 0o600)
            guard opened >= 0 else { return ReadFault.system.reason }
            close(opened)
            return nil
        }
        return [
            ("socket", system(CONFINE_TRY_SOCKET)), ("execve", system(CONFINE_TRY_EXEC)),
            ("fork", system(CONFINE_TRY_FORK)), ("kill", system(CONFINE_TRY_KILL)),
            ("ptrace", system(CONFINE_TRY_TRACE)), ("prlimit", system(CONFINE_TRY_LIMIT)),
            ("read /etc/passwd", file("/etc/passwd", O_RDONLY)),
            ("write beside the scratch folder", file(scratch + "-beside", O_WRONLY | O_CREAT)),
            ("write into the scratch folder", file(scratch + "/self-check", O_WRONLY | O_CREAT)),
        ]
    }
}
