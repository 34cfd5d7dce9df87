// SPDX-License-Identifier: GPL-3.0-or-later

/// The type of a leaf: what its normalised value looks like.
public enum ValueType: String, Sendable, Codable {
    /// Text as printed, white space folded.
    case text
    /// A name of a person or a body: text without inner white space, brackets full width.
    case name
    /// `2026-03-31` or, where only the month is given, `2026-03`; `长期` where there is no end.
    case date
    /// A plain decimal number.
    case number
    /// 万元.
    case money
    /// Per cent.
    case percent
    /// 元 a month.
    case allowance
    /// m².
    case area
    /// 18 characters of GB 32100-2015, upper case.
    case uscc
    /// 18 characters of GB 11643-1999, upper case.
    case idNumber = "id-number"
    case phone
    case email
    /// The digits of the levels, highest number first, one space between: `5 4 3`.
    case levels
    /// One of a closed list; the schema or the vocabulary names the values.
    case choice
    case boolean
    /// `N-NN-NN-NN` of the 职业分类大典.
    case occupationCode = "occupation-code"
    /// A year, four digits.
    case year
    /// Days.
    case days
    /// The grade of a 社会组织评估: `1` to `5` for 1A to 5A.
    case rating
}

/// Which elements a dossier has. `Checklists/<set>/dossier.xsd` says the same to applicants' systems; a test holds the
/// two together.
public enum DossierSchema {
    public struct Element: Sendable {
        public let name: String
        public let repeated: Bool
        public let leaves: [LeafType]

        public func leaf(_ name: String) -> LeafType? { leaves.first { $0.name == name } }
    }

    public struct LeafType: Sendable {
        public let name: String
        public let type: ValueType
        /// True where several different values are no contradiction (`person/role`, `person/listed-in`).
        public let repeats: Bool
    }

    public static func entity(_ name: String) -> Element? { index[name] }

    private static let index = Dictionary(uniqueKeysWithValues: elements.map { ($0.name, $0) })

    private static func one(_ name: String, _ leaves: LeafType...) -> Element {
        Element(name: name, repeated: false, leaves: leaves)
    }

    private static func many(_ name: String, _ leaves: LeafType...) -> Element {
        Element(name: name, repeated: true, leaves: leaves)
    }

    private static func leaf(_ name: String, _ type: ValueType = .text, repeats: Bool = false) -> LeafType {
        LeafType(name: name, type: type, repeats: repeats)
    }

    /// Every element in the order in which it is written.
    public static let elements: [Element] = [
        one(
            "application", leaf("class", .choice), leaf("scope"), leaf("submitted-on", .date), leaf("authority", .name),
            leaf("sealed", .boolean), leaf("full-time-staff-stated", .number), leaf("assessors-stated", .number),
            leaf("supervisors-stated", .number), leaf("site-area-stated", .area)),
        one(
            "applicant", leaf("name", .name), leaf("uscc", .uscc), leaf("kind", repeats: true),
            leaf("representative", .name), leaf("representative-title", .choice), leaf("registered-address"),
            leaf("office-address"), leaf("registrar", .name), leaf("established-on", .date), leaf("term-until", .date),
            leaf("registered-capital", .money), leaf("business-scope"), leaf("employee-count", .number),
            leaf("skilled-count", .number), leaf("annual-revenue", .money), leaf("contact-name", .name),
            leaf("contact-phone", .phone), leaf("email", .email), leaf("funding-source"), leaf("rating", .rating)),
        many(
            "occupation", leaf("name", .name), leaf("code", .occupationCode), leaf("trade", .name),
            leaf("levels", .levels), leaf("standard"), leaf("headcount", .number)),
        many(
            "person", leaf("name", .name), leaf("id-number", .idNumber), leaf("role", .choice, repeats: true),
            leaf("employment", .choice), leaf("occupation", .name, repeats: true), leaf("level", repeats: true),
            leaf("certificate-number", repeats: true), leaf("certificate-until", .date),
            leaf("contract-until", .date), leaf("contract-party", .name), leaf("insured-by", .name),
            leaf("phone", .phone), leaf("listed-in", .choice, repeats: true)),
        many(
            "site", leaf("name", .name), leaf("address"), leaf("area", .area), leaf("tenure", .choice),
            leaf("owner", .name), leaf("lessor", .name), leaf("lessee", .name), leaf("lease-until", .date),
            leaf("function"), leaf("seats", .number), leaf("workstations", .number),
            leaf("occupations", repeats: true)),
        many(
            "equipment", leaf("name"), leaf("model"), leaf("quantity", .number), leaf("unit"),
            leaf("occupation", .name), leaf("kind", .choice)),
        one(
            "surveillance", leaf("cameras", .number), leaf("resolution"), leaf("retention-days", .days), leaf("rooms")),
        many(
            "policy", leaf("title"), leaf("topic", .choice, repeats: true), leaf("document-number"),
            leaf("issued-on", .date)),
        one(
            "commitment", leaf("clause", repeats: true), leaf("sealed", .boolean), leaf("signed", .boolean),
            leaf("signed-on", .date), leaf("subject", .name)),
        one(
            "credit-report", leaf("subject", .name), leaf("uscc", .uscc), leaf("issued-on", .date),
            leaf("adverse-records", .number)),
        one(
            "funding", leaf("year", .year), leaf("wage-bill", .money), leaf("training-fund", .money),
            leaf("training-fund-ratio", .percent), leaf("budget", .money)),
        many("allowance", leaf("level", .levels), leaf("amount", .allowance)),
        many(
            "training-record", leaf("year", .year), leaf("occupation", .name), leaf("trained", .number),
            leaf("assessed", .number)),
        many("subsidiary", leaf("name", .name), leaf("uscc", .uscc), leaf("share", .percent)),
        one(
            "set-up", leaf("body-name"), leaf("document-number"), leaf("head", .name), leaf("duties"),
            leaf("issued-on", .date)),
        // Bodies that the rules name; each may be the applicant or somebody else.
        one("compendium", leaf("body", repeats: true)),
        one("consent", leaf("issuer"), leaf("document-number"), leaf("occupations"), leaf("issued-on", .date)),
        many(
            "document", leaf("kind", .choice), leaf("file"), leaf("pages"), leaf("title"),
            leaf("seal", .choice)),
    ]
}
