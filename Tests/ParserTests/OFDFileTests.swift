// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct OFDSignatureTests {
    private let maker = OFDMaker(OFDMaker.text("正文", 20, 30), OFDMaker.text("次页", 20, 30))

    private func read(_ files: [(name: String, content: String)]) throws -> FileReading {
        try OFDReader.read(OFDMaker.zip(files)).reading
    }

    @Test(arguments: [
        ("1.2.156.10197.1.401", "SM3"), ("SM3", "SM3"), ("sm3", "SM3"), ("SHA-256", "SHA256"), ("", "SM3"),
        ("2.16.840.1.101.3.4.2.1", "SHA256"), ("MD5", "MD5"), ("sha1", "SHA1"),
    ])
    func rightDigestsAgree(_ method: String, _ digest: String) throws {
        let reading = try read(maker.signed(method: method, digest: digest))
        #expect(reading.notes.map(\.code) == [.digestMatches])
        #expect(reading.pages.allSatisfy { $0.confidence == 0.98 })
    }

    @Test func aChangedPartDiffersAndLowersConfidence() throws {
        var files = maker.signed()
        files[2].content = files[2].content.replacing("正文", with: "改过")
        let reading = try read(files)
        #expect(reading.notes == [FileNote(.digestDiffers, detail: "/Doc_0/Pages/Page_0/Content.xml")])
        #expect(reading.pages.count == 2 && reading.pages.allSatisfy { $0.confidence == 0.7 })
    }

    @Test func aMissingPartDiffers() throws {
        let files = maker.signed().filter { $0.name != "Doc_0/Pages/Page_1/Content.xml" }
        let reading = try read(files)
        #expect(reading.notes == [FileNote(.digestDiffers, detail: "/Doc_0/Pages/Page_1/Content.xml")])
        #expect(reading.problems == [ReadProblem(.damaged, place: "第2页")] && reading.texts == ["正文"])
    }

    @Test func anUnknownMethodIsNotChecked() throws {
        #expect(try read(maker.signed(method: "1.2.3.4")).notes.map(\.code) == [.digestUnchecked])
    }

    @Test func aSignatureThatIsNotThereIsNotChecked() throws {
        let files = maker.signed().filter { !$0.name.hasSuffix("Signature.xml") }
        #expect(try read(files).notes.map(\.code) == [.digestUnchecked])
        let unsigned = maker.signed().filter { !$0.name.hasSuffix("SignedValue.dat") }
        #expect(try read(unsigned).notes.map(\.code) == [.digestUnchecked])
    }

    @Test func aPageAddedAfterSigningIsNamed() throws {
        var files = OFDMaker(OFDMaker.text("正文", 20, 30)).signed()
        files.append(("Doc_0/Pages/Page_1/Content.xml", OFDMaker.content(OFDMaker.text("后加", 20, 30))))
        // The document itself is protected, so the page can only come in through a second one.
        files[0].content = files[0].content.replacing(
            "</ofd:OFD>", with: "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        files.append(
            (
                "Doc_1/Document.xml",
                "<Document><Pages><Page ID=\"1\" BaseLoc=\"/Doc_0/Pages/Page_1/Content.xml\"/></Pages></Document>"
            ))
        let reading = try read(files)
        #expect(reading.notes.map(\.code) == [.digestMatches, .digestPartial])
        #expect(reading.notes.last?.detail == "Doc_0/Pages/Page_1/Content.xml、Doc_1/Document.xml")
        #expect(reading.parts.count == 2 && reading.pages.map(\.number) == [1, 2])
    }

    /// Whoever signs a second time changes the list of signatures, which the first one covers.
    @Test func aSecondSignatureDoesNotSpoilTheFirst() throws {
        var files = maker.signed()
        let list = try #require(files.firstIndex { $0.name.hasSuffix("Signatures.xml") })
        let value = Data(try #require(Digest.bytes("SM3", of: Data(files[list].content.utf8)))).base64EncodedString()
        for index in files.indices where files[index].name.hasSuffix("/Signature.xml") {
            files[index].content = files[index].content.replacing(
                "</ofd:References>",
                with:
                    "<ofd:Reference FileRef=\"/Doc_0/Signs/Signatures.xml\"><ofd:CheckValue>\(value)</ofd:CheckValue></ofd:Reference></ofd:References>"
            )
        }
        #expect(try read(files).notes.map(\.code) == [.digestMatches])
        let alone = files
        files[list].content = files[list].content.replacing(
            "</ofd:Signatures>", with: "<ofd:Signature ID=\"2\" BaseLoc=\"Sign_0/Signature.xml\"/></ofd:Signatures>")
        #expect(try read(files).notes.map(\.code) == [.digestMatches, .digestMatches])
        files = alone
        files[list].content += "<!-- -->"
        #expect(try read(files).notes.map(\.code) == [.digestDiffers])
    }

    /// A seal's signed value holds the digest of the list of digests: writing the list anew does not help.
    @Test func aListWrittenAnewDiffers() throws {
        let stamp = "<ofd:StampAnnot ID=\"1\" PageRef=\"p0\" Boundary=\"120 200 40 40\"/>"
        var files = maker.signed(stamp: stamp)
        let signature = try #require(files.first { $0.name.hasSuffix("/Signature.xml") }).content
        let digest = try #require(Digest.bytes("SM3", of: Data(signature.utf8)))
        let padding = [UInt8](repeating: 0x41, count: 400)
        func zip() -> Data {
            var zip = ZipMaker()
            for file in files where !file.name.hasSuffix(".dat") { zip.add(file.name, file.content) }
            zip.entries.append(
                ZipMaker.Entry(
                    name: Array("Doc_0/Signs/Sign_0/SignedValue.dat".utf8), content: padding + digest + padding))
            return Data(zip.bytes())
        }
        let good = try OFDReader.read(zip()).reading
        #expect(good.notes.map(\.code) == [.digestMatches])
        let mark = try #require(good.pages.first?.marks.first)
        #expect(Ink.looksLikeSeal(mark) && good.pages[1].marks.isEmpty)
        let at = try #require(files.firstIndex { $0.name.hasSuffix("/Signature.xml") })
        files[at].content += "<!-- -->"
        let bad = try OFDReader.read(zip()).reading
        #expect(bad.notes == [FileNote(.digestDiffers, detail: "/Doc_0/Signs/Sign_0/Signature.xml")])
    }

    @Test func neverSaysThatASealIsVerified() {
        for code in FileNote.Code.allCases {
            let text = FileNote(code).message(.zh) + FileNote(code).message(.en)
            #expect(!text.contains("验证通过") && !text.lowercased().contains("is verified") && !text.contains("有效"))
        }
    }
}

