// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Parser

@Suite struct NormaliserDateTests {
    @Test(arguments: [
        ("2026年3月5日", "2026-03-05"), ("2026年03月05日", "2026-03-05"), ("２０２６年３月５日", "2026-03-05"),
        ("2026 年 3 月 5 日", "2026-03-05"), ("2 0 2 6 年 3 月 1 5 日", "2026-03-15"), ("2026年3月5号", "2026-03-05"),
        ("二〇二六年三月五日", "2026-03-05"), ("二○二六年三月五日", "2026-03-05"), ("二零二六年十二月三十一日", "2026-12-31"),
        ("二Ｏ二六年三月五日", "2026-03-05"), ("二O二六年三月五日", "2026-03-05"), ("二0二六年三月二十日", "2026-03-20"),
        ("二〇二〇年一〇月一〇日", "2020-10-10"), ("二〇二六年三月廿五日", "2026-03-25"), ("2026年三月卅日", "2026-03-30"),
        ("2026.3.5", "2026-03-05"), ("2026.03.05", "2026-03-05"), ("2026．3．5", "2026-03-05"),
        ("2026-03-05", "2026-03-05"),
        ("2026—03—05", "2026-03-05"), ("2026－3－5", "2026-03-05"), ("2026/3/5", "2026-03-05"),
        ("2026/03/05", "2026-03-05"),
        ("20260305", "2026-03-05"), ("2026-03", "2026-03"), ("2026/3", "2026-03"), ("202603", "2026-03"),
        ("2026年3月", "2026-03"), ("二〇二六年三月", "2026-03"), ("2026年03月份", "2026-03"), ("截至2026-03-05止", "2026-03-05"),
        ("成立日期：2026年3月5日", "2026-03-05"), ("长期", "长期"), ("长期有效", "长期"), ("2016年5月6日至长期", "长期"), ("永久", "长期"),
        ("无固定期限", "长期"), ("2028年2月29日", "2028-02-29"), ("2000-02-29", "2000-02-29"),
    ])
    func readsEveryStyle(_ text: String, _ expected: String) {
        #expect(Normaliser.date(text) == .init(value: expected, certainty: 1))
    }

