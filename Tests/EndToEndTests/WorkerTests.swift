// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Parser
import Testing

/// Readers in processes of their own: what goes wrong there costs one file and is told.
@Suite struct WorkerTests {
    private static func schema() throws -> Data {
        try Data(contentsOf: Tool.root.appendingPathComponent("Checklists/zhejiang-2022-20/dossier.xsd"))
    }

    private static func pool(jobs: Int = 2, _ change: (inout WorkerLimits) -> Void = { _ in }) throws -> WorkerPool {
        var limits = WorkerLimits()
        change(&limits)
        return WorkerPool(
            executable: try Tool.executable().path, dossierSchema: try schema(), jobs: jobs, limits: limits)
    }

    private static func files(_ path: String) throws -> [IntakeFile] {
        try Intake.open([path]).files.filter { !$0.setAside && $0.problems.isEmpty && !$0.unpacked }
    }

    /// Readings as they cross between processes: places rounded.
    private static func written(_ readings: [FileReading]) throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try readings.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    }

    private static func read(_ pool: any ReadingService, _ files: [IntakeFile]) -> [FileReading] {
        pool.read(files, workspace: LazyWorkspace(), progress: { _ in })
    }

    @Test(arguments: [1, 2, 5]) func sameReadingsInTheSameOrder(_ jobs: Int) throws {
        let files = try Self.files(Tool.root.appendingPathComponent("Samples/training-xml-gaps").path)
        #expect(files.count >= 5)
        let here = Self.read(InProcessReading(dossierSchema: try Self.schema()), files)
        let there = Self.read(try Self.pool(jobs: jobs), files)
        #expect(try Self.written(here) == Self.written(there))
    }

    @Test func replacedAfterSoManyDocuments() throws {
        let bench = try Workbench()
        for number in 1...7 { try bench.write("包/\(number).pdf", PDFMaker.page("Page \(number)")) }
        let pool = try Self.pool(jobs: 1) { $0.documents = 3 }
        let readings = Self.read(pool, try Self.files(bench.url("包").path))
        #expect(readings.map { $0.parts.first?.pages.first?.lines.first?.text } == (1...7).map { "Page \($0)" })
        #expect(pool.workersStarted == 3)
    }

    @Test func aWorkerThatKeepsTooMuchIsReplaced() throws {
        let bench = try Workbench()
        for number in 1...3 { try bench.write("包/\(number).pdf", PDFMaker.page("Page \(number)")) }
        let pool = try Self.pool(jobs: 1) { $0.resident = 1 }
        #expect(Self.read(pool, try Self.files(bench.url("包").path)).allSatisfy { $0.problems.isEmpty })
        #expect(pool.workersStarted == 3)
    }

    /// A bad file between good ones; the good ones lie behind it, as the biggest is read first.
    private func expect(
        _ code: String, _ detail: String, of bad: [UInt8], _ change: (inout WorkerLimits) -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let bench = try Workbench()
        try bench.write("包/1.pdf", PDFMaker.page("Before"))
        try bench.write("包/2.pdf", bad)
        try bench.write("包/3.pdf", PDFMaker.page("Behind"))
        let readings = Self.read(try Self.pool(jobs: 1, change), try Self.files(bench.url("包").path))
        #expect(readings.count == 3, sourceLocation: sourceLocation)
        #expect(readings[1].problems.map(\.code.rawValue) == [code], sourceLocation: sourceLocation)
        #expect(readings[1].problems.first?.detail == detail, sourceLocation: sourceLocation)
        // Not even the good first page: a part is not to pass for the whole.
        #expect(readings[1].parts.isEmpty, sourceLocation: sourceLocation)
        #expect(readings[1].read == .none, sourceLocation: sourceLocation)
        for (index, text) in [(0, "Before"), (2, "Behind")] {
            #expect(readings[index].parts.first?.pages.first?.lines.first?.text == text, sourceLocation: sourceLocation)
        }
    }

    @Test func endlessWorkIsCutOff() throws {
        try expect("limit", "> 1 s", of: BadPDF.endless()) { $0.stepCPU = 1 }
    }

    @Test func silenceIsCutOff() throws {
        try expect("limit", "> 2 s", of: BadPDF.endless()) { $0.stall = 2 }
    }

    @Test func greedIsCutOff() throws {
        try expect("limit", "> 400 MiB", of: BadPDF.greedy()) { $0.memory = 400 << 20 }
    }

    @Test func programThatCannotBeStarted() throws {
        let bench = try Workbench()
        try bench.write("包/1.pdf", PDFMaker.page("Page"))
        let files = try Self.files(bench.url("包").path)
        for program in ["/nonexistent/zhunsheng", "/bin/true"] {
            let pool = WorkerPool(executable: program, dossierSchema: try Self.schema(), jobs: 1)
            #expect(Self.read(pool, files).map { $0.problems.map(\.code.rawValue) } == [["crashed"]])
        }
    }

    /// Neither network nor programs nor files.
    @Test func confinement() throws {
        let bench = try Workbench()
        let scratch = bench.url("scratch")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        let outcome = try bench.run("worker", "--scratch", scratch.path, "--self-check")
        #expect(outcome.status == 0, "\(outcome.out)")
        for what in ["socket", "execve", "fork", "kill", "ptrace", "prlimit"] {
            #expect(outcome.out.contains("\(what): Operation not permitted\n"))
        }
        #expect(outcome.out.contains("write into the scratch folder: done\n"))
        if !outcome.out.contains("landlock 0\n") {
            #expect(outcome.out.contains("read /etc/passwd: Permission denied\n"))
            #expect(outcome.out.contains("write beside the scratch folder: Permission denied\n"))
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "-beside"))
    }

    // MARK: Runs that something happens to

    /// A run over good files and one that never ends.
    private func start(_ bench: Workbench) throws -> (process: Process, worker: pid_t) {
        try bench.write("包/1.pdf", PDFMaker.page("Before"))
        try bench.write("包/2.pdf", BadPDF.endless())
        try bench.write("包/3.pdf", PDFMaker.page("Behind"))
        let process = Process()
        process.executableURL = try Tool.executable()
        process.arguments = [
            "check", "包", "--jobs", "1", "--as-of", "2026-04-20", "--format", "json", "--output", "out",
        ]
        process.currentDirectoryURL = bench.folder
        process.environment = [
            "HOME": bench.home.path, "TMPDIR": bench.temporary.path, "ZHUNSHENG_SHARE": Tool.root.path,
            "LLVM_PROFILE_FILE": "/dev/null",
        ].merging(ProcessInfo.processInfo.environment.filter { ["PATH", "LD_LIBRARY_PATH"].contains($0.key) }) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Until its worker has worked for a while: then it is in the middle of the endless file.
        for _ in 0..<600 {
            if let worker = Processes.children(of: process.processIdentifier).first(where: { Processes.cpu($0) > 30 }) {
                return (process, worker)
            }
            usleep(100_000)
        }
        process.terminate()
        throw Tool.Trouble.notBuilt(lookedIn: ["no worker"])
    }

    @Test func aKilledWorkerCostsItsFile() throws {
        let bench = try Workbench()
        let (process, worker) = try start(bench)
        kill(worker, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationStatus == 3)
        let found = try Assessed(bench.read("out/assessment.json"))
        #expect(found.file("2.pdf")?.problemCode == "crashed")
        #expect(found.file("2.pdf")?.problem?.contains("SIGKILL") == true)
        for name in ["1.pdf", "3.pdf"] { #expect(found.file(name)?.read == "text") }
    }

    @Test(arguments: [SIGINT, SIGTERM]) func anInterruptedRunLeavesNothing(_ signal: Int32) throws {
        let bench = try Workbench()
        let (process, worker) = try start(bench)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == signal)
        for _ in 0..<300 where Processes.status(worker).first.map({ $0 != "Z" }) == true { usleep(100_000) }
        #expect(Processes.status(worker).first ?? "Z" == "Z")
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.temporary.path).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.url("out").path))
    }

    @Test func aMurderedRunLeavesNoWorker() throws {
        let bench = try Workbench()
        let (process, worker) = try start(bench)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        for _ in 0..<300 where Processes.status(worker).first.map({ $0 != "Z" }) == true { usleep(100_000) }
        #expect(Processes.status(worker).first ?? "Z" == "Z")
    }
}
