// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

@testable import ReportWriter

/// An invented application in which every state, every ground and every kind of evidence occurs.
enum Sample {
    static let id = "33010619850101001X"
    static let phone = "13812345678"
    static let roster = "02-人员/专职人员花名册（2026年3月）.pdf"
    static let photo = "05-场地/周一鸣_33010619850101001X.jpg"

    static let checklist = Assessment.ChecklistReference(
        id: "zhejiang-2022-20", title: "浙江省技能人才评价机构管理办法（试行）（浙人社发〔2022〕20号）", version: "1.0.0",
        digest: hex("c4"))

    static func hex(_ pair: String) -> String { String(repeating: pair, count: 32) }

    static func at(
        _ document: String, _ page: Int?, _ quote: String, box: Box? = nil, place: String? = nil,
        method: ReadingMethod = .text, confidence: Double = 0.98
    ) -> Evidence {
        Evidence(
            document: document, page: page, box: box, place: place, quote: quote, method: method, confidence: confidence
        )
    }

    static let rosterRow = at(
        roster, 2, "周一鸣 男 33010619850101001X 专职 13812345678", box: Box(x0: 72, y0: 210, x1: 523, y1: 226))

    static let gaps: [Finding] = [
        Finding(
            condition: "7.2-b", article: "第七条（二）", phrase: "与评价工作相适应的专职工作人员", state: .unmet, measured: "3",
            required: "5", shortfall: "2", unit: "人",
            explanation: "专职工作人员3名，公告要求不少于5名。花名册列有7人，其中4人填写为“兼职”，或社保缴纳单位不是申报单位，未计入专职人员。",
            remedy: "请补配2名专职工作人员，并附劳动合同和社保缴纳证明。", notes: ["H4 第七条（二）：专职工作人员须为专职，考评人员和督导人员可专兼职，二者分别计数。"],
            evidence: [
                rosterRow,
                at(roster, 3, "吴思远 女 专职", box: Box(x0: 72, y0: 96, x1: 523, y1: 112)),
                at("02-人员/参保证明.xlsx", 1, "钱多多", place: "在职人员!B4", method: .cell, confidence: 1),
                at("02-人员/劳动合同汇编.pdf", 18, "聘用期限自2025年7月1日起至2028年6月30日止", method: .ocr, confidence: 0.86),
            ]),
        Finding(
            condition: "7.3-c", article: "第七条（三）", phrase: "具备与评价职业相匹配且符合评价标准要求的场所", state: .unmet, measured: "9",
            required: "12", shortfall: "3", unit: "个月",
            explanation: "“数控实训中心（一号厂房）”的租赁合同于2026年12月31日到期，剩余9个月，公告要求不少于12个月。",
            remedy: "请续签租赁合同，使剩余租期不少于12个月，或提供自有场所的产权证明。",
            evidence: [
                at(
                    "05-场地/租赁合同.pdf", 1, "租赁期限自2023年1月1日起至2026年12月31日止",
                    box: Box(x0: 90, y0: 402.5, x1: 505.25, y1: 418))
            ]),
        Finding(
            condition: "8.1-i", article: "第八条（一）3", phrase: "建立职业技能等级津贴制度", state: .missing,
            explanation: "未见职业技能等级津贴制度。", remedy: "请提供正式印发的技能津贴制度文件，载明文号、印发日期和适用范围。"),
    ]

    static let reviews: [Finding] = [
        Finding(
            condition: "7.1-e", article: "第七条（一）", phrase: "信用良好", state: .review, ground: .unreadable,
            explanation: "信用报告已加密，无法打开，不能据此判断。", question: "请查验原件：公共信用信息报告中是否有不良记录？"),
        Finding(
            condition: "7.2-d", article: "第七条（二）", phrase: "专兼职考评人员", state: .review, ground: .threshold, measured: "4",
            unit: "人", explanation: "车工考评人员4名；公告未规定每个职业的考评人员数量。", question: "考评人员的数量和等级是否与所申报职业相适应？",
            evidence: [at("02-人员/考评员证.pdf", 4, "李工 高级考评员 车工 有效期至2027年5月", box: Box(x0: 60, y0: 300, x1: 400, y1: 318))]),
        Finding(
            condition: "7.3-g", article: "第七条（三）", phrase: "场所地址一致", state: .review, ground: .conflict,
            explanation: "申报表所填场地地址与租赁合同所载地址不一致：“杭州市余杭区良渚街道示范路1号”“杭州市余杭区瓶窑镇样板路2号”。",
            question: "两处地址是否指同一场地？请要求申报单位说明。",
            evidence: [
                at(
                    "01-申报表.docx", nil, "杭州市余杭区良渚街道示范路1号", place: "表3第2行", method: .form, confidence: 1),
                at("05-场地/租赁合同.pdf", 1, "坐落于杭州市余杭区瓶窑镇样板路2号", box: Box(x0: 90, y0: 180, x1: 380, y1: 196)),
                at(
                    "05-场地/租赁合同.pdf", 1, "租赁期限自2023年1月1日起至2026年12月31日止",
                    box: Box(x0: 90, y0: 402.5, x1: 505.25, y1: 418)),
            ]),
        Finding(
            condition: "8.1-a", article: "第八条（一）1", phrase: "原则上在业内具有较强影响力、公信力的规模以上龙头企业", state: .review,
            ground: .judgement, explanation: "附有荣誉证书2件。影响力和公信力由评审判断；“原则上”不作否定依据。",
            remedy: "请附行业排名、荣誉、主持或参与标准等证明；如不具备，请说明例外理由。", question: "所附材料能否说明该企业在业内具有较强影响力、公信力？",
            notes: ["H5 第八条（一）1：“原则上”是否也修饰“从业人员较多”“与本企业主营业务直接相关”，文本未明确。"],
            evidence: [at("07-荣誉/证书.pdf", 1, "省级专精特新中小企业", method: .ocr, confidence: 0.74)]),
        Finding(
            condition: "7.3-b", article: "第七条（三）", phrase: "符合评价标准要求的场所", state: .review, ground: .confidence,
            measured: "100", required: "200", shortfall: "100", unit: "㎡",
            explanation: "场所面积读作“之100m7”，疑为“≥100㎡”，识别存疑。",
            question: "场所面积是多少？",
            evidence: [
                at(
                    "05-场地/平面图.pdf", 1, "之100m7", box: Box(x0: 200, y0: 500, x1: 260, y1: 512), method: .ocr,
                    confidence: 0.41)
            ]),
    ]

