// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

/// The one list of what to do, on the shipped checklist.
@Suite struct ToDoTests {
    private func assess(_ xml: String, unreadable: [String?] = [], _ change: (inout Round) -> Void = { _ in }) throws
        -> Assessment
    {
        var round = Round(id: "r", title: "r", classes: [.employer])
        round.window = .init(from: "2026-03-01", to: "2026-03-31")
        change(&round)
        return try Engine(checklist: try shipped.get(), round: round)
            .assess(Package(xml: xml, unreadable: unreadable).request())
    }

    @Test func oneDocumentIsNamedOnceForAllThatWaitForIt() throws {
        let assessment = try assess("<applicant><name>甲公司</name></applicant>")
        let commitment = try #require(assessment.toDo.first { $0.kind == "commitment" })
        #expect(commitment.action == .supply)
        #expect(commitment.subject == "承诺书")
        #expect(Set(["7.1-g", "7.4-e", "7.5-a", "8.1-h"]).isSubset(of: commitment.conditions))
        #expect(assessment.toDo.filter { $0.kind == "commitment" }.count == 1)
    }

    /// Every gap is in the list, and what most wait for comes first.
    @Test func nothingIsLeftOutAndTheOrderIsByWhatWaits() throws {
        let assessment = try assess("<applicant><name>甲公司</name></applicant>")
        let named = Set(assessment.toDo.flatMap(\.conditions))
        let gaps = assessment.findings.filter { $0.state == .unmet || $0.state == .missing }.map(\.condition)
        #expect(gaps.count > 20)
        #expect(Set(gaps).subtracting(named) == [])
        let waiting = assessment.toDo.filter { !$0.isGate }.map(\.conditions.count)
        #expect(waiting == waiting.sorted(by: >))
    }

    @Test func aShutGateComesFirst() throws {
        let assessment = try assess(
            "<application><submitted-on>2026-05-01</submitted-on></application><applicant><name>甲公司</name></applicant>")
        let first = try #require(assessment.toDo.first)
        #expect(first.isGate)
        #expect(first.conditions.contains("G-01"))
    }

    /// `11.pdf` holds `1.pdf`, in either language.
    @Test(arguments: Language.allCases) func aFileIsToldByItsWholePath(_ language: Language) throws {
        var request = try Package(
            xml: "<applicant><name>甲公司</name></applicant>", unreadable: ["commitment", "audit"], language: language
        ).request()
        for (index, file) in request.files.enumerated() where file.path.hasPrefix("unread-") {
            request.files[index].path = file.kind == "commitment" ? "1.pdf" : "11.pdf"
        }
        let toDo = try Engine(checklist: try shipped.get()).assess(request).toDo
        let waiting = ["1.pdf", "11.pdf"].map { path in Set(toDo.first { $0.subject == path }?.conditions ?? []) }
        #expect(waiting[0].contains("7.5-a") && !waiting[1].contains("7.5-a"))
        #expect(waiting[1].contains("7.1-f") && !waiting[0].contains("7.1-f"))
    }

    @Test func unreadFilesAndDisagreementsAreNamed() throws {
        let xml =
            "<applicant><name>甲公司</name><uscc>91330110MA2T00015U</uscc><uscc>12330000470000013F</uscc></applicant>"
        let assessment = try assess(xml, unreadable: ["commitment"])
        let file = try #require(assessment.toDo.first { $0.action == .resubmit })
        #expect(file.subject == "unread-0.pdf")
        #expect(file.conditions.contains("7.5-a"))
        #expect(file.remedies.count == 1)
        let conflict = try #require(assessment.toDo.first { $0.action == .reconcile })
        #expect(conflict.subject.contains("统一社会信用代码"))
        #expect(conflict.conditions.contains("7.1-b"))
    }

    @Test func documentsOfTheAnnouncementAreEachNamed() throws {
        let xml = "<document><kind in=\"registration\">registration</kind><file>照.pdf</file></document>"
        let assessment = try assess(xml) { $0.requiredDocuments = ["all": ["registration", "audit", "site-photos"]] }
        let named = assessment.toDo.filter { $0.conditions.contains("G-13") }.compactMap(\.kind)
        #expect(Set(named) == ["audit", "site-photos"])
    }

    @Test func questionsThatNeedOnlyLookingUpComeBeforeJudgements() throws {
        let xml =
            "<applicant><name>甲公司</name><uscc>91330110MA2T00015U</uscc><uscc>12330000470000013F</uscc></applicant>"
        let assessment = try assess(xml, unreadable: ["audit"])
        let grounds = assessment.reviews.compactMap { assessment.findings[$0].ground }
        let order: [ReviewGround] = [.conflict, .unreadable, .confidence, .threshold, .judgement]
        let places = grounds.compactMap { order.firstIndex(of: $0) }
        #expect(places.count == assessment.findings.filter { $0.state == .review }.count)
        #expect(places == places.sorted())
        #expect(Set(grounds).count > 2)
    }
}
