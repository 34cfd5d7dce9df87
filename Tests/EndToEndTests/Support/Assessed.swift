// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// `assessment.json` as another program sees it: declared anew here, so that a renamed member is noticed.
struct Assessed: Decodable {
    struct Evidence: Decodable, Hashable {
        var document: String
        var page: Int?
        var quote: String
        var method: String
        var confidence: Double
    }

    struct Finding: Decodable {
        var condition: String
        var phrase: String
        var state: String
        var ground: String?
        var explanation: String
        var remedy: String?
        var question: String?
        var notes: [String]
        var evidence: [Evidence]
    }

    struct Fact: Decodable, Hashable {
        var path: String
        var value: String
        var raw: String
        var evidence: [Evidence]
    }

    struct File: Decodable {
        var path: String
        var sha256: String?
        var bytes: Int
        var kind: String?
        var pages: Int?
        var read: String
        var problem: String?
        var problemCode: String?

        enum CodingKeys: String, CodingKey {
            case path, sha256, bytes, kind, pages, read, problem
            case problemCode = "problem-code"
        }
    }

    struct Package: Decodable {
        var name: String
        var digest: String
        var files: [File]
    }

    struct Checklist: Decodable {
        var id: String
        var title: String
        var version: String
        var digest: String
    }

    struct Round: Decodable {
        var id: String
        var title: String
        var effective: String?
        var digest: String
    }

    struct Applicant: Decodable {
        var name: String?
        var uscc: String?
    }

    var schema: String
    var asOf: String
    var checklist: Checklist
    var round: Round?
    var package: Package
    var applicantClass: String?
    var applicant: Applicant
    var conclusion: String
    var findings: [Finding]
    var facts: [Fact]

    enum CodingKeys: String, CodingKey {
        case schema, checklist, round, package, applicant, conclusion, findings, facts
        case asOf = "as-of"
        case applicantClass = "class"
    }

    init(_ data: Data) throws { self = try JSONDecoder().decode(Assessed.self, from: data) }

    func finding(_ condition: String) -> Finding? { findings.first { $0.condition == condition } }

    func file(_ path: String) -> File? { package.files.first { $0.path == path } }

    /// The conditions that ended as met.
    var met: Set<String> { Set(findings.filter { $0.state == "met" }.map(\.condition)) }

    /// State and ground by condition.
    var states: [String: String] {
        Dictionary(findings.map { ($0.condition, $0.state + ($0.ground.map { "/" + $0 } ?? "")) }) { first, _ in first }
    }

    /// The facts about the application, without the list of its documents.
    var content: [Fact] { facts.filter { !$0.path.hasPrefix("document[") } }
}
