// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct CorrectionNoticeTests {
    private static let particulars = CorrectionNotice.Particulars(
        authority: "杭州市余杭区人力资源和社会保障局", number: "余人社补[2026]3号", date: "2026-05-12", deadline: .day("2026-05-26"),
        contact: "王某", telephone: "0571-81234567", basis: "《浙江省技能人才评价机构管理办法（试行）》（浙人社发〔2022〕20号）")

    private func read<Result>(_ notice: CorrectionNotice, _ body: (Poppler) throws -> Result) throws -> Result {
        let poppler = try Poppler(notice.pdf())
        defer { poppler.close() }
        return try body(poppler)
    }

    /// The sample with other findings and no files.
    private func assessment(_ findings: [Finding], files: [PackageFile] = [], toDo: [ToDo] = []) -> Assessment {
        var copy = Sample.chinese
        (copy.findings, copy.package.files, copy.toDo) = (findings, files, toDo)
        return copy
    }

    private func gap(_ number: Int, explanation: String? = nil, remedy: String? = nil) -> Finding {
        Finding(
            condition: "x-\(number)", article: "第\(number)条", phrase: "要求甲\(number)乙", state: .unmet,
            explanation: explanation ?? "所见丙\(number)丁。", remedy: remedy ?? "请办戊\(number)己。",
            evidence: [Sample.at("材料庚\(number)辛.pdf", number, "x")])
    }

    // MARK: What is in it

    @Test func everythingTheApplicantCanCure() throws {
        let notice = try #require(CorrectionNotice(Sample.chinese, Self.particulars))
        let shown = Sample.chinese
        let own = shown.findings.filter {
            $0.state == .unmet || $0.state == .missing || $0.ground == .conflict || $0.ground == .unreadable
        }
        let files = shown.package.files.filter { !$0.problems.isEmpty }
        #expect(notice.items.count == own.count + files.count)
        #expect(notice.items.map(\.number) == Array(1...notice.items.count))
        for finding in own {
            let item = notice.items.first { $0.found.contains(finding.explanation) }
            #expect(item?.requirements == ["\(finding.article)：\(finding.phrase)"])
            #expect(item?.remedy == finding.remedy || finding.remedy == nil)
        }
        // What only a person can judge is counted and not named.
        let judged = shown.findings.filter { $0.state == .review && !own.contains($0) }
        #expect(notice.openMatters == judged.count && judged.count == 3)
        for finding in judged { #expect(!notice.items.contains { $0.found.contains(finding.explanation) }) }
        #expect(
            notice.items[0].places == [
                "02-人员/专职人员花名册（2026年3月）.pdf 第2页、第3页", "02-人员/参保证明.xlsx 在职人员!B4", "02-人员/劳动合同汇编.pdf 第18页",
            ])
    }

    @Test func nothingToCorrectIsNoNotice() {
        let judged = Sample.reviews.filter {
            $0.ground == .judgement || $0.ground == .threshold || $0.ground == .confidence
        }
        #expect(judged.count == 3)
        #expect(CorrectionNotice(assessment(Sample.others + judged)) == nil)
        #expect(CorrectionNotice(assessment([])) == nil)
        #expect(CorrectionNotice(assessment(Sample.others + [gap(1)]))?.items.count == 1)
        // A file that could not be read is enough; one that was set aside is not.
        var file = PackageFile(path: "a.pdf", sha256: "", bytes: 1, problems: [ReadProblem(.encrypted)])
        #expect(CorrectionNotice(assessment([], files: [file]))?.items.first?.places == ["a.pdf"])
        file.setAside = true
        #expect(CorrectionNotice(assessment([], files: [file])) == nil)
    }

    /// One unreadable file that many conditions wait for is one thing to do.
    @Test func conditionsThatWaitForAFileStandWithIt() throws {
        let waiting = (1...4).map {
            Finding(
                condition: "w-\($0)", article: "第\($0)条", phrase: "要求\($0)", state: .review, ground: .unreadable,
                explanation: $0 < 4 ? "以下文件未能完整读取，其中可能有相关内容：a.pdf。" : "有材料无法读取。")
        }
        let file = PackageFile(path: "a.pdf", sha256: "", bytes: 1, problems: [ReadProblem(.encrypted)])
        var notice = try #require(CorrectionNotice(assessment(waiting, files: [file])))
        #expect(notice.items.map(\.requirements.count) == [3, 1])
        let toDo = ToDo(
            action: .resubmit, subject: "a.pdf", kind: nil, isGate: false, conditions: ["w-4"], remedies: [])
        notice = try #require(CorrectionNotice(assessment(waiting, files: [file], toDo: [toDo])))
        #expect(notice.items.map(\.requirements) == [["第1条：要求1", "第2条：要求2", "第3条：要求3", "第4条：要求4"]])
        #expect(notice.openMatters == 0)
    }

    /// A disagreement stands once, with all conditions that say nothing else; what says more keeps its own row.
    @Test func conditionsThatStumbleOverOneDisagreement() throws {
        let sentence = "材料间矛盾：名称为“甲”（a.pdf 第1页）、“乙”（b.pdf 第1页）。"
        let other = "材料间矛盾：代码不一致。"
        let explanations = [sentence, sentence + other, sentence + "文号另有不同。", other]
        let conflicts = explanations.enumerated().map { number, text in
            Finding(
                condition: "c-\(number)", article: "第\(number)条", phrase: "要求\(number)", state: .review,
                ground: .conflict,
                explanation: text, evidence: [Sample.at("a.pdf", 1, "甲"), Sample.at("c.pdf", 3, "丙")])
        }
        let toDo = [(sentence, ["c-0", "c-1", "c-2"]), (other, ["c-3"])].map {
            ToDo(action: .reconcile, subject: $0.0, kind: nil, isGate: false, conditions: $0.1, remedies: [])
        }
        let notice = try #require(CorrectionNotice(assessment(conflicts, toDo: toDo)))
        #expect(notice.items.map(\.requirements.count) == [2, 1, 1])
        #expect(notice.items[0].found == "【材料间矛盾】" + sentence && notice.items[0].places == ["a.pdf 第1页"])
        #expect(notice.items[2].found.hasSuffix("文号另有不同。"))
        #expect(notice.openMatters == 0)
        // Without the list of things to do each stands by itself.
        #expect(CorrectionNotice(assessment(conflicts))?.items.count == 4)
    }

    /// Who signs never stands on a page without text.
    @Test func theLetterIsOnePage() throws {
        for particulars in [CorrectionNotice.Particulars(), Self.particulars] {
            let notice = try #require(CorrectionNotice(Sample.chinese, particulars))
            let first = try read(notice) { try $0.pages()[0] }
            #expect(first.contains("附件：补正事项清单") && first.contains(particulars.authority ?? "（盖章）"))
        }
    }

    // MARK: The letter

    @Test func theLetterSaysWhoWhatAndUntilWhen() throws {
        let notice = try #require(CorrectionNotice(Sample.chinese, Self.particulars))
        try read(notice) { pdf in
            let first = try pdf.pages()[0]
            for part in [
                "补正告知书余人社补〔2026〕3号之江样例精密机械有限公司：", "依照《浙江省技能人才评价机构管理办法（试行）》（浙人社发〔2022〕20号）和“杭州市2026年第一批",
                "核查基准日为2026年3月31日", "发现\(notice.items.count)项需要补正", "请于2026年5月26日前（含当日）", "由人力资源和社会保障部门审核决定",
                "另有3项由审核人员研判，不属于需补正事项", "联系人：王某", "联系电话：0571-81234567", "附件：补正事项清单",
                "杭州市余杭区人力资源和社会保障局2026年5月12日", "—1—",
            ] { #expect(first.contains(part), "\(part) in \(first)") }
            let text = try pdf.text()
            for word in ["通过", "不予", "视为", "放弃", "逾期", "退回"] { #expect(!text.contains(word), "\(word)") }
            let info = try pdf.info()
            #expect(info.contains("补正告知书") && info.contains("2026") && info.contains("595.276 x 841.89"))
            let fonts = try pdf.fonts().split(separator: "\n").dropFirst(2)
            #expect(!fonts.isEmpty)
            // Embedded, subset, with a table back to Unicode.
            for font in fonts { #expect(font.contains(" yes yes yes "), "\(font)") }
        }
    }

    @Test func whatIsNotKnownIsLeftBlank() throws {
        var blank = Sample.chinese
        (blank.applicant.name, blank.round) = (nil, nil)
        let notice = try #require(CorrectionNotice(blank))
        try read(notice) { pdf in
            let first = try pdf.pages()[0]
            for part in ["〔〕号", "：对你单位的申报材料", "请于年月日前（含当日）", "联系人：联系电话：", "（盖章）年月日"] {
                #expect(first.contains(part), "\(part) in \(first)")
            }
        }
        let days = try #require(CorrectionNotice(Sample.chinese, .init(deadline: .workingDays(10))))
        #expect(try read(days) { try $0.text() }.contains("自收到本告知书之日起10个工作日内"))
    }

    @Test func documentNumbersHaveHexagonalBrackets() {
        for typed in ["金人社补[2026]3号", "金人社补〔2026〕3号", "金人社补（2026）3号", "金人社补(2026)3号", "金人社补［2026］3号", "金人社补【2026】3号"] {
            #expect(CorrectionPhrases.hexagonal(typed) == "金人社补〔2026〕3号")
        }
        #expect(CorrectionPhrases.hexagonal("补（二）3号") == "补（二）3号")
    }

    @Test func english() throws {
        let notice = try #require(CorrectionNotice(Sample.english, .init(deadline: .workingDays(1)), language: .en))
        try read(notice) { pdf in
            let text = try pdf.text()
            for part in [
                "Correctionnotice", "within1workingdayofreceiving", "Listofcorrections", "Whattodo", "—2—", "[Unmet]",
            ] {
                #expect(text.contains(part), "\(part)")
            }
            #expect(!text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(text)")
        }
    }

    @Test func numbersOfPersonsAreMasked() throws {
        let notice = try #require(
            CorrectionNotice(
                assessment(
                    [gap(1, explanation: "周一鸣\(Sample.id)，\(Sample.phone)。")],
                    files: [
                        PackageFile(path: Sample.photo, sha256: "", bytes: 1, problems: [ReadProblem(.damaged)])
                    ])))
        try read(notice) { pdf in
            let text = try pdf.text()
            #expect(!text.contains(Sample.id) && !text.contains(Sample.phone) && text.contains("330106**********1X"))
        }
    }

    // MARK: Pages

    @Test func theSameNoticeGivesTheSameBytes() throws {
        let notice = try #require(CorrectionNotice(Sample.chinese, Self.particulars))
        #expect(try notice.pdf() == notice.pdf())
        var later = Self.particulars
        later.date = "2026-05-13"
        #expect(try CorrectionNotice(Sample.chinese, later)?.pdf() != notice.pdf())
    }

    @Test func sixtyGapsLoseNoRow() throws {
        let notice = try #require(CorrectionNotice(assessment((1...60).map { gap($0) }), Self.particulars))
        try read(notice) { pdf in
            let pages = try pdf.pages()
            #expect(pages.count > 5)
            let list = pages.dropFirst().joined()
            for number in 1...60 {
                for part in ["甲\(number)乙", "丙\(number)丁", "戊\(number)己", "庚\(number)辛"] {
                    #expect(list.contains(part), "\(part)")
                }
            }
            // The head on every page, and a row of the table on the last.
            for page in pages.dropFirst() { #expect(page.contains("发现的情况及依据")) }
            #expect(pages.last?.contains("戊60己") == true && pages.last?.contains("申报单位（盖章）") == true)
            for (number, page) in pages.enumerated() { #expect(page.contains("—\(number + 1)—")) }
            try expectOrder(pdf)
        }
    }

    /// However many rows there are, whatever stands below the table has a row above it.
    @Test func theEndNeverStandsAlone() throws {
        for count in 1...14 {
            let notice = try #require(CorrectionNotice(assessment((1...count).map { gap($0) }), Self.particulars))
            try read(notice) { pdf in
                let last = try #require(try pdf.pages().last)
                #expect(last.contains("戊\(count)己") && last.contains("申报单位（盖章）"), "\(count)")
            }
        }
    }

    @Test func longTextsGoOverPages() throws {
        let long = (0..<900).map { "词\($0)尾，" }.joined()
        let word = String(repeating: "W", count: 700)
        let notice = try #require(
            CorrectionNotice(
                assessment([gap(1), gap(2, explanation: long, remedy: word), gap(3)]), Self.particulars))
        try read(notice) { pdf in
            let pages = try pdf.pages()
            let whole = pages.joined()
            let others = whole.filter { $0 != "W" }
            #expect(whole.count - others.count == 700)
            // Without what stands between the end of a page and the row that goes on.
            let text = others.replacing(/—\d+—序号.{0,40}（申报单位填写）续/, with: "")
            for number in 0..<900 { #expect(text.contains("词\(number)尾"), "\(number)") }
            #expect(pages.joined().contains("续") && text.contains("戊3己"))
            for page in pages.dropFirst() { #expect(page.contains("补正要求")) }
            try expectOrder(pdf)
        }
    }

    @Test func longNamesStayOnThePage() throws {
        var copy = Sample.chinese
        copy.applicant.name = String(repeating: "极长名称", count: 40)
        copy.package.name = String(repeating: "x", count: 400)
        var particulars = Self.particulars
        particulars.authority = String(repeating: "某某局", count: 30)
        particulars.number = String(repeating: "文号", count: 60)
        let notice = try #require(CorrectionNotice(copy, particulars))
        try read(notice) { pdf in
            let text = try pdf.text()
            #expect(text.contains("名称：") && text.count { $0 == "局" } >= 30 && text.count { $0 == "x" } >= 400)
            try expectOrder(pdf)
        }
    }

    /// Within the text area, and no line beginning with a sign that closes what went before.
    private func expectOrder(_ pdf: Poppler, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let words = try pdf.words()
        #expect(!words.isEmpty, sourceLocation: sourceLocation)
        let shape = PDFPageShape.official
        let closing = Set("，。；：！？、）》”’】〕")
        for word in words {
            let inside =
                word.x0 >= shape.left - 1 && word.x1 <= shape.left + shape.textWidth + 1 && word.y0 >= shape.top - 8
                && word.y1 <= PDFPageShape.height - shape.bottom + 36
            #expect(inside, "\(word)", sourceLocation: sourceLocation)
            if word.text.count > 1, let first = word.text.first {
                #expect(!closing.contains(first), "\(word)", sourceLocation: sourceLocation)
            }
        }
    }

    // MARK: Hostile text

    @Test func textIsOnlyText() throws {
        let trick =
            "<b>粗</b>&lt;<span size='1'>小</span>\u{202E}gnp.exe\u{0007}\u{001B}[31m\u{2028}行\r\n二\u{0000}\u{FFFE}尾"
        var copy = assessment([gap(1, explanation: trick, remedy: trick)])
        (copy.applicant.name, copy.package.name) = (trick, trick)
        var particulars = Self.particulars
        (particulars.authority, particulars.contact, particulars.number) = (trick, trick, trick)
        let notice = try #require(CorrectionNotice(copy, particulars))
        try read(notice) { pdf in
            let text = try pdf.text()
            // Everything is printed as it stands, seven times, and what cannot be seen is spelled out.
            #expect(text.components(separatedBy: "<b>粗</b>&lt;<spansize='1'>小</span>").count == 8)
            #expect(text.components(separatedBy: "<U+202E>gnp.exe<U+0007><U+001B>[31m行二<U+0000><U+FFFE>尾").count == 8)
            #expect(!text.unicodeScalars.contains { VisibleText.isHidden($0) })
        }
    }
}
