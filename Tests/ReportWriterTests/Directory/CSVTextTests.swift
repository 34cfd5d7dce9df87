// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ReportWriter

/// Reads RFC 4180 strictly.
enum CSV {
    struct Malformed: Error {}

    static func records(_ text: String) throws -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var scalars = Array(text.unicodeScalars)[...]
        while !scalars.isEmpty {
            record.append(try field(&scalars))
            guard let next = scalars.popFirst() else { throw Malformed() }
            if next == "," { continue }
            guard next == "\r", scalars.popFirst() == "\n" else { throw Malformed() }
            records.append(record)
            record = []
        }
        guard record.isEmpty else { throw Malformed() }
        return records
    }

    private static func field(_ scalars: inout ArraySlice<Unicode.Scalar>) throws -> String {
        var content = String.UnicodeScalarView()
        guard scalars.first == "\"" else {
            while let next = scalars.first, next != ",", next != "\r" {
                guard next != "\"", next != "\n" else { throw Malformed() }
                content.append(scalars.removeFirst())
            }
            return String(content)
        }
        scalars.removeFirst()
        while let next = scalars.popFirst() {
            if next != "\"" {
                content.append(next)
            } else if scalars.first == "\"" {
                content.append(scalars.removeFirst())
            } else {
                return String(content)
            }
        }
        throw Malformed()
    }
}

@Suite struct CSVTextTests {
    /// SplitMix64, so that a failure can be had again.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// What `neutral` was given.
    private static func plain(_ text: String) -> String {
        let rest = String(text.unicodeScalars.dropFirst())
        return text.unicodeScalars.first == "'" && CSVText.neutral(rest) == text ? rest : text
    }

    @Test(arguments: 0..<40) func whatIsWrittenIsReadBack(_ seed: UInt64) throws {
        let alphabet: [Character] = [
            "\"", ",", "\n", "\r\n", "\r", "=", "+", "-", "@", "'", " ", "\t", "＝", "甲", "a", "1",
        ]
        var random = Random(state: seed)
        for _ in 0..<50 {
            let fields = (0..<4).map { _ in
                String(
                    (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in alphabet.randomElement(using: &random)
                    })
            }
            let records = try CSV.records(CSVText.record(fields))
            #expect(records.count == 1)
            #expect(records.first?.map(Self.plain) == fields)
            for field in records.first ?? [] {
                let start = field.unicodeScalars.drop { $0 == " " || $0 == "\n" || $0 == "\u{3000}" }.first
                #expect(
                    !["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"].contains(start), "\(field.debugDescription)")
            }
        }
    }

    @Test func plainTextStaysAsItIs() {
        #expect(CSVText.record(["甲公司", "Y000033070001", "2026-06-01", ""]) == "甲公司,Y000033070001,2026-06-01,\r\n")
        #expect(CSVText.record(["a,b", "\"c\""]) == "\"a,b\",\"\"\"c\"\"\"\r\n")
        #expect(CSVText.record(["=1"]) == "'=1\r\n")
    }

    @Test(arguments: ["", "a", "'a", "'=a", "''=a", "=a", " =a", "'"]) func whatWasNeutralisedCanBeTold(_ text: String)
    {
        #expect(Self.plain(CSVText.neutral(text)) == text)
    }
}
