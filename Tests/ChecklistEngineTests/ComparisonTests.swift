// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import ChecklistEngine

/// Two submissions side by side, each category of difference by itself.
@Suite struct ComparisonTests {
    private static func hex(_ seed: Int) -> String {
        let text = String(seed, radix: 16)
        return String(repeating: "0", count: 64 - text.count) + text
    }

    private static func file(_ path: String, _ bytes: Int, kind: String? = nil) -> PackageFile {
        PackageFile(path: path, sha256: hex(bytes), bytes: 1, kind: kind, read: .text)
    }

    private static func evidence(_ document: String, _ quote: String) -> Evidence {
        Evidence(document: document, page: 1, quote: quote, method: .text, confidence: 0.98)
    }

    private static func finding(
        _ id: String, _ state: FindingState, _ ground: ReviewGround? = nil, measured: String? = nil,
        required: String? = nil, on evidence: [Evidence] = []
    ) -> Finding {
        Finding(
            condition: id, article: "第七条", phrase: "条件\(id)", state: state, ground: ground, measured: measured,
            required: required, explanation: "说明", evidence: evidence)
    }

    private static func assessment(
        _ findings: [Finding], files: [PackageFile] = [file("a.pdf", 1)], facts: [Fact] = [],
        name: String? = "之江样例有限公司", uscc: String? = "91330110MA2T00015U"
    ) -> Assessment {
        Assessment(
            language: .zh, asOf: "2026-03-31",
            checklist: .init(id: "c", title: "c", version: "1", digest: hex(7)),
            round: .init(id: "r", title: "r", effective: nil, digest: hex(8)),
            package: .init(name: "p", digest: hex(9), files: files), applicantClass: .employer,
            applicant: .init(name: name, uscc: uscc), findings: findings, facts: facts)
    }

    private static func compare(_ old: Assessment, _ new: Assessment) -> AssessmentComparison {
        AssessmentComparison(old: old, new: new, language: .zh)
    }

    // MARK: Conditions

    @Test(
        arguments: [
            (FindingState.met, nil, FindingState.unmet, nil, ConditionChange.Kind.regressed),
            (.met, nil, .review, ReviewGround.judgement, .regressed), (.review, .conflict, .missing, nil, .regressed),
            (.unmet, nil, .met, nil, .improved), (.missing, nil, .review, .judgement, .improved),
            (.review, .threshold, .met, nil, .improved), (.missing, nil, .unmet, nil, .changed),
            (.unmet, nil, .missing, nil, .changed), (.review, .conflict, .review, .judgement, .changed),
            (.notApplicable, nil, .met, nil, .applicability), (.unmet, nil, .notApplicable, nil, .applicability),
        ] as [(FindingState, ReviewGround?, FindingState, ReviewGround?, ConditionChange.Kind)])
    func transitions(
        _ old: FindingState, _ oldGround: ReviewGround?, _ new: FindingState, _ newGround: ReviewGround?,
        _ kind: ConditionChange.Kind
    ) throws {
        let comparison = Self.compare(
            Self.assessment([Self.finding("1", old, oldGround)]), Self.assessment([Self.finding("1", new, newGround)]))
        let change = try #require(comparison.conditions.first)
        #expect(change.kind == kind)
        #expect(change.changesState == (old != new))
        #expect(change.old?.ground == oldGround && change.new?.ground == newGround)
        #expect(comparison.unchangedConditions == 0)
    }

    @Test func sameIsOnlyCounted() {
        let findings = FindingState.allCases.map { state in
            Self.finding(state.rawValue, state, state == .review ? .judgement : nil, on: [Self.evidence("a.pdf", "甲")])
        }
        let comparison = Self.compare(Self.assessment(findings), Self.assessment(findings))
        #expect(comparison.conditions.isEmpty && comparison.files.isEmpty && comparison.facts.isEmpty)
        #expect(comparison.caveats.isEmpty)
        #expect(comparison.unchangedConditions == 5 && comparison.unchangedFiles == 1)
    }

    @Test func sameVerdictOnChangedEvidence() throws {
        func reasons(_ old: Finding, _ new: Finding, newBytes: Int = 1) -> [ConditionChange.Reason]? {
            let comparison = Self.compare(
                Self.assessment([old]), Self.assessment([new], files: [Self.file("a.pdf", newBytes)]))
            return comparison.conditions(.evidence).first?.reasons
        }
        let old = Self.finding("1", .met, measured: "5", required: "3", on: [Self.evidence("a.pdf", "甲")])
        var new = old
        #expect(reasons(old, new) == nil)
        #expect(reasons(old, new, newBytes: 2) == [.documents])
        new.measured = "4"
        #expect(reasons(old, new) == [.measured])
        new.required = "4"
        new.evidence = [Self.evidence("a.pdf", "乙")]
        #expect(reasons(old, new) == [.measured, .required, .quotes])
        // What does not apply rests on nothing.
        new.state = .notApplicable
        var none = old
        none.state = .notApplicable
        #expect(reasons(none, new) == nil)
    }

    /// A file that only got another name is the same evidence.
    @Test func renamedEvidenceIsTheSame() {
        let old = Self.assessment([Self.finding("1", .met, on: [Self.evidence("a.pdf", "甲")])])
        let new = Self.assessment(
            [Self.finding("1", .met, on: [Self.evidence("b.pdf", "甲")])], files: [Self.file("b.pdf", 1)])
        let comparison = Self.compare(old, new)
        #expect(comparison.conditions.isEmpty)
        #expect(comparison.files.map(\.kind) == [.moved])
    }