@Suite struct OFDTagTests {
    private func licence() -> OFDMaker {
        var maker = OFDMaker(
            OFDMaker.text("营业执照", 80, 20, id: 10) + OFDMaker.text("91330110MA2T00015U", 20, 40, id: 11, delta: "g 17 2")
                + OFDMaker.text("浙江甲乙", 20, 60, id: 12) + OFDMaker.text("有限公司", 20, 68, id: 13)
                + OFDMaker.text("藏着", 20, 80, id: 14, attributes: "Alpha=\"0\""))
        maker.tail = "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"
        maker.parts = [
            (
                "Doc_0/Tags/CustomTags.xml",
                "<ofd:CustomTags xmlns:ofd=\"u\"><ofd:CustomTag TypeID=\"t\"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>"
            ),
            (
                "Doc_0/Tags/CustomTag.xml",
                "<照面><统一社会信用代码><ofd:ObjectRef PageRef=\"p0\">11</ofd:ObjectRef></统一社会信用代码>"
                    + "<主体><名称><ofd:ObjectRef PageRef=\"p0\">12</ofd:ObjectRef><ofd:ObjectRef PageRef=\"p0\">13</ofd:ObjectRef></名称></主体>"
                    + "<住所><ofd:ObjectRef PageRef=\"p0\">14</ofd:ObjectRef></住所><类型><ofd:ObjectRef PageRef=\"p0\">99</ofd:ObjectRef></类型></照面>"
            ),
        ]
        return maker
    }

