// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

/// What is a claim, and which claims are the same.
struct CrossClaimTests {
    private func keys(_ xml: String, _ kind: CrossFinding.Kind) throws -> [String] {
        try claims(xml).claims.filter { $0.kind == kind }.map(\.key)
    }

    @Test func aPersonIsANumberThatIsRight() throws {
        func person(_ number: String, role: String = "<role>assessor</role>", confidence: String = "1") -> String {
            "<person><name>张三</name><id-number confidence=\"\(confidence)\">\(number)</id-number>\(role)</person>"
        }
        #expect(try keys(person(idNumber(1)), .person) == [idNumber(1)])
        // Misread: the check character is wrong.
        let wrong = idNumber(1).dropLast() + (idNumber(1).last == "1" ? "2" : "1")
        #expect(try keys(person(String(wrong)), .person) == [])
        #expect(try keys(person(idNumber(1), confidence: "0.3"), .person) == [])
        // Lists of insured people name no role.
        #expect(try keys(person(idNumber(1), role: ""), .person) == [])
        #expect(try keys("<person><name>张三</name><role>assessor</role></person>", .person) == [])
        #expect(try keys(person("330106********1X"), .person) == [])
    }

    @Test func anOldNumberIsItsNewOne() {
        let new = "330106198501010014"
        #expect(ResidentID.lengthened("330106850101001") == ClaimKeys.resident("330106850101001", isRecognised: false))
        let number = ResidentID.lengthened("330106850101001") ?? ""
        #expect(number.hasPrefix(new.prefix(17)) && ResidentID.isValid(number))
        // Without a check character a misread number would be another person's.
        #expect(ClaimKeys.resident("330106850101001", isRecognised: true) == nil)
        #expect(ResidentID.lengthened("330106851301001") == nil && ResidentID.lengthened("12345") == nil)
    }

    @Test(arguments: [
        ("13957120846", ["13957120846"]), ("+86 139-5712-0846", ["13957120846"]), ("8613957120846", ["13957120846"]),
        ("0571-87961235", ["057187961235"]), ("（0571）87961235", ["057187961235"]),
        ("0571-87961235-8001", ["057187961235"]),
        ("0571-87961235转8001", ["057187961235"]), ("0571-87961235/13957120846", ["057187961235", "13957120846"]),
        ("87961235", []), ("13800000000", []), ("13812345678", []), ("无", []), ("/", []), ("330106", []),
    ])
    func telephones(text: String, expected: [String]) {
        #expect(ClaimKeys.telephones(text) == expected, "\(text)")
    }

    @Test(arguments: [
        ("浙考评字第 3301220145 号", "浙考评字第3301220145"), ("证书编号：S0033012204518", "S0033012204518"),
        ("s0033-0122-04518", "S0033012204518"), ("No.20213307", "20213307"), ("0001", nil), ("无", nil), ("/", nil),
        ("000000", nil), ("123456", nil), ("12345678", nil), ("3301********", nil), (idNumber(3), nil),
    ])
    func certificates(text: String, expected: String?) {
        #expect(ClaimKeys.certificate(text) == expected, "\(text)")
    }

    @Test func addresses() throws {
        let regions = try shipped.get().catalogues.regions
        func key(_ text: String) -> String? { ClaimKeys.address(text, regions) }
        let plain = try #require(key("杭州市西湖区文三路 188 号"))
        #expect(key("浙江省杭州市西湖区文三路１８８号") == plain)
        #expect(key("西湖区文三路188号") == plain || key("西湖区文三路188号")?.hasSuffix("文三路188") == true)
        // Another county, another house, a room of the house.
        #expect(key("杭州市萧山区文三路188号") != plain && key("杭州市西湖区文三路189号") != plain)
        #expect(key("杭州市西湖区文三路188号305室") != plain)
        #expect(key("杭州市西湖区文三路188号2号楼3楼305室") == key("杭州市西湖区文三路188号2幢三层305"))
        #expect(key("杭州市西湖区文三路188号（科技园2幢）") == key("杭州市西湖区文三路188号科技园2栋"))
        // A town or a street is no address.
        #expect(key("杭州市西湖区") == nil && key("杭州市") == nil && key("西湖区文三路") == nil && key("1号") == nil)
    }

    @Test func theApplicantsOwnAddressesAndTelephoneCount() throws {
        let xml = "<site><address>杭州市西湖区文三路188号</address></site>"
        let all = try claims(xml + "<person><name>李四</name><role>manager</role><phone>13957120846</phone></person>")
            .claims
        #expect(all.map(\.kind) == [.phone, .site])
        let package = Package(
            xml: "<applicant><name>甲</name><office-address>杭州市西湖区文三路188号</office-address>"
                + "<contact-name>王五</contact-name><contact-phone>0571-87961235</contact-phone></applicant>")
        let own = Claims.of(
            dossier: try package.request().dossier, files: [], regions: try shipped.get().catalogues.regions)
        #expect(Set(own.map(\.kind)) == [.site, .phone])
        #expect(own.first { $0.kind == .site }?.key == all.first { $0.kind == .site }?.key)
        #expect(own.first { $0.kind == .phone }?.holder == "王五")
    }

    @Test func aLeaseIsOneOnlyInALease() throws {
        func site(_ kind: String) -> String {
            "<site><address in=\"\(kind)\">杭州市西湖区文三路188号</address><lessor in=\"\(kind)\">甲公司</lessor>"
                + "<lease-until in=\"\(kind)\">2027-12-31</lease-until></site>"
                + "<document><kind>\(kind)</kind><file>\(kind).pdf</file><pages>1-4</pages></document>"
        }
        #expect(try keys(site("site-lease"), .lease).count == 1)
        #expect(try keys(site("application-form"), .lease) == [])
        #expect(try keys(site("site-lease").replacing("甲公司", with: ""), .lease) == [])
        #expect(
            try keys(site("site-lease"), .lease) != keys(site("site-lease").replacing("2027", with: "2028"), .lease))
    }

    @Test func filesThatSaySomething() throws {
        func file(_ path: String, bytes: Int = 50_000, problem: ReadProblem.Code? = nil, aside: Bool = false)
            -> PackageFile
        {
            PackageFile(
                path: path, sha256: path, bytes: bytes, problems: problem.map { [ReadProblem($0)] } ?? [],
                setAside: aside)
        }
        var archive = file("a.zip")
        archive.isContainer = true
        let files = [
            file("材料/营业执照.pdf"), file("Thumbs.db", aside: true), file("空.pdf", bytes: 0, problem: .empty),
            file("空白表.docx", problem: .nothingTaken), file("小.txt", bytes: 200), archive,
        ]
        let found = try claims("", files: files).claims
        #expect(found.map(\.key) == ["材料/营业执照.pdf"] && found.first?.shown == "营业执照.pdf")
    }

    /// Nothing that leaves a package shows a whole number, but for the key that is digested.
    @Test func numbersAreMasked() throws {
        let xml = (1...20).map {
            "<person><name>人员\($0)</name><id-number>\(idNumber($0))</id-number><role>assessor</role>"
                + "<phone>139571208\(10 + $0)</phone></person>"
        }.joined()
        let package = try claims(xml)
        #expect(package.claims.count == 40)
        var kept = package
        kept.claims = kept.claims.map(\.withoutKey)
        let text = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
        for serial in 1...20 { #expect(!text.contains(idNumber(serial)) && !text.contains("139571208\(10 + serial)")) }
        #expect(text.contains("330106**********"))
    }
}
