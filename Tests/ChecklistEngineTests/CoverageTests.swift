// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ChecklistEngine

@Suite struct LawTextTests {
    private let law = LawText(
        """
        # 某省评价机构管理办法（试行）
        前言不属于条文。
        ## 第一章 总则
        **第一条** 为规范管理，
        制定本办法。
        ### 第二章
        **第二条** 应当具备以下条件：
        （一）依法登记，把社会效益

        放在首位；
        1. 有场所；
        2. 有人员。
        - (二) 自愿接受监督。
        本段仍属第二项。
        # 某省监督办法
        **第一条** 依法监督。
        """,
        measures: [.init(heading: "某省评价机构管理办法", name: "管理办法"), .init(heading: "某省监督办法", name: "监督办法")])

    @Test func isCutIntoArticlesAndItems() {
        #expect(
            law.provisions.map { "\($0.label)=\($0.text)" } == [
                "管理办法第一条=为规范管理，制定本办法。", "管理办法第二条=应当具备以下条件：",
                "管理办法第二条（一）=依法登记，把社会效益放在首位；", "管理办法第二条（一）1=有场所；", "管理办法第二条（一）2=有人员。",
                "管理办法第二条（二）=自愿接受监督。本段仍属第二项。", "监督办法第一条=依法监督。",
            ])
    }

    @Test func phrasesStandInTheArticleThatIsCited() {
        #expect(law.quotes("把社会效益放在首位", in: "管理办法第二条（一）"))
        #expect(law.quotes("依法登记…有人员", in: "管理办法第二条（一）"))
        #expect(law.quotes("自愿接受监督", in: "管理办法第二条"))
        #expect(!law.quotes("自愿接受监督", in: "管理办法第二条（一）"))
        #expect(!law.quotes("有人员…依法登记", in: "管理办法第二条（一）"))
        #expect(!law.quotes("依法监督", in: "管理办法第一条"))
    }
}

@Suite struct CoverageTests {
    private let law = """
        # 办法
        **第一条** 为规范管理，制定本办法。
        **第二条** 应当有专职工作人员，有场所。
        """

    private func coverage(_ articles: String) -> String {
        """
        measures:
          - {heading: 办法, name: 办法}
        reasons:
          purpose: {text: 立法目的, english: Purpose}
        articles:
        \(articles)
        """
    }

    private let whole = """
          - article: 办法第一条
            pieces:
              - {text: "为规范管理，制定本办法。", out-of-scope: purpose}
          - article: 办法第二条
            pieces:
              - {text: "应当有专职工作人员，", conditions: [1-a]}
              - {text: "有场所。", out-of-scope: purpose}
        """

    private func problems(_ articles: String) throws -> [String] {
        let check = "- measure: person\n  present: true"
        let files = [
            "conditions/1-a.yaml": condition(check).replacing("第七条（二）", with: "第二条"), "law.md": law,
            "coverage.yaml": coverage(articles),
        ]
        return Lint.coverageProblems(of: try load(files)).map { "\($0.code.rawValue): \($0.subject)" }
    }

    @Test func aWholeMapHasNoProblem() throws { #expect(try problems(whole) == []) }

    @Test func aSentenceLeftOutIsFound() throws {
        #expect(
            try problems(whole.replacing("      - {text: \"有场所。\", out-of-scope: purpose}", with: ""))
                == ["unmapped-sentence: 办法第二条 有场所。"])
        #expect(
            try problems(whole.replacing("为规范管理，制定", with: "制定")) == ["unmapped-sentence: 办法第一条 为规范管理，"])
    }

    @Test func anArticleLeftOutIsFound() throws {
        let rest = String(whole[(whole.range(of: "  - article: 办法第二条")?.lowerBound ?? whole.startIndex)...])
        #expect(try problems("  " + rest.drop { $0 == " " }) == ["unmapped-sentence: 办法第一条 为规范管理，制定本办法。"])
    }

    @Test func changedWordsAreFound() throws {
        let found = try problems(whole.replacing("有场所。", with: "有场地。"))
        #expect(found.first == "phrase-not-in-law: 办法第二条 有场地。")
        #expect(found.contains("unmapped-sentence: 办法第二条 有场所。"))
    }

    @Test func conditionsThatAreNoneOrNowhereAreFound() throws {
        #expect(
            try problems(whole.replacing("[1-a]", with: "[9-z]")) == ["unknown-condition: 9-z", "not-covered: 1-a"])
        #expect(try problems(whole + "\n  - article: 办法第三条\n    pieces: []").contains("no-such-article: 办法第三条"))
    }

    @Test func theShippedLawIsCoveredToTheLastSentence() throws {
        let checklist = try shipped.get()
        #expect(Lint.coverageProblems(of: checklist).map { $0.message(.zh) } == [])
        let coverage = try #require(checklist.coverage)
        #expect(coverage.articles.count > 100)
        // Each piece answers: by a judge, or by a reason.
        for piece in coverage.articles.flatMap(\.pieces) {
            #expect((coverage.judge(piece, checklist) == nil) == (piece.reason != nil), "\(piece.text)")
        }
        // In the articles on conditions little is out of scope.
        let seven = coverage.articles.filter { $0.label.hasPrefix("管理办法第七条（") }.flatMap(\.pieces)
        #expect(seven.count > 10)
        #expect(seven.allSatisfy { $0.reason == nil })
    }

    /// Take any one piece away, and it is missed.
    @Test func everyPieceOfTheShippedMapIsNeeded() throws {
        let checklist = try shipped.get()
        let (coverage, law) = (try #require(checklist.coverage), try #require(checklist.lawText))
        for (number, article) in coverage.articles.enumerated() {
            for index in article.pieces.indices {
                var less = coverage
                let piece = less.articles[number].pieces.remove(at: index)
                let codes = Set(less.problems(law, checklist.conditions).map(\.code))
                #expect(codes.contains(.unmappedSentence), "\(article.label) \(piece.text)")
            }
        }
    }
}
