// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What keeps a summary or a directory from being written. An older file of that name is still there, whole.
public enum RoundOutputError: Error, Hashable, Sendable {
    /// The file or its folder; the reason is the system's.
    case notWritable(String, reason: SystemReason)
    /// The workbook was written but does not read back whole, which is what a full disk makes of it.
    case damagedWorkbook(String)
    /// `add` or `close` after `close`.
    case closed(String)

    public var code: String {
        switch self {
        case .notWritable: "not-writable"
        case .damagedWorkbook: "damaged-workbook"
        case .closed: "closed"
        }
    }

    /// One line: what is wrong, where, and what to do.
    public func message(_ language: Language) -> String {
        switch (self, language) {
        case (.notWritable(let path, let reason), .zh): "无法写入“\(path)”：\(reason.text(.zh))。原有文件未改动。请检查权限和磁盘空间后重新生成。"
        case (.notWritable(let path, let reason), .en):
            "Cannot write '\(path)': \(reason.text(.en)). An older file was left as it is. Check permissions and disk space, then write it again."
        case (.damagedWorkbook(let path), .zh): "“\(path)”写出后核对不完整，可能是磁盘已满。原有文件未改动。请腾出空间后重新生成。"
        case (.damagedWorkbook(let path), .en):
            "'\(path)' did not read back whole after it was written; the disk may be full. An older file was left as it is. Free some space, then write it again."
        case (.closed(let path), .zh): "“\(path)”已经写完，不能再添加内容。请重新生成。"
        case (.closed(let path), .en): "'\(path)' is finished and takes no more rows. Write it again from the start."
        }
    }
}
