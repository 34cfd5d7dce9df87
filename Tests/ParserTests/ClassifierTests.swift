// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

@Suite struct ClassifierTests {
    private let vocabulary: Vocabulary
    private let classifier: Classifier

    init() throws {
        vocabulary = try Repository.vocabulary()
        classifier = Classifier(vocabulary)
    }

    private func kind(_ lines: [String], path: String = "1.pdf") -> String? {
        classifier.verdict(on: SourceDocument([PageMaker.lines(lines)], path: path)).kind
    }

    /// Every title that the vocabulary gives a kind, alone on a page, is of that kind.
    @Test func everyTitleIsItsOwnKind() {
        var wrong: [String] = []
        for entry in vocabulary.kinds {
            for title in entry.titles {
                let text = title.replacing("*", with: "某某")
                let found = kind([text])
                if found != entry.id { wrong.append("\(text): \(found ?? "nil"), not \(entry.id)") }
            }
        }
        #expect(wrong == [])
    }

    @Test func theFirstTitleOfEachKindWinsOverAForeignFileName() {
        for entry in vocabulary.kinds {
            guard let title = entry.titles.first?.replacing("*", with: "") else { continue }
            #expect(kind([title], path: "扫描件20260301.pdf") == entry.id)
            #expect(kind([title], path: "附件3.pdf") == entry.id)
        }
    }

    /// A file name alone tells the kind of a file that cannot be read, or has no title.
    @Test func everyFileNameIsItsOwnKind() {
        for entry in vocabulary.kinds {
            guard let name = entry.names?.first else { continue }
            #expect(classifier.kind(ofName: "材料/05-\(name).pdf") == entry.id, "\(name)")
            #expect(classifier.kind(ofName: "\(name)/IMG_2023.jpg") == entry.id, "\(name)")
            #expect(kind(["内容"], path: "05-\(name).pdf") == entry.id, "\(name)")
        }
        #expect(classifier.kind(ofName: "营业执照/社保证明.pdf") == "social-insurance")
        #expect(classifier.kind(ofName: "IMG_2023.jpg") == nil)
        #expect(classifier.kind(ofName: "") == nil)
    }

    @Test func whatIsDoubtfulHasNoKind() {
        #expect(kind(["某某说明"]) == nil)
        #expect(kind(["2026年3月"]) == nil)
        #expect(kind([]) == nil)
        // Two titles of equal weight.
        #expect(kind(["承诺书", "平面图"]) == nil)
    }

    @Test func theTitleCountsMoreThanWordsInTheText() {
        let page = PageMaker.make { page in
            page.text("劳动合同书", x: 240, y: 72, size: 20)
            page.lines(["甲方（用人单位）：某某公司", "乙方（劳动者）：张三", "甲方持有营业执照，经营范围见登记机关核发的证照。", "乙方持有考评员证。"], y: 120)
        }
        #expect(classifier.verdict(on: SourceDocument([page], path: "附件.pdf")).kind == "labour-contract")
    }

    @Test func titlesAreReadSpacedOutAndFullWidth() {
        #expect(kind(["营 业 执 照"]) == "registration")
        #expect(kind(["附件１：", "承　诺　书"]) == "commitment")
    }

    @Test func theTitleIsReported() {
        let verdict = classifier.verdict(on: SourceDocument([PageMaker.lines(["劳动合同书", "正文正文正文正文"])]))
        #expect(verdict.title == "劳动合同书")
    }

    // MARK: Bound volumes

    private func titled(_ number: Int, _ title: String?, _ body: [String] = ["正文第一行内容内容", "正文第二行内容内容"]) -> PageLayout {
        PageMaker.make(number) { page in
            if let title { page.text(title, x: 220, y: 72, size: 20) }
            page.lines(body, y: 130, size: 11)
        }
    }

    private func parts(_ pages: [PageLayout]) -> [String] {
        DocumentCutter(classifier: classifier).parts(of: SourceDocument(pages, path: "合订本.pdf")).map { part in
            "\(part.verdict.kind ?? "nil") \(part.document.pages.map(\.number).map(String.init).joined(separator: ","))"
        }
    }

    @Test func aVolumeIsCutAtItsTitles() {
        #expect(
            parts([titled(1, "劳动合同书"), titled(2, nil), titled(3, "不动产权证书"), titled(4, "承诺书"), titled(5, nil)])
                == ["labour-contract 1,2", "site-title 3", "commitment 4,5"])
    }

    @Test func theListOfContentsIsNoDocument() {
        #expect(
            parts([titled(1, "目录", ["1 劳动合同书 2", "2 承诺书 3", "3 营业执照 4"]), titled(2, "劳动合同书"), titled(3, "承诺书")])
                == ["labour-contract 2", "commitment 3"])
    }

    @Test func documentsOfOneKindStayTogether() {
        #expect(
            parts([titled(1, "劳动合同书"), titled(2, "劳动合同书"), titled(3, "承诺书")]) == [
                "labour-contract 1,2", "commitment 3",
            ])
    }

    /// Chapters of a compendium are named like other documents.
    @Test func aCompendiumIsNeverCut() {
        #expect(parts([titled(1, "管理制度汇编"), titled(2, "设备设施一览表"), titled(3, "考评人员名册")]) == ["rules-compendium 1,2,3"])
    }

    @Test func oneDocumentIsOnePart() {
        #expect(parts([titled(1, "劳动合同书")]) == ["labour-contract 1"])
        #expect(parts([titled(1, nil)]) == ["nil 1"])
    }

    /// Facts of one part must not be read by the rules of another.
    @Test func theSecondDocumentOfAPageIsAPartOfItsOwn() {
        let page = PageMaker.make(1) { page in
            page.text("劳动合同书", x: 240, y: 72, size: 20)
            page.lines(["甲方：某某公司", "乙方：张三", "双方协商一致签订本合同"], y: 120, size: 11)
            page.text("承诺书", x: 265, y: 400, size: 20)
            page.lines(["本单位承诺所提交的材料真实有效", "特此承诺"], y: 440, size: 11)
        }
        let found = DocumentCutter(classifier: classifier).parts(of: SourceDocument([page], path: "合订本.pdf"))
        #expect(found.map(\.verdict.kind) == ["labour-contract", "commitment"])
        #expect(found.first?.document.pages.first?.lines.map(\.text).last == "双方协商一致签订本合同")
        #expect(found.last?.document.pages.first?.lines.first?.text == "承诺书")
    }

    // MARK: Running heads

    @Test func runningHeadsAreLeftOut() {
        let pages = (1...4).map { number in
            PageMaker.make(number) { page in
                page.text("某某公司申报材料 第\(number)页", x: 60, y: 30, size: 9)
                page.lines(["第\(number)页的正文内容"], y: 100)
                page.text("- \(number) -", x: 290, y: 810, size: 9)
            }
        }
        let document = SourceDocument(pages)
        #expect(document.pages.map { $0.lines.map(\.text) } == (1...4).map { ["第\($0)页的正文内容"] })
        // Two pages do not make a habit.
        #expect(SourceDocument(Array(pages.prefix(2))).pages.allSatisfy { $0.lines.count == 3 })
    }
}