    @Test func takesTheWordsThatTagsReferTo() throws {
        let page = try #require(try licence().read().pages.first)
        #expect(page.tags.map(\.name) == ["统一社会信用代码", "名称"])
        #expect(page.tags.map(\.value) == ["91330110MA2T00015U", "浙江甲乙有限公司"])
        let (method, confidence) = page.reading(in: page.tags[0].box)
        #expect(method == .xml && confidence == 0.99)
    }

    @Test func metadataCountsOnlyWhereItIsSeen() throws {
        var maker = OFDMaker(OFDMaker.text("编号 A1234-5", 20, 30) + OFDMaker.text("金额 251.96", 20, 40))
        maker.info =
            "<ofd:CustomDatas><ofd:CustomData Name=\"编号\">A1234-5</ofd:CustomData><ofd:CustomData Name=\"暗\">看不见的值</ofd:CustomData>"
            + "<ofd:CustomData Name=\"税额\">1.96</ofd:CustomData></ofd:CustomDatas>"
        #expect(try maker.read().pages.first?.tags.map(\.name) == ["编号"])
    }

    @Test func tagsBecomeFactsWithoutLabelsOnThePage() throws {
        let reading = try licence().read()
        let part = try #require(reading.parts.first)
        let records = Extractor(try Repository.vocabulary()).read(
            SourceDocument(path: "营业执照.ofd", part), kind: "registration")
        let applicant = records.filter { $0.entity == "applicant" }.flatMap(\.readings)
        let uscc = try #require(applicant.first { $0.leaf == "uscc" })
        #expect(uscc.value == "91330110MA2T00015U" && uscc.evidence.method == .xml && uscc.evidence.confidence > 0.95)
        #expect(applicant.first { $0.leaf == "name" }?.value == "浙江甲乙有限公司")
    }
}

@Suite struct OFDAttachmentTests {
    @Test func writesAttachmentsUnderNumbers() throws {
        let scratch = try Scratch()
        var maker = OFDMaker(OFDMaker.text("正文", 20, 30))
        maker.tail = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
        maker.parts = [
            (
                "Doc_0/Attachs/Attachments.xml",
                "<a><Attachment ID=\"1\" Name=\"数据\"><FileLoc>data.xml</FileLoc></Attachment><Attachment ID=\"2\" Name=\"../逃\"><FileLoc>../../../etc/passwd</FileLoc></Attachment></a>"
            ), ("Doc_0/Attachs/data.xml", "<d/>"),
        ]
        let reading = try maker.read(into: scratch.folder.path)
        #expect(reading.attachments == [Attachment(name: "数据.xml", number: 1, bytes: 4)])
        #expect(try Data(contentsOf: scratch.folder.appendingPathComponent("1")) == Data("<d/>".utf8))
        #expect(reading.problems == [ReadProblem(.damaged, place: "../逃")])
    }
}

@Suite struct OFDHostileTests {
    @Test func anEncryptedFileIsNamed() throws {
        var maker = OFDMaker(OFDMaker.text("正文", 20, 30))
        maker.parts = [("Encryptions.xml", "<e/>")]
        #expect(throws: ReadProblem(.encrypted)) { try maker.read() }
    }

    @Test func aDamagedPageLosesNoOther() throws {
        var files = OFDMaker(OFDMaker.text("一", 20, 30), OFDMaker.text("二", 20, 30), OFDMaker.text("三", 20, 30)).files()
        files[3].content = "<ofd:Page><broken"
        let reading = try OFDReader.read(OFDMaker.zip(files)).reading
        #expect(reading.texts == ["一", "三"] && reading.pageCount == 3)
        #expect(reading.problems == [ReadProblem(.damaged, place: "第2页")])
    }

    @Test func aDoctypeIsRefused() {
        var files = OFDMaker(OFDMaker.text("一", 20, 30)).files()
        files[1].content = "<!DOCTYPE d [<!ENTITY a \"b\">]>" + files[1].content
        let bytes = OFDMaker.zip(files)
        #expect(throws: ReadProblem(.xmlDoctype, place: "Doc_0/Document.xml")) { try OFDReader.read(bytes) }
    }

