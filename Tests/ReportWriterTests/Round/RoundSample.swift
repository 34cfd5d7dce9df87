// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

@testable import ReportWriter

/// An invented round.
enum RoundSample {
    static let heading = RoundHeading(
        round: .init(
            id: "jinhua-2026-2", title: "金华市2026年第二批职业技能等级认定机构遴选", effective: nil, digest: Sample.hex("d0")),
        authority: "金华市人力资源和社会保障局", windowFrom: "2026-04-07", windowTo: "2026-05-06", checklist: Sample.checklist,
        asOf: "2026-05-06"..."2026-05-06")

    static func package(_ number: Int, matters: [Finding] = Sample.gaps + Sample.reviews) -> PackageSummary {
        PackageSummary(
            name: "包\(number)", version: 1, digest: Sample.hex("a1"), folder: "包\(number)/1",
            applicant: .init(name: "金华某某\(number)号有限公司", uscc: "913307000000000000"),
            applicantClass: .employer,
            conclusion: matters.isEmpty ? .noGapFound : .gapsFound,
            counts: ["met": 40, "unmet": 2, "missing": 1, "review": 9, "not-applicable": 7], unreadableFiles: 1,
            receiptCode: "ZS-2026-0001", matters: matters)
    }

    static let setAside = PackageSummary(
        name: "坏包.zip", version: 2, digest: nil, applicant: .init(name: nil, uscc: nil), setAside: "压缩包已损坏，无法解开。")

    static let shared = CrossFinding(
        condition: "X-05", kind: .compendium, shown: "职业技能等级认定管理办法", similarity: 0.934,
        claimants: [
            .init(package: "包1", applicant: "金华某某1号有限公司", evidence: Sample.at("制度.pdf", 3, "一、总则")),
            .init(
                package: "包2", applicant: nil,
                evidence: Sample.at("rules.docx", 1, "一、总则", place: "第3段", method: .cell)),
        ])

    /// A folder of one test, gone with it.
    final class Folder {
        let path: String

        init() throws {
            path = FileManager.default.temporaryDirectory.appendingPathComponent("round-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func file(_ name: String) -> String { path + "/" + name }

        var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

        func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file(name))) }

        func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
    }
}
