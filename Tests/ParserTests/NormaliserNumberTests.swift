// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import Parser

@Suite struct NormaliserNumberTests {
    // MARK: 万元

    @Test(arguments: [
        ("贰仟万元整人民币", "2000"), ("人民币壹佰伍拾万元整", "150"), ("壹佰伍拾万元", "150"), ("三千万元", "3000"), ("壹亿贰仟万元整", "12000"),
        ("壹佰万零伍佰元整", "100.05"), ("柒佰捌拾万圆整", "780"), ("1,500,000.00元", "150"), ("1，500，000.00元", "150"),
        ("1500000元", "150"),
        ("150万元", "150"), ("150 万元人民币", "150"), ("１５０万元", "150"), ("150万", "150"), ("1.2亿元", "12000"),
        ("1.2亿", "12000"), ("12.5千元", "1.25"),
        ("500元", "0.05"), ("639319.6元", "63.93196"), ("2000（万元）", "2000"), ("叁佰万元整（¥3,000,000.00）", "300"),
        ("￥3,000,000.00", "300"),
        ("0元", "0"),
    ])
    func readsMoney(_ text: String, _ expected: String) {
        #expect(Normaliser.money(text, unit: nil, base: 10_000) == .init(value: expected, certainty: 1))
    }

    @Test(arguments: [
        ("2000", "万元", "2000"), ("1,500,000", "元", "150"), ("1500000.00", "人民币元", "150"), ("1.2", "亿元", "12000"),
        ("52000", "千元", "5200"),
        // A unit of its own is nearer than the label's.
        ("1500000元", "万元", "150"), ("150万元", "元", "150"),
    ])
    func theLabelNamesTheUnit(_ text: String, _ unit: String, _ expected: String) {
        #expect(Normaliser.money(text, unit: unit, base: 10_000) == .init(value: expected, certainty: 1))
    }

    @Test func withoutUnitNobodyIsSure() {
        #expect(Normaliser.money("2000", unit: nil, base: 10_000) == .init(value: "2000", certainty: 0.6))
        #expect(Normaliser.money("2000", unit: "年度", base: 10_000)?.certainty == 0.6)
        #expect(Normaliser.money("伍拾万", unit: nil, base: 10_000) == .init(value: "50", certainty: 0.7))
    }

    @Test(arguments: ["3000万美元", "500万港元", "100万欧元", "2000万日元", "壹佰万美元"])
    func foreignMoneyIsNoYuan(_ text: String) {
        #expect(Normaliser.money(text, unit: "万元", base: 10_000)?.certainty ?? 0 <= 0.5)
    }

    @Test(arguments: ["", "元", "见附件", "2000万元（实缴500万元）", "人民币", "零元"])
    func whatIsNoSumIsNone(_ text: String) { #expect(Normaliser.money(text, unit: nil, base: 10_000) == nil) }

    @Test func moneyOfEverySizeReadsBack() {
        var dice = Dice(7)
        for _ in 0..<400 {
            let yuan = 1 + dice.next(dice.pick([100, 10_000, 1_000_000, 99_999_999]))
            let expected = Normaliser.plain(Decimal(yuan) / 10_000)
            let financial = ChineseNumber.spelled(yuan, ChineseNumber.financial)
            for text in [
                "\(yuan)元", "\(Self.grouped(yuan)).00元", "人民币\(financial)元整", "\(financial)圆", "¥\(Self.grouped(yuan))",
            ] {
                #expect(
                    Normaliser.money(text, unit: nil, base: 10_000) == .init(value: expected, certainty: 1), "\(text)")
            }
        }
    }

    private static func grouped(_ number: Int) -> String {
        let digits = Array("\(number)")
        return digits.indices.map { ($0 > 0 && (digits.count - $0) % 3 == 0 ? "," : "") + String(digits[$0]) }.joined()
    }

    // MARK: Numerals

    @Test func numeralsReadBack() {
        var wrong: [Int] = []
        func check(_ number: Int) {
            if Numerals.value(ChineseNumber.spelled(number)) != number
                || Numerals.value(ChineseNumber.spelled(number, ChineseNumber.financial)) != number
            {
                wrong.append(number)
            }
        }
        for number in 1...3000 { check(number) }
        for number in stride(from: 3001, through: 99_999_999, by: 39_989) { check(number) }
        for power in [10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000] {
            for digit in 1...9 { for offset in [-1, 0, 1, 10, 100] { check(max(1, digit * power + offset)) } }
        }
        check(99_999_999)
        #expect(wrong == [])
    }