    @Test(arguments: [
        ("2026-3-5 10:22", "2026-03-05"), ("2026-3-1 10:22:31", "2026-03-01"), ("2026/3/1 9:05", "2026-03-01"),
        ("2026.3.1 10:00", "2026-03-01"), ("10:22 2026-03-05", "2026-03-05"), ("2026年3月5日10:22", "2026-03-05"),
        ("2026-03-05T10:22:31", "2026-03-05"), ("20260305 102231", "2026-03-05"), ("2026-03-05  1", "2026-03-05"),
    ])
    func timesStayOutOfDates(_ text: String, _ expected: String) { #expect(Normaliser.date(text)?.value == expected) }

    @Test(arguments: [
        ("自2023年3月5日至2026年3月4日", "2026-03-04"), ("2023.3.5-2026.3.4", "2026-03-04"),
        ("2023-03-05至2026-03-04", "2026-03-04"),
        ("2025年11月至2028年10月", "2028-10"), ("2023/3/1 2026/2/28", "2026-02-28"), ("20230305-20260304", "2026-03-04"),
        ("二〇二三年三月五日起至二〇二六年三月四日止", "2026-03-04"),
    ])
    func aSpanEndsWithItsLastDay(_ text: String, _ expected: String) {
        #expect(Normaliser.date(text) == .init(value: expected, certainty: 0.97))
    }

    @Test(arguments: [
        "", "无", "/", "二", "2026", "2026年", "2023年至今", "2026年13月5日", "2026-13-05", "2026-13", "202613", "20261301",
        "2026-00-10",
        "20260230", "26年3月5日", "3月5日", "13812345678", "1899-12-31", "2200-01-01", "2026030512", "A20260305",
        "12026-03-05",
        "2026.13", "2026年〇月", "2023年1月2日、2024年1月2日、2025年1月2日",
    ])
    func whatIsNoDateIsNone(_ text: String) { #expect(Normaliser.date(text) == nil) }

    /// The month of an impossible day is at best a guess.
    @Test(arguments: [
        "2026-02-30", "2026年2月30日", "2026/2/29", "2026.2.30", "二〇二六年二月三十日", "2026年4月31日", "1900-02-29", "2026-03-00",
    ])
    func impossibleDaysAreNeverSure(_ text: String) {
        let result = Normaliser.date(text)
        #expect(result?.value.count ?? 7 == 7, "\(text) → \(String(describing: result))")
        #expect(result?.certainty ?? 0 <= 0.6)
    }

    /// A whole field of year, point and month is a month; among other words it could be any number.
    @Test func aPointMakesAMonthOnlyWhenItStandsAlone() {
        #expect(Normaliser.date("2026.3") == .init(value: "2026-03", certainty: 0.9))
        #expect(Normaliser.date("2026.03") == .init(value: "2026-03", certainty: 0.9))
        #expect(Normaliser.date("共2026.3元") == nil)
        #expect(Normaliser.dates(in: "2026.3") == [])
    }

    @Test func longTextsAreLessSure() {
        #expect(Normaliser.date("本合同自双方签字盖章之日起生效，有效期至2026年3月5日")?.certainty == 0.9)
    }

    @Test func findsEveryDateInOrder() {
        #expect(
            Normaliser.dates(in: "自2023年3月5日起，2024.1.2 评审，20250607备案，二〇二六年三月止，编号20250102A，共2026.5元")
                == ["2023-03-05", "2024-01-02", "2025-06-07", "2026-03"])
    }

    @Test func isoDays() {
        #expect(Normaliser.isISODay("2026-03-31"))
        for text in ["2026-03", "2026-3-31", "2026-02-30", "2026/03/31", "20260331", "2026-03-31 ", " 026-03-31", ""] {
            #expect(!Normaliser.isISODay(text), "\(text)")
        }
    }

    /// Every day from 1950 to 2050 in every style reads back as itself.
    @Test(arguments: 0..<10) func everyDayReadsBack(_ decade: Int) {
        let years = (1950 + decade * 10)...(decade == 9 ? 2050 : 1959 + decade * 10)
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var wrong: [String] = []
        var style = decade
        for y in years {
            let year = ChineseNumber.digitByDigit(y, zero: y % 2 == 0 ? "〇" : "零")
            for m in 1...12 {
                let month = ChineseNumber.spelled(m)
                let last = m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : lengths[m - 1]
                for d in 1...last {
                    let expected = "\(y)-\(two(m))-\(two(d))"
                    // Each day in three of the styles; each style meets every day of a month many times over.
                    for _ in 0..<3 {
                        style = (style + 1) % 11
                        let text =
                            switch style {
                            case 0: "\(y)年\(m)月\(d)日"
                            case 1: "\(y)年\(two(m))月\(two(d))日"
                            case 2: "\(year)年\(month)月\(ChineseNumber.spelled(d))日"
                            case 3: "\(y).\(m).\(d)"
                            case 4: "\(y).\(two(m)).\(two(d))"
                            case 5: "\(y)-\(two(m))-\(two(d))"
                            case 6: "\(y)-\(m)-\(d)"
                            case 7: "\(y)/\(m)/\(d)"
                            case 8: "\(y)\(two(m))\(two(d))"
                            case 9: "\(y) 年 \(m) 月 \(d) 日"
                            default: "\(y)/\(two(m))/\(two(d)) 8:05"
                            }
                        let result = Normaliser.date(text)
                        if result?.value != expected || result?.certainty != 1 { wrong.append(text) }
                    }
                }
                let day = last + 1
                for text in ["\(y)-\(m)-\(day)", "\(y)年\(m)月\(day)日"] where Normaliser.date(text)?.certainty ?? 0 > 0.6
                {
                    wrong.append(text)
                }
                if Normaliser.date("\(y)\(two(m))\(day)") != nil { wrong.append("\(y)\(two(m))\(day)") }
            }
        }
        #expect(wrong == [])
    }
}
