// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

@testable import Parser

/// An OFD made in a test: one document with pages of the given objects.
struct OFDMaker {
    var parts: [(name: String, content: String)] = []
    /// XML inside `Document` behind the pages.
    var tail = ""
    /// XML inside `CommonData`.
    var common = ""
    /// XML inside `DocInfo`.
    var info = ""
    /// XML inside `DocBody` behind the root.
    var body = ""
    var pageTail = ""
    /// Objects of each page.
    var pages: [String]
    /// How the document names its pages.
    var pageLocation = { (number: Int) in "Pages/Page_\(number)/Content.xml" }
    var namespace = "http://www.ofdspec.org/2016"

    init(_ pages: String...) { self.pages = pages }

    /// A text object in millimetres, letters 4 mm apart unless told otherwise.
    static func text(
        _ text: String, _ x: Double, _ y: Double, id: Int = 0, delta: String? = nil, attributes: String = "",
        inside: String = ""
    ) -> String {
        let deltas = delta ?? "g \(max(0, text.unicodeScalars.count - 1)) 4"
        return "<ofd:TextObject ID=\"\(id)\" Boundary=\"\(x) \(y) 150 6\" Font=\"1\" Size=\"4\" \(attributes)>\(inside)"
            + "<ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"\(deltas)\">\(text)</ofd:TextCode></ofd:TextObject>"
    }

    static func content(_ objects: String, head: String = "") -> String {
        "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\">\(head)<ofd:Content><ofd:Layer ID=\"1\">\(objects)</ofd:Layer>"
            + "</ofd:Content></ofd:Page>"
    }

    func files() -> [(name: String, content: String)] {
        func root(_ name: String, _ inner: String) -> String {
            "<ofd:\(name) xmlns:ofd=\"\(namespace)\">\(inner)</ofd:\(name)>"
        }
        let list = pages.indices.map { "<ofd:Page ID=\"p\($0)\" BaseLoc=\"\(pageLocation($0))\"/>" }.joined()
        var out = [
            (
                "OFD.xml",
                root(
                    "OFD",
                    "<ofd:DocBody><ofd:DocInfo>\(info)</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>\(body)</ofd:DocBody>"
                )
            ),
            (
                "Doc_0/Document.xml",
                root(
                    "Document",
                    "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\(common)"
                        + "</ofd:CommonData><ofd:Pages>\(list)</ofd:Pages>\(tail)")
            ),
        ]
        for (number, page) in pages.enumerated() {
            let content = page.hasPrefix("<ofd:Page") ? page : Self.content(page)
            out.append(
                (
                    "Doc_0/Pages/Page_\(number)/Content.xml",
                    content.replacing("http://www.ofdspec.org/2016", with: namespace)
                ))
        }
        return out + parts
    }

    func bytes() -> Data { Self.zip(files()) }

    static func zip(_ files: [(name: String, content: String)]) -> Data {
        var zip = ZipMaker()
        for file in files { zip.add(file.name, file.content) }
        return Data(zip.bytes())
    }

    func read(into folder: String? = nil) throws(ReadProblem) -> FileReading {
        try OFDReader.read(bytes(), attachmentsIn: folder).reading
    }

    /// The files with a signature over all but `OFD.xml`, its digests right.
    func signed(method: String = "1.2.156.10197.1.401", digest: String = "SM3", stamp: String = "") -> [(
        name: String, content: String
    )] {
        var maker = self
        maker.body += "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
        var files = maker.files()
        let references = files.dropFirst().map { file in
            let value = Digest.bytes(digest, of: Data(file.content.utf8)) ?? []
            return
                "<ofd:Reference FileRef=\"/\(file.name)\"><ofd:CheckValue>\(Data(value).base64EncodedString())</ofd:CheckValue></ofd:Reference>"
        }.joined()
        let signature =
            "<ofd:Signature xmlns:ofd=\"\(namespace)\"><ofd:SignedInfo><ofd:Provider ProviderName=\"test\"/>"
            + "<ofd:References CheckMethod=\"\(method)\">\(references)</ofd:References>\(stamp)</ofd:SignedInfo>"
            + "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"
        files.append(
            (
                "Doc_0/Signs/Signatures.xml",
                "<ofd:Signatures xmlns:ofd=\"\(namespace)\"><ofd:Signature ID=\"1\" BaseLoc=\"Sign_0/Signature.xml\"/></ofd:Signatures>"
            ))
        files.append(("Doc_0/Signs/Sign_0/Signature.xml", signature))
        files.append(("Doc_0/Signs/Sign_0/SignedValue.dat", "a bare signature"))
        return files
    }
}

extension FileReading {
    var pages: [PageLayout] { parts.flatMap(\.pages) }
    var texts: [String] { pages.flatMap { $0.allLines.map(\.text) } }
}
