// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

@Suite struct NormaliserCodeTests {
    static let creditCodes = [
        "91350200MA2YJ1XR9G", "91350200776049653A", "123502001549897397", "91440101MA5CJQ4N59", "11622700013944908W",
        "91110108MA01EBFH9B", "1112000000012568X5", "91330110MA2T00015U", "12330000470000013F", "51330200500000023N",
        "52330782MJ9A0003X4", "91320100MA1T00048E",
    ]
    static let residentIDs = ["11010519491231002X", "440524188001010014", "34052419800101001X", "33010619850101001X"]

    // MARK: Unified social credit codes

    @Test(arguments: creditCodes) func creditCodesPassTheirCheck(_ code: String) {
        #expect(UnifiedCode.isValid(code))
        #expect(Normaliser.uscc(code) == .init(value: code, certainty: 1))
        #expect(Normaliser.uscc(code.lowercased()) == .init(value: code, certainty: 1))
        let characters = Array(code)
        let spaced = stride(from: 0, to: 18, by: 6).map { String(characters[$0..<($0 + 6)]) }.joined(separator: " ")
        #expect(Normaliser.uscc(spaced)?.value == code)
        #expect(Normaliser.uscc("（\(code)）") == .init(value: code, certainty: 1))
        #expect(Normaliser.uscc("统一社会信用代码：\(code)")?.value == code)
    }

