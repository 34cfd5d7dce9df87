// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML
import Testing

@testable import ChecklistEngine

@Suite struct ShippedChecklistTests {
    @Test func loads() throws {
        let checklist = try shipped.get()
        #expect(checklist.conditions.count > 60)
        #expect(checklist.contradictions.map(\.id) == (1...11).map { "H\($0)" })
        // Gates first, articles by number, cross-checks last.
        let ids = checklist.conditions.map(\.id)
        #expect(ids.first == "G-01")
        #expect(ids.last?.hasPrefix("X-") == true)
        let (seven, eleven) = try (#require(ids.firstIndex(of: "7.1-a")), #require(ids.firstIndex(of: "11-a")))
        #expect(seven < eleven)
    }

    @Test func everyExampleComesOutAsItSays() throws {
        let result = ExampleRunner(try shipped.get()).run()
        #expect(result.count > 200)
        for failure in result.failures { Issue.record("\(failure.message(.zh))") }
    }

    @Test func lintFindsNothing() throws {
        let checklist = try shipped.get()
        // Their examples cannot show everything: no register of cancelled bodies is supplied, or nothing can be missing.
        let excused = ["G-05", "8.1-k", "13-b"]
        for problem in Lint.problems(of: checklist) {
            if problem.code == .noExampleFor, excused.contains(where: problem.file.contains) { continue }
            Issue.record("\(problem.message(.zh))")
        }
    }

    /// An application of which nothing is known must not be met in anything.
    @Test(arguments: ApplicantClass.allCases) func nothingIsMetOnNothing(_ applicantClass: ApplicantClass) throws {
        let checklist = try shipped.get()
        var package = Package(xml: "")
        package.applicantClass = applicantClass
        var round = Round(id: "r", title: "r", classes: ApplicantClass.allCases)
        round.window = .init(from: "2026-03-01", to: "2026-03-31")
        for threshold in checklist.thresholds { round.thresholds[threshold.name] = 0 }
        let assessment = try Engine(checklist: checklist, round: round).assess(package.request())
        #expect(assessment.findings.filter { $0.state == .met }.map(\.condition) == [])
        #expect(assessment.findings.filter { $0.state == .unmet }.map(\.condition) == [])
        #expect(assessment.conclusion == .gapsFound)
    }

    @Test func findingsAreTheSameEveryTime() throws {
        let checklist = try shipped.get()
        let package = Package(
            xml: """
                <applicant><name>甲公司</name><name>乙公司</name><uscc>91330110MA2T00015U</uscc></applicant>\
                <person><name>张三</name><role>assessor</role><occupation>车工</occupation></person>\
                <occupation><name>车工</name><levels>5 4 3</levels></occupation>
                """)
        let first = try Engine(checklist: checklist).assess(package.request())
        let second = try Engine(checklist: checklist).assess(package.request())
        #expect(first == second)
        for finding in first.findings {
            #expect((finding.ground != nil) == (finding.state == .review), "\(finding.condition)")
            #expect(finding.evidence.count <= 12)
            #expect(!finding.explanation.isEmpty)
            #expect(!finding.explanation.contains("{"), "\(finding.condition): \(finding.explanation)")
            if finding.state == .review { #expect(finding.question?.isEmpty == false) }
        }
    }
}

@Suite struct DossierSchemaFileTests {
    private func schema() throws -> XSDSchema {
        try XSDSchema(Data(contentsOf: shippedFolder.appending(path: "dossier.xsd")))
    }

    @Test func namesTheSameElementsAsTheModel() throws {
        let document = try XMLDocument.parse(Data(contentsOf: shippedFolder.appending(path: "dossier.xsd")))
        var inFile: [String: [String]] = [:]
        let types = document.root.children("complexType")
        let root = try #require(document.root.child("element"))
        for element in root.descendants("element") {
            let name = try #require(element.attribute("name"))
            let type = try #require(types.first { $0.attribute("name") == element.attribute("type") })
            if name == "sources" { continue }
            inFile[name] = type.descendants("element").compactMap { $0.attribute("name") }
        }
        let inModel = Dictionary(uniqueKeysWithValues: DossierSchema.elements.map { ($0.name, $0.leaves.map(\.name)) })
        #expect(inFile.mapValues { $0.sorted() } == inModel.mapValues { $0.sorted() })
    }

    @Test func everyLeafHasAFittingType() throws {
        let schema = try schema()
        let samples: [ValueType: String] = [
            .date: "2026-03", .number: "12.5", .money: "12.5", .percent: "1.1", .allowance: "200", .area: "200",
            .uscc: "91330110MA2T00015U", .idNumber: "33010619850101001X", .levels: "5 4 3", .boolean: "true",
            .occupationCode: "6-18-01-01", .year: "2025", .days: "90", .rating: "3", .phone: "0571-88888888",
        ]
        let choices = [
            "application/class": "employer", "person/role": "supervisor", "person/employment": "part-time",
            "site/tenure": "leased", "equipment/kind": "gauge",
        ]
        var dossier = Dossier()
        for element in DossierSchema.elements {
            var entity = Entity(name: element.name)
            for leaf in element.leaves {
                let value = choices["\(element.name)/\(leaf.name)"] ?? samples[leaf.type] ?? "文字"
                let evidence = Evidence(document: "a.pdf", page: 1, quote: value, method: .text, confidence: 0.9)
                entity.add(leaf.name, value: value, raw: value + " ", evidence: [evidence])
            }
            dossier.entities.append(entity)
        }
        // What `extract` writes is valid too.
        let written = try XMLDocument.parse(Data(DossierXML.text(of: dossier).utf8))
        #expect(try schema.validate(written) == [])
        for (xml, isValid) in [
            ("<applicant><established-on>长期</established-on><email/></applicant>", true),
            ("<applicant><established-on>2026-13</established-on></applicant>", false),
            ("<applicant><employee-count>1,200</employee-count></applicant>", false),
            ("<applicant><uscc>91330110ma2t00015u</uscc></applicant>", false),
            ("<application><class>company</class></application>", false), ("<round/>", false), ("<class/>", false),
            ("<person><name confidence=\"2\">张三</name></person>", false),
            ("<person><salary>1</salary></person>", false), ("text", false),
        ] {
            let document = try XMLDocument.parse(Data("<dossier>\(xml)</dossier>".utf8))
            #expect(try schema.validate(document).isEmpty == isValid, "\(xml)")
        }
    }
}
