// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// No recognition on this machine, or a fault in it: a matter of the machine, never of the file.
public struct RecogniserError: Error, Hashable, Sendable {
    /// What the library said.
    public let reason: String

    init(reason: String) { self.reason = reason }

    /// One line: what is wrong and what to do.
    public func message(_ language: Language) -> String {
        language == .zh
            ? "文字识别不可用：\(reason)。请运行 make ocr 重新安装。"
            : "Text recognition does not work: \(reason). Run 'make ocr' to install it again."
    }
}
