// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Why an `assessment.json` could not be read back: the file, the member in it, and what to do.
public struct AssessmentReadError: Error, Hashable, Sendable {
    public enum Code: String, Sendable, Codable, CaseIterable {
        case notReadable = "not-readable"
        case tooLarge = "too-large"
        case notJSON = "not-json"
        case otherSchema = "other-schema"
        case missingMember = "missing-member"
        case wrongType = "wrong-type"
        case unknownValue = "unknown-value"
        /// Two members say what cannot both be so: the file was changed by hand, or is not from this program.
        case contradiction
    }

    public var code: Code
    public var file: String
    /// `findings[3].state`, counted from 0; empty where the whole file is meant.
    public var member: String
    /// What was found, where that says more than the code.
    public var detail: String?

    public init(_ code: Code, file: String, member: String = "", detail: String? = nil) {
        (self.code, self.file, self.member, self.detail) = (code, file, member, detail)
    }

    /// `file: member: what is wrong. What to do`
    public func message(_ language: Language) -> String {
        let (what, remedy) = language == .zh ? chinese : english
        let place = member.isEmpty ? file : "\(file): \(member)"
        let exact = detail.map { (language == .zh ? "：" : ": ") + $0 } ?? ""
        return "\(place): \(what)\(exact)" + (language == .zh ? "。" : ". ") + remedy
    }

    private var chinese: (String, String) {
        let again = "请用 zhunsheng check 重新生成。"
        switch code {
        case .notReadable: return ("文件无法读取", "请检查路径和权限。")
        case .tooLarge: return ("文件超过大小上限", "请确认它是 check 输出的 assessment.json。")
        case .notJSON: return ("不是完整的JSON", again)
        case .otherSchema: return ("不是本版本的核查结果（\(JSONReport.schema)）", "请用本版本的 zhunsheng check 重新生成。")
        case .missingMember: return ("缺少此项", again)
        case .wrongType: return ("值的类型不对", again)
        case .unknownValue: return ("值不在规定之内", again)
        case .contradiction: return ("与文件中其他内容不符，可能被改动", again)
        }
    }

    private var english: (String, String) {
        let again = "Make it anew with zhunsheng check."
        switch code {
        case .notReadable: return ("The file cannot be read", "Check its path and permissions.")
        case .tooLarge: return ("The file is over the size limit", "Make sure that it is an assessment.json of check.")
        case .notJSON: return ("This is not whole JSON", again)
        case .otherSchema:
            return (
                "This is no assessment of this version (\(JSONReport.schema))",
                "Make it anew with zhunsheng check of this version."
            )
        case .missingMember: return ("The member is missing", again)
        case .wrongType: return ("The value has the wrong type", again)
        case .unknownValue: return ("The value is none of those allowed", again)
        case .contradiction: return ("It contradicts the rest of the file, which may have been changed", again)
        }
    }
}
