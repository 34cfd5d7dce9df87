// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct IntakeTypeTests {
    private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8)

    private static func utf16(_ text: String, big: Bool, mark: Bool = true) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
            let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
            return big ? pair.reversed() : pair
        }
    }

    private static func zip(_ names: String...) -> [UInt8] {
        var zip = ZipMaker()
        for name in names { zip.add(name, "x") }
        return zip.bytes()
    }

    static let samples: [(FileType, [UInt8])] = [
        (.pdf, Array("%PDF-1.7\n".utf8)),
        (.pdf, Array(("junk\n" + String(repeating: " ", count: 1_000) + "%PDF-1.4").utf8)),
        (.pdf, Array("<html>\r\n%PDF-1.4".utf8)),
        (.text, Array(("junk\n" + String(repeating: " ", count: 1_100) + "%PDF-1.4").utf8)),
        (.jpeg, jpeg), (.png, [0x89] + Array("PNG\r\n\u{1A}\n".utf8)), (.tiff, [0x49, 0x49, 0x2A, 0, 8]),
        (.tiff, [0x4D, 0x4D, 0, 0x2A, 0]), (.gif, Array("GIF89a".utf8)),
        (.bmp, Array("BM".utf8) + [70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1]),
        (.text, Array("BM is no picture at all".utf8)),
        (.heic, [0, 0, 0, 24] + Array("ftypheic".utf8)), (.unknown, [0, 0, 0, 24] + Array("ftypisom".utf8)),
        (.ole, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), (.rar, Array("Rar!\u{1A}\u{7}\u{1}".utf8)),
        (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), (.rtf, Array("{\\rtf1".utf8)),
        (.xml, Array("<?xml version=\"1.0\"?><dossier/>".utf8)),
        (.xml, [0xEF, 0xBB, 0xBF] + Array("\r\n <dossier>".utf8)),
        (.xml, utf16("<?xml version=\"1.0\"?><a/>", big: false)),
        (.xml, utf16("<?xml version=\"1.0\"?><a/>", big: true)),
        (.xml, utf16("<a/>", big: false, mark: false)), (.xml, Array("<!DOCTYPE a []><a/>".utf8)),
        (.html, Array("\n<!doctype html><p>".utf8)), (.html, Array("<?xml version=\"1.0\"?><html xmlns=\"x\">".utf8)),
        (.text, Array("姓名,身份证\n".utf8)), (.text, ZipMaker.gb("姓名,证号\n")), (.text, utf16("姓名", big: false)),
        (.text, Array("< 5 m".utf8)), (.unknown, [1, 2, 3, 0]), (.unknown, [0x81, 0x20, 0xFF, 0xFF, 0x41, 0x42]),
        (.empty, []),
        (.zip, zip("a.txt")), (.zip, zip("[Content_Types].xml")),
        (.docx, zip("[Content_Types].xml", "word/document.xml")),
        (.xlsx, zip("[Content_Types].xml", "xl/workbook.xml")),
        (.pptx, zip("[Content_Types].xml", "ppt/presentation.xml")),
        (.ofd, zip("OFD.xml", "Doc_0/Document.xml")),
    ]

    @Test(arguments: samples.indices)
    func tellsByContent(_ index: Int) throws {
        let (type, bytes) = Self.samples[index]
        #expect(try FileType.detect(bytes) == type)
    }

    @Test func everyTypeIsCovered() { #expect(Set(Self.samples.map(\.0)) == Set(FileType.allCases)) }

    @Test func aDocumentCutShortIsStillTold() throws {
        let docx = Self.zip("[Content_Types].xml", "word/document.xml", "word/styles.xml")
        #expect(try FileType.detect(Array(docx.prefix(docx.count / 2))) == .docx)
    }

    @Test func aPictureNamedPDFIsReadAsAPicture() throws {
        let scratch = try Scratch()
        try scratch.write("p/营业执照.pdf", Self.jpeg)
        try scratch.write("p/照片.JPG", Self.jpeg)
        try scratch.write("p/旧.wps", Self.zip("[Content_Types].xml", "word/document.xml"))
        try scratch.write("p/零.pdf", "")
        let package = try Intake.open([scratch.path("p")])
        let licence = try #require(package.file("营业执照.pdf"))
        #expect(licence.type == .jpeg)
        #expect(licence.problems == [])
        #expect(licence.notes == [FileNote(.contentDiffers, detail: "PDF → JPEG")])
        #expect(licence.notes.first?.message(.zh) == "扩展名与内容不符，已按实际内容读取：PDF → JPEG")
        #expect(package.file("照片.JPG")?.notes == [])
        #expect(package.file("旧.wps")?.notes == [])
        #expect(package.file("旧.wps")?.unpacked == false)
        #expect(package.file("零.pdf")?.type == .empty)
        #expect(package.file("零.pdf")?.codes == ["empty"])
        #expect(package.file("零.pdf")?.notes == [])
        #expect(try package.file("零.pdf")?.data() == Data())
    }

    @Test(arguments: [("a.rar", "Rar!\u{1A}\u{7}\u{1}"), ("a.7z", "7z")]) func otherArchivesAreSaidToBeUnread(
        _ name: String, _ head: String
    )
        throws
    {
        let scratch = try Scratch()
        try scratch.write("p/\(name)", name == "a.7z" ? [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C] : Array(head.utf8))
        #expect(try Intake.open([scratch.path("p")]).file(name)?.codes == ["unsupported-format"])
    }

    @Test(arguments: [("EncryptedPackage", ["encrypted"]), ("WordDocument", [])])
    func anOfficeFileUnderAPasswordIsSaidToBe(
        _ stream: String, _ codes: [String]
    ) throws {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 2_040)
        bytes[30] = 9
        bytes[48] = 1
        bytes.replaceSubrange(
            1_152..<(1_152 + stream.utf16.count * 2), with: Self.utf16(stream, big: false, mark: false))
        let scratch = try Scratch()
        try scratch.write("p/a.docx", bytes)
        #expect(try Intake.open([scratch.path("p")]).file("a.docx")?.codes == codes)
    }
}
