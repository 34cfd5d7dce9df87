// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import LibXML

@Suite struct DossierReaderTests {
    @Test func submissionsRestOnTheirLines() throws {
        let dossier = try DossierReader.submission(
            parse(
                """
                <dossier>
                  <applicant>
                    <name raw="甲 公司">甲公司</name>
                    <name>乙公司</name><email/>
                  </applicant>
                  <person><name confidence="0.4">张三</name></person>
                  <person><name confidence="nan">李四</name></person>
                  <applicant><name>甲公司</name></applicant>
                  <sources><evidence id="e1" document="x.pdf" method="xml" confidence="1">x</evidence></sources>
                </dossier>
                """), file: "a/b.xml")
        #expect(dossier.all("applicant").count == 1)
        #expect(dossier.first("applicant")?.values("name") == ["甲公司", "乙公司"])
        #expect(dossier.first("applicant")?.values("email") == [])
        #expect(dossier.all("person").map { $0.leaves.first?.confidence } == [0.4, 0])
        let first = try #require(dossier.first("applicant")?.leaves.first)
        #expect(first.raw == "甲 公司")
        #expect(first.evidence.map(\.place) == ["第3行", "第8行"])
        #expect(first.evidence.first?.document == "a/b.xml")
        #expect(first.evidence.first?.method == .xml)
        #expect(first.confidence == 1)
    }

    @Test func whatIsNoDossierIsRefused() throws {
        #expect(throws: XMLError.root(line: 1, name: "dossier", namespace: "urn:x")) {
            try DossierReader.submission(parse("<dossier xmlns='urn:x'/>"), file: "")
        }
        #expect(throws: XMLError.root(line: 1, name: "round", namespace: nil)) {
            try DossierReader.submission(parse("<round/>"), file: "")
        }
        // A submission must not bring a round or a class of its own.
        #expect(throws: XMLError.element(line: 2, name: "round")) {
            try DossierReader.submission(parse("<dossier>\n<round/></dossier>"), file: "")
        }
        #expect(throws: XMLError.element(line: 1, name: "person/salary")) {
            try DossierReader.submission(parse("<dossier><person><salary/></person></dossier>"), file: "")
        }
    }

    @Test func theWrittenFormIsReadBack() throws {
        var person = Entity(name: "person")
        let evidence = Evidence(document: "名册.pdf", page: 2, quote: "张 三", method: .ocr, confidence: 0.5)
        person.add("name", value: "张三 & <李>", raw: "张 三", evidence: [evidence])
        let text = DossierXML.text(of: Dossier(entities: [person]))
        let back = try DossierReader.submission(parse(text), file: "x")
        #expect(back.first("person")?.first("name") == "张三 & <李>")
        #expect(back.first("person")?.leaves.first?.raw == "张 三")
    }
}
