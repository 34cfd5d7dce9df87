// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What a round's summary says by itself; words that single reports say too are `Phrases`.
struct RoundPhrases: Sendable {
    let language: Language
    let common: Phrases

    init(_ language: Language) { (self.language, common) = (language, Phrases(language)) }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    // MARK: Headings

    var title: String { pick("遴选批次核查汇总", "Summary of a selection round") }
    var about: String { pick("说明", "About") }
    var results: String { pick("核查结果", "Results") }
    var gaps: String { pick("差距", "Gaps") }
    var matters: String { pick("研判事项", "Matters for a person") }
    var cross: String { pick("跨单位比对", "Cross-applicant") }
    var figures: String { pick("总体情况", "Figures") }
    var setAside: String { pick("未能核查的材料包", "Packages set aside") }

    /// The sheet of the public directory.
    var directory: String { pick("机构目录", "Directory") }

    // MARK: Labels

    var roundTitle: String { pick("遴选批次", "Round") }
    var roundID: String { pick("批次编号", "Round id") }
    var authority: String { pick("组织部门", "Authority") }
    var window: String { pick("申报期限", "Applications taken") }
    var effective: String { pick("批次文件生效日", "Round effective from") }
    var checklistVersion: String { pick("核查依据版本", "Checklist version") }
    var packages: String { pick("材料包", "Packages") }
    var packageName: String { pick("材料包", "Package") }
    var unreadable: String { pick("未读文件数", "Unreadable files") }
    var setAsideReason: String { pick("未核查原因", "Why set aside") }
    var version: String { pick("第几次提交", "Submission") }
    var digest: String { pick("材料包摘要（前16位）", "Package digest (first 16)") }
    var report: String { pick("核查报告", "Report") }
    var openReport: String { pick("打开", "Open") }
    var article: String { pick("条文", "Article") }
    var phrase: String { pick("条件内容", "Requirement") }
    var state: String { pick("结果", "Result") }
    var unit: String { pick("单位", "Unit") }
    var document: String { pick("材料", "Document") }
    var page: String { pick("页码", "Page") }
    var place: String { pick("位置", "Place") }
    var quote: String { pick("原文", "Quote") }
    var further: String { pick("其他佐证", "Further evidence") }
    var kind: String { pick("类型", "Kind") }
    var shared: String { pick("相同内容", "What is shared") }
    var similarity: String { pick("相似度", "Similarity") }
    var related: String { pick("相关材料包", "Related packages") }
    var sameApplicant: String { pick("同一单位另有", "Same applicant") }
    var sameContent: String { pick("内容相同", "Same content") }
    var sameApplicantTotal: String { pick("同一单位的多份材料包", "Packages of applicants with several") }
    var sameContentTotal: String { pick("内容相同的材料包", "Packages of the same content") }
    var reason: String { pick("原因", "Reason") }
    var meaning: String { pick("含义", "Meaning") }
    var notChecked: String { pick("未核查", "Not checked") }
    var noReason: String { pick("原因未记录", "no reason recorded") }
    var unreadableTotal: String { pick("未能读取的文件", "Files that could not be read") }
    var filter: String { pick("筛选", "Filter") }
    var all: String { pick("全部", "All") }
    var shown: String { pick("显示", "Shown") }
    var noPackages: String { pick("本批次没有材料包。", "There is no package in this round.") }
    var noCross: String { pick("未发现不同单位之间的相同内容。", "Nothing was found that several applicants lay claim to.") }

    /// Between two names.
    var nameSeparator: String { pick("、", ", ") }

    /// Between two sentences.
    var sentenceGap: String { pick("", " ") }

    func meaning(_ state: FindingState) -> String {
        switch state {
        case .met: pick("材料中有足以证明的内容。", "The documents prove it.")
        case .unmet: pick("材料中的内容达不到要求，须补正。", "What the documents say falls short; to be corrected.")
        case .missing: pick("材料包中未见所需材料，须补交。", "The document was not in the package; to be supplied.")
        case .review:
            pick("须由工作人员判断，原因见“研判事项”。", "A person has to judge; the ground stands under Matters for a person.")
        case .notApplicable: pick("该条件不适用于本申报类别。", "The condition does not apply to this class.")
        }
    }

    // MARK: Sentences

    var decides: String {
        pick(
            "本汇总由工具依据申报材料自动生成，仅供核查参考；是否设立由人力资源和社会保障部门依法决定。",
            "A tool made this summary from the documents submitted. It recommends; the human resources authority decides."
        )
    }
    var crossSentence: String {
        pick(
            "跨单位比对只说明几个单位的材料中出现了相同内容，并列出各处位置；共用是否合理由工作人员判断。",
            "Cross-applicant findings only say that documents of several applicants hold the same thing, and where. Whether sharing it is in order is for a person to judge."
        )
    }
    var setAsideSentence: String {
        pick(
            "下列材料包未能核查，没有结论。排除原因后可以重新核查。",
            "These packages could not be checked and have no conclusion. They can be checked again once the cause is gone."
        )
    }
    var relatedSentence: String {
        pick(
            "同一单位可能有多项申报；列出同一单位和内容相同的其他材料包仅供知悉，不是不符合项。",
            "An applicant may have reason to hand in several packages; those of one applicant or of one content are named for information and are no finding."
        )
    }
    var masked: String {
        pick("居民身份证号码和电话号码已作遮盖处理。", "Resident ID numbers and telephone numbers are masked.")
    }
    /// At the foot of every printed page.
    var footer: String { pick("仅供核查参考", "Recommends only") }
    func pageOfPages(_ page: String, _ pages: String) -> String {
        pick("第 \(page) 页，共 \(pages) 页", "Page \(page) of \(pages)")
    }

    /// After so many names, what more there are; nil where those are all.
    func andMore(_ others: PackageSummary.Others, after shown: Int) -> String? {
        others.count > shown ? pick("等\(others.count)份", "… (\(others.count) in all)") : nil
    }

    func days(_ from: String?, _ to: String?) -> String? {
        guard from != nil || to != nil else { return nil }
        return pick("\(from ?? "…")至\(to ?? "…")", "\(from ?? "…") to \(to ?? "…")")
    }

    /// One day, or from one to another.
    func span(_ days: ClosedRange<String>) -> String? {
        days.lowerBound == days.upperBound ? days.lowerBound : self.days(days.lowerBound, days.upperBound)
    }

    /// `专职人员花名册.pdf 第2页 “周一鸣”`, for a list in a cell.
    func cited(_ evidence: Evidence) -> String {
        let quote = VisibleText.clipped(VisibleText.shown(evidence.quote), to: 60)
        let place = VisibleText.shown(common.location(evidence))
        return quote.isEmpty ? place : place + " " + common.quoted(quote)
    }
}
