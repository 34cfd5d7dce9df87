// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The law as data: a folder as Checklists/README.md describes it, read, checked and digested.
public struct Checklist: Sendable {
    public struct Citation: Hashable, Sendable {
        public var title: String
        /// 文号
        public var number: String
        /// 统一编号 of the provincial register; nil where none is known.
        public var unifiedNumber: String?
        public var issued: String?
        public var effective: String?
    }

    /// A figure that a round may set.
    public struct Threshold: Hashable, Sendable {
        public var name: String
        public var unit: String
        public var unitEnglish: String
        public var title: String
        public var english: String

        public func title(_ language: Language) -> String { language == .zh ? title : english }

        /// A figure with its unit.
        public func text(_ value: Double, _ language: Language) -> String {
            "\(NumberText.of(value)) \(language == .zh ? unit : unitEnglish)"
        }

        /// The greatest figure that the unit allows: a share of 100, a rating of 5A.
        public var limit: Double? { unit == "%" ? 100 : unit == "A" ? 5 : nil }
    }

    /// A contradiction or hole of the law text: shown, never resolved.
    public struct Contradiction: Hashable, Sendable {
        public var id: String
        public var text: String
        public var english: String
        /// Articles that disagree, as `管理办法第四条`.
        public var citations: [String]

        /// One paragraph with its citations.
        public func note(_ language: Language) -> String {
            language == .zh
                ? "\(id)：\(text)（\(citations.joined(separator: "、"))）"
                : "\(id): \(english) (\(citations.joined(separator: ", ")))"
        }
    }

    public var id: String
    public var title: String
    public var english: String?
    public var version: String
    /// ISO 8601 day from which the law applies.
    public var effective: String
    public var citations: [Citation]
    /// Confidence (0–1) below which a reading is for a person.
    public var confidenceFloor: Double
    public var thresholds: [Threshold]
    /// Units that measures may have, with their English.
    public var units: [String: String]
    public var contradictions: [Contradiction]
    /// In the order of the law: gates, articles, cross-checks.
    public var conditions: [Condition]
    public var catalogues: Catalogues
    /// The text that phrases are quoted from; nil where the folder has none.
    public var law: String?
    /// What becomes of each sentence of the law; nil where the folder does not say.
    public internal(set) var coverage: Coverage?
    /// Facts that are read for the reader's sake alone.
    var informative: [String] = []

    var lawText: LawText? {
        guard let law, let coverage else { return nil }
        return LawText(law, measures: coverage.measures)
    }

    /// Ids of document kinds; nil where the folder has no vocabulary.
    public var documentKinds: [String]?
    /// What documents of a kind are called, by id: in Chinese and in English.
    var documentTitles: [String: (zh: String, en: String)] = [:]
    /// SHA-256 of each condition's file, by the condition's id: what a reviewer's decision is bound to.
    public internal(set) var conditionDigests: [String: String] = [:]
    /// SHA-256 over a line `path⇥size⇥sha256` for every file, sorted by path; 64 hexadecimal digits.
    public var digest: String

    /// Titles of the document kinds by id.
    public func kindTitles(_ language: Language) -> [String: String] {
        documentTitles.mapValues { language == .zh ? $0.zh : $0.en }
    }

    /// A unit as a report shows it.
    public func unit(_ unit: String, _ language: Language) -> String {
        if language == .zh { return unit }
        return units[unit] ?? thresholds.first { $0.unit == unit }?.unitEnglish ?? unit
    }

    public func condition(_ id: String) -> Condition? { conditions.first { $0.id == id } }

    public func threshold(_ name: String) -> Threshold? { thresholds.first { $0.name == name } }

    /// - Throws: `ConfigurationError` for a day on which the law was not yet in force
    public func requireInForce(on day: String) throws {
        guard case .day? = DateValue(effective), day < effective else { return }
        throw ConfigurationError([
            .init(.lawNotInForce, file: "checklist.yaml", subject: day, remedy: effective)
        ])
    }

    public func contradiction(_ id: String) -> Contradiction? { contradictions.first { $0.id == id } }

    var names: ChecklistNames {
        ChecklistNames(
            thresholds: thresholds.map(\.name),
            limits: Dictionary(thresholds.compactMap { one in one.limit.map { (one.name, $0) } }) { first, _ in first },
            contradictions: contradictions.map(\.id), kinds: documentKinds)
    }

    /// - Parameters:
    ///   - supplied: a folder with lists of the user's own (`occupations.csv`, `special-skills.csv`, `cancelled.yaml`, …), which
    ///     take the place of those in the checklist's `catalogues`.
    ///   - digest: SHA-256 of bytes as 64 hexadecimal digits.
    /// - Throws: `ConfigurationError` with every problem, each with file, line and column
    public static func load(directory: URL, supplied: URL? = nil, digest: (Data) -> String) throws -> Checklist {
        try ChecklistReader(directory: directory, supplied: supplied).read(digest: digest)
    }
}
