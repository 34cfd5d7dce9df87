// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

@Suite struct RowTableTests {
    private let vocabulary: Vocabulary

    init() throws { vocabulary = try Repository.vocabulary() }

    /// What the rules of a kind read from the pages, one `entity leaf=value …` a record.
    private func read(_ pages: [PageLayout], kind: String, entity: String = "person", leaves: [String]) -> [String] {
        Extractor(vocabulary).read(SourceDocument(pages), kind: kind).filter { $0.entity == entity }.map { record in
            leaves.map { leaf in record.readings.filter { $0.leaf == leaf }.map(\.value).joined(separator: "+") }
                .joined(separator: " ")
        }
    }

    private let heads: [String?] = ["序号", "姓名", "身份证号", "用工形式", "合同到期日"]

    private func row(_ number: Int, _ name: String, _ employment: String = "专职") -> [String?] {
        ["\(number)", name, "33010619850101\(100 + number)X", employment, "2028-12-31"]
    }

    @Test func aRuledRoster() {
        let page = PageMaker.make { page in
            page.text("专职人员花名册", x: 240, y: 60, size: 18)
            page.table([heads, row(1, "张三"), row(2, "李四", "兼职"), row(3, "王五")], y: 100)
        }
        #expect(
            read([page], kind: "staff-roster", leaves: ["name", "employment", "role", "contract-until", "listed-in"])
                == [
                    "张三 full-time full-time-staff 2028-12-31 staff-roster",
                    "李四 part-time full-time-staff 2028-12-31 staff-roster",
                    "王五 full-time full-time-staff 2028-12-31 staff-roster",
                ])
    }

    /// The heads stand on the first page only, or on every page.
    @Test(arguments: [false, true]) func aTableGoesOnOverThePage(_ repeated: Bool) {
        let first = PageMaker.make(1) { page in
            page.text("专职人员花名册", x: 240, y: 60, size: 18)
            page.table([heads, row(1, "张三"), row(2, "李四")], y: 700)
        }
        let second = PageMaker.make(2) { $0.table((repeated ? [heads] : []) + [row(3, "王五"), row(4, "赵六")], y: 60) }
        let third = PageMaker.make(3) { $0.table((repeated ? [heads] : []) + [row(5, "钱七")], y: 60) }
        #expect(
            read([first, second, third], kind: "staff-roster", leaves: ["name"]) == ["张三", "李四", "王五", "赵六", "钱七"])
    }

    @Test func aTableOfOtherColumnsIsNoContinuation() {
        let first = PageMaker.make(1) { $0.table([heads, row(1, "张三")], y: 700) }
        let other = PageMaker.make(2) { $0.table([["1", "甲", "乙"], ["2", "丙", "丁"]], y: 60) }
        let later = PageMaker.make(4) { $0.table([row(3, "王五")], y: 60) }
        #expect(read([first, other], kind: "staff-roster", leaves: ["name"]) == ["张三"])
        #expect(read([first, later], kind: "staff-roster", leaves: ["name"]) == ["张三"])
    }

    /// A row across the table names the group of the rows below it.
    @Test func rowsAcrossTheTableAreGroups() {
        let page = PageMaker.make { page in
            page.text("考评人员及督导员名单", x: 220, y: 60, size: 18)
            page.table(
                [
                    ["序号", "姓名", "证书编号", "有效期至"], ["一、考评员", nil, nil, nil], ["1", "张三", "甲001", "2028-12-31"],
                    ["2", "李四", "甲002", "2028-12-31"],
                    ["二、内部质量督导员", nil, nil, nil], ["1", "王五", "乙001", "2028-06-30"], ["合计", "3人", "", ""],
                ], y: 100)
        }
        #expect(
            read([page], kind: "examiner-roster", leaves: ["name", "role", "certificate-number"])
                == ["张三 assessor 甲001", "李四 assessor 甲002", "王五 supervisor 乙001"])
    }

    @Test func aGroupHoldsOverThePage() {
        let first = PageMaker.make(1) { page in
            page.text("考评人员及督导员名单", x: 220, y: 60, size: 18)
            page.table([["序号", "姓名", "证书编号"], ["内部质量督导员", nil, nil], ["1", "张三", "乙001"]], y: 700)
        }
        let second = PageMaker.make(2) { $0.table([["2", "李四", "乙002"]], y: 60) }
        #expect(
            read([first, second], kind: "examiner-roster", leaves: ["name", "role"]) == [
                "张三 supervisor", "李四 supervisor",
            ])
    }

    @Test func headsOfTwoRows() {
        var page = PageMaker()
        page.text("专职人员花名册", x: 240, y: 60, size: 18)
        // 姓名 | 证书 (编号 | 有效期至) over two rows.
        for y in [100, 148, 172] as [Float] { page.across(y, 60, 480) }
        page.across(124, 200, 480)
        for x in [60, 200, 480] as [Float] { page.down(x, 100, 172) }
        page.down(340, 124, 172)
        page.text("姓名", x: 65, y: 115, size: 10)
        page.text("证书", x: 300, y: 106, size: 10)
        page.text("编号", x: 205, y: 130, size: 10)
        page.text("有效期至", x: 345, y: 130, size: 10)
        page.text("张三", x: 65, y: 154, size: 10)
        page.text("甲001", x: 205, y: 154, size: 10)
        page.text("2028-12-31", x: 345, y: 154, size: 10)
        #expect(
            read([page.layout], kind: "examiner-roster", leaves: ["name", "certificate-number", "certificate-until"])
                == ["张三 甲001 2028-12-31"])
    }

    @Test func anEmptyOrTotalRowIsNoRecord() {
        let page = PageMaker.make { page in
            page.table(
                [
                    ["姓名", "身份证号", "备注"], ["张三", "33010619850101001X", ""], ["", "", ""], ["合计", "1人", ""],
                    ["备注", "无", ""],
                ], y: 100)
        }
        #expect(read([page], kind: "staff-roster", leaves: ["name"]) == ["张三"])
    }

    /// A form of labels and values beside each other is no table of records.
    @Test func aFormIsNoRoster() {
        let page = PageMaker.make { page in
            page.table([["姓名", "张三", "性别", "男"], ["联系电话", "13812345678", "职务", "主任"]], y: 100)
        }
        #expect(read([page], kind: "staff-roster", leaves: ["name"]) == [])
    }

    @Test func severalOccupationsInOneCell() {
        let page = PageMaker.make { $0.table([["姓名", "考评职业", "证书编号"], ["张三", "车工、铣工；钳工", "甲001"]], y: 100) }
        #expect(read([page], kind: "examiner-roster", leaves: ["occupation"]) == ["车工+铣工+钳工"])
    }

    @Test func occupationsWithTheirTrades() {
        let page = PageMaker.make { page in
            page.table(
                [
                    ["序号", "职业名称", "职业编码", "申报等级"], ["1", "车工", "6-18-01-01", "五级至三级"],
                    ["2", "钳工(装配钳工)", "6180102", "四级、三级"],
                ], y: 100)
        }
        #expect(
            read([page], kind: "application-form", entity: "occupation", leaves: ["name", "trade", "code", "levels"])
                == ["车工  6-18-01-01 5 4 3", "钳工 装配钳工 6-18-01-02 4 3"])
    }

    @Test func camerasAddUp() {
        let page = PageMaker.make { page in
            page.table(
                [["区域", "摄像头数量", "存储天数"], ["理论考场", "4", "90天"], ["实操考场", "6", "30天"], ["合计", "10", ""]], y: 100)
        }
        #expect(
            read([page], kind: "surveillance", entity: "surveillance", leaves: ["cameras", "retention-days", "rooms"])
                == ["10 30 理论考场、实操考场"])
    }

    // MARK: Tables without rulings

    private func unruled(_ rows: [[String]], x: [Float], y: Float = 100, leading: Float = 22) -> PageLayout {
        PageMaker.make { page in
            for (number, row) in rows.enumerated() {
                for (column, text) in row.enumerated() where !text.isEmpty {
                    page.text(text, x: x[column], y: y + Float(number) * leading, size: 10)
                }
            }
        }
    }

    @Test func columnsByAlignment() {
        let page = unruled(
            [
                ["序号", "姓名", "身份证号", "用工形式"], ["1", "张三", "33010619850101001X", "专职"],
                ["2", "李四", "330106198501020028", "兼职"],
            ],
            x: [60, 120, 200, 400])
        #expect(
            read([page], kind: "staff-roster", leaves: ["name", "id-number", "employment"])
                == ["张三 33010619850101001X full-time", "李四 330106198501020028 part-time"])
    }

    @Test func wrappedCellsJoinTheirRow() {
        let page = unruled(
            [
                ["姓名", "考评职业", "证书编号"], ["张三", "机床装调", "甲001"], ["", "维修工", ""], ["", "", ""], ["李四", "车工", "甲002"],
            ], x: [60, 200, 400], leading: 12)
        #expect(
            read([page], kind: "examiner-roster", leaves: ["name", "occupation", "certificate-number"])
                == ["张三 机床装调维修工 甲001", "李四 车工 甲002"])
    }

    @Test func proseBelowEndsTheTable() {
        let page = PageMaker.make { page in
            for (number, row) in [["姓名", "身份证号", "用工形式"], ["张三", "33010619850101001X", "专职"]].enumerated() {
                for (column, text) in row.enumerated() {
                    page.text(text, x: [60, 160, 400][column], y: 100 + Float(number) * 22, size: 10)
                }
            }
            page.text("以上人员均与本单位签订劳动合同并依法缴纳社会保险特此说明请予核实为盼", x: 60, y: 144, size: 10)
        }
        #expect(read([page], kind: "staff-roster", leaves: ["name"]) == ["张三"])
    }

    /// Any number of people, with any gaps between rows, come back in order.
    @Test(arguments: 1...6) func rostersReadBack(_ seed: Int) {
        var dice = Dice(UInt64(seed))
        let count = 1 + dice.next(25)
        let names = (0..<count).map { "人\(ChineseNumber.digitByDigit(10 + $0, zero: "零"))" }
        let body = names.enumerated().map { number, name in row(number + 1, name, dice.pick(["专职", "兼职"])) }
        let ruled = PageMaker.make { $0.table([heads] + body, y: 60) }
        #expect(read([ruled], kind: "staff-roster", leaves: ["name"]) == names)
        let open = unruled(
            ([heads] + body).map { $0.map { $0 ?? "" } }, x: [50, 100, 180, 330, 430], y: 60,
            leading: Float(20 + dice.next(5)))
        #expect(read([open], kind: "staff-roster", leaves: ["name"]) == names)
    }
}
