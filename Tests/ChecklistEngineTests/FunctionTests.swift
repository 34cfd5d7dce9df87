// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML
import Dossier
import Testing

@testable import ChecklistEngine

@Suite struct FunctionTests {
    private func value(_ text: String, _ xml: String = "") throws -> XPathValue {
        let library = FunctionLibrary(catalogues: try shipped.get().catalogues, today: "2026-03-31")
        let tree = try EvaluationTree(
            try Package(xml: xml).request().dossier, applicantClass: nil, round: nil, functions: library.functions)
        return try withExtendedLifetime(library) { try tree.evaluator.evaluate(.compile(text)) }
    }

    @Test(arguments: [
        ("days-between('2026-03-01', '2026-03-31')", 30.0), ("days-between('2026-03-31', '2026-03-01')", -30),
        ("days-between('2024-02-28', '2024-03-01')", 2), ("days-between('2023-02-28', '2023-03-01')", 1),
        ("days-between('1999-12-31', '2000-01-01')", 1), ("days-between('2026-03', '2026-04-01')", 1),
        ("months-between('2026-04-01', '2027-04-01')", 12), ("months-between('2026-04-01', '2027-03-31')", 11),
        ("months-between('2026-01-31', '2026-02-28')", 1), ("months-between('2026-03-31', '2026-03-31')", 0),
        ("months-between('2026-04-01', '2026-03-31')", 0), ("months-between('2026-04-01', '2026-02-28')", -1),
        ("months-between(today(), '长期')", .infinity),
    ]) func distances(_ text: String, _ expected: Double) throws {
        #expect(try value(text).number == expected)
    }

    @Test func comparisons() throws {
        #expect(try value("on-or-after('2026-03-31', today())").boolean)
        #expect(try !value("on-or-after('2026-03-30', today())").boolean)
        #expect(try value("on-or-before('2026-03', '2026-03-31')").boolean)
        #expect(try value("on-or-after('长期', '9999-12-31')").boolean)
        // Nothing is neither before nor after anything.
        #expect(try !value("on-or-before('', today()) or on-or-after('', today())").boolean)
        #expect(try !value("on-or-before('2026-02-30', today()) or on-or-after('2026-02-30', today())").boolean)
        #expect(try value("days-between('', today())").number.isNaN)
    }

    @Test func names() throws {
        #expect(try value("same-name('杭州示例（集团）有限责任公司', ' 杭州示例(集团)有限公司')").boolean)
        #expect(try value("same-name('ＡＢＣ公司', 'abc公司')").boolean)
        #expect(try !value("same-name('', '')").boolean)
        #expect(try !value("same-name('甲公司', '乙公司')").boolean)
        let xml = "<person><name>张 三</name></person><person><name>张三</name></person><person><name>李四</name></person>"
        #expect(try value("distinct(person/name)", xml).number == 2)
        #expect(try value("same-name('李四', person/name)", xml).boolean)
        #expect(try value("matches(person/name, '^李')", xml).boolean)
        #expect(try !value("matches(person/phone, '.*')", xml).boolean)
    }

    // The public test vectors of both standards, and invented codes with right check characters.
    @Test(arguments: [
        "91350200MA2YJ1XR9G", "91350200776049653A", "123502001549897397", "91440101MA5CJQ4N59", "11622700013944908W",
        "91110108MA01EBFH9B", "1112000000012568X5", "91330110MA2T00015U", "12330000470000013F", "51330200500000023N",
        "52330782MJ9A0003X4", "91320100MA1T00048E",
    ]) func validUSCC(_ code: String) throws {
        #expect(UnifiedCode.isValid(code))
        #expect(!UnifiedCode.isValid(String(code.dropLast()) + (code.hasSuffix("0") ? "1" : "0")))
    }

