// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A bad dossier XML among good documents.
@Suite struct BadXMLTests {
    @Test func doctype() throws {
        try Trial.expect("xml-doctype", of: "00.xml", message: "XML含有DOCTYPE声明，按规定拒绝（第2行）。请删除DOCTYPE后重新提交。") {
            try $0.add("00.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE dossier>\n<dossier/>\n")
        }
    }

    /// The file that the entity names must be read by nobody.
    @Test func externalEntity() throws {
        let result = try Trial.expect(
            "xml-doctype", of: "00.xml", message: "XML含有DOCTYPE声明，按规定拒绝（第1行）。请删除DOCTYPE后重新提交。"
        ) { trial in
            try trial.bench.write("secret.txt", "QIANLIYAN-SECRET")
            try trial.add(
                "00.xml",
                """
                <!DOCTYPE dossier [<!ENTITY x SYSTEM "file://\(trial.bench.url("secret.txt").path)">]>
                <dossier><applicant><name>&x;</name></applicant></dossier>
                """)
        }
        let outputs = result.outcome.out + (result.found.facts.map { $0.value + $0.raw }.joined())
        #expect(!outputs.contains("QIANLIYAN"))
    }

    @Test func entityBomb() throws {
        var text = "<!DOCTYPE dossier [<!ENTITY a0 \"准绳\">"
        for level in 1...12 {
            text += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">"
        }
        text += "]>\n<dossier><applicant><name>&a12;</name></applicant></dossier>"
        try Trial.expect("xml-doctype", of: "00.xml", message: "XML含有DOCTYPE声明，按规定拒绝（第1行）。请删除DOCTYPE后重新提交。") {
            try $0.add("00.xml", text)
        }
    }

    @Test func wrongNamespace() throws {
        try Trial.expect(
            "xml-namespace", of: "00.xml",
            message: "XML的根元素或命名空间不是申报档案（第2行）：dossier。请使用 dossier.xsd 规定的根元素 dossier（无命名空间）。"
        ) { try $0.add("00.xml", "<?xml version=\"1.0\"?>\n<dossier xmlns=\"urn:other\"/>") }
    }

    @Test func wrongRoot() throws {
        try Trial.expect(
            "xml-namespace", of: "00.xml",
            message: "XML的根元素或命名空间不是申报档案（第1行）：invoice。请使用 dossier.xsd 规定的根元素 dossier（无命名空间）。"
        ) { try $0.add("00.xml", "<invoice/>") }
    }

    /// The line of the fault is named, and nothing of the file counts, as nobody knows what else was meant otherwise.
    @Test func notValid() throws {
        let trial = try Trial()
        try trial.add(
            "00.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <dossier>
              <applicant>
                <name>某公司</name>
                <established-on>去年</established-on>
              </applicant>
            </dossier>
            """)
        let result = try trial.check()
        #expect(result.outcome.status == 3)
        #expect(result.outcome.err.isEmpty)
        let file = try #require(result.found.file("00.xml"))
        #expect(file.problemCode == "xml-invalid")
        #expect(file.problem?.hasPrefix("XML不符合 dossier.xsd（第5行）：") == true, "\(file.problem ?? "")")
        #expect(file.problem?.hasSuffix("。请按所示行号修正。") == true, "\(file.problem ?? "")")
        #expect(file.problem?.contains("established-on") == true)
        #expect(result.facts == Trial.alone?.facts)
    }

    @Test func notWellFormed() throws {
        let trial = try Trial()
        try trial.add("00.xml", "<dossier>\n  <applicant>\n    <name>某公司</applicant>\n</dossier>")
        let result = try trial.check()
        #expect(result.outcome.status == 3)
        #expect(result.outcome.err.isEmpty)
        let file = try #require(result.found.file("00.xml"))
        #expect(file.problemCode == "xml-syntax")
        #expect(file.problem?.hasPrefix("XML格式错误（第3行）：") == true, "\(file.problem ?? "")")
        #expect(file.problem?.hasSuffix("。请按所示行号修正。") == true, "\(file.problem ?? "")")
        #expect(result.facts == Trial.alone?.facts)
    }

    /// XML alone is a package; a fault in it is status 3 with the reports written all the same.
    @Test func badXMLAlone() throws {
        let bench = try Workbench()
        try bench.write("档案.xml", "<dossier><nonsense/></dossier>")
        let outcome = try bench.run(
            "check", "档案.xml", "--class", "employer", "--as-of", "2026-04-20", "--output", "out")
        #expect(outcome.status == 3)
        #expect(outcome.err.isEmpty)
        let found = try Assessed(bench.read("out/assessment.json"))
        #expect(found.facts.isEmpty)
        // What might have been proved by what cannot be read is not missing; of what rests on nothing, nothing is met.
        #expect(found.met.isEmpty, "\(found.met.sorted())")
    }
}
