// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Old office files (DOC, XLS, WPS, ET, RTF, web pages and XML that pass for XLS) are converted to DOCX or XLSX by LibreOffice,
/// where it is installed, and then read as those.
public struct LegacyOffice: Sendable {
    /// What a file is to be opened as.
    public enum Kind: String, Sendable {
        case word, workbook, rtf, webPage, webWorkbook, xmlWord, xmlWorkbook

        var isWorkbook: Bool { [.workbook, .webWorkbook, .xmlWorkbook].contains(self) }
        var type: FileType { isWorkbook ? .xlsx : .docx }

        /// The ending of the copy that the converter is given, and the filter that must open it: never what the content asks for.
        var input: (ending: String, filter: String) {
            switch self {
            case .word: ("doc", "MS Word 97")
            case .workbook: ("xls", "MS Excel 97")
            case .rtf: ("rtf", "Rich Text Format")
            case .webPage: ("html", "HTML (StarWriter)")
            case .webWorkbook: ("html", "HTML (StarCalc)")
            case .xmlWord: ("xml", "MS Word 2003 XML")
            case .xmlWorkbook: ("xml", "MS Excel 2003 XML")
            }
        }
    }

    public struct Converted: Sendable {
        public var data: Data
        public var type: FileType
        /// `LibreOffice 7.4.7.2`
        public var program: String
    }

    /// Path of `soffice`; nil where there is none.
    public let program: String?
    /// Seconds that one conversion may take.
    public let timeout: Double
    private static let inputLimit = 100_000_000

    public init(program: String?, timeout: Double = 60) { (self.program, self.timeout) = (program, timeout) }

    /// The LibreOffice of this machine.
    public static let installed = LegacyOffice(
        program: ["/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/usr/local/bin/soffice"]
            .first { access($0, X_OK) == 0 })

    // MARK: Kinds

    /// What an old file is, by its content; nil for one that needs no conversion.
    /// - Throws: `ReadProblem` for one that is encrypted or that nothing converts.
    static func kind(of file: IntakeFile) throws(ReadProblem) -> Kind? {
        guard [.ole, .rtf, .html, .xml].contains(file.type) else { return nil }
        return try kind(of: try file.data(), type: file.type)
    }

    static func kind(of data: Data, type: FileType) throws(ReadProblem) -> Kind? {
        switch type {
        case .rtf: return .rtf
        case .html:
            let head = String(decoding: data.prefix(8_192), as: UTF8.self).lowercased()
            return head.contains("office:excel") || head.contains("excel.sheet") ? .webWorkbook : .webPage
        case .xml:
            let head = String(decoding: data.prefix(4_096), as: UTF8.self)
            if head.contains("urn:schemas-microsoft-com:office:spreadsheet") { return .xmlWorkbook }
            return head.contains("schemas.microsoft.com/office/word/2003/wordml") ? .xmlWord : nil
        case .ole: return try oleKind(data)
        default: return nil
        }
    }

    private static func oleKind(_ data: Data) throws(ReadProblem) -> Kind {
        guard let file = CompoundFile(data) else { throw ReadProblem(.damaged) }
        if file.entry("EncryptedPackage") != nil { throw ReadProblem(.encrypted) }
        if let word = file.entry("WordDocument") {
            // [MS-DOC] 2.5.2: the flag fEncrypted of FibBase.
            let head = file.prefix(of: word, count: 32)
            if head.count >= 12, head[0] == 0xEC, head[1] == 0xA5, head.littleEndian16(10) & 0x0100 != 0 {
                throw ReadProblem(.encrypted)
            }
            return .word
        }
        if let book = file.entry("Workbook") ?? file.entry("Book") {
            if hasPassword(file.prefix(of: book, count: 4_096)) { throw ReadProblem(.encrypted) }
            return .workbook
        }
        if file.entry("PowerPoint Document") != nil { throw ReadProblem(.unsupportedFormat, detail: "PPT") }
        throw ReadProblem(.unsupportedFormat, detail: "OLE")
    }

    /// [MS-XLS] 2.4.117: a FilePass record stands near the start of the workbook stream.
    private static func hasPassword(_ head: [UInt8]) -> Bool {
        var at = 0
        for _ in 0..<16 where at + 4 <= head.count {
            let (record, length) = (head.littleEndian16(at), Int(head.littleEndian16(at + 2)))
            if record == 0x002F { return true }
            at += 4 + length
        }
        return false
    }

