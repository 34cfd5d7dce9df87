// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import GRDB
import Testing

@testable import ChecklistEngine
@testable import Registry

/// A registry in a folder of its own, and packages to put into it.
final class RegistryTrial {
    let scratch: Scratch
    let keys: ReceiptKeys
    let registry: Registry
    let round = "hangzhou-2026-1"
    var path: String { scratch.path + "/registry.sqlite" }

    init() throws {
        scratch = try Scratch()
        keys = try ReceiptKeys.load(directory: scratch.path + "/keys")
        registry = try Registry(
            SQLiteDatabase(scratch.path + "/registry.sqlite"), keys: keys, actor: "test", at: Sample.time)
        try registry.record(
            Round(
                id: round, title: "杭州市2026年第一批", authority: nil, classes: [.employer],
                digest: Sample.digest("round")), at: Sample.time)
    }

    func outcome(
        _ package: String = "甲公司", content: String = "甲", state: FindingState = .unmet, measured: String = "4",
        condition: String = "c1", claims: [Claim] = [], near: [NearClaim] = [], receipt: Bool = true
    ) throws -> PackageOutcome {
        let assessment = Sample.assessment(package: package, content: content, round: "round")
        let mark = FindingMark(
            state: state, ground: nil, condition: Sample.digest(condition),
            evidence: Sample.digest("\(state) \(measured)"))
        return PackageOutcome(
            package: package, digest: Sample.digest(content), applicantKey: package, applicant: assessment.applicant,
            applicantClass: .employer, asOf: assessment.asOf, checklist: assessment.checklist.id,
            checklistVersion: "1", checklistDigest: assessment.checklist.digest, roundDigest: Sample.digest("round"),
            conclusion: assessment.conclusion, status: 1, unreadableFiles: 0, isOfTheMoment: false,
            marks: ["7.2-b": mark],
            matters: [Finding(condition: "7.2-b", article: "第七条", phrase: "专职", state: state, explanation: measured)],
            scope: .init(address: "杭州", occupations: [.init(name: "车工", levels: "5 4")]),
            reportDigest: Sample.digest("report \(content)"),
            claims: PackageClaims(
                applicant: Applicant(name: package, keys: ["name:\(package)"]), claims: claims, nearClaims: near),
            receipt: receipt ? try Sample.receipt(keys, assessment) : nil,
            notice: .init(items: 3, digest: Sample.digest("n")))
    }

    @discardableResult
    func register(_ outcome: PackageOutcome, run: Int? = nil, at: String = Sample.time) throws -> Registration {
        try registry.register(outcome, round: round, run: run, at: at) {
            $0 == 1 ? outcome.package : "\(outcome.package).v\($0)"
        }
    }

    /// One of each kind of row.
    func fill() throws {
        let evidence = Evidence(document: "a.pdf", quote: "33010619850101001X", method: .text, confidence: 1)
        let claim = Claim(
            kind: .person, key: "33010619850101001X", shown: "33010619850101001X", holder: "张三", evidence: evidence)
        try register(outcome(claims: [claim]))
        _ = try registry.decide(
            submission: 1, condition: "7.2-b", state: .met, reason: "补交了合同", person: "审核员", at: Sample.time)
    }

    func verify(seen: AuditHead? = nil, path: String? = nil) throws -> Registry.Verification {
        let registry = try path.map {
            try Registry(SQLiteDatabase($0), keys: keys, actor: "test", at: Sample.time)
        }
        return try (registry ?? self.registry).verify(trusted: [keys.publicKey], seen: seen)
    }

    /// Changes a copy of the database behind the registry's back, and verifies that.
    func tampered(_ sql: String, inTransaction: Bool = true) throws -> Registry.Verification {
        let copy = scratch.path + "/copy-\(UUID().uuidString).sqlite"
        try registry.backup(to: copy)
        let queue = try DatabaseQueue(path: copy)
        if inTransaction {
            try queue.write { try $0.execute(sql: sql) }
        } else {
            try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        }
        try queue.close()
        return try verify(path: copy)
    }
}
