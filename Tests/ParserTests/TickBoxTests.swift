// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Parser

@Suite struct TickBoxTests {
    private let normaliser: Normaliser

    init() throws { normaliser = Normaliser(vocabulary: try Repository.vocabulary()) }

    private func kind(_ text: String) -> Normaliser.Result? {
        normaliser.normalise(text, as: .choice, list: "applicant-kind")
    }

    @Test(arguments: [
        "□企业 ☑事业单位 □社会团体", "□企业 ■事业单位 □社会团体", "☐企业 ☒事业单位 ☐社会团体", "○企业 ●事业单位 ○社会团体", "◯企业 ◉事业单位",
        "[ ]企业 [√]事业单位 [ ]社会团体", "【 】企业 【√】事业单位", "（ ）企业 （√）事业单位 （ ）社会团体", "( )企业 (V)事业单位", "□企业 □√事业单位 □社会团体",
        "□企业 √事业单位 □社会团体", "□企业□✔事业单位□社会团体", "企业（ ） 事业单位（√） 社会团体（ ）", "企业( ) 事业单位(✓) 社会团体( )", "企业[ ]事业单位[v]",
        "企业□ 事业单位☑ 社会团体□", "企业 事业单位√ 社会团体", "企业□ 事业单位□√ 社会团体□", "企业（×） 事业单位（√） 社会团体（×）", "□其他 □企业 ☑事业单位",
        "□ 企业\n☑ 事业单位\n□ 其他（请注明）",
    ])
    func theTickedOptionCounts(_ text: String) { #expect(kind(text) == .init(value: "事业单位", certainty: 1)) }

    @Test(arguments: [
        "□企业 □事业单位 □社会团体", "企业（ ） 事业单位（ ）", "[ ]企业 [ ]事业单位", "☑企业 ☑事业单位", "企业（√） 事业单位（√）", "■企业 ■社会团体 □院校", "□企业 ☑其他",
        "企业□ 其他☑", "企业（×） 事业单位（ ）",
        // Whose boxes are these?
        "企业 □事业单位 ☑社会团体",
    ])
    func noneOrTwoTicksSayNothing(_ text: String) { #expect(kind(text) == nil) }

    @Test(arguments: [
        ("☑民办非企业单位 □企业 □事业单位", "民办非企业单位"), ("□民办非企业单位 ☑企业 □事业单位", "企业"), ("□企业 ☑民办非企业单位（社会服务机构）", "民办非企业单位"),
        ("企业（ ）民办非企业单位（√）", "民办非企业单位"), ("企业（√）民办非企业单位（ ）", "企业"),
    ])
    func optionsThatHoldOtherOptions(_ text: String, _ expected: String) { #expect(kind(text)?.value == expected) }

    @Test(arguments: [
        ("☑用人单位 □社会培训评价组织 □职业技能考核鉴定机构 □专项职业能力考核机构", "employer"), ("□用人单位 ☑社会培训评价组织", "training-organization"),
        ("用人单位 □　社会培训评价组织 □　职业技能考核鉴定机构 ☑", "appraisal-body"), ("专项职业能力考核机构", "special-skill-body"),
    ])
    func classes(_ text: String, _ expected: String) {
        #expect(normaliser.normalise(text, as: .choice, list: "class")?.value == expected)
    }

    @Test func wordsWithoutBoxes() {
        #expect(kind("企业") == .init(value: "企业", certainty: 1))
        #expect(kind("民办非企业单位")?.value == "民办非企业单位")
        // Several words, no box: the longest is likely meant, a person has to see.
        #expect(kind("企业、事业单位、社会团体")?.certainty == 0.85)
        #expect(kind("其他") == nil)
        #expect(normaliser.normalise("企业", as: .choice, list: "no-such-list") == nil)
        #expect(normaliser.normalise("企业", as: .choice) == nil)
        #expect(normaliser.normalise("兼职", as: .choice, list: "employment")?.value == "part-time")
        #expect(normaliser.normalise("专职", as: .choice, list: "employment")?.value == "full-time")
        #expect(normaliser.normalise("专职□ 兼职☑", as: .choice, list: "employment")?.value == "part-time")
    }

    @Test func bracketsWithWordsAreNoBoxes() {
        let words = ["a": ["甲"], "b": ["乙"]]
        #expect(TickBoxes.options(in: "甲（某）乙", words: words) == nil)
        #expect(TickBoxes.options(in: "甲乙", words: words) == nil)
        #expect(TickBoxes.options(in: "", words: words) == nil)
        #expect(TickBoxes.options(in: "（", words: words) == nil)
        #expect(TickBoxes.options(in: "□", words: words) == [])
        #expect(
            TickBoxes.options(in: "甲（√）（注）乙（ ）", words: words)
                == [.init(value: "a", ticked: true), .init(value: "b", ticked: false)])
    }

    /// Every subset of ticks, in every style, reads back.
    @Test func everySubsetInEveryStyle() {
        let words = ["1": ["甲类"], "2": ["乙类"], "3": ["甲类以外"], "4": ["丁"]]
        let names = ["甲类", "乙类", "甲类以外", "丁"]
        let before: [(String, String)] = [
            ("☑", "□"), ("■", "□"), ("[√]", "[ ]"), ("（√）", "（　）"), ("□√", "□"), ("√", "□"), ("☒", "☐"), ("●", "○"),
        ]
        for mask in 0..<16 {
            let expected = names.indices.map { TickBoxes.Option(value: "\($0 + 1)", ticked: mask & 1 << $0 != 0) }
            for (yes, no) in before {
                let front = expected.indices.map { (expected[$0].ticked ? yes : no) + names[$0] }.joined(separator: " ")
                #expect(TickBoxes.options(in: front, words: words) == expected, "\(front)")
                let back = expected.indices.map { names[$0] + (expected[$0].ticked ? yes : no) }.joined(separator: " ")
                #expect(TickBoxes.options(in: back, words: words) == expected, "\(back)")
            }
        }
    }
}
