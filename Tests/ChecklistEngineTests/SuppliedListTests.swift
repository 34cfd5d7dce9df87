// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ChecklistEngine

/// Lists that a user supplies, and divisions by name and by code.
@Suite struct SuppliedListTests {
    private func table(_ text: String, needs: [String] = ["code", "name"]) -> (CSVTable?, [String]) {
        let problems = ProblemList()
        let table = CSVTable(Data(text.utf8), file: "a.csv", needs: needs, problems: problems)
        return (table, problems.problems.map { "\($0.code.rawValue):\($0.line ?? 0)" })
    }

    @Test func tablesReadWhatSpreadsheetsWrite() {
        let (found, problems) = table(
            "\u{FEFF}# edition: 2022年版\r\ncode,name,trades\r\n1,\"甲,\"\"乙\"\"丙\",a；b\r\n\r\n2, 丁 \r\n")
        #expect(problems == [])
        #expect(found?.edition == "2022年版")
        #expect(
            found?.rows.map { [$0["code"], $0["name"], $0["trades"]] } == [
                ["1", "甲,\"乙\"丙", "a；b"], ["2", "丁", ""],
            ])
        #expect(found?.rows.map(\.line) == [3, 5])
    }

    @Test func aMarkThatIsNeverClosedDoesNotSwallowTheRest() {
        let (found, problems) = table("name\n竹编\n\"木雕\n剪纸\n", needs: ["name"])
        #expect(problems == ["yaml-syntax:3"])
        #expect(found?.rows.map { $0["name"] } == ["竹编", "木雕", "剪纸"])
    }

    @Test func aCodeThatMatchesNobodyIsRefused() {
        let problems = ProblemList()
        let text = "supplied: true\nentries: [{uscc: 91330110MA2TOOO15U, citation: x}]\n"
        _ = PositionedYAML.parse(Data(text.utf8), file: "cancelled.yaml", problems: problems).flatMap(
            CancelledBodies.init)
        #expect(problems.problems.map(\.code) == [.unknownValue])
    }

    @Test func brokenTablesAreNamedByLine() {
        #expect(table("").1 == ["missing-key:1"])
        #expect(table("code,title\n1,x").1 == ["missing-key:1"])
        #expect(table("code,name\n1,a,b").1 == ["wrong-type:2"])
        #expect(table("name\n甲", needs: ["name"]).1 == [])
    }

    @Test func occupationsAgreeByNameTradeAndCode() throws {
        let (found, _) = table("code,name,trades,levels\n6-18-01-01,车工,数控车工、普通车工,5 4 3\nbad,坏,,\n6-18-01-02,铣工,,9\n")
        let list = OccupationList(try #require(found))
        #expect(found?.problems.problems.count == 2)
        for (code, name, trade, expected) in [
            ("6-18-01-01", "车工", "", "agrees"), ("6-18-01-01", "车工", "数控车工", "agrees"),
            ("6-18-01-01", "数控车工", "", "agrees"), ("6-18-01-01", "车 工", "车工", "agrees"),
            ("6-18-01-01", "车工", "铣工", "differs"), ("6-18-01-01", "铣工", "", "differs"),
            ("6-18-01-09", "车工", "", "unknown"), ("", "车工", "", "unknown"),
        ] { #expect(list.agreement(code: code, name: name, trade: trade) == expected, "\(code) \(name) \(trade)") }
        #expect(list.entry(code: "6-18-01-01")?.levels == "5 4 3")
    }

    @Test func specialSkillsAreFoundByTheirCore() throws {
        let list = SpecialSkillList(try #require(table("name,number\n糟蛋制作专项职业能力考核规范,33-1\n竹编,\n", needs: ["name"]).0))
        for (name, expected) in [
            ("糟蛋制作", "listed"), ("糟蛋制作专项职业能力", "listed"), ("竹编 考核规范", "listed"), ("糟蛋", "similar"),
            ("竹编制作", "similar"), ("木雕", "unlisted"), ("", "unlisted"),
        ] { #expect(list.look(name: name) == expected, "\(name)") }
    }

    @Test func aFolderOfListsTakesThePlaceOfTheOwn() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lists-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        try write("special-skills.csv", "# edition: 2026\nname\n竹编\n")
        let with = try Checklist.load(directory: shippedFolder, supplied: folder, digest: fakeDigest)
        let without = try shipped.get()
        #expect(with.digest != without.digest)
        #expect(with.catalogues.specialSkills?.edition == "2026")
        #expect(without.catalogues.specialSkills == nil)
        #expect(with.catalogues.regions.counties.count == 90)
        // A slip in the name would leave a list unread.
        try write("special-skill.csv", "name\n竹编\n")
        #expect(throws: ConfigurationError.self) {
            try Checklist.load(directory: shippedFolder, supplied: folder, digest: fakeDigest)
        }
    }

    @Test func everythingIsDoubtfulOnADayWithoutAnEdition() throws {
        let catalogues = try shipped.get().catalogues
        #expect(catalogues.qualification(name: "车工", code: "", trade: "", on: "2026-03-31") == .outside)
        #expect(catalogues.qualification(name: "车工", code: "", trade: "", on: "2019-03-31") == .doubtful)
        #expect(catalogues.editions(on: "2019-03-31", .zh).first?.edition == nil)
    }

    @Test(arguments: [
        ("杭州市余杭区人力资源和社会保障局", "330110", Round.Level.county), ("余杭区人力社保局", "330110", .county),
        ("杭州市人力资源和社会保障局", "330100", .city), ("浙江省人力资源和社会保障厅", "330000", .province),
        ("义乌市人力资源和社会保障局", "330782", .county), ("桐庐县人社局", "330122", .county), ("杭州余杭区人社局", "330110", .county),
        ("浙江省杭州市西湖区人社局", "330106", .county), ("宁波市江北区人社局", "330205", .county), ("下城区人社局", "330103", .county),
    ]) func authorities(_ name: String, _ code: String, _ level: Round.Level) throws {
        let regions = try shipped.get().catalogues.regions
        #expect(regions.division(in: name)?.code == code)
        #expect(regions.level(ofAuthority: name) == level)
    }

    @Test func whatIsNotOfTheProvinceHasNoDivision() throws {
        let regions = try shipped.get().catalogues.regions
        for name in ["江北区人社局", "上海市普陀区人社局", "人力资源和社会保障部", "南京市人力资源和社会保障局"] {
            #expect(regions.division(in: name) == nil, "\(name)")
        }
        #expect(regions.level(ofAuthority: "某县人力资源和社会保障局") == .county)
        #expect(regions.level(ofAuthority: "浙江安防职业技术学院") == nil)
        #expect(regions.division(in: "浙江省杭州湾上虞经济技术开发区")?.code == "330000")
        #expect(regions.division(in: "宁波路12号") == nil)
        #expect(regions.division(in: "绍兴县柯桥镇")?.code == "330621")
        #expect(regions.level(ofAuthority: "人力资源和社会保障部") == nil)
        #expect(regions.level(ofAuthority: "杭州市高新开发区人力资源和社会保障局") == nil)
    }

    @Test func formerDivisionsLeadToThoseThatTookTheirPlace() throws {
        let regions = try shipped.get().catalogues.regions
        #expect(regions.division(code: "330183")?.name == "富阳区")
        #expect(regions.division(code: "330621")?.name == "柯桥区")
        // Split between two: it stays what it was.
        #expect(regions.division(code: "330104")?.name == "江干区")
        #expect(regions.division(code: "310101") == nil)
        let yuhang = try #require(regions.division(code: "330110"))
        #expect(regions.receivers(yuhang, from: .county) == ["杭州市余杭区人力资源和社会保障局", "杭州市人力资源和社会保障局", "浙江省人力资源和社会保障厅"])
        #expect(regions.receivers(yuhang, from: .city) == ["杭州市人力资源和社会保障局", "浙江省人力资源和社会保障厅"])
        #expect(regions.receivers(yuhang, from: .province) == ["浙江省人力资源和社会保障厅"])
    }
}
