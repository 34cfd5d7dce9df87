// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import Testing

@testable import Registry

/// One application, and a clerk who takes its steps on a day long after all of them.
final class EstablishmentDesk {
    let trial: RegistryTrial
    let today = "2026-12-31"
    var registry: Registry { trial.registry }

    init(_ applicantClass: ApplicantClass, notice: Bool?, days: Int? = 5, hasIntakeReceipt: Bool = true) throws {
        trial = try RegistryTrial()
        var round = Round(
            id: trial.round, title: "第一批", digest: Sample.digest("\(applicantClass) \(notice as Any)"))
        round.authority = .init(name: "杭州市人力资源和社会保障局", level: .city, region: "330100")
        round.publicNotice = notice.map { .init(required: $0, days: days) }
        try trial.registry.record(round, at: Sample.time)
        var outcome = try trial.outcome(receipt: hasIntakeReceipt)
        outcome.applicantClass = applicantClass
        try trial.register(outcome)
    }

    func take(_ content: EstablishmentStep.Content, _ day: String, submission: Int = 1) throws {
        _ = try registry.take(
            content, submission: submission, day: day, person: "经办", today: today, at: Sample.time)
    }

    func refusal(_ content: EstablishmentStep.Content, _ day: String, submission: Int = 1) throws
        -> EstablishmentRefusal?
    {
        let head = try registry.head()
        do {
            try take(content, day, submission: submission)
            return nil
        } catch let refusal as EstablishmentRefusal {
            // What was refused leaves no trace.
            #expect(try registry.head() == head)
            return refusal
        }
    }

    func withdraw(submission: Int = 1, reason: String = "日期登记有误") throws -> EstablishmentStep {
        try registry.withdraw(
            submission: submission, reason: reason, person: "经办", today: today, at: Sample.time
        ).step
    }

    /// All steps of a package, taken back or not.
    func steps(submission: Int = 1) throws -> [EstablishmentStep] {
        try registry.steps(try #require(try registry.submission(submission)))
    }

    /// What stands of the application.
    func established(submission: Int = 1) throws -> Establishment {
        try registry.establishment(try #require(try registry.submission(submission)))
    }

    func receipt(_ number: String = "杭人社评〔2026〕1号", from: String = "2026-07-01") throws -> EstablishmentReceipt {
        try registry.establish(
            submission: 1, .init(number: number, validFrom: from), person: "经办", today: today, at: Sample.time)
    }
}
