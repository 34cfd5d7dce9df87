// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

/// What a QR code on a licence says stands beside what is printed.
@Suite struct CodeReaderTests {
    /// `https://q.example/?uniscid=91330110MA2T00015U` as a code of version 3.
    private static let modules = """
        #######...#....#...#..#######
        #.....#..#...#.##..##.#.....#
        #.###.#.#..#..##....#.#.###.#
        #.###.#..#..##.#..#...#.###.#
        #.###.#..#..#.#.#.##..#.###.#
        #.....#...####.#...#..#.....#
        #######.#.#.#.#.#.#.#.#######
        ........#..#.#.####.#........
        ###.#####...#.#..#.####...#..
        ....#..###.###..#...###..#..#
        #####.###.###.##..#...#.#.###
        ..####.#.##.##.#.####..##..#.
        ###..####.##...###...###.#.##
        ##.##..#####.#...#..###..#..#
        ..#.#.##.....#..#....#.###.##
        .###...###.#..##.#..#....#.#.
        .####.#...#.##...###.##..#.##
        .#..##.##..##.##..#...#..##.#
        #.###.##.#.##.#.......#....##
        .#...#..#...##.####.##..##.#.
        #.###.####.#..#.#.#######....
        ........#..#...######...#.###
        #######.###..#....###.#.##.##
        #.....#.#.##.....#.##...##..#
        #.###.#.###.#..####.#####....
        #.###.#..#####.###.....##.#..
        #.###.#.#####.#..####...##..#
        #.....#.#.#.####..###.#....#.
        #######.#..#..#...###.#.##.##
        """.split(separator: "\n").map { $0.map { $0 == "#" } }

    private static let text = "https://q.example/?uniscid=91330110MA2T00015U"
    private static let side = 29

    /// Boxes of `size` points, the code's lower left corner at (x, y).
    private func drawn(x: Double = 430, y: Double = 80, size: Double = 3) -> String {
        var out = "0 g\n"
        for (row, line) in Self.modules.enumerated() {
            for (column, dark) in line.enumerated() where dark {
                out += "\(x + Double(column) * size) \(y + Double(Self.side - 1 - row) * size) \(size) \(size) re\n"
            }
        }
        return out + "f\n"
    }

    private func licence(_ code: String, uscc: String, _ build: (inout PDFMaker) -> Void = { _ in }) -> Data {
        var maker = PDFMaker()
        build(&maker)
        maker.page(
            PDFMaker.line("营业执照", 230, 760, size: 24) + PDFMaker.line("统一社会信用代码：\(uscc)", 72, 700)
                + PDFMaker.line("名称：之江样例精密机械有限公司", 72, 670) + PDFMaker.line("法定代表人：周一鸣", 72, 640) + code,
            resources: "/XObject << /I 6 0 R >>")
        return maker.data()
    }

    private func picture(_ maker: inout PDFMaker) {
        // Four pixels a module, four modules of white around.
        let width = (Self.side + 8) * 4
        var pixels = Data(repeating: 255, count: width * width)
        for (row, line) in Self.modules.enumerated() {
            for (column, dark) in line.enumerated() where dark {
                for y in 0..<4 { for x in 0..<4 { pixels[((row + 4) * 4 + y) * width + (column + 4) * 4 + x] = 0 } }
            }
        }
        maker.stream(
            "/Type /XObject /Subtype /Image /Width \(width) /Height \(width) /ColorSpace /DeviceGray /BitsPerComponent 8",
            pixels)
    }

    private func reading(_ pdf: Data) -> FileReading { FileReader(dossierSchema: Data()).read(pdf, as: .pdf) }

    @Test func aDrawnCodeIsRead() throws {
        let read = reading(licence(drawn(), uscc: "91330110MA2T00015U"))
        let code = try #require(read.parts.first?.pages.first?.codes.first)
        #expect(code.text == Self.text)
        #expect(abs(code.box.x0 - 430) < 4 && abs(code.box.x1 - 517) < 4)
        #expect(abs(code.box.y0 - (842 - 167)) < 4 && abs(code.box.y1 - (842 - 80)) < 4)
        #expect(read.notes.contains(FileNote(.code, place: "第1页", detail: Self.text)))
    }

    @Test func aPicturedCodeIsRead() throws {
        let read = reading(licence("q 90 0 0 90 430 80 cm /I Do Q", uscc: "91330110MA2T00015U", picture))
        #expect(read.parts.first?.pages.first?.codes.map(\.text) == [Self.text])
    }

    @Test func aPageWithoutACodeHasNone() throws {
        let read = reading(
            licence("q 90 0 0 90 430 80 cm /I Do Q", uscc: "91330110MA2T00015U") {
                $0.stream(
                    "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
                    Data([0, 255, 255, 0]))
            })
        #expect(read.parts.first?.pages.first?.codes == [])
        #expect(read.notes == [])
    }

    @Test func onlyOneRightCodeCounts() {
        func uscc(_ text: String) -> String? { ScannedCode(text: text, box: Box(x0: 0, y0: 0, x1: 1, y1: 1)).uscc }
        #expect(uscc("91330110MA2T00015U") == "91330110MA2T00015U")
        #expect(uscc("{\"code\":\"91330110ma2t00015u\",\"name\":\"甲\"}") == "91330110MA2T00015U")
        #expect(uscc("统一社会信用代码91330110MA2T00015U名称") == "91330110MA2T00015U")
        #expect(uscc("91330110MA2T00015X") == nil)
        #expect(uscc("91330110MA2T00015U 91330110MA2T00016Y") == nil)
        #expect(uscc("X91330110MA2T00015U") == nil)
        #expect(uscc("") == nil)
    }

    /// The facts of a package with one licence.
    private func usccs(_ pdf: Data, name: String = "营业执照.pdf") throws -> [Leaf] {
        let scratch = try Scratch()
        try scratch.write("p/\(name)", Array(pdf))
        let package = try Intake.open([scratch.path("p")])
        let read = PackageReader(
            vocabulary: try Repository.vocabulary(), service: InProcessReading(dossierSchema: Data())
        ).read(package)
        return read.dossier.entities.filter { $0.name == "applicant" }.flatMap(\.leaves).filter { $0.name == "uscc" }
    }

    @Test func aCodeThatAgreesAddsEvidence() throws {
        let leaves = try usccs(licence(drawn(), uscc: "91330110MA2T00015U"))
        #expect(leaves.map(\.value) == ["91330110MA2T00015U"])
        #expect(Set(leaves.flatMap(\.evidence).map(\.method)) == [.text, .qr])
    }

    @Test func aCodeThatDisagreesIsAContradiction() throws {
        let leaves = try usccs(licence(drawn(), uscc: "91330110MA2T00016Y"))
        #expect(Set(leaves.map(\.value)) == ["91330110MA2T00015U", "91330110MA2T00016Y"])
        #expect(leaves.flatMap(\.evidence).first { $0.method == .qr }?.confidence == 0.97)
    }

    @Test func hostilePicturesAreNoCodes() {
        let page = Box(x0: 0, y0: 0, x1: 10, y1: 10)
        #expect(CodeReader.codes(inRGB: [], width: 100, height: 100, on: page).isEmpty)
        #expect(CodeReader.codes(inRGB: [0, 0, 0], width: .max, height: .max, on: page).isEmpty)
        #expect(CodeReader.codes(inRGB: [0, 0, 0], width: 1, height: 1, on: page).isEmpty)
        #expect(CodeReader.codes(inRGB: [], width: -1, height: 4, on: page).isEmpty)
    }
}
