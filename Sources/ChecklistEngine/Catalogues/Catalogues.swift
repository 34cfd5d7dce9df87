// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Look-up tables of a checklist: the 国家职业资格目录, the province's divisions, and the lists that only a user can supply:
/// the 职业分类大典, the province's 专项职业能力考核规范, the register of cancelled bodies.
public struct Catalogues: Sendable {
    var qualifications: [QualificationCatalogue] = []
    var regions = Regions()
    /// nil where it was not supplied.
    var occupations: OccupationList?
    var specialSkills: SpecialSkillList?
    var cancelled: CancelledBodies?

    /// City and county in which an address of the province lies, as `金华市婺城区`; nil for what begins with none.
    public func divisionName(of address: String) -> String? {
        regions.division(in: address).map(regions.title)
    }

    /// These tables, with the lists of another in the place of those it has.
    func replacing(with other: Supplied) -> Catalogues {
        var tables = self
        if let list = other.occupations { tables.occupations = list }
        if let list = other.specialSkills { tables.specialSkills = list }
        if let register = other.cancelled { tables.cancelled = register }
        return tables
    }

    /// Lists that an example of a condition supplies.
    struct Supplied: Hashable, Sendable {
        var occupations: OccupationList?
        var specialSkills: SpecialSkillList?
        var cancelled: CancelledBodies?
    }

    /// Which edition of a table served, for the report.
    public struct Edition: Hashable, Sendable, Codable {
        public var id: String
        public var title: String
        /// nil where the table was not supplied.
        public var edition: String?

        public init(id: String, title: String, edition: String?) {
            (self.id, self.title, self.edition) = (id, title, edition)
        }
    }

    /// The tables as they stand on a day, in both languages.
    public func editions(on day: String, _ language: Language) -> [Edition] {
        func title(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        return [
            .init(
                id: "qualifications", title: title("国家职业资格目录", "National catalogue of qualifications"),
                edition: inForce(on: day)?.edition),
            .init(
                id: "occupations", title: title("职业分类大典", "Classification of occupations"),
                edition: occupations?.edition),
            .init(
                id: "special-skills", title: title("专项职业能力考核规范清单", "List of special-skill specifications"),
                edition: specialSkills?.edition),
            .init(
                id: "cancelled", title: title("取消评价资格名单", "Register of cancelled bodies"), edition: cancelled?.edition),
        ]
    }

    /// The edition of the 国家职业资格目录 that applies on a day; nil where none does.
    func inForce(on day: String) -> QualificationCatalogue? { qualifications.last { $0.isInForce(on: day) } }

    /// Scope of an occupation by name, 大典 code and 工种 on a day; whatever does not fit together is doubtful, and so is
    /// everything on a day for which there is no edition.
    public func qualification(name: String, code: String, trade: String, on day: String) -> QualificationScope {
        inForce(on: day)?.scope(name: name, code: code, trade: trade) ?? .doubtful
    }
}

/// Whether an occupation stands in the 国家职业资格目录.
public enum QualificationScope: String, Sendable, CaseIterable { case inside, outside, doubtful }
