// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@Suite struct MaskingTests {
    @Test(arguments: [
        ("身份证 33010619850101001X 止", "身份证 330106**********1X 止"),
        ("张三_330106198501010012.jpg", "张三_330106**********12.jpg"),
        ("电话13812345678。", "电话138****5678。"),
        ("330106850101001", "330106*******01"),
        ("33010619850101001x", "330106**********1x"),
        ("+8613812345678", "+86138****5678"),
        ("13812345678/13912345678", "138****5678/139****5678"),
        // A number that is none, for a wrong check character or birthday, is still somebody's.
        ("330106198513010012", "330106**********12"),
    ])
    func hidesNumbersOfPeople(_ text: String, _ expected: String) { #expect(Masking.mask(text) == expected) }

    @Test(arguments: [
        ("３３０１０６１９８５０１０１００１Ｘ", "３３０１０６**********１Ｘ"),
        ("手机１３８１２３４５６７８", "手机１３８****５６７８"),
        ("３３０１０６19850101001X", "３３０１０６**********1X"),
        ("330106 19850101 001X", "330106 ******** **1X"),
        ("330106　19850101　0012", "330106　********　**12"),
        ("3301 0619 8501 0100 1X", "3301 06** **** **** 1X"),
        ("33010619850101001 X", "330106**********1 X"),
        ("3 3 0 1 0 6 1 9 8 5 0 1 0 1 0 0 1 X", "3 3 0 1 0 6 * * * * * * * * * * 1 X"),
        ("1 330106 19850101 001X 2", "1 330106 ******** **1X 2"),
        ("138 1234 5678", "138 **** 5678"),
        ("138-1234-5678", "138-****-5678"),
        ("5 138 1234 5678", "5 138 **** 5678"),
    ])
    func hidesFullWidthAndGroupedNumbers(_ text: String, _ expected: String) {
        #expect(Masking.mask(text) == expected)
    }

    @Test(arguments: [
        ("0571-87654321", "057*-****4321"),
        ("0571－87654321", "057*－****4321"),
        ("０５７１－８７６５４３２１", "０５７*－****４３２１"),
        ("（0571）87654321", "（057*）****4321"),
        ("(0571) 8765 4321", "(057*) **** 4321"),
        ("0571 87654321", "057* ****4321"),
        ("057187654321", "057*****4321"),
        ("0580-8765432", "058*-***5432"),
        ("010-65432109", "010-****2109"),
        ("021-20654321转801", "021-****4321转801"),
        ("电话：0571-87654321-801", "电话：057*-****4321-801"),
    ])
    func hidesLandlines(_ text: String, _ expected: String) { #expect(Masking.mask(text) == expected) }

    @Test(arguments: [
        "宁波91330110MA2T00015U", "编号 XY20260304547218", "91330110MA2T00015U", "52330782MJ9A0003X4", "12330000470000013F",
        // Credit codes of digits only, or of digits and an X.
        "123502001549897397", "１２３５０２００１５４９８９７３９７",
        // Certificate numbers, document numbers, dates, times, sums, areas.
        "Y000033010203260500001", "Y000033010203", "浙考评330620240011", "1133000000400012", "SZ33-BA-0081",
        "0333-20250012",
        "XY0571-87654321", "0571-87654321A", "〔2026〕12号", "2026-03-05", "2026-03-05 10:22:31", "20260305",
        "20240101 20251231",
        "2026.3.1至2029.2.28", "1,500,000.00元", "100 200 300 400 500 600", "12345678901", "10012345678",
        "330106198501010012A",
        "第33010619850101001X1号", "6222 0212 0201 2345 678", "", "一二三", "86", "0571", "0571-", "-", " ", "X",
    ])
    func leavesCodesAndDates(_ text: String) {
        #expect(Masking.mask(text) == text)
        #expect(Masking.sensitiveRanges(in: text).isEmpty)
    }

    /// Every way to set one number apart with single spaces.
    @Test func hidesAnIDWhereverItsSpacesStand() {
        let id = Array("33010619850101001X")
        for first in 1..<17 {
            for second in (first + 1)..<18 {
                let text = String(id[..<first]) + " " + String(id[first..<second]) + "\u{A0}" + String(id[second...])
                let masked = Masking.mask("号：\(text)，")
                let stars = masked.filter { $0 == "*" }.count
                #expect(stars == 10, "\(text) → \(masked)")
                #expect(masked.count == text.count + 3)
                #expect(masked.filter { $0 != "*" && !$0.isWhitespace } == "号：3301061X，")
            }
        }
    }

    @Test func rangesCountTheCharactersOfTheText() {
        let text = "👨‍👩‍👧e\u{301}：３３０１０６ 19850101 001X；（0571）87654321、13812345678"
        let characters = Array(text)
        let found = Masking.sensitiveRanges(in: text).map { String(characters[$0]) }
        #expect(found == ["３３０１０６ 19850101 001X", "0571）87654321", "13812345678"])
        let hidden = Masking.hiddenRanges(in: characters).map { String(characters[$0]) }
        #expect(hidden == ["19850101 00", "1）8765", "1234"])
    }

    /// Masking changes digits only, keeps every place, and finds nothing more in what it left.
    @Test func maskingIsStableAndKeepsTheLength() {
        var state: UInt64 = 20_220_326
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces = [
            "1", "86", "138", "0571", "33010619850101001", "X", "x", "Ｘ", " ", "  ", "-", "－", ")", "(", "A",
            "19850101", "8765", "4321", "０５",
            "年", "13812345678", "9133", "，", "\n", "\u{301}",
        ]
        for _ in 0..<4000 {
            let text = (0..<(1 + next(9))).map { _ in pieces[next(pieces.count)] }.joined()
            let masked = Masking.mask(text)
            let (before, after) = (Array(text), Array(masked))
            #expect(before.count == after.count)
            for (a, b) in zip(before, after) where a != b { #expect(b == "*" && a.isWholeNumber) }
            #expect(Masking.mask(masked) == masked, "\(text)")
        }
    }
}
