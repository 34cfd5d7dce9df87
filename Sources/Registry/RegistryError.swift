// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What keeps a receipt from being issued, stored or found. What a verification finds is a `ReceiptVerdict`, not an error.
public enum RegistryError: Error, Hashable, Sendable {
    /// The folder or key may be read by others; `mode` is what it may be at most, octal.
    case exposed(String, mode: String)
    case notOwner(String)
    /// A link, a folder where a file should be, or the other way round.
    case wrongKind(String)
    case notAKey(String)
    case notAPublicKey
    case inputOutput(String, reason: String)
    case noRandomness
    /// Not RFC 3339 in UTC to the second.
    case badTime(String)
    /// Not 64 hexadecimal digits; names the field.
    case badDigest(String)
    /// A field of an establishment receipt that it cannot have as it is.
    case badField(String)
    /// Not the code of a receipt.
    case badCode(String)
    /// The store has another receipt under this code.
    case codeTaken(String)

    public var code: String {
        switch self {
        case .exposed: "exposed-key"
        case .notOwner: "not-owner"
        case .wrongKind: "wrong-kind"
        case .notAKey: "not-a-key"
        case .notAPublicKey: "not-a-public-key"
        case .inputOutput: "input-output"
        case .noRandomness: "no-randomness"
        case .badTime: "bad-time"
        case .badDigest: "bad-digest"
        case .badField: "bad-field"
        case .badCode: "bad-code"
        case .codeTaken: "code-taken"
        }
    }

    /// One line: what is wrong, where, and what to do.
    public func message(_ language: Language) -> String {
        switch (self, language) {
        case (.exposed(let path, let mode), .zh): "“\(path)”可被其他用户读取，签名密钥不安全。请执行：chmod \(mode) '\(path)'，并考虑更换密钥。"
        case (.exposed(let path, let mode), .en):
            "Others can read '\(path)', so the signing key is not safe. Run: chmod \(mode) '\(path)', and consider a new key."
        case (.notOwner(let path), .zh): "“\(path)”属于其他用户，不用作签名密钥。请改用本用户自己的密钥文件夹。"
        case (.notOwner(let path), .en):
            "'\(path)' belongs to another user and is not used for signing. Use a key folder of your own."
        case (.wrongKind(let path), .zh): "“\(path)”不是普通文件或文件夹（可能是链接）。请换一个路径。"
        case (.wrongKind(let path), .en): "'\(path)' is not a plain file or folder (perhaps a link). Use another path."
        case (.notAKey(let path), .zh): "“\(path)”不是Ed25519私钥（PEM，未加密）。请恢复备份；若确无备份，移走该文件后将生成新密钥。"
        case (.notAKey(let path), .en):
            "'\(path)' is not an Ed25519 private key (PEM, not encrypted). Restore it from a backup; if there is none, move it away and a new key is made."
        case (.notAPublicKey, .zh): "给出的公钥不是Ed25519公钥（PEM，或32字节的Base64）。请向出具单位索取公钥。"
        case (.notAPublicKey, .en):
            "This is not an Ed25519 public key (PEM, or base64 of 32 bytes). Ask the issuer for it."
        case (.inputOutput(let path, let reason), .zh): "无法读写“\(path)”：\(reason)。请检查权限和磁盘空间。"
        case (.inputOutput(let path, let reason), .en):
            "Cannot read or write '\(path)': \(reason). Check permissions and disk space."
        case (.noRandomness, .zh): "系统无法提供随机数，未生成密钥。请稍后重试。"
        case (.noRandomness, .en): "The system gave no random numbers, so no key was made. Try again later."
        case (.badTime(let text), .zh): "出具时间“\(text)”格式不对。请使用UTC时间，如 2026-03-31T08:20:05Z。"
        case (.badTime(let text), .en): "'\(text)' is no time of issue. Use UTC, like 2026-03-31T08:20:05Z."
        case (.badDigest(let field), .zh): "\(field) 不是SHA-256摘要，不能出具回执。请重新校验材料包。"
        case (.badDigest(let field), .en):
            "\(field) is not a SHA-256 digest, so no receipt can be issued. Check the package again."
        case (.badField(let field), .zh): "设立（备案）回执的字段 \(field) 缺失或不正确，未签发。请核对公示和编码结果后重试。"
        case (.badField(let field), .en):
            "The field \(field) of the establishment receipt is missing or wrong, so it was not signed. Compare it with the public notice and the code assigned, and try again."
        case (.badCode(let text), .zh): "“\(text)”不是回执编号，未存入回执库。请检查回执来源。"
        case (.badCode(let text), .en):
            "'\(text)' is not the code of a receipt, so it was not stored. Check where the receipt comes from."
        case (.codeTaken(let code), .zh): "回执库中已有编号为\(code)的另一份回执，未覆盖。请稍后重新出具。"
        case (.codeTaken(let code), .en):
            "The store has another receipt with the code \(code); it was not overwritten. Issue it again a moment later."
        }
    }
}
