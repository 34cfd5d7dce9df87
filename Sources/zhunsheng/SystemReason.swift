// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Why the system refused to write, in words of the user's language.
enum SystemReason {
    static func text(_ error: any Error, _ language: Language) -> String {
        let code = number(error as NSError)
        if language == .zh, let code, let words = chinese[code] { return words }
        return code.map { String(cString: strerror($0)) } ?? (error as NSError).localizedDescription
    }

    private static let chinese: [Int32: String] = [
        ENOSPC: "磁盘空间不足", EDQUOT: "超出磁盘配额", EROFS: "文件系统只读", EACCES: "没有权限", EPERM: "不允许的操作",
        ENOENT: "路径不存在", ENOTDIR: "路径中有一段不是文件夹", EEXIST: "已有同名文件", EISDIR: "是文件夹", ENAMETOOLONG: "名称过长",
        EIO: "读写错误", EMFILE: "打开的文件过多", ENFILE: "打开的文件过多",
    ]

    /// The errno in it, whatever it is wrapped in.
    private static func number(_ error: NSError) -> Int32? {
        if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
        if let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError { return number(inner) }
        guard error.domain == NSCocoaErrorDomain else { return nil }
        return switch CocoaError.Code(rawValue: error.code) {
        case .fileWriteOutOfSpace: ENOSPC
        case .fileWriteVolumeReadOnly: EROFS
        case .fileWriteNoPermission, .fileReadNoPermission: EACCES
        case .fileWriteFileExists: EEXIST
        case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
        default: nil
        }
    }
}
