// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// One bad document among good ones.
@Suite struct BadFileTests {
    private static func sample(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Tool.root.appendingPathComponent("Samples/\(path)")))
    }

    @Test func encryptedPDF() throws {
        try Trial.expect("encrypted", of: "00-审计报告.pdf", message: "文件已加密，无法打开。请去除打开密码后重新提交。") {
            let bytes = try Data(
                contentsOf: Tool.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/encrypted.pdf"))
            try $0.add("00-审计报告.pdf", [UInt8](bytes))
        }
    }

    @Test func truncatedPDF() throws {
        let whole = try Self.sample("employer-complete/10-不动产权证书.pdf")
        let result = try Trial.expect(
            "truncated", of: "00-不动产权证书.pdf", message: "文件不完整（被截断）。请重新上传完整文件。"
        ) { try $0.add("00-不动产权证书.pdf", Array(whole.prefix(whole.count / 2))) }
        #expect(result.found.file("00-不动产权证书.pdf")?.kind == "site-title")
    }

    /// A picture whose pixels are missing: told by its content, whatever its name.
    @Test func brokenPictureNamedPDF() throws {
        let jpeg: [UInt8] =
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9]
        try Trial.expect(
            "damaged", of: "00-营业执照.pdf", message: "文件损坏，无法完整读取。请重新导出或重新扫描后提交。"
        ) { try $0.add("00-营业执照.pdf", jpeg) }
    }

    @Test func emptyFile() throws {
        try Trial.expect("empty", of: "00-信用报告.pdf", message: "文件为空（0字节）。请重新提交有内容的文件。") {
            try $0.add("00-信用报告.pdf", [])
        }
    }

    @Test func garbageNamedPDF() throws {
        try Trial.expect("unsupported-format", of: "00-花名册.pdf", message: "暂不能读取此格式。请另存为PDF后提交。") {
            try $0.add("00-花名册.pdf", (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) })
        }
    }

    @Test func garbageBehindPDFHeader() throws {
        try Trial.expect("truncated", of: "00-花名册.pdf", message: "文件不完整（被截断）。请重新上传完整文件。") {
            try $0.add(
                "00-花名册.pdf",
                Array("%PDF-1.7\n".utf8) + (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) })
        }
    }

    /// A well-formed PDF that has no page must be told, not fallen over.
    @Test func pdfWithoutPages() throws {
        try Trial.expect("damaged", of: "00-设备清单.pdf", message: "文件损坏，无法完整读取：0 pages。请重新导出或重新扫描后提交。") {
            try $0.add("00-设备清单.pdf", PDFMaker.withoutPages())
        }
    }

    @Test func pdfOfUnknownKind() throws {
        try Trial.expect(
            "unknown-kind", of: "00-x.pdf", message: "未能判断材料类别。请在首页写明标题，或以材料名称命名文件。", read: "text"
        ) { try $0.add("00-x.pdf", PDFMaker.page("Hello")) }
    }

    /// A roster none of whose rows was read has rows all the same.
    @Test func rosterWithoutRows() throws {
        let name = "00-专职工作人员花名册.txt"
        let result = try Trial.expect(
            "nothing-taken", of: name, message: "能认出材料类别，但没有读出这类材料应有的内容。请由人工查看；如版式特殊，请改用带文字层的PDF或Excel提交。",
            read: "text"
        ) { try $0.add(name, "专职工作人员花名册\n我单位的工作人员情况见所附照片。\n") }
        let finding = try #require(result.found.findings.first { $0.condition == "7.2-b" })
        #expect(finding.state == "review" && finding.ground == "unreadable")
    }

    @Test func unknownBinary() throws {
        try Trial.expect("unsupported-format", of: "00.bin", message: "暂不能读取此格式。请另存为PDF后提交。") {
            try $0.add("00.bin", [0, 1, 2, 3, 0xFE, 0xFF, 0, 9])
        }
    }

    @Test func linksAreNotFollowed() throws {
        let result = try Trial.expect("link", of: "00-链接.pdf", message: "是链接，不是文件，未读取。请提交文件本身。") { trial in
            try trial.bench.write("secret.pdf", PDFMaker.page("top secret"))
            try FileManager.default.createSymbolicLink(
                at: trial.bench.url("材料/00-链接.pdf"), withDestinationURL: trial.bench.url("secret.pdf"))
        }
        #expect(result.found.file("00-链接.pdf")?.sha256 == nil)
    }

    /// Means nothing to the administrator, who may read everything.
    @Test(.enabled(if: getuid() != 0)) func fileWithoutPermission() throws {
        let trial = try Trial()
        try trial.add("00-章程.pdf", PDFMaker.page("x"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0], ofItemAtPath: trial.bench.url("材料/00-章程.pdf").path)
        let result = try trial.check()
        #expect(result.outcome.status == 3)
        #expect(result.found.file("00-章程.pdf")?.problemCode == "not-readable")
    }

    /// One among thirty: the other twenty-nine are read.
    @Test func oneOfThirty() throws {
        let bench = try Workbench()
        try bench.copy("Samples/employer-complete", to: "材料")
        for (number, name) in try FileManager.default.contentsOfDirectory(atPath: bench.url("材料").path).sorted().prefix(
            8
        ).enumerated() {
            try bench.write("材料/副本/\(number)-\(name)", [UInt8](try bench.read("材料/\(name)")))
        }
        try bench.write("材料/15-坏.pdf", Array("%PDF-1.4 nothing".utf8))
        let outcome = try bench.run("check", "材料", "--as-of", "2026-04-20", "--format", "json", "--output", "out")
        #expect(outcome.status == 3)
        #expect(outcome.err.isEmpty)
        let found = try Assessed(bench.read("out/assessment.json"))
        #expect(found.package.files.count == 30)
        #expect(found.package.files.filter { $0.read == "text" }.count == 29)
        #expect(found.package.files.filter { $0.problemCode != nil }.map(\.path) == ["15-坏.pdf"])
    }

    @Test(arguments: [
        "Thumbs.db", "~$14-承诺书.docx", ".DS_Store", "desktop.ini", "__MACOSX/._14-承诺书.pdf", ".~lock.花名册.xlsx#",
    ])
    func leftoversAreSetAsideSilently(_ name: String) throws {
        let trial = try Trial()
        try trial.add(name, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])
        let result = try trial.check()
        let alone = try #require(Trial.alone)
        #expect(result.outcome.status == alone.outcome.status)
        #expect(result.outcome.err.isEmpty)
        #expect(result.found.states == alone.found.states)
        #expect(result.facts == alone.facts)
        #expect(result.found.file(name)?.problemCode == "set-aside")
        #expect(result.found.file(name)?.read == "none")
        // Nor do they count among the bytes that a receipt is for.
        #expect(result.found.package.digest == alone.found.package.digest)
    }

    /// The same document twice proves no more than once, and is no fault.
    @Test func duplicateFiles() throws {
        let trial = try Trial()
        let licence = [UInt8](try trial.bench.read("材料/02-营业执照.pdf"))
        try trial.add("营业执照（副本）.pdf", licence)
        let result = try trial.check()
        let alone = try #require(Trial.alone)
        #expect(result.outcome.status == alone.outcome.status)
        #expect(result.outcome.err.isEmpty)
        #expect(result.found.states == alone.found.states)
        let twins = result.found.package.files.filter { $0.kind == "registration" }
        #expect(twins.count == 2)
        #expect(Set(twins.map(\.sha256)).count == 1)
        #expect(result.found.package.digest != alone.found.package.digest)
    }

    /// The name of a file says nothing against its content.
    @Test func pdfUnderAnotherName() throws {
        let trial = try Trial()
        let licence = [UInt8](try trial.bench.read("材料/02-营业执照.pdf"))
        try FileManager.default.removeItem(at: trial.bench.url("材料/02-营业执照.pdf"))
        try trial.add("02-营业执照.jpg", licence)
        let result = try trial.check()
        #expect(result.outcome.status == 1)
        #expect(result.found.file("02-营业执照.jpg")?.kind == "registration")
        #expect(result.found.applicant.name == "绍兴澜砚机床有限公司")
    }

    /// One package that cannot be taken in stops no other.
    @Test func badPackageAmongGoodOnes() throws {
        let trial = try Trial()
        let bench = trial.bench
        try FileManager.default.createDirectory(at: bench.url("空"), withIntermediateDirectories: true)
        let outcome = try bench.run(
            "check", "空", "材料", "不存在", "--as-of", "2026-04-20", "--format", "json", "--output", "out")
        #expect(outcome.status == 3)
        #expect(
            outcome.err == """
                zhunsheng: “空”中没有任何材料文件。请放入申报材料后重试。
                zhunsheng: 找不到“不存在”。请检查路径是否正确。

                """)
        let found = try Assessed(bench.read("out/材料/assessment.json"))
        #expect(found.package.files.map(\.path) == Trial.documents)
    }
}
