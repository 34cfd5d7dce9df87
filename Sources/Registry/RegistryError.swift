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
    case inputOutput(String, reason: SystemReason)
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
    /// There is no registry at this path.
    case noRegistry(String)
    case diskFull(String)
    case notWritable(String)
    /// A folder where the registry's file, or a backup, was named.
    case isFolder(String)
    /// Another process has held the registry for half a minute.
    case busy(String)
    /// Not a registry, or broken.
    case damaged(String, reason: String)
    /// Its claims can only be compared with the signing key that it was made with.
    case otherKey(String)
    /// Another process has registered the package since it was looked at.
    case overtaken(String)
    /// Rows or log do not verify, so nothing that rests on them is signed.
    case tampered(String)
    /// Written by a later version of the program.
    case newer(String)
    /// The database refused a row that contradicts another.
    case refused(String)
    /// There is a file at this path already.
    case exists(String)
    /// A backup that was tampered with.
    case untrustworthy(String)
    /// By number or name.
    case noSubmission(String)
    /// This content of the package was never registered.
    case notRegistered(String)
    case noCondition(String)
    /// A later version of the package was handed in, under the second number.
    case superseded(Int, by: Int)
    /// A decision without a reason, or without a person who stands for it.
    case noReason
    case noPerson

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
        case .noRegistry: "no-registry"
        case .diskFull: "disk-full"
        case .notWritable: "not-writable"
        case .isFolder: "is-folder"
        case .busy: "busy"
        case .damaged: "damaged"
        case .otherKey: "other-key"
        case .overtaken: "overtaken"
        case .tampered: "tampered"
        case .newer: "newer"
        case .refused: "refused"
        case .exists: "exists"
        case .untrustworthy: "untrustworthy"
        case .noSubmission: "no-submission"
        case .notRegistered: "not-registered"
        case .noCondition: "no-condition"
        case .superseded: "superseded"
        case .noReason: "no-reason"
        case .noPerson: "no-person"
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
        case (.inputOutput(let path, let reason), .zh): "无法读写“\(path)”：\(reason.text(.zh))。请检查权限和磁盘空间。"
        case (.inputOutput(let path, let reason), .en):
            "Cannot read or write '\(path)': \(reason.text(.en)). Check permissions and disk space."
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
        case (.noRegistry(let path), .zh): "找不到登记库“\(path)”。请检查 --database 的路径；批量核查（batch）或接收（watch）会新建登记库。"
        case (.noRegistry(let path), .en):
            "There is no registry '\(path)'. Check --database; batch and watch make a new one."
        case (.diskFull(let path), .zh): "磁盘已满，无法写入登记库“\(path)”。已登记的内容没有丢失；请腾出空间后以 --resume 继续。"
        case (.diskFull(let path), .en):
            "The disk is full; nothing more can be written to the registry '\(path)'. What was registered is kept: make room and go on with --resume."
        case (.notWritable(let path), .zh): "登记库“\(path)”不可写。请检查文件和所在文件夹的权限，或用 --database 另选位置。"
        case (.notWritable(let path), .en):
            "The registry '\(path)' cannot be written. Check the permissions of the file and its folder, or choose another place with --database."
        case (.isFolder(let path), .zh): "“\(path)”是文件夹，而登记库是一个文件。请给出文件的路径，如 \(path)/registry.sqlite。"
        case (.isFolder(let path), .en):
            "'\(path)' is a folder, and a registry is a file. Name the file, like \(path)/registry.sqlite."
        case (.busy(let path), .zh): "登记库“\(path)”正被另一进程占用。请待其结束后重试。"
        case (.busy(let path), .en): "Another process holds the registry '\(path)'. Try again when it has ended."
        case (.damaged(let path, let reason), .zh): "“\(path)”不是登记库，或已损坏（\(reason)）。请用 registry restore 恢复备份。"
        case (.damaged(let path, let reason), .en):
            "'\(path)' is no registry or is damaged (\(reason)). Restore a backup with 'registry restore'."
        case (.otherKey(let path), .zh): "登记库“\(path)”是用另一把签名密钥建立的，无法与已登记的材料比对。请恢复原密钥（--home），或用 --database 新建登记库。"
        case (.otherKey(let path), .en):
            "The registry '\(path)' was made with another signing key, so nothing can be compared with what it holds. Put that key back (--home), or make a new registry with --database."
        case (.overtaken(let package), .zh): "另一进程刚刚登记了“\(package)”。请重新核查。"
        case (.overtaken(let package), .en): "Another process has just registered '\(package)'. Check it again."
        case (.tampered(let path), .zh): "登记库“\(path)”未通过核验，未编码、未出具回执、未撤回步骤。请用 registry verify 查明。"
        case (.tampered(let path), .en):
            "The registry '\(path)' does not verify, so no code was recorded, no receipt issued and no step taken back. Find out why with 'registry verify'."
        case (.newer(let path), .zh): "登记库“\(path)”由较新版本的程序写成。请升级程序。"
        case (.newer(let path), .en): "The registry '\(path)' was written by a later version. Upgrade the program."
        case (.refused(let reason), .zh): "登记库拒绝写入，与已有记录冲突（\(reason)）。请用 registry verify 检查。"
        case (.refused(let reason), .en):
            "The registry refused a row that contradicts another (\(reason)). Check it with 'registry verify'."
        case (.exists(let path), .zh): "“\(path)”已存在，未覆盖。请另选文件名。"
        case (.exists(let path), .en): "'\(path)' is there already and was not overwritten. Choose another name."
        case (.noSubmission(let name), .zh): "登记库中没有申报“\(name)”。可用 registry show 列出。"
        case (.noSubmission(let name), .en): "The registry has no submission '\(name)'. List them with 'registry show'."
        case (.notRegistered(let package), .zh): "登记库中没有材料包“\(package)”的这一版内容，不能记入。请先用 batch 或 watch 登记，或去掉 --register。"
        case (.notRegistered(let package), .en):
            "The registry does not have this content of the package '\(package)', so nothing can be recorded on it. Register it with batch or watch first, or leave out --register."
        case (.noCondition(let id), .zh): "该申报的核查结果中没有条件“\(id)”。可用 checklist list 列出条件编号。"
        case (.noCondition(let id), .en):
            "The submission was not checked against a condition '\(id)'. 'checklist list' shows the ids."
        case (.superseded(let number, let latest), .zh):
            "申报\(number)已有新版材料（申报\(latest)），审核决定须针对新版。请核对后对申报\(latest)记录决定。"
        case (.superseded(let number, let latest), .en):
            "A later version of submission \(number) was handed in (submission \(latest)), and a decision has to be on that. Look at it, and decide on submission \(latest)."
        case (.noReason, .zh): "决定须写明理由。请用 --reason 给出。"
        case (.noReason, .en): "A decision needs a reason. Give it with --reason."
        case (.noPerson, .zh): "决定须写明审核人。请用 --by 给出。"
        case (.noPerson, .en): "A decision needs a person. Name the reviewer with --by."
        case (.untrustworthy(let path), .zh):
            "备份“\(path)”未通过核验（日志或记录被改动，或签名密钥不可信），未恢复。请改用其他备份；如更换过密钥，请用 --key 给出旧公钥。"
        case (.untrustworthy(let path), .en):
            "The backup '\(path)' does not verify: its log or rows were altered, or its key is not trusted. Nothing was restored. Use another backup, or name the old key with --key."
        }
    }
}
