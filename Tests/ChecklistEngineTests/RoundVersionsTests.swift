// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

/// A round and its amendments in one folder.
@Suite struct RoundVersionsTests {
    private static func text(_ effective: String? = nil, id: String = "r-1", staff: Int = 5) -> String {
        """
        round: \(id)
        title: 示例遴选
        \(effective.map { "effective: \($0)" } ?? "# from the beginning")
        authority: {name: 示例市人力资源和社会保障局, level: city, region: "330100"}
        classes: [employer]
        window: {from: 2026-03-01, to: 2026-03-31}
        thresholds: {min-full-time-staff: \(staff)}
        """
    }

    /// The versions in a folder `批次` with these files, which is removed again.
    private func load(_ files: [String: String]) throws -> RoundVersions {
        let base = FileManager.default.temporaryDirectory.appending(path: "versions-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: base) }
        let folder = base.appending(path: "批次")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        return try RoundVersions.load(folder, checklist: shipped.get(), digest: fakeDigest)
    }

    /// The problems as `code file subject → remedy`.
    private func problems(_ body: () throws -> Void) -> [String] {
        do {
            try body()
            return []
        } catch let error as ConfigurationError {
            return error.problems.map { problem in
                "\(problem.code.rawValue) \(problem.file) \(problem.subject)"
                    + (problem.remedy.map { " → \($0)" } ?? "")
            }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func theLatestThatIsInForceIsUsed() throws {
        // In the order of days, not of names; what is no version lies beside them.
        let versions = try load([
            "c.yaml": Self.text(), "a.yaml": Self.text("2026-03-10", staff: 6),
            "b.yaml": Self.text("2026-04-01", staff: 7), "说明.txt": "x", ".b.yaml.swp": "x", "._b.yaml": "x",
        ])
        #expect(versions.isFolder)
        #expect(versions.name == "批次")
        #expect(versions.versions.map(\.file) == ["批次/c.yaml", "批次/a.yaml", "批次/b.yaml"])
        #expect(versions.versions.map(\.until) == ["2026-03-10", "2026-04-01", nil])
        let days = [
            ("2022-04-26", 5.0), ("2026-03-09", 5), ("2026-03-10", 6), ("2026-03-31", 6), ("2026-04-01", 7),
            ("2030-01-01", 7),
        ]
        for (day, staff) in days {
            #expect(try versions.inForce(on: day).thresholds["min-full-time-staff"] == staff, "\(day)")
        }
        #expect(versions.latest.effective == "2026-04-01")
        // Every version has the digest of its own file.
        #expect(
            try versions.inForce(on: "2026-03-10").digest == fakeDigest(Data(Self.text("2026-03-10", staff: 6).utf8)))
    }

    @Test func beforeTheFirstThereIsNone() throws {
        let versions = try load(["a.yaml": Self.text("2026-03-10"), "b.yaml": Self.text("2026-04-01")])
        #expect(
            problems { _ = try versions.inForce(on: "2026-03-09") } == [
                "no-version-in-force 批次 2026-03-09 → 2026-03-10"
            ])
    }

    @Test func aFileIsAVersionToo() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "round-\(UUID().uuidString).yaml")
        try Data(Self.text("2026-03-10").utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let versions = try RoundVersions.load(file, checklist: shipped.get(), digest: fakeDigest)
        #expect(!versions.isFolder)
        #expect(try versions.inForce(on: "2026-03-10").effective == "2026-03-10")
        #expect(throws: ConfigurationError.self) { try versions.inForce(on: "2026-03-09") }
    }

    @Test func whatIsNotOneRoundIsRefused() {
        #expect(
            problems { _ = try load(["a.yaml": Self.text(), "b.yaml": Self.text("2026-03-10", id: "r-2")]) } == [
                "other-round 批次 批次/a.yaml: r-1, 批次/b.yaml: r-2"
            ])
        #expect(
            problems { _ = try load(["a.yaml": Self.text(), "b.yaml": Self.text()]) } == [
                "same-effective 批次 批次/a.yaml, 批次/b.yaml"
            ])
        #expect(
            problems {
                _ = try load([
                    "a.yaml": Self.text("2026-03-10", staff: 9), "b.yaml": Self.text(),
                    "c.yaml": Self.text("2026-03-10"),
                ])
            } == ["same-effective 批次 批次/a.yaml, 批次/c.yaml (2026-03-10)"])
        #expect(problems { _ = try load(["a.yml": Self.text()]) } == ["no-round-file 批次 *.yaml"])
        // Faults of all files at once, each with its own name.
        #expect(
            problems { _ = try load(["a.yaml": "round: [", "b.yaml": Self.text("2026-02-30"), "c.yaml": Self.text()]) }
                .map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                    "yaml-syntax 批次/a.yaml", "broken-date 批次/b.yaml",
                ])
    }

    @Test func theAssessmentNamesTheVersion() throws {
        let versions = try load(["a.yaml": Self.text(), "b.yaml": Self.text("2026-03-10")])
        let request = try Package(xml: "").request()
        for (day, effective) in [("2026-03-09", nil), ("2026-03-10", "2026-03-10")] {
            let round = try versions.inForce(on: day)
            let assessment = try Engine(checklist: shipped.get(), round: round).assess(request)
            #expect(assessment.round?.effective == effective)
            #expect(assessment.round?.digest == round.digest)
        }
    }

    @Test func theLawIsInForceFromItsDayOn() throws {
        let checklist = try shipped.get()
        #expect(checklist.effective == "2022-04-26")
        #expect(throws: Never.self) { try checklist.requireInForce(on: "2022-04-26") }
        #expect(
            problems { try checklist.requireInForce(on: "2022-04-25") } == [
                "law-not-in-force checklist.yaml 2022-04-25 → 2022-04-26"
            ])
    }
}
