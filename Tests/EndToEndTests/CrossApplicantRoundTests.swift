// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What several applicants of a round lay claim to: found, shown with both places, and never held against anybody by itself.
@Suite(.serialized) struct CrossApplicantRoundTests {
    private static let borrowed = [
        ("9.考评员资格证.pdf", "考评员证.pdf"), ("11.房屋租赁合同.pdf", "租赁合同.pdf"), ("14.制度汇编.pdf", "制度汇编.pdf"),
    ]

    /// 甲, a training school, and 乙, an employer, with nothing in common.
    private func strangers() throws -> RoundTrial {
        let trial = try RoundTrial(whole: true)
        for name in Self.borrowed.map(\.0) + ["1.申报表.pdf", "8.考评人员、督导人员名册.pdf"] {
            try trial.bench.copy("Samples/training-complete/\(name)", to: "收件/甲/\(name)")
        }
        for name in ["附件1 用人单位备案申请表.pdf", "附件2 营业执照副本.pdf", "附件12 规章制度.pdf", "附件9 房产证.pdf"] {
            try trial.bench.copy("Samples/employer-gaps/\(name)", to: "收件/乙/\(name)")
        }
        return trial
    }

    private func findings(_ trial: RoundTrial) throws -> [[String: Any]] {
        try #require(
            try JSONSerialization.jsonObject(with: trial.bench.read("out/cross-applicant.json")) as? [[String: Any]])
    }

    private func kinds(_ trial: RoundTrial) throws -> [String: Int] {
        try findings(trial).reduce(into: [:]) { $0[$1["kind"] as? String ?? "?", default: 0] += 1 }
    }

    /// The documents, by package, that a finding points to; each place with page, box and words.
    private func places(_ finding: [String: Any]) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for claimant in finding["claimants"] as? [[String: Any]] ?? [] {
            let evidence = claimant["evidence"] as? [String: Any]
            #expect(evidence?["method"] as? String != nil)
            found[claimant["package"] as? String ?? "?", default: []].insert(evidence?["document"] as? String ?? "?")
        }
        return found
    }

    @Test func whatIsSharedIsFoundAndGoesAgain() throws {
        let trial = try strangers()
        let before = try trial.batch("--format", "json", "--no-receipts")
        #expect(before.status == 1, "\(before.err)")
        #expect(try findings(trial).isEmpty)
        #expect(!before.out.contains("不同申报单位"))
        let alone = try trial.bytes("out/甲")

        for (source, name) in Self.borrowed {
            try trial.bench.copy("Samples/training-complete/\(source)", to: "收件/乙/\(name)")
        }
        let shared = try trial.batch("--format", "json", "--no-receipts")
        #expect(shared.status == before.status)
        let found = try findings(trial)
        let kinds = try kinds(trial)
        #expect(kinds["file"] == 3 && kinds["lease"] == 1 && kinds["compendium"] == 1 && kinds["site"] == 1)
        #expect((kinds["person"] ?? 0) >= 4 && (kinds["certificate"] ?? 0) >= 4)
        #expect(shared.out.contains("\n不同申报单位有相同的人员、场所或材料，须人工研判  \(found.count)\n"))
        for finding in found {
            let places = places(finding)
            #expect(Set(places.keys) == ["甲", "乙"], "\(finding)")
            #expect(finding["condition"] as? String == "X-05")
            // For a person to judge: nothing in it says that anything is unmet.
            #expect(finding["state"] == nil || finding["state"] as? String == "review")
        }
        let certificate = try #require(found.first { $0["kind"] as? String == "certificate" })
        #expect(places(certificate)["乙"] == ["考评员证.pdf"])
        #expect(places(certificate)["甲"]?.contains("9.考评员资格证.pdf") == true)
        let person = try #require(found.first { $0["kind"] as? String == "person" })
        #expect((person["shown"] as? String)?.contains("**********") == true)
        // The one who was borrowed from is judged as before, byte for byte; the other as a check of it alone says.
        #expect(try trial.bytes("out/甲") == alone)
        let checked = try trial.bench.run(
            ["check", "收件/乙", "--format", "json", "--output", "check"] + trial.judging)
        #expect(checked.status == 1)
        #expect(try trial.bench.read("out/乙.v2/assessment.json") == trial.bench.read("check/assessment.json"))
        // Both sides are told in the summary.
        let page = try trial.bench.text("out/summary.html")
        for words in ["考评员证.pdf", "9.考评员资格证.pdf"] { #expect(page.contains(words)) }

        for (_, name) in Self.borrowed { try trial.remove("收件/乙/\(name)") }
        let after = try trial.batch("--format", "json", "--no-receipts")
        #expect(after.status == before.status && after.out == before.out)
        #expect(try findings(trial).isEmpty)
        #expect(try !trial.bench.text("out/summary.html").contains("考评员证.pdf"))
    }

    /// One at a time: each shared document is found for what it is.
    @Test(arguments: [(0, "certificate"), (1, "lease"), (2, "compendium")])
    func eachByItself(_ document: Int, _ kind: String) throws {
        let trial = try strangers()
        let (source, name) = Self.borrowed[document]
        try trial.bench.copy("Samples/training-complete/\(source)", to: "收件/乙/\(name)")
        #expect(try trial.batch("--format", "json", "--no-receipts").status == 1)
        let kinds = try kinds(trial)
        #expect(kinds["file"] == 1 && (kinds[kind] ?? 0) >= 1, "\(kinds)")
        let others = Set(["certificate", "lease", "compendium"]).subtracting([kind])
        #expect(others.isDisjoint(with: kinds.keys), "\(kinds)")
    }

    /// A person in the dossiers of two applicants; with the person gone, so is the finding. Versions of one package and
    /// packages of one applicant share everything and tell nothing.
    @Test func aPersonOfTwoApplicants() throws {
        let trial = try RoundTrial()
        let shared = RoundTrial.identityNumber(201)
        let other = try RoundTrial.dossier(2)
        #expect(other.contains(shared))
        let first = try RoundTrial.dossier(1)
        let own = try #require(first.firstMatch(of: /<id-number>(\w+)</)?.1)
        try trial.write("甲.xml", first.replacing(own, with: shared))
        try trial.write("乙.xml", other)
        try trial.write("乙又一份.xml", other + "<!-- -->\n")
        let outcome = try trial.batch("--no-receipts")
        // Nothing lacking in any package; the shared person is for somebody to look at.
        let found = try findings(trial)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?["kind"] as? String == "person")
        let places = places(try #require(found.first))
        #expect(places["甲.xml"] == ["甲.xml"])
        #expect(places["乙.xml"] == ["乙.xml"])
        #expect(try trial.results().allSatisfy { $0["conclusion"] as? String == "no-gap-found" })
        #expect(outcome.status == 2)
        #expect(!outcome.out.contains(shared))
        #expect(!(try trial.bench.text("out/cross-applicant.json").contains(shared)))
        try trial.write("甲.xml", first)
        #expect(try trial.batch("--no-receipts").status == 0)
        #expect(try findings(trial).isEmpty)
    }

    /// `watch` tells the same.
    @Test func whileWatching() throws {
        let trial = try RoundTrial()
        let first = try RoundTrial.dossier(1)
        let own = try #require(first.firstMatch(of: /<id-number>(\w+)</)?.1)
        try trial.write("甲.xml", first.replacing(own, with: RoundTrial.identityNumber(201)))
        try trial.add("乙.xml", 2)
        #expect(try trial.watch().status == 0)
        #expect(try findings(trial).map { $0["kind"] as? String } == ["person"])
    }
}
