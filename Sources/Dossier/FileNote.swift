// SPDX-License-Identifier: GPL-3.0-or-later

/// Something seen while reading a file that is no fault of it and that a person may want to know.
public struct FileNote: Hashable, Sendable, Codable {
    public enum Code: String, Sendable, Codable, CaseIterable {
        /// Pages without a usable text layer were recognised; `detail` names the engine and its version.
        case recognised
        /// The digests that an electronic signature protects agree with the content. Not a verified seal.
        case digestMatches = "digest-matches"
        /// They do not: the content was changed after signing, or the signature is damaged.
        case digestDiffers = "digest-differs"
        /// There is a signature whose digests could not be computed.
        case digestUnchecked = "digest-unchecked"
        /// The signature does not protect everything that was read; `detail` names the parts.
        case digestPartial = "digest-partial"
        /// The format carries signatures and this file has none.
        case unsigned
        /// The owner restricts printing, copying or changing.
        case restricted
        /// Converted from an old format; `detail` names the program.
        case converted
        /// The content of a QR code.
        case code
        /// The extension says one thing, the content is another; the content counts.
        case contentDiffers = "content-differs"
        /// The name was taken already; both files were kept.
        case duplicateName = "duplicate-name"
        /// Hidden sheets or hidden text: nobody sees them, so they were not read.
        case hidden
    }

    /// Said beside the note, in the reader's language.
    public enum Remark: Hashable, Sendable, Codable {
        case noPrinting, noCopying, noChanging
        /// As the certificate names it: nobody checked that.
        case signer(String)
        /// ISO 8601 day, China Standard Time.
        case signedOn(String)
        /// Something was added behind what the last signature covers.
        case addedTo
        /// The digests agree, the signature's own value was not looked at.
        case valueUnchecked

        func text(_ language: Language) -> String {
            let isChinese = language == .zh
            return switch self {
            case .noPrinting: isChinese ? "禁止打印" : "no printing"
            case .noCopying: isChinese ? "禁止复制" : "no copying"
            case .noChanging: isChinese ? "禁止修改" : "no changing"
            case .signer(let name): (isChinese ? "签章人 " : "signer ") + name
            case .signedOn(let day): (isChinese ? "签章时间 " : "signed on ") + day
            case .addedTo: isChinese ? "未覆盖整个文件，签章后有增补" : "it does not cover the whole file; something was added later"
            case .valueUnchecked: isChinese ? "签名值未核" : "the signature value was not checked"
            }
        }
    }

    public var code: Code
    /// `第3页`; nil where the whole file is meant.
    public var place: String?
    /// In the words of the file or of a program: the same in every language.
    public var detail: String?
    public var remarks: [Remark]
    /// The whole line as a report printed it, where the note was read back from one; nil else.
    public var asPrinted: String? = nil

    public init(_ code: Code, place: String? = nil, detail: String? = nil, remarks: [Remark] = []) {
        (self.code, self.place, self.detail, self.remarks) = (code, place, detail, remarks)
    }

    public func message(_ language: Language) -> String {
        if let asPrinted { return asPrinted }
        let text = language == .zh ? chinese : english
        let where_ =
            place.map { language == .zh ? "（\(PlaceName.text($0, .zh))）" : " (\(PlaceName.text($0, .en)))" } ?? ""
        let more = [detail].compactMap { $0 } + remarks.map { $0.text(language) }
        guard !more.isEmpty else { return text + where_ }
        return text + where_ + (language == .zh ? "：" : ": ") + more.joined(separator: language == .zh ? "，" : ", ")
    }

    private var chinese: String {
        switch code {
        case .recognised: "文字由光学识别得出"
        case .digestMatches: "签章摘要一致（未验证签章人身份）"
        case .digestDiffers: "签章摘要不一致，内容可能在签章后被改动"
        case .digestUnchecked: "有签章，摘要未能核验"
        case .digestPartial: "签章未覆盖全部内容"
        case .unsigned: "无签章"
        case .restricted: "文件设有使用限制"
        case .converted: "由旧格式转换后读取"
        case .code: "二维码内容"
        case .contentDiffers: "扩展名与内容不符，已按实际内容读取"
        case .duplicateName: "与另一文件同名，已改名保留"
        case .hidden: "有隐藏的内容，未作为证据读取"
        }
    }

    private var english: String {
        switch code {
        case .recognised: "The text was recognised from the picture"
        case .digestMatches: "The signature's digests match (the signer was not verified)"
        case .digestDiffers: "The signature's digests differ: the content may have been changed after signing"
        case .digestUnchecked: "There is a signature; its digests could not be checked"
        case .digestPartial: "The signature does not cover everything in the file"
        case .unsigned: "No signature"
        case .restricted: "The file restricts its use"
        case .converted: "Read after conversion from an old format"
        case .code: "Content of the QR code"
        case .contentDiffers: "The extension and the content differ; it was read by its content"
        case .duplicateName: "Another file has the same name; both were kept"
        case .hidden: "Hidden content was not read as evidence"
        }
    }
}
