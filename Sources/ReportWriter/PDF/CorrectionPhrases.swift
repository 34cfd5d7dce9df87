// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// Every word that a correction notice says by itself, in both languages.
///
/// It claims no consequence in law: the measures do not say what follows where a correction is late or left out.
struct CorrectionPhrases: Sendable {
    let language: Language

    init(_ language: Language) { self.language = language }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    // MARK: The letter

    var title: String { pick("补正告知书", "Correction notice") }
    var list: String { pick("补正事项清单", "List of corrections") }
    var attachmentLabel: String { pick("附件", "Attachment") }
    var attachment: String { pick("附件：补正事项清单", "Attachment: list of corrections") }
    var sealHere: String { pick("（盖章）", "(seal)") }
    private var gap: String { "　　　　" }

    func number(_ given: String?) -> String {
        given.map(Self.hexagonal) ?? pick("\(gap)〔　　　　〕　　号", "No. ____________")
    }

    /// GB/T 9704-2012, 7.2.5: the year of a document number stands in hexagonal brackets, whatever was typed.
    static func hexagonal(_ number: String) -> String {
        number.replacing(/[\[［(（【〔]([0-9]{4})[\]］)）】〕]/) { "〔\($0.output.1)〕" }
    }

    func addressee(_ applicant: String?) -> String {
        (applicant ?? pick(gap + gap, "________________")) + pick("：", ":")
    }

    func opening(_ notice: CorrectionNotice) -> String {
        let count = notice.items.count
        let english = notice.applicantClass.map { "class: \($0.title(.en).lowercased()), " } ?? ""
        let law = [notice.particulars.basis, notice.round.map { pick("“\($0)”的公告", "the announcement \"\($0)\"") }]
            .compactMap { $0 }
        let measures =
            law.isEmpty ? "" : pick("依照\(law.joined(separator: "和"))，", "Under \(law.joined(separator: " and ")), ")
        return pick(
            "\(measures)对你单位的申报材料（材料包：\(notice.package)）进行了核查，核查基准日为\(day(notice.asOf))。核查发现\(count)项需要补正，现一次性列出，详见附件。",
            "\(measures.isEmpty ? "Your" : measures + "your") application (\(english)package: \(notice.package)) was checked as of \(notice.asOf). \(count == 1 ? "1 item needs" : "\(count) items need") correction, all listed at once in the attachment."
        )
    }

    func request(_ deadline: CorrectionNotice.Particulars.Deadline?) -> String {
        let until =
            switch deadline {
            case .day(let text): pick("请于\(day(text))前（含当日）", "by \(text) (that day included)")
            case .workingDays(let count):
                pick(
                    "请自收到本告知书之日起\(count)个工作日内",
                    "within \(count) working \(count == 1 ? "day" : "days") of receiving this notice")
            case nil: pick("请于\(gap)年　　月　　日前（含当日）", "by ____-__-__ (that day included)")
            }
        return pick(
            "\(until)逐项补正，在“补正情况”栏内填写后，连同补正材料一并提交。",
            "Please put each item right, fill in the column \"Correction made\", and submit it together with the corrected documents \(until)."
        )
    }

    func standing(_ openMatters: Int) -> String {
        let others =
            openMatters == 0
            ? ""
            : pick(
                "另有\(openMatters)项由审核人员研判，不属于需补正事项。",
                " A further \(openMatters == 1 ? "matter is" : "\(openMatters) matters are") for a reviewer to judge; \(openMatters == 1 ? "it is no gap" : "they are no gaps"), and nothing is asked of you about \(openMatters == 1 ? "it" : "them")."
            )
        return pick(
            "附件所列为核查工具核对申报材料时发现的情况，是否属实、条件是否具备，由人力资源和社会保障部门审核决定。\(others)",
            "The attachment lists what machine checking of the documents found. Whether it is so, and whether the conditions are fulfilled, is for the human resources and social security authority to decide.\(others)"
        )
    }

    func contact(_ particulars: CorrectionNotice.Particulars) -> String {
        let name = particulars.contact ?? pick(gap + "　　", "________________")
        let telephone = particulars.telephone ?? pick("", "________________")
        return pick("联系人：\(name)　　联系电话：\(telephone)", "Contact: \(name)   Telephone: \(telephone)")
    }

    func date(_ given: String?) -> String { given.map(day) ?? pick("\(gap)年　　月　　日", "Date: ____-__-__") }

    /// `2026年5月12日`: Arabic numerals without padding (GB/T 9704-2012, 7.3.5.5).
    func day(_ text: String) -> String {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard language == .zh, parts.count == 3 else { return text }
        return "\(parts[0])年\(parts[1])月\(parts[2])日"
    }

    // MARK: The list

    /// 序号, 条款与要求, 发现的情况及依据, 补正要求, 补正情况.
    var columns: [String] {
        language == .zh
            ? ["序号", "条款与要求", "发现的情况及依据", "补正要求", "补正情况（申报单位填写）"]
            : [
                "No.", "Article and requirement", "What was found, and where", "What to do",
                "Correction made (by applicant)",
            ]
    }
    var continued: String { pick("续", "cont.") }
    var rests: String { pick("依据：", "See: ") }
    var semicolon: String { pick("；", "; ") }
    var readable: String { pick("申报材料应当能够完整读取", "Documents have to be readable") }
    func listNote(_ checklist: String) -> String {
        pick(
            "说明：“依据”指所根据的材料及页码或位置；身份证号码和电话号码已作遮盖处理。核查清单：\(checklist)。",
            "Note: \"See\" names the document and the page or place. ID and telephone numbers are masked. Checklist: \(checklist)."
        )
    }
    var signature: String {
        pick(
            "申报单位（盖章）：\(gap)\(gap)填写人：\(gap)\(gap)日期：",
            "Applicant (seal): ____________________  Filled in by: ________________  Date: ____________")
    }

    func sentence(_ head: String, _ text: String) -> String { pick("【\(head)】\(text)", "[\(head)] \(text)") }

    /// What to do where a finding for a person says nothing by itself.
    func remedy(_ ground: ReviewGround?) -> String {
        switch ground {
        case .conflict:
            pick("请核对有关材料，更正不一致之处后重新提交。", "Compare the documents, correct what differs, and submit them again.")
        case .unreadable: pick("请重新提交能够完整读取的文件。", "Submit a file that can be read whole.")
        default: pick("请补充或更正有关材料。", "Supply or correct the documents.")
        }
    }
}
