// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Why a step towards an establishment must not be taken. Each names the provision that it would break.
public enum EstablishmentRefusal: Error, Hashable, Sendable {
    case future(String)
    /// A step before one that was taken.
    case before(String)
    case notEvaluated
    case notSuitable
    case notPublished
    case noticeEndsBeforeItBegins
    case noticeTooShort(days: Int, required: Int)
    case noticeRuns(until: String)
    case outsideNotice(from: String, until: String)
    case noObjection(Int)
    case settledAlready(Int)
    case openObjection(Int)
    case upheldObjection(Int)
    case codedAlready
    case notCoded
    case receiptedAlready
    /// A receipt was to be written that was never issued.
    case notIssued
    /// Not 13 characters of the form that codes of the class have.
    case badInstitutionCode(String)
    /// It belongs to another applicant.
    case codeOfAnother(String)
    /// It was established under this code before.
    case keepsCode(String)
    /// A later version was handed in, under this number.
    case newerVersion(Int)
    /// No step stands that could be taken back.
    case nothingToWithdraw
    /// Another step, of this number, has come after the one that was to be taken back.
    case notLatest(Int)
    /// What was issued is not undone by correcting a record.
    case receiptStands
    /// Nothing is known of the applicant that a receipt has to say.
    case incomplete(String)

    public var code: String {
        switch self {
        case .future: "future"
        case .before: "before"
        case .notEvaluated: "not-evaluated"
        case .notSuitable: "not-suitable"
        case .notPublished: "not-published"
        case .noticeEndsBeforeItBegins: "notice-ends-before-it-begins"
        case .noticeTooShort: "notice-too-short"
        case .noticeRuns: "notice-runs"
        case .outsideNotice: "outside-notice"
        case .noObjection: "no-objection"
        case .settledAlready: "settled-already"
        case .openObjection: "open-objection"
        case .upheldObjection: "upheld-objection"
        case .codedAlready: "coded-already"
        case .notCoded: "not-coded"
        case .receiptedAlready: "receipted-already"
        case .notIssued: "not-issued"
        case .badInstitutionCode: "bad-institution-code"
        case .codeOfAnother: "code-of-another"
        case .keepsCode: "keeps-code"
        case .newerVersion: "newer-version"
        case .nothingToWithdraw: "nothing-to-withdraw"
        case .notLatest: "not-latest"
        case .receiptStands: "receipt-stands"
        case .incomplete: "incomplete"
        }
    }

    /// One line: why not, with the provision.
    public func message(_ language: Language) -> String {
        switch language {
        case .zh: "不能办理：\(chinese)"
        case .en: "Not possible: \(english)"
        }
    }

    private var chinese: String {
        switch self {
        case .future(let day): "\(day)尚未到来，只能登记已经发生的事项。"
        case .before(let day): "日期早于已登记的步骤（\(day)），步骤须依次进行（管理办法第九条（二））。"
        case .notEvaluated: "尚未登记评估评审结果。须先评估，再公示、编码、出具回执（管理办法第九条（二））。"
        case .notSuitable: "评估评审结果为不入选，不能继续。重新评估后请先登记新的结果（管理办法第九条（二））。"
        case .notPublished: "尚未公示。社会评价组织遴选结果须公开公示，公示无异议的，方可统一编码并出具回执（管理办法第九条（二））；本批次文件或所属类别要求公示。"
        case .noticeEndsBeforeItBegins: "公示截止日早于起始日。请核对日期。"
        case .noticeTooShort(let days, let required):
            "公示仅\(days)天，本批次要求不少于\(required)天（管理办法第九条（二），遴选公告）。"
        case .noticeRuns(let until): "公示至\(until)为止，期满无异议后方可编码（管理办法第九条（二））。"
        case .outsideNotice(let from, let until): "异议日期不在公示期内（\(from)至\(until)）。请核对日期。"
        case .noObjection(let number): "没有编号为\(number)的异议。可用 registry establish show 查看。"
        case .settledAlready(let number): "异议\(number)已经处理。"
        case .openObjection(let number): "异议\(number)尚未处理。公示无异议的，方可统一编码（管理办法第九条（二））。"
        case .upheldObjection(let number): "异议\(number)成立，不能编码。须重新评估（管理办法第九条（二））。"
        case .codedAlready: "已经编码，公示和异议已经结束。"
        case .notCoded: "尚未统一编码，不能出具回执（管理办法第九条（二））。"
        case .receiptedAlready: "回执已经出具；可用 registry establish show --output 再次写出。延续有效期须重新评估（管理办法第二十三条）。"
        case .notIssued: "尚未出具设立（备案）回执。请先用 registry establish receipt 出具。"
        case .badInstitutionCode(let text): "“\(text)”不是机构编码：应为13位（用人单位和社会培训评价组织为1个大写字母和12位数字），由人社部门编制。"
        case .codeOfAnother(let code): "机构编码\(code)已属于另一单位，编码不得重复（管理办法第九条（二）“统一编码”）。"
        case .keepsCode(let code): "该单位已以机构编码\(code)设立，延续或变更沿用原编码（管理办法第九条（二）、第二十二条、第二十三条）。"
        case .newerVersion(let number): "该单位已提交新版材料（申报\(number)）。请核对新版材料，并对申报\(number)登记评估结果。"
        case .nothingToWithdraw: "没有可撤回的步骤。可用 registry establish show 查看。"
        case .notLatest(let number): "此后又登记了步骤\(number)，只能撤回最后一步。请用 registry establish show 核对。"
        case .receiptStands:
            "设立（备案）回执已经出具，不是登记差错的更正所能收回。变更基础信息、变更职业（工种）及等级、延续有效期，分别按管理办法第二十一条、第二十二条、第二十三条办理，可用 registry establish evaluate 重新登记评估，再编码、出具新回执；机构自愿终止按管理办法第二十四条，取消评价资格按监督管理办法第二十一条，须另行办理。"
        case .incomplete(let field): "缺少\(field)，不能出具回执。请用相应选项给出。"
        }
    }

