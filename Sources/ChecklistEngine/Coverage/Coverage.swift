// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What becomes of every sentence of the law: the conditions that rest on it, or the reason why none does (`coverage.yaml`,
/// Checklists/README.md).
public struct Coverage: Sendable {
    public struct Reason: Hashable, Sendable {
        var text: String
        var english: String

        public func text(_ language: Language) -> String { language == .zh ? text : english }
    }

    public struct Piece: Sendable {
        /// As printed.
        public var text: String
        public var conditions: [String]
        /// The key of a reason, where no condition rests on it.
        public var reason: String?
        var place: SourcePlace
    }

    public struct Article: Sendable {
        /// `管理办法第七条（一）`
        public var label: String
        public var pieces: [Piece]
        var place: SourcePlace
    }

    public internal(set) var reasons: [String: Reason] = [:]
    public internal(set) var articles: [Article] = []
    /// What the measures of `law.md` are called in citations; the first is meant where a citation names none.
    var measures: [LawText.Measure] = []

    init(_ yaml: PositionedYAML) {
        let fields = yaml.fields(["measures", "reasons", "articles"], required: ["measures", "reasons", "articles"])
        for item in fields["measures"]?.items ?? [] {
            let inner = item.fields(["heading", "name"], required: ["heading", "name"])
            if let heading = inner["heading"]?.text, let name = inner["name"]?.text {
                measures.append(.init(heading: heading, name: name))
            }
        }
        for (key, value) in fields["reasons"]?.members() ?? [] {
            let inner = value.fields(["text", "english"], required: ["text", "english"])
            reasons[key] = Reason(text: inner["text"]?.text ?? "", english: inner["english"]?.text ?? "")
        }
        articles = (fields["articles"]?.items ?? []).compactMap { item in
            let inner = item.fields(["article", "pieces"], required: ["article", "pieces"])
            guard let label = inner["article"]?.text else { return nil }
            return Article(label: label, pieces: (inner["pieces"]?.items ?? []).compactMap(piece), place: item.place)
        }
    }

    private func piece(_ yaml: PositionedYAML) -> Piece? {
        let fields = yaml.fields(["text", "conditions", "out-of-scope"], required: ["text"])
        guard let text = fields["text"]?.text else { return nil }
        let reason = fields["out-of-scope"]?.text
        if let reason, reasons[reason] == nil {
            yaml.report(.unknownValue, reason, remedy: reasons.keys.sorted().joined(separator: " "))
        }
        let conditions = fields["conditions"]?.texts ?? []
        if conditions.isEmpty == (reason == nil) { yaml.report(.missingKey, "conditions / out-of-scope") }
        return Piece(text: text, conditions: conditions, reason: reason, place: yaml.place)
    }

    /// Who answers for a piece: the surest of those that judge its conditions; nil where it is out of scope.
    public func judge(_ piece: Piece, _ checklist: Checklist) -> Condition.Judge? {
        let judges = piece.conditions.compactMap { checklist.condition($0)?.judgedBy }
        return Condition.Judge.allCases.first(where: judges.contains)
    }

    /// An article as a condition cites it, with the measure's name in front.
    func label(_ citation: String) -> String {
        if measures.contains(where: { citation.hasPrefix($0.name) }) { return citation }
        return (measures.first?.name ?? "") + citation
    }

    /// Everything in which the law, the conditions and this page do not go together.
    func problems(_ law: LawText, _ conditions: [Condition]) -> [ConfigurationProblem] {
        var problems: [ConfigurationProblem] = []
        func add(_ code: ConfigurationProblem.Code, _ subject: String, _ place: SourcePlace?, remedy: String? = nil) {
            problems.append(
                .init(
                    code, file: place?.file ?? "law.md", line: place?.line, column: place?.column, subject: subject,
                    remedy: remedy))
        }
        var seen: Set<String> = []
        for article in articles {
            if !seen.insert(article.label).inserted { add(.duplicateID, article.label, article.place) }
            guard let provision = law.provision(article.label) else {
                add(.noSuchArticle, article.label, article.place)
                continue
            }
            var rest = provision.text[...]
            for piece in article.pieces {
                guard let found = rest.range(of: Folding.dense(piece.text)) else {
                    add(.phraseNotInLaw, "\(article.label) \(piece.text)", piece.place)
                    continue
                }
                let skipped = rest[..<found.lowerBound]
                if !skipped.isEmpty { add(.unmappedSentence, "\(article.label) \(skipped)", piece.place) }
                rest = rest[found.upperBound...]
            }
            if !rest.isEmpty { add(.unmappedSentence, "\(article.label) \(rest)", article.place) }
        }
        for provision in law.provisions where !seen.contains(provision.label) && !provision.text.isEmpty {
            let place = SourcePlace(file: "law.md", line: provision.line, column: 1)
            add(.unmappedSentence, "\(provision.label) \(provision.text)", place)
        }
        let known = Set(conditions.map(\.id))
        var named: Set<String> = []
        for piece in articles.flatMap(\.pieces) {
            for id in piece.conditions where !known.contains(id) { add(.unknownCondition, id, piece.place) }
            named.formUnion(piece.conditions)
        }
        for condition in conditions where !named.contains(condition.id) {
            add(.notCovered, condition.id, condition.place)
        }
        return problems
    }
}
