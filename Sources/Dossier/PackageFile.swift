// SPDX-License-Identifier: GPL-3.0-or-later

/// The language of what a person reads. Chinese comes first.
public enum Language: String, Sendable, Codable, CaseIterable { case zh, en }

/// A fault of one file of the package, never of the application: it is reported and the rest goes on.
public struct ReadProblem: Error, Hashable, Sendable, Codable {
    public enum Code: String, Sendable, Codable, CaseIterable {
        case encrypted, damaged, truncated, empty
        case noTextLayer = "no-text-layer"
        case noTextFound = "no-text-found"
        case unsupportedFormat = "unsupported-format"
        case tooLarge = "too-large"
        case tooMany = "too-many"
        case tooDeep = "too-deep"
        case inflateRatio = "inflate-ratio"
        case unsafeName = "unsafe-name"
        case link
        case xmlDoctype = "xml-doctype"
        case xmlSyntax = "xml-syntax"
        case xmlNamespace = "xml-namespace"
        case xmlInvalid = "xml-invalid"
        case notReadable = "not-readable"
        case unknownKind = "unknown-kind"
        /// Its kind is known, but nothing was read of what such a document is there to show.
        case nothingTaken = "nothing-taken"
        case textDamaged = "text-damaged"
        case xfaForm = "xfa-form"
        /// The reader ran into a limit of memory, time or size: whatever it had read by then counts for nothing.
        case limit
        /// The reader died over it.
        case crashed
        /// A text document with changes that nobody has accepted, or with words struck out.
        case trackedChanges = "tracked-changes"
        /// Cells whose formula has no stored result, or an error for one.
        case notCalculated = "not-calculated"
        /// Rows or columns of a sheet that is shown are hidden, by hand or by a filter.
        case hiddenCells = "hidden-cells"
        /// An old office format, and no program here to convert it.
        case noConverter = "no-converter"
        /// The program that converts old office formats failed or took too long.
        case notConverted = "not-converted"
    }

    public var code: Code
    /// Where in the file: a line, a page, an entry; nil where the whole file is meant.
    public var place: String?
    /// What exactly was found, in the words of the reader below; nil where the code says all.
    public var detail: String?
    /// The whole line as a report printed it, where the problem was read back from one; nil else.
    public var asPrinted: String? = nil

    public init(_ code: Code, place: String? = nil, detail: String? = nil) {
        self.code = code
        self.place = place
        self.detail = detail
    }

    /// It came of want of time, memory or permission, and may not come another time.
    public var isOfTheMoment: Bool { [.limit, .crashed, .notReadable, .notConverted].contains(code) }

    /// One line: what is wrong with the file, and what to do about it.
    public func message(_ language: Language) -> String {
        if let asPrinted { return asPrinted }
        let (what, remedy) = words(language)
        let stop = language == .zh ? ("（", "）", "：", "。") : (" (", ")", ": ", ". ")
        let where_ = place.map { stop.0 + PlaceName.text($0, language) + stop.1 } ?? ""
        let exact = detail.map { stop.2 + $0 } ?? ""
        return what + where_ + exact + stop.3 + remedy
    }

    /// What is wrong, and what to do about it: the beginning and the end of `message`.
    func words(_ language: Language) -> (what: String, remedy: String) { language == .zh ? chinese : english }

