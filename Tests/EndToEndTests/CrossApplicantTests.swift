// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Testing

@testable import zhunsheng

/// From the bytes of two packages to what both applicants claim.
struct CrossApplicantTests {
    private let reader: PackageReader
    private let context: ClaimsContext
    private let bench: Workbench

    init() throws {
        let folder = Tool.root.appending(path: "Checklists/zhejiang-2022-20")
        context = ClaimsContext(try Checklist.load(directory: folder) { _ in "" })
        let schema = try Data(contentsOf: folder.appending(path: "dossier.xsd"))
        reader = PackageReader(
            vocabulary: try Vocabulary.load(folder.appending(path: "vocabulary.yaml")),
            service: InProcessReading(dossierSchema: schema))
        bench = try Workbench()
    }

    private func claims(_ path: String) throws -> PackageClaims {
        let read = reader.read(try Intake.open([bench.url(path).path]))
        return PackageClaims.of(
            read.dossier, files: read.files, rules: read.rules, photographs: read.photographs, context: context)
    }

    private func kinds(_ packages: [(name: String, claims: PackageClaims)]) -> [CrossFinding.Kind: Int] {
        var groups: [String: [CrossApplicant.Row]] = [:]
        var near: [String: [NearClusters.Row]] = [:]
        var rows: [Int64: CrossApplicant.Row] = [:]
        for (name, package) in packages {
            for claim in package.claims {
                groups["\(claim.kind)\(claim.key)", default: []].append(
                    .init(package: name, applicant: package.applicant, claim: claim.withoutKey))
            }
            for item in package.nearClaims {
                let id = Int64(rows.count)
                rows[id] = .init(package: name, applicant: package.applicant, claim: item.claim)
                for band in item.bands {
                    near[band, default: []].append(
                        .init(id: id, package: name, applicant: package.applicant, sketch: item.sketch))
                }
            }
        }
        var clusters = NearClusters()
        for key in near.keys.sorted() { clusters.add(near[key] ?? []) }
        let found =
            groups.values.compactMap { CrossApplicant.finding($0) }
            + clusters.clusters().compactMap { cluster in
                CrossApplicant.finding(cluster.ids.compactMap { rows[$0] }, similarity: cluster.similarity)
            }
        return Dictionary(grouping: found, by: \.kind).mapValues(\.count)
    }

    @Test func whatWasBorrowedIsFound() throws {
        for name in ["9.考评员资格证.pdf", "11.房屋租赁合同.pdf", "14.制度汇编.pdf", "1.申报表.pdf", "8.考评人员、督导人员名册.pdf"] {
            try bench.copy("Samples/training-complete/\(name)", to: "甲/\(name)")
        }
        for name in ["附件1 用人单位备案申请表.pdf", "附件2 营业执照副本.pdf", "附件12 规章制度.pdf", "附件9 房产证.pdf"] {
            try bench.copy("Samples/employer-gaps/\(name)", to: "乙/\(name)")
        }
        let first = try claims("甲")
        // Two applicants with nothing in common.
        let own = try claims("乙")
        #expect(!own.applicant.keys.isEmpty && own.applicant != first.applicant)
        #expect(own.nearClaims.contains { $0.scope == .compendium })
        #expect(kinds([("甲", first), ("乙", own)]).isEmpty)

        try bench.copy("Samples/training-complete/9.考评员资格证.pdf", to: "乙/考评员证.pdf")
        try bench.copy("Samples/training-complete/11.房屋租赁合同.pdf", to: "乙/租赁合同.pdf")
        try bench.copy("Samples/training-complete/14.制度汇编.pdf", to: "乙/制度汇编.pdf")
        let borrowed = try claims("乙")
        #expect(borrowed.applicant == own.applicant)
        let found = kinds([("甲", first), ("乙", borrowed)])
        #expect(found[.file] == 3 && found[.lease] == 1 && found[.compendium] == 1)
        #expect((found[.certificate] ?? 0) >= 4 && (found[.person] ?? 0) >= 4 && found[.site] == 1)
        // The same applicant a second time.
        #expect(kinds([("甲", first), ("甲2", first)]).isEmpty)
    }
}
