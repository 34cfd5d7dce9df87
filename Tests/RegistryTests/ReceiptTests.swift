// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import Registry

@Suite struct ReceiptTests {
    let scratch: Scratch
    let keys: ReceiptKeys
    let verifier: ReceiptVerifier

    init() throws {
        scratch = try Scratch()
        keys = try ReceiptKeys.load(directory: scratch.path + "/keys")
        verifier = ReceiptVerifier(
            trusted: [keys.publicKey], archive: ReceiptArchive(scratch.path + "/registry.sqlite"))
    }

    private var path: String { scratch.path + "/registry.sqlite" }

    private var archive: ReceiptArchive { ReceiptArchive(path) }

    private func keep(_ receipt: IntakeReceipt) throws {
        try Registry(SQLiteDatabase(path), keys: keys, actor: "test", at: Sample.time).keep(receipt, at: Sample.time)
    }

    // MARK: Issuing

    @Test func saysWhatWasCheckedAgainstWhat() throws {
        let assessment = Sample.assessment(states: [.met, .unmet])
        let receipt = try Sample.receipt(keys, assessment)
        #expect(receipt.issuedAt == Sample.time)
        #expect(receipt.packageName == "甲公司申报材料")
        #expect(receipt.packageDigest == assessment.package.digest)
        #expect(receipt.checklistDigest == assessment.checklist.digest)
        #expect(receipt.roundDigest == assessment.round?.digest)
        #expect(receipt.applicantName == "杭州某某机械有限公司")
        #expect(receipt.uscc == "91330110MA2T00015U")
        #expect(receipt.asOf == "2026-03-31")
        #expect(receipt.conclusion == .gapsFound)
        #expect(receipt.publicKey == keys.publicKey.base64)
        #expect(receipt.code.hasPrefix("HZ-20260331-"))
        #expect(try Sample.receipt(keys, assessment) == receipt)
    }

    @Test func theCanonicalFormIsFixed() throws {
        var receipt = try Sample.receipt(keys, Sample.assessment(package: "a\r\nb%=", round: nil, name: ""))
        receipt.packageDigest = "p"
        receipt.checklistDigest = "c"
        receipt.publicKey = "k"
        let expected = """
            zhunsheng-intake-receipt/1
            issued-at=2026-03-31T08:20:05Z
            package-name=a%0D%0Ab%25=
            package-digest=p
            checklist-digest=c
            applicant-name=
            uscc=91330110MA2T00015U
            as-of=2026-03-31
            conclusion=no-gap-found
            public-key=k

            """
        #expect(String(decoding: ReceiptCanonicalForm.bytes(of: receipt), as: UTF8.self) == expected)
    }

    @Test func personalNumbersAreMaskedBeforeSigning() throws {
        let receipt = try Sample.receipt(keys, Sample.assessment(package: "张三_330106198501010012"))
        #expect(receipt.packageName == "张三_330106**********12")
        #expect(verifier.verify(receipt).verdict == .valid)
    }