    @Test func twoPartsOfOneNameAreDoubtful() throws {
        var files = OFDMaker(OFDMaker.text("一", 20, 30)).files()
        files.append((files[2].name, OFDMaker.content(OFDMaker.text("二", 20, 30))))
        let reading = try OFDReader.read(OFDMaker.zip(files)).reading
        #expect(reading.problems.map(\.code) == [.damaged] && reading.pages.first?.confidence == 0.7)
    }

    @Test func hugeRunsStayBounded() throws {
        let object = OFDMaker.text("正文", 20, 30, delta: "g 1000000000 4")
        #expect(try OFDMaker(object).read().texts == ["正文"])
        let long = OFDMaker.text(
            String(repeating: "字", count: OFDCanvas.glyphLimit + 10), 20, 30, delta: "g 1000000000 0")
        let reading = try OFDMaker(OFDMaker.text("正文", 20, 60) + long).read()
        #expect(reading.texts == ["正文"] && reading.problems == [ReadProblem(.tooLarge, place: "第1页")])
        #expect(reading.pages.first?.confidence == 0.7)
    }

    @Test func deepNestingStops() throws {
        let deep = 120
        let nested =
            String(repeating: "<ofd:PageBlock>", count: deep) + OFDMaker.text("深处", 20, 60)
            + String(repeating: "</ofd:PageBlock>", count: deep)
        let reading = try OFDMaker(OFDMaker.text("正文", 20, 30) + nested).read()
        #expect(reading.texts == ["正文"] && reading.problems.map(\.code) == [.tooLarge])
    }

    @Test func drawingsThatHoldThemselvesStop() throws {
        var maker = OFDMaker(
            OFDMaker.text("正文", 20, 30) + "<ofd:CompositeObject ID=\"1\" Boundary=\"0 0 9 9\" ResourceID=\"5\"/>")
        maker.common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
        let again = String(repeating: "<CompositeObject ID=\"1\" Boundary=\"0 0 9 9\" ResourceID=\"5\"/>", count: 3)
        maker.parts = [
            (
                "Doc_0/Res.xml",
                "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID=\"5\"><Content>\(again)</Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>"
            )
        ]
        let reading = try maker.read()
        #expect(reading.texts == ["正文"] && reading.problems.map(\.code) == [.tooLarge])
    }

    @Test(arguments: ["../../etc/passwd", "/../x", "..\\..\\x", "%2e%2e/%2e%2e/x"])
    func noLocationLeavesTheZip(_ location: String) throws {
        let package = try OFDPackage(OFDMaker(OFDMaker.text("一", 20, 30)).bytes())
        #expect(package.part(location, in: "Doc_0") == nil)
    }

    /// Whatever is cut off or changed, the reader ends with a reading or a problem.
    @Test func damagedBytesNeverCrash() {
        let good = [UInt8](OFDMaker(OFDMaker.text("正文", 20, 30)).bytes())
        var dice = Dice(11)
        for _ in 0..<200 {
            var bytes = good
            for _ in 0...dice.next(6) { bytes[dice.next(bytes.count)] = UInt8(dice.next(256)) }
            if dice.next(3) == 0 { bytes.removeLast(dice.next(bytes.count)) }
            _ = try? OFDReader.read(Data(bytes))
        }
    }
}

/// Public OFD files, where their folder is given: `OFD_CORPUS=folder swift test --filter OFDCorpus`.
@Suite struct OFDCorpusTests {
    private static let folder = ProcessInfo.processInfo.environment["OFD_CORPUS"]

    @Test(.enabled(if: folder != nil)) func everyFileIsReadOrNamed() throws {
        let folder = try #require(Self.folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".ofd") }.sorted()
        let reader = FileReader(dossierSchema: Data())
        for name in names {
            let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
            let scratch = try Scratch()
            let reading = reader.read(data, as: .ofd, attachmentsIn: scratch.folder.path)
            #expect(!reading.parts.isEmpty || !reading.problems.isEmpty, "\(name)")
            print(
                name, reading.pageCount ?? 0, reading.texts.reduce(0) { $0 + $1.filter { !$0.isWhitespace }.count },
                reading.notes.map { $0.message(.zh) }, reading.pages.reduce(0) { $0 + $1.tags.count },
                reading.attachments.map { "\($0.name) \($0.bytes)" }, reading.problems.map { $0.message(.zh) },
                separator: " | ")
        }
    }
}
