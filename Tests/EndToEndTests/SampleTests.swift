// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Every sample package against what a careful clerk finds in it.
@Suite struct SampleTests {
    @Test func everySampleIsTried() {
        #expect(ExpectedSample.all.count == ExpectedSample.count)
        #expect(ExpectedSample.count >= 8)
    }

    @Test(arguments: ExpectedSample.all)
    func agreesWithItsExpectation(_ sample: ExpectedSample) throws {
        let bench = try Workbench()
        let outcome = try bench.run(
            ["check", sample.input.path] + sample.judging + ["--format", "json", "--unmask", "--output", "out"])
        #expect(outcome.err.isEmpty, "\(outcome.err)")
        let found = try Assessed(bench.read("out/assessment.json"))

        #expect(found.applicantClass == sample.applicantClass)
        #expect(found.asOf == sample.asOf)
        #expect(found.round?.id == sample.round)
        #expect(found.package.name == sample.package)

        let comparison = SampleComparison(sample, found)
        #expect(comparison.falselyMet.isEmpty, "FALSE MET: \(comparison.falselyMet.joined(separator: ", "))")
        let known = KnownMisses.of(sample.package)
        Self.expect(comparison.misses, toBe: known.flatMap(\.misses), "missed")
        Self.expect(comparison.misreadings, toBe: known.flatMap(\.misreadings), "misread")
        if let status = sample.status, found.conclusion == sample.conclusion || !sample.problems.isEmpty {
            #expect(outcome.status == status)
        }
        // The class is what the papers say, also when nobody names it.
        #expect(found.facts.contains { $0.path == "application/class" && $0.value == sample.applicantClass })
    }

    /// The status always follows from the report, whatever the report says.
    @Test(arguments: ExpectedSample.all)
    func statusFollowsFromTheReport(_ sample: ExpectedSample) throws {
        let bench = try Workbench()
        // Judged without a class, a round and any format but JSON: the least that can be asked.
        let outcome = try bench.run(
            "check", sample.input.path, "--as-of", sample.asOf, "--format", "json", "--output", "out")
        let found = try Assessed(bench.read("out/assessment.json"))
        let hasProblem = found.package.files.contains { $0.problemCode != nil && $0.problemCode != "set-aside" }
        let states = Set(found.findings.map(\.state))
        let status: Int32 =
            hasProblem
            ? 3 : states.contains("unmet") || states.contains("missing") ? 1 : states.contains("review") ? 2 : 0
        #expect(outcome.status == status)
        #expect(found.applicantClass == sample.applicantClass)
        #expect(found.round == nil)
        // No threshold is set, so nothing that needs one may be decided.
        for condition in ["7.2-b", "7.2-d", "7.2-e"] {
            #expect(found.finding(condition)?.state != "met", "\(condition)")
            #expect(found.finding(condition)?.state != "unmet", "\(condition)")
        }
    }

    private static func expect(
        _ found: [String], toBe known: [String], _ word: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let news = found.filter { !known.contains($0) }
        let gone = known.filter { !found.contains($0) }
        #expect(news.isEmpty, "newly \(word):\n\(news.joined(separator: "\n"))", sourceLocation: sourceLocation)
        #expect(
            gone.isEmpty, "no longer \(word); take it out of KnownMisses:\n\(gone.joined(separator: "\n"))",
            sourceLocation: sourceLocation)
    }
}
