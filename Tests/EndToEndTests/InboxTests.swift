// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What lies in an inbox: what is no package, what is damaged, and what names do.
@Suite(.serialized) struct InboxTests {
    @Test func whatIsNoPackageIsSetAside() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.write("读我.txt", "x")
        try trial.write("材料.rar", "Rar!")
        try FileManager.default.createDirectory(at: trial.bench.url("收件/空"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: trial.bench.url("收件/断链").path, withDestinationPath: "哪里也没有")
        // Left behind by systems, or still coming: neither packages nor worth a word.
        for name in [
            ".DS_Store", "Thumbs.db", "desktop.ini", "~$乙.xml", "乙.zip.part", "丙.xml.crdownload", "甲.xml.complete",
        ] {
            try trial.write(name, "x")
        }
        let before = try trial.contents("收件")
        let outcome = try trial.batch()
        #expect(outcome.status == 3)
        let told = outcome.err.split(separator: "\n").map(String.init)
        let reason = "不是材料包：应为文件夹、ZIP或申报档案XML。请放入文件夹后重试。"
        #expect(
            Set(told) == [
                "断链: 无法打开：链接已失效，或名称不是UTF-8编码。请改名，或放入原文件后重试。", "材料.rar: \(reason)", "读我.txt: \(reason)",
                "空: “空”中没有任何材料文件。请放入申报材料后重试。",
            ])
        #expect(outcome.out.contains("\n材料包 5\n  未发现不符合项  1\n  未能核查  4\n"))
        let results = try trial.results()
        #expect(results.compactMap { $0["set-aside"] as? String }.count == 4)
        #expect(results.first { $0["name"] as? String == "读我.txt" }?["set-aside"] as? String == reason)
        #expect(try trial.receipts().keys.sorted() == ["甲.xml"])
        #expect(trial.published() == ["甲"])
        #expect(try trial.contents("收件") == before)
        try trial.expectIntact()
    }

    /// An archive and an XML that are none are packages with a file that cannot be read.
    @Test func damagedPackages() throws {
        let trial = try RoundTrial()
        try trial.write("坏.zip", "PK no zip")
        try trial.write("坏.xml", "<dossier><applicant>")
        try trial.add("甲.xml", 1)
        let outcome = try trial.batch()
        #expect(outcome.status == 3)
        let results = try trial.results()
        #expect(results.count == 3)
        for result in results where result["name"] as? String != "甲.xml" {
            let isTold = result["set-aside"] as? String != nil || result["unreadable-files"] as? Int == 1
            #expect(isTold, "\(result)")
            #expect(result["conclusion"] as? String != "no-gap-found")
        }
    }

    /// Two packages whose names differ only in their endings do not write over each other.
    @Test func foldersThatWouldCoincide() throws {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.add("甲", 2)
        try trial.add("甲.v2", 3)
        try trial.add("summary.html", 4)
        #expect(try trial.batch().status == 0)
        #expect(trial.published().count == 4)
        for result in try trial.results() {
            let folder = try #require(result["folder"] as? String)
            let found = try Assessed(trial.bench.read("out/\(folder)/assessment.json"))
            #expect(found.package.digest == result["digest"] as? String)
        }
        let again = try trial.receipts()
        try trial.add("甲", 2, staff: 5)
        #expect(try trial.batch().status == 1)
        #expect(trial.published().count == 5)
        #expect(try trial.receipts().filter { $0.key != "甲" } == again.filter { $0.key != "甲" })
    }

    /// A zip and the folder that somebody unpacked beside it are the same bytes under one name, checked in the same second: two
    /// packages, each with a receipt of its own.
    @Test func aZipAndItsFolder() throws {
        let trial = try RoundTrial()
        for (number, name) in ["甲", "乙", "丙", "丁"].enumerated() {
            try trial.add(name, number)
            var zip = ZipMaker()
            zip.add("dossier.xml", [UInt8](try RoundTrial.dossier(number).utf8))
            try trial.write(name + ".zip", zip.bytes())
        }
        let outcome = try trial.batch("--jobs", "2")
        #expect(outcome.status == 0, "\(outcome.err)")
        let receipts = try trial.receipts()
        #expect(receipts.count == 8)
        #expect(Set(receipts.values.flatMap { $0 }).count == 8)
        try trial.expectIntact()
    }

    /// One name in two spellings (NFC and NFD, as Windows and macOS write it), and one that is not UTF-8 at all.
    @Test func namesInOtherSpellings() throws {
        let trial = try RoundTrial()
        let inbox = trial.bench.url("收件").path
        for (number, name) in ["Caf\u{E9}.xml", "Cafe\u{301}.xml"].enumerated() {
            let path = "\(inbox)/\(name)".utf8CString.map { $0 }
            let file = open(path, O_CREAT | O_WRONLY, 0o644)
            try #require(file >= 0)
            try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(
                contentsOf: Data(RoundTrial.dossier(number).utf8))
        }
        #expect(try trial.batch().status == 0)
        #expect(try trial.rows("SELECT version FROM submission", "version") == [["1"], ["1"]])
        let log = try trial.registry("log").out
        #expect(try trial.batch().status == 0)
        #expect(try trial.registry("log").out == log)
        let path = (Array(inbox.utf8) + [0x2F, 0xD6, 0xD0, 0xB9, 0xFA, 0]).map { CChar(bitPattern: $0) }
        let made = mkdir(path, 0o755)
        try #require(made == 0)
        let outcome = try trial.batch()
        #expect(outcome.status == 3)
        #expect(outcome.err.contains(": 无法打开：链接已失效，或名称不是UTF-8编码。"), "\(outcome.err)")
        #expect(trial.published().count == 2)
    }

    /// Numbers of people in names of packages, files and folders, and within dossiers: nowhere but in `dossier.xml`.
    @Test func numbersOfPeopleAreMaskedEverywhere() throws {
        let trial = try RoundTrial()
        let (number, other, phone) = ("330602198503121237", "330602198503121317", "13800005678")
        try trial.bench.write("收件\(number)/张三\(number)/dossier.xml", try RoundTrial.dossier(1, staff: 4))
        try trial.bench.write("收件\(number)/张三\(number)/李四\(phone).pdf", "")
        // Masked they look alike; they must not be taken for versions of one package.
        try trial.bench.write("收件\(number)/张三\(other).xml", try RoundTrial.dossier(2))
        try trial.bench.write("收件\(number)/王五\(phone).txt", "x")
        let arguments = ["batch", "收件\(number)"] + trial.judging + ["--output", "out"]
        let outcome = try Tool.run(arguments, in: trial.bench)
        #expect(outcome.status == 3)
        #expect(trial.published().count == 2)
        let watched = try Tool.run(
            ["watch"] + arguments.dropFirst() + ["--settle", "0", "--interval", "0.1", "--once"], in: trial.bench)
        #expect(watched.status == 0, "\(watched.err)")
        var outputs = ["out": outcome.out, "err": outcome.err, "watch": watched.out + watched.err]
        for command in [["show"], ["show", "1"], ["log"], ["verify"]] {
            outputs["registry \(command)"] = try Tool.run(["registry"] + command, in: trial.bench).out
        }
        let secrets = Set([number, other, phone]).union(
            try [1, 2].flatMap { package in
                try RoundTrial.dossier(package).matches(of: /<id-number>(\w+)<|phone>(\d+)</).map {
                    String($0.1 ?? $0.2 ?? "")
                }
            })
        #expect(secrets.count > 20)
        for top in ["out", "Output"] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: trial.bench.url(top).path) {
                outputs["name of \(top)/\(name)"] = name
                guard !name.hasSuffix("dossier.xml"), !name.hasSuffix(".pdf") else { continue }
                var isFolder: ObjCBool = false
                let path = trial.bench.url("\(top)/\(name)").path
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
                else { continue }
                // The file of the registry, too, as it lies on the disk.
                outputs["\(top)/\(name)"] = String(
                    decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
            }
        }
        #expect(outputs.keys.contains("Output/registry.sqlite"))
        for (name, text) in outputs.sorted(by: { $0.key < $1.key }) {
            let leaks = secrets.filter { text.contains($0) }
            #expect(leaks.isEmpty, "\(name) shows \(leaks.sorted())")
        }
        for folder in trial.published() {
            for name in ["receipt.pdf", "notice.pdf"] {
                guard let data = try? trial.bench.read("out/\(folder)/\(name)") else { continue }
                let text = ReadBack(data).text
                #expect(secrets.filter { text.contains($0) }.isEmpty, "\(name)")
            }
        }
    }
}
