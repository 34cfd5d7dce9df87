// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct RoundPageTests {
    private let folder: RoundSample.Folder

    init() throws { folder = try RoundSample.Folder() }

    private func page(
        _ packages: [PackageSummary], _ cross: [CrossFinding] = [], heading: RoundHeading = RoundSample.heading,
        language: Language = .zh
    ) throws -> String {
        let page = try RoundPage(path: folder.file("summary.html"), round: heading, language: language)
        for package in packages { try page.add(package) }
        for finding in cross { try page.add(finding) }
        try page.close()
        #expect(folder.names == ["summary.html"])
        return try folder.text("summary.html")
    }

    @Test func everyPackageIsOneRowAndThoseSetAsideComeFirst() throws {
        let text = try page(
            [RoundSample.package(1), RoundSample.setAside, RoundSample.package(2, matters: [])], [RoundSample.shared])
        let elements = try HTMLElement.all(in: text)
        #expect(
            elements.filter { $0.attributes["data-tone"] != nil }.map { $0.attributes["data-tone"] } == [
                "gaps-found", "no-gap-found",
            ])
        let order = ["金华市人力资源和社会保障局", "压缩包已损坏，无法解开。", "金华某某1号有限公司", "金华某某2号有限公司", "管理制度文字相近", "还是照搬他人或同一模板？"]
        let places = try order.map { try #require(text.range(of: $0)?.lowerBound, "\($0)") }
        #expect(places == places.sorted())
        #expect(elements.first { $0.name == "html" }?.attributes["lang"] == "zh-CN")
        #expect(elements.filter { $0.name == "th" && $0.attributes["scope"] == nil }.isEmpty)
    }

    @Test func linksLeadToTheReportsAndToTheRows() throws {
        var package = RoundSample.package(1)
        package.name = "a:b #1"
        package.folder = "a:b #1/100%?/1"
        var shared = RoundSample.shared
        shared.claimants[0].package = package.name
        // One that was set aside may have been checked in an earlier version.
        shared.claimants[1].package = RoundSample.setAside.name
        let elements = try HTMLElement.all(in: try page([package, RoundSample.setAside], [shared]))
        let links = elements.filter { $0.name == "a" }.compactMap { $0.attributes["href"] }
        #expect(links.contains("./a%3Ab%20%231/100%25%3F/1/report.html"))
        let ids = Set(elements.compactMap { $0.attributes["id"] })
        for link in links where link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
    }

    @Test func relatedPackagesAreLinkedFromTheRow() throws {
        var one = RoundSample.package(1)
        one.sameApplicant = .init(["包2", RoundSample.package(3).name])
        one.sameContent = .init(["包2"])
        var many = RoundSample.package(2)
        many.sameApplicant = .init((1...100).map { "包\($0)" }, count: 120)
        let packages = [one, many] + (3...12).map { RoundSample.package($0) }
        let text = try page(packages)
        #expect(text.contains("同一单位另有：<a"))
        #expect(text.contains("内容相同：<a"))
        #expect(text.contains("等120份"))
        #expect(text.contains("不是不符合项"))
        let elements = try HTMLElement.all(in: text)
        let ids = Set(elements.compactMap { $0.attributes["id"] })
        let links = elements.filter { $0.name == "a" }.compactMap { $0.attributes["href"] }
            .filter { $0.hasPrefix("#package-") }
        #expect(links.count == 3 + 10)
        for link in links { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
        // No row of its own accord says anything of others.
        let alone = try page([RoundSample.package(1)])
        #expect(!alone.contains("同一单位另有") && !alone.contains("不是不符合项"))
    }

    @Test func bothPlacesOfACrossFindingAreShown() throws {
        let text = try page([RoundSample.package(1), RoundSample.package(2)], [RoundSample.shared])
        for part in ["制度.pdf</bdi> 第3页", "rules.docx</bdi> 第3段", "相似度 93%", "X-05"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func nothingThatAPackageSaysIsMarkup() throws {
        let evil = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\u{FFFF}\u{202E}"
        var package = RoundSample.package(1)
        package.name = evil
        package.folder = "\"><script>"
        package.applicant = .init(name: evil, uscc: evil)
        package.receiptCode = evil
        package.sameApplicant = .init([evil])
        var aside = RoundSample.setAside
        aside.name = evil
        aside.setAside = evil
        var shared = RoundSample.shared
        shared.shown = evil
        shared.claimants[0] = .init(package: evil, applicant: evil, evidence: Sample.at(evil, 1, evil, place: evil))
        var heading = RoundSample.heading
        heading.authority = evil
        heading.round.title = evil
        heading.checklist.title = evil
        let text = try page([package, aside], [shared], heading: heading)
        let elements = try HTMLElement.all(in: text)
        #expect(elements.filter { $0.name == "script" }.count == 1)
        #expect(elements.filter { $0.name == "img" }.isEmpty)
        #expect(!text.contains("\u{FFFF}"))
        #expect(!text.contains("\u{202E}"))
    }

    @Test func thePolicyRunsTheOwnScriptOnly() throws {
        let text = try page([RoundSample.package(1)])
        let digest = try Python.run([
            "-c",
            "import base64, hashlib, sys; print(base64.b64encode(hashlib.sha256(sys.argv[1].encode()).digest()).decode())",
            String(describing: RoundScript.source),
        ])
        #expect(
            RoundScript.digest == "sha256-" + String(decoding: digest, as: UTF8.self).trimmingCharacters(in: .newlines))
        #expect(try HTMLElement.texts(of: "script", in: text) == [String(describing: RoundScript.source)])
        let policy = try HTMLElement.all(in: text).first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
        #expect(policy?.attributes["content"]?.contains("default-src 'none'") == true)
        #expect(policy?.attributes["content"]?.contains("script-src '\(RoundScript.digest)'") == true)
        #expect(!text.contains("http://") && !text.contains("https://"))
    }

    @Test func anEmptyRoundIsAPageToo() throws {
        let text = try page([])
        #expect(try HTMLElement.all(in: text).filter { $0.name == "section" }.count == 5)
        #expect(text.contains("本批次没有材料包。"))
    }

    @Test func englishHasItsOwnWords() throws {
        let text = try page([RoundSample.package(1), RoundSample.setAside], [RoundSample.shared], language: .en)
        for part in ["Summary of a selection round", "Packages set aside (1 item)", "Rules with much the same words"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func theSameCallsGiveTheSamePage() throws {
        let packages = [RoundSample.package(1), RoundSample.setAside]
        #expect(try page(packages, [RoundSample.shared]) == page(packages, [RoundSample.shared]))
    }
}
