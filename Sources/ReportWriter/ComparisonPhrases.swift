// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// Every word that a comparison says by itself, in both languages.
struct ComparisonPhrases: Sendable {
    let language: Language

    init(_ language: Language) { self.language = language }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    // MARK: Headings and labels

    var title: String { pick("两次申报材料对比", "Comparison of two submissions") }
    var oldPackage: String { pick("原材料包", "Old package") }
    var newPackage: String { pick("新材料包", "New package") }
    var silent: String { pick("已被替换而结论未变的文件（须复看）", "Files replaced without a change of state (look again)") }
    var files: String { pick("文件变化", "Files that changed") }
    var facts: String { pick("要素变化", "Facts that changed") }
    var measured: String { pick("数值", "Figures") }
    var changed: String { pick("变化", "Changed") }
    var content: String { pick("内容", "Content") }
    var restingConditions: String { pick("条件", "Conditions") }
    var readFacts: String { pick("要素", "Facts") }
    var arrow: String { " → " }
    var comma: String { pick("，", ", ") }
    var semicolon: String { pick("；", "; ") }
    var nothing: String { pick("（无）", "(none)") }
    var fileCounts: String { pick("文件", "Files") }

    func heading(_ kind: ConditionChange.Kind) -> String {
        switch kind {
        case .regressed: pick("转差的条件", "Conditions that got worse")
        case .improved: pick("转好的条件", "Conditions that got better")
        case .changed: pick("类型或原因有变的条件", "Conditions with another ground or kind of gap")
        case .applicability: pick("适用情况有变的条件", "Conditions that began or ceased to apply")
        case .evidence: pick("结论未变、依据有变的条件（须复看）", "Same verdict on changed evidence (look again)")
        case .added: pick("新增的条件", "Conditions that are new")
        case .removed: pick("不再核查的条件", "Conditions that are no longer checked")
        }
    }

    /// As short as a count needs it.
    func count(_ kind: ConditionChange.Kind, _ number: Int) -> String {
        switch kind {
        case .regressed: pick("转差 \(number)", "worse \(number)")
        case .improved: pick("转好 \(number)", "better \(number)")
        case .changed: pick("类型或原因有变 \(number)", "other ground \(number)")
        case .applicability: pick("适用情况有变 \(number)", "applicability \(number)")
        case .evidence: pick("结论未变、依据有变 \(number)", "same on other evidence \(number)")
        case .added: pick("新增 \(number)", "new \(number)")
        case .removed: pick("不再核查 \(number)", "no longer checked \(number)")
        }
    }

    func unchanged(_ number: Int) -> String { pick("未变 \(number)", "unchanged \(number)") }

    func count(_ kind: FileChange.Kind, _ number: Int) -> String { "\(name(kind)) \(number)" }

    func name(_ kind: FileChange.Kind) -> String {
        switch kind {
        case .added: pick("新增", "added")
        case .removed: pick("撤去", "removed")
        case .changed: pick("内容改变", "changed")
        case .moved: pick("改名或移动", "renamed or moved")
        }
    }

    func sign(_ kind: FileChange.Kind) -> String {
        switch kind {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        case .moved: ">"
        }
    }

    func sign(_ kind: FactChange.Kind) -> String {
        switch kind {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        }
    }

    func reason(_ reason: ConditionChange.Reason) -> String {
        switch reason {
        case .measured: pick("测得数值", "measured value")
        case .required: pick("要求数值", "required value")
        case .quotes: pick("引用的内容", "words quoted")
        case .documents: pick("所依据的文件", "documents it rests on")
        }
    }

    func onlyDocuments(_ conditions: [String]) -> String {
        pick("数值和引用的内容相同，只是所依据的文件有变：", "The same figures and words in other documents: ") + list(conditions)
    }

    // MARK: Values

    func list(_ values: [String]) -> String { values.joined(separator: pick("、", ", ")) }

    func amount(_ text: String, _ unit: String?) -> String {
        guard let unit, !unit.isEmpty else { return text }
        return text + pick("", " ") + unit
    }

