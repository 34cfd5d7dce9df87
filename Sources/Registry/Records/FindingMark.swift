// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What a reviewer's decision on a finding is bound to: the state that the machine found, the condition's version, the evidence.
public struct FindingMark: Sendable, Hashable, Codable {
    public var state: FindingState
    public var ground: ReviewGround?
    /// SHA-256 of the condition's file; of the round's file for a condition that the round brings.
    public var condition: String
    /// SHA-256 over what the finding says and rests on: documents by their bytes, pages, places and words.
    public var evidence: String

    /// - Parameter digests: `Checklist.conditionDigests`.
    public static func all(_ assessment: Assessment, digests: [String: String]) -> [String: FindingMark] {
        let documents = Dictionary(
            assessment.package.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        return Dictionary(
            assessment.findings.map { finding in
                let mark = FindingMark(
                    state: finding.state, ground: finding.ground,
                    condition: digests[finding.condition] ?? assessment.round?.digest ?? assessment.checklist.digest,
                    evidence: digest(finding, documents))
                return (finding.condition, mark)
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func digest(_ finding: Finding, _ documents: [String: String]) -> String {
        let places = finding.evidence.map { evidence in
            [
                documents[evidence.document] ?? evidence.document, evidence.page.map { "\($0)" } ?? "",
                evidence.place ?? "", evidence.quote,
            ].joined(separator: "\u{1F}")
        }
        // The order in which evidence is found is not what a decision rests on.
        return CanonicalLines.digest(
            "zhunsheng-evidence/1",
            [
                ("state", finding.state.rawValue), ("ground", finding.ground?.rawValue),
                ("measured", finding.measured), ("required", finding.required), ("shortfall", finding.shortfall),
            ] + places.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ("evidence", $0) })
    }
}