    private var english: String {
        switch self {
        case .future(let day): "\(day) is yet to come; only what has happened can be recorded."
        case .before(let day):
            "an earlier day than that of a step already taken (\(day)); the steps follow each other (article 9(二))."
        case .notEvaluated:
            "no evaluation result is recorded. Evaluation comes first, then notice, code and receipt (article 9(二))."
        case .notSuitable:
            "the evaluation did not select the applicant. Record a new result first, after evaluating again (article 9(二))."
        case .notPublished:
            "there was no public notice. Results must be published, and only without objection is a code assigned (article 9(二)); this class or round asks for it."
        case .noticeEndsBeforeItBegins: "the notice would end before it begins. Check the days."
        case .noticeTooShort(let days, let required):
            "the notice lasts \(days) days only; the round asks for \(required) (article 9(二), announcement)."
        case .noticeRuns(let until):
            "the notice runs until \(until); a code comes after it, if nobody objects (article 9(二))."
        case .outsideNotice(let from, let until):
            "the objection's day is outside of the notice (\(from) to \(until)). Check the day."
        case .noObjection(let number): "there is no objection \(number). See 'registry establish show'."
        case .settledAlready(let number): "objection \(number) is settled already."
        case .openObjection(let number):
            "objection \(number) is not settled. A code comes only without objection (article 9(二))."
        case .upheldObjection(let number): "objection \(number) was upheld. Evaluate again (article 9(二))."
        case .codedAlready: "a code is assigned already; notice and objections are over."
        case .notCoded: "no institution code is assigned, so there can be no receipt (article 9(二))."
        case .receiptedAlready:
            "the receipt was issued already; 'registry establish show --output' writes it again. An extension needs a new evaluation (article 23)."
        case .notIssued: "no establishment receipt was issued yet. Issue it with 'registry establish receipt'."
        case .badInstitutionCode(let text):
            "'\(text)' is no institution code: 13 characters (employers and training organizations: a capital letter and twelve digits), assigned by the bureau."
        case .codeOfAnother(let code):
            "the institution code \(code) belongs to another body; codes are unique (article 9(二))."
        case .keepsCode(let code):
            "the body was established under the code \(code), which it keeps when its validity is extended or changed (articles 9(二), 22, 23)."
        case .newerVersion(let number):
            "a later version was handed in (submission \(number)). Look at it, and record the evaluation of submission \(number)."
        case .nothingToWithdraw: "there is no step to take back. See 'registry establish show'."
        case .notLatest(let number):
            "step \(number) was recorded since, and only the last can be taken back. See 'registry establish show'."
        case .receiptStands:
            "the establishment receipt was issued, and correcting a record does not undo it. Changes of its data, changes of occupations and levels, and an extension follow articles 21, 22 and 23: record a new evaluation with 'registry establish evaluate', then code and a new receipt. The end of an institution by its own will (article 24) or by the bureau (article 21 of the rules on supervision) is not recorded here."
        case .incomplete(let field): "\(field) is missing, so there can be no receipt. Give it with its option."
        }
    }
}
