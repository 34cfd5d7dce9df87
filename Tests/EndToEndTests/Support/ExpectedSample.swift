// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A sample package and its `expected.json`. `Samples/README.md` says what every key means.
struct ExpectedSample: Decodable, CustomTestStringConvertible {
    struct Fact: Decodable {
        var path: String
        var value: String
        var documents: [String]

        enum CodingKeys: String, CodingKey {
            case path, value
            case documents = "in"
        }
    }

    struct Document: Decodable {
        var file: String
        var kind: String
        var pages: String?
    }

    struct Problem: Decodable, Hashable {
        var file: String
        var code: String
    }

    var package: String
    var applicantClass: String
    var round: String
    var asOf: String
    var roundFile: String
    /// nil where it may come out either way.
    var conclusion: String?
    var facts: [Fact]
    var documents: [Document]
    var findings: [String: String]
    var notMet: [String]
    var notMissing: [String]?
    var problems: [Problem]

    enum CodingKeys: String, CodingKey {
        case package, round, conclusion, facts, documents, findings, problems
        case applicantClass = "class"
        case asOf = "as-of"
        case roundFile = "thresholds-from"
        case notMet = "must-not-be-met"
        case notMissing = "must-not-be-missing"
    }

    var testDescription: String { package }

    private static let folder = Tool.root.appendingPathComponent("Samples")

    /// Whatever `Samples` holds.
    static let all: [ExpectedSample] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".expected.json") }.sorted().compactMap { name in
            try? JSONDecoder().decode(Self.self, from: Data(contentsOf: folder.appendingPathComponent(name)))
        }
    }()

    /// How many there are to be: a file that does not decode must not drop out of sight.
    static var count: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".expected.json") }.count
    }

    static func named(_ name: String) throws -> ExpectedSample {
        guard let sample = all.first(where: { $0.package == name }) else { throw CocoaError(.fileNoSuchFile) }
        return sample
    }

    /// The folder, or the zip where there is no folder.
    var input: URL {
        let folder = Self.folder.appendingPathComponent(package)
        return FileManager.default.fileExists(atPath: folder.path) ? folder : folder.appendingPathExtension("zip")
    }

    /// The arguments of `check` that say how it is to be judged.
    var judging: [String] {
        let round = Self.folder.appendingPathComponent(roundFile).path
        return ["--class", applicantClass, "--round", round, "--as-of", asOf]
    }

    /// The exit status that goes with what is expected; nil where the conclusion may come out either way.
    var status: Int32? {
        if !problems.isEmpty { return 3 }
        switch conclusion {
        case "no-gap-found": return 0
        case "gaps-found": return 1
        case "review-needed": return 2
        default: return nil
        }
    }

    /// Paths in a zip start with the folder that was packed; expectations leave it out.
    static func isSame(_ found: String, _ expected: String) -> Bool {
        found == expected || found.hasSuffix("/" + expected)
    }
}
