// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What a reviewer's decision on a finding is bound to: the state that the machine found, the condition's version, the evidence.
public struct FindingMark: Sendable, Hashable, Codable {
    public var state: FindingState
    public var ground: ReviewGround?
    /// SHA-256 of the condition's file; of the round's file for a condition that the round brings.
    public var condition: String
    /// SHA-256 over what the finding says and rests on: documents by their bytes, pages, places and words; files that could not be
    /// read, where it waits for them.
    public var evidence: String

    /// - Parameter digests: `Checklist.conditionDigests`.
    public static func all(_ assessment: Assessment, digests: [String: String]) -> [String: FindingMark] {
        let documents = Dictionary(
            assessment.package.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        let unread = assessment.package.files.filter { !$0.setAside && !$0.problems.isEmpty }.map(\.sha256)
        return Dictionary(
            assessment.findings.map { finding in
                let mark = FindingMark(
                    state: finding.state, ground: finding.ground,
                    condition: digests[finding.condition] ?? assessment.round?.digest ?? assessment.checklist.digest,
                    evidence: digest(finding, documents, unread: unread))
                return (finding.condition, mark)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The same finding where it rests on what several applicants share, too.
    func resting(on shared: [CrossFinding]) -> FindingMark {
        guard !shared.isEmpty else { return self }
        let lines = shared.map { finding in
            ([finding.kind.rawValue, finding.shown]
                + finding.claimants.flatMap {
                    [$0.package, $0.evidence.document, $0.evidence.page.map { "\($0)" } ?? "", $0.evidence.quote]
                }).joined(separator: "\u{1F}")
        }
        var mark = self
        mark.evidence = CanonicalLines.digest(
            "zhunsheng-shared/1",
            [("evidence", evidence)]
                + lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ("shared", $0) })
        return mark
    }

    private static func digest(_ finding: Finding, _ documents: [String: String], unread: [String]) -> String {
        // Whoever decides without the machine has looked at the files that it could not read.
        let waits = finding.state == .review && (finding.ground == .unreadable || finding.evidence.isEmpty)
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
            ] + places.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ("evidence", $0) }
                + (waits ? unread.sorted() : []).map { ("unread", $0) })
    }
}