    @Test func conditionsOfOneSideOnly() {
        let comparison = Self.compare(
            Self.assessment([Self.finding("1", .met), Self.finding("E-1", .met)]),
            Self.assessment([Self.finding("1", .met), Self.finding("E-2", .unmet)]))
        #expect(comparison.conditions.map(\.condition) == ["E-2", "E-1"])
        #expect(comparison.conditions.map(\.kind) == [.added, .removed])
    }

    // MARK: Caveats

    @Test func differentApplicantsAreTold() {
        func caveats(_ name: String?, _ uscc: String?) -> [AssessmentComparison.Caveat] {
            Self.compare(Self.assessment([]), Self.assessment([], name: name, uscc: uscc)).caveats
        }
        #expect(caveats("之江样例有限公司", "91330110MA2T00015U") == [])
        #expect(caveats("之江样例有限责任公司", "91330110ma2t00015u") == [])
        #expect(caveats("之江样例有限公司", "91330110MA2T00016U") == [.applicant])
        #expect(caveats("甲公司", "91330110MA2T00015U") == [.applicantName])
        #expect(caveats("甲公司", nil) == [.applicant])
        #expect(caveats("之江样例有限公司", nil) == [])
        #expect(caveats(nil, nil) == [.applicantUnknown])
    }

    @Test func otherCausesAreTold() {
        let old = Self.assessment([])
        var new = old
        new.checklist.digest = Self.hex(70)
        new.round = nil
        new.asOf = "2026-04-01"
        new.applicantClass = nil
        #expect(Self.compare(old, new).caveats == [.checklist, .round, .asOf, .applicantClass])
    }

    // MARK: Files

    @Test func filesByPathContentAndKind() throws {
        let old = [
            Self.file("a.pdf", 1), Self.file("b.pdf", 2), Self.file("c.pdf", 3),
            Self.file("名册.pdf", 4, kind: "staff-roster"),
            Self.file("gone.pdf", 5, kind: "labour-contract"), Self.file("gone2.pdf", 6, kind: "labour-contract"),
        ]
        let new = [
            Self.file("a.pdf", 1), Self.file("b.pdf", 20), Self.file("d/c.pdf", 3),
            Self.file("名册（修改）.pdf", 40, kind: "staff-roster"), Self.file("new.pdf", 50, kind: "labour-contract"),
        ]
        let comparison = Self.compare(Self.assessment([], files: old), Self.assessment([], files: new))
        let told = comparison.files.map { "\($0.kind.rawValue) \($0.old?.path ?? "-") \($0.new?.path ?? "-")" }
        #expect(
            told == [
                "changed b.pdf b.pdf", "moved c.pdf d/c.pdf", "changed 名册.pdf 名册（修改）.pdf", "added - new.pdf",
                "removed gone.pdf -", "removed gone2.pdf -",
            ])
        #expect(comparison.unchangedFiles == 1)
    }

    /// The folder that was zipped is no difference, nor are the leftovers of systems.
    @Test func commonFoldersDoNotCount() {
        let old = [Self.file("初次/一/a.pdf", 1), Self.file("初次/b.pdf", 2)]
        var leftover = Self.file("补正/Thumbs.db", 9)
        leftover.setAside = true
        let new = [Self.file("补正/一/a.pdf", 1), Self.file("补正/b.pdf", 3), leftover]
        let comparison = Self.compare(Self.assessment([], files: old), Self.assessment([], files: new))
        #expect(comparison.files.map(\.kind) == [.changed])
        #expect(comparison.files.first?.new?.path == "补正/b.pdf")
    }

    @Test func silentlyReplaced() throws {
        func fact(_ value: String) -> [Fact] {
            [
                Fact(
                    path: "applicant/employee-count", value: value, raw: value,
                    evidence: [Self.evidence("a.pdf", value)])
            ]
        }
        func change(_ state: FindingState, _ value: String = "10") throws -> FileChange {
            let old = Self.assessment([Self.finding("1", .met, on: [Self.evidence("a.pdf", "甲")])], facts: fact("10"))
            let new = Self.assessment(
                [Self.finding("1", state, on: [Self.evidence("a.pdf", "甲")])], files: [Self.file("a.pdf", 2)],
                facts: fact(value))
            return try #require(Self.compare(old, new).files.first)
        }
        let quiet = try change(.met)
        #expect(quiet.isSilent && quiet.conditions == ["1"] && quiet.facts.isEmpty)
        let facts = try change(.met, "12")
        #expect(facts.isSilent)
        #expect(facts.facts.first?.leaves.first?.path == "applicant/employee-count")
        #expect(facts.facts.first?.leaves.first?.old == ["10"])
        #expect(facts.facts.first?.leaves.first?.new == ["12"])
        // A verdict that fell is told elsewhere.
        let loud = try change(.unmet)
        #expect(!loud.isSilent && loud.conditions == ["1"])
        // Nothing rests on it and nothing was read otherwise.
        let idle = Self.compare(
            Self.assessment([]), Self.assessment([], files: [Self.file("a.pdf", 2)]))
        #expect(idle.files.map(\.isSilent) == [false])
        #expect(idle.silentlyReplaced.isEmpty)
    }
}