    private var chinese: (String, String) {
        switch code {
        case .encrypted: ("文件已加密，无法打开", "请去除打开密码后重新提交。")
        case .damaged: ("文件损坏，无法完整读取", "请重新导出或重新扫描后提交。")
        case .truncated: ("文件不完整（被截断）", "请重新上传完整文件。")
        case .empty: ("文件为空（0字节）", "请重新提交有内容的文件。")
        case .noTextLayer: ("页面没有文字层（扫描件或图片），未能识别", "请由人工查看，或提交可选中文字的PDF。")
        case .noTextFound: ("页面中没有找到文字", "请由人工查看；如应有文字，请重新扫描（300 dpi）后提交。")
        case .unsupportedFormat: ("暂不能读取此格式", "请另存为PDF后提交。")
        case .tooLarge: ("文件超过大小上限", "请拆分或压缩后提交。")
        case .tooMany: ("文件数量超过上限", "请减少文件数量或分包提交。")
        case .tooDeep: ("文件夹或压缩包层级过深", "请将材料放在较浅的文件夹中。")
        case .inflateRatio: ("压缩比异常，疑似压缩炸弹，未解压", "请直接提交文件夹或重新打包。")
        case .unsafeName: ("压缩包内路径不安全，未解压", "请重新打包，不要使用“..”或绝对路径。")
        case .link: ("是链接，不是文件，未读取", "请提交文件本身。")
        case .xmlDoctype: ("XML含有DOCTYPE声明，按规定拒绝", "请删除DOCTYPE后重新提交。")
        case .xmlSyntax: ("XML格式错误", "请按所示行号修正。")
        case .xmlNamespace: ("XML的根元素或命名空间不是申报档案", "请使用 dossier.xsd 规定的根元素 dossier（无命名空间）。")
        case .xmlInvalid: ("XML不符合 dossier.xsd", "请按所示行号修正。")
        case .notReadable: ("文件无法读取，或在核查期间被改动", "请检查文件权限，待材料齐备后重新核查。")
        case .unknownKind: ("未能判断材料类别", "请在首页写明标题，或以材料名称命名文件。")
        case .nothingTaken: ("能认出材料类别，但没有读出这类材料应有的内容", "请由人工查看；如版式特殊，请改用带文字层的PDF或Excel提交。")
        case .xfaForm: ("动态表单（XFA），页面上没有内容", "请在能打开它的软件中打印或另存为普通PDF后提交。")
        case .textDamaged: ("文字层缺字或乱码", "请重新导出并嵌入字体后提交。")
        case .limit: ("读取此文件超出内存、时间或大小上限，已中止，内容未采用", "请由人工查看，或重新导出、拆分、降低图像分辨率后提交。")
        case .crashed: ("读取此文件时读取程序异常退出，内容未采用", "请由人工查看，或重新打印为PDF后提交。")
        case .trackedChanges: ("文档含有未接受的修订或删除线文字，有关内容存疑", "请接受或拒绝全部修订、删去作废文字后重新提交。")
        case .notCalculated: ("单元格的公式没有计算结果", "请用Office或WPS打开、重新计算并保存后提交。")
        case .hiddenCells: ("工作表有隐藏或被筛选掉的行列，未读取", "请取消隐藏和筛选后重新提交。")
        case .noConverter: ("旧版Office或WPS格式，本机未安装转换程序LibreOffice，无法读取", "请用Office或WPS另存为DOCX、XLSX或PDF后提交。")
        case .notConverted: ("旧版Office或WPS格式，转换失败", "请用Office或WPS另存为DOCX、XLSX或PDF后提交。")
        }
    }

