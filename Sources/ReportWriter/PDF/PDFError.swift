// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Why no PDF was made. A faulty page is never given out.
public enum PDFError: Error, Hashable, Sendable {
    /// No font of the machine has Chinese characters.
    case noChineseFont
    /// The drawing library refused, for the reason that it gives.
    case drawing(String)

    public var code: String {
        switch self {
        case .noChineseFont: "no-chinese-font"
        case .drawing: "drawing"
        }
    }

    /// One line: what is wrong and what to do.
    public func message(_ language: Language) -> String {
        switch (self, language) {
        case (.noChineseFont, .zh): "本机没有可用的中文字体，未生成PDF（否则文字会显示为方框）。请安装：apt install fonts-noto-cjk"
        case (.noChineseFont, .en):
            "No font here has Chinese characters, so no PDF was made: it would show boxes. Run: apt install fonts-noto-cjk"
        case (.drawing(let reason), .zh): "生成PDF失败：\(reason)。请检查可用内存后重试。"
        case (.drawing(let reason), .en): "The PDF could not be made: \(reason). Check free memory and try again."
        }
    }
}