    static let others: [Finding] = [
        Finding(
            condition: "7.1-a", article: "第七条（一）", phrase: "在浙江省行政区域内…登记", state: .met,
            explanation: "登记机关为杭州市余杭区市场监督管理局，住所在浙江省杭州市余杭区。",
            evidence: [
                at("01-营业执照.pdf", 1, "杭州市余杭区市场监督管理局", box: Box(x0: 360, y0: 700, x1: 540, y1: 716)),
                at("01-营业执照.pdf", 1, "住所 浙江省杭州市余杭区良渚街道示范路1号", box: Box(x0: 100, y0: 420, x1: 420, y1: 436)),
                at("01-申报表.docx", nil, "杭州市余杭区市场监督管理局", place: "表1第4行", method: .form, confidence: 1),
            ]),
        Finding(
            condition: "7.1-c", article: "第七条（一）", phrase: "具有独立的法人资格", state: .met, explanation: "证照类型为有限责任公司。",
            evidence: [at("01-营业执照.pdf", 1, "有限责任公司（自然人投资或控股）", box: Box(x0: 100, y0: 380, x1: 330, y1: 396))]),
        Finding(
            condition: "7.5-a", article: "第七条（五）", phrase: "自愿接受各级人力资源和社会保障部门的监督管理", state: .met,
            explanation: "承诺书载有该条款，已盖章、签字。",
            evidence: [at("03-承诺书.pdf", 1, "自愿接受各级人力资源和社会保障部门的监督管理", method: .ocr, confidence: 0.93)]),
        Finding(
            condition: "11-a", article: "第十一条", phrase: "需提交下属子公司名单及相关材料", state: .notApplicable,
            explanation: "未申请面向下属子公司职工开展认定。"),
        Finding(
            condition: "12-a", article: "第十二条", phrase: "需经考点所在地人力资源和社会保障部门确认", state: .notApplicable,
            explanation: "申报单位不是社会评价组织。"),
    ]

    static let files: [PackageFile] = [
        PackageFile(
            path: "01-申报表.docx", sha256: hex("01"), bytes: 48_213, kind: "application-form", pages: 6, read: .form),
        PackageFile(
            path: "01-营业执照.pdf", sha256: hex("02"), bytes: 310_422, kind: "registration", pages: 1, read: .text),
        PackageFile(path: roster, sha256: hex("03"), bytes: 90_117, kind: "staff-roster", pages: 3, read: .text),
        PackageFile(
            path: "02-人员/参保证明.xlsx", sha256: hex("04"), bytes: 15_020, kind: "social-insurance", pages: 1, read: .cell),
        PackageFile(
            path: "02-人员/劳动合同汇编.pdf", sha256: hex("05"), bytes: 9_411_200, kind: "labour-contract", pages: 42,
            read: .ocr,
            problems: [ReadProblem(.noTextLayer, place: "第7页")]),
        PackageFile(
            path: "04-信用/公共信用信息报告.pdf", sha256: hex("06"), bytes: 202_000, kind: nil, pages: nil, read: .none,
            problems: [ReadProblem(.encrypted)]),
        PackageFile(
            path: "05-场地/租赁合同.pdf", sha256: hex("07"), bytes: 77_000, kind: "site-lease", pages: 4, read: .text,
            notes: [FileNote(.restricted, remarks: [.noPrinting, .noChanging])]),
        PackageFile(path: photo, sha256: hex("08"), bytes: 120_500, kind: "site-photos", pages: 1, read: .none),
        PackageFile(path: "Thumbs.db", sha256: hex("09"), bytes: 5_120, setAside: true),
    ]

