// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import ChecklistEngine

/// Applications judged anew by another round, from the facts in their assessments.
@Suite struct RoundPreviewTests {
    private static let staff = """
        - measure: count(person[role='full-time-staff'])
          at-least: {threshold: min-full-time-staff}
          met: 有{measured}名。
          gap: 只有{measured}名。
        """

    private static func people(_ count: Int) -> String {
        (0..<count).map { "<person><name>人\($0)</name><role>full-time-staff</role></person>" }.joined()
    }

    private static func round(_ figure: Double?, _ extra: [Condition] = []) -> Round {
        Round(
            id: "r", title: "r", thresholds: figure.map { ["min-full-time-staff": $0] } ?? [:], extraConditions: extra)
    }

    private func preview(
        _ checklist: Checklist, _ package: Package, from old: Round?, to new: Round, asOf: String? = nil,
        changing change: (inout Assessment) -> Void = { _ in }
    ) throws -> RoundPreview.Application {
        var assessment = try Engine(checklist: checklist, round: old).assess(package.request())
        change(&assessment)
        let engine = try Engine(checklist: checklist, round: new)
        return try RoundPreviewer(engine, asOf: asOf, language: .zh).application(assessment, file: "a.json")
    }

    @Test func flips() throws {
        let checklist = try load(["conditions/1-a.yaml": condition(Self.staff)])
        func row(_ old: Double?, _ new: Double?) throws -> RoundPreview.Row {
            let found = try preview(
                checklist, Package(xml: Self.people(4)), from: Self.round(old), to: Self.round(new))
            return try #require(found.rows.first)
        }
        #expect(try row(3, 5).outcome == .regressed)
        #expect(try row(5, 4).outcome == .improved)
        #expect(try row(nil, 4).outcome == .improved)
        #expect(try row(4, nil).outcome == .regressed)
        #expect(try row(3, 4).outcome == .same)
        let moved = try row(3, 5)
        #expect(moved.flips && !moved.restsOnMasked)
        #expect(moved.old?.state == .met && moved.new.state == .unmet)
        #expect(moved.new.measured == "4" && moved.old?.required == "3" && moved.new.required == "5")
    }

    /// What does not ask the round for anything is not judged again, whatever the file says of it.
    @Test func onlyWhatDependsOnTheRound() throws {
        let fixed = condition("- measure: count(person)\n  at-least: 1\n  met: 有。\n  gap: 无。").replacing(
            "1-a", with: "1-b")
        let window = condition(
            "- measure: application/submitted-on\n  on-or-before: {round: window/to}\n  met: 有。\n  gap: 无。"
        ).replacing("1-a", with: "1-c")
        let part = condition(
            "- measure: round/class = application/class\n  holds: true\n  evidence: application/class\n  met: 有。\n  gap: 无。"
        ).replacing("1-a", with: "1-d")
        let asked = condition(
            "- measure: count(person)\n  at-least: 1\n  met: 有。\n  gap: 无。",
            more: "when: round/authority/level = 'city'"
        ).replacing("1-a", with: "1-e")
        let checklist = try load([
            "conditions/1-a.yaml": condition(Self.staff), "conditions/1-b.yaml": fixed, "conditions/1-c.yaml": window,
            "conditions/1-d.yaml": part, "conditions/1-e.yaml": asked,
        ])
        #expect(try Engine(checklist: checklist).conditionsDependingOnRound == ["1-a", "1-c", "1-d", "1-e"])
        let found = try preview(checklist, Package(xml: Self.people(1)), from: nil, to: Self.round(1)) { assessment in
            for index in assessment.findings.indices where assessment.findings[index].condition == "1-b" {
                assessment.findings[index].state = .unmet
            }
        }
        #expect(found.rows.map(\.condition) == ["1-a", "1-c", "1-d", "1-e"])
    }

    /// Every example that comes out otherwise without its round is of a condition that depends on the round.
    @Test func noConditionIsOverlooked() throws {
        let checklist = try shipped.get()
        let depending = Set(try Engine(checklist: checklist).conditionsDependingOnRound)
        #expect(depending.count >= 12)
        for condition in checklist.conditions where !depending.contains(condition.id) {
            var only = checklist
            only.conditions = [condition]
            let runner = ExampleRunner(only)
            for example in condition.examples where example.round != nil {
                let request = try runner.request(example, of: condition)
                let with = try Engine(checklist: only, round: example.round).assess(request).findings
                let without = try Engine(checklist: only).assess(request).findings
                #expect(with == without, "\(condition.id): \(example.name)")
            }
        }
    }

