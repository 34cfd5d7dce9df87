// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import Testing

@testable import Registry

@Suite struct ReceiptPayloadTests {
    let scratch: Scratch
    let keys: ReceiptKeys
    let verifier: ReceiptVerifier

    init() throws {
        scratch = try Scratch()
        keys = try ReceiptKeys.load(directory: scratch.path + "/keys")
        verifier = ReceiptVerifier(trusted: [keys.publicKey])
    }

    private func receipts() throws -> [SignedReceipt] {
        [
            .intake(try Sample.receipt(keys)),
            .intake(try Sample.receipt(keys, Sample.assessment(package: "a\r\n%=|b", round: nil, name: nil))),
            .intake(try Sample.receipt(keys, Sample.assessment(name: ""))),
            .establishment(try EstablishmentReceiptIssuer.issue(Sample.draft(), keys: keys)),
        ]
    }

    @Test func carriesTheWholeReceipt() throws {
        for receipt in try receipts() {
            let text = ReceiptPayload.encode(receipt)
            #expect(text.hasPrefix("ZSHUI1:"))
            // Only what a QR code packs closely.
            #expect(text.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:".contains($0) })
            #expect(try ReceiptPayload.decode(text) == receipt)
            #expect(try ReceiptPayload.decode(" \n\(text)\n") == receipt)
            let check = verifier.verify(payload: text)
            #expect(check.verdict == .valid)
            #expect(receipt.kind == .intake ? check.receipt != nil : check.establishment != nil)
        }
    }

    /// Every single character changed, left out or doubled is noticed.
    @Test func everyAlteredCharacterIsNoticed() throws {
        for receipt in try receipts().suffix(2) {
            let text = Array(ReceiptPayload.encode(receipt))
            for place in text.indices {
                var changed = text
                changed[place] = text[place] == "A" ? "B" : "A"
                #expect(!verifier.verify(payload: String(changed)).verdict.isGenuine, "\(place)")
                changed = text
                changed.remove(at: place)
                #expect(!verifier.verify(payload: String(changed)).verdict.isGenuine, "\(place)")
            }
        }
    }

    @Test func faultsAreTold() throws {
        let text = ReceiptPayload.encode(try receipts()[0])
        func verdict(_ text: String) -> ReceiptVerdict { verifier.verify(payload: text).verdict }
        #expect(verdict("https://example.org/") == .badPayload(.foreign))
        #expect(verdict(text.lowercased()) == .badPayload(.foreign))
        #expect(verdict("ZSHUI1:") == .badPayload(.damaged))
        #expect(verdict(text + "=") == .badPayload(.damaged))
        #expect(verdict(String(text.dropLast(40))) != .valid)
        func payload(_ canonical: String, signed: Bool = true) -> String {
            let bytes = Array(canonical.utf8)
            return ReceiptPayload.prefix + Base32.encode(bytes + (keys.sign(bytes) ?? []))
        }
        // Well signed by the trusted key, and yet no receipt.
        #expect(verdict(payload("zhunsheng-other/1\na=b\n")) == .badPayload(.kind("zhunsheng-other/1")))
        let canonical = String(decoding: try receipts()[0].canonicalBytes, as: UTF8.self)
        #expect(verdict(payload(canonical)) == .valid)
        #expect(verdict(payload(String(canonical.dropLast()))) == .badPayload(.damaged))
        #expect(verdict(payload(canonical + "extra=1\n")) == .badPayload(.field("extra")))
        #expect(verdict(payload(canonical.replacing("as-of=", with: "as-off="))) == .badPayload(.field("as-of")))
        #expect(verdict(payload(canonical.replacing("甲公司", with: "%41"))) == .badPayload(.field("package-name")))
        #expect(verdict(payload(canonical.replacing("甲公司", with: "%7C"))) == .badPayload(.damaged))
        #expect(
            verdict(payload(canonical.replacing("no-gap-found", with: "fine"))) == .badPayload(.field("conclusion")))
        let lines = canonical.split(separator: "\n", omittingEmptySubsequences: false)
        let turned = [lines[0], lines[2], lines[1]] + lines.dropFirst(3)
        #expect(verdict(payload(turned.joined(separator: "\n"))) == .badPayload(.field("issued-at")))
        // The first line of one kind over the fields of the other.
        let mixed = canonical.replacing("zhunsheng-intake-receipt/1", with: "zhunsheng-establishment-receipt/1")
        #expect(verdict(payload(mixed)) == .badPayload(.field("number")))
    }

    @Test func codesOfAFile() throws {
        let payloads = try receipts().map(ReceiptPayload.encode)
        #expect(verifier.verify(codes: []).verdict == .noQRCode)
        #expect(verifier.verify(codes: ["https://example.org/"]).verdict == .badPayload(.foreign))
        // A code of the business licence beside it, or the same receipt twice, does no harm.
        #expect(verifier.verify(codes: ["https://example.org/", payloads[0], payloads[0]]).verdict == .valid)
        #expect(verifier.verify(codes: [payloads[0], payloads[3]]).verdict == .severalReceipts(2))
        let stranger = ReceiptVerifier(trusted: [])
        #expect(
            stranger.verify(codes: [payloads[0]]).verdict == .unknownKey(fingerprint: keys.publicKey.fingerprint))
    }

    @Test func everyVerdictSpeaksBothLanguages() {
        let verdicts: [ReceiptVerdict] = [
            .badPayload(.foreign), .badPayload(.damaged), .badPayload(.kind("x")), .badPayload(.field("x")),
            .wrongKind(.intake, expected: .establishment), .noQRCode, .severalReceipts(2),
            .outOfTerm(from: "a", until: "b", day: "c"),
        ]
        for verdict in verdicts {
            #expect(!verdict.code.isEmpty)
            #expect(verdict.message(.zh).contains("请"))
            #expect(!verdict.message(.en).isEmpty && verdict.message(.en) != verdict.message(.zh))
        }
    }

    @Test func base32() {
        // RFC 4648, section 10, without the padding.
        for (plain, coded) in [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            #expect(Base32.encode(Array(plain.utf8)) == coded)
            #expect(Base32.decode(coded) == Array(plain.utf8))
        }
        for bad in ["M", "MZX", "MZXW6Y", "MZ", "my", "MY==", "M1", "M Y"] {
            #expect(Base32.decode(bad) == nil, "\(bad)")
        }
        let all = (0...255).map { UInt8($0) }
        #expect(Base32.decode(Base32.encode(all)) == all)
    }
}
