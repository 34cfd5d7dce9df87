// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ChecklistEngine

struct FoldingTests {
    @Test(arguments: [
        ("杭州（示例）有限公司", "杭州(示例)有限公司"), ("ＡＢＣ－１２", "abc-12"), ("〔2022〕 20　号", "(2022)20号"),
        ("张·三\r\n", "张三"), ("ﬁn", "fin"), ("杭州\u{200B}市", "杭州市"), ("㎡", "m2"), ("【甲】《乙》{丙}［丁］", "(甲)(乙)(丙)(丁)"),
    ]) func folds(_ text: String, _ folded: String) { #expect(Folding.fold(text) == folded) }

    /// The short way makes of a text what the long way makes of it: behind a letter that only the long way knows.
    @Test func shortWayIsTheLongWay() {
        let alphabet = "甲乙丙鿋龥一、。，（）［］｛｝：；Ａｚ０９！～AZaz09!~[]{}()<>《》〈〉【】〔〕·　 \t\n\r-_".unicodeScalars.map { $0 }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                if let scalar = alphabet.randomElement(using: &random) { view.append(scalar) }
            }
            let text = String(view)
            #expect(
                "é" + (Folding.plain(text) ?? Folding.fold(text)) == Folding.fold("é" + text),
                "\(text.debugDescription)")
        }
    }

    /// What may compose with its neighbours has no short way.
    @Test(arguments: ["e\u{301}", "か\u{3099}", "甲\u{FE00}", "㎡", "ﬁ", "甲\u{200B}"]) func noShortWay(_ text: String) {
        #expect(Folding.plain(text) == nil)
    }
}
