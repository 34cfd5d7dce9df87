// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What a document kind is called in a report.
///
/// The vocabulary of a checklist knows the names of its kinds and may be passed to every report; for the common kinds a
/// report can name them by itself, so that it reads well without.
struct KindTitles {
    let language: Language
    let given: [String: String]

    func callAsFunction(_ kind: String) -> String {
        if let title = given[kind] { return VisibleText.shown(title) }
        if language == .zh, let title = Self.chinese[kind] { return title }
        // The id is English: `staff-roster` is a staff roster.
        let words = kind.split(separator: "-").joined(separator: " ")
        return language == .en && !words.isEmpty ? words : kind
    }

    private static let chinese: [String: String] = [
        "application-form": "申报表", "request-letter": "申请报告", "commitment": "承诺书", "registration": "登记证照",
        "training-licence": "办学许可证", "articles": "章程", "legal-rep-id": "法定代表人身份证", "org-set-up": "机构设置文件",
        "staff-roster": "专职人员花名册", "labour-contract": "劳动（聘用）合同", "social-insurance": "社保缴纳证明",
        "examiner-roster": "考评人员名册", "examiner-cert": "考评员证", "supervisor-cert": "督导员证",
        "site-title": "场地产权证明", "site-lease": "租赁合同", "site-photos": "场地照片", "equipment-list": "设备清单",
        "surveillance": "视频监控说明", "fire-safety": "消防证明", "rules-compendium": "管理制度汇编", "work-plan": "实施方案",
        "credit-report": "信用报告", "audit": "审计报告", "fund-proof": "教育培训经费提取证明", "allowance-rule": "津贴制度",
        "scale-proof": "规上证明", "occupation-headcount": "从业人员情况表", "training-record": "培训评价业绩证明",
        "decoupling": "脱钩证明", "rating": "社会组织评估等级", "standards-part": "参与标准（题库）开发证明",
        "dept-consent": "职业资格实施部门同意文件", "subsidiary-list": "下属子公司名单", "site-confirmation": "考点所在地确认文件",
        "parent-authorisation": "部遴选机构授权", "item-bank": "题库（考核规范）", "dossier-xml": "申报档案XML",
    ]
}
