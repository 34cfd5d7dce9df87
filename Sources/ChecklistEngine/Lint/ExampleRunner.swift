// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// An example that did not come out as its condition says.
public struct ExampleFailure: Hashable, Sendable {
    public var condition: String
    public var example: String
    public var file: String
    public var line: Int
    /// As `review/threshold`.
    public var expected: String
    public var actual: String
    public var explanation: String

    public func message(_ language: Language) -> String {
        language == .zh
            ? "\(file):\(line): \(condition) 示例“\(example)”：应为\(expected)，实为\(actual)。\(explanation)"
            : "\(file):\(line): \(condition), example '\(example)': expected \(expected), got \(actual). \(explanation)"
    }
}

/// Runs the examples that conditions carry, and tries to talk every `met` one into a false met.
public struct ExampleRunner {
    let checklist: Checklist

    public init(_ checklist: Checklist) { self.checklist = checklist }

    /// How many examples there are, and which of them failed.
    public func run() -> (count: Int, failures: [ExampleFailure]) {
        var failures: [ExampleFailure] = []
        var count = 0
        for condition in checklist.conditions {
            for example in condition.examples {
                count += 1
                failures += run(example, of: condition)
            }
        }
        return (count, failures)
    }

    func run(_ example: Example, of condition: Condition) -> [ExampleFailure] {
        func failure(_ expected: String, _ actual: String, _ explanation: String) -> ExampleFailure {
            ExampleFailure(
                condition: condition.id, example: example.name, file: example.place.file, line: example.place.line,
                expected: expected, actual: actual, explanation: explanation)
        }
        do {
            var only = checklist
            only.conditions = [condition]
            only.catalogues = checklist.catalogues.replacing(with: example.catalogues)
            let engine = try Engine(checklist: only, round: example.round)
            let request = try request(example, of: condition)
            guard let finding = try engine.assess(request).findings.first else { return [] }
            let expected = Self.name(example.expect, example.ground)
            if finding.state != example.expect || (example.ground != nil && finding.ground != example.ground) {
                return [failure(expected, Self.name(finding.state, finding.ground), finding.explanation)]
            }
            guard finding.state == .met else { return [] }
            if finding.evidence.isEmpty { return [failure("met + evidence", "met", finding.explanation)] }
            for (name, spoilt) in Self.spoilt(request) {
                let again = try engine.assess(spoilt).findings.first
                if again?.state == .met { return [failure("not met: \(name)", "met", again?.explanation ?? "")] }
            }
            return []
        } catch let error as XMLError {
            return [failure(example.expect.rawValue, error.code, error.message(.zh))]
        } catch let error as ConfigurationError {
            return [failure(example.expect.rawValue, "error", error.message(.zh))]
        } catch {
            return [failure(example.expect.rawValue, "error", "\(error)")]
        }
    }

    /// The same application read faintly, without sources, and empty: none of these may be met.
    private static func spoilt(_ request: CheckRequest) -> [(String, CheckRequest)] {
        func changed(_ change: (inout [Evidence]) -> Void) -> CheckRequest {
            var spoilt = request
            for entity in spoilt.dossier.entities.indices {
                for leaf in spoilt.dossier.entities[entity].leaves.indices {
                    change(&spoilt.dossier.entities[entity].leaves[leaf].evidence)
                }
            }
            return spoilt
        }
        var empty = request
        empty.dossier = Dossier()
        return [
            ("low confidence", changed { for index in $0.indices { $0[index].confidence = 0.1 } }),
            ("no evidence", changed { $0 = [] }), ("empty dossier", empty),
        ]
    }

    private static func name(_ state: FindingState, _ ground: ReviewGround?) -> String {
        state.rawValue + (ground.map { "/\($0.rawValue)" } ?? "")
    }

    func request(_ example: Example, of condition: Condition) throws -> CheckRequest {
        var kinds: Set<String> = []
        let document = try XMLDocument.parse(Data(example.given.utf8))
        let sources = DossierReader.sources(document)
        let dossier = try DossierReader.read(document) { node, value, line in
            if let ids = node.attribute("evidence") {
                return ids.split(separator: " ").compactMap { sources[String($0)] }
            }
            let kind = node.attribute("in")
            if let kind { kinds.insert(kind) }
            let confidence = node.attribute("confidence").flatMap(Double.init) ?? 1
            return [
                Evidence(
                    document: kind.map { "\($0).pdf" } ?? "given.xml", place: PlaceName.line(line), quote: value,
                    method: .xml,
                    confidence: confidence)
            ]
        }
        let digest = String(repeating: "0", count: 64)
        var files = [PackageFile(path: "given.xml", sha256: digest, bytes: 1, kind: "dossier-xml", read: .xml)]
        files += kinds.sorted().map { PackageFile(path: "\($0).pdf", sha256: digest, bytes: 1, kind: $0, read: .text) }
        files += example.unreadable.map { kind in
            PackageFile(
                path: "\(kind)-unread.pdf", sha256: digest, bytes: 1, kind: kind, read: .none,
                problems: [ReadProblem(.noTextLayer)])
        }
        return CheckRequest(
            dossier: dossier, packageName: example.name, packageDigest: digest, files: files,
            applicantClass: example.applicantClass ?? condition.appliesTo.first, asOf: example.asOf)
    }
}
