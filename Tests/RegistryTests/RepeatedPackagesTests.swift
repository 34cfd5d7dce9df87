// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ChecklistEngine
@testable import Registry

@Suite struct RepeatedPackagesTests {
    private let trial: RegistryTrial
    private let run: RunRecord

    init() throws {
        trial = try RegistryTrial()
        run = try trial.registry.begin(round: trial.round, inbox: "/in", settings: "{}", at: Sample.time)
    }

    private func add(_ package: String, by key: String, content: String, round: String? = nil) throws {
        var outcome = try trial.outcome(package, content: content, receipt: false)
        outcome.applicantKey = key
        _ = try trial.registry.register(outcome, round: round ?? trial.round, run: nil, at: Sample.time) {
            "\(package).\($0)"
        }
    }

    private func repeated(_ run: RunRecord? = nil) throws -> RepeatedPackages {
        try trial.registry.repeatedPackages(of: trial.round, run: (run ?? self.run).number)
    }

    @Test func packagesOfOneApplicant() throws {
        try add("乙", by: "X", content: "1")
        try add("甲", by: "X", content: "2")
        try add("丙", by: "Y", content: "3")
        let found = try repeated()
        #expect(found.sameApplicant.all == [["乙", "甲"]])
        #expect(found.sameApplicant.others(of: "甲", most: 9).names == ["乙"])
        #expect(found.sameApplicant.others(of: "乙", most: 9).names == ["甲"])
        #expect(found.sameApplicant.others(of: "丙", most: 9) == ([], 0))
        #expect(found.sameContent.all.isEmpty)
    }

    @Test func packagesOfOneContent() throws {
        try add("甲", by: "X", content: "1")
        try add("甲.zip", by: "X", content: "1")
        try add("乙", by: "X", content: "2")
        let found = try repeated()
        #expect(found.sameContent.all == [["甲", "甲.zip"]])
        #expect(found.sameApplicant.all == [["乙", "甲", "甲.zip"]])
    }

    /// Nothing of another round, and no version but the latest.
    @Test func onlyWhatStandsByNow() throws {
        try add("甲", by: "X", content: "1")
        try add("乙", by: "X", content: "1", round: "other")
        try add("甲", by: "X", content: "2")
        #expect(try repeated().sameApplicant.all.isEmpty)
        try add("丙", by: "X", content: "1")
        #expect(try repeated().sameApplicant.all == [["丙", "甲"]])
        #expect(try repeated().sameContent.all.isEmpty)
        try add("甲", by: "X", content: "1")
        #expect(try repeated().sameContent.all == [["丙", "甲"]])
        // A new version in the name of somebody else.
        try add("丙", by: "Z", content: "3")
        #expect(try repeated().sameApplicant.all.isEmpty)
        #expect(try repeated().sameContent.all.isEmpty)
    }

    /// What came last could not be taken in: what was there before is not what was handed in.
    @Test func aPackageThatWasSetAside() throws {
        for (package, content) in [("甲", "1"), ("乙", "1"), ("丙", "2")] { try add(package, by: "X", content: content) }
        try trial.registry.setAside("乙", run: run, reason: "坏", at: Sample.time)
        #expect(try repeated().sameApplicant.all == [["丙", "甲"]])
        #expect(try repeated().sameContent.all.isEmpty)
        let next = try trial.registry.begin(round: trial.round, inbox: "/in", settings: "{}", at: Sample.time)
        #expect(try repeated(next).sameApplicant.all == [["丙", "乙", "甲"]])
        #expect(try repeated(next).sameContent.all == [["乙", "甲"]])
    }

    /// The key is the package's name then, and a name of a folder says nothing of who applies.
    @Test func withoutNameAndCodeNobodyIsTheSame() throws {
        try add("甲公司", by: "甲公司", content: "1")
        var nameless = try trial.outcome("乙", content: "2", receipt: false)
        nameless.applicantKey = "甲公司"
        nameless.applicant = .init(name: nil, uscc: nil)
        try trial.register(nameless)
        #expect(try repeated().sameApplicant.all.isEmpty)
        nameless = try trial.outcome("乙", content: "3", receipt: false)
        nameless.applicantKey = "甲公司"
        nameless.applicant = .init(name: nil, uscc: "甲公司")
        try trial.register(nameless)
        #expect(try repeated().sameApplicant.all == [["乙", "甲公司"]])
    }

    @Test func noMoreNamesThanAskedFor() throws {
        for number in 1...5 { try add("p\(number)", by: "X", content: "\(number)") }
        let groups = try repeated().sameApplicant
        #expect(groups.others(of: "p1", most: 2) == (["p2", "p3"], 4))
        #expect(groups.others(of: "p2", most: 2) == (["p1", "p3"], 4))
        #expect(groups.others(of: "p5", most: 2) == (["p1", "p2"], 4))
    }
}
