// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// The words of a compendium, and those of its rules, for comparing them with other applicants'.
struct RulesTextTests {
    private func read(_ body: String, name: String) throws -> ReadPackage {
        var maker = WordMaker()
        maker.body = body
        let scratch = try Scratch()
        try scratch.write("p/\(name)", Array(maker.data()))
        return PackageReader(vocabulary: try Repository.vocabulary(), service: InProcessReading(dossierSchema: Data()))
            .read(try Intake.open([scratch.path("p")]))
    }

    private func heading(_ text: String) -> String {
        WordMaker.paragraph(text, "<w:jc w:val=\"center\"/>", run: "<w:b/><w:sz w:val=\"36\"/>")
    }

    @Test func aCompendiumIsCutIntoItsRules() throws {
        let package = try read(
            heading("管理制度汇编") + heading("考务管理制度") + WordMaker.paragraph("第一条 考务工作由考务组统一组织，考前十五日公布认定职业、等级和时间。")
                + WordMaker.paragraph("第二条 试卷由专人保管。") + heading("档案管理制度")
                + WordMaker.paragraph("第一条 认定档案一批一卷，由档案管理员收集、整理和装订，移交档案室。"),
            name: "管理制度汇编.docx")
        let rules = try #require(package.rules.first)
        #expect(package.rules.count == 1 && rules.title.document == "管理制度汇编.docx")
        #expect(rules.sections.map(\.title.quote) == ["考务管理制度", "档案管理制度"])
        #expect(rules.sections.first?.text.contains("试卷由专人保管") == true)
        #expect(rules.sections.first?.text.contains("一批一卷") == false)
        #expect(rules.sections.last?.text.contains("一批一卷") == true)
        for words in ["考务管理制度", "试卷由专人保管", "一批一卷"] { #expect(rules.text.contains(words)) }
    }

    @Test func otherDocumentsAreNotKept() throws {
        let package = try read(
            heading("专职人员花名册") + WordMaker.paragraph("本单位专职工作人员共五人，名单附后，均已签订劳动合同。"), name: "花名册.docx")
        #expect(package.rules.isEmpty && package.files.count == 1)
    }

    @Test func aLongTextIsCutOff() throws {
        let line = TextLine(
            segments: [Segment(text: String(repeating: "制", count: 1000), box: Box(x0: 0, y0: 0, x1: 9, y1: 9))],
            box: Box(x0: 0, y0: 0, x1: 9, y1: 9), size: 10)
        let pages = (1...900).map {
            PageLayout(number: $0, width: 595, height: 842, lines: [line], tables: [], frames: [], marks: [])
        }
        let document = SourceDocument(path: "a", ReadPart(pages: pages, places: .lines))
        let title = Evidence(document: "a", quote: "", method: .text, confidence: 1)
        let bytes = document.rules(title: title, []).text.utf8.count
        #expect(bytes <= RulesText.limit && bytes > RulesText.limit - 4000)
    }
}
