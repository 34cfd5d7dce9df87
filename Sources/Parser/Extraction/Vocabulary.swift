// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Yams

/// How packages are worded: `vocabulary.yaml` of a checklist. A new city's form is a change of this file, never of code.
public struct Vocabulary: Sendable {
    /// A kind of document: how to tell it.
    public struct Kind: Codable, Sendable {
        public var id: String
        public var zh: String
        public var en: String
        /// Patterns of its title line.
        public var titles: [String]
        /// Parts of file names.
        public var names: [String]?
        /// Words that such a document has in its text.
        public var cues: [String]?
        /// Elements of the dossier, one of which at least such a document is there to show. Where none was read, the
        /// document is one that could not be read.
        public var shows: [String]?
        /// Photographs and plans: a page without a word is nothing wrong.
        public var wordless: Bool?
    }

    /// Labels whose value stands beside them.
    public struct FactRule: Codable, Sendable {
        public var `in`: [String]
        /// Path → labels.
        public var labels: [String: [String]]
        /// Path → value: holds for every document of these kinds.
        public var always: [String: String]?
        /// Path → labels; the label itself is the value (法定代表人 or 负责人).
        public var labelIsValue: [String: [String]]?
        /// Path → labels beside which a red seal or a signature is looked for.
        public var seals: [String: [String]]?
        public var signatures: [String: [String]]?
        /// Path → words beside or above an unlabelled date; none: the last date of the document.
        public var dates: [String: [String]]?
        /// Paths of the credit code that a QR code on the document holds.
        public var codes: [String]?
        /// Path → labels whose numbers add up to it, where no label gives the total.
        public var sums: [String: [String]]?
        /// Paths of choices that the document's title names.
        public var fromTitle: [String]?

        enum CodingKeys: String, CodingKey {
            case `in`, labels, always, seals, signatures, dates, codes, sums
            case labelIsValue = "label-is-value"
            case fromTitle = "from-title"
        }
    }

    /// Documents that hold one or several records of labels and values: certificates, contracts.
    public struct RecordRule: Codable, Sendable {
        public var `in`: [String]
        public var entity: String
        public var needs: [String]
        /// Leaf → labels.
        public var labels: [String: [String]]
        public var always: [String: String]?
        /// Leaf → expression looked for in the record's running text where no label gives it; its first group is the value.
        public var texts: [String: String]?
    }

    /// Tables with one record a row.
    public struct TableRule: Codable, Sendable {
        public var entity: String
        public var `in`: [String]
        /// Leaves without which a row is no record.
        public var needs: [String]
        /// Leaf → column headings.
        public var columns: [String: [String]]
        /// Leaf → value for every row.
        public var always: [String: String]?
        /// Leaf → list of words: the word in the heading above the table, in its column heads or in a row across it
        /// gives the value for rows without one of their own.
        public var context: [String: String]?
        /// Leaf → document kind → value, where no word decides.
        public var byKind: [String: [String: String]]?
        /// Leaf → how the rows' values become one: `sum`, `least`, `join`. The element then stands once.
        public var aggregate: [String: String]?
        /// Leaf → label whose value elsewhere in the document holds for every row.
        public var fromLabel: [String: FromLabel]?

        public struct FromLabel: Codable, Sendable {
            public var `in`: [String]
            public var labels: [String]
        }

        enum CodingKeys: String, CodingKey {
            case entity, `in`, needs, columns, always, context, aggregate
            case byKind = "by-kind"
            case fromLabel = "from-label"
        }
    }

    /// Values in running text. Named groups of the expression are leaves of `entity`.
    public struct PatternRule: Codable, Sendable {
        public var `in`: [String]
        public var entity: String
        public var regex: String
        public var always: [String: String]?
    }

    /// Headings of rules in a compendium.
    public struct PolicyRule: Codable, Sendable {
        public var `in`: [String]
        /// Words that a rule's title ends with.
        public var endings: [String]
        public var excluded: [String]
    }

    public struct ClauseRule: Codable, Sendable {
        public var `in`: [String]
        public var path: String
    }

    /// What takes a whole document back.
    public struct VoidRule: Codable, Sendable {
        /// Words that do so where they stand alone, or across the page.
        public var words: [String]
        /// Expressions that do so within a line.
        public var phrases: [String]
    }

    private struct File: Codable {
        var kinds: [Kind]
        var words: [String: [String: [String]]]
        var choices: [String: String]
        var facts: [FactRule]
        var records: [RecordRule]
        var tables: [TableRule]
        var patterns: [PatternRule]
        var policies: PolicyRule
        var clauses: ClauseRule
        var void: VoidRule
    }

    public let kinds: [Kind]
    /// List → value → words that mean it.
    public let words: [String: [String: [String]]]
    /// Path (`person/employment`) → list of words.
    public let choices: [String: String]
    public let facts: [FactRule]
    public let records: [RecordRule]
    public let tables: [TableRule]
    public let patterns: [PatternRule]
    public let policies: PolicyRule
    public let clauses: ClauseRule
    public let void: VoidRule

    public enum Failure: Error, Sendable {
        case unreadable(file: String, reason: String)
        case malformed(file: String, line: Int?, reason: String)
        case unknownName(file: String, name: String, place: String)

