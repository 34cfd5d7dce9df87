// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML
import Testing

@testable import ChecklistEngine

/// The harness must be able to fail, or its figure says nothing: planted faults are found.
@Suite struct PlantedFaultTests {
    private func run(_ check: String, _ xml: String, head: String = smallHead) throws -> MutationReport {
        let checklist = try load(["conditions/1-a.yaml": condition(check)], head: head)
        return try MutationHarness(Engine(checklist: checklist)).run(Package(xml: xml).request())
    }

    /// Without a confidence floor a doubtful reading decides.
    private static let faintHead = smallHead.replacing("confidence-floor: 0.8", with: "confidence-floor: 0.05")

    private static let present = """
        - measure: applicant/uscc
          present: true
        """

    private static let one = "<applicant><name>甲公司</name><uscc>91330110MA2T00015U</uscc></applicant>"

    @Test func soundConditionIsClean() throws {
        let report = try run(Self.present, Self.one)
        #expect(report.isClean)
        #expect(report.baselineMet == 1)
        #expect(report.total.mutants > 10)
        #expect(report.total.changed == report.total.atStake)
        #expect(report.total.killed == 1)
        #expect(report.figures[.removeLeaf]?.changedState == 1)
        #expect(report.figures[.contradict]?.changedState == 1)
    }

    /// Met where a value is lacking, as a condition would be that takes silence for consent.
    @Test func falseMetByAbsence() throws {
        let report = try run(
            """
            - measure: applicant/uscc
              absent: true
              given: applicant/name
            """, Self.one)
        #expect(!report.isClean)
        let removed = try #require(report.falseMets.first { $0.operation == .removeLeaf })
        #expect(removed.place == "applicant/uscc")
        #expect(removed.condition == "1-a")
        #expect(removed.before == .unmet)
        #expect(removed.after == .met)
        #expect(report.figures[.removeLeaf]?.falseMet == 1)
        #expect(removed.text(.en).contains("turned met"))
    }

    /// Met where something is little, without asking that there be any.
    @Test func falseMetBySpoiling() throws {
        let report = try run(
            """
            - measure: number(site/area)
              at-most: 100
              evidence: site/area
            """, "<site><address>杭州市</address><area>300</area></site>")
        #expect(Set(report.falseMets.map(\.operation)) == [.zero, .tenth])
        #expect(report.survivors.isEmpty)
    }

    @Test func survivorOnAFaintReading() throws {
        let report = try run(Self.present, Self.one, head: Self.faintHead)
        let fault = try #require(report.survivors.first)
        #expect(fault.reason == .metOnFaint)
        #expect(fault.place == "applicant/uscc")
        #expect(report.figures[.faint]?.survivors == 1)
        #expect(report.total.changed < report.total.atStake)
        #expect(report.falseMets.isEmpty)
    }

    @Test func contradictionMayGo() throws {
        let twice = Self.one.replacing("<uscc>", with: "<uscc>91330110MA2T00007E</uscc><uscc>")
        let report = try run(Self.present, twice)
        #expect(report.isClean)
        #expect(report.allowed.map(\.reason) == [.doubtRemoved, .doubtRemoved])
    }

    /// Whoever fails may stay away; the date that shows that he fails may not.
    @Test func whoFailsMayGoButNotTheDate() throws {
        let report = try run(
            """
            - measure: person[certificate-until]
              each: on-or-after(certificate-until, today())
            """,
            """
            <person><name>张三</name><certificate-until>2020-01-31</certificate-until></person>\
            <person><name>李四</name><certificate-until>2028-01-31</certificate-until></person>
            """)
        #expect(report.allowed.map(\.reason) == [.failingGone])
        #expect(report.allowed.map(\.outcome.place) == ["person[1]"])
        #expect(report.falseMets.map(\.place) == ["person[1]/certificate-until"])
    }

    /// What the judge says of trails that no sound engine gives.
    @Suite struct JudgeTests {
        private let dossier = Dossier(entities: [
            Entity(
                name: "applicant",
                leaves: ["name", "uscc"].map {
                    Leaf(
                        name: $0, value: "甲", raw: "甲",
                        evidence: [.init(document: "a.pdf", quote: $0, method: .text, confidence: 1)])
                })
        ])
        private let name = LeafReference(entity: 0, leaf: 0)
        private let uscc = LeafReference(entity: 0, leaf: 1)

        private func trail(
            _ state: FindingState, _ rests: Set<LeafReference>, measured: String? = nil
        ) -> Trail {
            Trail(
                finding: Finding(
                    condition: "1-a", article: "1", phrase: "p", state: state, measured: measured, explanation: ""),
                evidence: rests.sorted { $0.leaf < $1.leaf }.flatMap { dossier.entities[0].leaves[$0.leaf].evidence },
                checks: [CheckTrail(state: state, asksOfEach: false, rests: rests)])
        }

