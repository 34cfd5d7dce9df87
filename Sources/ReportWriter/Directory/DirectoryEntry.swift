// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// An evaluation institution as the public directory shows it (管理办法 article 10: name, institution code, address, and the
/// occupations and trades that it evaluates).
public struct DirectoryEntry: Sendable, Hashable {
    /// An occupation with the levels in which it is evaluated.
    public struct Occupation: Sendable, Hashable {
        public var name: String
        /// 工种; nil where the occupation has none or all are meant.
        public var trade: String?
        /// As in a dossier, `5` (初级工) to `1` (高级技师); other words are shown as they are. Empty where levels do not apply.
        public var levels: [String]

        public init(name: String, trade: String? = nil, levels: [String] = []) {
            (self.name, self.trade, self.levels) = (name, trade, levels)
        }
    }

    public var name: String
    /// 13 characters, assigned by the bureau.
    public var institutionCode: String
    public var address: String?
    public var occupations: [Occupation]
    public var applicantClass: ApplicantClass
    /// ISO 8601 days, both included.
    public var validFrom: String?
    public var validUntil: String?
    /// The bureau that set it up.
    public var authority: String?
    /// The city and county of its address, such as 金华市 or 金华市婺城区.
    public var region: String?
    public var level: Round.Level?

    public init(
        name: String, institutionCode: String, address: String?, occupations: [Occupation],
        applicantClass: ApplicantClass, validFrom: String? = nil, validUntil: String? = nil, authority: String? = nil,
        region: String? = nil, level: Round.Level? = nil
    ) {
        self.name = name
        self.institutionCode = institutionCode
        self.address = address
        self.occupations = occupations
        self.applicantClass = applicantClass
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.authority = authority
        self.region = region
        self.level = level
    }
}

/// What stands at the head of a directory.
public struct DirectoryHeading: Sendable, Hashable {
    /// `金华市`, `浙江省`: the title is `金华市技能人才评价机构目录`.
    public var region: String
    /// ISO 8601 day of the directory.
    public var date: String

    public init(region: String, date: String) { (self.region, self.date) = (region, date) }

    public func title(_ language: Language) -> String {
        switch language {
        case .zh: "\(region)技能人才评价机构目录"
        case .en: "Directory of vocational-skill evaluation institutions, \(region)"
        }
    }
}
