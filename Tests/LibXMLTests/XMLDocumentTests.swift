// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import LibXML

func parse(_ text: String, limits: XMLLimits = XMLLimits()) throws -> XMLDocument {
    try XMLDocument.parse(Data(text.utf8), limits: limits)
}

@Suite struct XMLDocumentTests {
    @Test func navigatesWithNamespacesLinesAndAttributes() throws {
        let document = try parse(
            """
            <a:root xmlns:a="urn:a" xmlns:b="urn:b">
              <a:one b:key="值" key="plain">甲<i>乙</i>&amp;<![CDATA[<丙>]]></a:one>
              <two/><two>x</two>
            </a:root>
            """)
        let root = document.root
        #expect(root.name == "root")
        #expect(root.namespace == "urn:a")
        #expect(root.children.map(\.name) == ["one", "two", "two"])
        let one = try #require(root.child("one"))
        #expect(one.text == "甲乙&<丙>")
        #expect(one.line == 2)
        #expect(one.attribute("key", namespace: "urn:b") == "值")
        #expect(one.attributes.count == 2)
        #expect(one.parent == root)
        #expect(root.parent == nil)
        #expect(root.children("two").map(\.text) == ["", "x"])
        #expect(root.children("two").first?.namespace == nil)
        #expect(root.descendants("i").map(\.text) == ["乙"])
        // The search must not run on into what follows the element.
        #expect(one.descendants("two").isEmpty)
    }

    @Test func nodesKeepTheirDocumentAlive() throws {
        func leaf() throws -> XMLNode { try #require(try parse("<r><x>活</x></r>").root.child("x")) }
        #expect(try leaf().text == "活")
    }

    @Test func syntaxErrorsCarryLineAndColumn() {
        #expect {
            try parse("<r>\n  <x></y>\n</r>")
        } throws: { error in
            guard case .syntax(let line, let column, let message)? = error as? XMLError else { return false }
            return line == 2 && column > 1 && message.contains("mismatch")
        }
        #expect(throws: XMLError.empty) { try XMLDocument.parse(Data()) }
        #expect(throws: XMLError.tooLarge(bytes: 4, limit: 3)) { try parse("<r/>", limits: XMLLimits(bytes: 3)) }
        #expect { try parse("no xml at all") } throws: { ($0 as? XMLError)?.code == "xml-syntax" }
    }

    @Test func everyDoctypeIsRefusedBeforeItIsRead() throws {
        let secret = FileManager.default.temporaryDirectory.appending(path: "xxe-\(UUID().uuidString).txt")
        try Data("secret".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let bomb = (1..<10).map { "<!ENTITY l\($0) \"&l\($0 - 1);&l\($0 - 1);&l\($0 - 1);&l\($0 - 1);\">" }.joined()
        for text in [
            "<!DOCTYPE r><r/>",
            "<!DOCTYPE r [<!ENTITY x SYSTEM \"\(secret.absoluteString)\">]><r>&x;</r>",
            "<!DOCTYPE r SYSTEM \"http://localhost/none.dtd\"><r/>",
            "<!DOCTYPE r [<!ENTITY % p SYSTEM \"\(secret.absoluteString)\"> %p;]><r/>",
            "<!DOCTYPE r [<!ENTITY l0 \"ha\">\(bomb)]><r a=\"&l9;\">&l9;</r>",
            "<!DOCTYPE r [ not closed",
        ] {
            #expect(throws: XMLError.doctype(line: 1), "\(text.prefix(60))") { try parse(text) }
        }
        #expect(throws: XMLError.doctype(line: 3)) {
            try parse("<?xml version=\"1.0\"?>\n<!-- c -->\n<!DOCTYPE r>\n<r/>")
        }
    }

    @Test func undeclaredEntitiesAndDepthAreErrors() {
        #expect { try parse("<r>&x;</r>") } throws: { ($0 as? XMLError)?.line == 1 }
        let deep = String(repeating: "<d>", count: 5000) + String(repeating: "</d>", count: 5000)
        #expect { try parse(deep) } throws: { ($0 as? XMLError)?.code == "xml-syntax" }
        #expect(throws: Never.self) {
            try parse(String(repeating: "<d>", count: 200) + String(repeating: "</d>", count: 200))
        }
    }

    @Test func otherEncodingsAreRead() throws {
        var data = Data("<?xml version=\"1.0\" encoding=\"GB18030\"?><r>".utf8)
        data.append(contentsOf: [0xD6, 0xD0])
        data.append(Data("</r>".utf8))
        #expect(try XMLDocument.parse(data).root.text == "中")
    }

    @Test func builtDocumentsHoldAnyText() throws {
        let document = try XMLDocument.build(root: "dossier")
        let person = try document.root.append("person")
        try person.append("name", text: "A&B <张>")
        #expect(document.root.child("person")?.child("name")?.text == "A&B <张>")
    }
}

@Suite struct XSDSchemaTests {
    static let text = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="r"><xs:complexType><xs:sequence>
            <xs:element name="n" type="xs:decimal" maxOccurs="unbounded"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """

    @Test func saysWhatIsWrongOnWhichLine() throws {
        let schema = try XSDSchema(Data(Self.text.utf8))
        #expect(try schema.validate(parse("<r><n>1</n></r>")).isEmpty)
        let issues = try schema.validate(parse("<r>\n<n>1</n>\n<n>one</n>\n<m/></r>"))
        #expect(issues.map(\.line) == [3, 4])
        #expect(issues.first?.message.contains("one") == true)
        let many = "<r>" + String(repeating: "<n>x</n>", count: 300) + "</r>"
        #expect(try schema.validate(parse(many), limit: 5).count == 5)
        // The same schema serves the next document.
        #expect(try schema.validate(parse("<r><n>2</n></r>")).isEmpty)
    }

    @Test func brokenSchemasAreErrors() {
        let broken = Self.text.replacing("xs:decimal", with: "xs:decimals")
        #expect { try XSDSchema(Data(broken.utf8)) } throws: { ($0 as? XMLError)?.code == "xml-schema" }
        #expect { try XSDSchema(Data("<r/>".utf8)) } throws: { ($0 as? XMLError)?.code == "xml-schema" }
    }
}
