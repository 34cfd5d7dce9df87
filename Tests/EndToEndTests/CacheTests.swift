// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Parser
import Testing

/// What was read once is not read again, and never believed when it is not ours or not whole.
@Suite struct CacheTests {
    private let bench: Workbench
    private let files: [IntakeFile]
    private let folder: String

    init() throws {
        bench = try Workbench()
        for number in 1...3 { try bench.write("包/\(number).pdf", PDFMaker.page("Page \(number)")) }
        files = try Intake.open([bench.url("包").path]).files
        folder = bench.home.appendingPathComponent("cache/readings").path
    }

    private struct Run {
        var texts: [String?]
        /// None was started where all was known.
        var workers: Int
    }

    private func read(version: String = "1", bound: Int = CacheStore.standardBound) throws -> Run {
        let pool = WorkerPool(executable: try Tool.executable().path, dossierSchema: Data(), jobs: 1)
        let cache = ReadingCache(pool, store: CacheStore(folder: folder, bound: bound), version: version)
        let readings = cache.read(files, workspace: LazyWorkspace(), progress: { _ in })
        return Run(
            texts: readings.map { $0.parts.first?.pages.first?.lines.first?.text }, workers: pool.workersStarted)
    }

    private func entries() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
    }

    private static let texts = ["Page 1", "Page 2", "Page 3"]

    private func expect(_ run: Run, workers: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(run.texts == Self.texts, sourceLocation: sourceLocation)
        #expect(run.workers == workers, sourceLocation: sourceLocation)
    }

    @Test func readOnce() throws {
        try expect(read(), workers: 1)
        #expect(try entries().count == 3)
        try expect(read(), workers: 0)
        // Other readers may read otherwise.
        try expect(read(version: "2"), workers: 1)
        #expect(try entries().count == 6)
    }

    @Test func readableByItsOwnerOnly() throws {
        _ = try read()
        for path in try entries() + [folder] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == (path == folder ? 0o700 : 0o600), "\(path)")
        }
    }

    /// Cut short, altered, empty, of a wrong kind: read again and mended.
    @Test func damagedEntriesAreReadAgain() throws {
        _ = try read()
        let good = try entries().map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        for (number, path) in try entries().enumerated() {
            var bytes = good[number]
            switch number {
            case 0: bytes.removeLast(7)
            case 1: bytes[bytes.count / 2] ^= 1
            default: bytes = Data()
            }
            try bytes.write(to: URL(fileURLWithPath: path))
        }
        try expect(read(), workers: 1)
        #expect(try entries().map { try Data(contentsOf: URL(fileURLWithPath: $0)).count } == good.map(\.count))
        try expect(read(), workers: 0)
        try FileManager.default.removeItem(atPath: entries()[0])
        try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "/etc/passwd")
        try expect(read(), workers: 1)
    }

    /// What others could have written into is not believed.
    @Test func foldersOfOthersAreNotUsed() throws {
        _ = try read()
        for mode in [0o770, 0o707, 0o750] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
            try expect(read(), workers: 1)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        try expect(read(), workers: 0)
    }

    @Test func theLongestUnusedGoFirst() throws {
        _ = try read()
        let paths = try entries()
        let sizes = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)).count }
        for (number, path) in paths.enumerated() {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000 + Double(number))], ofItemAtPath: path)
        }
        try bench.write("包/4.pdf", PDFMaker.page("Page 4"))
        let more = try Intake.open([bench.url("包/4.pdf").path]).files
        let pool = WorkerPool(executable: try Tool.executable().path, dossierSchema: Data(), jobs: 1)
        let store = CacheStore(folder: folder, bound: sizes.reduce(0, +))
        _ = ReadingCache(pool, store: store, version: "1").read(more, workspace: LazyWorkspace(), progress: { _ in })
        let left = try entries()
        #expect(!left.contains(paths[0]))
        #expect(left.contains(paths[2]))
        #expect(left.count == 3 || left.count == 2)
    }

    @Test func faultsOfTheMomentAreNotKept() throws {
        let pool = WorkerPool(executable: "/nonexistent/zhunsheng", dossierSchema: Data(), jobs: 1)
        let cache = ReadingCache(pool, store: CacheStore(folder: folder), version: "1")
        let readings = cache.read(files, workspace: LazyWorkspace(), progress: { _ in })
        #expect(readings.allSatisfy { $0.problems.map(\.code) == [.crashed] })
        try expect(read(), workers: 1)
    }

    /// The reports are the same to the last byte, however they came about.
    @Test func sameReports() throws {
        let sample = try ExpectedSample.named("training-doubtful")
        var reports: [[Data]] = []
        var kept: [Int] = []
        for options in [
            ["--no-cache", "--jobs", "1"], ["--no-cache", "--jobs", "2"], ["--jobs", "2"], ["--jobs", "1"],
        ] {
            _ = try bench.run(["check", sample.input.path] + sample.judging + ["--output", "out"] + options)
            reports.append(try ["assessment.json", "dossier.xml", "report.html"].map { try bench.read("out/\($0)") })
            let cache = bench.home.appendingPathComponent(".cache").path
            #expect(FileManager.default.fileExists(atPath: cache) == !options.contains("--no-cache"))
            kept.append((try? FileManager.default.subpathsOfDirectory(atPath: cache).count) ?? 0)
        }
        // Readings and crops: the second run with a cache found all that it looked for.
        #expect(kept[2] > 0 && kept[3] == kept[2])
        for other in reports.dropFirst() { #expect(other == reports[0]) }
    }

    /// Another day, round, class, language, mask, set of formats or byte, and the package is judged again.
    @Test func aResultHoldsForNothingElse() throws {
        let sample = try ExpectedSample.named("employer-xml")
        try bench.copy("Samples/employer-xml", to: "材料")
        let round = "Samples/" + sample.roundFile
        try bench.copy(round, to: "round.yaml")
        let plain = ["check", "材料", "--round", "round.yaml", "--class", "employer", "--as-of", sample.asOf]
        let report = { (arguments: [String]) in
            try? FileManager.default.removeItem(at: bench.url("out"))
            let outcome = try bench.run(arguments + ["--output", "out"])
            let names = try FileManager.default.contentsOfDirectory(atPath: bench.url("out").path).sorted()
            let files = try names.map { try bench.read("out/\($0)") }
            return (outcome.out, outcome.status, names, files)
        }
        let entries = { try FileManager.default.subpathsOfDirectory(atPath: bench.home.path + "/.cache").count }
        let first = try report(plain)
        let kept = try entries()
        let second = try report(plain)
        #expect(second == first)
        #expect(try entries() == kept)

        var count = kept
        for change in [
            ["--as-of", "2027-05-06"], ["--lang", "en"], ["--unmask"], ["--verbose"], ["--format", "json"],
            ["--class", "training-organization"],
        ] {
            var arguments = plain
            if let place = arguments.firstIndex(of: change[0]) { arguments.removeSubrange(place...(place + 1)) }
            let fresh = try report(arguments + change)
            #expect(fresh.0 != first.0 || fresh.2 != first.2 || fresh.3 != first.3, "\(change)")
            #expect(try report(arguments + change + ["--no-cache"]) == fresh, "\(change)")
            #expect(try entries() > count, "\(change)")
            count = try entries()
        }
        try bench.write(
            "round.yaml", bench.text("round.yaml").replacing("min-supervisors: 2", with: "min-supervisors: 40"))
        #expect(try report(plain).0 != first.0)
        try FileManager.default.removeItem(at: bench.url("round.yaml"))
        try bench.copy(round, to: "round.yaml")
        #expect(try report(plain) == first)
        let file = try #require(FileManager.default.contentsOfDirectory(atPath: bench.url("材料").path).first)
        try bench.write("材料/\(file)", bench.text("材料/\(file)") + "\n<!-- -->\n")
        #expect(try report(plain).3 != first.3)
    }

    /// A receipt says when it was issued.
    @Test func receiptsAreIssuedAnew() throws {
        let sample = try ExpectedSample.named("employer-xml")
        let check = ["check", sample.input.path] + sample.judging + ["--output", "out"]
        _ = try bench.run(check)
        #expect(throws: (any Error).self) { try bench.read("out/receipt.json") }
        _ = try bench.run(check + ["--receipt"])
        let code = try bench.text("out/receipt.json")
        let receipts = try bench.run("receipt", "show").out.split(separator: "\n")
        #expect(!code.isEmpty && receipts.count == 1)
        try FileManager.default.removeItem(at: bench.url("out"))
        _ = try bench.run(check)
        #expect(throws: (any Error).self) { try bench.read("out/receipt.json") }
    }

    @Test func infoAndClear() throws {
        let other = bench.base.appendingPathComponent("elsewhere").path
        let environment = ["ZHUNSHENG_CACHE": other]
        let none = try Tool.run(["cache", "info"], in: bench, environment: environment)
        #expect(none.out.hasPrefix("\(other)/readings\n0项"))
        #expect(!FileManager.default.fileExists(atPath: other))
        _ = try Tool.run(["extract", "包"], in: bench, environment: environment)
        try bench.write("../elsewhere/readings/mine.txt", "not an entry")
        let some = try Tool.run(["cache", "info", "--lang", "en"], in: bench, environment: environment)
        #expect(some.out.contains("\n3 entries, 1 MiB"))
        let cleared = try Tool.run(["cache", "clear", "--lang", "en"], in: bench, environment: environment)
        #expect(cleared.out == "3 entries removed.\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: other + "/readings") == ["mine.txt"])
    }
}
