// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// One thing for the applicant to do, with all that waits for it.
public struct ToDo: Sendable, Hashable, Codable {
    public enum Action: String, Sendable, Codable, CaseIterable {
        /// A document that is not there.
        case supply
        /// A file that could not be read.
        case resubmit
        /// Documents that disagree.
        case reconcile
        /// A document that is there and shows a gap.
        case correct

        public func title(_ language: Language) -> String {
            switch (self, language) {
            case (.supply, .zh): "补交"
            case (.resubmit, .zh): "重新提交"
            case (.reconcile, .zh): "核对并统一"
            case (.correct, .zh): "整改"
            case (.supply, .en): "Supply"
            case (.resubmit, .en): "Submit again"
            case (.reconcile, .en): "Bring into line"
            case (.correct, .en): "Put right"
            }
        }
    }

    public var action: Action
    /// What it is about: the document's title, the file's path, the disagreement in words.
    public var subject: String
    /// Document kind by id; nil where a file of unknown kind, or several documents, are meant.
    public var kind: String?
    /// A gate (G-…) is shut: nothing else helps before this is done.
    public var isGate: Bool
    /// Conditions with a gap, or that could not be decided, because of this; in the order of the checklist.
    public var conditions: [String]
    /// What the conditions ask for, each once.
    public var remedies: [String]

    public init(
        action: Action, subject: String, kind: String?, isGate: Bool, conditions: [String], remedies: [String]
    ) {
        self.action = action
        self.subject = subject
        self.kind = kind
        self.isGate = isGate
        self.conditions = conditions
        self.remedies = remedies
    }
}

/// Puts the gaps of an assessment into one list: gates first, then what most conditions wait for.
///
/// A document is named once for all conditions that it could prove. Supplying it lets them be checked; whether they are
/// met then is another matter, and the list never says so.
struct ToDoList {
    let checklist: Checklist
    let extra: [Condition]
    /// Kinds that a dossier XML lists, whether the documents are there or not.
    let listed: Set<String>
    /// Kinds that the announcement asks an applicant of this class for.
    let required: [String]
    let files: [PackageFile]
    let kinds: DocumentKinds
    let text: EngineText

    private func holds(_ kind: String) -> Bool { kinds.holds(kind) || listed.contains(kind) }

    private func documents(_ id: String) -> [String] {
        (checklist.condition(id) ?? extra.first { $0.id == id })?.documents ?? []
    }

    func items(_ findings: [Finding]) -> [ToDo] {
        let missing = findings.filter { $0.state == .missing }
        var items = supplies(missing)
        let supplied = Set(items.flatMap(\.conditions))
        items += corrections(
            findings.filter { $0.state == .unmet } + missing.filter { !supplied.contains($0.condition) })
        items += resubmissions(findings.filter { $0.ground == .unreadable })
        items += disagreements(findings.filter { $0.ground == .conflict })
        let order = Dictionary(
            findings.enumerated().map { ($0.element.condition, $0.offset) }, uniquingKeysWith: { first, _ in first })
        func first(_ item: ToDo) -> Int { item.conditions.first.flatMap { order[$0] } ?? .max }
        return items.sorted { a, b in
            if a.isGate != b.isGate { return a.isGate }
            if a.conditions.count != b.conditions.count { return a.conditions.count > b.conditions.count }
            return (first(a), a.subject) < (first(b), b.subject)
        }
    }

    /// One of these kinds, none of which is there, could prove what a finding misses.
    private struct Need {
        var finding: Finding
        var kinds: [String]
    }

    /// Where the document that a condition rests on, its first, is there, what is missing has to be added to that.
    private func needs(_ finding: Finding) -> [Need] {
        if asksForKinds(finding.condition) {
            return required.filter { !holds($0) }.map { Need(finding: finding, kinds: [$0]) }
        }
        let documents = documents(finding.condition)
        guard let first = documents.first, !holds(first) else { return [] }
        return [Need(finding: finding, kinds: documents.filter { !holds($0) })]
    }

    /// Kinds that are not there, the one that serves most conditions first, until each is served.
    private func supplies(_ missing: [Finding]) -> [ToDo] {
        var open = missing.flatMap(needs)
        var items: [ToDo] = []
        while true {
            // The first document of a condition is the one that it rests on; of equals, the earlier in the vocabulary.
            func rank(_ kind: String) -> (Int, Int, Int, String) {
                let served = open.filter { $0.kinds.contains(kind) }
                let place = checklist.documentKinds?.firstIndex(of: kind) ?? .max
                return (-served.count, -served.filter { $0.kinds.first == kind }.count, place, kind)
            }
            guard let kind = Set(open.flatMap(\.kinds)).min(by: { rank($0) < rank($1) }) else { return items }
            let served = open.filter { $0.kinds.contains(kind) }
            var item = item(.supply, text.kinds[kind] ?? kind, kind: kind, served.map(\.finding))
            // What the announcement lists is one finding for all of it: its remedies speak of other documents, too.
            let own = served.map(\.finding).filter { !asksForKinds($0.condition) }
            item.remedies = Self.remedies(of: own)
            items.append(item)
            open.removeAll { $0.kinds.contains(kind) }
        }
    }

