// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML
import Testing

@testable import Parser

/// What is written as XML is read back as the same facts, and the applicants' schema accepts it.
@Suite struct DossierXMLTests {
    private let schema: XSDSchema

    init() throws {
        schema = try XSDSchema(Data(contentsOf: Repository.checklist.appendingPathComponent("dossier.xsd")))
    }

    private func roundTrip(_ dossier: Dossier) throws -> Dossier {
        let document = try XMLDocument.parse(Data(DossierXML.text(of: dossier).utf8))
        let issues = try schema.validate(document).map(\.message)
        #expect(issues == [])
        return try DossierReader.submission(document, file: "档案.xml")
    }

    private func evidence(_ quote: String = "原文", document: String = "a.pdf", box: Box? = nil) -> Evidence {
        Evidence(document: document, page: 1, box: box, quote: quote, method: .text, confidence: 0.98)
    }

    private func dossier(value: String, raw: String? = nil) -> Dossier {
        var entity = Entity(name: "applicant")
        entity.add("business-scope", value: value, raw: raw ?? value, evidence: [evidence(raw ?? value)])
        return Dossier(entities: [entity])
    }

    // MARK: Hostile text

    static let hostile = [
        "<script>alert(1)</script>", "]]>", "<![CDATA[x]]>", "&amp;&lt;&#38;", "&", "\"双引号\" 'x'", "<!-- x -->",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x [<!ENTITY e 'x'>]>", "a\tb", "第一行\n第二行", "第一行\r\n第二行", "回车\r在中间", "👨‍👩‍👧 emoji 🇨🇳", "e\u{301} 与 é",
        "𠮷𠀀", "\u{2028}行分隔\u{2029}",
        "零宽\u{200B}\u{FEFF}x", "右到左\u{202E}x", "全角＜＞＆＂", String(repeating: "长", count: 5000), "a  b　c",
        "\u{85}x\u{7F}y\u{9F}z",
    ]

    @Test(arguments: hostile) func hostileTextComesBack(_ text: String) throws {
        let leaf = try roundTrip(dossier(value: text, raw: " \(text) ")).first("applicant")?.leaves.first
        #expect(leaf?.value == text.trimmingCharacters(in: .whitespacesAndNewlines))
        #expect(leaf?.raw == " \(text) ")
    }

    @Test func controlCharactersAreDropped() throws {
        let controls = (0..<32).filter { ![9, 10, 13].contains($0) }.compactMap { Unicode.Scalar($0) }.map(String.init)
            .joined()
        let text = "前\(controls)\u{FFFE}\u{FFFF}后"
        let leaf = try roundTrip(dossier(value: text, raw: "\(text)\(text)")).first("applicant")?.leaves.first
        #expect(leaf?.value == "前后")
        #expect(leaf?.raw == "前后前后")
    }

    @Test func documentNamesAndPlacesAreEscaped() throws {
        var entity = Entity(name: "person")
        let name = "\"a\"&<b>\n'c'\t.pdf"
        entity.add(
            "name", value: "张三", raw: "张三",
            evidence: [Evidence(document: name, page: 2, place: name, quote: name, method: .ocr, confidence: 0.5)])
        let document = try XMLDocument.parse(Data(DossierXML.text(of: Dossier(entities: [entity])).utf8))
        let issues = try schema.validate(document).map(\.message)
        #expect(issues == [])
        let source = try #require(document.root.children.last?.children.first)
        #expect(source.attribute("document") == name)
        #expect(source.attribute("place") == name)
        #expect(source.attribute("method") == "ocr")
        #expect(source.attribute("page") == "2")
        #expect(source.text == name)
    }

    // MARK: Whole dossiers

    /// The closed lists of `dossier.xsd`.
    private static let choices = [
        "application/class": ["employer", "training-organization"], "person/role": ["assessor", "manager"],
        "person/employment": ["full-time", "part-time"], "site/tenure": ["owned", "leased", "free"],
        "equipment/kind": ["tool", "gauge"],
    ]

    /// A value of the type, from a stream of numbers; text is made of awkward characters.
    private func value(_ leaf: DossierSchema.LeafType, of element: String, _ dice: inout Dice) -> String {
        func text(_ length: Int) -> String {
            let characters = Array("甲乙<>&\"'];:- （）1aZ　x")
            let inner = (0..<length).map { _ in String(dice.pick(characters)) }.joined()
            return "甲" + inner + "乙"
        }
        switch leaf.type {
        case .text: return text(dice.next(30))
        case .choice: return dice.pick(Self.choices["\(element)/\(leaf.name)"] ?? ["行政管理", "application-form"])
        case .name, .email: return text(dice.next(8)).split(whereSeparator: \.isWhitespace).joined()
        case .date: return dice.pick(["2026-03-31", "2026-03", "长期", "1999-12-01"])
        case .days: return "\(dice.next(100_000))"
        case .number, .money, .percent, .allowance, .area:
            return "\(dice.next(100_000))" + dice.pick(["", ".5", ".123456"])
        case .year: return "\(2000 + dice.next(50))"
        case .uscc: return dice.pick(NormaliserCodeTests.creditCodes)
        case .idNumber: return dice.pick(NormaliserCodeTests.residentIDs)
        case .phone: return dice.pick(["13812345678", "0571-87654321", "(0571)87654321转801"])
        case .levels: return dice.pick(["5 4 3", "1", "5 4 3 2 1"])
        case .rating: return "\(1 + dice.next(5))"
        case .boolean: return dice.pick(["true", "false"])
        case .occupationCode: return "6-18-01-0\(dice.next(10))"
        }
    }

