// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Recognition
import Testing

@testable import Parser

/// Files whose pages are pictures, read with the networks that are set up here.
@Suite(.enabled(if: Recogniser.installed.hasPrefix("PP-OCRv4"), "PP-OCRv4 is not set up: make ocr"))
struct RecognisedFileTests {
    /// A scan of ours with its seal (Tests/RecognitionTests/Fixtures), 150 dpi.
    private func licence() throws -> Data {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try Data(contentsOf: tests.appendingPathComponent("RecognitionTests/Fixtures/licence.jpg"))
    }

    /// An OFD of one page that shows the scan below a margin of 20 mm.
    private func ofd(_ picture: Data, text: String = "") -> Data {
        var maker = OFDMaker(
            "<ofd:ImageObject ID=\"3\" Boundary=\"20 40 170 240\" CTM=\"170 0 0 240 0 0\" ResourceID=\"9\"/>" + text)
        maker.common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>"
        maker.parts = [
            (
                "Doc_0/Res.xml",
                "<ofd:Res xmlns:ofd=\"u\"><ofd:MultiMedias><ofd:MultiMedia ID=\"9\" Type=\"Image\"><ofd:MediaFile>a.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
            )
        ]
        var zip = ZipMaker()
        for file in maker.files() { zip.add(file.name, file.content) }
        zip.add("Doc_0/a.jpg", bytes: picture)
        return Data(zip.bytes())
    }

    @Test func anOFDThatIsAScanIsReadToTheEnd() throws {
        let reading = FileReader(dossierSchema: Data()).read(ofd(try licence()), as: .ofd)
        #expect(reading.problems.isEmpty && reading.read == .ocr)
        #expect(reading.notes.contains { $0.code == .recognised && $0.detail?.hasPrefix("PP-OCRv4") == true })
        let page = try #require(reading.parts.first?.pages.first)
        let line = try #require(page.lines.first { $0.text.contains("12333206MA2112MPR4") })
        // Its place is that on the OFD's page, of which the picture takes a part.
        let place = page.placement?.original(line.box) ?? line.box
        #expect(place.x0 > 57 && place.x1 < 539 && place.y0 > 113 && place.y1 < 794)
        #expect(page.reading(in: line.box).method == .ocr)
    }

    @Test func aPictureBelowTextIsReadWithIt() throws {
        let text = OFDMaker.text("本页为营业执照复印件，与原件一致", 20, 20)
        let reading = FileReader(dossierSchema: Data()).read(ofd(try licence(), text: text), as: .ofd)
        #expect(reading.problems.isEmpty && reading.read == .text)
        let page = try #require(reading.parts.first?.pages.first)
        let typed = try #require(page.lines.first { $0.text.contains("与原件一致") })
        let scanned = try #require(page.lines.first { $0.text.contains("12333206MA2112MPR4") })
        #expect(page.reading(in: typed.box).method == .text)
        #expect(page.reading(in: scanned.box).method == .ocr)
    }
}