    /// True of the condition that asks for the documents of the announcement, each by itself.
    private func asksForKinds(_ id: String) -> Bool {
        (checklist.condition(id) ?? extra.first { $0.id == id })?.checks.contains { $0.proof == ["$item"] } ?? false
    }

    /// What is there and falls short, by the document that shows it.
    private func corrections(_ gaps: [Finding]) -> [ToDo] {
        var groups: [(kind: String?, findings: [Finding])] = []
        for finding in gaps {
            let shown = finding.evidence.lazy.compactMap { kinds.kind(of: $0) }.first
            // What is missing belongs into the document that the condition rests on, wherever else it stands.
            let kind = (finding.state == .missing ? nil : shown) ?? documents(finding.condition).first
            if let index = groups.firstIndex(where: { $0.kind == kind }) {
                groups[index].findings.append(finding)
            } else {
                groups.append((kind, [finding]))
            }
        }
        return groups.map { group in
            item(.correct, group.kind.map { text.kinds[$0] ?? $0 } ?? text.package, kind: group.kind, group.findings)
        }
    }

    private func resubmissions(_ unreadable: [Finding]) -> [ToDo] {
        let unread = files.filter { !$0.setAside && ($0.read == .none || !$0.problems.isEmpty) }.count
        return files.compactMap { file in
            guard !file.setAside, file.read == .none || !file.problems.isEmpty else { return nil }
            // The sentence of a finding names the files that it waits for.
            let names = unreadable.filter { $0.isSaid(ofFile: file.path) }
            // … but no more than ten.
            let waiting =
                !names.isEmpty || unread <= 10
                ? names : unreadable.filter { file.kind.map(documents($0.condition).contains) ?? true }
            guard !waiting.isEmpty else { return nil }
            var item = item(.resubmit, file.path, kind: file.kind, waiting)
            item.remedies = file.problems.map { $0.message(text.language) }
            return item
        }
    }

    /// Findings that stumble over the same disagreement say it in the same sentence.
    private func disagreements(_ conflicts: [Finding]) -> [ToDo] {
        var groups: [(sentence: String, findings: [Finding])] = []
        for finding in conflicts {
            let sentence = text.firstSentence(finding.explanation)
            // A sentence that names no element is of this condition alone.
            let stands = sentence == text.several ? "\(finding.condition) \(sentence)" : sentence
            if let index = groups.firstIndex(where: { $0.sentence == stands }) {
                groups[index].findings.append(finding)
            } else {
                groups.append((stands, [finding]))
            }
        }
        return groups.map { item(.reconcile, $0.sentence, kind: nil, $0.findings) }
    }

    private static func remedies(of findings: [Finding]) -> [String] {
        var remedies: [String] = []
        for remedy in findings.compactMap(\.remedy) where !remedies.contains(remedy) { remedies.append(remedy) }
        return remedies
    }

    private func item(_ action: ToDo.Action, _ subject: String, kind: String?, _ findings: [Finding]) -> ToDo {
        return ToDo(
            action: action, subject: subject, kind: kind,
            isGate: findings.contains { $0.state == .unmet && $0.condition.hasPrefix("G-") },
            conditions: findings.map(\.condition), remedies: Self.remedies(of: findings))
    }
}

extension Finding {
    /// Whether the explanation has the file in its list of files (`EngineText.unreadable`): the whole of its path, for `11.pdf`
    /// holds `1.pdf` as well.
    public func isSaid(ofFile path: String) -> Bool {
        explanation.ranges(of: path).contains { range in
            let (before, after) = (explanation[..<range.lowerBound], explanation[range.upperBound...])
            return ["：", "、", ": ", ", "].contains { before.hasSuffix($0) }
                && (["、", "。", "等", ", ", " and ", "."].contains { after.hasPrefix($0) })
        }
    }
}

extension Assessment {
    /// Findings for a person in the order in which answers help most: what to decide by itself comes after what only has to be
    /// looked up (disagreements, unread files, doubtful readings, open figures).
    public var reviews: [Int] {
        let ranks: [ReviewGround: Int] = [.conflict: 0, .unreadable: 1, .confidence: 2, .threshold: 3, .judgement: 4]
        func rank(_ index: Int) -> Int { findings[index].ground.flatMap { ranks[$0] } ?? 5 }
        return findings.indices.filter { findings[$0].state == .review }
            .sorted { (rank($0), $0) < (rank($1), $1) }
    }
}