    private var english: (String, String) {
        switch code {
        case .encrypted: ("The file is encrypted and cannot be opened", "Remove the password and submit it again.")
        case .damaged: ("The file is damaged and cannot be read whole", "Export or scan it again and submit that.")
        case .truncated: ("The file is cut short", "Upload the whole file again.")
        case .empty: ("The file is empty (0 bytes)", "Submit the file with its content.")
        case .noTextLayer:
            (
                "A page has no text layer (scan or picture) and was not recognised",
                "Let a person look at it, or submit a PDF with selectable text."
            )
        case .noTextFound:
            (
                "No text was found on the pages",
                "Let a person look at it; if there should be text, scan it again at 300 dpi."
            )
        case .unsupportedFormat: ("This format cannot be read yet", "Save it as PDF and submit that.")
        case .tooLarge: ("The file is over the size limit", "Split or compress it.")
        case .tooMany: ("There are more files than the limit allows", "Submit fewer files, or several packages.")
        case .tooDeep: ("Folders or archives are nested too deeply", "Put the documents into a flatter folder.")
        case .inflateRatio:
            (
                "The compression ratio looks like a zip bomb; it was not unpacked",
                "Submit the folder itself, or pack it again."
            )
        case .unsafeName:
            (
                "The path inside the archive is unsafe; it was not unpacked",
                "Pack it again without '..' and absolute paths."
            )
        case .link: ("This is a link, not a file, and was not followed", "Submit the file itself.")
        case .xmlDoctype: ("The XML has a DOCTYPE and is refused by policy", "Delete the DOCTYPE and submit it again.")
        case .xmlSyntax: ("The XML is not well formed", "Mend it at the line given.")
        case .xmlNamespace:
            (
                "The XML's root element or namespace is not that of a dossier",
                "Use the root element dossier of dossier.xsd, without a namespace."
            )
        case .xmlInvalid: ("The XML is not valid against dossier.xsd", "Mend it at the line given.")
        case .notReadable:
            (
                "The file cannot be read, or was changed while the package was checked",
                "Look at its permissions, and check the package again when it is complete."
            )
        case .unknownKind:
            ("The kind of document could not be told", "Print its title on the first page, or name the file after it.")
        case .nothingTaken:
            (
                "The kind of document is known, but nothing was read of what such a document is to show",
                "Let a person look at it; where its layout is unusual, submit a PDF with a text layer, or a workbook."
            )
        case .xfaForm:
            (
                "A dynamic form (XFA) whose pages show nothing of it",
                "Print or save it as an ordinary PDF in a program that opens it, and submit that."
            )
        case .textDamaged:
            ("Characters are missing or garbled in the text layer", "Export it again with embedded fonts.")
        case .limit:
            (
                "Reading it took more memory, time or space than allowed and was stopped; none of it was used",
                "Let a person look at it, or export it again, split it or lower the resolution of its pictures."
            )
        case .crashed:
            (
                "The reader crashed over it; none of it was used",
                "Let a person look at it, or print it to PDF again and submit that."
            )
        case .trackedChanges:
            (
                "The document has changes that were not accepted, or words struck out; what they touch is in doubt",
                "Accept or reject all changes, delete what no longer holds, and submit it again."
            )
        case .notCalculated:
            (
                "Formulas have no stored result",
                "Open it with Office or WPS, recalculate, save it and submit that."
            )
        case .hiddenCells:
            (
                "Rows or columns are hidden or filtered out and were not read",
                "Show all rows and columns and submit it again."
            )
        case .noConverter:
            (
                "An old Office or WPS format, and LibreOffice, which would convert it, is not installed here",
                "Save it as DOCX, XLSX or PDF with Office or WPS and submit that."
            )
        case .notConverted:
            (
                "An old Office or WPS format that could not be converted",
                "Save it as DOCX, XLSX or PDF with Office or WPS and submit that."
            )
        }
    }
}

/// One file of a package and what became of it.
public struct PackageFile: Hashable, Sendable {
    /// How its content was read.
    public enum Read: String, Sendable, Codable { case text, ocr, form, xml, cell, none }

    /// Path inside the package, with `/` between folders; entries of an archive follow its own path after `/`.
    public var path: String
    /// 64 hexadecimal digits of SHA-256 (FIPS 180-4) over the bytes.
    public var sha256: String
    public var bytes: Int
    /// Document kind (an id of the vocabulary); nil where it could not be told.
    public var kind: String?
    public var pages: Int?
    public var read: Read
    public var problems: [ReadProblem]
    /// What was seen on the way and is no fault.
    public var notes: [FileNote]
    /// Proves nothing itself: system leftovers (`Thumbs.db`, `~$…`), and archives whose files stand in the list.
    public var setAside: Bool
    /// An archive whose files stand in the list as files of their own.
    public var isContainer = false

    public init(
        path: String, sha256: String, bytes: Int, kind: String? = nil, pages: Int? = nil, read: Read = .none,
        problems: [ReadProblem] = [], notes: [FileNote] = [], setAside: Bool = false
    ) {
        self.path = path
        self.sha256 = sha256
        self.bytes = bytes
        self.kind = kind
        self.pages = pages
        self.read = read
        self.problems = problems
        self.notes = notes
        self.setAside = setAside
    }
}