        /// One line, with the file, the place and the remedy.
        public func message(_ language: Language) -> String {
            switch (self, language) {
            case (.unreadable(let file, let reason), .zh): "无法读取词表 \(file)：\(reason)。请检查 --checklist 所指文件夹。"
            case (.unreadable(let file, let reason), .en):
                "Cannot read the vocabulary \(file): \(reason). Check the folder given by --checklist."
            case (.malformed(let file, let line, let reason), .zh):
                "词表格式错误 \(file)\(line.map { ":\($0)" } ?? "")：\(reason)。请修正后重试。"
            case (.malformed(let file, let line, let reason), .en):
                "The vocabulary is malformed, \(file)\(line.map { ":\($0)" } ?? ""): \(reason). Mend it and try again."
            case (.unknownName(let file, let name, let place), .zh):
                "词表 \(file) 的 \(place) 使用了未知名称“\(name)”。请改为档案结构中的名称。"
            case (.unknownName(let file, let name, let place), .en):
                "The vocabulary \(file) uses the unknown name '\(name)' in \(place). Use a name of the dossier's schema."
            }
        }
    }

    public static func load(_ url: URL) throws(Failure) -> Vocabulary {
        let name = url.lastPathComponent
        let text: String
        do { text = try String(contentsOf: url, encoding: .utf8) } catch {
            throw .unreadable(file: name, reason: "\(error.localizedDescription)")
        }
        let file: File
        do { file = try YAMLDecoder().decode(File.self, from: text) } catch let error as DecodingError {
            throw .malformed(file: name, line: nil, reason: Self.describe(error))
        } catch {
            throw .malformed(file: name, line: nil, reason: "\(error)")
        }
        return try Vocabulary(file, name: name)
    }

    private init(_ file: File, name: String) throws(Failure) {
        kinds = file.kinds
        words = file.words
        choices = file.choices
        facts = file.facts
        records = file.records
        tables = file.tables
        patterns = file.patterns
        policies = file.policies
        clauses = file.clauses
        void = file.void
        let known = Set(kinds.map(\.id))
        func check(kinds used: [String], _ place: String) throws(Failure) {
            for kind in used where kind != "*" && !known.contains(kind) {
                throw .unknownName(file: name, name: kind, place: place)
            }
        }
        func check(path: String, _ place: String) throws(Failure) {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count == 2, DossierSchema.entity(parts[0])?.leaf(parts[1]) != nil else {
                throw .unknownName(file: name, name: path, place: place)
            }
        }
        for rule in facts {
            try check(kinds: rule.in, "facts")
            for group in [
                rule.labels, rule.labelIsValue ?? [:], rule.seals ?? [:], rule.signatures ?? [:], rule.dates ?? [:],
            ] {
                for path in group.keys { try check(path: path, "facts") }
            }
            for path in rule.codes ?? [] { try check(path: path, "facts") }
        }
        for rule in records {
            try check(kinds: rule.in, "records")
            for leaf in rule.labels.keys { try check(path: "\(rule.entity)/\(leaf)", "records") }
            for (leaf, regex) in rule.texts ?? [:] {
                try check(path: "\(rule.entity)/\(leaf)", "records")
                do { _ = try NSRegularExpression(pattern: regex) } catch {
                    throw .malformed(file: name, line: nil, reason: "regex \(regex)")
                }
            }
        }
        for rule in tables {
            try check(kinds: rule.in, "tables")
            for leaf in rule.columns.keys { try check(path: "\(rule.entity)/\(leaf)", "tables") }
        }
        for rule in patterns {
            try check(kinds: rule.in, "patterns")
            do { _ = try NSRegularExpression(pattern: rule.regex) } catch {
                throw .malformed(file: name, line: nil, reason: "regex \(rule.regex)")
            }
        }
        for path in choices.keys { try check(path: path, "choices") }
    }

    private static func describe(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "缺少 \(key.stringValue)（\(path(context))）"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "类型不符（\(path(context))）"
        case .dataCorrupted(let context): "\(context.underlyingError.map { "\($0)" } ?? context.debugDescription)"
        @unknown default: "\(error)"
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        context.codingPath.map(\.stringValue).joined(separator: "/")
    }

    /// Every fact that a rule can give, as `applicant/name`.
    public var suppliedFacts: Set<String> {
        var paths: Set<String> = Set(choices.keys)
        for rule in facts {
            for group in [
                rule.labels, rule.labelIsValue ?? [:], rule.seals ?? [:], rule.signatures ?? [:], rule.dates ?? [:],
                rule.sums ?? [:],
            ] { paths.formUnion(group.keys) }
            paths.formUnion(rule.codes ?? [])
        }
        for rule in records {
            let leaves = Array(rule.labels.keys) + Array((rule.texts ?? [:]).keys) + Array((rule.always ?? [:]).keys)
            paths.formUnion(leaves.map { "\(rule.entity)/\($0)" })
        }
        for rule in tables {
            paths.formUnion(rule.columns.keys.map { "\(rule.entity)/\($0)" })
            let others = Array((rule.always ?? [:]).keys) + Array((rule.fromLabel ?? [:]).keys)
            let told = Array((rule.context ?? [:]).keys) + Array((rule.byKind ?? [:]).keys)
            paths.formUnion((others + told).map { "\(rule.entity)/\($0)" })
        }
        for rule in patterns {
            paths.formUnion(Extractor.leaves(of: rule.regex).map { "\(rule.entity)/\($0)" })
            paths.formUnion((rule.always ?? [:]).keys.map { "\(rule.entity)/\($0)" })
        }
        return paths
    }

    public func title(ofKind id: String, _ language: Language) -> String? {
        kinds.first { $0.id == id }.map { language == .zh ? $0.zh : $0.en }
    }

    /// The value whose longest word occurs in the text (`高级考评员` before `考评员`).
    func value(in list: String, for text: String) -> String? {
        let key = Fold.key(text)
        var best: (value: String, length: Int)?
        for (value, words) in words[list] ?? [:] {
            for word in words where key.contains(Fold.key(word)) && word.count > (best?.length ?? 0) {
                best = (value, word.count)
            }
        }
        return best?.value
    }
}
