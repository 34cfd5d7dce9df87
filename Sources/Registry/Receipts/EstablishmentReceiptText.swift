// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// A 设立（备案）回执 as plain text.
public enum EstablishmentReceiptText {
    /// - Parameter check: what a verification found, said at the end; nil when it has just been issued.
    public static func render(
        _ receipt: EstablishmentReceipt, check: ReceiptCheck? = nil, language: Language = .zh
    ) -> String {
        let zh = language == .zh
        func span(_ from: String, _ until: String) -> String { zh ? "\(from)至\(until)" : "\(from) to \(until)" }
        var notice: String?
        if let from = receipt.noticeFrom, let until = receipt.noticeUntil { notice = span(from, until) }
        let rows: [(String, String, String?)] = [
            ("文号", "Number", receipt.number), ("机构编码", "Institution code", receipt.institutionCode),
            ("机构名称", "Institution", receipt.applicantName), ("统一社会信用代码", "Credit code", receipt.uscc),
            ("机构类别", "Class", receipt.applicantClass.title(language)), ("地址", "Address", receipt.address),
            ("有效期（3年）", "Valid (3 years)", span(receipt.validFrom, receipt.validUntil)),
            ("公示", "Public notice", notice),
            ("遴选批次", "Round", receipt.roundID), ("出具机关", "Authority", receipt.authority),
            ("出具时间", "Issued at", ReceiptText.time(receipt.issuedAt, language)),
            ("材料摘要（SHA-256）", "Package digest (SHA-256)", receipt.packageDigest),
            ("签名密钥指纹", "Key fingerprint", (try? ReceiptPublicKey(receipt.publicKey))?.fingerprint),
        ]
        var lines = [zh ? "设立（备案）回执" : "Establishment receipt (设立（备案）回执)", ""]
        for (chinese, english, value) in rows {
            guard let value else { continue }
            lines.append((zh ? "\(chinese)：" : "\(english): ") + ReceiptText.oneLine(value))
        }
        lines.append(zh ? "职业（工种）和等级：" : "Occupations and levels:")
        for occupation in receipt.occupations {
            let parts = [occupation.code, occupation.name, occupation.trade, levels(occupation.levels, language)]
            lines.append("  " + ReceiptText.oneLine(parts.compactMap { $0 }.joined(separator: "  ")))
        }
        if let check { lines += ReceiptText.verification(check, language) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `5级、4级`; nothing where the occupation has no levels.
    static func levels(_ digits: String, _ language: Language) -> String? {
        let levels = digits.split(separator: " ")
        guard !levels.isEmpty else { return nil }
        return language == .zh
            ? levels.map { "\($0)级" }.joined(separator: "、") : "levels " + levels.joined(separator: ", ")
    }
}