    @Test func conditionsOfTheRound() throws {
        let checklist = try load(["conditions/1-a.yaml": condition(Self.staff)])
        var extra = try #require(checklist.conditions.first)
        extra.id = "E-1"
        var former = extra
        former.id = "E-0"
        let found = try preview(
            checklist, Package(xml: Self.people(4)), from: Self.round(3, [former]), to: Self.round(3, [extra]))
        #expect(found.rows.map(\.outcome) == [.same, .new])
        #expect(found.rows.last?.old == nil && found.rows.last?.new.state == .met)
        #expect(found.rows.last?.flips == false)
        #expect(found.dropped == ["E-0"])
    }

    @Test func dayAndChecklist() throws {
        let lease = """
            - measure: months-between(today(), site/lease-until)
              at-least: {threshold: lease-min-months}
              met: 够。
              gap: 不够。
            """
        let checklist = try load(["conditions/1-a.yaml": condition(lease)])
        let package = Package(xml: "<site><lease-until>2027-03-31</lease-until></site>", asOf: "2026-03-31")
        let round = Round(id: "r", title: "r", thresholds: ["lease-min-months": 12])
        let own = try preview(checklist, package, from: round, to: round)
        #expect(own.rows.map(\.outcome) == [.same] && own.asOf == "2026-03-31" && !own.isOfAnotherChecklist)
        let later = try preview(checklist, package, from: round, to: round, asOf: "2026-05-01") { assessment in
            assessment.checklist.digest = "another"
        }
        #expect(later.rows.map(\.outcome) == [.regressed])
        #expect(later.asOf == "2026-05-01" && later.recordedAsOf == "2026-03-31" && later.isOfAnotherChecklist)
    }

    // MARK: Masked values

    private static let numbers = """
        - measure: count(person[id-valid(id-number)])
          at-least: {threshold: min-full-time-staff}
          met: 有{measured}名。
          gap: 只有{measured}名。
        """

    private func masked(_ check: String, from old: Double, to new: Double) throws -> RoundPreview.Row {
        let checklist = try load(["conditions/1-a.yaml": condition(check)])
        let valid = ["33010619850101001X", "330106199001011239"].filter { ResidentID.isValid($0) }
        let xml = valid.map { "<person><name>人\($0.suffix(4))</name><id-number>\($0)</id-number></person>" }.joined()
        let found = try preview(checklist, Package(xml: xml), from: Self.round(old), to: Self.round(new)) {
            assessment in
            for index in assessment.facts.indices where assessment.facts[index].path.hasSuffix("id-number") {
                assessment.facts[index].value = Masking.mask(assessment.facts[index].value)
            }
        }
        return try #require(found.rows.first)
    }

    @Test func maskedNumbersDoNotMislead() throws {
        #expect(ResidentID.isValid("33010619850101001X"))
        let open = try masked(Self.numbers, from: 1, to: 1)
        #expect(open.outcome == .open && open.restsOnMasked && !open.flips)
        // Counting those who have a number does not hang on its digits.
        let counted = Self.numbers.replacing("id-valid(id-number)", with: "id-number")
        let told = try masked(counted, from: 1, to: 5)
        #expect(told.outcome == .regressed && told.restsOnMasked && told.flips)
    }

    @Test func fillingInGivesValidNumbersThatDiffer() {
        let dossier = Dossier(
            entities: (0..<1_000).map { index in
                let tail = "\(index % 10)\(index % 11 == 10 ? "X" : String(index % 11))"
                return Entity(
                    name: "person",
                    leaves: [
                        Leaf(name: "id-number", value: "330106**********\(tail)", raw: "", evidence: []),
                        Leaf(name: "phone", value: "138****5678", raw: "", evidence: []),
                    ])
            })
        let masked = MaskedFacts(dossier)
        #expect(masked.leaves.map(\.text).sorted() == ["person/id-number", "person/phone"])
        let filled = masked.filled.entities
        #expect(filled.allSatisfy { ResidentID.isValid($0.first("id-number") ?? "") })
        #expect(Set(filled.compactMap { $0.first("id-number") }).count == 1_000)
        #expect(filled.allSatisfy { $0.first("phone")?.count == 11 && $0.first("phone")?.contains("*") == false })
        for (before, after) in zip(dossier.entities, filled) {
            #expect(before.first("id-number")?.suffix(2) == after.first("id-number")?.suffix(2))
        }
    }

    // MARK: Totals

    @Test func totalsCountEveryApplication() throws {
        let checklist = try load(["conditions/1-a.yaml": condition(Self.staff)])
        let applications = try (2...6).map { count in
            try preview(checklist, Package(xml: Self.people(count)), from: Self.round(3), to: Self.round(5))
        }
        let totals = RoundPreview(applications).totals
        #expect(totals.map(\.condition) == ["1-a"])
        #expect(totals.first?.judged == 5 && totals.first?.flips == 2)
        #expect(totals.first?.count(.regressed) == 2 && totals.first?.count(.same) == 3)
    }
}
