// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct IntakeFolderTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func listsFilesByBytesOfTheirPathWithDigestAndContent() throws {
        try scratch.write("包/申报表.txt", "甲")
        try scratch.write("包/b/证书.txt", "乙")
        try scratch.write("包/Z.txt", "丙")
        let package = try Intake.open([scratch.path("包")])
        #expect(package.name == "包")
        #expect(package.paths == ["Z.txt", "b/证书.txt", "申报表.txt"])
        #expect(package.file("Z.txt")?.bytes == 3)
        #expect(try package.text("b/证书.txt") == "乙")
        #expect(package.files.allSatisfy { $0.type == .text && $0.problems.isEmpty && $0.notes.isEmpty })
    }

    @Test func digestIsSHA256() {
        #expect(Digest.sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func bigFilesAreDigestedInPieces() throws {
        let content = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try scratch.write("p/x.bin", content)
        let package = try Intake.open([scratch.path("p")])
        #expect(package.file("x.bin")?.sha256 == Digest.sha256(content))
        #expect(try package.file("x.bin")?.data() == Data(content))
    }

    @Test func packageDigestIsStableAndSensitive() throws {
        func digest(_ name: String, _ files: [(String, String)]) throws -> String {
            for (path, text) in files { try scratch.write("\(name)/\(path)", text) }
            return try Intake.open([scratch.path(name)]).digest
        }
        let base = try digest("a", [("x.txt", "1"), ("y.txt", "2")])
        #expect(try digest("b", [("y.txt", "2"), ("x.txt", "1")]) == base)
        #expect(try digest("c", [("y.txt", "2"), ("x.txt", "1"), ("Thumbs.db", "junk")]) == base)
        let others = [
            try digest("d", [("x.txt", "1"), ("y.txt", "3")]), try digest("e", [("x.txt", "1"), ("z.txt", "2")]),
            try digest("f", [("x.txt", "2"), ("y.txt", "1")]), try digest("g", [("x.txt", "1")]),
            try digest("h", [("x.txt", "1"), ("y.txt", "2"), ("z.txt", "")]),
        ]
        #expect(Set(others + [base]).count == 6)
        let line = ["x.txt", "y.txt"].enumerated().map { "\($1)\u{0}1\u{0}\(Digest.sha256(String($0 + 1)))\n" }.joined()
        #expect(base == Digest.sha256(line))
    }

    @Test func namesAreComposed() throws {
        try scratch.write("p/e\u{301}.txt", "1")
        let path = try #require(try Intake.open([scratch.path("p")]).paths.first)
        #expect(Array(path.utf8) == Array("\u{E9}.txt".utf8))
    }

    @Test func twoSpellingsOfOneNameAreBothKept() throws {
        try scratch.write("p/e\u{301}.txt", "1")
        try scratch.write("p/\u{E9}.txt", "2")
        let package = try Intake.open([scratch.path("p")])
        #expect(package.paths == ["é (2).txt", "é.txt"])
        #expect(package.file("é (2).txt")?.notes == [FileNote(.duplicateName, detail: "é.txt")])
        #expect(Set(package.files.map(\.sha256)).count == 2)
    }

    @Test func namesOnDiskInGBKAreRead() throws {
        try scratch.write("p/x.txt", "1")
        let raw = Array(scratch.path("p").utf8) + [0x2F] + ZipMaker.gb("申报表.txt")
        let made = raw.withCString { open($0, O_WRONLY | O_CREAT, 0o600) }
        #expect(made >= 0)
        close(made)
        let package = try Intake.open([scratch.path("p")])
        #expect(package.paths == ["x.txt", "申报表.txt"])
        #expect(package.file("申报表.txt")?.codes == ["empty"])
    }

    @Test(arguments: [
        "Thumbs.db", "desktop.ini", ".DS_Store", ".complete", "~$申报表.docx", "._申报表.pdf", "__MACOSX/申报表.pdf",
        ".~lock.申报表.odt#",
    ])
    func leftoversAreSetAside(_ name: String) throws {
        try scratch.write("p/\(name)", "x")
        try scratch.write("p/申报表.txt", "x")
        let package = try Intake.open([scratch.path("p")])
        #expect(package.file(name)?.setAside == true)
        #expect(package.file(name)?.problems == [])
        #expect(package.file("申报表.txt")?.setAside == false)
    }

    @Test func linksAndPipesAreNotFollowed() throws {
        let secret = try scratch.write("secret.txt", "secret")
        try scratch.write("p/x.txt", "x")
        try FileManager.default.createSymbolicLink(atPath: scratch.path("p/l.txt"), withDestinationPath: secret)
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("p/d"), withDestinationPath: scratch.folder.path)
        #expect(mkfifo(scratch.path("p/pipe"), 0o600) == 0)
        let package = try Intake.open([scratch.path("p")])
        #expect(package.paths == ["d", "l.txt", "pipe", "x.txt"])
        for name in ["d", "l.txt", "pipe"] {
            let file = try #require(package.file(name))
            #expect(file.codes == ["link"])
            #expect(file.sha256.isEmpty)
            #expect(throws: ReadProblem(.link)) { try file.data() }
        }
    }

    @Test(.enabled(if: getuid() != 0, "root reads everything"))
    func unreadableFileIsAProblemOfThatFile() throws {
        let path = try scratch.write("p/x.txt", "x")
        try scratch.write("p/y.txt", "y")
        chmod(path, 0)
        let package = try Intake.open([scratch.path("p")])
        #expect(package.file("x.txt")?.codes == ["not-readable"])
        #expect(try package.text("y.txt") == "y")
    }

    @Test func contentChangedSinceIsNotHandedOut() throws {
        try scratch.write("p/x.txt", "before")
        let package = try Intake.open([scratch.path("p")])
        let file = try #require(package.file("x.txt"))
        for text in ["behind", "longer than before", ""] {
            try scratch.write("p/x.txt", text)
            #expect { try file.data() } throws: {
                let problem = $0 as? ReadProblem
                return problem?.code == .notReadable && problem?.message(.zh).contains("在核查期间被改动") == true
            }
        }
        try FileManager.default.removeItem(atPath: scratch.path("p/x.txt"))
        #expect { try file.data() } throws: { ($0 as? ReadProblem)?.code == .notReadable }
    }

    @Test func filesMakeAPackageToo() throws {
        let first = try scratch.write("材料/a.txt", "1")
        let second = try scratch.write("材料/附件/b.txt", "2")
        let package = try Intake.open([first, second, first])
        #expect(package.name == "材料")
        #expect(package.paths == ["a.txt", "附件/b.txt"])
        let single = try Intake.open([second])
        #expect(single.name == "b.txt")
        #expect(single.paths == ["b.txt"])
        let mixed = try Intake.open([first, scratch.path("材料/附件")])
        #expect(mixed.paths == ["a.txt", "附件/b.txt"])
    }

    @Test func refusesWhatIsNoPackage() throws {
        try scratch.write("e/sub/Thumbs.db", "x")
        #expect(throws: IntakeError.noInput) { try Intake.open([]) }
        #expect(throws: IntakeError.noSuchPath(scratch.path("no"))) { try Intake.open([scratch.path("no")]) }
        #expect(throws: IntakeError.emptyPackage(scratch.path("e"))) { try Intake.open([scratch.path("e")]) }
        #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
        #expect(throws: IntakeError.notAPackage(scratch.path("pipe"))) { try Intake.open([scratch.path("pipe")]) }
        let text = IntakeError.noSuchPath("某处").message(.zh)
        #expect(text.contains("某处") && text.contains("请"))
    }

    // MARK: Limits

    @Test func tooManyFilesRefuseThePackage() throws {
        for number in 0..<5 { try scratch.write("p/\(number).txt", "x") }
        #expect(try Intake.open([scratch.path("p")], limits: Limits(files: 5)).files.count == 5)
        #expect(throws: IntakeError.overLimit(scratch.path("p"), limit: 4)) {
            try Intake.open([scratch.path("p")], limits: Limits(files: 4))
        }
    }

    @Test func aFileOverTheLimitIsListedAndTheRestGoesOn() throws {
        try scratch.write("p/a.txt", "12345")
        try scratch.write("p/b.txt", "1234")
        let package = try Intake.open([scratch.path("p")], limits: Limits(fileBytes: 4))
        #expect(package.file("a.txt")?.codes == ["too-large"])
        #expect(package.file("a.txt")?.bytes == 5)
        #expect(try package.text("b.txt") == "1234")
    }

    @Test func theTotalIsLimited() throws {
        for name in ["a", "b", "c"] { try scratch.write("p/\(name).txt", "1234") }
        let package = try Intake.open([scratch.path("p")], limits: Limits(totalBytes: 8))
        #expect(package.files.map(\.codes) == [[], [], ["too-large"]])
    }

    @Test func deepFoldersAreNotEntered() throws {
        try scratch.write("p/1/2/x.txt", "x")
        try scratch.write("p/1/2/3/y.txt", "y")
        let package = try Intake.open([scratch.path("p")], limits: Limits(folderDepth: 2))
        #expect(package.paths == ["1/2/3", "1/2/x.txt"])
        #expect(package.file("1/2/3")?.codes == ["too-deep"])
    }
}
