// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Why a package as a whole could not be taken in. Faults of single files are `ReadProblem`s.
public enum IntakeError: Error, Hashable, Sendable {
    case noInput
    case noSuchPath(String)
    case notReadable(String)
    /// Neither a folder nor a regular file: a socket, a device.
    case notAPackage(String)
    /// Nothing in it but folders and system leftovers.
    case emptyPackage(String)
    /// More files and folders than the limit.
    case overLimit(String, limit: Int)
    /// The private folder for unpacked files cannot be written, for the reason that the system gives.
    case workspace(String, reason: SystemReason)

    public var code: String {
        switch self {
        case .noInput: "no-input"
        case .noSuchPath: "no-such-path"
        case .notReadable: "not-readable"
        case .notAPackage: "not-a-package"
        case .emptyPackage: "empty-package"
        case .overLimit: "over-limit"
        case .workspace: "workspace"
        }
    }

    /// One line: what is wrong, where, and what to do.
    public func message(_ language: Language) -> String {
        switch (self, language) {
        case (.noInput, .zh): "未指定申报材料。请给出一个文件夹、一个ZIP文件或若干文件。"
        case (.noInput, .en): "No package was named. Give a folder, a zip file or some files."
        case (.noSuchPath(let path), .zh): "找不到“\(path)”。请检查路径是否正确。"
        case (.noSuchPath(let path), .en): "There is no '\(path)'. Check the path."
        case (.notReadable(let path), .zh): "无法读取“\(path)”。请检查访问权限后重试。"
        case (.notReadable(let path), .en): "'\(path)' cannot be read. Check its permissions and try again."
        case (.notAPackage(let path), .zh): "“\(path)”既不是文件夹也不是普通文件。请指定材料文件夹、ZIP文件或材料文件。"
        case (.notAPackage(let path), .en):
            "'\(path)' is neither a folder nor a regular file. Give a folder, a zip file or documents."
        case (.emptyPackage(let path), .zh): "“\(path)”中没有任何材料文件。请放入申报材料后重试。"
        case (.emptyPackage(let path), .en):
            "There are no documents in '\(path)'. Put the documents there and try again."
        case (.overLimit(let path, let limit), .zh): "“\(path)”中的文件和文件夹超过上限\(limit)个。请减少文件或分包提交。"
        case (.overLimit(let path, let limit), .en):
            "'\(path)' holds more than \(limit) files and folders. Submit fewer, or several packages."
        case (.workspace(let path, let reason), .zh): "无法在临时文件夹“\(path)”中解压：\(reason.text(.zh))。请检查磁盘空间和写权限。"
        case (.workspace(let path, let reason), .en):
            "Cannot unpack into the temporary folder '\(path)': \(reason.text(.en)). Check disk space and write permission."
        }
    }
}
