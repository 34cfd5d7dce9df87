// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct HTMLReportTests {
    private let bare = HTMLReport.render(Sample.chinese, images: nil)
    private let pictured = HTMLReport.render(Sample.chinese, images: SamplePages())

    private static let folder = ProcessInfo.processInfo.environment["SAMPLE_REPORTS"]

    /// `SAMPLE_REPORTS=folder` writes reports to look at in a browser.
    @Test(.enabled(if: folder != nil)) func writesSamples() throws {
        let folder = URL(fileURLWithPath: Self.folder ?? "")
        for (name, page) in [("zh", pictured), ("en", HTMLReport.render(Sample.english, images: SamplePages()))] {
            try Data(page.utf8).write(to: folder.appendingPathComponent("report-\(name).html"))
        }
    }

    @Test func isWellFormed() throws {
        for page in [bare, pictured, HTMLReport.render(Sample.english, images: SamplePages())] {
            let elements = try HTMLElement.all(in: page)
            let ids = elements.compactMap { $0.attributes["id"] }
            #expect(Set(ids).count == ids.count)
            for link in elements.compactMap({ $0.attributes["href"] }) {
                #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
            }
            #expect(elements.filter { $0.name == "h1" }.count == 1)
            #expect(elements.filter { $0.name == "main" }.count == 1)
            #expect(elements.filter { $0.name == "img" }.allSatisfy { $0.attributes["alt"]?.isEmpty == false })
        }
    }

    @Test func needsNothingFromOutside() throws {
        for element in try HTMLElement.all(in: pictured) {
            #expect(!["script", "link", "iframe", "object", "form", "base"].contains(element.name))
            #expect(element.attributes.keys.allSatisfy { !$0.hasPrefix("on") })
            if let source = element.attributes["src"] { #expect(source.hasPrefix("data:image/png;base64,")) }
        }
        #expect(!pictured.contains("http://") && !pictured.contains("https://") && !pictured.contains("url("))
    }

    @Test func sectionsStandInTheReviewersOrder() throws {
        let titles = [
            "一、基本信息", "二、总体结论", "三、整改次序", "四、差距与整改清单", "五、需人工研判事项", "六、逐条对照表", "七、材料目录", "八、识别说明", "九、材料校验回执",
        ]
        let headings = try HTMLElement.texts(of: "h2", in: bare)
        #expect(headings.count == titles.count + 1)
        for (heading, title) in zip(headings, titles) { #expect(heading.hasPrefix(title)) }
        var plain = Sample.chinese
        plain.receipt = nil
        #expect(!HTMLReport.render(plain, images: nil).contains("材料校验回执"))
    }

    @Test func everyFindingIsToldOnceInTheComparison() throws {
        let table = try #require(bare.range(of: "class=\"conditions\""))
        let end = try #require(bare.range(of: "id=\"files\""))
        let part = String(bare[table.upperBound..<end.lowerBound])
        for finding in Sample.chinese.findings {
            #expect(part.components(separatedBy: ">\(finding.condition)</th>").count == 2)
            #expect(part.contains(finding.phrase))
        }
        #expect(part.components(separatedBy: ">第七条（二）</th>").count == 2)
        #expect(part.components(separatedBy: "✗</span>不符合").count == 3)
    }

    @Test func gapsCarryWhatTheApplicantNeeds() throws {
        let start = try #require(bare.range(of: "id=\"gap-1\""))
        let end = try #require(bare.range(of: "id=\"gap-2\""))
        let gap = String(bare[start.lowerBound..<end.lowerBound])
        let needed = [
            "✗", "不符合", "第七条（二）", "7.2-b", "与评价工作相适应的专职工作人员", "实测3人，要求5人，差2人", "请补配2名专职工作人员", "第2页", "H4",
            "文字层（98%）",
        ]
        for text in needed { #expect(gap.contains(text), "\(text)") }
        #expect(bare.contains("待公告定标") && bare.contains("材料间矛盾") && bare.contains("无法识别") && bare.contains("识别存疑"))
    }

    @Test func picturesShowTheMarkedPlaceOnce() throws {
        let elements = try HTMLElement.all(in: pictured)
        let pictures = elements.filter { $0.name == "img" }
        let marks = elements.filter { $0.attributes["class"] == "mark" }
        // 3 in gaps, 3 in reviews (one place is shown already), 3 in the comparison.
        #expect(pictures.count == 9)
        #expect(marks.count == pictures.count)
        #expect(marks[0].attributes["style"] == "left:10.00%;top:25.00%;width:80.00%;height:50.00%")
        #expect(pictures[0].attributes["alt"] == "周一鸣 男 330106**********1X 专职 138****5678")
        #expect(elements.filter { $0.attributes["href"] == "#picture-3" }.count == 3)
        #expect(try HTMLElement.all(in: bare).allSatisfy { $0.name != "img" })
    }

    @Test func picturesAreAskedForMaskedAndByTheirRealNames() {
        final class Asked: PageImages, @unchecked Sendable {
            var documents: [String] = []
            var masked: Set<Bool> = []
            func crop(document: String, page: Int, box: Box, masked: Bool) -> PageCrop? {
                documents.append(document)
                self.masked.insert(masked)
                return nil
            }
        }
        var assessment = Sample.chinese
        assessment.findings[0].evidence[0].document = Sample.photo
        let asked = Asked()
        let page = HTMLReport.render(assessment, images: asked)
        #expect(asked.documents.contains(Sample.photo))
        #expect(asked.masked == [true])
        #expect(!page.contains(Sample.photo))
        _ = HTMLReport.render(assessment, images: asked, masked: false)
        #expect(asked.masked == [true, false])
    }

    @Test func picturesAreBounded() throws {
        var assessment = Sample.chinese
        assessment.findings = (0..<100).map { number in
            Finding(
                condition: "7.2-b", article: "第七条（二）", phrase: "专职工作人员", state: .unmet, explanation: "少",
                evidence: (0..<20).map {
                    Sample.at("a.pdf", $0 + 1, "甲", box: Box(x0: Double(number), y0: 0, x1: 10, y1: 10))
                })
        }
        let page = HTMLReport.render(assessment, images: SamplePages())
        #expect(try HTMLElement.all(in: page).filter { $0.name == "img" }.count == EvidenceCrops.mostPictures)
        #expect(page.contains("另有8处佐证"))
    }

    private struct HeavyPages: PageImages {
        func crop(document: String, page: Int, box: Box, masked: Bool) -> PageCrop? {
            PageCrop(png: Data(count: EvidenceCrops.mostBytes / 2), width: 1, height: 1, mark: box)
        }
    }

    @Test func aMatterShowsFewPicturesAndTheReportFewBytes() {
        var assessment = Sample.chinese
        assessment.findings[0].evidence = (1...9).map {
            Sample.at("a.pdf", $0, "甲", box: Box(x0: 0, y0: 0, x1: 9, y1: 9))
        }
        func count(_ images: any PageImages, _ share: EvidenceCrops.Share) -> Int {
            EvidenceCrops(assessment, images: images, masked: true, order: [share]).pictures.count
        }
        #expect(count(SamplePages(), .init(finding: 0, pictures: 2, cited: 9)) == 2)
        #expect(count(SamplePages(), .init(finding: 0, pictures: 9, cited: 4)) == 4)
        #expect(count(HeavyPages(), .init(finding: 0, pictures: 9, cited: 9)) == 2)
    }

    @Test func marksStayInsideThePicture() {
        let wild = PageCrop(png: Data(), width: 100, height: 50, mark: Box(x0: -20, y0: 10, x1: 900, y1: .nan))
        #expect(wild.markStyle == "left:0.00%;top:20.00%;width:100.00%;height:0.50%")
    }

    @Test func hostileTextsAreOnlyText() throws {
        let hostile = "\"><script>alert('1')</script><img src=x onerror=y>&amp;\u{202E}\u{0}"
        var assessment = Sample.chinese
        assessment.applicant = .init(name: hostile, uscc: hostile)
        assessment.package.name = hostile
        for index in assessment.package.files.indices { assessment.package.files[index].path += hostile }
        for index in assessment.findings.indices {
            assessment.findings[index].phrase = hostile
            assessment.findings[index].explanation = hostile
            assessment.findings[index].remedy = hostile
            assessment.findings[index].condition = hostile
            assessment.findings[index].article = hostile
            for place in assessment.findings[index].evidence.indices {
                assessment.findings[index].evidence[place].quote = hostile
                assessment.findings[index].evidence[place].document += hostile
            }
        }
        let page = HTMLReport.render(assessment, images: SamplePages(), kindTitles: ["registration": hostile])
        let elements = try HTMLElement.all(in: page)
        #expect(elements.allSatisfy { $0.name != "script" && $0.attributes["onerror"] == nil })
        #expect(!page.contains("<script") && !page.contains("\u{202E}") && !page.contains("\u{0}"))
        #expect(page.contains("&lt;script&gt;") && page.contains("&amp;amp;&lt;U+202E&gt;"))
    }

    @Test func neverSpeaksForTheBureau() {
        for page in [bare, TextReport.render(Sample.chinese, options: .init(width: 200, verbose: true))] {
            #expect(!page.contains("通过") && !page.contains("不予设立"))
            #expect(page.contains("是否设立由人力资源和社会保障部门依法决定"))
        }
    }

    @Test(arguments: [
        ([FindingState.met, .notApplicable], "未发现不符合项"), ([.met, .review], "需人工研判"),
        ([.review, .missing], "发现不符合项或材料缺失，需补正"),
    ]) func saysTheConclusion(_ states: [FindingState], _ words: String) throws {
        var findings = Sample.chinese.findings
        findings = states.compactMap { state in findings.first { $0.state == state } }
        let assessment = Assessment(
            language: .zh, asOf: "2026-03-31", checklist: Sample.checklist, round: nil, package: Sample.chinese.package,
            applicantClass: .employer, applicant: Sample.chinese.applicant, findings: findings, facts: [])
        let page = HTMLReport.render(assessment, images: nil)
        #expect(page.contains("</span>\(words)</p>"))
        #expect(TextReport.render(assessment).contains("结论：\(words)\n"))
        if !states.contains(.missing) { #expect(page.contains("未发现不符合或缺失的条件。")) }
    }

    /// Everything that the reports say by themselves is English in an English report; the law's words stay Chinese.
    @Test func anEnglishReportIsEnglish() throws {
        func chinese(_ text: String) -> [Character] {
            text.filter {
                $0.unicodeScalars.contains {
                    (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
                }
            }
            .map { $0 }
        }
        let json = try #require(String(data: JSONReport.render(Sample.english), encoding: .utf8))
        #expect(chinese(json) == [])
        #expect(chinese(HTMLReport.render(Sample.english, images: SamplePages())) == [])
        for verbose in [false, true] {
            #expect(chinese(TextReport.render(Sample.english, options: .init(verbose: verbose))) == [])
        }
        #expect(!chinese(bare).isEmpty)
        var mixed = Sample.english
        mixed.findings[0].phrase = "专职工作人员"
        #expect(HTMLReport.render(mixed, images: nil).contains("lang=\"zh-CN\">专职工作人员</span>"))
    }
}
