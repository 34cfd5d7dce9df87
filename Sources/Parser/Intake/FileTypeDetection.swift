// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension FileType {
    /// How many leading bytes decide.
    private static let headBytes = 4_096
    /// Acrobat accepts this many bytes of junk before `%PDF-`.
    private static let pdfJunk = 1_024

    static func detect(_ source: some ByteSource) throws(ReadFault) -> FileType {
        let head = try source.read(at: 0, count: headBytes)
        if head.isEmpty { return .empty }
        if head.starts(with: "PK\u{3}\u{4}".utf8) || head.starts(with: "PK\u{5}\u{6}".utf8)
            || head.starts(with: "PK\u{7}\u{8}PK".utf8)
        {
            return container(try ZipDirectory.read(source, entryLimit: 50_000).entries)
        }
        return magic(head) ?? pdfBehindJunk(head) ?? markup(head) ?? (isText(head) ? .text : .unknown)
    }

    /// Formats that fixed bytes at the start give away.
    private static func magic(_ head: [UInt8]) -> FileType? {
        func at(_ offset: Int, _ bytes: [UInt8]) -> Bool { head.dropFirst(offset).starts(with: bytes) }
        if at(0, Array("%PDF-".utf8)) { return .pdf }
        if at(0, [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if at(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if at(0, [0x49, 0x49, 0x2A, 0]) || at(0, [0x4D, 0x4D, 0, 0x2A]) || at(0, [0x49, 0x49, 0x2B, 0]) {
            return .tiff
        }
        if at(0, Array("GIF87a".utf8)) || at(0, Array("GIF89a".utf8)) { return .gif }
        // "BM" alone begins many a text; the size of the second header settles it.
        if at(0, Array("BM".utf8)), head.count > 17, at(15, [0, 0, 0]),
            [12, 40, 52, 56, 64, 108, 124].contains(head[14])
        {
            return .bmp
        }
        if at(4, Array("ftyp".utf8)), head.count >= 12 {
            let brand = String(decoding: head[8..<12], as: UTF8.self)
            return ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "heif"].contains(brand)
                ? .heic : nil
        }
        if at(0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .ole }
        if at(0, Array("Rar!".utf8) + [0x1A, 0x07]) { return .rar }
        if at(0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
        if at(0, Array("{\\rtf".utf8)) { return .rtf }
        return nil
    }

    private static func pdfBehindJunk(_ head: [UInt8]) -> FileType? {
        let mark = Array("%PDF-".utf8)
        for start in head.indices.prefix(pdfJunk) where head[start] == mark[0] {
            let rest = head[start...]
            if rest.starts(with: mark), rest.count > mark.count, (0x31...0x39).contains(rest[start + mark.count]) {
                return .pdf
            }
        }
        return nil
    }

    /// XML and HTML, in UTF-8 or UTF-16, with or without byte-order mark and leading white space.
    private static func markup(_ head: [UInt8]) -> FileType? {
        let text: String
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0x3C, 0]) {
            text = utf16(head, low: 0)
        } else if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0, 0x3C]) {
            text = utf16(head, low: 1)
        } else {
            text = String(decoding: head, as: UTF8.self)
        }
        let body = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        guard body.hasPrefix("<") else { return nil }
        let start = body.prefix(1_024).lowercased()
        if start.contains("<html") || start.hasPrefix("<!doctype html") || start.hasPrefix("<head")
            || start.hasPrefix("<body")
        {
            return .html
        }
        if start.hasPrefix("<?xml") || start.hasPrefix("<!doctype") || start.hasPrefix("<!--") { return .xml }
        guard let second = body.dropFirst().first, second.isLetter || second == "_" else { return nil }
        return .xml
    }

    private static func utf16(_ head: [UInt8], low: Int) -> String {
        let units = stride(from: 0, to: head.count - 1, by: 2).map {
            UInt16(head[$0 + low]) | UInt16(head[$0 + 1 - low]) << 8
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Text in UTF-8, UTF-16 with a mark, or GB18030; control characters other than white space mean binary.
    private static func isText(_ head: [UInt8]) -> Bool {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            return !utf16(head, low: head[0] == 0xFF ? 0 : 1).unicodeScalars.contains {
                $0.value == 0 || $0.value == 0xFFFD
            }
        }
        if head.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) || $0 == 0x7F }) { return false }
        // The head may cut a character of up to four bytes in two.
        return (0..<min(4, head.count)).contains { cut in
            let part = head.dropLast(cut)
            return String(validating: part, as: UTF8.self) != nil || NameDecoder.gb18030(Array(part)) != nil
        }
    }

    /// Tells the packed formats apart by what lies inside.
    private static func container(_ entries: [ZipEntry]) -> FileType {
        let names = Set(entries.map { String(decoding: $0.rawName, as: UTF8.self).lowercased() })
        func folder(_ name: String) -> Bool { names.contains { $0.hasPrefix(name) } }
        if names.contains("ofd.xml") { return .ofd }
        guard names.contains("[content_types].xml") else { return .zip }
        if folder("word/") { return .docx }
        if folder("xl/") { return .xlsx }
        if folder("ppt/") { return .pptx }
        return .zip
    }

    /// A docx or xlsx under a password lies in an OLE file as the stream `EncryptedPackage` ([MS-OFFCRYPTO] 2.3.4); its
    /// name stands at the start of the directory.
    static func isEncryptedOffice(_ source: some ByteSource) throws(ReadFault) -> Bool {
        let header = try source.read(at: 0, count: 52)
        guard header.count == 52, [9, 12].contains(header[30]) else { return false }
        let directory = try source.read(at: (Int(header.littleEndian32(48)) + 1) << Int(header[30]), count: 2_048)
        let name = "EncryptedPackage".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        return stride(from: 0, to: directory.count, by: 128).contains { directory[$0...].starts(with: name) }
    }
}
