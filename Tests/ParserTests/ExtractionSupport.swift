// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

@testable import Parser

/// Files of the repository, found from this one.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let checklist = root.appendingPathComponent("Checklists/zhejiang-2022-20")
    static let vocabularyFile = checklist.appendingPathComponent("vocabulary.yaml")

    static func vocabulary() throws -> Vocabulary { try Vocabulary.load(vocabularyFile) }
}

/// A stream of numbers that is the same in every run.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(bound, 1)))
    }

    mutating func pick<T>(_ list: [T]) -> T { list[next(list.count)] }
}

/// Writes numbers as documents do; the parser has to read them back.
enum ChineseNumber {
    static let everyday = ("零一二三四五六七八九".map { $0 }, ["", "十", "百", "千"], "万")
    static let financial = ("零壹贰叁肆伍陆柒捌玖".map { $0 }, ["", "拾", "佰", "仟"], "万")

    static func spelled(_ number: Int, _ style: ([Character], [String], String) = everyday) -> String {
        let (high, low) = (number / 10_000, number % 10_000)
        var out = high > 0 ? section(high, style) + style.2 : ""
        if low > 0 {
            if high > 0, low < 1000 { out.append(style.0[0]) }
            out += section(low, style)
        }
        // Everyday numbers say 十二, not 一十二.
        return style.1[1] == "十" && out.hasPrefix("一十") ? String(out.dropFirst()) : out
    }

    private static func section(_ number: Int, _ style: ([Character], [String], String)) -> String {
        var out = ""
        var gap = false
        for (place, weight) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
            let digit = number / weight % 10
            if digit == 0 {
                gap = gap || !out.isEmpty
                continue
            }
            if gap { out.append(style.0[0]) }
            gap = false
            out.append(style.0[digit])
            out += style.1[place]
        }
        return out
    }

    static func digitByDigit(_ number: Int, zero: Character = "〇") -> String {
        String("\(number)".map { $0 == "0" ? zero : everyday.0[$0.wholeNumberValue ?? 0] })
    }
}