    @Test(arguments: 1...40) func dossiersReadBack(_ seed: Int) throws {
        var dice = Dice(UInt64(seed))
        var entities: [Entity] = []
        for element in DossierSchema.elements {
            for _ in 0..<(element.repeated ? dice.next(4) : 1) {
                var entity = Entity(name: element.name)
                for leaf in element.leaves where dice.next(3) > 0 {
                    // Two readings of one leaf are a contradiction, and stay two.
                    for _ in 0..<(1 + dice.next(2)) {
                        let made = value(leaf, of: element.name, &dice)
                        let box = Box(x0: Double(dice.next(600)), y0: 1.25, x1: 600.004, y1: -3.5)
                        entity.add(
                            leaf.name, value: made, raw: dice.pick([made, "原文 \"\(made)\"", made + "\n"]),
                            evidence: [
                                evidence(
                                    made, document: dice.pick(["a.pdf", "b/ <c>.pdf"]), box: dice.pick([box, nil]))
                            ])
                    }
                }
                if !entity.leaves.isEmpty || element.repeated { entities.append(entity) }
            }
        }
        let written = Dossier(entities: entities)
        let read = try roundTrip(written)
        #expect(read.entities.map(\.name) == written.entities.map(\.name))
        for (a, b) in zip(written.entities, read.entities) {
            #expect(a.leaves.map(\.name) == b.leaves.map(\.name))
            #expect(a.leaves.map(\.value) == b.leaves.map(\.value))
            #expect(a.leaves.map(\.raw) == b.leaves.map(\.raw))
        }
        #expect(DossierXML.text(of: written) == DossierXML.text(of: written))
    }

    @Test func everyLeafOfTheSchemaIsInTheXSD() throws {
        for element in DossierSchema.elements {
            for leaf in element.leaves {
                var dice = Dice(1)
                var entity = Entity(name: element.name)
                entity.add(leaf.name, value: value(leaf, of: element.name, &dice), raw: "x", evidence: [evidence()])
                #expect(try roundTrip(Dossier(entities: [entity])).entities.first?.leaves.map(\.name) == [leaf.name])
            }
        }
    }

    @Test func anEmptyDossierIsValid() throws {
        #expect(try roundTrip(Dossier()) == Dossier())
        #expect(try roundTrip(Dossier(entities: [Entity(name: "person")])).entities.count == 1)
    }

    @Test func sameEvidenceIsWrittenOnce() {
        var person = Entity(name: "person")
        person.add("name", value: "张三", raw: "张三", evidence: [evidence()])
        person.add("phone", value: "13812345678", raw: "13812345678", evidence: [evidence(), evidence("其他")])
        let text = DossierXML.text(of: Dossier(entities: [person]))
        #expect(text.components(separatedBy: "<evidence ").count == 3)
        #expect(text.contains("<name evidence=\"e1\" confidence=\"0.98\">张三</name>"))
        #expect(text.contains("<phone evidence=\"e1 e2\" confidence=\"0.98\">"))
    }

    // MARK: Numbers

    @Test(
        arguments: [
            (0, "0"), (1, "1"), (0.5, "0.5"), (0.98, "0.98"), (0.05, "0.05"), (0.999, "1"), (595.276, "595.28"),
            (-3.5, "-3.5"), (-0.25, "-0.25"),
            (-0.004, "0"), (100.10, "100.1"), (14_400, "14400"),
        ] as [(Double, String)])
    func numbersAreShort(_ value: Double, _ text: String) throws {
        let written = DossierXML.text(of: boxed(value))
        #expect(written.contains("box=\"\(text) 0 0 0\""))
    }

    /// A hostile page may place its text anywhere.
    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, 1e18]) func placesBeyondAllPagesDoNotStopIt(
        _ value: Double
    ) throws {
        #expect(try roundTrip(boxed(value)).value("applicant", "name") == "甲")
    }

    private func boxed(_ x: Double) -> Dossier {
        var entity = Entity(name: "applicant")
        entity.add("name", value: "甲", raw: "甲", evidence: [evidence(box: Box(x0: x, y0: 0, x1: 0, y1: 0))])
        return Dossier(entities: [entity])
    }
}
