// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// Every word that the preview of a round says by itself, in both languages.
struct RoundPreviewPhrases: Sendable {
    let language: Language

    init(_ language: Language) { self.language = language }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    var title: String { pick("批次文件试算", "Preview of a round") }
    var results: String { pick("核查结果", "Assessments") }
    var asked: String { pick("涉及条件", "Conditions") }
    var summary: String { pick("按条件汇总", "By condition") }
    var broken: String { pick("未能使用的核查结果", "Assessments that could not be used") }
    var condition: String { pick("编号", "Id") }
    var phrase: String { pick("条件", "Condition") }
    var flips: String { pick("变/计", "flip/of") }

    func files(_ number: Int) -> String { pick("\(number)份", "\(number)") }

    func conditions(_ ids: [String]) -> String {
        let list = ids.joined(separator: pick("、", ", "))
        return ids.isEmpty ? pick("无", "none") : pick("\(ids.count)项：", "\(ids.count): ") + list
    }

    func column(_ outcome: RoundPreview.Row.Outcome) -> String {
        switch outcome {
        case .regressed: pick("转差", "worse")
        case .improved: pick("转好", "better")
        case .changed: pick("原因变", "ground")
        case .applicability: pick("适用变", "applies")
        case .same: pick("不变", "same")
        case .new: pick("新增", "new")
        case .open: pick("不能判断", "open")
        }
    }

    func unchanged(_ number: Int) -> String {
        pick("其余\(number)项不变", number == 1 ? "1 other is the same" : "\(number) others are the same")
    }

    var allUnchanged: String { pick("涉及条件的结论均不变。", "Nothing that depends on the round changes.") }

    func dayAndClass(_ applicantClass: String, _ day: String) -> String {
        pick("\(applicantClass)，核查基准日\(day)", "\(applicantClass), as of \(day)")
    }

    func otherDay(_ day: String) -> String {
        pick("原核查基准日为\(day)，差异可能由此而来。", "It was judged as of \(day); differences may come from that.")
    }

    var otherChecklist: String {
        pick("原用另一版核查依据，差异可能由此而来。", "It was judged by another checklist; differences may come from that.")
    }

    func dropped(_ ids: [String]) -> String {
        pick("本批次不再有：", "No longer in this round: ") + ids.joined(separator: pick("、", ", "))
    }

    var cannotBeTold: String {
        pick(
            "所用的身份证号或电话在核查结果中已遮盖，不能判断；请用 check --unmask 的结果试算。",
            "It uses ID or telephone numbers that are masked in the assessment and cannot be told; use one made with check --unmask."
        )
    }

    var restsOnMasked: String {
        pick("所用要素中有已遮盖的号码，但不影响结论。", "Some numbers that it uses are masked; the outcome does not hang on them.")
    }

    var newCondition: String { pick("本批次新增", "new in this round") }

    func none(_ folder: String) -> String {
        pick(
            "“\(folder)”中没有核查结果（assessment.json）。请先用 zhunsheng check 核查，或检查路径。",
            "There is no assessment.json in '\(folder)'. Run zhunsheng check first, or check the path.")
    }

    var disclaimer: String {
        pick(
            "试算只依据核查结果中已读出的要素重新判断，不重读材料。",
            "The preview judges anew from the facts in the assessments; no document is read again.")
    }
}
