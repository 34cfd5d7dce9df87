// SPDX-License-Identifier: GPL-3.0-or-later

/// What differs between a sample's expectation and its assessment, as lines fit for a list of known misses.
struct SampleComparison {
    /// Expected and not found.
    private(set) var misses: [String] = []
    /// Found and wrong: worse than a miss.
    private(set) var misreadings: [String] = []
    private(set) var falselyMet: [String] = []

    /// Written down where they are met, not what a document says.
    private static let notRecorded: Set<String> = [
        "commitment/clause", "policy/topic", "person/listed-in", "set-up/duties",
    ]

    init(_ expected: ExpectedSample, _ found: Assessed) {
        compareFacts(expected, found)
        compareDocuments(expected, found)
        compareFindings(expected, found)
        compareProblems(expected, found)
    }

    private mutating func compareFacts(_ expected: ExpectedSample, _ found: Assessed) {
        let wanted = EntityFacts.gather(expected.facts.map { ($0.path, $0.value, $0.documents) })
        let have = EntityFacts.gather(found.content.map { ($0.path, $0.value, $0.evidence.map(\.document)) })
        for (entity, partner) in EntityFacts.pair(wanted, with: have) {
            for leaf in entity.leaves {
                let line = "\(entity.label)/\(leaf.name) = \(leaf.value)"
                guard let hit = partner?.leaves.first(where: { $0.name == leaf.name && $0.value == leaf.value }) else {
                    misses.append(line)
                    continue
                }
                // A value with the wrong source is a guess that came out right.
                let hasSource = leaf.documents.contains { file in
                    hit.documents.contains { ExpectedSample.isSame($0, file) }
                }
                if !hasSource {
                    misses.append("\(line) from \(leaf.documents.sorted().joined(separator: ", "))")
                }
            }
        }
        let known = Set(wanted.flatMap { entity in entity.leaves.map { "\(entity.element)/\($0.name)" } })
        let values = Set(wanted.flatMap { entity in entity.leaves.map { "\(entity.element)/\($0.name)=\($0.value)" } })
        for entity in have {
            for leaf in entity.leaves {
                let name = "\(entity.element)/\(leaf.name)"
                if known.contains(name), !Self.notRecorded.contains(name), !values.contains("\(name)=\(leaf.value)") {
                    misreadings.append("\(name) = \(leaf.value)")
                }
            }
        }
    }

    private mutating func compareDocuments(_ expected: ExpectedSample, _ found: Assessed) {
        let parts = EntityFacts.gather(
            found.facts.filter { $0.path.hasPrefix("document[") }.map { ($0.path, $0.value, []) })
        for document in expected.documents {
            let files = found.package.files.filter { ExpectedSample.isSame($0.path, document.file) }
            let isThere = files.contains { file in
                if document.pages == nil { return file.kind == document.kind }
                return parts.contains {
                    $0.values("file") == [file.path] && $0.values("kind") == [document.kind]
                        && $0.values("pages") == document.pages.map { [$0] }
                }
            }
            if !isThere {
                misses.append(
                    "document \(document.file)\(document.pages.map { " p. " + $0 } ?? "") is \(document.kind)")
            }
        }
    }

    private mutating func compareFindings(_ expected: ExpectedSample, _ found: Assessed) {
        for (condition, state) in expected.findings.sorted(by: { $0.key < $1.key }) {
            let got = found.finding(condition)
            guard got?.state != state else { continue }
            misses.append("\(condition) is \(state), not \(got?.state ?? "absent")")
            if got?.state == "met" { falselyMet.append(condition) }
        }
        for condition in expected.notMet
        where found.finding(condition)?.state == "met" && !falselyMet.contains(condition) {
            falselyMet.append(condition)
        }
        for condition in expected.notMissing ?? [] where found.finding(condition)?.state == "missing" {
            misses.append("\(condition) is not missing, its proof is in a file that cannot be read")
        }
        if let conclusion = expected.conclusion, conclusion != found.conclusion {
            misses.append("conclusion is \(conclusion), not \(found.conclusion)")
        }
    }

    private mutating func compareProblems(_ expected: ExpectedSample, _ found: Assessed) {
        var left = expected.problems
        for file in found.package.files {
            guard let code = file.problemCode, code != "set-aside" else { continue }
            if let index = left.firstIndex(where: { ExpectedSample.isSame(file.path, $0.file) && $0.code == code }) {
                left.remove(at: index)
            } else {
                misreadings.append("problem \(code) of \(file.path)")
            }
        }
        misses += left.map { "problem \($0.code) of \($0.file)" }
    }
}
