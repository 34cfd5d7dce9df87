// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Testing

@testable import ReportWriter

@Suite struct ReceiptPDFTests {
    private static let disclaimer = "本回执不是设立（备案）回执，不赋予任何资格。"
    private static let payload = "ZSHUI1:" + String(repeating: "ABCDEFG2", count: 110)

    private func intake(_ change: (inout IntakeReceipt) -> Void = { _ in }, payload: String = payload) throws -> Data {
        var receipt = Sample.receipt
        change(&receipt)
        return try IntakeReceiptPDF(
            receipt, payload: payload, disclaimer: Self.disclaimer, fingerprint: "1a2b 3c4d 5e6f 7081",
            issuedAt: "2026-03-31 10:00:00（北京时间）"
        ).pdf()
    }

    private func establishment(
        _ occupations: Int = 3, payload: String = payload, language: Language = .zh,
        _ change: (inout EstablishmentReceipt) -> Void = { _ in }
    ) throws -> Data {
        var receipt = EstablishmentReceipt(
            number: "杭人社评〔2026〕7号", issuedAt: "2026-06-01T01:00:00Z", authority: "杭州市人力资源和社会保障局",
            applicantName: "之江样例精密机械有限公司", uscc: "91330110MA2T00015U", applicantClass: .employer,
            institutionCode: "Y330110000017", address: "浙江省杭州市余杭区良渚街道示范路1号",
            occupations: (1...occupations).map {
                .init(name: "职业甲\($0)乙", code: "6-31-01-\($0)", trade: $0 == 2 ? "工种" : nil, levels: "5 4 3")
            }, validFrom: "2026-06-01", validUntil: "2029-05-31", noticeFrom: "2026-05-20", noticeUntil: "2026-05-26",
            roundID: "hangzhou-2026-1", packageDigest: Sample.hex("aa"), publicKey: "", signature: "")
        change(&receipt)
        return try EstablishmentReceiptPDF(
            receipt, payload: payload, fingerprint: "1a2b 3c4d 5e6f 7081", issuedOn: "2026-06-01", language: language
        ).pdf()
    }

    private func read<Result>(_ pdf: Data, _ body: (Poppler) throws -> Result) throws -> Result {
        let poppler = try Poppler(pdf)
        defer { poppler.close() }
        return try body(poppler)
    }

    @Test func intakeIsOnePageThatSaysWhatItIsNot() throws {
        try read(intake()) { pdf in
            let pages = try pdf.pages()
            #expect(pages.count == 1)
            for part in [
                "材料校验回执", Self.disclaimer, "HZ-C330110-Y-20260331-0007-K", "之江样例精密机械有限公司", "91330110MA2T00015U",
                Sample.hex("aa"), Sample.hex("c4"), Sample.hex("bb"), "发现不符合项或材料缺失，需补正", "1a2b3c4d5e6f7081",
                "2026-03-3110:00:00",
            ] { #expect(pages[0].contains(part), "\(part)") }
            #expect(!pages[0].contains("机构编码") && !pages[0].contains("有效期"))
        }
    }

    @Test func establishmentSaysCodeOccupationsTermAndAuthority() throws {
        try read(establishment()) { pdf in
            let pages = try pdf.pages()
            #expect(pages.count == 1)
            for part in [
                "设立（备案）回执杭人社评〔2026〕7号", "机构编码Y330110000017", "有效期（3年）2026年6月1日至2029年5月31日", "公示2026年5月20日至2026年5月26日",
                "用人单位", "职业甲2乙工种5级、4级、3级", "杭州市人力资源和社会保障局2026年6月1日", "（盖章处）",
            ] { #expect(pages[0].contains(part), "\(part) in \(pages[0])") }
            #expect(!pages[0].contains("材料校验回执"))
        }
        #expect(try read(establishment(language: .en)) { try $0.text() }.contains("5,4,3"))
    }

    @Test func manyOccupationsGoOverPages() throws {
        for count in [8, 9, 10, 11, 12, 13, 14, 15, 16, 60] {
            try read(establishment(count)) { pdf in
                let pages = try pdf.pages()
                for number in 1...count { #expect(pages.joined().contains("职业甲\(number)乙"), "\(number) of \(count)") }
                for page in pages { #expect(page.contains("职业编码"), "\(count)") }
                #expect(pages.last?.contains("（盖章处）") == true && pages.last?.contains("职业甲\(count)乙") == true)
            }
        }
    }

    @Test func theSameReceiptGivesTheSameBytes() throws {
        #expect(try intake() == intake())
        #expect(try establishment(40) == establishment(40))
        #expect(try intake { $0.code += "X" } != intake())
        // A date that is none does not bring the clock in.
        let info = try read(intake { $0.issuedAt = "yesterday" }) { try $0.info() }
        #expect(info.contains("1970") && !info.contains("ModDate"))
        let dated = try read(intake()) { try $0.info() }
        #expect(dated.contains(/CreationDate: .*Mar 31 .*2026/))
    }

    @Test func longAndHostileValues() throws {
        let trick = "<b>甲</b>\u{202E}\n\u{0007}" + String(repeating: "长", count: 600) + "尾"
        try read(intake { ($0.packageName, $0.applicantName) = (trick, trick) }) { pdf in
            let text = try pdf.text()
            #expect(text.components(separatedBy: "<b>甲</b><U+202E><U+0007>").count == 3)
            #expect(text.count { $0 == "长" } == 1200 && text.contains(Self.disclaimer))
        }
        let text = try read(establishment { ($0.address, $0.authority) = (trick, trick) }) { try $0.text() }
        #expect(text.count { $0 == "长" } == 1200)
    }

    // MARK: QR code

    @Test func symbolsAreLevelMAndLargeEnough() throws {
        // Capacities of ISO/IEC 18004, table 7: 528 alphanumeric characters make version 14 at M, one more makes 15.
        #expect(QRSymbol(String(repeating: "A", count: 528))?.version == 14)
        #expect(QRSymbol(String(repeating: "A", count: 529))?.version == 15)
        #expect(QRSymbol(String(repeating: "A", count: 3_391))?.version == 40)
        // Level L takes over: 3,392 fit into version 36 of it.
        #expect(QRSymbol(String(repeating: "A", count: 3_392))?.version == 36)
        #expect(QRSymbol(String(repeating: "A", count: 4_296))?.version == 40)
        #expect(QRSymbol(String(repeating: "A", count: 4_297)) == nil)
        let symbol = try #require(QRSymbol(Self.payload))
        #expect(symbol.side == symbol.version * 4 + 17)
        // Half a millimetre a module, quiet zone of four modules on each side.
        #expect(symbol.size(least: 0) >= Double(symbol.side + 8) * 0.5 * 72 / 25.4 - 0.001)
        #expect(symbol.size(least: 400) == 400)
    }

    @Test func tooMuchForASymbolIsSaid() throws {
        let payload = String(repeating: "A", count: 4_297)
        #expect(try read(establishment(payload: payload)) { try $0.text() }.contains("二维码无法容纳"))
        #expect(try read(intake(payload: payload)) { try $0.text() }.contains("二维码无法容纳"))
        #expect(try !read(establishment()) { try $0.text() }.contains("二维码无法容纳"))
    }
}
