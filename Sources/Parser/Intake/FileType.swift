// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What a file is by its content. A PDF that is really a JPG is `jpeg`.
public enum FileType: String, Sendable, Codable, CaseIterable {
    case pdf, jpeg, png, tiff, bmp, gif, heic
    /// A zip that is none of the office containers below.
    case zip
    case docx, xlsx, pptx, ofd
    /// OLE compound file: doc, xls, wps, et — or an office file under a password.
    case ole
    case rar
    case sevenZip = "7z"
    case xml, html, rtf, text, empty, unknown

    public var isImage: Bool { [.jpeg, .png, .tiff, .bmp, .gif, .heic].contains(self) }

    /// An archive of documents, as opposed to a document that happens to be packed (docx, ofd).
    public var isArchive: Bool { [.zip, .rar, .sevenZip].contains(self) }

    public func title(_ language: Language) -> String {
        switch (self, language) {
        case (.jpeg, _): "JPEG"
        case (.heic, _): "HEIC"
        case (.docx, .zh): "Word文档（DOCX）"
        case (.docx, .en): "Word document (DOCX)"
        case (.xlsx, .zh): "Excel工作簿（XLSX）"
        case (.xlsx, .en): "Excel workbook (XLSX)"
        case (.pptx, .zh): "演示文稿（PPTX）"
        case (.pptx, .en): "Presentation (PPTX)"
        case (.ole, .zh): "旧版Office或WPS文档"
        case (.ole, .en): "Old Office or WPS document"
        case (.text, .zh): "纯文本"
        case (.text, .en): "plain text"
        case (.empty, .zh): "空文件"
        case (.empty, .en): "empty file"
        case (.unknown, .zh): "未知格式"
        case (.unknown, .en): "unknown format"
        default: rawValue.uppercased()
        }
    }

    /// The same in every language: `PDF`, `7Z`.
    var shortName: String { rawValue.uppercased() }

    /// The types a file name's extension may stand for; empty where the extension says nothing.
    static func declared(by path: String) -> [FileType] {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return [] }
        switch path[path.index(after: dot)...].lowercased() {
        case "pdf": return [.pdf]
        case "jpg", "jpeg", "jpe", "jfif": return [.jpeg]
        case "png": return [.png]
        case "tif", "tiff": return [.tiff]
        case "bmp": return [.bmp]
        case "gif": return [.gif]
        case "heic", "heif": return [.heic]
        case "zip": return [.zip]
        case "docx", "docm": return [.docx]
        case "xlsx", "xlsm": return [.xlsx]
        case "pptx", "pptm": return [.pptx]
        case "ofd": return [.ofd]
        // WPS writes its own endings in either form; Excel's "xls" is often a web page or XML.
        case "wps", "doc", "wpt", "dot": return [.ole, .docx, .rtf]
        case "et", "xls": return [.ole, .xlsx, .html, .xml]
        case "dps", "ppt": return [.ole, .pptx]
        case "rar": return [.rar]
        case "7z": return [.sevenZip]
        case "xml": return [.xml]
        case "html", "htm", "mht": return [.html]
        case "rtf": return [.rtf]
        case "txt", "csv", "md": return [.text]
        default: return []
        }
    }
}
