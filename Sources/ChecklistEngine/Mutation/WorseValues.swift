// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Values that a leaf could plausibly have instead, and that speak less for the applicant.
enum WorseValues {
    struct Change: Hashable {
        var operation: MutationOperator
        var value: String
    }

    static func of(_ path: FactPath, _ value: String) -> [Change] {
        if bookkeeping.contains(path.text) { return [] }
        guard let type = DossierSchema.entity(path.entity)?.leaf(path.leaf)?.type else { return [] }
        return changes(path.text, type, value).filter { $0.value != value }
    }

    private static func changes(_ path: String, _ type: ValueType, _ value: String) -> [Change] {
        if let values = choices[path] { return values.map { Change(operation: .anotherChoice, value: $0) } }
        if occupations.contains(path) {
            return [Change(operation: .anotherOccupation, value: path == "occupation/code" ? "4-03-02-07" : "茶艺师")]
        }
        if let name = names[path] { return [Change(operation: .anotherName, value: name)] }
        if let text = texts[path] { return [Change(operation: .unrelatedText, value: text)] }
        switch type {
        case .number, .money, .percent, .allowance, .area, .days, .rating: return numbers(path, value)
        case .date, .year: return dates(path, value)
        case .uscc, .idNumber: return [Change(operation: .wrongCheckCharacter, value: spoilt(value))]
        case .boolean: return value == "true" ? [Change(operation: .notTrue, value: "false")] : []
        case .levels: return [Change(operation: .oneLevelMore, value: oneMore(value))]
        case .name: return [Change(operation: .anotherName, value: "甄另立")]
        case .text, .choice, .phone, .email, .occupationCode:
            return [Change(operation: .unrelatedText, value: "食堂每周菜单与停车安排")]
        }
    }

    // MARK: By type

    private static func numbers(_ path: String, _ value: String) -> [Change] {
        guard let number = Double(value) else { return [] }
        var changes = [
            Change(operation: .zero, value: "0"), Change(operation: .tenth, value: NumberText.of(number / 10)),
        ]
        if number == 0 { changes = [] }
        if burdens.contains(path) {
            changes.append(Change(operation: .more, value: number == 0 ? "3" : NumberText.of(number * 10)))
        }
        return changes
    }

    private static func dates(_ path: String, _ value: String) -> [Change] {
        // Without an end, or no date: a day that has passed for certain.
        guard let year = Int(value.prefix(4)), value.count != 5 else {
            return [Change(operation: .earlier, value: "2010-06-30")]
        }
        func moved(_ years: Int) -> String {
            let text = "\(year + years)\(value.dropFirst(4))"
            // Not every year has the day.
            return text.hasSuffix("-02-29") ? "\(text.dropLast(2))28" : text
        }
        let earlier = Change(operation: .earlier, value: moved(-10))
        // A later end is no worse.
        return path.hasSuffix("-until") ? [earlier] : [earlier, Change(operation: .later, value: moved(10))]
    }

    /// With another last character, so that the check fails.
    private static func spoilt(_ code: String) -> String {
        guard let last = code.last else { return "0" }
        return code.dropLast() + (last == "7" ? "8" : "7")
    }

    /// The highest level that is not among them.
    private static func oneMore(_ levels: String) -> String {
        let present = levels.split(separator: " ").map(String.init)
        guard let more = ["1", "2", "3", "4", "5"].first(where: { !present.contains($0) }) else { return levels }
        return (present + [more]).sorted(by: >).joined(separator: " ")
    }

    // MARK: By element

    /// What the reader notes about where it read, not what the applicant says.
    static let bookkeeping: Set = ["document/file", "document/pages"]

    private static let burdens: Set = [
        "credit-report/adverse-records", "funding/wage-bill", "applicant/employee-count",
    ]

    private static let occupations: Set = [
        "occupation/name", "occupation/trade", "occupation/code", "person/occupation", "equipment/occupation",
        "training-record/occupation", "site/occupations", "consent/occupations",
    ]

    /// The closed lists of `dossier.xsd`; of the open ones, one value that proves nothing.
    private static let choices: [String: [String]] = [
        "application/class": ApplicantClass.allCases.map(\.rawValue),
        "applicant/kind": ["有限责任公司分公司", "个人独资企业", "社会团体"],
        "applicant/representative-title": ["负责人", "投资人", "执行事务合伙人", "经营者"],
        "person/role": ["full-time-staff", "assessor", "supervisor", "manager"],
        "person/employment": ["full-time", "part-time"],
        "person/listed-in": ["work-plan"],
        "person/level": ["5"],
        "site/tenure": ["owned", "leased", "free"],
        "equipment/kind": ["equipment", "tool", "gauge"],
        "policy/topic": ["complaints"],
        "document/kind": ["work-plan"],
        "document/seal": ["none"],
        // A rule for a level that nobody applied for leaves one without.
        "allowance/level": ["9"],
    ]

    private static let body = "宁波另一家示例有限公司"

    private static let names: [String: String] = [
        "applicant/name": body, "site/owner": body, "site/lessor": body, "site/lessee": body,
        "person/insured-by": body, "person/contract-party": body, "commitment/subject": body,
        "credit-report/subject": body, "subsidiary/name": body, "set-up/body-name": body, "consent/issuer": body,
        "applicant/registrar": "苏州市姑苏区行政审批局", "application/authority": "苏州市姑苏区人力资源和社会保障局",
    ]

    private static let elsewhere = "江苏省苏州市姑苏区示例路1号"

    private static let texts: [String: String] = [
        "applicant/registered-address": elsewhere, "applicant/office-address": elsewhere, "site/address": elsewhere,
    ]
}
