// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Identity numbers and mobile numbers stay in the dossier unless somebody asks for them.
@Suite struct MaskingTests {
    /// The numbers of people that stand in the sample.
    private static func secrets(of sample: ExpectedSample) -> Set<String> {
        Set(sample.facts.map(\.value).filter { $0.wholeMatch(of: /\d{17}[\dX]|1\d{10}/) != nil })
    }

    /// A page as somebody may copy it out of the browser: without marks and without white space.
    private static func visible(_ html: String) -> String { Tool.squeeze(html.replacing(/<[^>]*>/, with: "")) }

    @Test(arguments: ExpectedSample.all) func maskedByDefault(_ sample: ExpectedSample) throws {
        let secrets = Self.secrets(of: sample)
        #expect(!secrets.isEmpty)
        let bench = try Workbench()
        let outcome = try bench.run(
            ["check", sample.input.path] + sample.judging + ["--verbose", "--receipt", "--output", "out"])
        let html = try bench.text("out/report.html")
        // Inside pictures digits are chance.
        let words = html.replacing(/data:image\/png;base64,[A-Za-z0-9+\/=]*/, with: "")
        var outputs = ["stdout": outcome.out, "stdout without breaks": outcome.squeezed, "stderr": outcome.err]
        outputs["report.html"] = words
        outputs["report.html as seen"] = Self.visible(words)
        for file in try FileManager.default.contentsOfDirectory(atPath: bench.url("out").path)
        where file != "dossier.xml" {
            if file != "report.html" { outputs[file] = try bench.text("out/\(file)") }
        }
        #expect(outputs.keys.contains("assessment.json") && outputs.keys.contains("receipt.json"))
        for (name, text) in outputs.sorted(by: { $0.key < $1.key }) {
            let leaks = secrets.filter { text.contains($0) }
            #expect(leaks.isEmpty, "\(name) shows \(leaks.sorted())")
        }
        // They were read: the dossier keeps them, masked ones stand in the reports.
        let dossier = try bench.text("out/dossier.xml")
        let kept = secrets.filter { dossier.contains($0) }
        #expect(kept.count * 10 >= secrets.count * 9, "\(secrets.subtracting(kept))")
        #expect(outputs["assessment.json"]?.contains("**********") == true)
    }

    @Test(arguments: ["employer-gaps", "training-xml-gaps"]) func shownOnRequest(_ name: String) throws {
        let sample = try ExpectedSample.named(name)
        let bench = try Workbench()
        _ = try bench.run(
            ["check", sample.input.path] + sample.judging + ["--unmask", "--format", "json", "--output", "out"])
        let text = try bench.text("out/assessment.json")
        let hidden = Self.secrets(of: sample).filter { !text.contains($0) }
        let known: Set<String> = []
        #expect(hidden == known)
        #expect(!text.contains("**********"))
    }

    /// Names of files and folders are data, too, also where something is wrong with them.
    @Test func namesOfFiles() throws {
        let bench = try Workbench()
        let number = "330602198503121237"
        try bench.copy("Samples/employer-complete/14-承诺书.pdf", to: "材料\(number)/张三\(number).pdf")
        try bench.write("材料\(number)/李四13800005678.pdf", [])
        let outcome = try bench.run("check", "材料\(number)", "--as-of", "2026-04-20", "--receipt", "--output", "out")
        #expect(outcome.status == 3)
        for file in ["assessment.json", "report.html", "receipt.json"] {
            let text = try bench.text("out/\(file)")
            #expect(!text.contains(number), "\(file)")
            #expect(!text.contains("13800005678"), "\(file)")
        }
        #expect(!outcome.squeezed.contains(number))
        #expect(!outcome.squeezed.contains("13800005678"))
        let missing = try bench.run("check", "没有\(number)")
        #expect(missing.status == 74)
        #expect(!missing.err.contains(number))
        let place = try bench.run("check", "材料\(number)", "--as-of", "2026-04-20", "--format", "json")
        #expect(!place.out.contains(number))
    }

    @Test func explanationsAreMasked() throws {
        let sample = try ExpectedSample.named("employer-gaps")
        let bench = try Workbench()
        for condition in ["7.2-b", "7.2-h", "8.1-j"] {
            let outcome = try bench.run(["explain", condition, sample.input.path] + sample.judging)
            #expect(outcome.status == 0)
            #expect(outcome.out.contains(condition))
            let leaks = Self.secrets(of: sample).filter { outcome.out.contains($0) }
            #expect(leaks.isEmpty, "\(condition): \(leaks.sorted())")
        }
    }
}
