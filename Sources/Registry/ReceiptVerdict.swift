// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What a verification came to. Each says something different about who did what.
public enum ReceiptVerdict: Hashable, Sendable {
    /// Genuine, by a trusted key, and whatever was compared agrees.
    case valid
    /// What was entered is no receipt code, most likely a slip.
    case codeTypo(ReceiptCode.Fault)
    /// A well-formed code, but not the one of this receipt.
    case codeMismatch(entered: String, receipt: String)
    /// A well-formed code that the store does not know.
    case unknownCode(String)
    /// The file is no receipt.
    case malformed(ReceiptJSON.Fault)
    /// The signature does not fit the content: altered after it was issued, or forged.
    case altered
    /// Signed by someone whose key is not among the trusted ones.
    case unknownKey(fingerprint: String)
    /// Genuine, but for other bytes than those at hand.
    case packageChanged(receipt: String, found: String)
    /// Genuine, but for another version of the checklist.
    case checklistDiffers(receipt: String, found: String)
    case roundDiffers(receipt: String?, found: String?)

    public var code: String {
        switch self {
        case .valid: "valid"
        case .codeTypo: "code-typo"
        case .codeMismatch: "code-mismatch"
        case .unknownCode: "unknown-code"
        case .malformed: "malformed"
        case .altered: "altered"
        case .unknownKey: "unknown-key"
        case .packageChanged: "package-changed"
        case .checklistDiffers: "checklist-differs"
        case .roundDiffers: "round-differs"
        }
    }

    /// True where the receipt itself was issued as it stands, whatever else differs.
    public var isGenuine: Bool {
        switch self {
        case .valid, .packageChanged, .checklistDiffers, .roundDiffers: true
        default: false
        }
    }

    /// One line: what was found and what to do.
    public func message(_ language: Language) -> String { language == .zh ? chinese : english }

    private var chinese: String {
        switch self {
        case .valid: "回执真实有效：由可信密钥签名，内容未被改动。"
        case .codeTypo(let fault): "编号有误：\(Self.chinese(fault))"
        case .codeMismatch(let entered, let receipt): "编号格式正确，但不是这份回执的编号：所给为\(entered)，回执应为\(receipt)。请核对是否拿错回执。"
        case .unknownCode(let code): "编号\(code)格式正确，但本机回执库中没有这份回执。请提供回执文件 receipt.json，或向出具单位核实。"
        case .malformed(let fault): "不是有效的回执文件：\(Self.chinese(fault))请使用出具单位提供的 receipt.json 原件。"
        case .altered: "签名不符：回执内容在出具后被改动，或系伪造，不能采信。请向出具单位核实。"
        case .unknownKey(let fingerprint): "签名与内容相符，但签名密钥（指纹\(fingerprint)）不在可信之列，不能确认出具单位。请向出具单位索取公钥并核对指纹。"
        case .packageChanged(let receipt, let found):
            "回执真实，但材料已变化：回执对应的材料摘要为\(receipt.prefix(16))…，现有材料为\(found.prefix(16))…。请提供校验时的原材料，或重新校验。"
        case .checklistDiffers(let receipt, let found):
            "回执真实，但所用核查清单的版本不同：回执为\(receipt.prefix(16))…，现有清单为\(found.prefix(16))…。请按现行清单重新校验。"
        case .roundDiffers(let receipt, let found):
            "回执真实，但遴选批次不同：回执为\(Self.short(receipt, "无"))，现有为\(Self.short(found, "无"))。请核对批次文件。"
        }
    }

    private var english: String {
        switch self {
        case .valid: "The receipt is genuine: signed by a trusted key, content unaltered."
        case .codeTypo(let fault): "The code is not right: \(Self.english(fault))"
        case .codeMismatch(let entered, let receipt):
            "The code is well formed, but not that of this receipt: \(entered) was given, the receipt's is \(receipt). Check that it is the right receipt."
        case .unknownCode(let code):
            "The code \(code) is well formed, but the store here has no such receipt. Give the file receipt.json, or ask the issuer."
        case .malformed(let fault):
            "This is not a receipt file: \(Self.english(fault)) Use the original receipt.json from the issuer."
        case .altered:
            "The signature does not fit: the content was altered after issue, or forged. Do not rely on it; ask the issuer."
        case .unknownKey(let fingerprint):
            "The signature fits the content, but its key (fingerprint \(fingerprint)) is not trusted, so the issuer is not known. Ask the issuer for the public key and compare fingerprints."
        case .packageChanged(let receipt, let found):
            "The receipt is genuine, but the package has changed: the receipt is for \(receipt.prefix(16))…, the package is \(found.prefix(16))…. Give the package as it was checked, or check it again."
        case .checklistDiffers(let receipt, let found):
            "The receipt is genuine, but for another checklist version: \(receipt.prefix(16))… instead of \(found.prefix(16))…. Check again with the checklist in force."
        case .roundDiffers(let receipt, let found):
            "The receipt is genuine, but for another round: \(Self.short(receipt, "none")) instead of \(Self.short(found, "none")). Check the round file."
        }
    }

    private static func short(_ digest: String?, _ none: String) -> String {
        digest.map { $0.prefix(16) + "…" } ?? none
    }

    private static func chinese(_ fault: ReceiptCode.Fault) -> String {
        switch fault {
        case .length(let count): "应为18位（不计HZ和连字符），现有\(count)位。请逐位核对。"
        case .character(let character): "含有编号中不会出现的字符“\(character)”。请逐位核对。"
        case .date(let text): "日期部分“\(text)”不是有效日期。请逐位核对。"
        case .checkCharacter: "校验位不符，有字符听错、写错或颠倒。请逐位核对。"
        case .institutionCode: "这是13位机构编码的样式，不是材料校验回执编号。"
        case .creditCode: "这是统一社会信用代码，不是材料校验回执编号。"
        }
    }

    private static func english(_ fault: ReceiptCode.Fault) -> String {
        switch fault {
        case .length(let count):
            "it should have 18 characters besides HZ and dashes, not \(count). Compare it character by character."
        case .character(let character): "no code has the character '\(character)'. Compare it character by character."
        case .date(let text): "'\(text)' is no day. Compare it character by character."
        case .checkCharacter:
            "the check character does not fit; a character was misheard, mistyped or exchanged. Compare it character by character."
        case .institutionCode:
            "this looks like a 13-character institution code, not like the code of an intake receipt."
        case .creditCode: "this is a unified social credit code, not the code of an intake receipt."
        }
    }

    private static func chinese(_ fault: ReceiptJSON.Fault) -> String {
        switch fault {
        case .notJSON: "不是JSON。"
        case .field(let name): "字段 \(name) 缺失或不正确。"
        case .unknownField(let name): "含有回执没有的字段 \(name)。"
        case .repeatedField: "有字段重复出现。"
        }
    }

    private static func english(_ fault: ReceiptJSON.Fault) -> String {
        switch fault {
        case .notJSON: "it is not JSON."
        case .field(let name): "the field \(name) is missing or wrong."
        case .unknownField(let name): "no receipt has a field \(name)."
        case .repeatedField: "a field stands there twice."
        }
    }
}
