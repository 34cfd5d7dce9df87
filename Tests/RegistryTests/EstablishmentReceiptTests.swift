// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import Registry

extension Sample {
    static func draft(occupations: [EstablishmentReceipt.Occupation]? = nil) -> EstablishmentReceipt {
        EstablishmentReceipt(
            number: "金人社评〔2026〕7号", issuedAt: "2026-06-01T01:00:00Z", authority: "金华市人力资源和社会保障局",
            applicantName: "金华桐霁电动工具有限公司", uscc: "91330703MA2M8R5C8D", applicantClass: .employer,
            institutionCode: "Y330703000017", address: "金华市金东区某路1号",
            occupations: occupations ?? [
                .init(name: "电工", code: "6-31-01-03", levels: "5 4 3"),
                .init(name: "机床装调维修工", code: "6-20-03-01", trade: "机床|装调%维修", levels: "5 4"),
            ], validFrom: "2026-06-01", validUntil: "2029-05-31", noticeFrom: "2026-05-20", noticeUntil: "2026-05-26",
            roundID: "jinhua-2026-2", packageDigest: digest("甲"), publicKey: "", signature: "")
    }
}

@Suite struct EstablishmentReceiptTests {
    let scratch: Scratch
    let keys: ReceiptKeys
    let verifier: ReceiptVerifier
    let receipt: EstablishmentReceipt

    init() throws {
        scratch = try Scratch()
        keys = try ReceiptKeys.load(directory: scratch.path + "/keys")
        verifier = ReceiptVerifier(trusted: [keys.publicKey])
        receipt = try EstablishmentReceiptIssuer.issue(Sample.draft(), keys: keys)
    }

    @Test func theCanonicalFormIsFixed() {
        var receipt = Sample.draft()
        receipt.publicKey = "k"
        receipt.packageDigest = "p"
        receipt.uscc = nil
        receipt.address = "a\r\nb|=%"
        let expected = """
            zhunsheng-establishment-receipt/1
            number=金人社评〔2026〕7号
            issued-at=2026-06-01T01:00:00Z
            authority=金华市人力资源和社会保障局
            applicant-name=金华桐霁电动工具有限公司
            class=employer
            institution-code=Y330703000017
            address=a%0D%0Ab|=%25
            occupation=电工|6-31-01-03||5 4 3
            occupation=机床装调维修工|6-20-03-01|机床%7C装调%25维修|5 4
            valid-from=2026-06-01
            valid-until=2029-05-31
            notice-from=2026-05-20
            notice-until=2026-05-26
            round=jinhua-2026-2
            package-digest=p
            public-key=k

            """
        #expect(String(decoding: EstablishmentCanonicalForm.bytes(of: receipt), as: UTF8.self) == expected)
    }

    @Test func isValidAndRepeatable() throws {
        #expect(try EstablishmentReceiptIssuer.issue(Sample.draft(), keys: keys) == receipt)
        let check = verifier.verify(receipt)
        #expect(check.verdict == .valid)
        #expect(check.establishment == receipt && check.receipt == nil)
        #expect(!check.packageCompared)
        #expect(verifier.verify(receipt, against: .init(packageDigest: receipt.packageDigest)).packageCompared)
        let other = verifier.verify(receipt, against: .init(packageDigest: Sample.digest("乙")))
        #expect(other.verdict == .packageChanged(receipt: receipt.packageDigest, found: Sample.digest("乙")))
    }

