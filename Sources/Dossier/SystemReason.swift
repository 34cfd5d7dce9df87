// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Why the system refused something, to be said in the user's language: an error number, or the words of a library that
/// has none.
public struct SystemReason: Sendable, Hashable, Codable {
    /// errno; nil where there is none.
    public let code: Int32?
    private let words: String

    public init(_ code: Int32) { (self.code, words) = (code, String(cString: strerror(code))) }

    /// Words of a library, which stay as they are.
    public init(words: String) { (code, self.words) = (nil, words) }

    /// The errno in it, whatever it is wrapped in.
    public init(_ error: any Error) {
        let error = error as NSError
        if let code = Self.number(error) { self.init(code) } else { self.init(words: error.localizedDescription) }
    }

    /// That of the call before.
    public static var last: SystemReason { SystemReason(errno) }

    public func text(_ language: Language) -> String {
        guard language == .zh, let code else { return words }
        return Self.chinese[code] ?? words
    }

    private static let chinese: [Int32: String] = [
        ENOSPC: "磁盘空间不足", EDQUOT: "超出磁盘配额", EROFS: "文件系统只读", EACCES: "没有权限", EPERM: "不允许的操作",
        ENOENT: "路径不存在", ENOTDIR: "路径中有一段不是文件夹", EEXIST: "已有同名文件", EISDIR: "是文件夹", ENAMETOOLONG: "名称过长",
        EIO: "读写错误", EMFILE: "打开的文件过多", ENFILE: "打开的文件过多", ENOMEM: "内存不足", EAGAIN: "系统资源暂时不足",
        ELOOP: "链接层数过多", ENOTEMPTY: "文件夹不为空", EBUSY: "正被占用", ETXTBSY: "正被占用", EFBIG: "文件过大", ESTALE: "网络共享已失效",
        ENODEV: "没有该设备", ENXIO: "没有该设备", EXDEV: "不在同一磁盘", EINVAL: "参数不被接受",
    ]

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
