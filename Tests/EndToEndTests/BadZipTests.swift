// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Zips that are packages, and zips inside packages.
@Suite struct BadZipTests {
    private static func good(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Tool.root.appendingPathComponent("Samples/employer-complete/\(name)")))
    }

    /// A zip of the good documents and whatever a test adds.
    private static func zip(_ add: (inout ZipMaker) -> Void) throws -> [UInt8] {
        var zip = ZipMaker()
        for name in Trial.documents { zip.add(name, try good(name)) }
        add(&zip)
        return zip.bytes()
    }

    private func check(_ bytes: [UInt8]) throws -> (Trial.Result, Workbench) {
        let trial = try Trial()
        try trial.bench.write("包.zip", bytes)
        return (try trial.check(input: "包.zip"), trial.bench)
    }

    private func expectRest(_ result: Trial.Result, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let alone = try #require(Trial.alone)
        #expect(result.outcome.status == 3, sourceLocation: sourceLocation)
        #expect(result.outcome.err.isEmpty, "\(result.outcome.err)", sourceLocation: sourceLocation)
        #expect(result.facts == alone.facts, sourceLocation: sourceLocation)
        #expect(result.found.met.subtracting(alone.found.met).isEmpty, sourceLocation: sourceLocation)
    }

    @Test func pathsThatLeaveTheArchive() throws {
        let names = ["../escaped.pdf", "/escaped.pdf", "a/../../escaped.pdf", "..\\escaped.pdf", "C:\\escaped.pdf"]
        let (result, bench) = try check(
            Self.zip { zip in for name in names { zip.add(name, PDFMaker.page("escaped")) } })
        try expectRest(result)
        let bad = result.found.package.files.filter { $0.problemCode == "unsafe-name" }
        #expect(bad.count == names.count)
        #expect(bad.first?.problem == "压缩包内路径不安全，未解压（../escaped.pdf）。请重新打包，不要使用“..”或绝对路径。")
        #expect(try !bench.listing().keys.contains { $0.contains("escaped") })
        #expect(!FileManager.default.fileExists(atPath: "/escaped.pdf"))
    }

    @Test func links() throws {
        let (result, _) = try check(
            Self.zip { zip in
                zip.addLink("链接.pdf", to: "/etc/passwd")
                zip.addLink("文件夹", to: "..")
                zip.add("文件夹/x.pdf", PDFMaker.page("x"))
            })
        #expect(result.outcome.status == 3)
        let codes = result.found.package.files.filter { $0.problemCode == "link" }
        #expect(codes.map(\.path) == ["文件夹", "链接.pdf"] || codes.map(\.path) == ["链接.pdf", "文件夹"])
        #expect(codes.first?.problem == "是链接，不是文件，未读取。请提交文件本身。")
        #expect(!result.outcome.out.contains("root:"))
    }

    @Test func bomb() throws {
        let (result, bench) = try check(Self.zip { $0.addBomb("bomb.pdf", size: 64 << 20) })
        try expectRest(result)
        let file = try #require(result.found.file("bomb.pdf"))
        #expect(file.problemCode == "inflate-ratio")
        #expect(file.problem == "压缩比异常，疑似压缩炸弹，未解压：≥ 200。请直接提交文件夹或重新打包。")
        // What was unpacked before it was noticed is gone.
        #expect(try !bench.listing().contains { $0.key.hasPrefix("tmp/") })
    }

    /// The same names whether the zip says UTF-8 or, as Windows does, nothing.
    @Test func namesInGB18030() throws {
        var zip = ZipMaker()
        for name in Trial.documents { zip.addGB18030("申报材料/\(name)", try Self.good(name)) }
        zip.addGB18030("申报材料/镕喆㐂.pdf", PDFMaker.page("x"))
        let (result, _) = try check(zip.bytes())
        #expect(
            Set(result.found.package.files.map(\.path)) == Set((Trial.documents + ["镕喆㐂.pdf"]).map { "申报材料/\($0)" }))
        #expect(result.found.file("申报材料/02-营业执照.pdf")?.kind == "registration")
        #expect(result.found.applicant.name == "绍兴澜砚机床有限公司")
    }

    @Test func nestedZips() throws {
        var inner = ZipMaker()
        inner.add("02-营业执照.pdf", try Self.good("02-营业执照.pdf"))
        var outer = ZipMaker()
        outer.add("14-承诺书.pdf", try Self.good("14-承诺书.pdf"))
        outer.add("证照.zip", inner.bytes())
        let (result, _) = try check(outer.bytes())
        let alone = try #require(Trial.alone)
        #expect(result.outcome.status == alone.outcome.status)
        #expect(result.found.file("证照.zip/02-营业执照.pdf")?.kind == "registration")
        #expect(result.found.states == alone.found.states)
    }

    @Test func zipsNestedTooDeeply() throws {
        var bytes = PDFMaker.page("deep")
        for level in 0..<4 {
            var zip = ZipMaker()
            zip.add(level == 0 ? "x.pdf" : "内\(level).zip", bytes)
            bytes = zip.bytes()
        }
        let nested = bytes
        let (result, _) = try check(Self.zip { $0.add("套.zip", nested) })
        try expectRest(result)
        let deep = result.found.package.files.filter { $0.problemCode == "too-deep" }
        #expect(deep.count == 1)
        #expect(deep.first?.problem == "文件夹或压缩包层级过深：3 > 2。请将材料放在较浅的文件夹中。")
    }

    @Test func zipInAFolder() throws {
        let zip = try Self.zip { _ in }
        let trial = try Trial()
        for name in Trial.documents { try FileManager.default.removeItem(at: trial.bench.url("材料/\(name)")) }
        try trial.add("打包.zip", zip)
        let result = try trial.check()
        let alone = try #require(Trial.alone)
        #expect(result.outcome.status == alone.outcome.status)
        #expect(result.found.states == alone.found.states)
        #expect(result.found.package.files.map(\.path) == ["打包.zip"] + Trial.documents.map { "打包.zip/\($0)" })
    }

    @Test func cutOffZip() throws {
        let whole = try Self.zip { $0.add("申报表.pdf", PDFMaker.page("x")) }
        let (result, _) = try check(Array(whole.prefix(whole.count - 200)))
        #expect(result.outcome.status == 3)
        #expect(result.outcome.err.isEmpty)
        // What stands before the cut is read.
        #expect(result.found.applicant.name == "绍兴澜砚机床有限公司")
        let file = try #require(result.found.file("包.zip"))
        #expect(file.problemCode == "truncated" || file.problemCode == "damaged")
    }
}