    /// Any one character changed, into any other, is noticed.
    @Test(arguments: creditCodes) func oneWrongCharacterFailsTheCheck(_ code: String) {
        let characters = Array(code)
        for place in characters.indices {
            for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" where other != characters[place] {
                var wrong = characters
                wrong[place] = other
                #expect(!UnifiedCode.isValid(String(wrong)), "\(String(wrong))")
            }
        }
    }

    @Test func doubtfulCreditCodesAreKeptButNotTrusted() {
        #expect(Normaliser.uscc("91350203M0001QAY9B") == .init(value: "91350203M0001QAY9B", certainty: 0.6))
        #expect(Normaliser.uscc("91330110MA2T00015")?.certainty == 0.5)
        #expect(Normaliser.uscc("91330110-MA2T00015U") == .init(value: "91330110MA2T00015U", certainty: 0.95))
        for text in ["", "见营业执照", "91330110", "91330110MA2T00015U91330110MA2T00015U", "33010"] {
            #expect(Normaliser.uscc(text) == nil, "\(text)")
        }
        for text in ["", "91330110MA2T00015", "91330110MA2T00015UU", "91330110ma2t00015u", "９1330110MA2T00015U"] {
            #expect(!UnifiedCode.isValid(text))
        }
    }

    // MARK: Resident IDs

    @Test(arguments: residentIDs) func identityNumbersPassTheirCheck(_ number: String) {
        #expect(ResidentID.isValid(number))
        #expect(Normaliser.idNumber(number) == .init(value: number, certainty: 1))
        #expect(Normaliser.idNumber(number.lowercased()) == .init(value: number, certainty: 1))
        #expect(Normaliser.idNumber("'" + number)?.value == number)
        let characters = Array(number)
        #expect(
            Normaliser.idNumber(
                "\(String(characters[..<6])) \(String(characters[6..<14])) \(String(characters[14...]))")?.value
                == number)
    }

    @Test(arguments: residentIDs) func oneWrongDigitFailsTheCheck(_ number: String) {
        let characters = Array(number)
        for place in characters.indices {
            for other in place == 17 ? "0123456789X" : "0123456789" where other != characters[place] {
                var wrong = characters
                wrong[place] = other
                #expect(!ResidentID.isValid(String(wrong)), "\(String(wrong))")
            }
        }
        for place in 0..<16 where characters[place] != characters[place + 1] {
            var swapped = characters
            swapped.swapAt(place, place + 1)
            #expect(!ResidentID.isValid(String(swapped)), "\(String(swapped))")
        }
    }

    @Test func doubtfulIdentityNumbers() {
        #expect(Normaliser.idNumber("330106198501010011") == .init(value: "330106198501010011", certainty: 0.8))
        #expect(Normaliser.idNumber("330106850101001") == .init(value: "330106850101001", certainty: 0.8))
        #expect(Normaliser.idNumber("330106********001X")?.certainty == 0.5)
        for text in ["", "3301061985010100", "居民身份证", "330106198501010012345", "91330110MA2T00015U"] {
            #expect(Normaliser.idNumber(text) == nil, "\(text)")
        }
        for text in ["", "330106850101001", "33010619850101001x", "３3010619850101001X", "330106198501010X1X"] {
            #expect(!ResidentID.isValid(text), "\(text)")
        }
    }

    // MARK: Phones, mail, names

    @Test func phones() {
        #expect(Normaliser.phone("13812345678") == .init(value: "13812345678", certainty: 1))
        #expect(Normaliser.phone("138-1234-5678")?.value == "13812345678")
        #expect(Normaliser.phone("１３８ １２３４ ５６７８")?.value == "13812345678")
        #expect(Normaliser.phone("0571-87654321") == .init(value: "0571-87654321", certainty: 0.95))
        #expect(Normaliser.phone("110") == nil)
        #expect(Normaliser.phone("13812345678、13912345678") == nil)
    }

    @Test func mail() {
        #expect(Normaliser.email(" pj@example.com ")?.value == "pj@example.com")
        #expect(Normaliser.email("pj @ example.com")?.value == "pj@example.com")
        for text in ["@example.com", "pj@example", "见附件"] { #expect(Normaliser.email(text) == nil, "\(text)") }
    }

    @Test(arguments: [
        ("张  三", "张三"), ("某某公司(盖章)", "某某公司"), ("某某公司（公章）", "某某公司"), ("(某某公司)", "某某公司"), ("杭州(萧山)某某公司", "杭州（萧山）某某公司"),
        ("（某）公司（某）", "（某）公司（某）"), ("张三，男", "张三"), ("张三；李四", "张三"), ("某某\n公司", "某某"),
    ])
    func names(_ text: String, _ expected: String) { #expect(Normaliser.name(text)?.value == expected) }

    // MARK: Occupation codes

    @Test(arguments: ["6-18-01-01", "6－18－01－01", "6—18—01—01", "6180101", "6 18 01 01", "6.18.01.01", "６１８０１０１"])
    func occupationCodes(_ text: String) { #expect(Normaliser.occupationCode(text)?.value == "6-18-01-01") }

    @Test func doubtfulOccupationCodes() {
        #expect(Normaliser.occupationCode("6-18-01-01")?.certainty == 1)
        #expect(Normaliser.occupationCode("6180101")?.certainty == 0.9)
        for text in ["X-XX-XX-XX", "6-18-01", "6-18-01-011", "6-18-01-01车工", ""] {
            #expect(Normaliser.occupationCode(text) == nil, "\(text)")
        }
    }

    // MARK: Levels

    @Test(arguments: [
        ("五级/初级工、四级/中级工", "5 4"), ("五级/初级工、四级/中级工、三级/高级工", "5 4 3"), ("高级技师", "1"), ("技师", "2"), ("高级", "3"),
        ("高级工", "3"),
        ("技师、高级技师", "2 1"), ("高级技师、技师、高级工", "3 2 1"), ("二级（技师）、一级（高级技师）", "2 1"), ("五级、四级、三级、二级、一级", "5 4 3 2 1"),
        ("初级，中级，高级", "5 4 3"), ("五、四、三级", "5 4 3"), ("一、二、三级", "3 2 1"), ("三级/高级", "3"), ("高级工（三级）", "3"),
        ("职业技能等级四级", "4"),
        ("5级、4级", "5 4"), ("５级", "5"), ("5-3级", "5 4 3"), ("5级-3级", "5 4 3"), ("五至三级", "5 4 3"), ("五级—三级", "5 4 3"),
        ("五级～一级", "5 4 3 2 1"),
        ("4到2级", "4 3 2"), ("三至五级", "5 4 3"), ("初级至高级", "5 4 3"), ("初级工至高级技师", "5 4 3 2 1"), ("五级/初级工-三级/高级工", "5 4 3"),
        ("五级至三级、一级", "5 4 3 1"), ("五级-四级、二级-一级", "5 4 2 1"), ("五级（初级工）至四级（中级工）", "5 4"),
    ])
    func levels(_ text: String, _ expected: String) {
        #expect(Normaliser.levels(text) == .init(value: expected, certainty: 1))
    }

    @Test(arguments: [
        ("三级及以下", "5 4 3", 0.9), ("四级及以上", "4 3 2 1", 0.9), ("高级工及以下", "5 4 3", 0.9), ("三级以下", "5 4 3", 0.7),
        ("三级（含）以上", "3 2 1", 0.7),
        ("345", "5 4 3", 0.85), ("5、4、3", "5 4 3", 0.85), ("五、四", "5 4", 0.85),
    ])
    func doubtfulLevels(_ text: String, _ expected: String, _ certainty: Double) {
        #expect(Normaliser.levels(text) == .init(value: expected, certainty: certainty))
    }

    @Test(arguments: ["不分等级", "不分级", "特级技师", "首席技师", "", "学徒工", "等级", "2026", "67", "6-18-01-01"])
    func noLevels(_ text: String) { #expect(Normaliser.levels(text) == nil) }

    /// A form prints all five levels; only the ticked ones are applied for.
    @Test(arguments: [
        ("☑五级 ☑四级 □三级 □二级 □一级", "5 4"), ("□五级/初级工 □四级/中级工 ☑三级/高级工", "3"), ("五级（√）四级（√）三级（ ）", "5 4"),
        ("■高级技师 □技师 □高级工", "1"), ("□√三级 □二级", "3"),
    ])
    func tickedLevels(_ text: String, _ expected: String) {
        #expect(Normaliser.levels(text) == .init(value: expected, certainty: 1))
    }

    @Test(arguments: ["□五级 □四级 □三级", "五级（ ）四级（ ）"]) func noTickNoLevel(_ text: String) {
        #expect(Normaliser.levels(text) == nil)
    }

    @Test func everyRangeOfLevels() {
        let names = ["", "一级/高级技师", "二级/技师", "三级/高级工", "四级/中级工", "五级/初级工"]
        for from in 1...5 {
            for to in 1...5 where from != to {
                let expected = stride(from: max(from, to), through: min(from, to), by: -1).map(String.init).joined(
                    separator: " ")
                for separator in ["至", "-", "—", "~", "到"] {
                    #expect(Normaliser.levels("\(names[from])\(separator)\(names[to])")?.value == expected)
                    #expect(Normaliser.levels("\(from)\(separator)\(to)级")?.value == expected)
                }
            }
        }
        for mask in 1..<32 {
            let chosen = (1...5).filter { mask & 1 << ($0 - 1) != 0 }.reversed()
            let expected = chosen.map(String.init).joined(separator: " ")
            #expect(Normaliser.levels(chosen.map { names[$0] }.joined(separator: "、"))?.value == expected)
            let boxes = (1...5).reversed().map { (chosen.contains($0) ? "☑" : "□") + names[$0] }.joined(separator: " ")
            #expect(Normaliser.levels(boxes)?.value == expected, "\(boxes)")
        }
    }
}
