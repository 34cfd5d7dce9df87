// SPDX-License-Identifier: GPL-3.0-or-later
import CConfine
import Dossier
import Foundation

/// The inside of a worker process: confines itself, then answers requests on standard input until that closes.
public enum Worker {
    /// - Parameters:
    ///   - scratch: the only folder that it can write to.
    ///   - memory: address space, bytes.
    /// - Returns: the exit status.
    public static func run(scratch: String, memory: Int) -> Int32 {
        // Opened before files are out of reach.
        let statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        let parent = getppid()
        guard parent > 1, confine_die_with_parent(parent) == 0,
            (try? Confinement(scratch: scratch, memory: memory, fileBytes: WorkerLimits().fileBytes)) != nil
        else { return 70 }
        let channel = FrameChannel(descriptor: STDIN_FILENO, limit: 64 << 20)
        do {
            let greeting = try channel.receive()
            guard greeting.kind == .setup else { return 70 }
            let setup = try WireCoder.decode(WorkerSetup.self, from: greeting.content)
            let session = WorkerSession(channel, setup, scratch: scratch, statistics: statistics)
            try channel.send(.ready, Data())
            while true {
                let frame = try channel.receive()
                guard frame.kind == .request else { return 70 }
                try session.answer(try WireCoder.decode(WorkerRequest.self, from: frame.content), frame.files)
            }
        } catch FrameChannel.Fault.closed {
            return 0
        } catch {
            return 70
        }
    }

    /// Confines this process and tries what must not be possible.
    /// - Returns: lines for a person, and whether everything was refused that must be.
    public static func selfCheck(scratch: String) -> (lines: [String], isConfined: Bool) {
        do throws(Confinement.Failure) {
            let limits = WorkerLimits()
            let confinement = try Confinement(scratch: scratch, memory: limits.memory, fileBytes: limits.fileBytes)
            let attempts = Confinement.attempts(scratch: scratch)
            // Without Landlock files can be reached; the rest holds.
            let expected = attempts.filter { $0.what != "write into the scratch folder" }
                .filter { confinement.landlock > 0 || !$0.what.contains(" ") }
            return (
                ["landlock \(confinement.landlock)"] + attempts.map { "\($0.what): \($0.refused ?? "done")" },
                expected.allSatisfy { $0.refused != nil }
            )
        } catch {
            return (["\(error.step): \(error.reason)"], false)
        }
    }
}

/// One worker's work, document after document.
final class WorkerSession {
    private let channel: FrameChannel
    private let limits: WorkerLimits
    private let scratch: String
    private let statistics: Int32
    private let reader: FileReader
    private var renderer: (sha256: String, renderer: PDFRenderer?)?
    private var lastSign: UInt64 = 0

    init(_ channel: FrameChannel, _ setup: WorkerSetup, scratch: String, statistics: Int32) {
        self.channel = channel
        limits = setup.limits
        self.scratch = scratch
        self.statistics = statistics
        reader = FileReader(dossierSchema: setup.dossierSchema)
        reader.progress = { [unowned self] number, count in step(number, count) }
    }

    func answer(_ request: WorkerRequest, _ files: [OpenFile]) throws {
        confine_allow_cpu(UInt64(limits.stepCPU))
        lastSign = DispatchTime.now().uptimeNanoseconds
        guard let file = files.first else { throw FrameChannel.Fault.malformed }
        switch request {
        case .read(let type, let bytes, let sha256):
            renderer = nil
            let reading: FileReading
            do throws(ReadProblem) {
                let data = try IntakeFile.content(file, bytes: bytes, sha256: sha256)
                reading = reader.read(data, as: type, attachmentsIn: scratch)
            } catch {
                reading = FileReading(problem: error)
            }
            try answer(reading)
        case .crop(let type, let bytes, let sha256, let request) where type != .pdf:
            let data = try? IntakeFile.content(file, bytes: bytes, sha256: sha256)
            try answer(data.flatMap { FileReader.crop($0, as: type, request) })
        case .crop(_, let bytes, let sha256, let request):
            if renderer?.sha256 != sha256 {
                let data = try? IntakeFile.content(file, bytes: bytes, sha256: sha256)
                renderer = (sha256, data.flatMap { try? PDFRenderer($0) })
            }
            try answer(renderer?.renderer?.crop(request))
        case .unpack(let entry, let allowance):
            guard files.count == 2 else { throw FrameChannel.Fault.malformed }
            try answer(
                InProcessUnpacker().unpack(entry, from: file, to: files[1].descriptor, allowance: allowance))
        }
    }

    /// A page begins: time for it begins anew.
    private func step(_ number: Int, _ count: Int) {
        confine_allow_cpu(UInt64(limits.stepCPU))
        let now = DispatchTime.now().uptimeNanoseconds
        guard now - lastSign > 500_000_000 else { return }
        lastSign = now
        try? channel.send(.progress, Data("\(number)/\(count)".utf8))
    }

    private func answer(_ content: some Codable) throws {
        // Writing a long reading down is a step of its own.
        confine_allow_cpu(UInt64(limits.stepCPU))
        var answer = try WorkerAnswer(resident: resident(), content: content).encoded()
        if answer.count >= limits.answerBytes {
            let problem = ReadProblem(.limit, detail: "> \(limits.answerBytes >> 20) MiB")
            answer = try WorkerAnswer(resident: resident(), content: FileReading(problem: problem)).encoded()
        }
        try channel.send(.answer, answer)
    }

    /// Resident memory, bytes: the second number of `/proc/self/statm`, in pages (proc(5)).
    private func resident() -> Int {
        confine_trim_memory()
        var buffer = [UInt8](repeating: 0, count: 128)
        let got = pread(statistics, &buffer, buffer.count, 0)
        let pages = String(decoding: buffer.prefix(max(0, got)), as: UTF8.self).split(separator: " ").dropFirst().first
        return (pages.flatMap { Int($0) } ?? 0) * Int(getpagesize())
    }
}
