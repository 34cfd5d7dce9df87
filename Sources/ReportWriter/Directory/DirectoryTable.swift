// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What the three forms of the directory have in common: order, heads and rows.
struct DirectoryTable {
    let language: Language
    /// By class in the order of article 4, then by name, then by code.
    let entries: [DirectoryEntry]

    init(_ entries: some Sequence<DirectoryEntry>, _ language: Language) {
        self.language = language
        let rank = Dictionary(
            uniqueKeysWithValues: ApplicantClass.allCases.enumerated().map { ($0.element, $0.offset) })
        self.entries = entries.sorted { a, b in
            let (first, second) = (rank[a.applicantClass] ?? 0, rank[b.applicantClass] ?? 0)
            if first != second { return first < second }
            return (a.name, a.institutionCode) < (b.name, b.institutionCode)
        }
    }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    var number: String { pick("序号", "No.") }
    var applicantClass: String { pick("机构类别", "Class") }
    var name: String { pick("机构名称", "Institution") }
    var code: String { pick("机构编码", "Institution code") }
    var address: String { pick("地址", "Address") }
    var occupations: String { pick("评价职业（工种）范围", "Occupations (trades) evaluated") }
    var validFrom: String { pick("有效期自", "Valid from") }
    var validUntil: String { pick("有效期至", "Valid until") }
    var authority: String { pick("设立部门", "Set up by") }
    var region: String { pick("所在地区", "Region") }
    var level: String { pick("设立层级", "Level") }
    var date: String { pick("截止日期", "As of") }
    var empty: String { pick("目录中尚无机构。", "There is no institution in the directory yet.") }

    /// `用人单位（5家）`
    func counted(_ applicantClass: ApplicantClass, _ count: Int) -> String {
        applicantClass.title(language) + pick("（\(count)家）", " (\(count))")
    }

    var heads: [String] {
        [
            number, applicantClass, name, code, address, occupations, validFrom, validUntil, authority, region, level,
        ]
    }

    /// In the order of `heads`; what is not known is empty.
    func row(_ entry: DirectoryEntry, number: Int) -> [String] {
        [
            String(number), entry.applicantClass.title(language), entry.name, entry.institutionCode,
            entry.address ?? "", entry.occupations.map(text).joined(separator: pick("；", "; ")),
            entry.validFrom ?? "", entry.validUntil ?? "", entry.authority ?? "", entry.region ?? "",
            entry.level.map(title) ?? "",
        ].map(VisibleText.shown)
    }

    /// `车工（数控车工）：五级/初级工、四级/中级工`
    func text(_ occupation: DirectoryEntry.Occupation) -> String {
        let trade = occupation.trade.map { $0.isEmpty ? "" : pick("（\($0)）", " (\($0))") } ?? ""
        guard !occupation.levels.isEmpty else { return occupation.name + trade }
        let levels = occupation.levels.map(level).joined(separator: pick("、", ", "))
        return occupation.name + trade + pick("：", ": ") + levels
    }

    private func level(_ level: String) -> String {
        switch level {
        case "5": pick("五级/初级工", "level 5")
        case "4": pick("四级/中级工", "level 4")
        case "3": pick("三级/高级工", "level 3")
        case "2": pick("二级/技师", "level 2")
        case "1": pick("一级/高级技师", "level 1")
        default: level
        }
    }

    private func title(_ level: Round.Level) -> String {
        switch level {
        case .county: pick("县级", "county")
        case .city: pick("市级", "city")
        case .province: pick("省级", "province")
        }
    }
}
