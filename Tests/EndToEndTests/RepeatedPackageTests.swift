// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Several packages of one applicant, and packages of the same content, are told to a person and held against nobody.
@Suite(.serialized) struct RepeatedPackageTests {
    /// 甲 and 乙 of one applicant, 丙 of another.
    private func trial() throws -> RoundTrial {
        let trial = try RoundTrial()
        try trial.add("甲.xml", 1)
        try trial.write("乙.xml", try RoundTrial.dossier(1) + "<!-- lot 2 -->\n")
        try trial.add("丙.xml", 2)
        return trial
    }

    private func others(_ trial: RoundTrial, _ member: String) throws -> [String: [String]] {
        try trial.results().reduce(into: [:]) { $0[$1["name"] as? String ?? "?"] = $1[member] as? [String] }
    }

    @Test func severalOfOneApplicant() throws {
        let trial = try trial()
        let outcome = try trial.batch()
        // For information: nothing is lacking.
        #expect(outcome.status == 0, "\(outcome.err)")
        #expect(outcome.out.contains("\n同一单位的多份材料包，供知悉  2\n"), "\(outcome.out)")
        #expect(!outcome.out.contains("内容相同"))
        #expect(try others(trial, "same-applicant") == ["甲.xml": ["乙.xml"], "乙.xml": ["甲.xml"], "丙.xml": []])
        #expect(try others(trial, "same-content") == ["甲.xml": [], "乙.xml": [], "丙.xml": []])
        let page = try trial.bench.text("out/summary.html")
        #expect(page.contains("同一单位另有：<a href=\"#package-.E4.B9.99.xml\"><bdi>乙.xml</bdi></a>"))
        #expect(try trial.results().allSatisfy { $0["conclusion"] as? String == "no-gap-found" })
        // Later, when nothing has changed, it is still so.
        let again = try trial.batch()
        #expect(again.status == 0 && again.out == outcome.out)
        #expect(try others(trial, "same-applicant")["甲.xml"] == ["乙.xml"])
        let english = try trial.batch("--lang", "en")
        #expect(english.out.contains("\nPackages of applicants with several, for information  2\n"), "\(english.out)")
    }

    @Test func theLatestVersionCounts() throws {
        let trial = try RoundTrial()
        for name in ["甲", "乙"] { try trial.add(name, 1) }
        try trial.add("丙", 2)
        let same = try trial.batch()
        #expect(same.status == 0)
        #expect(same.out.contains("\n同一单位的多份材料包，供知悉  2\n内容相同的材料包，供知悉  2\n"), "\(same.out)")
        #expect(try others(trial, "same-content")["甲"] == ["乙"])
        // The second lot is another applicant's by now.
        try trial.add("乙", 3)
        let other = try trial.batch()
        #expect(other.status == 0 && !other.out.contains("供知悉"), "\(other.out)")
        #expect(try others(trial, "same-applicant").values.allSatisfy(\.isEmpty))
        #expect(try others(trial, "same-content").values.allSatisfy(\.isEmpty))
        #expect(try !trial.bench.text("out/summary.html").contains("同一单位另有"))
    }

    @Test func whatWasSetAsideIsNobodys() throws {
        let trial = try trial()
        #expect(try trial.batch().status == 0)
        // Of what came in its place nothing is known.
        try trial.remove("收件/乙.xml")
        try trial.write("乙.xml", "")
        let aside = try trial.batch()
        #expect(aside.status == 3 && !aside.out.contains("供知悉"), "\(aside.out)")
        #expect(try others(trial, "same-applicant").values.allSatisfy(\.isEmpty))
        try trial.write("乙.xml", try RoundTrial.dossier(1) + "<!-- lot 2 -->\n")
        #expect(try trial.batch().status == 0)
        #expect(try others(trial, "same-applicant")["甲.xml"] == ["乙.xml"])
    }

    @Test func whileWatching() throws {
        let trial = try trial()
        #expect(try trial.watch().status == 0)
        #expect(try others(trial, "same-applicant")["乙.xml"] == ["甲.xml"])
    }
}