    @Test func everyAlteredFieldIsNoticed() throws {
        let other = try ReceiptKeys.load(directory: scratch.path + "/other").publicKey.base64
        let changes: [(inout EstablishmentReceipt) -> Void] = [
            { $0.number += " " }, { $0.issuedAt = "2026-06-01T01:00:01Z" }, { $0.authority = "某局" },
            { $0.applicantName = "乙" }, { $0.uscc = nil }, { $0.applicantClass = .appraisalBody },
            { $0.institutionCode = "Y330703000018" }, { $0.address += "号" }, { $0.occupations.removeLast() },
            { $0.occupations.swapAt(0, 1) }, { $0.occupations[0].levels = "5 4 3 2" }, { $0.occupations[0].code = nil },
            { $0.occupations[0].trade = "x" }, { $0.occupations[1].name = "x" }, { $0.validFrom = "2026-06-02" },
            { $0.validUntil = "2032-05-31" }, { $0.noticeFrom = nil }, { $0.noticeUntil = "2026-05-27" },
            { $0.roundID = "x" }, { $0.packageDigest = Sample.digest("乙") }, { $0.publicKey = other },
            { $0.signature = Data(repeating: 7, count: 64).base64EncodedString() },
        ]
        for (number, change) in changes.enumerated() {
            var copy = receipt
            change(&copy)
            #expect(copy != receipt)
            #expect(verifier.verify(copy).verdict == .altered, "change \(number)")
        }
    }

    @Test func unknownKeyAndTerm() throws {
        let stranger = ReceiptVerifier(trusted: [try ReceiptKeys.load(directory: scratch.path + "/other").publicKey])
        #expect(stranger.verify(receipt).verdict == .unknownKey(fingerprint: keys.publicKey.fingerprint))
        #expect(ReceiptVerifier(trusted: []).verify(receipt).verdict.isGenuine == false)
        for (day, inForce) in [
            ("2026-05-31", false), ("2026-06-01", true), ("2029-05-31", true), ("2029-06-01", false),
        ] {
            let verdict = verifier.verify(receipt, against: .init(day: day)).verdict
            #expect(verdict == (inForce ? .valid : .outOfTerm(from: "2026-06-01", until: "2029-05-31", day: day)))
        }
    }

