// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// What is said of seals and electronic signatures; `Fixtures/make_signed.py` made the signed document.
@Suite struct SignatureTests {
    private let signed: Data

    init() throws {
        signed = try Data(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Fixtures/signed.pdf"))
    }

    private func reading(_ pdf: Data) -> FileReading { FileReader(dossierSchema: Data()).read(pdf, as: .pdf) }

    private func changed(_ old: String, _ new: String) throws -> Data {
        var pdf = signed
        pdf.replaceSubrange(try #require(pdf.range(of: Data(old.utf8))), with: Data(new.utf8))
        return pdf
    }

    /// Of a PDF that opens without a password (qpdf --encrypt "" … 256 --print=none --modify=none --extract=n).
    @Test func whatTheOwnerForbidsIsTold() throws {
        let read = reading(
            try Data(
                contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                    .appendingPathComponent("Fixtures/restricted.pdf")))
        #expect(read.problems.isEmpty)
        #expect(read.parts.first?.pages.first?.lines.map(\.text) == ["Restricted page"])
        #expect(read.notes.map(\.code) == [.restricted])
        #expect(read.notes.first?.message(.zh) == "文件设有使用限制：禁止打印，禁止复制，禁止修改")
        #expect(read.notes.first?.message(.en) == "The file restricts its use: no printing, no copying, no changing")
    }

    @Test func whatWasSignedAgrees() throws {
        let read = reading(signed)
        let note = try #require(read.notes.first)
        #expect(read.notes.count == 1 && note.code == .digestMatches)
        #expect(note.remarks.first == .signer("Sample Signer"))
        #expect(note.message(.zh).contains("：签章人 Sample Signer，签章时间 20"))
        #expect(note.message(.en).contains(": signer Sample Signer, signed on 20"))
        // Never more than that.
        #expect(note.message(.zh).contains("未验证签章人身份"))
        #expect(read.parts.first?.pages.first?.confidence == 0.98)
    }

    /// The library that checks them sets itself up at first use, and is not ready for others until it has.
    @Test func severalAtOnceAgree() {
        let signed = signed
        let codes = Parallel.map(Array(0..<16)) { _ in
            FileReader(dossierSchema: Data()).read(signed, as: .pdf).notes.map(\.code)
        }
        #expect(codes == [[FileNote.Code]](repeating: [.digestMatches], count: 16))
    }

    @Test func whatWasChangedDoesNot() throws {
        let read = reading(try changed("(Signed page)", "(Sagned page)"))
        #expect(read.notes.map(\.code) == [.digestDiffers])
        #expect(read.parts.first?.pages.first?.confidence == 0.7)
    }

    @Test func whatWasAddedIsTold() throws {
        let more = reading(signed + Data("7 0 obj\n(more)\nendobj\n".utf8))
        #expect(more.notes.map(\.code) == [.digestUnchecked])
        #expect(more.notes.first?.remarks.contains(.addedTo) == true)
        #expect(reading(signed + Data("\r\n".utf8)).notes.map(\.code) == [.digestMatches])
    }

    @Test func brokenSignaturesAreNone() throws {
        for (old, new) in [
            ("/Contents <30", "/Contents <31"), ("/Contents <3082", "/Contents <zzzz"),
            ("/ByteRange [0000000000", "/ByteRange [-000000009"), ("/ByteRange [0000000000", "/ByteRange [9999999999"),
            ("/SubFilter /adbe.pkcs7.detached", "/SubFilter /unknown.to.anybody."),
        ] {
            let notes = reading(try changed(old, new)).notes
            #expect(!notes.contains { $0.code == .digestMatches }, "\(new): \(notes)")
        }
        #expect(!reading(signed.prefix(5_000)).notes.contains { $0.code == .digestMatches })
    }

    @Test func aFieldToSignIsNoSignature() throws {
        #expect(reading(try changed("/V 6 0 R", "/W 6 0 R")).notes == [])
    }

    @Test func daysAreTold() {
        #expect(PDFReader.day(0) == "1970-01-01")
        #expect(PDFReader.day(951_782_400) == "2000-02-29")
        #expect(PDFReader.day(1_774_915_200) == "2026-03-31")
        #expect(PDFReader.day(253_402_300_799) == "9999-12-31")
    }

    // MARK: Seals

    private func seal(_ pdf: Data) throws -> [String] {
        let scratch = try Scratch()
        try scratch.write("p/承诺书.pdf", Array(pdf))
        let package = try Intake.open([scratch.path("p")])
        let reader = PackageReader(
            vocabulary: try Repository.vocabulary(), service: InProcessReading(dossierSchema: Data()))
        return reader.read(package).dossier.all("document").flatMap(\.leaves).filter { $0.name == "seal" }.map(\.value)
    }

    /// A circle of Bézier curves of 60 points.
    private static let ring = """
        1 0 0 RG 3 w 360 200 m 360 233.1 333.1 260 300 260 c 266.9 260 240 233.1 240 200 c 240 166.9 266.9 140 300 140 c \
        333.1 140 360 166.9 360 200 c S
        """

    private func pledge(_ content: String = "", annots: String = "", _ build: (inout PDFMaker) -> Void = { _ in })
        -> Data
    {
        var maker = PDFMaker()
        build(&maker)
        maker.page(
            PDFMaker.line("承诺书", 250, 760, size: 22) + PDFMaker.line("单位名称（公章）：", 72, 200) + content,
            resources: "/XObject << /I 6 0 R >>", entries: annots)
        return maker.data()
    }

    @Test func documentsWithoutASealSaySo() throws { #expect(try seal(pledge()) == ["none"]) }

    @Test func drawnSealsAreSeen() throws { #expect(try seal(pledge(Self.ring)) == ["image"]) }

    @Test func picturesWithAlphaAreSeen() throws {
        let red = pledge("q 120 0 0 120 240 140 cm /I Do Q") { maker in
            var colours = Data()
            var mask = Data()
            for y in 0..<40 {
                for x in 0..<40 {
                    let distance = (Double(x) - 20) * (Double(x) - 20) + (Double(y) - 20) * (Double(y) - 20)
                    colours += Data([200, 10, 20])
                    mask.append(distance > 250 && distance < 400 ? 255 : 0)
                }
            }
            maker.stream(
                "/Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceRGB /BitsPerComponent 8 /SMask 7 0 R",
                colours)
            maker.stream(
                "/Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceGray /BitsPerComponent 8", mask)
        }
        #expect(try seal(red) == ["image"])
    }

    @Test func stampsAreSeen() throws {
        let stamped = pledge(
            annots: "/Annots [<< /Type /Annot /Subtype /Stamp /F 4 /Rect [240 140 360 260] /AP << /N 6 0 R >> >>]"
        ) {
            $0.stream("/Type /XObject /Subtype /Form /BBox [240 140 360 260]", Data(Self.ring.utf8))
        }
        #expect(try seal(stamped) == ["image"])
    }

    @Test func aBlackRingIsNoSeal() throws {
        #expect(try seal(pledge(Self.ring.replacing("1 0 0 RG", with: "0 G"))) == ["none"])
    }
}
