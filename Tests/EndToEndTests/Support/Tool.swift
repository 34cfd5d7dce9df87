// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The built executable, and the source tree whose checklist and samples it is tried with.
enum Tool {
    /// What a run left behind.
    struct Outcome {
        /// Exit status; negative where a signal ended the run.
        var status: Int32
        var out: String
        var err: String

        /// Without any white space, so that wrapped lines can be searched.
        var squeezed: String { Tool.squeeze(out) }
    }

    enum Trouble: Error { case notBuilt(lookedIn: [String]) }

    /// Far more than any test needs: only a hang is cut off by it.
    private static let patience = 300

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Beside the test bundle, wherever `--scratch-path` put that; else in the usual place.
    static func executable() throws -> URL {
        let starts = [URL(fileURLWithPath: CommandLine.arguments[0]), Bundle.main.bundleURL, Bundle.main.executableURL]
        var folders: [URL] = []
        for start in starts.compactMap({ $0 }) {
            var folder = start.resolvingSymlinksInPath()
            for _ in 0..<3 {
                folders.append(folder)
                folder.deleteLastPathComponent()
            }
        }
        folders.append(root.appendingPathComponent(".build/debug"))
        for folder in folders {
            let file = folder.appendingPathComponent("zhunsheng")
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
                FileManager.default.isExecutableFile(atPath: file.path)
            {
                return file
            }
        }
        throw Trouble.notBuilt(lookedIn: folders.map(\.path))
    }

    /// Runs it with an environment of its own: nothing of the tester's home or locale has a say.
    static func run(_ arguments: [String], in bench: Workbench, environment extra: [String: String] = [:]) throws
        -> Outcome
    {
        try start(arguments, in: bench, environment: extra).finish()
    }

    /// A run that goes on while the test does something to it.
    struct Running {
        fileprivate let process: Process
        fileprivate let out: URL
        fileprivate let err: URL

        var id: pid_t { process.processIdentifier }
        var isRunning: Bool { process.isRunning }

        /// What it has written to standard output so far.
        var written: String { (try? String(contentsOf: out, encoding: .utf8)) ?? "" }

        /// The same of standard error.
        var complaints: String { (try? String(contentsOf: err, encoding: .utf8)) ?? "" }

        /// Waits for its end.
        func finish() throws -> Outcome {
            let id = id
            let watchdog = DispatchWorkItem { kill(id, SIGKILL) }
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(patience), execute: watchdog)
            process.waitUntilExit()
            watchdog.cancel()
            let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
            return Outcome(
                status: status, out: String(decoding: try Data(contentsOf: out), as: UTF8.self),
                err: String(decoding: try Data(contentsOf: err), as: UTF8.self))
        }
    }

    static func start(_ arguments: [String], in bench: Workbench, environment extra: [String: String] = [:]) throws
        -> Running
    {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.currentDirectoryURL = bench.folder
        let own = ProcessInfo.processInfo.environment
        // Sanitizers and coverage need their settings; without a name of its own the profile would land in the working folder.
        let passed = ["PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"]
        var environment = own.filter { passed.contains($0.key) }
        environment["LLVM_PROFILE_FILE"] = own["LLVM_PROFILE_FILE"] ?? "/dev/null"
        environment["HOME"] = bench.home.path
        environment["ZHUNSHENG_HOME"] = bench.home.appendingPathComponent("zhunsheng").path
        environment["ZHUNSHENG_SHARE"] = root.path
        // What setup fetched for recognition is part of the program, not of the tester's home.
        let data = own["XDG_DATA_HOME"] ?? (own["HOME"] ?? "") + "/.local/share"
        environment["ZHUNSHENG_OCR"] = own["ZHUNSHENG_OCR"] ?? data + "/zhunsheng/ocr"
        environment["TMPDIR"] = bench.temporary.path
        environment["LANG"] = "C.UTF-8"
        process.environment = environment.merging(extra) { $1 }
        // Files rather than pipes: nothing to drain, and no other run can inherit an end.
        let (out, err) = try bench.captureFiles()
        let (outHandle, errHandle) = (try FileHandle(forWritingTo: out), try FileHandle(forWritingTo: err))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = outHandle
        process.standardError = errHandle
        try process.run()
        try outHandle.close()
        try errHandle.close()
        return Running(process: process, out: out, err: err)
    }

    static func squeeze(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }
}