    @Test func threeYears() {
        for (from, until) in [
            ("2026-05-12", "2029-05-11"), ("2026-01-01", "2028-12-31"), ("2025-03-01", "2028-02-29"),
            ("2026-03-01", "2029-02-28"), ("2024-02-29", "2027-02-28"), ("2026-11-10", "2029-11-09"),
            ("2026-12-01", "2029-11-30"),
        ] { #expect(EstablishmentReceiptIssuer.lastDay(ofThreeYearsFrom: from) == until) }
        for bad in ["", "2026-5-12", "2026-02-30", "2026-05-12T00:00:00Z"] {
            #expect(EstablishmentReceiptIssuer.lastDay(ofThreeYearsFrom: bad) == nil)
        }
    }

    @Test func refusesToSignWhatMeansNothing() {
        let changes: [(String, (inout EstablishmentReceipt) -> Void)] = [
            ("number", { $0.number = "" }), ("authority", { $0.authority = "" }), ("address", { $0.address = "" }),
            ("institution-code", { $0.institutionCode = "HZ-20260331" }),
            ("institution-code", { $0.institutionCode = "330703000017Y" }), ("occupations", { $0.occupations = [] }),
            ("occupations", { $0.occupations[0].code = "" }), ("occupations", { $0.occupations[0].levels = "高" }),
            ("valid-from", { $0.validFrom = "2026-06-31" }), ("valid-until", { $0.validUntil = "2029-06-01" }),
            ("notice-from", { $0.noticeFrom = nil }), ("notice-until", { $0.noticeUntil = "2026-05-19" }),
        ]
        for (field, change) in changes {
            var draft = Sample.draft()
            change(&draft)
            #expect(throws: RegistryError.badField(field)) { try EstablishmentReceiptIssuer.issue(draft, keys: keys) }
        }
        var draft = Sample.draft()
        draft.issuedAt = "2026-06-01"
        #expect(throws: RegistryError.badTime("2026-06-01")) { try EstablishmentReceiptIssuer.issue(draft, keys: keys) }
    }

    // MARK: JSON

    @Test func readsItsOwnJSONAndNothingElse() throws {
        let json = try EstablishmentReceiptJSON.encode(receipt)
        #expect(try EstablishmentReceiptJSON.decode(json) == receipt)
        #expect(verifier.verify(anyJSON: json).verdict == .valid)
        let text = String(decoding: json, as: UTF8.self)
        func verdict(_ old: String, _ new: String) -> ReceiptVerdict {
            #expect(text.contains(old))
            return verifier.verify(anyJSON: Data(text.replacing(old, with: new, maxReplacements: 1).utf8)).verdict
        }
        #expect(verdict("\"uscc\" :", "\"seal\" :") == .malformed(.unknownField("seal")))
        #expect(verdict("\"levels\" :", "\"grade\" :") == .malformed(.unknownField("grade")))
        #expect(verdict("\"levels\" : \"5 4 3\"", "\"levels\" : 5") == .malformed(.field("levels")))
        #expect(
            verdict("\"levels\" : \"5 4 3\"", "\"levels\" : \"5 4 3 2\", \"levels\" : \"5 4 3\"")
                == .malformed(.repeatedField))
        #expect(verdict("\"number\" :", "\"number\" : \"x\", \"number\" :") == .malformed(.repeatedField))
        #expect(verdict("\"class\" : \"employer\"", "\"class\" : \"x\"") == .malformed(.field("class")))
        #expect(
            verdict("\"levels\" : \"5 4 3\"", "\"levels\" : \"5 4 3\", \"trade\" : \"\"")
                == .malformed(.field("occupations")))
        #expect(verdict("电工", "电焊工") == .altered)
    }

    // MARK: Kinds

    /// Neither kind passes for the other, whatever way it comes.
    @Test func oneKindIsNotTheOther() throws {
        let intake = try Sample.receipt(keys)
        let establishmentJSON = try EstablishmentReceiptJSON.encode(receipt)
        #expect(verifier.verify(json: establishmentJSON).verdict == .wrongKind(.establishment, expected: .intake))
        let check = verifier.verify(anyJSON: establishmentJSON)
        #expect(check.receipt == nil && check.establishment != nil)
        let intakeCheck = verifier.verify(anyJSON: try ReceiptJSON.encode(intake))
        #expect(intakeCheck.verdict == .valid && intakeCheck.establishment == nil)
        let payloads: [(SignedReceipt, ReceiptKind)] = [
            (.intake(intake), .establishment), (.establishment(receipt), .intake),
        ]
        for (signed, wrong) in payloads {
            let check = verifier.verify(payload: ReceiptPayload.encode(signed), against: .init(kind: wrong))
            #expect(check.verdict == .wrongKind(signed.kind, expected: wrong))
            #expect(check.receipt == nil && check.establishment == nil)
            let right = ReceiptVerifier.Expectation(kind: signed.kind)
            #expect(verifier.verify(payload: ReceiptPayload.encode(signed), against: right).verdict == .valid)
        }
        #expect(
            verifier.verify(anyJSON: try ReceiptJSON.encode(intake), against: .init(kind: .establishment)).verdict
                == .wrongKind(.intake, expected: .establishment))
        // The signature of one kind under the content of the other.
        var forged = receipt
        forged.signature = intake.signature
        #expect(verifier.verify(forged).verdict == .altered)
        #expect(try ReceiptCodeKinds.fault(receipt.institutionCode) == .institutionCode)
    }

    @Test func textSaysWhatItIs() {
        let text = EstablishmentReceiptText.render(receipt, check: verifier.verify(receipt))
        for part in [
            "设立（备案）回执", "机构编码：Y330703000017", "2026-06-01至2029-05-31", "电工  5级、4级、3级", "核验结果：回执真实有效",
            "2026-06-01 09:00:00",
        ] { #expect(text.contains(part), "\(part)") }
        var trick = receipt
        trick.address = "某路\n核验结果：真实"
        #expect(!EstablishmentReceiptText.render(trick).contains("\n核验结果"))
    }
}

private enum ReceiptCodeKinds {
    static func fault(_ text: String) throws -> ReceiptCode.Fault? {
        do { _ = try ReceiptCode(entered: text) } catch { return error }
        return nil
    }
}