    // MARK: Conversion

    /// - Throws: `no-converter`, `not-converted`, `too-large`
    public func convert(_ data: Data, _ kind: Kind) throws(ReadProblem) -> Converted {
        guard let program else { throw ReadProblem(.noConverter) }
        guard data.count <= Self.inputLimit else {
            throw ReadProblem(.tooLarge, detail: "\(data.count) > \(Self.inputLimit)")
        }
        let folder: Workspace
        do { folder = try Workspace() } catch { throw ReadProblem(.notConverted) }
        let input = "\(folder.folder)/input.\(kind.input.ending)"
        let output = "\(folder.folder)/out"
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder.folder)/profile/user", withIntermediateDirectories: true)
            try Data(Self.settings.utf8).write(
                to: URL(fileURLWithPath: "\(folder.folder)/profile/user/registrymodifications.xcu"))
            try data.write(to: URL(fileURLWithPath: input))
        } catch {
            throw ReadProblem(.notConverted)
        }
        let ending = kind.type.rawValue
        let filter = kind.isWorkbook ? "Calc MS Excel 2007 XML" : "MS Word 2007 XML"
        // The folder goes with its last user, which must not be before the program ends.
        defer { withExtendedLifetime(folder) {} }
        let end = BoundedProcess.run(
            program,
            [
                "-env:UserInstallation=file://\(folder.folder)/profile", "--headless", "--invisible", "--norestore",
                "--nodefault", "--nolockcheck", "--nologo", "--infilter=\(kind.input.filter)", "--convert-to",
                "\(ending):\(filter)", "--outdir", output, input,
            ], home: folder.folder, timeout: timeout)
        switch end {
        case .timeout: throw ReadProblem(.notConverted, detail: "> \(Int(timeout)) s")
        case .notStarted: throw ReadProblem(.noConverter)
        case .exited(let status): if status != 0 { throw ReadProblem(.notConverted) }
        case .killed: throw ReadProblem(.notConverted)
        }
        guard let made = try? OpenFile(Array("\(output)/input.\(ending)".utf8)), made.count > 0,
            made.count <= BoundedProcess.fileLimit, let bytes = try? made.read(at: 0, count: made.count)
        else { throw ReadProblem(.notConverted) }
        return Converted(data: Data(bytes), type: kind.type, program: Self.version(of: program))
    }

    /// The file as the readers can take it, with a note of what was done. Its path stays.
    func converted(_ file: IntakeFile, _ kind: Kind) throws(ReadProblem) -> (file: IntakeFile, note: FileNote) {
        let made = try convert(try file.data(), kind)
        do {
            let workspace = try Workspace()
            let descriptor = try workspace.create(0)
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: made.data)
            let copy = IntakeFile(
                path: file.path, bytes: made.data.count, sha256: Digest.sha256([UInt8](made.data)), type: made.type,
                problems: [], notes: file.notes, setAside: false, unpacked: false,
                location: IntakeFile.Location(path: workspace.path(0), workspace: workspace))
            return (copy, FileNote(.converted, detail: made.program))
        } catch {
            throw ReadProblem(.notConverted)
        }
    }

    /// No macros, no links: what the document refers to is not fetched.
    private static let settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
        oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
        oor:op="fuse"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
        oor:op="fuse"><value>true</value></prop></item>
        </oor:items>
        """

    private static let versions = Versions()

    private static func version(of program: String) -> String { versions.of(program) }

    /// Asked of each program once.
    private final class Versions: @unchecked Sendable {
        private let lock = NSLock()
        private var known: [String: String] = [:]

        func of(_ program: String) -> String {
            lock.lock()
            defer { lock.unlock() }
            if let version = known[program] { return version }
            var text = ""
            if let folder = try? Workspace() {
                text = withExtendedLifetime(folder) {
                    BoundedProcess.output(of: program, ["--version"], home: folder.folder, timeout: 20)
                }
            }
            let version = text.firstMatch(of: /LibreOffice [0-9.]+/).map { String($0.0) } ?? "LibreOffice"
            known[program] = version
            return version
        }
    }
}