    @Test(arguments: [
        ("二〇二六", 2026), ("一二三", 123), ("○", 0), ("十", 10), ("十二", 12), ("一十二", 12), ("廿", 20), ("廿五", 25), ("卅一", 31),
        ("两百", 200),
        ("两万", 20_000), ("万", 10_000), ("百", 100), ("一亿", 100_000_000), ("一亿零五百万", 105_000_000), ("贰仟万", 20_000_000),
        // Spoken: the last unit is left out.
        ("一百五", 150), ("两万五", 25_000), ("三千二", 3200), ("一百零五", 105), ("一百〇五", 105), ("一万零五", 10_005), ("二十五", 25),
    ])
    func numeralsOfEveryKind(_ text: String, _ expected: Int) { #expect(Numerals.value(text) == expected) }

    @Test(arguments: ["", "元", "一元", "A", "1", "一 二", "九九九九九九九九九九九九九"])
    func otherTextIsNoNumeral(_ text: String) { #expect(Numerals.value(text) == nil) }

    // MARK: Areas

    @Test(arguments: [
        ("860㎡", "860"), ("860 m²", "860"), ("860m2", "860"), ("860M2", "860"), ("860平方米", "860"), ("860平米", "860"),
        ("面积 860 平方米", "860"),
        ("建筑面积：1,200.50平方米", "1200.5"), ("８６０㎡", "860"), ("100㎡以上", "100"), ("860㎡（使用面积）", "860"), ("22平方米", "22"),
        ("2m2", "2"),
    ])
    func readsAreas(_ text: String, _ expected: String) {
        #expect(Normaliser.area(text, unit: nil) == .init(value: expected, certainty: 1))
    }

    @Test func areasWithOtherUnitsOrNone() {
        #expect(Normaliser.area("860", unit: "㎡") == .init(value: "860", certainty: 1))
        #expect(Normaliser.area("860", unit: "平方米")?.certainty == 1)
        #expect(Normaliser.area("860", unit: nil) == .init(value: "860", certainty: 0.9))
        #expect(Normaliser.area("3亩", unit: nil) == .init(value: "2000", certainty: 0.9))
        #expect(Normaliser.area("860间", unit: nil)?.certainty == 0.7)
        #expect(Normaliser.area("理论600㎡，实操860㎡", unit: nil) == nil)
        #expect(Normaliser.area("见平面图", unit: nil) == nil)
        // A comparison sign that OCR lost reads as a digit; what is left of it must not count as sure.
        #expect(Normaliser.area("枳2100肝", unit: nil)?.certainty ?? 0 <= 0.7)
    }

    // MARK: Counts, days, per cent, allowances

    @Test func counts() {
        #expect(Normaliser.count("415人") == .init(value: "415", certainty: 1))
        #expect(Normaliser.count("1,415 人") == .init(value: "1415", certainty: 1))
        #expect(Normaliser.count("十二名") == .init(value: "12", certainty: 0.95))
        #expect(Normaliser.count("约400人")?.certainty == 0.7)
        #expect(Normaliser.count("400余人")?.certainty == 0.7)
        for text in ["1-2人", "120名（其中女50名）", "若干", ""] { #expect(Normaliser.count(text) == nil, "\(text)") }
    }

    @Test(arguments: [
        ("90天", "90"), ("不少于90日", "90"), ("90", "90"), ("3个月", "90"), ("三个月", "90"), ("3月", "90"), ("1年", "365"),
        ("2周", "14"), ("三十天", "30"),
    ])
    func days(_ text: String, _ expected: String) { #expect(Normaliser.days(text)?.value == expected) }

    @Test func perCent() {
        #expect(Normaliser.percent("1.5%") == .init(value: "1.5", certainty: 1))
        #expect(Normaliser.percent("1.50 ％") == .init(value: "1.5", certainty: 1))
        #expect(Normaliser.percent("100%")?.value == "100")
        #expect(Normaliser.percent("1.5")?.certainty == 0.85)
        #expect(Normaliser.percent("1.5%至2.5%") == nil)
        #expect(Normaliser.percent("—") == nil)
    }

    @Test func allowances() {
        #expect(Normaliser.allowance("每月300元", unit: nil) == .init(value: "300", certainty: 1))
        #expect(Normaliser.allowance("300", unit: "元/月") == .init(value: "300", certainty: 1))
        #expect(Normaliser.allowance("3600元/年", unit: nil) == .init(value: "300", certainty: 0.85))
        #expect(Normaliser.allowance("300元", unit: nil)?.certainty == 0.9)
        #expect(Normaliser.allowance("一次性2000元", unit: nil)?.certainty == 0.5)
        #expect(Normaliser.allowance("300元至500元", unit: nil) == nil)
    }

    @Test func years() {
        #expect(Normaliser.year("2025年度") == .init(value: "2025", certainty: 1))
        #expect(Normaliser.year("二〇二五年") == .init(value: "2025", certainty: 1))
        #expect(Normaliser.year("2025年（2025.1-2025.12）")?.value == "2025")
        #expect(Normaliser.year("2024-2025") == nil)
        #expect(Normaliser.year("2301") == nil)
        #expect(Normaliser.year("第3年") == nil)
    }

    @Test(arguments: ["", " ", "-", "—", "－－", "/", "／", "无", "暂无", "N/A", "n/a", "…".replacing("…", with: "...")])
    func emptyFieldsSayNothing(_ text: String) throws {
        #expect(Normaliser.isBlank(text))
        let normaliser = Normaliser(vocabulary: try Repository.vocabulary())
        #expect(normaliser.normalise(text, as: .text) == nil)
    }

    @Test(arguments: ["0", "无锡", "√", "无固定期限"])
    func shortFieldsMaySaySomething(_ text: String) { #expect(!Normaliser.isBlank(text)) }
}
