// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ReportWriter

/// The generator of Park and Miller: the same cases on every run.
struct Cases {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
        state = state * 48271 % 2_147_483_647
        return Int(state) % bound
    }
}

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("车工", 4), ("（一）", 6), ("，。：", 6), ("ＡＢ", 4), ("　", 2), ("ｱ", 1), ("가", 2), ("㎡", 2),
        ("≥100", 4),
        ("e\u{301}", 1), ("\u{301}", 0), ("“”…—·", 5), ("\u{200B}", 0), ("\u{1B}", 0), ("😀", 2), ("👩‍🔧", 2), ("✓✗", 2),
        ("❤\u{FE0F}", 2), ("𠮷", 2), ("⼀", 2), ("が", 2), ("か\u{3099}", 2), ("〇", 2), ("①", 1), ("√", 1),
        ("\u{1112}\u{1161}\u{11AB}", 2),
        ("ﷺ", 1), ("é", 1), ("□■", 2),
    ]) func ofKnownTexts(_ text: String, _ width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test func addsUp() {
        var cases = Cases(state: 7)
        let alphabet = Array("a1 车工（）。，é“”😀ＡⅤ")
        for _ in 0..<200 {
            let left = String((0..<cases.next(20)).map { _ in alphabet[cases.next(alphabet.count)] })
            let right = String((0..<cases.next(20)).map { _ in alphabet[cases.next(alphabet.count)] })
            #expect(DisplayWidth.of(left + right) == DisplayWidth.of(left) + DisplayWidth.of(right))
        }
    }

    @Test func wrappedLinesFitAndKeepPunctuationInPlace() {
        var cases = Cases(state: 2026)
        let plain = Array("车工评价人员数控abc 1234.5 第2页，年月")
        for _ in 0..<600 {
            var text = ""
            for _ in 0..<(1 + cases.next(60)) {
                text.append(plain[cases.next(plain.count)])
                switch cases.next(9) {
                case 0: text += "。"
                case 1: text += "（甲）"
                case 2: text += "“乙”、"
                case 3: text += "《丙》；"
                case 4: text += " "
                default: break
                }
            }
            text = VisibleText.shown(text)
            let width = 20 + cases.next(60)
            let lines = LineWrapper.wrap(text, width: width)
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
            for (index, line) in lines.enumerated() {
                #expect(DisplayWidth.of(line) <= width)
                #expect(line.first != " " && line.last != " ")
                if index > 0, let first = line.first { #expect(!LineWrapper.isClosing(first), "\(width) \(lines)") }
                if index < lines.count - 1, let last = line.last { #expect(!LineWrapper.isOpening(last), "\(lines)") }
            }
        }
    }

    @Test func breaksWhereReadersExpect() {
        #expect(LineWrapper.wrap("专职工作人员，三名", width: 12) == ["专职工作人", "员，三名"])
        #expect(LineWrapper.wrap("条款规定（一）项", width: 10) == ["条款规定", "（一）项"])
        #expect(LineWrapper.wrap("one two three", width: 7) == ["one two", "three"])
        #expect(LineWrapper.wrap("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
        #expect(LineWrapper.wrap("", width: 4) == [""])
    }

    @Test func clipsToTheWidth() {
        #expect(LineWrapper.clip("专职工作人员", width: 7) == "专职工…")
        #expect(LineWrapper.clip("专职", width: 4) == "专职")
    }
}
