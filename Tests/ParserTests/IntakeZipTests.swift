// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import Parser

@Suite struct IntakeZipTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func open(_ zip: ZipMaker, _ limits: Limits = .standard, name: String = "包.zip") throws -> SubmittedPackage
    {
        try Intake.open([scratch.write(name, zip.bytes())], limits: limits)
    }

    @Test func aZipIsAPackageWithTheDigestOfItsFolder() throws {
        var zip = ZipMaker()
        zip.add("申报表.txt", "甲")
        zip.add("附件/证书.txt", "乙")
        let package = try open(zip)
        #expect(package.name == "包")
        #expect(package.paths == ["申报表.txt", "附件/证书.txt"])
        #expect(try package.text("附件/证书.txt") == "乙")
        try scratch.write("f/申报表.txt", "甲")
        try scratch.write("f/附件/证书.txt", "乙")
        #expect(try Intake.open([scratch.path("f")]).digest == package.digest)
    }

    @Test func aZipInAFolderIsUnpackedBesideItself() throws {
        var inner = ZipMaker()
        inner.add("深.txt", "深")
        var zip = ZipMaker()
        zip.add("x.txt", "x")
        zip.entries.append(.init(name: Array("in.zip".utf8), content: inner.bytes()))
        try scratch.write("p/附件.zip", zip.bytes())
        let package = try Intake.open([scratch.path("p")])
        #expect(package.paths == ["附件.zip", "附件.zip/in.zip", "附件.zip/in.zip/深.txt", "附件.zip/x.txt"])
        #expect(package.file("附件.zip")?.unpacked == true)
        #expect(package.file("附件.zip")?.type == .zip)
        #expect(try package.text("附件.zip/in.zip/深.txt") == "深")
    }

    @Test func archivesAreNestedOnlySoDeep() throws {
        var zip = ZipMaker()
        zip.add("x.txt")
        for _ in 0..<3 {
            var outer = ZipMaker()
            outer.entries.append(.init(name: Array("z.zip".utf8), content: zip.bytes()))
            zip = outer
        }
        let package = try open(zip)
        #expect(package.paths == ["z.zip", "z.zip/z.zip"])
        #expect(package.file("z.zip/z.zip")?.codes == ["too-deep"])
        #expect(package.file("z.zip/z.zip")?.unpacked == false)
    }

    // MARK: Names

    @Test func namesInGB18030WithBackslashBytesAndSeparators() throws {
        // 郳 is E0 5C: its second byte is the backslash that Windows programs put between folders.
        var zip = ZipMaker()
        zip.entries.append(.init(name: ZipMaker.gb("郳城\\申报表.txt"), content: [0x31]))
        zip.entries.append(.init(name: ZipMaker.gb("plain.txt"), content: [0x32]))
        #expect(zip.entries[0].name.prefix(2) == [0xE0, 0x5C])
        #expect(try open(zip).paths == ["plain.txt", "郳城/申报表.txt"])
    }

    @Test func oneNameInGB18030DecidesForItsArchive() throws {
        // The second name alone would also be valid UTF-8.
        var zip = ZipMaker()
        zip.entries.append(.init(name: ZipMaker.gb("申报表.txt"), content: [0x31]))
        zip.entries.append(.init(name: [0xC2, 0xB7] + Array(".txt".utf8), content: [0x32]))
        #expect(try open(zip).paths == ["申报表.txt", "路.txt"])
    }

    @Test func utf8NamesWithAndWithoutTheFlag() throws {
        var zip = ZipMaker()
        zip.add("甲.txt", flags: 0x800)
        zip.add("乙.txt", flags: 0)
        #expect(try open(zip).paths == ["乙.txt", "甲.txt"])
    }

    @Test func flaggedAndGBKNamesInOneArchive() throws {
        var zip = ZipMaker()
        zip.add("甲.txt", flags: 0x800)
        zip.entries.append(.init(name: ZipMaker.gb("乙.txt"), content: [0x31]))
        #expect(try open(zip).paths == ["乙.txt", "甲.txt"])
    }

    @Test func theUnicodePathFieldCountsOnlyForItsOwnName() throws {
        var zip = ZipMaker()
        zip.entries.append(.init(name: Array("____.txt".utf8), content: [0x31], unicodeName: "营业执照.txt"))
        #expect(try open(zip).paths == ["营业执照.txt"])
        var bytes = zip.bytes()
        // A renamed entry whose old field was left behind: the check value no longer fits.
        for place in bytes.indices where bytes[place...].starts(with: Array("____.txt".utf8)) { bytes[place] = 0x61 }
        #expect(try Intake.open([scratch.write("b.zip", bytes)]).paths == ["a___.txt"])
    }

    @Test func namesMisreadAsCodePage437AreRepaired() throws {
        var zip = ZipMaker()
        zip.add("╔Ω▒¿▒φ.txt")
        #expect(try open(zip).paths == ["申报表.txt"])
        #expect(NameDecoder.repairMisread("┌─┐.txt") == "┌─┐.txt")
        #expect(NameDecoder.repairMisread("申报表.txt") == "申报表.txt")
    }

    // MARK: Hostile archives

    @Test(arguments: ["..\u{2F}\u{300}x", "a/..\u{5C}\u{300}x", "\u{2F}\u{300}x"])
    func aSeparatorWithAMarkBehindItIsStillOne(_ name: String) {
        if case .path(let parts) = EntryName(name, pathBytes: 1024) {
            #expect(parts.allSatisfy { !$0.utf8.contains(0x2F) && $0 != ".." }, "\(parts)")
        }
        #expect(EntryName("a\u{2F}\u{300}b", pathBytes: 1024) == .path(["a", "\u{300}b"]))
    }

    @Test(arguments: [
        "../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "c:/evil.txt", "..\\evil.txt", "a\u{0}.txt",
        "x\n.txt",
        "\\\\host\\share\\evil.txt", "申报\u{202E}fdp.exe", "..", String(repeating: "长", count: 86),
    ])
    func unsafeNamesAreNotUnpacked(_ name: String) throws {
        var zip = ZipMaker()
        zip.add("好.txt", "好")
        zip.add(name, "evil")
        let package = try open(zip)
        #expect(package.paths == ["#2", "包.zip", "好.txt"])
        #expect(package.file("#2")?.codes == ["unsafe-name"])
        #expect(package.file("#2")?.sha256 == "")
        #expect(package.file("#2")?.problems.first?.place?.contains("\n") == false)
        #expect(try package.text("好.txt") == "好")
    }

    @Test func harmlessDotsAreNotUnsafe() throws {
        var zip = ZipMaker()
        zip.add("./a//b..c/...txt", "x")
        #expect(try open(zip).paths == ["a/b..c/...txt"])
    }

    @Test func entriesThatAreLinksAreNotUnpacked() throws {
        var zip = ZipMaker()
        zip.entries.append(.init(name: Array("l.txt".utf8), content: Array("/etc/passwd".utf8), unixMode: 0o120777))
        zip.entries.append(.init(name: Array("f.txt".utf8), content: [0x31], unixMode: 0o100644))
        zip.entries.append(.init(name: Array("d".utf8), content: [], unixMode: 0o040755))
        let package = try open(zip)
        #expect(package.paths == ["f.txt", "l.txt", "包.zip"])
        #expect(package.files.map(\.codes) == [[], ["link"], []])
    }

    @Test func aBombIsStoppedWhileItInflates() throws {
        let path = scratch.path("bomb.zip")
        ZipMaker.zeros("zeros.bin", 30_000_000, at: path)
        let package = try Intake.open([path])
        #expect(package.file("zeros.bin")?.codes == ["inflate-ratio"])
        #expect(package.file("zeros.bin")?.sha256 == "")
        let tolerant = try Intake.open([path], limits: Limits(inflateRatio: 2_000))
        #expect(tolerant.file("zeros.bin")?.bytes == 30_000_000)
        let small = try Intake.open([path], limits: Limits(fileBytes: 29_999_999, inflateRatio: 2_000))
        #expect(small.file("zeros.bin")?.codes == ["too-large"])
    }

    @Test func aSizeThatLiesIsDamage() throws {
        var zip = ZipMaker()
        zip.entries.append(.init(name: Array("a.txt".utf8), content: Array("12345".utf8), declaredSize: 4))
        zip.add("b.txt", "b")
        let package = try open(zip)
        #expect(package.file("a.txt")?.problems.isEmpty == false)
        #expect(package.file("a.txt")?.sha256 == "")
        #expect(try package.text("b.txt") == "b")
    }

    @Test func encryptedEntriesAreNamedAndTheRestIsRead() throws {
        var zip = ZipMaker()
        zip.add("秘.txt", "x", flags: 0x801)
        zip.add("明.txt", "明")
        let package = try open(zip)
        #expect(package.file("秘.txt")?.codes == ["encrypted"])
        #expect(try package.text("明.txt") == "明")
    }

    @Test func whatCouldNotBeUnpackedStillCountsInTheDigest() throws {
        let digests = try ["x", "y"].map { content in
            var zip = ZipMaker()
            zip.add("秘.txt", content, flags: 0x801)
            let package = try open(zip, name: "包.zip")
            #expect(package.paths == ["包.zip", "秘.txt"])
            #expect(package.file("包.zip")?.unpacked == true)
            return package.digest
        }
        #expect(Set(digests).count == 2)
    }

    @Test func methodsThatNobodyNeedsAreRefused() throws {
        var zip = ZipMaker()
        zip.entries.append(.init(name: Array("a.txt".utf8), content: [0x31], method: 98))
        #expect(try open(zip).file("a.txt")?.codes == ["unsupported-format"])
    }

    @Test func aWrongCheckSumIsDamage() throws {
        var zip = ZipMaker()
        zip.entries.append(.init(name: Array("a.txt".utf8), content: [0x31], crc: 7))
        zip.add("b.txt", "b")
        let package = try open(zip)
        #expect(package.file("a.txt")?.codes == ["damaged"])
        #expect(try package.text("b.txt") == "b")
    }

    @Test(arguments: [false, true]) func aTruncatedZipKeepsWhatIsWhole(_ sizesBehind: Bool) throws {
        var zip = ZipMaker()
        zip.add("甲.txt", "甲")
        zip.add("乙.txt", "乙乙乙乙乙乙")
        zip.entries[0].sizesBehind = sizesBehind
        let bytes = zip.bytes(withDirectory: false).dropLast(3)
        let package = try Intake.open([scratch.write("包.zip", Array(bytes))])
        #expect(package.paths == ["乙.txt", "包.zip", "甲.txt"])
        #expect(package.file("包.zip")?.codes == ["truncated"])
        #expect(package.file("乙.txt")?.codes == ["truncated"])
        #expect(try package.text("甲.txt") == "甲")
    }

    @Test func aDeflatedEntryIsFoundWithoutDirectoryAndSizes() throws {
        let path = scratch.path("z.zip")
        ZipMaker.zeros("z.bin", 100_000, at: path)
        let whole = try #require(FileManager.default.contents(atPath: path)).map { $0 }
        #expect(whole[6] & 8 != 0, "sizes stand behind the data")
        let place = try #require(whole.indices.first { whole[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        let package = try Intake.open([scratch.write("z.zip", Array(whole[..<place]))])
        #expect(package.file("z.bin")?.codes == [])
        #expect(package.file("z.bin")?.sha256 == Digest.sha256([UInt8](repeating: 0, count: 100_000)))
        let cut = try Intake.open([scratch.write("z.zip", Array(whole[..<(place - 60)]))])
        #expect(cut.file("z.bin")?.codes == ["truncated"])
    }

    @Test func aDamagedDirectoryIsSaidAndEntriesAreFound() throws {
        var zip = ZipMaker()
        zip.add("甲.txt", "甲")
        var bytes = zip.bytes()
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        bytes[place + 2] = 9
        let package = try Intake.open([scratch.write("包.zip", bytes)])
        #expect(package.file("包.zip")?.codes == ["damaged"])
        #expect(try package.text("甲.txt") == "甲")
    }

    @Test func everyCutAndEveryFlippedByteIsSurvived() throws {
        var inner = ZipMaker()
        inner.add("深.txt", "深")
        var zip = ZipMaker()
        zip.add("甲.txt", "甲")
        zip.entries.append(.init(name: Array("in.zip".utf8), content: inner.bytes(), unicodeName: "内.zip"))
        let whole = zip.bytes()
        for place in whole.indices {
            _ = try? Intake.open([scratch.write("cut.zip", Array(whole[..<place]))])
            var flipped = whole
            flipped[place] ^= 0xFF
            _ = try? Intake.open([scratch.write("flip.zip", flipped)])
        }
    }

    @Test func duplicateNamesAreAllKept() throws {
        var zip = ZipMaker()
        zip.add("a.pdf", "1")
        zip.add("a.pdf", "2")
        zip.add("a.pdf", "3")
        let package = try open(zip)
        #expect(package.paths == ["a (2).pdf", "a (3).pdf", "a.pdf"])
        #expect(try package.paths.map { try package.text($0) } == ["2", "3", "1"])
    }

    @Test func leftoversInAZipAreSetAside() throws {
        var zip = ZipMaker()
        zip.add("__MACOSX/._申报表.pdf", "x")
        zip.add("申报表.txt", "x")
        let package = try open(zip)
        #expect(package.file("__MACOSX/._申报表.pdf")?.setAside == true)
        var plain = ZipMaker()
        plain.add("申报表.txt", "x")
        #expect(try open(plain, name: "q.zip").digest == package.digest)
    }

    @Test func aHugeCountIsRefusedBeforeAnythingIsUnpacked() throws {
        var zip = ZipMaker()
        for number in 0..<2_001 { zip.add("\(number).txt", "") }
        let path = try scratch.write("p/many.zip", zip.bytes())
        #expect(throws: IntakeError.overLimit(path, limit: 2_000)) { try Intake.open([path]) }
        try scratch.write("p/x.txt", "x")
        let package = try Intake.open([scratch.path("p")])
        #expect(package.paths == ["many.zip", "x.txt"])
        #expect(package.file("many.zip")?.codes == ["too-many"])
        #expect(package.file("many.zip")?.unpacked == false)
    }

    @Test func deepEntriesAndTheTotalAreLimited() throws {
        var zip = ZipMaker()
        zip.add("1/2/3/x.txt", "x")
        zip.add("1/2/y.txt", "1234")
        zip.add("1/2/z.txt", "1234")
        let size = zip.bytes().count
        let package = try open(zip, Limits(totalBytes: size + 7, folderDepth: 2))
        #expect(package.files.map(\.codes) == [["too-deep"], [], ["too-large"], []])
    }

    @Test func anEmptyZipIsAnEmptyPackage() throws {
        let path = try scratch.write("e.zip", ZipMaker().bytes())
        #expect(throws: IntakeError.emptyPackage(path)) { try Intake.open([path]) }
    }

    // MARK: The workspace

    @Test func nothingIsWrittenOutsideThePrivateFolderWhichGoesWithItsLastFile() throws {
        var zip = ZipMaker()
        zip.add("a.txt", "a")
        zip.add("../b.txt", "b")
        var package: SubmittedPackage? = try open(zip)
        let folder = try #require(package?.workspace?.folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["包.zip"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["1"])
        let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        var file = package?.file("a.txt")
        package = nil
        #expect(try file?.data() == Data("a".utf8))
        file = nil
        #expect(!FileManager.default.fileExists(atPath: folder))
    }
}
