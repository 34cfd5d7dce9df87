// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct TextFileTests {
    private func page(_ bytes: [UInt8]) throws -> PageLayout {
        try #require(try TextFileReader.read(Data(bytes)).pages.first)
    }

    @Test(arguments: ["utf8", "gb18030", "utf16"]) func readsLinesInWhateverEncoding(_ encoding: String) throws {
        let text = "承诺书\r\n\r\n单位名称：杭州某某公司\n"
        let bytes: [UInt8] =
            switch encoding {
            case "utf8": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
            case "utf16": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            default: ZipMaker.gb(text)
            }
        let part = try TextFileReader.read(Data(bytes))
        let page = try #require(part.pages.first)
        #expect(page.lines.map(\.text) == ["承诺书", "单位名称：杭州某某公司"])
        let evidence = SourceDocument(path: "a.txt", part).evidence(
            page: 1, box: page.lines[1].box, quote: "", certainty: 1)
        #expect(evidence.place == "第3行")
    }

    @Test func readsSeparatedValuesAsATable() throws {
        let page = try page(Array("姓名,证书\n张三,\"甲\"\"级\"\"，\n二行\"\n李四,乙\n".utf8))
        let table = try #require(page.tables.first)
        #expect(table.cells.map(\.text) == ["姓名", "证书", "张三", "甲\"级\"，二行", "李四", "乙"])
        #expect(page.lines.isEmpty && table.rowCount == 3)
    }

    @Test func proseWithCommasIsNoTable() throws {
        let page = try page(Array("Dear all, hello\nno comma here\n".utf8))
        #expect(page.tables.isEmpty && page.lines.count == 2)
    }

    @Test func refusesAWebPageInOneFile() {
        let bytes = Data("MIME-Version: 1.0\nContent-Type: multipart/related\n\n--=".utf8)
        #expect(throws: ReadProblem(.unsupportedFormat, detail: "MHT")) { try TextFileReader.read(bytes) }
    }
}