    @Test(arguments: ["91350203M0001QAY9B", "", "91330110MA2T00015", "91330110MA2T0001OU", "91330110ma2t00015u"])
    func invalidUSCC(_ code: String) { #expect(!UnifiedCode.isValid(code)) }

    @Test(arguments: ["11010519491231002X", "440524188001010014", "34052419800101001X", "33010619850101001X"])
    func validID(_ number: String) { #expect(ResidentID.isValid(number)) }

    @Test(arguments: ["330106198501010018", "33010619850230001X", "", "33010619850101001x", "３３0106198501010018"])
    func invalidID(_ number: String) { #expect(!ResidentID.isValid(number)) }
}

@Suite struct CatalogueTests {
    @Test(arguments: [
        ("浙江省民政厅", true), ("浙江省杭州市西湖区文三路1号", true), ("杭州市余杭区市场监督管理局", true), ("宁波大榭开发区", true),
        ("义乌市市场监督管理局", true), ("德清县武康街道", true), ("住所：宁波市江北区", true), ("中国（浙江）自由贸易试验区杭州市", true),
        ("绍兴县柯桥镇", true), ("重庆市江北区", false), ("上海市普陀区", false), ("西湖区市场监督管理局", false),
        ("国家市场监督管理总局", false), ("南京市浙江路1号", false), ("江西省南昌市西湖区", false), ("北京市朝阳区浙江大厦", false),
        ("", false),
    ]) func regions(_ text: String, _ expected: Bool) throws {
        #expect(try (shipped.get().catalogues.regions.division(in: text) != nil) == expected)
    }

    @Test func everyDivisionIsThere() throws {
        let regions = try shipped.get().catalogues.regions
        #expect(regions.cities.count == 11)
        #expect(regions.counties.count == 90)
        #expect(regions.retired.count == 10)
        #expect(regions.retired.allSatisfy { !$0.now.isEmpty })
    }

    @Test(arguments: [
        ("焊工", "6-18-02-04", "", QualificationScope.outside), ("焊工", "6-18-02-04", "电焊工", .outside),
        ("焊工", "6-18-02-04", "民用核安全设备焊工", .doubtful), ("电工", "6-31-01-03", "", .outside),
        ("民用核安全设备焊工", "", "", .inside), ("电工", "", "低压电工作业", .doubtful), ("车工", "6-18-01-01", "", .outside),
        ("保安员", "4-07-05-01", "", .inside), ("保 安 员", "", "", .inside), ("消防设施操作员", "4-07-05-03", "", .inside),
        ("社会体育指导员", "4-14-05-01", "游泳", .inside), ("社会体育指导员（游泳）", "", "", .inside),
        ("社会体育指导员", "4-14-05-01", "", .doubtful), ("社会体育指导员", "4-14-05-01", "健身", .doubtful),
        ("安检员", "4-07-05-02", "", .doubtful), ("起重装卸机械操作工", "", "", .doubtful), ("电梯安装维修工", "", "", .doubtful),
        ("锅炉运行值班员", "", "", .doubtful), ("架子工", "", "", .doubtful), ("防水工", "4-07-05-01", "", .doubtful),
        ("", "6-18-01-01", "", .doubtful), ("家畜繁殖员", "5-03-01-01", "", .inside), ("育婴员", "4-10-01-02", "", .outside),
    ]) func qualifications(_ name: String, _ code: String, _ trade: String, _ expected: QualificationScope) throws {
        #expect(
            try shipped.get().catalogues.qualification(name: name, code: code, trade: trade, on: "2026-03-31")
                == expected)
    }

    @Test func withoutACatalogueNothingIsCertain() {
        #expect(Catalogues().qualification(name: "车工", code: "", trade: "", on: "2026-03-31") == .doubtful)
        #expect(Catalogues().cancelled == nil)
    }

    @Test func registersOfCancelledBodies() throws {
        #expect(try shipped.get().catalogues.cancelled == nil)
        let register = """
            supplied: true
            entries:
              - {uscc: 91330110MA2T00015U, name: 甲, cancelled-on: 2025-06-30, citation: 第二十一条（七）}
            """
        let measure = "- measure: cancelled(applicant/uscc)\n  equals: 'no'\n  met: 未列入。\n  gap: 列入。"
        let checklist = try load([
            "conditions/1-a.yaml": condition(measure), "catalogues/cancelled.yaml": register,
        ])
        #expect(checklist.catalogues.cancelled?.isCancelled(" 91330110ma2t00015u") == true)
        #expect(checklist.catalogues.cancelled?.isCancelled("12330000470000013F") == false)
        #expect(checklist.catalogues.cancelled?.isSuspended("91330110MA2T00015U") == false)
        #expect(try load(["conditions/1-a.yaml": condition(measure)]).catalogues.cancelled == nil)
    }
}
