// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Testing

@testable import Parser

@Suite struct MergerTests {
    private func record(_ entity: String, _ document: String, confidence: Double = 0.9, _ values: (String, String)...)
        -> ReadRecord
    {
        ReadRecord(
            entity: entity,
            readings: values.map { leaf, value in
                Reading(
                    leaf: leaf, value: value, raw: value,
                    evidence: Evidence(document: document, page: 1, quote: value, method: .text, confidence: confidence)
                )
            })
    }

    private func merged(_ records: [ReadRecord]) -> Dossier {
        var merger = Merger()
        for record in records { merger.add(record) }
        return merger.dossier()
    }

    private func people(_ records: [ReadRecord]) -> [String] {
        merged(records).all("person").map {
            "\($0.values("name").joined(separator: "+"))/\($0.values("id-number").joined(separator: "+"))"
        }
    }

    private let a = "33010619850101001X"
    private let b = "330106198501020028"

    // MARK: People

    @Test func oneNumberAndTwoNamesIsADisagreement() {
        #expect(
            people([
                record("person", "名册", ("name", "张三"), ("id-number", a)),
                record("person", "合同", ("name", "张山"), ("id-number", a)),
            ]) == ["张三+张山/\(a)"])
    }

    @Test func oneNameAndTwoNumbersAreTwoPeople() {
        #expect(
            people([
                record("person", "名册", ("name", "张三"), ("id-number", a)),
                record("person", "名册", ("name", "张三"), ("id-number", b)),
                record("person", "合同", ("name", "张三"), ("id-number", b)),
            ]) == ["张三/\(a)", "张三/\(b)"])
    }

    @Test func aNameAloneJoinsTheOnlyOneOfThatName() {
        #expect(
            people([
                record("person", "名册", ("name", "张三"), ("id-number", a)),
                record("person", "名册", ("name", "李四"), ("id-number", b)),
                record("person", "证书", ("name", "张三")),
            ]) == ["张三/\(a)", "李四/\(b)"])
        #expect(
            people([record("person", "证书", ("name", "张三")), record("person", "名册", ("name", "张三"), ("id-number", a))])
                == ["张三/\(a)"])
    }

    /// Which of two people of one name a certificate without a number means, nobody can say.
    @Test func aNameAloneJoinsNoneOfTwo() {
        #expect(
            people([
                record("person", "名册", ("name", "张三"), ("id-number", a)),
                record("person", "名册", ("name", "张三"), ("id-number", b)),
                record("person", "证书", ("name", "张三"), ("certificate-number", "甲001")),
            ]) == ["张三/\(a)", "张三/\(b)", "张三/"])
    }

    @Test func rolesOfOnePersonAddUp() {
        let person = merged([
            record(
                "person", "名册", ("name", "张三"), ("id-number", a), ("role", "full-time-staff"),
                ("listed-in", "staff-roster")),
            record(
                "person", "考评员", ("name", "张三"), ("id-number", a), ("role", "assessor"),
                ("listed-in", "examiner-roster")),
        ]).first("person")
        #expect(person?.values("role") == ["full-time-staff", "assessor"])
        #expect(person?.values("listed-in") == ["staff-roster", "examiner-roster"])
        #expect(person?.leaves.first?.evidence.map(\.document) == ["名册", "考评员"])
    }

    @Test func aRecordThatNamesNobodyBelongsToTheOneBefore() {
        let person = merged([
            record("person", "合同", ("name", "张三")), record("person", "合同", ("contract-until", "2028-12-31")),
            record("person", "别的", ("contract-until", "2020-01-01")),
        ]).all("person")
        #expect(person.map { $0.values("contract-until") } == [["2028-12-31"], ["2020-01-01"]])
    }

    // MARK: Sites

    @Test func roomsAtOneAddressStayApart() {
        let sites = merged([
            record("site", "申报表", ("name", "理论考场"), ("address", "某某路1号"), ("area", "100")),
            record("site", "申报表", ("name", "实操考场"), ("address", "某某路1号"), ("area", "300")),
            // Which of the two the deed means, nobody can say.
            record("site", "产权证", ("address", "某某路1号"), ("area", "860")),
            record("site", "设备清单", ("name", "实操考场"), ("workstations", "20")),
        ]).all("site")
        #expect(sites.map { $0.first("name") } == ["理论考场", "实操考场", nil])
        #expect(sites.map { $0.values("area") } == [["100"], ["300"], ["860"]])
        #expect(sites.map { $0.first("workstations") } == [nil, "20", nil])
    }

    @Test func oneSiteInTwoDocumentsIsOne() {
        let sites = merged([
            record("site", "申报表", ("name", "实训楼"), ("address", "某某路1号（2幢）"), ("area", "860")),
            record("site", "产权证", ("address", "某某路1号(2幢)"), ("area", "850"), ("owner", "某某公司")),
        ]).all("site")
        #expect(sites.count == 1)
        #expect(sites.first?.values("area") == ["860", "850"])
        #expect(sites.first?.first("owner") == "某某公司")
    }

    @Test func oneNameAtTwoAddressesIsTwo() {
        let sites = merged([
            record("site", "申报表", ("name", "考点"), ("address", "某某路1号")),
            record("site", "申报表", ("name", "考点"), ("address", "某某路2号")),
        ]).all("site")
        #expect(sites.count == 2)
    }

    @Test func aStatedTotalIsTheOnlySitesAreaWhenItAgrees() {
        let stated = record("application", "申报表", ("site-area-stated", "860"))
        #expect(merged([stated]).all("site").map { $0.values("area") } == [["860"]])
        let agreed = merged([stated, record("site", "产权证", ("area", "860"))]).first("site")
        #expect(agreed?.leaves.first?.evidence.map(\.document) == ["产权证", "申报表"])
        let other = merged([stated, record("site", "产权证", ("area", "100"))]).all("site")
        #expect(other.map { $0.values("area") } == [["100"]])
    }

    // MARK: Other things

    @Test func equipmentOfOneListIsCountedLineByLine() {
        let line = { (document: String, quantity: String) in
            self.record("equipment", document, ("name", "普通车床"), ("model", "CA6140"), ("quantity", quantity))
        }
        #expect(merged([line("清单", "2"), line("清单", "2")]).all("equipment").count == 2)
        #expect(merged([line("清单", "2"), line("申报表", "2")]).all("equipment").count == 1)
        #expect(merged([line("清单", "2"), line("申报表", "3")]).all("equipment").count == 2)
    }

    @Test func otherKeys() {
        let dossier = merged([
            record("policy", "汇编", ("title", "考务管理制度")),
            record("policy", "目录", ("title", "考务管理制度"), ("document-number", "1号")),
            record("policy", "汇编", ("title", "财务管理制度")),
            record("training-record", "台账", ("year", "2024"), ("occupation", "车工")),
            record("training-record", "台账", ("year", "2025"), ("occupation", "车工")),
            record("training-record", "申报表", ("year", "2025"), ("occupation", "车工"), ("trained", "30")),
            record("subsidiary", "名单", ("name", "甲公司"), ("uscc", "1")),
            record("subsidiary", "名单", ("name", "甲有限公司"), ("uscc", "1")),
            record("occupation", "申报表", ("name", "车工"), ("code", "6-18-01-01")),
            record("occupation", "情况表", ("name", "车工"), ("headcount", "20")),
            record("allowance", "办法", ("level", "3"), ("amount", "300")),
            record("allowance", "申报表", ("level", "3"), ("amount", "200")),
            record("document", "x", ("kind", "policy"), ("file", "a")),
            record("document", "x", ("kind", "policy"), ("file", "a")),
            record("no-such-thing", "x", ("name", "y")),
        ])
        func count(_ name: String) -> Int { dossier.all(name).count }
        #expect(count("policy") == 2)
        #expect(count("training-record") == 2)
        #expect(count("subsidiary") == 1)
        #expect(count("occupation") == 1)
        #expect(dossier.first("allowance")?.values("amount") == ["300", "200"])
        #expect(count("document") == 2)
        #expect(count("no-such-thing") == 0)
        #expect(dossier.entities.map(\.name) == dossier.entities.map(\.name).sorted { order($0) < order($1) })
    }

    private func order(_ name: String) -> Int { DossierSchema.elements.firstIndex { $0.name == name } ?? -1 }

    @Test func agreementRaisesConfidenceAndTheSurestComesFirst() {
        let applicant = merged([
            record("applicant", "扫描", confidence: 0.6, ("name", "乙公司"), ("uscc", "X")),
            record("applicant", "申报表", ("name", "甲公司"), ("uscc", "X")),
            record("applicant", "执照", confidence: 0.8, ("name", "甲公司")),
        ]).first("applicant")
        #expect(applicant?.values("name") == ["甲公司", "乙公司"])
        #expect(applicant?.leaves.map(\.name) == ["name", "name", "uscc"])
        #expect(applicant?.leaves.first.map { abs($0.confidence - 0.95) < 1e-9 } == true)
        #expect(applicant?.leaves[1].confidence == 0.6)
    }

    /// The same reading twice in one document is one piece of evidence and proves no more.
    @Test func repetitionInOneDocumentProvesNothing() {
        let name = merged([record("applicant", "表", ("name", "甲")), record("applicant", "表", ("name", "甲"))]).first(
            "applicant")?.leaves.first
        #expect(name?.evidence.count == 1)
        #expect(name?.confidence == 0.9)
    }

    @Test func facts() {
        let facts = merged([
            record("applicant", "表", ("name", "甲")), record("person", "表", ("name", "张三")),
            record("person", "表", ("name", "李四"), ("level", "3")),
        ]).facts
        #expect(
            facts.map { "\($0.path)=\($0.value)" } == [
                "applicant/name=甲", "person[1]/name=张三", "person[2]/name=李四", "person[2]/level=3",
            ])
    }
}
