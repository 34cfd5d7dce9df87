// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

/// Certificates and contracts: one record a card, a page, or one below the other.
@Suite struct RecordTests {
    private let vocabulary: Vocabulary

    init() throws { vocabulary = try Repository.vocabulary() }

    private func read(_ pages: [PageLayout], kind: String, entity: String = "person", leaves: [String]) -> [String] {
        Extractor(vocabulary).read(SourceDocument(pages), kind: kind).filter { $0.entity == entity }.map { record in
            leaves.map { leaf in record.readings.filter { $0.leaf == leaf }.map(\.value).joined(separator: "+") }
                .joined(separator: " ")
        }
    }

    private func card(_ page: inout PageMaker, _ name: String, _ number: Int, x: Float, y: Float) {
        page.text("姓名：\(name)", x: x, y: y, size: 10)
        page.text("考评职业：车工", x: x, y: y + 20, size: 10)
        page.text("证书编号：甲00\(number)", x: x, y: y + 40, size: 10)
        page.text("有效期至：2028年12月31日", x: x, y: y + 60, size: 10)
    }

    private let expected = ["张三 甲001 2028-12-31 车工", "李四 甲002 2028-12-31 车工", "王五 甲003 2028-12-31 车工"]
    private let leaves = ["name", "certificate-number", "certificate-until", "occupation"]

    @Test func oneAPage() {
        let pages = [(1, "张三"), (2, "李四"), (3, "王五")].map { number, name in
            PageMaker.make(number) { card(&$0, name, number, x: 72, y: 100) }
        }
        #expect(read(pages, kind: "examiner-cert", leaves: leaves) == expected)
    }

    @Test func oneBelowTheOther() {
        let page = PageMaker.make { page in
            for (index, name) in ["张三", "李四", "王五"].enumerated() {
                card(&page, name, index + 1, x: 72, y: 100 + Float(index) * 120)
            }
        }
        #expect(read([page], kind: "examiner-cert", leaves: leaves) == expected)
    }

    @Test(arguments: [false, true]) func sideBySide(_ framed: Bool) {
        let page = PageMaker.make { page in
            for (index, name) in ["张三", "李四", "王五"].enumerated() {
                let (x, y) = (60 + Float(index % 2) * 260, 100 + Float(index / 2) * 160)
                if framed { page.grid([x - 10, x + 230], [y - 10, y + 100]) }
                card(&page, name, index + 1, x: x, y: y)
            }
        }
        #expect(read([page], kind: "examiner-cert", leaves: leaves).sorted() == expected.sorted())
    }

    /// A card that lacks its number must not take the neighbour's.
    @Test func aGapInOneCardStaysAGap() {
        let page = PageMaker.make { page in
            page.text("姓名：张三", x: 60, y: 100, size: 10)
            page.text("考评职业：车工", x: 60, y: 120, size: 10)
            card(&page, "李四", 2, x: 320, y: 100)
            card(&page, "王五", 3, x: 60, y: 260)
        }
        #expect(
            read([page], kind: "examiner-cert", leaves: ["name", "certificate-number"]).sorted()
                == ["张三 ", "李四 甲002", "王五 甲003"].sorted())
    }

    @Test func aContractInProse() {
        let page = PageMaker.make { page in
            page.text("劳动合同书", x: 250, y: 60, size: 20)
            page.lines(
                [
                    "甲方（用人单位）：某某机械有限公司", "乙方（劳动者）：张三", "居民身份证号码：33010619850101001X",
                    "第一条 本合同期限自2024年1月1日起至2027年12月31日止。",
                ], y: 120, size: 11)
        }
        #expect(
            read([page], kind: "labour-contract", leaves: ["name", "id-number", "contract-party", "contract-until"])
                == ["张三 33010619850101001X 某某机械有限公司 2027-12-31"])
    }

    @Test func aLeaseInProse() {
        let page = PageMaker.make { page in
            page.text("房屋租赁合同", x: 250, y: 60, size: 20)
            page.lines(
                [
                    "出租方（甲方）：某某置业有限公司", "承租方（乙方）：某某培训学校", "一、甲方将坐落于杭州市某某区某某路1号2号楼的房屋出租给乙方，",
                    "建筑面积为860平方米。", "二、租赁期限自2024年1月1日起至2029年12月31日止。",
                ], y: 120, size: 11)
        }
        #expect(
            read(
                [page], kind: "site-lease", entity: "site",
                leaves: ["lessor", "lessee", "area", "lease-until", "tenure"])
                == ["某某置业有限公司 某某培训学校 860 2029-12-31 leased"])
    }
}
