// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A 遴选公告 as data: it tailors a checklist without editing it. What is nil or absent, the announcement left open.
public struct Round: Hashable, Sendable {
    public enum Level: String, Sendable, CaseIterable { case county, city, province }

    public struct Authority: Hashable, Sendable {
        public var name: String
        public var level: Level
        /// GB/T 2260, six digits.
        public var region: String

        public init(name: String, level: Level, region: String) {
            (self.name, self.level, self.region) = (name, level, region)
        }
    }

    /// ISO 8601 days, both included.
    public struct Window: Hashable, Sendable {
        public var from: String?
        public var to: String?
    }

    public struct PublicNotice: Hashable, Sendable {
        public var required: Bool
        public var days: Int?

        public init(required: Bool, days: Int? = nil) { (self.required, self.days) = (required, days) }
    }

    /// What the announcement asks for one occupation.
    public struct OccupationRule: Hashable, Sendable {
        public var name: String
        public var thresholds: [String: Double]
        public var equipment: [String]
    }

    public var id: String
    public var title: String
    public var authority: Authority?
    public var classes: [ApplicantClass]
    public var window: Window?
    /// ISO 8601 day from which this version of the announcement applies; nil for no lower bound.
    public var effective: String?
    public var thresholds: [String: Double]
    /// Document kinds by class; `all` for every class.
    public var requiredDocuments: [String: [String]]
    public var occupations: [OccupationRule]
    public var methods: [String]
    public var publicNotice: PublicNotice?
    public var extraConditions: [Condition]
    /// SHA-256 of the file, 64 hexadecimal digits.
    public var digest: String
    /// Where the parts stand in the file, by paths such as `authority/region`.
    var places: [String: SourcePlace] = [:]

    public init(
        id: String, title: String, authority: Authority? = nil, classes: [ApplicantClass] = [], window: Window? = nil,
        effective: String? = nil, thresholds: [String: Double] = [:], requiredDocuments: [String: [String]] = [:],
        occupations: [OccupationRule] = [], methods: [String] = [], publicNotice: PublicNotice? = nil,
        extraConditions: [Condition] = [], digest: String = ""
    ) {
        self.id = id
        self.title = title
        self.authority = authority
        self.classes = classes
        self.window = window
        self.effective = effective
        self.thresholds = thresholds
        self.requiredDocuments = requiredDocuments
        self.occupations = occupations
        self.methods = methods
        self.publicNotice = publicNotice
        self.extraConditions = extraConditions
        self.digest = digest
    }

    /// As reports name it.
    public var reference: Assessment.RoundReference {
        .init(id: id, title: title, effective: effective, digest: digest)
    }

    /// Document kinds that an applicant of the class has to bring, each once.
    public func requiredDocuments(for applicantClass: ApplicantClass?) -> [String] {
        var kinds = requiredDocuments["all"] ?? []
        for kind in applicantClass.flatMap({ requiredDocuments[$0.rawValue] }) ?? [] where !kinds.contains(kind) {
            kinds.append(kind)
        }
        return kinds
    }

    /// - Parameters:
    ///   - name: how errors call the file; nil for its own name.
    ///   - digest: SHA-256 of bytes as 64 hexadecimal digits.
    /// - Throws: `ConfigurationError` naming the file and line
    public static func load(_ url: URL, as name: String? = nil, checklist: Checklist, digest: (Data) -> String) throws
        -> Round
    {
        let name = name ?? url.lastPathComponent
        guard let data = try? Data(contentsOf: url) else {
            throw ConfigurationError([.init(.notReadable, file: name, subject: url.path)])
        }
        return try parse(data, file: name, checklist: checklist, digest: digest)
    }

    public static func parse(_ data: Data, file: String, checklist: Checklist, digest: (Data) -> String) throws -> Round
    {
        let problems = ProblemList()
        let yaml = PositionedYAML.parse(data, file: file, problems: problems)
        var round = yaml.map { RoundReader(names: checklist.names).whole($0) }
        try problems.throwIfAny()
        round?.digest = digest(data)
        guard let round else { throw ConfigurationError([.init(.yamlSyntax, file: file, subject: "")]) }
        let known = Set(checklist.conditions.map(\.id))
        for condition in round.extraConditions where known.contains(condition.id) {
            problems.add(
                .init(
                    .duplicateID, file: file, line: condition.place.line, column: condition.place.column,
                    subject: condition.id))
        }
        try problems.throwIfAny()
        return round
    }
}
