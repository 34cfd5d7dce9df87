// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

@Suite struct ScanNoiseTests {
    @Test(arguments: [
        ("≥100㎡ whose sign became a character", "过100㎡", ValueType.area),
        ("a sign that became two", "之立100平方米", .area),
        ("a count", "这5", .number),
        ("a letter inside a number", "1O0", .number),
        ("a sum", "立200万元", .money),
    ])
    func aNumberBesideALostSignIsDoubtful(_ what: String, _ text: String, _ type: ValueType) {
        #expect(ScanNoise.repaired(text, as: type).certainty <= 0.5, "\(what)")
    }

    @Test(arguments: [
        ("350㎡", ValueType.area), ("建筑面积350平方米", .area), ("约120㎡", .area), ("12名", .number), ("人民币2000万元", .money),
        ("(实缴)500万元", .money), ("¥639319.60", .money), ("1.6%", .percent), ("不少于180天", .days),
    ])
    func plainQuantitiesKeepTheirCertainty(_ text: String, _ type: ValueType) {
        let repaired = ScanNoise.repaired(text, as: type)
        #expect(repaired.certainty == 1)
        #expect(repaired.text == text)
    }

    @Test(arguments: [
        ("hr91@examp1e.com", "hr91@example.com"), ("sch00l@b0ok.cn", "sch00l@book.cn"), ("hr7@163.com", "hr7@163.com"),
    ])
    func anAddressOfLettersGetsItsLettersAndStaysDoubtful(_ text: String, _ expected: String) {
        let repaired = ScanNoise.repaired(text, as: .email)
        #expect(repaired.text == expected && repaired.certainty < 0.8)
    }

    @Test func theLineOfABlankIsNotPartOfTheValue() {
        #expect(ScanNoise.repaired("_860", as: .area) == ("860", 1))
        #expect(ScanNoise.repaired("__某某公司_", as: .name) == ("某某公司", 1))
    }

    @Test(arguments: ["350m7", "350mf", "350mt", "350肝", "35011T"])
    func squareMetresAreKnownInWhatTheyBecome(_ text: String) {
        let repaired = ScanNoise.repaired(text, as: .area)
        #expect(Normaliser.area(repaired.text, unit: nil) == .init(value: "350", certainty: 1))
        #expect(repaired.certainty < 1)
    }

    @Test func strokesBesideDateWordsAreOnes() {
        let (text, certainty) = ScanNoise.repaired("2024年]月1]日", as: .date)
        #expect(Normaliser.date(text)?.value == "2024-01-11")
        #expect(certainty < 1)
        #expect(ScanNoise.repaired("2024年3月12日", as: .date) == ("2024年3月12日", 1))
    }

    /// Every code of a hundred, every place, every twin outside the alphabet: the code comes back.
    @Test func lettersOutsideTheAlphabetComeBack() {
        var dice = Dice(7)
        for _ in 0..<100 {
            let code = Self.code(&dice)
            for (letter, twin) in [("O", "0"), ("I", "1"), ("Z", "2"), ("S", "5")] where code.contains(twin) {
                guard let place = code.firstIndex(of: Character(twin)) else { continue }
                let misread = code.replacingCharacters(in: place...place, with: letter)
                let (text, certainty) = ScanNoise.repaired(misread, as: .uscc)
                #expect(text == code)
                #expect(certainty >= 0.9)
            }
        }
    }

    /// A look-alike inside the alphabet is undone only where the check character leaves one choice, and never surely.
    @Test func oneLookalikeIsUndoneOnlyWhenUnique() {
        var dice = Dice(11)
        var undone = 0
        var kept = 0
        for _ in 0..<200 {
            let code = Self.code(&dice)
            guard let place = code.firstIndex(of: "8") else { continue }
            let misread = code.replacingCharacters(in: place...place, with: "B")
            let (text, certainty) = ScanNoise.repaired(misread, as: .uscc)
            #expect(certainty < 0.8, "it has to go to a person unless another document agrees")
            if text == code { undone += 1 } else { kept += 1 }
            #expect(text == code || text == misread || UnifiedCode.isValid(text))
        }
        #expect(undone > kept * 3)
        #expect(ScanNoise.repaired("91330212MA2MKB5H01", as: .uscc).certainty == 1)
    }

    @Test func anIdentityNumberThatFailsItsCheckIsDoubtful() {
        #expect(
            ScanNoise.repaired("33020319850312123X", as: .idNumber).certainty <= 0.6
                || ResidentID.isValid("33020319850312123X"))
        #expect(ScanNoise.repaired("3302O319850312123X", as: .idNumber).text == "33020319850312123X")
    }

    @Test func boxesToTickLookLikeCharacters() throws {
        let normaliser = Normaliser(vocabulary: try Repository.vocabulary())
        func kind(_ text: String, scanned: Bool) -> Normaliser.Result? {
            normaliser.normalise(text, as: .choice, list: "employment", scanned: scanned)
        }
        #expect(kind("回专职 口兼职", scanned: true)?.value == "full-time")
        #expect(kind("口专职 国兼职", scanned: true)?.value == "part-time")
        #expect(kind("口专职 口兼职", scanned: true) == nil)
        #expect(kind("回专职 口兼职", scanned: true).map { $0.certainty < 1 } == true)
    }

    private static func code(_ dice: inout Dice) -> String {
        while true {
            let body = "9133" + (0..<13).map { _ in String(dice.pick(UnifiedCode.alphabet)) }.joined()
            for last in UnifiedCode.alphabet where UnifiedCode.isValid(body + String(last)) {
                return body + String(last)
            }
        }
    }
}
