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
    /// The text of a QR code is no receipt.
    case badPayload(ReceiptPayload.Fault)
    /// A receipt of the other kind than was asked for.
    case wrongKind(ReceiptKind, expected: ReceiptKind)
    /// No QR code stands in the file.
    case noQRCode
    /// Receipts that differ stand in one file: which is meant cannot be told.
    case severalReceipts(Int)
    /// The signature does not fit the content: altered after it was issued, or forged.
    case altered
    /// Signed by someone whose key is not among the trusted ones.
    case unknownKey(fingerprint: String)
    /// Genuine, but for other bytes than those at hand.
    case packageChanged(receipt: String, found: String)
    /// Genuine, but for another version of the checklist.
    case checklistDiffers(receipt: String, found: String)
    /// Genuine, but not of the day asked for; ISO 8601 days.
    case outOfTerm(from: String, until: String, day: String)

    public var code: String {
        switch self {
        case .valid: "valid"
        case .codeTypo: "code-typo"
        case .codeMismatch: "code-mismatch"
        case .unknownCode: "unknown-code"
        case .malformed: "malformed"
        case .badPayload: "bad-payload"
        case .wrongKind: "wrong-kind"
        case .noQRCode: "no-qr-code"
        case .severalReceipts: "several-receipts"
        case .altered: "altered"
        case .unknownKey: "unknown-key"
        case .packageChanged: "package-changed"
        case .checklistDiffers: "checklist-differs"
        case .outOfTerm: "out-of-term"
        }
    }

    /// True where the receipt itself was issued as it stands, whatever else differs.
    public var isGenuine: Bool {
        switch self {
        case .valid, .packageChanged, .checklistDiffers, .outOfTerm: true
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
        case .badPayload(let fault): "二维码内容不是有效的回执：\(Self.chinese(fault))"
        case .wrongKind(let kind, let expected):
            "回执种类不符：这是\(kind.title(.zh))，不是\(expected.title(.zh))，两者不能互相代替。请使用\(expected.title(.zh))。"
        case .noQRCode: "文件中没有找到可识读的二维码。请提供清晰、完整、平整的图像，或使用回执文件 receipt.json。"
        case .severalReceipts(let count): "文件中有\(count)份不同的回执，不能确定所指的是哪一份。请逐份提供。"
        case .altered: "签名不符：回执内容在出具后被改动，或系伪造，不能采信。请向出具单位核实。"
        case .unknownKey(let fingerprint): "签名与内容相符，但签名密钥（指纹\(fingerprint)）不在可信之列，不能确认出具单位。请向出具单位索取公钥并核对指纹。"
        case .packageChanged(let receipt, let found):
            "回执真实，但材料已变化：回执对应的材料摘要为\(receipt.prefix(16))…，现有材料为\(found.prefix(16))…。请提供校验时的原材料，或重新校验。"
        case .checklistDiffers(let receipt, let found):
            "回执真实，但所用核查清单的版本不同：回执为\(receipt.prefix(16))…，现有清单为\(found.prefix(16))…。请按现行清单重新校验。"
        case .outOfTerm(let from, let until, let day):
            "回执真实，但\(day)不在有效期内：有效期为\(from)至\(until)。请向出具单位核实是否已延续。"
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
        case .badPayload(let fault): "The QR code is no receipt: \(Self.english(fault))"
        case .wrongKind(let kind, let expected):
            "The kind is wrong: this is an \(kind.title(.en)), not an \(expected.title(.en)); neither stands for the other. Use the \(expected.title(.en))."
        case .noQRCode:
            "No readable QR code was found in the file. Give a sharp, whole and flat picture, or the file receipt.json."
        case .severalReceipts(let count):
            "There are \(count) different receipts in the file, so it cannot be told which is meant. Give them one by one."
        case .altered:
            "The signature does not fit: the content was altered after issue, or forged. Do not rely on it; ask the issuer."
        case .unknownKey(let fingerprint):
            "The signature fits the content, but its key (fingerprint \(fingerprint)) is not trusted, so the issuer is not known. Ask the issuer for the public key and compare fingerprints."
        case .packageChanged(let receipt, let found):
            "The receipt is genuine, but the package has changed: the receipt is for \(receipt.prefix(16))…, the package is \(found.prefix(16))…. Give the package as it was checked, or check it again."
        case .checklistDiffers(let receipt, let found):
            "The receipt is genuine, but for another checklist version: \(receipt.prefix(16))… instead of \(found.prefix(16))…. Check again with the checklist in force."
        case .outOfTerm(let from, let until, let day):
            "The receipt is genuine, but \(day) is outside its term, \(from) to \(until). Ask the issuer whether it was extended."
        }
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

    private static func chinese(_ fault: ReceiptPayload.Fault) -> String {
        switch fault {
        case .foreign: "不是以\(ReceiptPayload.prefix)开头的回执二维码。请扫描回执上的二维码。"
        case .damaged: "内容残缺或被改动。请重新扫描；仍不能识读的，向出具单位核实。"
        case .kind(let text): "回执种类“\(text)”不是本程序所知的种类。请使用新版程序，或向出具单位核实。"
        case .field(let name): "字段 \(name) 缺失或不正确。请向出具单位核实。"
        }
    }

    private static func english(_ fault: ReceiptPayload.Fault) -> String {
        switch fault {
        case .foreign: "it does not begin with \(ReceiptPayload.prefix). Scan the code on the receipt."
        case .damaged: "it is incomplete or altered. Scan it again; if that does not help, ask the issuer."
        case .kind(let text): "'\(text)' is no kind of receipt known here. Use a newer version, or ask the issuer."
        case .field(let name): "the field \(name) is missing or wrong. Ask the issuer."
        }
    }
}
