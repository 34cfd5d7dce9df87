// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML
import Testing

@testable import ChecklistEngine

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
let shippedFolder = repository.appending(path: "Checklists/zhejiang-2022-20")

/// Stands in for SHA-256, which this target does not bring: FNV-1a, widened to 64 digits.
func fakeDigest(_ data: Data) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
}

/// Loaded once for all tests.
let shipped = Result { try Checklist.load(directory: shippedFolder, digest: fakeDigest) }

let smallHead = """
    id: small
    title: 小清单
    version: "1"
    effective: 2022-04-26
    confidence-floor: 0.8
    thresholds:
      min-full-time-staff: {title: 专职工作人员数下限, english: Fewest full-time staff, unit: 名, english-unit: persons}
      max-occupations: {title: 申报职业数上限, english: Most occupations, unit: 个, english-unit: occupations}
      lease-min-months: {title: 剩余租期下限, english: Fewest months left, unit: 个月, english-unit: months}
    contradictions:
      H4: {text: 应分别计数。, english: Count separately., citations: [管理办法第七条（二）]}
    """

/// Writes a checklist folder, loads it, and removes it again.
func load(_ files: [String: String], head: String = smallHead) throws -> Checklist {
    let folder = FileManager.default.temporaryDirectory.appending(path: "checklist-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
        at: folder.appending(path: "conditions"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
        at: folder.appending(path: "catalogues"), withIntermediateDirectories: true)
    for (name, text) in files.merging(["checklist.yaml": head], uniquingKeysWith: { first, _ in first }) {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }
    return try Checklist.load(directory: folder, digest: fakeDigest)
}

/// One condition `1-a` with these checks; further keys may come first.
func condition(_ checks: String, judge: String = "machine", more: String = "") -> String {
    let question = judge == "machine" ? "" : "question: 是否符合？\n"
    return """
        id: 1-a
        article: 第七条（二）
        phrase: 专职工作人员
        applies-to: [employer, training-organization, appraisal-body, special-skill-body]
        judged-by: \(judge)
        documents: [staff-roster, site-lease]
        \(question)\(more)
        checks:
        \(checks.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n"))
        """
}

/// A package as the parser would hand it over; confidence and kinds as in the examples of conditions.
struct Package {
    var xml: String
    var unreadable: [String?] = []
    var applicantClass: ApplicantClass? = .employer
    var asOf = "2026-03-31"
    var language = Language.zh

    func request() throws -> CheckRequest {
        let document = try XMLDocument.parse(Data("<dossier>\(xml)</dossier>".utf8))
        var kinds: Set<String> = []
        let dossier = try DossierReader.read(document) { node, value, line in
            if node.attribute("evidence") == "none" { return [] }
            let kind = node.attribute("in")
            if let kind { kinds.insert(kind) }
            let confidence = node.attribute("confidence").flatMap(Double.init) ?? 1
            return [
                Evidence(
                    document: kind.map { "\($0).pdf" } ?? "given.xml", quote: "\(line):\(value)", method: .xml,
                    confidence: confidence)
            ]
        }
        let digest = String(repeating: "0", count: 64)
        var files = [PackageFile(path: "given.xml", sha256: digest, bytes: 1, kind: "dossier-xml", read: .xml)]
        files += kinds.sorted().map { PackageFile(path: "\($0).pdf", sha256: digest, bytes: 1, kind: $0, read: .text) }
        files += unreadable.enumerated().map { index, kind in
            PackageFile(
                path: "unread-\(index).pdf", sha256: digest, bytes: 1, kind: kind, read: .none,
                problems: [ReadProblem(.encrypted)])
        }
        return CheckRequest(
            dossier: dossier, packageName: "示例", packageDigest: digest, files: files, applicantClass: applicantClass,
            asOf: asOf, language: language)
    }
}

/// State and ground as one word: `review/conflict`.
func outcome(_ finding: Finding) -> String {
    finding.state.rawValue + (finding.ground.map { "/\($0.rawValue)" } ?? "")
}

func assess(
    _ conditionText: String, _ package: Package, thresholds: [String: Double]? = nil, round: Round? = nil
) throws -> Finding {
    let checklist = try load(["conditions/1-a.yaml": conditionText])
    let round = round ?? thresholds.map { Round(id: "r", title: "r", thresholds: $0) }
    let finding = try Engine(checklist: checklist, round: round).assess(package.request()).findings.first
    return try #require(finding)
}

func outcome(
    _ check: String, _ xml: String, thresholds: [String: Double]? = nil, unreadable: [String?] = [],
    judge: String = "machine", more: String = ""
) throws -> String {
    outcome(
        try assess(
            condition(check, judge: judge, more: more), Package(xml: xml, unreadable: unreadable),
            thresholds: thresholds))
}
