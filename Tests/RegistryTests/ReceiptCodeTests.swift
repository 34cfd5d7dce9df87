// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import Testing

@testable import Registry

@Suite struct ReceiptCodeTests {
    private static let codes: [ReceiptCode] = (0..<6).map { number in
        let days = ["20260331", "20270101", "20281231", "20290228", "20261111", "20300606"]
        return ReceiptCode(day: days[number], digest: Ed25519.sha256([UInt8(number)]))
    }

    private func fault(_ text: String) -> ReceiptCode.Fault? {
        do {
            _ = try ReceiptCode(entered: text)
            return nil
        } catch { return error }
    }

    @Test func hasTheFormThatIsPromised() throws {
        let form = try Regex("HZ-20[0-9]{6}(-[0-9A-HJ-NP-RTUWXY]{3}){3}-[0-9A-HJ-NP-RTUWXY]")
        let institution = try Regex("[A-Z][0-9]{12}")
        #expect(ReceiptCode.alphabet.count == 31)
        #expect(ReceiptCode.alphabet.allSatisfy { !"IOSVZ".contains($0) })
        for code in Self.codes {
            #expect(code.description.wholeMatch(of: form) != nil)
            #expect(code.description.filter { $0 != "-" }.wholeMatch(of: institution) == nil)
            #expect(try ReceiptCode(entered: code.description) == code)
        }
        #expect(Set(Self.codes.map { $0.description.dropFirst(11) }).count == Self.codes.count)
    }

    @Test func isFixedForAllTime() {
        // Receipts already issued must stay verifiable.
        let digest: [UInt8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0x99]
        let code = ReceiptCode(day: "20260331", digest: digest)
        #expect(code.description == "HZ-20260331-YPJ-17X-2KT-R")
    }

    @Test func everySingleErrorIsNoticed() throws {
        for code in Self.codes {
            let text = Array(code.description)
            for place in text.indices where text[place] != "-" {
                for wrong in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" where wrong != text[place] {
                    var entered = text
                    entered[place] = wrong
                    // A letter that is forgiven for the digit that stands there is no error.
                    if let read = try? ReceiptCode(entered: String(entered)) {
                        #expect(read == code)
                        let forgiven: [Character: Character] = ["O": "0", "I": "1", "S": "5", "Z": "2", "2": "Z"]
                        #expect(forgiven[wrong] == text[place])
                    }
                }
            }
        }
    }

    @Test func everyExchangeOfTwoIsNoticed() throws {
        for code in Self.codes {
            let text = Array(code.description)
            for first in text.indices.dropFirst(3) {
                for second in text.indices.dropFirst(first + 1) where text[first] != text[second] {
                    if text[first] == "-" || text[second] == "-" { continue }
                    var entered = text
                    entered.swapAt(first, second)
                    #expect(fault(String(entered)) != nil)
                }
            }
            #expect(fault("ZH" + code.description.dropFirst(2)) != nil)
        }
    }

    @Test func everyLossAndEveryDoublingIsNoticed() {
        for code in Self.codes {
            let text = Array(code.description.filter { $0 != "-" })
            for place in text.indices {
                var lost = text
                lost.remove(at: place)
                var doubled = text
                doubled.insert(text[place], at: place)
                #expect(fault(String(lost)) != nil)
                #expect(fault(String(doubled)) != nil)
            }
        }
    }

    @Test func whatIsMeantIsUnderstood() throws {
        let digest = [UInt8](repeating: 0, count: 8)
        let code = ReceiptCode(day: "20251215", digest: digest)
        let text = code.description
        let entries = [
            text.lowercased(), text + "\r\n", text.replacing("-", with: ""), text.replacing("-", with: " "),
            text.replacing("-", with: "—"),
            "  " + text + "\n", String(text.dropFirst(3)), text.replacing("0", with: "O"),
            text.replacing("1", with: "i"),
            text.replacing("5", with: "S"), text.replacing("2", with: "z"), "H2" + text.dropFirst(2),
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 })),
        ]
        for entry in entries { #expect(try ReceiptCode(entered: entry) == code, "\(entry)") }
    }

    @Test func othersAreToldApart() {
        #expect(fault("Y000033010203") == .institutionCode)
        #expect(fault("y0000 3301 0203") == .institutionCode)
        #expect(fault("91330110MA2T00015U") == .creditCode)
        #expect(fault("") == .length(0))
        #expect(fault("HZ-2026") == .length(4))
        #expect(fault("HZ-20260331-V") == .character("V"))
        #expect(fault("回执") == .character("回"))
        let body = "20261331ABCDEFGHJ"
        #expect(fault(body + String(ReceiptCode.checkCharacter(body))) == .date("20261331"))
    }

    @Test func theDayIsTheChineseOne() throws {
        let cases = [
            ("2026-03-31T15:59:59Z", "2026-03-31 23:59:59"), ("2026-03-31T16:00:00Z", "2026-04-01 00:00:00"),
            ("2027-12-31T20:00:00Z", "2028-01-01 04:00:00"), ("2028-02-28T23:00:00Z", "2028-02-29 07:00:00"),
            ("2027-02-28T23:00:00Z", "2027-03-01 07:00:00"),
        ]
        for (utc, china) in cases {
            let time = try #require(CivilTime(utc: utc)).inChina
            #expect(time.text == china)
            #expect(time.compactDay == china.prefix(10).replacing("-", with: ""))
        }
        for bad in [
            "2026-02-29T00:00:00Z", "2026-03-31T24:00:00Z", "2026-03-31T08:20:05+08:00", "2026-03-31 08:20:05Z",
            "2026-3-31", "",
        ] {
            #expect(CivilTime(utc: bad) == nil, "\(bad)")
        }
    }
}