    /// `实测4名 → 6名，要求6名`; nil where nothing was measured that says anything beside the other.
    func figures(_ old: Verdict?, _ new: Verdict?) -> String? {
        let measured = [old, new].compactMap { $0?.measured }
        if measured.contains("true") || measured.contains("false") { return nil }
        // A condition has several checks: here another one decided than before.
        if let old, let new, old.measured != new.measured,
            (old.required == nil) != (new.required == nil) || (old.unit == nil) != (new.unit == nil)
        {
            return nil
        }
        // The same unit may be written in two languages.
        let unit = new?.unit ?? old?.unit
        var parts: [String] = []
        func moved(_ before: String?, _ now: String?, _ label: String) {
            let values = (before.map { amount($0, unit) }, now.map { amount($0, unit) })
            switch values {
            case (nil, nil): return
            case (let a?, nil) where new == nil: parts.append(label + a)
            case (nil, let b?) where old == nil: parts.append(label + b)
            case (let a?, let b?) where a == b: parts.append(label + a)
            default: parts.append(label + (values.0 ?? nothing) + arrow + (values.1 ?? nothing))
            }
        }
        moved(old?.measured, new?.measured, pick("实测", "measured "))
        if parts.isEmpty { return nil }
        moved(old?.required, new?.required, pick("要求", "required "))
        return parts.joined(separator: comma)
    }

    /// What stands for itself in data and not in a sentence: `full-time` is 专职.
    func value(_ value: String, _ leaf: String, of entity: String) -> String {
        let type = DossierSchema.entity(entity)?.leaf(leaf)?.type
        guard type == .choice || type == .boolean else { return value }
        if leaf == "class", let known = ApplicantClass(rawValue: value) { return known.title(language) }
        return language == .en ? value.replacing("-", with: " ") : Self.chinese[value] ?? value
    }

    private static let chinese: [String: String] = [
        "full-time-staff": "专职工作人员", "assessor": "考评人员", "supervisor": "督导人员", "manager": "管理人员",
        "full-time": "专职", "part-time": "兼职", "owned": "自有", "leased": "租赁", "free": "无偿使用", "equipment": "设备",
        "tool": "工具", "gauge": "量具", "electronic": "电子签章", "image": "印章图像", "none": "无", "true": "是", "false": "否",
    ]

    // MARK: Sentences

    func caveat(_ caveat: AssessmentComparison.Caveat, _ old: String, _ new: String) -> String {
        let move = "\(old)\(arrow)\(new)"
        switch caveat {
        case .applicant:
            return pick(
                "申报单位不同：\(move)。这不是同一单位的两次申报，以下差异不能视为补正结果。",
                "These are different applicants: \(move). What follows is no resubmission of one applicant.")
        case .applicantName:
            return pick(
                "统一社会信用代码相同而单位名称不同：\(move)。请核实是否更名。",
                "The credit code is the same, the name is not: \(move). Check whether the applicant was renamed.")
        case .applicantUnknown:
            return pick(
                "有一方未读出单位名称或统一社会信用代码，不能确认是同一申报单位：\(move)。",
                "On one side neither name nor credit code was read, so it is open whether this is one applicant: \(move)."
            )
        case .checklist:
            return pick("核查依据不同：\(move)。", "The checklists differ: \(move).") + mixed
        case .round: return pick("遴选批次不同：\(move)。", "The rounds differ: \(move).") + mixed
        case .asOf: return pick("核查基准日不同：\(move)。", "The days of judging differ: \(move).") + mixed
        case .applicantClass: return pick("申报类别不同：\(move)。", "The classes differ: \(move).") + mixed
        case .masked:
            return pick(
                "有一方的身份证号和电话号码已遮盖，被遮盖的数字是否有变无从比较。",
                "On one side ID and telephone numbers are masked: whether masked digits changed cannot be seen.")
        }
    }

    private var mixed: String { pick("以下差异不全是材料变化引起的。", " Not every difference below comes from the documents.") }

    var hiddenDifference: String { pick("（差别在遮盖的数字中）", " (differs in the masked digits)") }

    func furtherValues(_ text: String, _ number: Int) -> String {
        pick("\(text)等\(number)项", "\(text) … (\(number) values)")
    }

    func furtherLeaves(_ number: Int) -> String { pick("等\(number)项", "\(number) in all") }

    var noFactChanged: String { pick("读出的要素没有变化", "no fact that was read from it changed") }

    var noCondition: String { pick("没有条件以它为佐证", "no condition rests on it") }

    func moreItems(_ number: Int) -> String {
        pick("另有\(number)项，用 --verbose 全部列出", "and \(number) more; --verbose lists them all")
    }

    var identical: String { pick("两次材料没有差别。", "There is no difference.") }

    var disclaimer: String {
        pick("本对比由工具自动生成，仅供核查参考。", "A tool made this comparison. It recommends; the authority decides.")
    }
}
