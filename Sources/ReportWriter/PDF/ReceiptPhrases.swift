// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What receipts on paper say by themselves, in both languages.
struct ReceiptPhrases: Sendable {
    let language: Language

    init(_ language: Language) { self.language = language }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    // MARK: Both

    var uscc: String { pick("统一社会信用代码", "Credit code") }
    var packageDigest: String { pick("材料摘要（SHA-256）", "Package digest (SHA-256)") }
    var fingerprint: String { pick("签名密钥指纹", "Key fingerprint") }
    var round: String { pick("遴选批次", "Round") }
    func span(_ from: String, _ until: String) -> String { pick("\(day(from))至\(day(until))", "\(from) to \(until)") }
    func day(_ text: String) -> String { CorrectionPhrases(language).day(text) }
    var howToVerify: String {
        pick(
            "扫描二维码所得内容，或本页的PDF、照片，均可用 zhunsheng receipt verify 离线核验；核验所示内容与纸面不一致的，以核验所示为准。",
            "The text of the QR code, this PDF or a photograph of it can be verified offline by zhunsheng receipt verify. Where the paper says otherwise, what the verification shows counts."
        )
    }
    var noSymbol: String {
        pick(
            "内容较多，二维码无法容纳，请以回执文件 receipt.json 核验。",
            "There is too much for a QR code. Verify the file receipt.json instead.")
    }

    // MARK: Intake

    var intakeTitle: String { pick("材料校验回执", "Intake receipt") }
    var intakeSubtitle: String {
        pick("只说明材料已按清单校验 · 不是设立（备案）回执", "Documents were checked by a checklist · not an establishment receipt")
    }
    var code: String { pick("编号", "Code") }
    var issuedAt: String { pick("出具时间", "Issued at") }
    var applicant: String { pick("申报单位", "Applicant") }
    var package: String { pick("材料包", "Package") }
    var checklistDigest: String { pick("核查清单摘要（SHA-256）", "Checklist digest (SHA-256)") }
    var roundDigest: String { pick("遴选批次摘要（SHA-256）", "Round digest (SHA-256)") }
    var asOf: String { pick("核查基准日", "Judged as of") }
    var conclusion: String { pick("校验结论", "Conclusion") }

    // MARK: Establishment

    var establishmentTitle: String { pick("设立（备案）回执", "Establishment receipt") }
    var institutionCode: String { pick("机构编码", "Institution code") }
    var institution: String { pick("机构名称", "Institution") }
    var applicantClass: String { pick("机构类别", "Class") }
    var address: String { pick("地址", "Address") }
    var validity: String { pick("有效期（3年）", "Valid (3 years)") }
    var notice: String { pick("公示", "Public notice") }
    var seal: String { pick("（盖章处）", "(seal)") }
    var occupations: String { pick("职业（工种）及等级", "Occupations and levels") }
    /// 序号, 职业编码, 职业, 工种, 等级.
    var occupationColumns: [String] {
        language == .zh
            ? ["序号", "职业编码", "职业", "工种", "等级"] : ["No.", "Code", "Occupation", "Trade", "Levels"]
    }
    func levels(_ digits: String) -> String {
        let levels = digits.split(separator: " ")
        if levels.isEmpty { return "—" }
        return language == .zh ? levels.map { "\($0)级" }.joined(separator: "、") : levels.joined(separator: ", ")
    }
}
