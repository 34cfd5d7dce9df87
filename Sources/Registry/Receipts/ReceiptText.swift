// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// A receipt as plain text, for paper, mail and the terminal.
public enum ReceiptText {
    /// - Parameter check: what a verification found, said at the end; nil when it has just been issued.
    public static func render(_ receipt: IntakeReceipt, check: ReceiptCheck? = nil, language: Language = .zh) -> String
    {
        let zh = language == .zh
        let key = (try? ReceiptPublicKey(receipt.publicKey))?.fingerprint
        let rows: [(String, String, String?)] = [
            ("编号", "Code", receipt.code), ("出具时间", "Issued at", time(receipt.issuedAt, language)),
            ("申报单位", "Applicant", receipt.applicantName), ("统一社会信用代码", "Credit code", receipt.uscc),
            ("材料包", "Package", receipt.packageName),
            ("材料摘要（SHA-256）", "Package digest (SHA-256)", receipt.packageDigest),
            ("核查清单摘要（SHA-256）", "Checklist digest (SHA-256)", receipt.checklistDigest),
            ("遴选批次摘要（SHA-256）", "Round digest (SHA-256)", receipt.roundDigest), ("核查基准日", "Judged as of", receipt.asOf),
            ("校验结论", "Conclusion", receipt.conclusion.title(language)), ("签名密钥指纹", "Key fingerprint", key),
        ]
        var lines = [zh ? "材料校验回执" : "Intake receipt (材料校验回执)", ""]
        for (chinese, english, value) in rows {
            guard let value else { continue }
            lines.append((zh ? "\(chinese)：" : "\(english): ") + oneLine(value))
        }
        lines += ["", disclaimer(language)]
        if let check { lines += verification(check, language) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What a verification came to, below either kind of receipt.
    static func verification(_ check: ReceiptCheck, _ language: Language) -> [String] {
        let zh = language == .zh
        var lines = ["", (zh ? "核验结果：" : "Verification: ") + check.verdict.message(language)]
        if check.verdict.isGenuine, !check.packageCompared {
            lines.append(
                zh ? "未提供材料包，未核对材料是否与回执一致。" : "No package was given, so it was not compared with the receipt.")
        }
        return lines
    }

    /// A moment in UTC as a Chinese clock shows it; what is none stands as it is.
    public static func time(_ utc: String, _ language: Language) -> String {
        guard let time = CivilTime(utc: utc) else { return utc }
        return time.inChina.text + (language == .zh ? "（北京时间）" : " (China Standard Time)")
    }

    /// What the receipt is not. Stands on every form of it.
    public static func disclaimer(_ language: Language) -> String {
        switch language {
        case .zh:
            "本回执仅说明：上述摘要对应的材料已按上述清单校验。本回执不是设立（备案）回执，不表示评价机构已经设立或备案，不赋予任何资格。是否设立由人力资源和社会保障部门决定。"
        case .en:
            "This receipt says only that the material with the digest above was checked against the checklist above. It is not an establishment receipt (设立回执), does not mean that an evaluation institution has been set up or filed, and confers no qualification. The human resources and social security authority decides."
        }
    }

    /// A value of an unverified receipt must not be able to fake a further line.
    static func oneLine(_ value: String) -> String {
        var out = ""
        for scalar in value.unicodeScalars {
            let hidden = [.control, .format, .lineSeparator, .paragraphSeparator].contains(
                scalar.properties.generalCategory)
            out.unicodeScalars.append(hidden ? "\u{FFFD}" : scalar)
        }
        return out
    }
}
