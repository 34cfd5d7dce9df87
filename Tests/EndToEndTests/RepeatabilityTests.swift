// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The same bytes, checklist, round and date give the same reports; and a run touches nothing but its output folder.
@Suite struct RepeatabilityTests {
    private static let reports = ["assessment.json", "dossier.xml", "report.html"]

    /// Two runs in two places, in the same words to the last byte.
    @Test(arguments: ["training-doubtful", "special-skill"]) func sameInputSameBytes(_ name: String) throws {
        let sample = try ExpectedSample.named(name)
        let benches = [try Workbench(), try Workbench()]
        var texts: [String] = []
        for bench in benches {
            let outcome = try bench.run(["check", sample.input.path] + sample.judging + ["--output", "out"])
            // The last line says where this run wrote.
            texts.append(outcome.out.replacing(bench.folder.path, with: "(folder)"))
            #expect(
                try Set(FileManager.default.contentsOfDirectory(atPath: bench.url("out").path)) == Set(Self.reports))
        }
        #expect(texts[0] == texts[1])
        for report in Self.reports {
            #expect(try benches[0].read("out/\(report)") == benches[1].read("out/\(report)"), "\(report)")
        }
    }

    /// Another locale, time zone and order of names on disk change nothing.
    @Test func surroundingsDoNotMatter() throws {
        let sample = try ExpectedSample.named("training-xml-gaps")
        let bench = try Workbench()
        let copy = bench.url(sample.package)
        let names = try FileManager.default.contentsOfDirectory(atPath: sample.input.path).sorted()
        for name in names.reversed() {
            try bench.write(
                "\(sample.package)/\(name)", [UInt8](try Data(contentsOf: sample.input.appendingPathComponent(name))))
        }
        let here = try bench.run(["check", sample.input.path] + sample.judging + ["--output", "out"])
        let there = try Tool.run(
            ["check", copy.path] + sample.judging + ["--output", "out2"], in: bench,
            environment: ["LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/Anchorage", "COLUMNS": "200"])
        #expect(here.status == there.status)
        #expect(here.out.replacing("/out\n", with: "/(out)\n") == there.out.replacing("/out2\n", with: "/(out)\n"))
        for report in Self.reports {
            #expect(try bench.read("out/\(report)") == bench.read("out2/\(report)"), "\(report)")
        }
    }

    /// A folder and the zip of it are the same package.
    @Test func folderAndZipAreTheSamePackage() throws {
        let sample = try ExpectedSample.named("employer-complete")
        let bench = try Workbench()
        try bench.write("\(sample.package).zip", ZipMaker.folder(sample.input))
        let folder = try bench.run(
            ["check", sample.input.path] + sample.judging + ["--format", "json", "--output", "a"])
        let zip = try bench.run(
            ["check", "\(sample.package).zip"] + sample.judging + ["--format", "json", "--output", "b"])
        #expect(folder.status == zip.status)
        let (one, other) = (
            try Assessed(bench.read("a/assessment.json")), try Assessed(bench.read("b/assessment.json"))
        )
        #expect(one.package.digest == other.package.digest)
        #expect(one.package.files.map(\.path) == other.package.files.map(\.path))
        #expect(try bench.read("a/assessment.json") == bench.read("b/assessment.json"))
    }

    /// One byte more, another digest.
    @Test func everyByteCounts() throws {
        let trial = try Trial()
        let before = try trial.check()
        let licence = [UInt8](try trial.bench.read("材料/02-营业执照.pdf"))
        try trial.add("02-营业执照.pdf", licence + [0x0A])
        let after = try trial.check()
        #expect(before.found.package.digest != after.found.package.digest)
        try trial.add("02-营业执照.pdf", licence)
        #expect(try trial.check().found.package.digest == before.found.package.digest)
    }

    /// Nor does a run that may remember what it read, but into the cache.
    @Test func nothingIsWrittenOutsideTheOutputFolder() throws {
        let bench = try Workbench()
        try bench.copy("Samples/special-skill.zip", to: "包/special-skill.zip")
        try bench.copy("Samples/training-doubtful", to: "材料")
        try bench.write("包.zip", ZipMaker.folder(bench.url("材料")))
        let before = try bench.listing()
        for input in ["材料", "包.zip", "包"] {
            let outcome = try bench.run(
                "check", input, "--as-of", "2026-06-08", "--output", "报告/\(input)", "--no-cache")
            #expect(outcome.status != 74)
        }
        let after = try bench.listing()
        let changed = Set(after.keys).union(before.keys).filter { before[$0] != after[$0] }
        let own = changed.filter { $0 == "work/报告" || $0.hasPrefix("work/报告/") }
        #expect(changed == own, "\(changed.subtracting(own).sorted())")
        #expect(own.contains("work/报告/材料/assessment.json"))
        let other = try bench.run("extract", "材料", "--no-cache")
        #expect(other.status == 3)
        _ = try bench.run("explain", "7.2-b", "材料", "--as-of", "2026-06-08", "--no-cache")
        _ = try bench.run("checklist", "lint")
        _ = try bench.run("round", "lint", Tool.root.appendingPathComponent("Samples/rounds/jinhua-2026-2.yaml").path)
        #expect(try bench.listing() == after)
        _ = try bench.run("extract", "材料")
        let remembered = Set(try bench.listing().keys).subtracting(after.keys)
        #expect(remembered.contains { $0.hasPrefix("home/.cache/zhunsheng/readings/") })
        #expect(remembered.allSatisfy { $0 == "home/.cache" || $0.hasPrefix("home/.cache/zhunsheng") })
    }

    /// Without `--output`, in `Output/<package>` of the working folder; several packages each in their own.
    @Test func whereReportsGo() throws {
        let trial = try Trial()
        try trial.bench.copy("Samples/employer-complete/14-承诺书.pdf", to: "另一份/14-承诺书.pdf")
        _ = try trial.bench.run("check", "材料", "--as-of", "2026-04-20", "--format", "json")
        #expect(try Assessed(trial.bench.read("Output/材料/assessment.json")).package.name == "材料")
        _ = try trial.bench.run("check", "材料", "另一份", "--as-of", "2026-04-20", "--format", "json", "--output", "出")
        #expect(try Assessed(trial.bench.read("出/材料/assessment.json")).package.name == "材料")
        #expect(try Assessed(trial.bench.read("出/另一份/assessment.json")).package.name == "另一份")
    }

    @Test(arguments: [("text", []), ("json", ["assessment.json"]), ("html", ["report.html"]), ("xml", ["dossier.xml"])])
    func onlyTheFormatsAskedFor(_ format: String, _ files: [String]) throws {
        let trial = try Trial()
        let outcome = try trial.bench.run("check", "材料", "--as-of", "2026-04-20", "--format", format, "--output", "out")
        #expect(outcome.status == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: trial.bench.url("out").path) == files)
        #expect(outcome.out.contains("申报材料核查报告") == (format == "text"))
    }

    /// What `extract` prints is the dossier that `check` writes, and a package of its own that is judged alike.
    @Test func extractedDossierIsAPackage() throws {
        let sample = try ExpectedSample.named("employer-xml")
        let bench = try Workbench()
        _ = try bench.run(["check", sample.input.path] + sample.judging + ["--format", "xml,json", "--output", "out"])
        let extracted = try bench.run("extract", sample.input.path)
        #expect(extracted.status == 0)
        #expect(extracted.err.isEmpty)
        #expect(extracted.out == (try bench.text("out/dossier.xml")))
        try bench.write("again/dossier.xml", extracted.out)
        _ = try bench.run(["check", "again"] + sample.judging + ["--format", "json", "--output", "out2"])
        let (first, second) = (
            try Assessed(bench.read("out/assessment.json")), try Assessed(bench.read("out2/assessment.json"))
        )
        #expect(first.states == second.states)
        #expect(first.facts.map { "\($0.path)=\($0.value)" } == second.facts.map { "\($0.path)=\($0.value)" })
    }
}