        private func judge(_ operation: MutationOperator, spare: Set<String> = []) -> MutationJudge {
            let mutant = Mutant(
                operation: operation, place: "applicant/name", dossier: dossier, files: [], touched: [name],
                gone: operation.removes ? [name] : [])
            return MutationJudge(mutant: mutant, dossier: dossier, spare: spare)
        }

        @Test func unchangedIsASurvivor() {
            for operation in [MutationOperator.zero, .anotherName, .earlier, .unrelatedText] {
                let met = trail(.met, [name, uscc])
                #expect(judge(operation).verdict(met, met) == .survived(.unchanged))
            }
            let review = trail(.review, [name])
            #expect(judge(.faint).verdict(review, review) == .survived(.unchanged))
        }

        @Test func metOnNothing() {
            // Other evidence is shown, but the finding had only this.
            let before = trail(.met, [name])
            #expect(judge(.removeLeaf).verdict(before, trail(.met, [uscc])) == .survived(.metOnNothing))
            #expect(judge(.removeLeaf).verdict(before, trail(.missing, [])) == .changed(.state))
            let both = trail(.met, [name, uscc])
            #expect(judge(.removeLeaf).verdict(both, trail(.met, [uscc])) == .changed(.evidence))
            #expect(judge(.removeLeaf).verdict(both, trail(.met, [uscc], measured: "1")) == .changed(.words))
        }

        @Test func metOnWhatIsInDoubt() {
            let met = trail(.met, [name, uscc])
            let other = trail(.met, [uscc], measured: "1")
            #expect(judge(.contradict).verdict(met, other) == .survived(.metOnContradiction))
            #expect(judge(.faint).verdict(met, other) == .survived(.metOnFaint))
            // Enough without it.
            #expect(judge(.faint, spare: ["1-a"]).verdict(met, met) == .spare)
        }

        @Test func unreadIsNotAbsent() {
            let before = trail(.met, [name, uscc])
            for state in [FindingState.missing, .unmet] {
                #expect(
                    judge(.unreadableDocument).verdict(before, trail(state, [uscc]))
                        == .survived(.unreadTakenForAbsent))
                #expect(judge(.removeDocument).verdict(before, trail(state, [uscc])) == .changed(.state))
            }
            #expect(judge(.unreadableDocument).verdict(before, trail(.review, [uscc])) == .changed(.state))
        }

        @Test func notAtStake() {
            #expect(judge(.zero).verdict(trail(.met, [uscc]), trail(.met, [uscc])) == .notAtStake)
            #expect(judge(.zero).verdict(trail(.missing, [name]), trail(.missing, [name])) == .notAtStake)
            #expect(judge(.zero).turnedMet(trail(.missing, [name]), trail(.met, [name])))
            #expect(!judge(.zero).turnedMet(trail(.met, [name]), trail(.met, [name])))
        }
    }
}

@Suite struct MutantTests {
    private func mutants(_ xml: String, _ sampling: MutationSampling = .all) throws -> [Mutant] {
        var all: [Mutant] = []
        MutantMaker(request: try Package(xml: xml).request(), sampling: sampling, floor: 0.8).forEach { all.append($0) }
        return all
    }

