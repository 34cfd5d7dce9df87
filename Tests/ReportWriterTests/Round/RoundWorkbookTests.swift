// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct RoundWorkbookTests {
    private let folder: RoundSample.Folder

    init() throws { folder = try RoundSample.Folder() }

    private func write(
        _ packages: [PackageSummary], _ cross: [CrossFinding] = [], to name: String = "summary.xlsx",
        heading: RoundHeading = RoundSample.heading, language: Language = .zh,
        rowLimit: Int = WorkbookTable.excelRows
    ) throws -> ReadWorkbook {
        let book = try RoundWorkbook(
            path: folder.file(name), round: heading, language: language, rowLimit: rowLimit)
        for package in packages { try book.add(package) }
        for finding in cross { try book.add(finding) }
        try book.close()
        return try ReadWorkbook.open(folder.file(name))
    }

    @Test func everyPackageIsOneRow() throws {
        let packages = [RoundSample.package(1), RoundSample.setAside, RoundSample.package(2, matters: [])]
        let book = try write(packages, [RoundSample.shared])
        #expect(book.sheets.map(\.name) == ["说明", "核查结果", "差距", "研判事项", "跨单位比对"])
        let sheet = try book.sheet("核查结果")
        #expect(try sheet.values("材料包") == ["包1", "坏包.zip", "包2"])
        #expect(try sheet.values("结论") == ["发现不符合项或材料缺失，需补正", "未核查", "未发现不符合项"])
        #expect(try sheet.values("未核查原因") == ["", "压缩包已损坏，无法解开。", ""])
        #expect(try sheet.column("符合").map(\.value) == ["40", "", "40"])
        #expect(try sheet.column("符合").first?.kind == "n")
        #expect(try sheet.values("材料包摘要（前16位）") == ["a1a1a1a1a1a1a1a1", "", "a1a1a1a1a1a1a1a1"])
        #expect(try sheet.values("第几次提交") == ["1", "2", "1"])
        // 18 digits must not become a number, which keeps 15 of them.
        #expect(try sheet.column("统一社会信用代码").first == .init(kind: "text", value: "913307000000000000"))
        #expect(sheet.links.count == 2)
        #expect(try sheet.values("核查报告") == ["打开", "", "打开"])
        #expect(sheet.links.values.sorted().first?.replacing("\\", with: "/") == "包1/1/report.html")
    }

    @Test func relatedPackagesAreNamed() throws {
        var several = RoundSample.package(1)
        several.sameApplicant = .init(["包2", "包3"])
        several.sameContent = .init(["包3"])
        var many = RoundSample.package(2)
        many.sameApplicant = .init(["a", "b"], count: 150)
        let book = try write([several, many, RoundSample.package(4)])
        let sheet = try book.sheet("核查结果")
        #expect(try sheet.values("相关材料包") == ["同一单位另有：包2、包3\n内容相同：包3", "同一单位另有：a、b等150份", ""])
        let cover = try book.sheet("说明")
        let lines = Dictionary(
            cover.rows.map { ($0["A"]?.value ?? "", $0["B"]?.value ?? "") }, uniquingKeysWith: { a, _ in a })
        #expect(lines["同一单位的多份材料包"] == "2")
        #expect(lines["内容相同的材料包"] == "1")
        let english = try write([several, many], language: .en).sheet("Results")
        #expect(
            try english.values("Related packages") == [
                "Same applicant: 包2, 包3\nSame content: 包3", "Same applicant: a, b… (150 in all)",
            ])
    }

    @Test func everyGapIsOneRowAndEveryMatterIsOneRow() throws {
        let book = try write([RoundSample.package(1), RoundSample.package(2)])
        let gaps = try book.sheet("差距")
        #expect(try gaps.values("材料包") == Sample.gaps.map { _ in "包1" } + Sample.gaps.map { _ in "包2" })
        #expect(try gaps.values("条件").prefix(Sample.gaps.count) == Sample.gaps.map(\.condition)[...])
        #expect(try gaps.column("差额").first == .init(kind: "n", value: "2"))
        #expect(try gaps.values("单位").first == "人")
        #expect(try gaps.values("整改").first == Sample.gaps[0].remedy)
        #expect(try gaps.values("页码").first == "2")
        #expect(try gaps.values("其他佐证").first?.split(separator: "\n").count == Sample.gaps[0].evidence.count - 1)
        let matters = try book.sheet("研判事项")
        #expect(try matters.values("条件") == (Sample.reviews + Sample.reviews).map(\.condition))
        #expect(try matters.values("原因").first == "无法识别")
        #expect(try matters.values("研判").first == Sample.reviews[0].question)
    }

    @Test func bothPlacesOfACrossFindingAreShown() throws {
        let sheet = try write([], [RoundSample.shared, RoundSample.shared]).sheet("跨单位比对")
        #expect(try sheet.values("序号") == ["1", "1", "2", "2"])
        #expect(try sheet.values("材料包") == ["包1", "包2", "包1", "包2"])
        #expect(try sheet.values("材料").prefix(2) == ["制度.pdf", "rules.docx"])
        #expect(try sheet.values("页码").prefix(2) == ["3", ""])
        #expect(try sheet.values("位置").prefix(2) == ["", "第3段"])
        #expect(try sheet.values("类型").first == "管理制度文字相近")
        #expect(try sheet.values("研判").first == "制度是否按本单位实际制定，还是照搬他人或同一模板？")
        #expect(try sheet.values("相似度").first.flatMap(Double.init) == 0.934)
    }

    @Test func numbersOfPersonsInACrossFindingAreMasked() throws {
        var finding = RoundSample.shared
        finding.shown = "周一鸣 \(Sample.id)"
        finding.claimants[0].evidence = Sample.rosterRow
        finding.claimants[1].evidence.document = Sample.photo
        let sheet = try write([], [finding]).sheet("跨单位比对")
        let texts = sheet.rows.flatMap { $0.values.map(\.value) }
        #expect(texts.contains("周一鸣 330106**********1X"))
        #expect(texts.filter { $0.contains(Sample.id) || $0.contains(Sample.phone) }.isEmpty)
    }

    @Test func theFirstSheetSaysWhichRoundAndHowItEnded() throws {
        let packages = [RoundSample.package(1), RoundSample.setAside, RoundSample.package(2, matters: [])]
        let cover = try write(packages, [RoundSample.shared]).sheet("说明")
        let lines = Dictionary(
            cover.rows.map { ($0["A"]?.value ?? "", $0["B"]?.value ?? "") }, uniquingKeysWith: { a, _ in a })
        #expect(lines["遴选批次"] == RoundSample.heading.round.title)
        #expect(lines["组织部门"] == "金华市人力资源和社会保障局")
        #expect(lines["核查基准日"] == "2026-05-06")
        #expect(lines["批次文件摘要"] == Sample.hex("d0"))
        #expect(lines["核查依据摘要"] == Sample.checklist.digest)
        #expect(lines["材料包"] == "3")
        #expect(lines["发现不符合项或材料缺失，需补正"] == "1")
        #expect(lines["未发现不符合项"] == "1")
        #expect(lines["未能核查的材料包"] == "1")
        #expect(lines["跨单位比对"] == "1")
        #expect(lines["提示"]?.contains("由人力资源和社会保障部门依法决定") == true)
    }

    @Test func headsStayAndFiltersAndPrintingAreSet() throws {
        let book = try write([RoundSample.package(1), RoundSample.package(2)])
        for sheet in book.sheets.dropFirst() {
            #expect(sheet.pane["ySplit"] == "1", "\(sheet.name)")
            #expect(sheet.pane["state"] == "frozen")
            #expect(sheet.setup["orientation"] == "landscape")
            #expect(sheet.setup["paperSize"] == "9")
            #expect(sheet.setup["fitToHeight"] == "0")
            #expect(sheet.header.contains("金华市2026年第二批职业技能等级认定机构遴选"))
            #expect(sheet.footer.contains("第 &P 页，共 &N 页"))
            #expect(book.names.contains(["_xlnm.Print_Titles", "'\(sheet.name)'!$1:$1"]))
        }
        #expect(try book.sheet("核查结果").filter["ref"] == "A1:Q3")
        #expect(book.dates == ["1980-01-01"])
        #expect(book.core.contains("2026-05-06T00:00:00Z"))
        #expect(book.damaged.isEmpty)
    }

    @Test(arguments: ["=1+1", "+86", "-2", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "{=1}", "1E5", "0123", "TRUE"])
    func whatLooksLikeAFormulaOrANumberStaysText(_ text: String) throws {
        var package = RoundSample.package(1, matters: [])
        package.name = text
        package.applicant = .init(name: text, uscc: text)
        package.receiptCode = text
        let sheet = try write([package]).sheet("核查结果")
        for head in ["材料包", "申报单位", "统一社会信用代码", "回执编号"] {
            #expect(try sheet.column(head) == [.init(kind: "text", value: text)], "\(head)")
        }
    }

    @Test func aCellThatIsFullIsCutWithAMark() throws {
        var finding = Sample.gaps[0]
        // Each of these takes two UTF-16 units, which is what Excel counts.
        finding.explanation = String(repeating: "𠮷", count: 20_000)
        let value = try #require(try write([RoundSample.package(1, matters: [finding])]).sheet("差距").values("说明").first)
        #expect(value.utf16.count <= 32_767)
        #expect(value.utf16.count > 32_700)
        #expect(value.hasSuffix("…（已截短）"))
    }

    @Test func controlCharactersAreShownAndEscapesStayLiteral() throws {
        var package = RoundSample.package(1, matters: [])
        package.name = "a\u{0}b\u{1B}[31m\u{202E}\u{FFFF}"
        package.applicant.name = "x_x0041_y <&\">"
        let sheet = try write([package]).sheet("核查结果")
        #expect(try sheet.values("材料包") == ["a<U+0000>b<U+001B>[31m<U+202E><U+FFFF>"])
        #expect(try sheet.values("申报单位") == ["x_x0041_y <&\">"])
    }

    @Test func aLinkThatIsTooLongIsItsPathAsText() throws {
        var package = RoundSample.package(1, matters: [])
        package.folder = String(repeating: "长", count: 800)
        let sheet = try write([package]).sheet("核查结果")
        #expect(sheet.links.isEmpty)
        #expect(try sheet.values("核查报告") == [String(repeating: "长", count: 800) + "/report.html"])
    }

    @Test func rowsGoOnInAFurtherSheet() throws {
        let packages = (1...5).map { RoundSample.package($0, matters: [Sample.reviews[0]]) }
        let book = try write(packages, rowLimit: 3)
        #expect(book.sheets.map(\.name).filter { $0.hasPrefix("研判事项") } == ["研判事项", "研判事项 2", "研判事项 3"])
        let parts = try ["研判事项", "研判事项 2", "研判事项 3"].map { try book.sheet($0).values("材料包") }
        #expect(parts == [["包1", "包2"], ["包3", "包4"], ["包5"]])
        #expect(try book.sheet("研判事项 3").filter["ref"]?.hasSuffix("2") == true)
    }

    @Test func theSameCallsGiveTheSameBytes() throws {
        let packages = [RoundSample.package(1), RoundSample.setAside]
        _ = try write(packages, [RoundSample.shared], to: "a.xlsx")
        _ = try write(packages, [RoundSample.shared], to: "b.xlsx")
        #expect(try folder.bytes("a.xlsx") == folder.bytes("b.xlsx"))
        #expect(folder.names == ["a.xlsx", "b.xlsx"])
    }

    @Test func englishHasItsOwnWords() throws {
        let book = try write([RoundSample.package(1)], [RoundSample.shared], language: .en)
        #expect(book.sheets.map(\.name) == ["About", "Results", "Gaps", "Matters for a person", "Cross-applicant"])
        #expect(try book.sheet("Cross-applicant").values("Place") == ["", "paragraph 3"])
        #expect(try book.sheet("Results").values("Conclusion") == ["Gaps found, correction needed"])
    }

    @Test func noPackageGivesAWorkbookAllTheSame() throws {
        let book = try write([])
        #expect(book.sheets.count == 5)
        #expect(try book.sheet("核查结果").rows.count == 1)
    }
}
