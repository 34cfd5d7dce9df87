// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

@testable import Registry

/// A private folder for one test, gone afterwards.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("registry-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

enum Sample {
    static let time = "2026-03-31T08:20:05Z"

    static func digest(_ text: String) -> String { Ed25519.sha256(Array(text.utf8)).map(hexadecimal).joined() }

    static func assessment(
        package: String = "甲公司申报材料", content: String = "甲", checklist: String = "1", round: String? = "r",
        name: String? = "杭州某某机械有限公司", states: [FindingState] = [.met]
    ) -> Assessment {
        Assessment(
            language: .zh, asOf: "2026-03-31",
            checklist: .init(
                id: "zhejiang-2022-20", title: "核查清单", version: "1.0", digest: digest("checklist\(checklist)")),
            round: round.map { .init(id: $0, title: "批次", effective: nil, digest: digest($0)) },
            package: .init(name: package, digest: digest(content), files: []), applicantClass: .employer,
            applicant: .init(name: name, uscc: "91330110MA2T00015U"),
            findings: states.map {
                Finding(condition: "7.1", article: "第七条", phrase: "条件", state: $0, explanation: "说明")
            }, facts: [])
    }

    static func receipt(_ keys: ReceiptKeys, _ assessment: Assessment = assessment()) throws -> IntakeReceipt {
        try ReceiptIssuer.issue(assessment, issuedAt: time, keys: keys)
    }
}