    @Test func valuesAreWorseByTheirType() {
        func worse(_ entity: String, _ leaf: String, _ value: String) -> [String] {
            WorseValues.of(FactPath(entity: entity, leaf: leaf), value).map { "\($0.operation.rawValue) \($0.value)" }
        }
        #expect(worse("site", "area", "200") == ["zero 0", "tenth 20"])
        #expect(worse("site", "area", "0").isEmpty)
        #expect(worse("credit-report", "adverse-records", "0") == ["more 3"])
        #expect(worse("site", "lease-until", "2028-02-29") == ["earlier 2018-02-28"])
        #expect(worse("applicant", "term-until", "长期") == ["earlier 2010-06-30"])
        #expect(
            worse("application", "submitted-on", "2026-03-18") == ["earlier 2016-03-18", "later 2036-03-18"])
        #expect(worse("funding", "year", "2025") == ["earlier 2015", "later 2035"])
        #expect(worse("site", "tenure", "leased") == ["another-choice owned", "another-choice free"])
        #expect(worse("occupation", "levels", "5 4 3") == ["one-level-more 5 4 3 1"])
        #expect(worse("application", "sealed", "true") == ["not-true false"])
        #expect(worse("application", "sealed", "false").isEmpty)
        #expect(worse("document", "file", "a.pdf").isEmpty)
        let code = WorseValues.of(FactPath(entity: "applicant", leaf: "uscc"), "91330110MA2T00015U")
        #expect(code.allSatisfy { !UnifiedCode.isValid($0.value) })
        let number = WorseValues.of(FactPath(entity: "person", leaf: "id-number"), "33010619850101001X")
        #expect(number.count == 1 && number.allSatisfy { !ResidentID.isValid($0.value) })
    }

    @Test func sameEveryTimeAndNoneIsTheOriginal() throws {
        let xml = """
            <applicant><name>甲公司</name></applicant>\
            <person><name>张三</name><role>assessor</role></person><person><name>李四</name></person>
            """
        let (first, second) = (try mutants(xml), try mutants(xml))
        #expect(first.map(\.dossier) == second.map(\.dossier))
        let whole = try Package(xml: xml).request()
        #expect(first.allSatisfy { $0.dossier != whole.dossier || $0.files != whole.files })
        #expect(first.allSatisfy { !$0.touched.isEmpty })
        #expect(first.contains { $0.operation == .removeEntity && $0.place == "person[2]" })
        // Only the first of each name.
        #expect(try mutants(xml, .onePerLeafName).count < first.count)
        #expect(try !mutants(xml, .onePerLeafName).contains { $0.place.hasPrefix("person[2]") })
    }

    @Test func documentsGoWithTheirPages() throws {
        func evidence(_ page: Int) -> [Evidence] {
            [Evidence(document: "卷.pdf", page: page, quote: "字", method: .text, confidence: 1)]
        }
        func record(_ kind: String, _ pages: String, _ page: Int) -> Entity {
            Entity(
                name: "document",
                leaves: [("kind", kind), ("file", "卷.pdf"), ("pages", pages)].map {
                    Leaf(name: $0.0, value: $0.1, raw: $0.1, evidence: evidence(page))
                })
        }
        var request = try Package(xml: "").request()
        request.files = [
            PackageFile(path: "卷.pdf", sha256: "", bytes: 1, kind: "registration", pages: 3, read: .text)
        ]
        request.dossier = Dossier(entities: [
            Entity(
                name: "applicant",
                leaves: [
                    Leaf(name: "name", value: "甲", raw: "甲", evidence: evidence(1) + evidence(3)),
                    Leaf(name: "uscc", value: "9", raw: "9", evidence: evidence(1)),
                ]), record("registration", "1-2", 1), record("commitment", "3", 3),
        ])
        let documents = DocumentMutants(request: request)
        #expect(documents.parts.map(\.pages) == [1...2, 3...3])
        let without = documents.without(documents.parts[0])
        #expect(without.dossier.entities.map(\.name) == ["applicant", "document"])
        #expect(without.dossier.value("applicant", "name") == "甲")
        #expect(without.dossier.value("applicant", "uscc") == nil)
        #expect(without.files.map(\.kind) == ["commitment"])
        #expect(without.gone.contains(LeafReference(entity: 0, leaf: 1)))
        #expect(!without.gone.contains(LeafReference(entity: 0, leaf: 0)))
        let unreadable = documents.unreadable(request.files[0])
        #expect(unreadable.dossier.entities.isEmpty)
        #expect(unreadable.files.first?.read == PackageFile.Read.none)
        #expect(unreadable.files.first.map { $0.kind == nil } == true)
        #expect(unreadable.files.first?.problems.isEmpty == false)
    }
}

@Suite struct ShippedMutationTests {
    /// A complete application: nothing may be met by its being made worse, and nothing may fail to notice.
    @Test func everyFindingNotices() throws {
        let checklist = try shipped.get()
        let samples = repository.appending(path: "Samples")
        let document = try XMLDocument.parse(Data(contentsOf: samples.appending(path: "employer-xml/dossier.xml")))
        let dossier = try DossierReader.read(document) { _, value, line in
            [Evidence(document: "dossier.xml", place: PlaceName.line(line), quote: value, method: .xml, confidence: 1)]
        }
        let digest = String(repeating: "0", count: 64)
        let request = CheckRequest(
            dossier: dossier, packageName: "employer-xml", packageDigest: digest,
            files: [PackageFile(path: "dossier.xml", sha256: digest, bytes: 1, kind: "dossier-xml", read: .xml)],
            asOf: "2026-05-12")
        let round = try Round.load(
            samples.appending(path: "rounds/jinhua-2026-2.yaml"), checklist: checklist, digest: fakeDigest)
        let harness = MutationHarness(try Engine(checklist: checklist, round: round), sampling: .onePerLeafName)
        let report = try harness.run(request)
        #expect(report.baselineMet > 20)
        #expect(report.total.mutants > 300)
        #expect(report.total.atStake > 500)
        for fault in report.falseMets + report.survivors { Issue.record("\(fault.text(.zh))") }
        // A range of operators was tried; each that is told of finds something at stake.
        for operation in MutationOperator.allCases {
            #expect((report.figures[operation]?.atStake ?? 0) > 0, "\(operation.rawValue)")
        }
        for language in Language.allCases {
            let text = report.text(language)
            for operation in report.figures.keys { #expect(text.contains(operation.title(language))) }
        }
    }
}