    @Test func refusesToSignWhatMeansNothing() throws {
        #expect(throws: RegistryError.badTime("2026-03-31")) {
            try ReceiptIssuer.issue(Sample.assessment(), issuedAt: "2026-03-31", keys: keys)
        }
        var assessment = Sample.assessment()
        assessment.package.digest = "0"
        #expect(throws: RegistryError.badDigest("package-digest")) { try Sample.receipt(keys, assessment) }
        assessment = Sample.assessment()
        assessment.round?.digest = ""
        #expect(throws: RegistryError.badDigest("round-digest")) { try Sample.receipt(keys, assessment) }
    }

    // MARK: Verifying

    @Test func aGenuineReceiptIsValidWithoutAnythingAtHand() throws {
        let receipt = try Sample.receipt(keys)
        let check = verifier.verify(json: try ReceiptJSON.encode(receipt), code: receipt.code.lowercased())
        #expect(check.verdict == .valid)
        #expect(check.receipt == receipt)
        #expect(!check.packageCompared)
    }

    @Test func everyAlteredFieldIsNoticed() throws {
        let receipt = try Sample.receipt(keys)
        let other = try ReceiptKeys.load(directory: scratch.path + "/other").publicKey.base64
        let changes: [(String, (inout IntakeReceipt) -> Void)] = [
            ("issued-at", { $0.issuedAt = "2026-03-31T08:20:06Z" }), ("package-name", { $0.packageName += " " }),
            ("package-digest", { $0.packageDigest = Sample.digest("乙") }),
            ("checklist-digest", { $0.checklistDigest = Sample.digest("x") }),
            ("round-digest", { $0.roundDigest = nil }), ("round-digest", { $0.roundDigest = Sample.digest("x") }),
            ("applicant-name", { $0.applicantName = "乙公司" }), ("applicant-name", { $0.applicantName = nil }),
            ("uscc", { $0.uscc = nil }), ("as-of", { $0.asOf = "2026-04-01" }),
            ("conclusion", { $0.conclusion = .reviewNeeded }),
            ("public-key", { $0.publicKey = other }),
            ("signature", { $0.signature = Data(repeating: 7, count: 64).base64EncodedString() }),
            ("signature", { $0.signature = "" }),
        ]
        for (field, change) in changes {
            var altered = receipt
            change(&altered)
            #expect(verifier.verify(altered).verdict == .altered, "\(field)")
        }
        #expect(Set(changes.map(\.0)).union(["code"]) == ReceiptJSON.fields)
    }

    @Test func theCodeCannotBeExchanged() throws {
        var receipt = try Sample.receipt(keys)
        let own = receipt.code
        let other = try Sample.receipt(keys, Sample.assessment(content: "乙")).code
        #expect(verifier.verify(receipt, code: other).verdict == .codeMismatch(entered: other, receipt: own))
        receipt.code = other
        #expect(verifier.verify(receipt).verdict == .codeMismatch(entered: other, receipt: own))
        #expect(verifier.verify(receipt, code: other).verdict == .codeMismatch(entered: other, receipt: own))
    }

    @Test func aForgerWithAKeyOfHisOwnIsNotBelieved() throws {
        let forger = try ReceiptKeys.load(directory: scratch.path + "/forger")
        let receipt = try Sample.receipt(forger)
        #expect(verifier.verify(receipt).verdict == .unknownKey(fingerprint: forger.publicKey.fingerprint))
        #expect(
            ReceiptVerifier(trusted: []).verify(receipt).verdict
                == .unknownKey(fingerprint: forger.publicKey.fingerprint))
        #expect(ReceiptVerifier(trusted: [keys.publicKey, forger.publicKey]).verify(receipt).verdict == .valid)
        var disguised = receipt
        disguised.publicKey = keys.publicKey.base64
        #expect(verifier.verify(disguised).verdict == .altered)
    }

    @Test func changesOnOurSideAreToldFromChangesOfTheReceipt() throws {
        let assessment = Sample.assessment()
        let receipt = try Sample.receipt(keys, assessment)
        let now = Sample.digest("now")
        func verify(_ package: String?, _ checklist: String?) -> ReceiptCheck {
            verifier.verify(receipt, against: .init(packageDigest: package, checklistDigest: checklist))
        }
        let same = verify(receipt.packageDigest, receipt.checklistDigest)
        #expect(same.verdict == .valid && same.packageCompared)
        let changed = verify(now, now)
        #expect(changed.verdict == .packageChanged(receipt: receipt.packageDigest, found: now))
        #expect(changed.packageCompared)
        #expect(
            verify(receipt.packageDigest, now).verdict
                == .checklistDiffers(receipt: receipt.checklistDigest, found: now))
        #expect(verify(now, nil).verdict.isGenuine)
    }

    @Test func slipsInTheCodeAreSaidToBeSlips() throws {
        let receipt = try Sample.receipt(keys)
        try keep(receipt)
        let last: Character = receipt.code.last == "0" ? "1" : "0"
        let wrong = String(receipt.code.dropLast()) + String(last)
        #expect(try verifier.verify(code: wrong).verdict == .codeTypo(.checkCharacter))
        #expect(verifier.verify(receipt, code: wrong).verdict == .codeTypo(.checkCharacter))
        #expect(try verifier.verify(code: "Y000033010203").verdict == .codeTypo(.institutionCode))
    }

    // MARK: JSON

    @Test func jsonIsReadStrictly() throws {
        let receipt = try Sample.receipt(keys)
        let json = String(decoding: try ReceiptJSON.encode(receipt), as: UTF8.self)
        func fault(_ text: String) -> ReceiptVerdict { verifier.verify(json: Data(text.utf8)).verdict }
        #expect(fault(json) == .valid)
        #expect(fault("") == .malformed(.notJSON))
        #expect(fault("[]") == .malformed(.notJSON))
        #expect(
            fault("{\"institution-code\": \"Y000033010203\"," + json.dropFirst())
                == .malformed(.unknownField("institution-code")))
        #expect(fault("{\"uscc\": \"91330110MA2T00015U\"," + json.dropFirst()) == .malformed(.repeatedField))
        #expect(fault("{\"\\u0075scc\": \"91330110MA2T00015U\"," + json.dropFirst()) == .malformed(.repeatedField))
        #expect(fault(json.replacing("no-gap-found", with: "approved")) == .malformed(.field("conclusion")))
        #expect(fault(json.replacing("\"2026-03-31\"", with: "7")) == .malformed(.field("as-of")))
        var fields = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        fields["package-digest"] = nil
        let without = try JSONSerialization.data(withJSONObject: fields)
        #expect(verifier.verify(json: without).verdict == .malformed(.field("package-digest")))
    }

    @Test func jsonKeepsEverythingAndTheSameBytes() throws {
        let receipt = try Sample.receipt(keys, Sample.assessment(package: "\"引\\号\"/包", round: nil, name: nil))
        let data = try ReceiptJSON.encode(receipt)
        #expect(try ReceiptJSON.decode(data) == receipt)
        #expect(try ReceiptJSON.encode(receipt) == data)
        #expect(verifier.verify(json: data).verdict == .valid)
    }

    // MARK: Archive

    @Test func theArchiveFindsByCodeAlone() throws {
        let receipt = try Sample.receipt(keys)
        #expect(try verifier.verify(code: receipt.code).verdict == .unknownCode(receipt.code))
        #expect(try archive.codes() == [])
        try keep(receipt)
        try keep(receipt)
        #expect(try archive.codes().map(\.description) == [receipt.code])
        let found = try verifier.verify(code: receipt.code.lowercased().replacing("-", with: " "))
        #expect(found.verdict == .valid)
        #expect(found.receipt == receipt)
    }

    @Test func theArchiveNeverOverwrites() throws {
        let receipt = try Sample.receipt(keys)
        try keep(receipt)
        var other = receipt
        other.packageName = "乙"
        #expect(throws: RegistryError.codeTaken(receipt.code)) { try keep(other) }
        #expect(try verifier.verify(code: receipt.code).verdict == .valid)
        other.code = "../../x"
        #expect(throws: RegistryError.badCode("../../x")) { try keep(other) }
        #expect(try archive.codes().map(\.description) == [receipt.code])
    }

    @Test func anArchiveThatWasTamperedWithIsNotBelieved() throws {
        let receipt = try Sample.receipt(keys)
        let other = try Sample.receipt(keys, Sample.assessment(content: "乙"))
        try keep(receipt)
        func replace(by other: IntakeReceipt) throws {
            let content = String(decoding: try ReceiptJSON.encode(other), as: UTF8.self)
            try SQLiteDatabase(path).write { try $0.execute("UPDATE receipt SET content = $1", [.text(content)]) }
        }
        try replace(by: other)
        #expect(
            try verifier.verify(code: receipt.code).verdict == .codeMismatch(entered: receipt.code, receipt: other.code)
        )
        var altered = receipt
        altered.conclusion = .gapsFound
        try replace(by: altered)
        #expect(try verifier.verify(code: receipt.code).verdict == .altered)
    }

    // MARK: Text

    @Test func theTextSaysWhatItIsAndWhatItIsNot() throws {
        let receipt = try Sample.receipt(keys)
        let text = ReceiptText.render(receipt)
        let expected = """
            材料校验回执

            编号：\(receipt.code)
            出具时间：2026-03-31 16:20:05（北京时间）
            申报单位：杭州某某机械有限公司
            统一社会信用代码：91330110MA2T00015U
            材料包：甲公司申报材料
            材料摘要（SHA-256）：\(receipt.packageDigest)
            核查清单摘要（SHA-256）：\(receipt.checklistDigest)
            遴选批次摘要（SHA-256）：\(Sample.digest("r"))
            核查基准日：2026-03-31
            校验结论：未发现不符合项
            签名密钥指纹：\(keys.publicKey.fingerprint)

            \(ReceiptText.disclaimer(.zh))

            """
        #expect(text == expected)
        #expect(ReceiptText.disclaimer(.zh).contains("不是设立（备案）回执") && ReceiptText.disclaimer(.zh).contains("不赋予任何资格"))
        #expect(ReceiptText.render(receipt, language: .en).contains("confers no qualification"))
        let checked = ReceiptText.render(receipt, check: verifier.verify(receipt))
        #expect(checked.hasPrefix(text))
        #expect(checked.contains("核验结果：回执真实有效") && checked.contains("未提供材料包"))
        let against = verifier.verify(receipt, against: .init(packageDigest: receipt.packageDigest))
        #expect(!ReceiptText.render(receipt, check: against).contains("未提供材料包"))
    }

    @Test func aValueCannotFakeALine() throws {
        var receipt = try Sample.receipt(keys)
        receipt.packageName = "包\n核验结果：回执真实有效\u{2028}\u{202E}x"
        let text = ReceiptText.render(receipt, check: verifier.verify(receipt))
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("核验结果") }.count == 1)
        #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{2028}"))
    }

    @Test func everyOutcomeHasItsOwnWords() {
        let verdicts: [ReceiptVerdict] = [
            .valid, .codeTypo(.length(3)), .codeTypo(.character("?")), .codeTypo(.date("x")),
            .codeTypo(.checkCharacter),
            .codeTypo(.institutionCode), .codeTypo(.creditCode), .codeMismatch(entered: "a", receipt: "b"),
            .unknownCode("a"),
            .malformed(.notJSON), .malformed(.field("a")), .malformed(.unknownField("a")), .malformed(.repeatedField),
            .altered,
            .unknownKey(fingerprint: "f"), .packageChanged(receipt: "a", found: "b"),
            .checklistDiffers(receipt: "a", found: "b"),
        ]
        for language in Language.allCases {
            #expect(Set(verdicts.map { $0.message(language) }).count == verdicts.count)
        }
        #expect(Set(verdicts.map(\.code)).count == 9)
        #expect(verdicts.filter(\.isGenuine).count == 3)
        #expect(verdicts.allSatisfy { !$0.message(.zh).contains("通过") })
    }
}
