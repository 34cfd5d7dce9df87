// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import ChecklistEngine

/// Facts of two packages: what meets what, and what is told.
@Suite struct FactComparisonTests {
    /// `person name=张三 id-number=…` an element.
    private static func facts(_ elements: [(String, [(String, String)])]) -> [Fact] {
        Dossier(
            entities: elements.map { name, leaves in
                Entity(
                    name: name,
                    leaves: leaves.map { Leaf(name: $0.0, value: $0.1, raw: $0.1, evidence: []) })
            }
        ).facts
    }

    private static func told(
        _ old: [(String, [(String, String)])], _ new: [(String, [(String, String)])]
    ) -> [String] {
        FactComparison(files: FilePairs([], [])).changes(facts(old), facts(new)).map { change in
            let leaves = change.leaves.map { "\($0.name) \($0.old)→\($0.new)" }.joined(separator: "; ")
            return "\(change.kind.rawValue) \(change.entity) \(change.label ?? "-"): \(leaves)".replacing(
                "\"", with: "")
        }
    }

    @Test func singleElementsByPath() {
        let told = Self.told(
            [("applicant", [("name", "甲"), ("employee-count", "10"), ("email", "a@b")])],
            [("applicant", [("name", "甲"), ("employee-count", "12"), ("registrar", "某局")])])
        #expect(told == ["changed applicant -: employee-count [10]→[12]; registrar []→[某局]; email [a@b]→[]"])
    }

    @Test func disagreementsAreSetsOfValues() {
        let two = [("applicant", [("name", "甲"), ("name", "乙")])]
        #expect(Self.told(two, [("applicant", [("name", "乙"), ("name", "甲")])]) == [])
        #expect(Self.told(two, [("applicant", [("name", "乙")])]) == ["changed applicant -: name [甲, 乙]→[乙]"])
    }

    @Test func personsByNumberElseName() {
        let id = "330106198501010010"
        #expect(
            Self.told(
                [("person", [("name", "张三"), ("id-number", id)]), ("person", [("name", "李四"), ("phone", "1")])],
                [("person", [("name", "李 四"), ("phone", "2")]), ("person", [("name", "张三丰"), ("id-number", id)])])
                == ["changed person 李 四: name [李四]→[李 四]; phone [1]→[2]", "changed person 张三丰: name [张三]→[张三丰]"])
        // A number that was not read on one side does not make two persons of one.
        #expect(
            Self.told([("person", [("name", "张三")])], [("person", [("name", "张三"), ("id-number", id)])])
                == ["changed person 张三: id-number []→[\(id)]"])
        // Two numbers are two persons, whatever their names.
        #expect(
            Self.told(
                [("person", [("name", "张三"), ("id-number", id)])],
                [("person", [("name", "张三"), ("id-number", "330106198501010029")])]
            ).map { $0.prefix(7) } == ["added p", "removed"])
        // What masking leaves of a number may be several persons'.
        let masked = "330106**********10"
        #expect(
            Self.told(
                [
                    ("person", [("name", "张三"), ("id-number", masked)]),
                    ("person", [("name", "李四"), ("id-number", masked)]),
                ],
                [
                    ("person", [("name", "李四"), ("id-number", masked)]),
                    ("person", [("name", "张三"), ("id-number", masked)]),
                ]) == [])
    }

    @Test(arguments: [
        ("occupation", ["name"], "headcount"), ("site", ["address"], "area"), ("policy", ["title"], "issued-on"),
        ("equipment", ["name", "model"], "quantity"), ("training-record", ["year", "occupation"], "trained"),
        ("allowance", ["level"], "amount"), ("subsidiary", ["name"], "share"),
    ])
    func repeatedElementsByKey(_ name: String, _ keys: [String], _ leaf: String) {
        func element(_ key: String, _ value: String) -> (String, [(String, String)]) {
            (name, keys.map { ($0, key) } + [(leaf, value)])
        }
        let old = [element("甲", "1"), element("乙", "2"), element("丙", "3")]
        let new = [element("丁", "4"), element("乙", "20"), element("甲", "1")]
        let told = Self.told(old, new)
        let label = { (key: String) in keys.map { _ in key }.joined(separator: " ") }
        #expect(told.count == 3)
        #expect(told.first == "changed \(name) \(label("乙")): \(leaf) [2]→[20]")
        #expect(told.dropFirst().first?.hasPrefix("added \(name) \(label("丁")):") == true)
        #expect(told.last?.hasPrefix("removed \(name) \(label("丙")):") == true)
    }

    @Test func equalElementsPairInOrder() {
        let row = { (quantity: String) in ("equipment", [("name", "车床"), ("quantity", quantity)]) }
        #expect(
            Self.told([row("1"), row("2")], [row("1"), row("3"), row("4")]) == [
                "changed equipment 车床: quantity [2]→[3]", "added equipment 车床: name []→[车床]; quantity []→[4]",
            ])
    }

    @Test func namelessElements() {
        let site = { (area: String) in ("site", [("area", area)]) }
        #expect(Self.told([site("1"), site("2")], [site("2"), site("1")]) == [])
        #expect(Self.told([site("1"), site("2")], [site("2"), site("3")]) == ["changed site -: area [1]→[3]"])
    }

    /// Ten thousand persons in another order, one of them changed: seconds at the very most, also in a debug build.
    @Test(.timeLimit(.minutes(1))) func manyPersons() {
        let people = (0..<10_000).map { index in
            ("person", [("name", "人\(index % 50)"), ("id-number", "33010619850101\(10_000 + index)"), ("level", "3")])
        }
        var changed = Array(people.reversed())
        changed[4_321].1[2].1 = "4"
        let told = Self.told(people, changed)
        #expect(told == ["changed person \(changed[4_321].1[0].1): level [3]→[4]"])
    }

    /// A dossier comes back from its facts.
    @Test func dossiersComeBack() throws {
        for condition in try shipped.get().conditions {
            for example in condition.examples {
                let dossier = try Package(xml: "").dossier(example.given)
                let known = Dossier(entities: dossier.entities.filter { !$0.leaves.isEmpty })
                #expect(Dossier(facts: dossier.facts) == known)
            }
        }
    }
}

extension Package {
    fileprivate func dossier(_ xml: String) throws -> Dossier {
        var copy = self
        copy.xml = xml.replacing("<dossier>", with: "").replacing("</dossier>", with: "").replacing(
            "<dossier/>", with: "")
        return try copy.request().dossier
    }
}
