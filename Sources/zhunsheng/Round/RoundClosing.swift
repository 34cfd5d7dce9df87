// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Registry
import ReportWriter

/// The end of a run: the round's summaries, one package after the other, and what several applicants lay claim to.
struct RoundClosing {
    let registry: Registry
    let rules: RoundRules
    let folder: RoundFolder
    let run: RunRecord

    /// - Returns: what the summaries count
    func write() throws -> RoundFigures {
        let summary = try RoundSummary(
            folder: folder.url.path,
            round: RoundHeading(
                rules.round, checklist: rules.reference,
                // What did not change is not judged again: it stands by an earlier day.
                asOf: registry.judgingDays(of: rules.round.id) ?? rules.settings.asOf...rules.settings.asOf),
            language: rules.settings.language)
        try each(summary.add)
        for finding in try registry.crossFindings(of: rules.round.id) { try summary.add(finding) }
        return try summary.close()
    }

    /// Every package of the round once, by name: those of this run that were set aside, else their latest version.
    private func each(_ body: (PackageSummary) throws -> Void) throws {
        var aside: [String: String] = [:]
        for work in try registry.work(of: run.number) where work.state == .aside {
            aside[work.package] = work.reason ?? ""
        }
        let repeated = try registry.repeatedPackages(of: rules.round.id, run: run.number)
        func others(_ groups: RepeatedPackages.Groups, _ name: String) -> PackageSummary.Others {
            let others = groups.others(of: name, most: PackageSummary.Others.most)
            return .init(others.names, count: others.count)
        }
        let names = Set(try registry.packages(of: rules.round.id)).union(aside.keys)
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let known = try registry.known(name, round: rules.round.id)
            if let reason = aside[name] {
                try body(
                    PackageSummary(
                        name: name, version: (known?.submission.version ?? 0) + 1, digest: nil,
                        applicant: .init(name: nil, uscc: nil), setAside: reason))
            } else if let known {
                var summary = try summary(known)
                summary.sameApplicant = others(repeated.sameApplicant, name)
                summary.sameContent = others(repeated.sameContent, name)
                try body(summary)
            }
        }
    }

    private func summary(_ known: KnownPackage) throws -> PackageSummary {
        var summary = PackageSummary(
            name: known.submission.package, version: known.submission.version, digest: known.submission.digest,
            folder: known.submission.folder, applicant: known.submission.applicant,
            applicantClass: known.submission.applicantClass, conclusion: known.assessment.conclusion,
            counts: known.assessment.counts,
            unreadableFiles: known.assessment.unreadableFiles, receiptCode: known.receipt?.code,
            matters: try known.assessment.matters)
        // They may lie in another folder, of another inbox, or have been made without HTML.
        let reports = folder.folder(known.submission.folder)
        if !FileManager.default.fileExists(atPath: reports.path) { summary.folder = nil }
        summary.hasPage = FileManager.default.fileExists(atPath: reports.appendingPathComponent("report.html").path)
        return summary
    }

    func text(_ figures: RoundFigures) -> String {
        let zh = rules.settings.language == .zh
        var lines = [rules.round.title]
        func count(_ number: Int, _ chinese: String, _ english: String) {
            if number > 0 { lines.append("\(zh ? chinese : english)  \(number)") }
        }
        lines.append("\(zh ? "材料包" : "Packages") \(figures.packages)")
        for one in Conclusion.allCases {
            let title = one.title(rules.settings.language)
            count(figures.conclusions[one] ?? 0, "  " + title, "  " + title)
        }
        count(figures.setAside, "  未能核查", "  Set aside")
        count(figures.unreadablePackages, "  其中有文件无法读取", "  with files that could not be read")
        count(figures.sameApplicant, "同一单位的多份材料包，供知悉", "Packages of applicants with several, for information")
        count(figures.sameContent, "内容相同的材料包，供知悉", "Packages of the same content, for information")
        count(figures.crossFindings, "不同申报单位有相同的人员、场所或材料，须人工研判", "Shared by several applicants, for a person to judge")
        lines.append((zh ? "汇总：" : "Summary: ") + folder.url.appendingPathComponent(SummaryFile.page.name).path)
        lines.append((zh ? "报告：" : "Reports: ") + folder.url.path)
        return lines.joined(separator: "\n")
    }
}

extension RoundFigures {
    /// The status of a whole round: that of its worst package. That there are several of one applicant is no fault.
    var status: Status {
        if setAside > 0 || unreadablePackages > 0 { return .unreadable }
        if conclusions[.gapsFound] != nil { return .gaps }
        return conclusions[.reviewNeeded] != nil || crossFindings > 0 ? .review : .nothingFound
    }
}
