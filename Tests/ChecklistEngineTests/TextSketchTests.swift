// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ChecklistEngine

struct TextSketchTests {
    /// Words made of random characters: texts whose true likeness can be counted.
    private func text(_ count: Int, _ generator: inout Seeded) -> String {
        String(
            String.UnicodeScalarView(
                (0..<count).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0x4E00...0x8FFF, using: &generator)) }))
    }

    @Test func theSameTextIsTheSame() throws {
        var generator = Seeded(1)
        let words = text(3000, &generator)
        let sketch = try #require(TextSketch(Shingles(words)))
        #expect(sketch == TextSketch(Shingles(words)) && sketch.similarity(to: sketch) == 1)
        #expect(Set(sketch.bands).count == TextSketch.bandCount)
        // White space, punctuation, digits and numerals are not compared.
        let other = words.enumerated().map { $0.offset % 9 == 0 ? "\n （十二）2026，\($0.element)" : String($0.element) }
            .joined()
        #expect(try #require(TextSketch(Shingles(other))).similarity(to: sketch) == 1)
    }

    @Test func shortTextsHaveNone() {
        var generator = Seeded(2)
        #expect(TextSketch(Shingles("")) == nil && TextSketch(Shingles("第一条")) == nil)
        #expect(TextSketch(Shingles(text(156, &generator))) == nil)
        #expect(TextSketch(Shingles(text(600, &generator))) != nil)
        #expect(TextSketch(Shingles(String(repeating: "考评人员应当遵守纪律", count: 400))) == nil)
    }

    /// The estimate lies within four standard deviations of what counting gives.
    @Test(arguments: 1...40)
    func theEstimateIsNear(seed: Int) throws {
        var generator = Seeded(UInt64(seed))
        let share = Double.random(in: 0...1, using: &generator)
        let pieces = (0..<60).map { _ in text(Int.random(in: 40...120, using: &generator), &generator) }
        let changed = pieces.map { Double.random(in: 0...1, using: &generator) < share ? $0 : text(80, &generator) }
        let (a, b) = (Shingles(pieces.joined()), Shingles(changed.joined()))
        let truth = a.similarity(to: b)
        let estimate = try #require(TextSketch(a)).similarity(to: try #require(TextSketch(b)))
        let deviation = (truth * (1 - truth) / Double(TextSketch.count)).squareRoot()
        #expect(abs(estimate - truth) <= 4 * deviation + 0.001, "\(truth) \(estimate)")
        #expect(try #require(TextSketch(b)).similarity(to: try #require(TextSketch(a))) == estimate)
    }

    @Test func hexadecimalDigitsAreAll() throws {
        var generator = Seeded(3)
        let sketch = try #require(TextSketch(Shingles(text(900, &generator))))
        #expect(sketch.hex.count == 504 && TextSketch(hex: sketch.hex) == sketch && TextSketch(hex: "00") == nil)
        let code = Sketch.text(sketch)
        #expect(Sketch(code: code.code) == code && Sketch(code: "text:1") == nil && Sketch(code: "x") == nil)
        #expect(try JSONDecoder().decode([Sketch].self, from: JSONEncoder().encode([code])) == [code])
    }

    @Test func namesOfTheApplicant() throws {
        let regions = try shipped.get().catalogues.regions
        let forms = ApplicantNames.forms(of: "杭州市西湖区示例精密机械有限公司", regions)
        #expect(forms.contains("杭州市西湖区示例精密机械有限公司") && forms.contains("示例精密机械"))
        #expect(ApplicantNames.forms(of: "示例（杭州）精密机械股份有限公司", regions).contains("示例精密机械"))
        // 技师 would take a word of the language out of one text.
        #expect(!ApplicantNames.forms(of: "杭州技师公司", regions).contains("技师"))
        let text = "示例精密机械设立评价中心，由示例精密机械有限公司负责"
        #expect(Shingles.letters(text, without: forms) == Shingles.letters("设立评价中心由负责"))
    }
}

struct NearClustersTests {
    private func sketch(_ seed: UInt64, changed: Int = 0) throws -> Sketch {
        var generator = Seeded(seed)
        var letters = (0..<2000).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0x4E00...0x8FFF, using: &generator))
        }
        for number in 0..<changed { letters[number * 40] = "改" }
        return .text(try #require(TextSketch(Shingles(String(String.UnicodeScalarView(letters))))))
    }

    private func row(_ id: Int, _ sketch: Sketch) -> NearClusters.Row {
        .init(id: Int64(id), package: "包\(id)", applicant: Applicant(name: nil, keys: ["name:\(id)"]), sketch: sketch)
    }

    private func gather(_ rows: [NearClusters.Row]) -> NearClusters {
        var bands: [String: [NearClusters.Row]] = [:]
        for row in rows { for band in row.sketch.bands { bands[band, default: []].append(row) } }
        var out = NearClusters()
        for band in bands.sorted(by: { $0.key < $1.key }) { out.add(band.value) }
        return out
    }

    /// The number of comparisons is what counts: it must grow with the packages, not with their square.
    @Test func aThousandPackagesWithOneText() throws {
        let same = try sketch(1)
        var gathered = gather((0..<1000).map { row($0, same) })
        #expect(gathered.comparisons == 999)
        let clusters = gathered.clusters()
        #expect(clusters.count == 1 && clusters.first?.ids.count == 1000 && clusters.first?.similarity == 1)
    }

    @Test func aThousandPackagesWithNearlyOneText() throws {
        let rows = try (0..<1000).map { row($0, try sketch(1, changed: $0 % 20)) }
        var gathered = gather(rows)
        #expect(gathered.comparisons <= 1000 * TextSketch.bandCount)
        #expect(gathered.clusters().map(\.ids.count) == [1000])
        #expect(gathered.clusters().allSatisfy { $0.similarity >= TextSketch.nearCopy && $0.similarity < 1 })
    }

    /// Things under one key that are not alike: the work has a bound as well.
    @Test func manyThatOnlyShareAKey() throws {
        let rows = try (0..<300).map { row($0, try sketch(UInt64($0 + 1))) }
        var clusters = NearClusters()
        clusters.add(rows)
        #expect(clusters.comparisons <= 300 * NearClusters.representativeLimit)
        #expect(clusters.clusters().isEmpty)
    }

    @Test func permutingPackagesChangesNothing() throws {
        let rows = try (0..<60).map { row($0, try sketch(UInt64($0 % 7 + 1), changed: $0 % 5)) }
        var expected = gather(rows)
        #expect(expected.clusters().count == 7)
        var generator = Seeded(9)
        for _ in 0..<5 {
            var shuffled = gather(rows.shuffled(using: &generator))
            #expect(shuffled.clusters() == expected.clusters())
        }
    }

    @Test func oneApplicantAloneIsNotGathered() throws {
        var rows = try (0..<3).map { row($0, try sketch(1)) }
        for index in rows.indices { rows[index].applicant = Applicant(name: "甲", keys: ["name:甲"]) }
        var gathered = gather(rows)
        #expect(gathered.comparisons == 0 && gathered.clusters().isEmpty)
    }
}
