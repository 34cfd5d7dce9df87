// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

/// Several documents bound as one file.
@Suite struct DocumentCutterTests {
    private let cutter: DocumentCutter

    init() throws { cutter = DocumentCutter(classifier: Classifier(try Repository.vocabulary())) }

    /// A page with a title, lines of running text and a foot.
    private func page(_ number: Int, title: String? = nil, size: Float = 20, text: [String] = [], foot: String? = nil)
        -> PageLayout
    {
        PageMaker.make(number) { page in
            if let title { page.text(title, x: 297.5 - Float(title.count) * size / 2, y: 72, size: size) }
            page.lines(text.isEmpty ? ["本单位按照规定开展有关工作，", "并自愿接受监督检查。", "特此说明。"] : text, y: 130)
            if let foot { page.text(foot, x: 280, y: 815, size: 9) }
        }
    }

    private func parts(_ pages: [PageLayout]) -> [String] {
        cutter.parts(of: SourceDocument(path: "合订.pdf", ReadPart(pages: pages))).map { part in
            "\(part.verdict.kind ?? "?") \(part.document.pages.map { "\($0.number)" }.joined(separator: ","))"
        }
    }

    @Test func documentsBehindAFormAreCutOff() {
        let found = parts([
            page(1, title: "技能人才评价机构备案申请表", text: ["申报类别：用人单位", "申报职业：车工"]), page(2),
            page(3, title: "营业执照"), page(4, title: "专职工作人员花名册"), page(5), page(6, title: "公共信用信息报告"),
        ])
        #expect(found == ["application-form 1,2", "registration 3", "staff-roster 4,5", "credit-report 6"])
    }

    @Test func annexesOfAFormAreItsOwn() {
        let found = parts([
            page(1, title: "技能人才评价机构备案申请表", size: 22, text: ["申报类别：用人单位", "申报职业：车工"]),
            page(2, title: "专职工作人员花名册", size: 15), page(3, title: "设备清单", size: 15),
        ])
        #expect(found == ["application-form 1,2,3"])
    }

    @Test func numbersThatBeginAnewCut() {
        let found = parts([
            page(1, title: "技能人才评价机构备案申请表", foot: "第1页 共2页"), page(2, foot: "第2页 共2页"),
            page(3, title: "设备清单", size: 16, foot: "第1页 共3页"), page(4, foot: "第2页 共3页"),
            page(5, foot: "第3页 共3页"), page(6, title: "承诺书", size: 16, foot: "第1页 共1页"),
        ])
        #expect(found == ["application-form 1,2", "equipment-list 3,4,5", "commitment 6"])
    }

    @Test func aTitleInRunningTextDoesNot() {
        let text = ["本单位已提交营业执照、承诺书和", "专职工作人员花名册", "以及公共信用信息报告等材料。"]
        #expect(parts([page(1, title: "申请报告"), page(2, text: text), page(3, text: text)]) == ["request-letter 1,2,3"])
        // As large as the text around it.
        let plain = PageMaker.make(2) { $0.lines(["营业执照", "名称见附件，", "其余从略。"]) }
        #expect(parts([page(1, title: "申请报告"), plain]) == ["request-letter 1,2"])
    }

    @Test func chaptersOfACompendiumAreNoDocuments() {
        let found = parts([
            page(1, title: "技能评价管理制度汇编", size: 22), page(2, title: "第三章 承诺书", size: 22),
            page(3, title: "08 视频监控", size: 22), page(4, title: "设备清单", size: 16),
        ])
        #expect(found == ["rules-compendium 1,2,3,4"])
    }

    @Test func separatingSheetsCutAndAreNoPages() {
        func sheet(_ number: Int, _ text: String) -> PageLayout {
            PageMaker.make(number) { $0.text(text, x: 260, y: 400, size: 28) }
        }
        let found = parts([
            sheet(1, "附件1"), page(2, title: "技能人才评价机构备案申请表"), page(3), sheet(4, "附件2"),
            page(5, title: "承诺书"), sheet(6, "附件3"), page(7, title: "营业执照"),
        ])
        #expect(found.suffix(3) == ["application-form 2,3", "commitment 5", "registration 7"])
    }

    @Test(arguments: [0, 1]) func contentsSayWhatBeginsWhere(_ counted: Int) {
        // Numbers count from the contents or from the page behind them. The pledge is a picture without a title.
        let entries = [("技能人才评价机构备案申请表", 2), ("营业执照", 4), ("承诺书", 5), ("设备清单", 6)]
        let contents = PageMaker.make(1) { page in
            page.text("目录", x: 270, y: 72, size: 20)
            page.lines(entries.map { "\($0.0)..........\($0.1 - counted)" }, y: 130)
        }
        let found = parts([
            contents, page(2, title: "技能人才评价机构备案申请表"), page(3), page(4, title: "营业执照"), PageMaker.make(5) { _ in },
            page(6, title: "设备清单"),
        ])
        #expect(found == ["application-form 2,3", "registration 4", "commitment 5", "equipment-list 6"])
    }

    @Test func entriesOfContentsAreTold() {
        func told(_ text: String) -> String? { VolumeSigns.entry(text).map { "\($0.title) \($0.page)" } }
        #expect(told("3. 营业执照……12") == "营业执照 12")
        #expect(told("附件二 承诺书 ········ 7") == "承诺书 7")
        #expect(told("营业执照") == nil)
        #expect(told("12345") == nil)
        #expect(told("") == nil)
        #expect(told("电话 057188001234") == nil)
    }

    @Test func numberedHeadingsAreTold() {
        for text in ["第三章承诺书", "一、总则", "(二)设备清单", "1.营业执照", "08服务标准"] {
            #expect(VolumeSigns.isNumbered(text), "\(text)")
        }
        for text in ["承诺书", "2026年工作计划", "第三方评价", "一览表", ""] { #expect(!VolumeSigns.isNumbered(text), "\(text)") }
    }
}
