// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// From a check with a receipt to its verification, and every way in which that fails.
@Suite struct ReceiptTests {
    /// A package that was checked with a receipt.
    private struct Issued {
        let trial: Trial
        let code: String
        var bench: Workbench { trial.bench }

        init() throws {
            trial = try Trial()
            let result = try trial.check("--receipt")
            let json = try JSONSerialization.jsonObject(with: trial.bench.read("out/receipt.json")) as? [String: Any]
            code = try #require(json?["code"] as? String)
            #expect(json?["package-digest"] as? String == result.found.package.digest)
            #expect(json?["checklist-digest"] as? String == result.found.checklist.digest)
            #expect(json?["conclusion"] as? String == result.found.conclusion)
            #expect(json?["as-of"] as? String == "2026-04-20")
            #expect(result.outcome.status == 1)
            #expect(result.outcome.out.contains(code))
        }

        func verify(_ arguments: String...) throws -> Tool.Outcome { try bench.run(["receipt", "verify"] + arguments) }
    }

    private func expect(
        _ outcome: Tool.Outcome, _ status: Int32, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.status == status, "\(outcome.out)\(outcome.err)", sourceLocation: sourceLocation)
        #expect(outcome.err.isEmpty, "\(outcome.err)", sourceLocation: sourceLocation)
        #expect(outcome.out.contains(words), "\(outcome.out)", sourceLocation: sourceLocation)
    }

    @Test func genuine() throws {
        let issued = try Issued()
        #expect(issued.code.wholeMatch(of: /HZ-\d{8}-[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]/) != nil)
        let valid = "核验结果：回执真实有效：由可信密钥签名，内容未被改动。"
        let byCode = try issued.verify(issued.code)
        expect(byCode, 0, valid)
        #expect(byCode.out.contains("未提供材料包，未核对材料是否与回执一致。"))
        expect(try issued.verify("out/receipt.json"), 0, valid)
        for receipt in [issued.code, "out/receipt.json"] {
            let compared = try issued.verify(receipt, "材料")
            expect(compared, 0, valid)
            #expect(!compared.out.contains("未提供材料包"))
        }
        // As heard over the telephone: lower case, without dashes, O for 0.
        let heard = issued.code.lowercased().replacing("-", with: " ").replacing("0", with: "O")
        expect(try issued.verify(heard), 0, valid)
        expect(try issued.verify(issued.code, "--lang", "en"), 0, "The receipt is genuine")
        // And it says what it is not.
        #expect(byCode.out.contains("不是设立（备案）回执"))
    }

    @Test func changedPackage() throws {
        let issued = try Issued()
        let path = "材料/14-承诺书.pdf"
        var bytes = [UInt8](try issued.bench.read(path))
        bytes[bytes.count / 2] ^= 1
        try issued.bench.write(path, bytes)
        expect(try issued.verify("out/receipt.json", "材料"), 1, "核验结果：回执真实，但材料已变化")
        expect(try issued.verify(issued.code, "材料"), 1, "核验结果：回执真实，但材料已变化")
        // The receipt by itself is as genuine as before.
        expect(try issued.verify(issued.code), 0, "回执真实有效")
        bytes[bytes.count / 2] ^= 1
        try issued.bench.write(path, bytes)
        expect(try issued.verify("out/receipt.json", "材料"), 0, "回执真实有效")
        try issued.bench.write("材料/多一份.pdf", PDFMaker.page("x"))
        expect(try issued.verify("out/receipt.json", "材料"), 1, "材料已变化")
    }

    /// One character wrong, or two exchanged: told as a slip, not as a forgery.
    @Test func mistypedCode() throws {
        let issued = try Issued()
        var characters = Array(issued.code)
        let last = characters.count - 3
        characters[last] = characters[last] == "7" ? "8" : "7"
        expect(try issued.verify(String(characters)), 1, "编号有误：校验位不符，有字符听错、写错或颠倒。请逐位核对。")
        var exchanged = Array(issued.code)
        let pair = (12..<exchanged.count - 1).first {
            exchanged[$0] != exchanged[$0 + 1] && exchanged[$0] != "-" && exchanged[$0 + 1] != "-"
        }
        let place = try #require(pair)
        exchanged.swapAt(place, place + 1)
        expect(try issued.verify(String(exchanged)), 1, "编号有误：")
        expect(try issued.verify(String(issued.code.dropLast(2))), 1, "编号有误：应为18位")
        expect(try issued.verify("Y330000012345"), 1, "机构编码")
        expect(try issued.verify("91330602MA2Y7K4P47"), 1, "统一社会信用代码")
    }

    /// A code that is well formed, but not ours.
    @Test func unknownCode() throws {
        let (issued, other) = (try Issued(), try Issued())
        #expect(issued.code != other.code)
        expect(try issued.verify(other.code), 1, "格式正确，但本机回执库中没有这份回执")
    }

    @Test(arguments: [
        ("\"conclusion\" : \"gaps-found\"", "\"conclusion\" : \"no-gap-found\""),
        ("\"as-of\" : \"2026-04-20\"", "\"as-of\" : \"2026-04-21\""),
        ("绍兴澜砚机床有限公司", "绍兴澜砚机床厂"), ("91330602MA2Y7K4P47", "91330602MA2Y7K4P48"),
    ])
    func alteredReceipt(_ original: String, _ altered: String) throws {
        let issued = try Issued()
        let text = try issued.bench.text("out/receipt.json")
        #expect(text.contains(original))
        try issued.bench.write("altered.json", text.replacing(original, with: altered))
        let outcome = try issued.verify("altered.json")
        expect(outcome, 1, "签名不符：回执内容在出具后被改动，或系伪造，不能采信。")
        #expect(!outcome.out.contains("真实有效"))
    }

    @Test func notAReceipt() throws {
        let issued = try Issued()
        try issued.bench.write("x.json", "{}")
        expect(try issued.verify("x.json"), 1, "不是有效的回执文件")
        try issued.bench.write("y.json", "no JSON")
        expect(try issued.verify("y.json"), 1, "不是有效的回执文件：不是JSON。")
        expect(try issued.verify("out/assessment.json"), 1, "不是有效的回执文件")
        let text = try issued.bench.text("out/receipt.json")
        try issued.bench.write("z.json", text.replacing("{\n", with: "{\n  \"seal\" : \"x\",\n", maxReplacements: 1))
        expect(try issued.verify("z.json"), 1, "含有回执没有的字段 seal")
    }

    /// Genuine somewhere, but nobody here knows that office.
    @Test func keyOfAnotherOffice() throws {
        let (issued, other) = (try Issued(), try Issued())
        try issued.bench.write("theirs.json", [UInt8](try other.bench.read("out/receipt.json")))
        expect(try issued.verify("theirs.json"), 1, "不在可信之列，不能确认出具单位")
        // Once their public key is handed over, it is known; ours is then not asked.
        let key = try other.bench.run("receipt", "key")
        #expect(key.status == 0)
        let pem = key.out.components(separatedBy: "-----END PUBLIC KEY-----")[0] + "-----END PUBLIC KEY-----\n"
        try issued.bench.write("theirs.pem", pem)
        expect(try issued.verify("theirs.json", "--key", "theirs.pem"), 0, "回执真实有效")
        expect(try issued.verify("out/receipt.json", "--key", "theirs.pem"), 1, "不在可信之列")
        // Another home has no keys, another registry no receipts.
        expect(try issued.verify("out/receipt.json", "--home", "elsewhere"), 1, "不在可信之列")
        expect(try issued.verify(issued.code, "--home", "elsewhere"), 1, "不在可信之列")
        expect(try issued.verify(issued.code, "--database", "elsewhere.sqlite"), 1, "没有这份回执")
        let missing = try issued.verify("out/receipt.json", "--key", "no.pem")
        #expect(missing.status == 74)
        #expect(missing.err == "zhunsheng: 无法读取公钥文件“no.pem”。请检查路径。\n")
    }

    @Test func anotherChecklist() throws {
        let issued = try Issued()
        try issued.bench.copy("Checklists/zhejiang-2022-20", to: "清单")
        expect(try issued.verify(issued.code, "--checklist", "清单"), 0, "回执真实有效")
        let law = try issued.bench.text("清单/vocabulary.yaml")
        try issued.bench.write("清单/vocabulary.yaml", law + "# another\n")
        expect(try issued.verify(issued.code, "--checklist", "清单"), 1, "回执真实，但所用核查清单的版本不同")
    }

    /// Keys and receipts are the office's own: nobody else on the machine may read the private key.
    @Test func whatIsKept() throws {
        let issued = try Issued()
        let listed = try issued.bench.run("receipt", "show")
        #expect(listed.status == 0)
        #expect(listed.out == issued.code + "\n")
        let shown = try issued.bench.run("receipt", "show", issued.code)
        #expect(shown.status == 0)
        #expect(shown.out.contains(issued.code))
        #expect(shown.out.contains("绍兴澜砚机床有限公司"))
        let keys = issued.bench.home.appendingPathComponent("zhunsheng/keys")
        var privateKeys = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: keys.path) where !name.contains("pub") {
            let attributes = try FileManager.default.attributesOfItem(atPath: keys.appendingPathComponent(name).path)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            privateKeys += 1
        }
        #expect(privateKeys == 1)
        // A check without a receipt makes neither key nor receipt.
        let bare = try Trial()
        _ = try bare.check("--no-cache")
        #expect(try FileManager.default.contentsOfDirectory(atPath: bare.bench.home.path).isEmpty)
    }

    /// Issuing by itself gives the same kind of receipt, for the same bytes; judged on another day it is another one, even
    /// within the same second.
    /// With a new key, what it signs is verified by it; what the old one signed, by the old one, which is kept.
    @Test func aKeyThatWasChanged() throws {
        let issued = try Issued()
        let keys = issued.bench.home.appendingPathComponent("zhunsheng/keys")
        try FileManager.default.removeItem(at: keys.appendingPathComponent("receipt-key.pem"))
        try FileManager.default.moveItem(
            at: issued.bench.url("out/receipt.json"), to: issued.bench.url("旧回执.json"))
        _ = try issued.trial.check("--receipt")
        expect(try issued.verify("out/receipt.json"), 0, "回执真实有效")
        expect(try issued.verify("旧回执.json"), 1, "不在可信之列")
        let names = try FileManager.default.contentsOfDirectory(atPath: keys.path)
        #expect(names.count == 3)
        let old = try #require(names.first { $0.wholeMatch(of: /receipt-key-[0-9a-f]{16}\.pub\.pem/) != nil })
        expect(try issued.verify("旧回执.json", "--key", keys.appendingPathComponent(old).path), 0, "回执真实有效")
    }

    @Test func issuedWithoutReports() throws {
        let issued = try Issued()
        let outcome = try issued.bench.run(
            "receipt", "issue", "材料", "--class", "employer", "--as-of", "2026-04-21", "--output", "r/receipt.json")
        #expect(outcome.status == 0)
        #expect(outcome.out.hasPrefix("材料校验回执\n"))
        expect(try issued.verify("r/receipt.json", "材料"), 0, "回执真实有效")
        #expect(try issued.bench.run("receipt", "show").out.split(separator: "\n").count == 2)
    }
}
