// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import Testing
import Yams

/// `round.schema.json` and the reader of rounds say the same.
@Suite struct RoundSchemaTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let folder = root.appendingPathComponent("Checklists/zhejiang-2022-20")
    private static let checklist = Result { try Checklist.load(directory: folder) { _ in "" } }

    /// YAML as an editor takes it: only plain scalars are numbers or truth values, and a day is text.
    private static func json(_ node: Node) -> Any {
        if let mapping = node.mapping {
            return Dictionary(mapping.map { ($0.string ?? "", json($1)) }) { first, _ in first }
        }
        if let sequence = node.sequence { return sequence.map(json) }
        guard let scalar = node.scalar, scalar.style == .plain else { return node.string ?? "" }
        if node.null != nil { return NSNull() }
        if let value = node.bool { return value }
        if let value = node.int { return value }
        return Double(scalar.string) ?? scalar.string
    }

    private func validate(_ yaml: String) throws -> (Int32, String) {
        let node = try #require(try Yams.compose(yaml: yaml))
        let data = try JSONSerialization.data(withJSONObject: Self.json(node), options: .fragmentsAllowed)
        return try SchemaCheck.run(data, "round.schema.json")
    }

    /// What loading and lint find wrong.
    private func problems(_ yaml: String) throws -> [String] {
        let checklist = try Self.checklist.get()
        do {
            let round = try Round.parse(Data(yaml.utf8), file: "r.yaml", checklist: checklist) { _ in "" }
            return Lint.findings(of: round, in: checklist).problems.map { $0.message(.en) }
        } catch let error as ConfigurationError {
            return error.problems.map { $0.message(.en) }
        }
    }

    private static let files: [URL] = {
        let folders = [folder.appendingPathComponent("rounds"), root.appendingPathComponent("Samples/rounds")]
        return folders.flatMap { (try? RoundVersions.files(in: $0)) ?? [] }
    }()

    @Test func roundsOfTheRepositoryAreValid() throws {
        #expect(Self.files.count >= 7)
        for file in Self.files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let (status, said) = try validate(text)
            #expect(status == 0, "\(file.lastPathComponent): \(said)")
            #expect(try problems(text) == [])
        }
    }

    private static let everything = """
        round: r-1
        title: 示例遴选
        effective: 2026-03-10
        authority: {name: 示例市人力资源和社会保障局, level: city, region: "330100"}
        classes: [employer, training-organization]
        window: {from: 2026-03-01, to: 2026-03-31}
        thresholds: {min-full-time-staff: 5, training-fund-ratio: 1.5}
        required-documents: {all: [application-form], employer: [fund-proof]}
        occupations: {车工: {min-site-area: 100, equipment: [普通车床]}}
        methods: [资料审核, 民主评议]
        public-notice: {required: true, days: 5}
        extra-conditions:
          - id: 9-z
            article: 公告第三条
            phrase: 有邮箱
            derived: true
            applies-to: [employer]
            judged-by: machine
            checks:
              - {measure: applicant/email, present: true, met: 有邮箱。, gap: 没有邮箱。}
        """

    @Test func everyKeyIsDescribed() throws {
        let (status, said) = try validate(Self.everything)
        #expect(status == 0, "\(said)")
        #expect(try problems(Self.everything) == [])
    }

    /// What one refuses the other refuses, too.
    @Test(arguments: [
        ("title: 示例遴选\n", ""), ("round: r-1\n", ""), ("window: {from: 2026-03-01, to: 2026-03-31}\n", ""),
        ("methods:", "method:"), ("effective: 2026-03-10", "effective: 2026-13-10"),
        ("effective: 2026-03-10", "effective: 今日"), ("level: city", "level: town"), ("level: city, ", ""),
        ("\"330100\"", "\"3301\""), ("\"330100\"}", "\"330100\", phone: x}"),
        ("[employer, training-organization]", "[company]"), ("[employer, training-organization]", "[]"),
        ("[employer, training-organization]", "employer"), ("from: 2026-03-01", "start: 2026-03-01"),
        ("from: 2026-03-01", "from: 2026-3-1"), ("min-full-time-staff: 5", "min-staff: 5"),
        ("min-full-time-staff: 5", "min-full-time-staff: -5"), ("min-full-time-staff: 5", "min-full-time-staff: five"),
        ("training-fund-ratio: 1.5", "training-fund-ratio: 150"), ("all: [application-form]", "all: [form]"),
        ("all: [application-form]", "firm: [application-form]"), ("{min-site-area: 100", "{min-lathes: 100"),
        ("{min-site-area: 100", "{min-site-area: -1"), ("equipment: [普通车床]", "equipment: 普通车床"),
        ("required: true", "required: perhaps"), ("required: true, ", ""), ("days: 5", "days: 2.5"),
        ("days: 5", "days: -1"),
        ("days: 5", "until: 5"), ("judged-by: machine", "judged-by: robot"), ("    article: 公告第三条\n", ""),
        ("derived: true", "derive: true"), ("present: true, ", ""),
        ("present: true, ", "present: true, absent: true, "),
        ("measure: applicant/email", "measures: applicant/email"), ("judged-by: machine", "judged-by: reviewer"),
    ]) func brokenRoundsAreRefusedByBoth(_ right: String, _ wrong: String) throws {
        #expect(Self.everything.contains(right))
        let text = Self.everything.replacing(right, with: wrong, maxReplacements: 1)
        #expect(try validate(text).0 == 1)
        #expect(try !problems(text).isEmpty)
    }

    // MARK: Names

    /// Members of the schema as JSON, by a path of names.
    private func member(_ path: String...) throws -> Any {
        let file = Self.root.appendingPathComponent("Checklists/round.schema.json")
        var value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        for name in path { value = try #require((value as? [String: Any])?[name], "\(path)") }
        return value
    }

    @Test func namesAreThoseOfTheChecklist() throws {
        let checklist = try Self.checklist.get()
        let figures = try #require(try member("properties", "thresholds", "properties") as? [String: [String: Any]])
        #expect(figures.keys.sorted() == checklist.thresholds.map(\.name).sorted())
        for threshold in checklist.thresholds {
            let figure = try #require(figures[threshold.name])
            #expect(figure["minimum"] as? Double == 0)
            #expect(figure["maximum"] as? Double == threshold.limit, "\(threshold.name)")
            #expect(figure["title"] as? String == "\(threshold.title) \(threshold.english)")
            let said = try #require(figure["description"] as? String)
            #expect(said.contains("单位：\(threshold.unit)。") && said.contains(" In \(threshold.unitEnglish)."))
        }
        let rule = try #require(
            try member("properties", "occupations", "additionalProperties", "properties") as? [String: [String: Any]])
        #expect(Set(rule.keys) == Set(figures.keys).union(["equipment"]))
        for (name, entry) in rule where name != "equipment" {
            #expect(entry["$ref"] as? String == "#/properties/thresholds/properties/\(name)")
        }
        let named = try member("$defs", "value", "anyOf") as? [[String: Any]]
        let inConditions = (named?.last?["properties"] as? [String: [String: Any]])?["threshold"]?["enum"] as? [String]
        #expect(inConditions == checklist.thresholds.map(\.name))
        let kinds = try #require(try member("$defs", "kind", "oneOf") as? [[String: String]])
        #expect(Set(kinds.compactMap { $0["const"] }) == Set(checklist.documentKinds ?? []))
    }
}