    static let facts: [Fact] = [
        Fact(
            path: "applicant/name", value: "之江样例精密机械有限公司", raw: "之江样例精密机械有限公司",
            evidence: [at("01-营业执照.pdf", 1, "之江样例精密机械有限公司", box: Box(x0: 100, y0: 340, x1: 300, y1: 356))]),
        Fact(path: "person[1]/name", value: "周一鸣", raw: "周一鸣", evidence: [rosterRow]),
        Fact(path: "person[1]/id-number", value: id, raw: id, evidence: [rosterRow]),
        Fact(path: "person[1]/phone", value: phone, raw: phone, evidence: [rosterRow]),
        Fact(
            path: "site[1]/area", value: "100", raw: "之100m7",
            evidence: [
                at(
                    "05-场地/平面图.pdf", 1, "之100m7", box: Box(x0: 200, y0: 500, x1: 260, y1: 512), method: .ocr,
                    confidence: 0.41)
            ]),
    ]

    static let receipt = IntakeReceipt(
        code: "HZ-C330110-Y-20260331-0007-K", issuedAt: "2026-03-31T02:00:00Z", packageName: "之江样例精密机械有限公司",
        packageDigest: hex("aa"), checklistDigest: hex("c4"), roundDigest: hex("bb"), applicantName: "之江样例精密机械有限公司",
        uscc: "91330110MA2T00015U", asOf: "2026-03-31", conclusion: .gapsFound,
        publicKey: String(repeating: "A", count: 43) + "=", signature: String(repeating: "B", count: 86) + "==")

    static let chinese = Assessment(
        language: .zh, asOf: "2026-03-31", checklist: checklist,
        round: .init(id: "hangzhou-2026-1", title: "杭州市2026年第一批职业技能等级认定机构遴选", effective: nil, digest: hex("bb")),
        package: .init(name: "之江样例精密机械有限公司", digest: hex("aa"), files: files), applicantClass: .employer,
        applicant: .init(name: "之江样例精密机械有限公司", uscc: "91330110MA2T00015U"),
        findings: Array(others.prefix(2)) + reviews.prefix(1) + gaps.prefix(1) + reviews.dropFirst() + gaps.dropFirst()
            + others.dropFirst(2),
        facts: facts, receipt: receipt)

    /// English throughout, also where a real application would be Chinese: what is Chinese in its reports is their fault.
    static let english = Assessment(
        language: .en, asOf: "2026-03-31",
        checklist: .init(
            id: "zhejiang-2022-20", title: "Zhejiang measures 2022-20", version: "1.0.0", digest: hex("c4")),
        round: nil,
        package: .init(
            name: "sample", digest: hex("aa"),
            files: [
                PackageFile(path: "form.xml", sha256: hex("01"), bytes: 10, kind: "application-form", read: .xml),
                PackageFile(
                    path: "roster.xlsx", sha256: hex("02"), bytes: 10, kind: "staff-roster", pages: 2, read: .cell),
                PackageFile(path: "scan.pdf", sha256: hex("03"), bytes: 10, pages: 1, read: .ocr),
                PackageFile(path: "licence.pdf", sha256: hex("04"), bytes: 10, pages: 1, read: .text),
                PackageFile(path: "form.pdf", sha256: hex("05"), bytes: 10, pages: 1, read: .form),
                PackageFile(
                    path: "credit.pdf", sha256: "", bytes: 0,
                    problems: ReadProblem.Code.allCases.map { ReadProblem($0) },
                    notes: FileNote.Code.allCases.map { FileNote($0) }),
                PackageFile(path: "Thumbs.db", sha256: hex("06"), bytes: 10, setAside: true),
            ]), applicantClass: nil, applicant: .init(name: nil, uscc: nil),
        findings: FindingState.allCases.flatMap { state in
            (state == .review ? ReviewGround.allCases.map(Optional.some) : [nil]).map { ground in
                Finding(
                    condition: "7.2-b", article: "Article 7(2)", phrase: "full-time staff", gloss: "full-time staff",
                    state: state, ground: ground, measured: "3", required: "5", shortfall: "2", unit: "persons",
                    explanation: "3 full-time staff; 5 are required.",
                    remedy: state == .met ? nil : "Add 2 full-time staff.",
                    question: state == .review ? "Is that enough?" : nil, notes: ["H4 counts apart"],
                    evidence: ReadingMethod.allCases.map {
                        at(
                            "roster.xlsx", 2, "full-time", box: Box(x0: 1, y0: 2, x1: 3, y1: 4), method: $0,
                            confidence: 0.5)
                    })
            }
        },
        facts: [
            Fact(
                path: "site[1]/area", value: "100", raw: "100m7",
                evidence: [at("scan.pdf", 1, "100m7", confidence: 0.4)])
        ],
        receipt: receipt.with(name: "sample"))
}

extension IntakeReceipt {
    fileprivate func with(name: String) -> IntakeReceipt {
        var copy = self
        copy.packageName = name
        copy.applicantName = name
        return copy
    }
}
