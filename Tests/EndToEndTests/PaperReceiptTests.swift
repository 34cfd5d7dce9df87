// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import Parser
import Registry
import ReportWriter
import Testing

/// Receipts on paper, verified by the QR code that stands on them.
@Suite struct PaperReceiptTests {
    /// An intake receipt as PDF, its text and its JSON.
    private struct Issued {
        let trial: Trial
        let payload: String
        var bench: Workbench { trial.bench }

        init() throws {
            trial = try Trial()
            let outcome = try trial.bench.run(
                "receipt", "issue", "材料", "--class", "employer", "--as-of", "2026-04-20", "--output", "r.json", "--pdf",
                "r.pdf")
            #expect(outcome.status == 0, "\(outcome.err)")
            let codes = ReadBack(try trial.bench.read("r.pdf")).codes
            #expect(codes.count == 1)
            payload = codes.first ?? ""
        }

        func verify(_ arguments: String...) throws -> Tool.Outcome { try bench.run(["receipt", "verify"] + arguments) }
    }

    private func expect(
        _ outcome: Tool.Outcome, _ status: Int32, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.status == status, "\(outcome.out)\(outcome.err)", sourceLocation: sourceLocation)
        #expect(outcome.out.contains(words), "\(outcome.out)", sourceLocation: sourceLocation)
    }

    private static let valid = "核验结果：回执真实有效"

    @Test func everyFormOfOneReceipt() throws {
        let issued = try Issued()
        #expect(issued.payload.hasPrefix("ZSHUI1:"))
        try issued.bench.write("code.txt", issued.payload + "\n")
        let byJSON = try issued.verify("r.json")
        for form in ["r.pdf", "code.txt", issued.payload] {
            let outcome = try issued.verify(form)
            expect(outcome, 0, Self.valid)
            #expect(outcome.out == byJSON.out)
            expect(try issued.verify(form, "材料"), 0, Self.valid)
            expect(try issued.verify(form, "--kind", "intake"), 0, Self.valid)
            let asOther = try issued.verify(form, "--kind", "establishment")
            expect(asOther, 1, "回执种类不符：这是材料校验回执，不是设立（备案）回执")
            #expect(!asOther.out.contains("真实"))
            expect(try issued.verify(form, "--home", "elsewhere"), 1, "不在可信之列")
        }
        try issued.trial.add("多一份.txt", "x")
        expect(try issued.verify("r.pdf", "材料"), 1, "材料已变化")
    }

    /// As a scanner and a telephone give it: a picture, at 150 dpi and in grey.
    @Test(arguments: [150, 200]) func pictures(_ dpi: Int) throws {
        let issued = try Issued()
        try issued.bench.draw("r.pdf", to: "r", dpi: dpi)
        for name in ["r.png", "r.jpg"] { expect(try issued.verify(name), 0, Self.valid) }
    }

    @Test func alteredAndForeign() throws {
        let issued = try Issued()
        let digits = Array(issued.payload)
        var changed = digits
        changed[60] = digits[60] == "A" ? "B" : "A"
        let altered = try issued.verify(String(changed))
        #expect(altered.status == 1 && !altered.out.contains(Self.valid))
        expect(try issued.verify("ZSHUI1:AAAA"), 1, "二维码内容不是有效的回执")
        // A page without any code, and one that is no file of pages.
        expect(try issued.verify("材料/14-承诺书.pdf"), 1, "文件中没有找到可识读的二维码")
        try issued.bench.write("bad.pdf", "%PDF-1.4 broken")
        #expect(try issued.verify("bad.pdf").status == 74)
        // A file that is not there is no mistyped code.
        for path in ["nix.pdf", "nix/r", "照片.JPG"] {
            let outcome = try issued.verify(path)
            #expect(outcome.status == 74 && outcome.err.contains("找不到文件“\(path)”"), "\(outcome.out)\(outcome.err)")
        }
        let pdf = [UInt8](try issued.bench.read("r.pdf"))
        try issued.bench.write("half.pdf", Array(pdf.prefix(pdf.count / 2)))
        let half = try issued.verify("half.pdf")
        #expect(half.status != 0 && !half.out.contains(Self.valid))
    }

    // MARK: Establishment

    private func establishment(_ occupations: Int, _ keys: ReceiptKeys) throws -> EstablishmentReceipt {
        try EstablishmentReceiptIssuer.issue(
            EstablishmentReceipt(
                number: "绍人社评〔2026〕7号", issuedAt: "2026-06-01T01:00:00Z", authority: "绍兴市人力资源和社会保障局",
                applicantName: "绍兴澜砚机床有限公司", uscc: "91330602MA2Y7K4P47", applicantClass: .employer,
                institutionCode: "Y330602000017", address: "浙江省绍兴市越城区某路1号",
                occupations: (1...occupations).map {
                    .init(name: "机床装调维修工\($0)", code: "6-20-03-01", trade: nil, levels: "5 4 3")
                }, validFrom: "2026-06-01", validUntil: "2029-05-31", noticeFrom: "2026-05-20",
                noticeUntil: "2026-05-26", roundID: "shaoxing-2026-1",
                packageDigest: String(repeating: "ab", count: 32), publicKey: "", signature: ""), keys: keys)
    }

    private func paper(_ receipt: EstablishmentReceipt) throws -> Data {
        try EstablishmentReceiptPDF(
            receipt, payload: ReceiptPayload.encode(.establishment(receipt)),
            fingerprint: ReceiptPublicKey(receipt.publicKey).fingerprint, issuedOn: "2026-06-01"
        ).pdf()
    }

    @Test(arguments: [1, 3, 12, 30]) func establishmentOnPaper(_ occupations: Int) throws {
        let bench = try Workbench()
        let keys = try ReceiptKeys.load(directory: bench.home.appendingPathComponent("zhunsheng/keys").path)
        try bench.write("key.pem", keys.publicKey.pem)
        let receipt = try establishment(occupations, keys)
        try bench.write("e.pdf", [UInt8](paper(receipt)))
        try bench.write("e.json", [UInt8](EstablishmentReceiptJSON.encode(receipt)))
        for form in ["e.pdf", "e.json", ReceiptPayload.encode(.establishment(receipt))] {
            let outcome = try bench.run("receipt", "verify", form, "--key", "key.pem")
            #expect(outcome.out.hasPrefix("设立（备案）回执\n"), "\(form.prefix(20)): \(outcome.out)\(outcome.err)")
            #expect(outcome.out.contains("机构编码：Y330602000017") && outcome.out.contains("机床装调维修工\(occupations)"))
            #expect(outcome.out.contains("核验结果：回执真实"))
            #expect(!outcome.out.contains("材料校验回执"))
            let asOther = try bench.run("receipt", "verify", form, "--key", "key.pem", "--kind", "intake")
            expect(asOther, 1, "回执种类不符：这是设立（备案）回执，不是材料校验回执")
            #expect(try bench.run("receipt", "verify", form).out.contains("不在可信之列"))
        }
        try bench.draw("e.pdf", to: "e", dpi: 200, page: ReadBack(try bench.read("e.pdf")).pages.count)
        #expect(try bench.run("receipt", "verify", "e.png", "--key", "key.pem").out.contains("核验结果：回执真实"))
        // An institution code is no receipt code, and what was altered is told.
        #expect(try bench.run("receipt", "verify", "Y330602000017").out.contains("机构编码"))
        let text = try bench.text("e.json").replacing("绍兴澜砚", with: "绍兴兰砚")
        try bench.write("f.json", text)
        #expect(try bench.run("receipt", "verify", "f.json", "--key", "key.pem").out.contains("签名不符"))
    }

    /// As much as the largest QR code holds, 4,296 letters and digits: read from the file and from a picture of it.
    @Test func aFullCode() throws {
        let bench = try Workbench()
        let keys = try ReceiptKeys.load(directory: bench.home.appendingPathComponent("zhunsheng/keys").path)
        try bench.write("key.pem", keys.publicKey.pem)
        let receipts = try (30..<60).map { try establishment($0, keys) }
        let receipt = try #require(receipts.last { ReceiptPayload.encode(.establishment($0)).utf8.count <= 4_296 })
        #expect(ReceiptPayload.encode(.establishment(receipt)).utf8.count > 4_096)
        try bench.write("e.pdf", [UInt8](paper(receipt)))
        try bench.draw("e.pdf", to: "e", dpi: 200, page: ReadBack(try bench.read("e.pdf")).pages.count)
        for form in ["e.pdf", "e.png"] {
            let outcome = try bench.run("receipt", "verify", form, "--key", "key.pem")
            #expect(outcome.out.contains("核验结果：回执真实"), "\(form): \(outcome.out)")
        }
    }

    /// More than any QR code holds: the paper says so, and the JSON is verified.
    @Test func tooManyOccupationsForACode() throws {
        let bench = try Workbench()
        let keys = try ReceiptKeys.load(directory: bench.home.appendingPathComponent("zhunsheng/keys").path)
        try bench.write("key.pem", keys.publicKey.pem)
        let receipt = try establishment(60, keys)
        try bench.write("e.pdf", [UInt8](paper(receipt)))
        let read = ReadBack(try bench.read("e.pdf"))
        #expect(read.codes.isEmpty && read.text.contains("机床装调维修工60") && read.text.contains("receipt.json"))
        expect(try bench.run("receipt", "verify", "e.pdf", "--key", "key.pem"), 1, "没有找到可识读的二维码")
        try bench.write("e.json", [UInt8](EstablishmentReceiptJSON.encode(receipt)))
        let outcome = try bench.run("receipt", "verify", "e.json", "--key", "key.pem")
        #expect(outcome.out.contains("核验结果：回执真实"))
        try bench.write("long.txt", ReceiptPayload.encode(.establishment(receipt)))
        #expect(try bench.run("receipt", "verify", "long.txt", "--key", "key.pem").out.contains("核验结果：回执真实"))
    }

    /// Two receipts in one file: which is meant cannot be told.
    @Test func twoInOneFolder() throws {
        let issued = try Issued()
        let keys = try ReceiptKeys.load(directory: issued.bench.home.appendingPathComponent("zhunsheng/keys").path)
        try issued.bench.write("e.pdf", [UInt8](paper(establishment(2, keys))))
        var zip = ZipMaker()
        for name in ["r.pdf", "e.pdf"] { zip.add(name, [UInt8](try issued.bench.read(name))) }
        try issued.bench.write("both.zip", zip.bytes())
        expect(try issued.verify("both.zip"), 1, "文件中有2份不同的回执")
    }
}

extension Workbench {
    /// A page of a PDF as `NAME.png` and `NAME.jpg`, by poppler.
    func draw(_ pdf: String, to name: String, dpi: Int, page: Int = 1) throws {
        for format in ["-png", "-jpeg"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "pdftoppm", "-r", "\(dpi)", "-f", "\(page)", "-l", "\(page)", "-singlefile", "-gray", format,
                url(pdf).path, url(name).path,
            ]
            try process.run()
            process.waitUntilExit()
            if process.terminationStatus != 0 {
                Issue.record("pdftoppm failed; it comes with poppler-utils: run the project's setup script")
            }
        }
    }
}
