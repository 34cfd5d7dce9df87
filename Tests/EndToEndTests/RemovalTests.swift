// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A complete application with one document taken away: nothing may become met by that, and nothing may stay met by what
/// is not there any more.
@Suite struct RemovalTests {
    private static let package = "employer-complete"

    /// Without these something must be lacking that was not lacking before.
    private static let keyKinds: Set<String> = [
        "registration", "staff-roster", "commitment", "fund-proof", "allowance-rule", "site-title", "credit-report",
    ]

    private static func check(_ input: String, in bench: Workbench) throws -> Assessed {
        let sample = try ExpectedSample.named(package)
        _ = try bench.run(["check", input] + sample.judging + ["--format", "json", "--output", "out"])
        return try Assessed(bench.read("out/assessment.json"))
    }

    private static let whole: Assessed? = {
        guard let bench = try? Workbench(), let sample = try? ExpectedSample.named(package) else { return nil }
        return try? check(sample.input.path, in: bench)
    }()

    /// The kinds that can prove a condition, by its id.
    private static let kindsOfProof: [String: Set<String>] = {
        let folder = Tool.root.appendingPathComponent("Checklists/zhejiang-2022-20/conditions")
        var kinds: [String: Set<String>] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
            guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8),
                let list = text.firstMatch(of: /(?m)^documents: *\[([^\]]*)\]/)?.output.1
            else { continue }
            kinds[String(name.dropLast(5))] = Set(
                list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return kinds
    }()

    static let documents: [ExpectedSample.Document] = (try? ExpectedSample.named(package).documents) ?? []

    @Test func allKindsAreTried() {
        #expect(Self.documents.count >= 20)
        #expect(Self.keyKinds.subtracting(Self.documents.map(\.kind)).isEmpty)
        #expect(Self.kindsOfProof.count > 60)
    }

    @Test(arguments: documents) func withoutOneDocument(_ document: ExpectedSample.Document) throws {
        let whole = try #require(Self.whole)
        let bench = try Workbench()
        try bench.copy("Samples/\(Self.package)", to: Self.package)
        try FileManager.default.removeItem(at: bench.url("\(Self.package)/\(document.file)"))
        let found = try Self.check(Self.package, in: bench)

        #expect(found.package.files.count == whole.package.files.count - 1)
        let news = found.met.subtracting(whole.met)
        #expect(news.isEmpty, "met without \(document.file): \(news.sorted())")
        for finding in found.findings {
            #expect(
                !finding.evidence.contains { $0.document == document.file },
                "\(finding.condition) rests on a file that is gone")
        }
        // Whatever stays met although this kind could prove it has other evidence, and rested on other evidence before.
        for finding in found.findings where finding.state == "met" {
            guard let before = whole.finding(finding.condition),
                Self.kindsOfProof[finding.condition]?.contains(document.kind) == true
            else { continue }
            let restedOnIt = before.evidence.contains { $0.document == document.file }
            #expect(!restedOnIt || !finding.evidence.isEmpty, "\(finding.condition) is met by nothing")
            let restedOnItAlone =
                !before.evidence.isEmpty && before.evidence.allSatisfy { $0.document == document.file }
            #expect(!restedOnItAlone, "\(finding.condition) is met although all its evidence was in \(document.file)")
        }
        let changed = Set(whole.states.filter { found.states[$0.key] != $0.value }.keys)
        if Self.keyKinds.contains(document.kind) {
            #expect(!changed.isEmpty, "nothing changed without the \(document.kind)")
        }
        // Absence is missing, never unmet; and never a gap fewer.
        for condition in changed where found.finding(condition)?.state == "unmet" {
            #expect(whole.finding(condition)?.state == "unmet", "\(condition) is unmet because of an absent file")
        }
    }

    /// Nothing but an empty page left: nothing is met but what rests on the round and the date.
    @Test func withoutEverything() throws {
        let bench = try Workbench()
        try bench.write("空/说明.pdf", PDFMaker.page("nothing"))
        let found = try Self.check("空", in: bench)
        let whole = try #require(Self.whole)
        #expect(found.met.subtracting(whole.met).isEmpty)
        for finding in found.findings where finding.state == "met" {
            #expect(!finding.evidence.isEmpty, "\(finding.condition) is met by nothing: \(finding.explanation)")
        }
    }
}

extension ExpectedSample.Document: CustomTestStringConvertible {
    var testDescription: String { kind }
}
