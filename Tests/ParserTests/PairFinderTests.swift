// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

@Suite struct PairFinderTests {
    private let finder = PairFinder(
        labels: Set(
            [
                "单位名称", "住所", "名称", "面积", "建筑面积", "注册资本", "法定代表人", "职工总数", "申报日期", "查询时间", "姓名", "性别", "联系电话", "技能人员",
                "工资总额",
            ]
            .map(Fold.key)))

    private func pairs(_ build: (inout PageMaker) -> Void) -> [String] {
        finder.pairs(on: PageMaker.make(1, build)).map { pair in
            "\(pair.label)\(pair.unit.map { "(\($0))" } ?? "")=\(pair.value)"
        }
    }

    // MARK: Labels

    @Test(arguments: [
        ("单位名称", "单位名称"), ("单位名称：", "单位名称"), ("1.单位名称", "单位名称"), ("（一）单位名称", "单位名称"), ("三、 单位名称:", "单位名称"),
        ("① 单位名称*", "单位名称"),
        ("单 位 名 称", "单位名称"), ("其中：技能人员", "技能人员"), ("2025年度工资总额", "工资总额"), ("2025年工资总额", "工资总额"), ("名　称", "名称"),
    ])
    func labelsAreFolded(_ text: String, _ key: String) { #expect(finder.label(text)?.key == key) }

    @Test(arguments: [("注册资本（万元）", "万元"), ("建筑面积(㎡)", "㎡"), ("建筑面积㎡", "㎡"), ("面积平方米", "平方米"), ("注册资本万元", "万元")])
    func labelsWithUnits(_ text: String, _ unit: String) { #expect(finder.label(text)?.unit == unit) }

    @Test(arguments: ["", "单位", "单位名称变更", "法定代表人（签名）", "法定代表人（盖章）", "：", "2025年", "19年度工资总额"])
    func otherTextIsNoLabel(_ text: String) { #expect(finder.label(text) == nil) }

    // MARK: Cells

    @Test func cellsSideBySide() {
        #expect(
            pairs {
                $0.table(
                    [
                        ["单位名称", "某某机械有限公司", nil, nil], ["法定代表人", "张三", "职工总数", "415人"],
                        ["注册资本(万元)", "2000", "住所", ""],
                        ["申报日期", "联系电话", "13812345678", "x"],
                    ], y: 100)
            } == ["单位名称=某某机械有限公司", "法定代表人=张三", "职工总数=415人", "注册资本(万元)=2000", "联系电话=13812345678"])
    }

    @Test func labelsAndValuesInsideOneCell() {
        #expect(
            pairs { $0.table([["单位名称：某某公司", "备注"], ["面积 860㎡", "以上"]], y: 100) } == ["单位名称=某某公司", "面积=860㎡"])
    }

    @Test func rowsThatWereRecordsAreLeftOut() {
        let page = PageMaker.make { $0.table([["姓名", "性别"], ["名称", "某某"], ["单位名称", "某某公司"]], y: 100) }
        #expect(finder.pairs(on: page, taken: [0: [0, 1]]).map(\.label) == ["单位名称"])
    }

    // MARK: Lines

    @Test(arguments: [
        ("单位名称：某某公司", ["单位名称=某某公司"]), ("单位名称:某某公司", ["单位名称=某某公司"]), ("单位名称 某某公司", ["单位名称=某某公司"]),
        ("单位名称：某某公司 职工总数：415人", ["单位名称=某某公司", "职工总数=415人"]),
        ("单位名称：某某公司；职工总数：415人；面积：860㎡", ["单位名称=某某公司", "职工总数=415人", "面积=860㎡"]),
        ("单位名称：某某公司（法定代表人：张三）", ["单位名称=某某公司", "法定代表人=张三"]), ("查询时间：2026-03-05 10:22:31", ["查询时间=2026-03-05 10:22:31"]),
        ("查询时间:2026-03-05 10:22", ["查询时间=2026-03-05 10:22"]), ("单位名称：某某公司 查询时间：10:22", ["单位名称=某某公司", "查询时间=10:22"]),
        ("网址：http://example.com 单位名称：某某公司", ["单位名称=某某公司"]), ("1.单位名称：某某公司", ["单位名称=某某公司"]), ("单位名称：", []),
        ("某某：某某公司", []),
        ("本单位名称变更为某某公司", []), ("联系电话0571-88888888", ["联系电话=0571-88888888"]), ("职工总数415人", ["职工总数=415人"]),
        ("本单位职工总数415人", []), ("415人职工总数", []),
    ])
    func colons(_ line: String, _ expected: [String]) {
        #expect(pairs { $0.lines([line]) } == expected)
    }

    @Test func columnsOfLabelAndValue() {
        let found = pairs { page in
            for (row, (label, value)) in [("单位名称", "某某公司"), ("住所", "杭州市某某路1号"), ("注册资本（万元）", "2000")].enumerated() {
                page.text(label, x: 72, y: 100 + Float(row) * 24)
                page.text(value, x: 220, y: 100 + Float(row) * 24)
            }
        }
        #expect(found == ["单位名称=某某公司", "住所=杭州市某某路1号", "注册资本(万元)=2000"])
    }

    @Test func twoLabelsOnALine() {
        let found = pairs { page in
            page.text("姓名", x: 72, y: 100)
            page.text("张三", x: 120, y: 100)
            page.text("性别", x: 300, y: 100)
            page.text("男", x: 350, y: 100)
        }
        #expect(found == ["姓名=张三", "性别=男"])
    }

    @Test func spacedOutLabels() {
        let found = pairs { page in
            page.text("名", x: 72, y: 100)
            page.text("称", x: 108, y: 100)
            page.text("某某机械有限公司", x: 180, y: 100)
            page.text("住", x: 72, y: 130)
            page.text("所：", x: 108, y: 130)
            page.text("杭州市某某路1号", x: 180, y: 130)
        }
        #expect(found == ["名称=某某机械有限公司", "住所=杭州市某某路1号"])
    }

    @Test func valuesThatGoOnBelow() {
        let found = pairs { page in
            page.text("住所", x: 72, y: 100)
            page.text("浙江省杭州市萧山区", x: 180, y: 100)
            page.text("某某街道某某路1号", x: 180, y: 116)
            page.text("职工总数", x: 72, y: 132)
            page.text("415", x: 180, y: 132)
            page.text("另起一段的文字", x: 180, y: 180)
        }
        #expect(found == ["住所=浙江省杭州市萧山区某某街道某某路1号", "职工总数=415"])
    }

    @Test func aLineWithALabelOfItsOwnDoesNotContinue() {
        let found = pairs { page in
            page.text("住所", x: 72, y: 100)
            page.text("浙江省杭州市", x: 180, y: 100)
            page.text("面积：860㎡", x: 180, y: 116)
        }
        #expect(found == ["住所=浙江省杭州市", "面积=860㎡"])
    }

    /// A label set in the middle of a value of two lines.
    @Test func centredLabels() {
        let found = pairs { page in
            page.text("浙江省杭州市萧山区某某街道", x: 180, y: 92)
            page.text("住所", x: 72, y: 100)
            page.text("某某路1号", x: 180, y: 108)
            page.text("职工总数", x: 72, y: 160)
            page.text("415", x: 180, y: 160)
        }
        #expect(found == ["住所=浙江省杭州市萧山区某某街道某某路1号", "职工总数=415"])
    }

    @Test func cardsSideBySideKeepTheirValues() {
        let page = PageMaker.make { page in
            for (left, name) in [(60, "张三"), (310, "李四")] as [(Float, String)] {
                page.grid([left, left + 220], [100, 200])
                page.text("姓名：\(name)", x: left + 10, y: 120)
                page.text("性别：男", x: left + 10, y: 150)
            }
        }
        let found = finder.pairs(on: page)
        #expect(found.map { "\($0.group ?? -1) \($0.value)" } == ["0 张三", "1 李四", "0 男", "1 男"])
    }

    @Test func evidencePointsAtTheValue() throws {
        let page = PageMaker.make { $0.table([["单位名称", "某某公司"]], y: 100) }
        let pair = try #require(finder.pairs(on: page).first)
        #expect(pair.box.x0 >= 300 && pair.box.x1 <= 345)
        #expect(pair.labelBox.x0 < 61)
        #expect(pair.labelText == "单位名称")
    }

    // MARK: colonParts

    @Test(arguments: ["", "无冒号", "10:22", "2026-03-05 10:22:31", "http://example.com", "比例 3:1"])
    func noParts(_ text: String) { #expect(PairFinder.colonParts(text).isEmpty) }

    @Test func partsOfALine() {
        let parts = PairFinder.colonParts("甲方（出租方）：某某公司，乙方：某某学校 时间：10:22")
        #expect(parts.map(\.label) == ["甲方（出租方）", "乙方", "时间"])
        #expect(parts.map(\.value) == ["某某公司", "某某学校", "10:22"])
        #expect(PairFinder.colonParts("：值").map(\.label) == [""])
    }
}
