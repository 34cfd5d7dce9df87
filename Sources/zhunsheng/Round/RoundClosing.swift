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

    /// Counts of packages.
    struct Tally {
        var packages = 0
        var conclusions: [Conclusion: Int] = [:]
        var aside = 0
        /// Packages of which some file could not be read.
        var unreadable = 0
        var crossFindings = 0

        /// The status of a whole round: that of its worst package.
        var status: Status {
            if aside > 0 || unreadable > 0 { return .unreadable }
            if conclusions[.gapsFound] != nil { return .gaps }
            return conclusions[.reviewNeeded] != nil || crossFindings > 0 ? .review : .nothingFound
        }

        mutating func add(_ package: PackageSummary) {
            packages += 1
            if package.setAside != nil { aside += 1 }
            if package.unreadableFiles > 0 { unreadable += 1 }
            if let conclusion = package.conclusion { conclusions[conclusion, default: 0] += 1 }
        }
    }

    func write() throws -> Tally {
        var tally = Tally()
        let summary = try RoundSummary(
            folder: folder.url.path,
            round: RoundHeading(
                rules.round, checklist: rules.reference,
                // What did not change is not judged again: it stands by an earlier day.
                asOf: registry.judgingDays(of: rules.round.id) ?? rules.settings.asOf...rules.settings.asOf),
            language: rules.settings.language)
        try each { package in
            tally.add(package)
            try summary.add(package)
        }
        for finding in try registry.crossFindings(of: rules.round.id) {
            tally.crossFindings += 1
            try summary.add(finding)
        }
        try summary.close()
        return tally
    }

    /// Every package of the round once, by name: those of this run that were set aside, else their latest version.
    private func each(_ body: (PackageSummary) throws -> Void) throws {
        var aside: [String: String] = [:]
        for work in try registry.work(of: run.number) where work.state == .aside {
            aside[work.package] = work.reason ?? ""
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
                try body(try summary(known))
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

    func text(_ tally: Tally) -> String {
        let zh = rules.settings.language == .zh
        var lines = [rules.round.title]
        let counts = Conclusion.allCases.compactMap { one in
            tally.conclusions[one].map { (one.title(rules.settings.language), $0) }
        }
        lines.append(zh ? "材料包 \(tally.packages)" : "Packages \(tally.packages)")
        lines += counts.map { "  \($0.0)  \($0.1)" }
        if tally.aside > 0 { lines.append(zh ? "  未能核查  \(tally.aside)" : "  Set aside  \(tally.aside)") }
        if tally.unreadable > 0 {
            lines.append(
                zh ? "  其中有文件无法读取  \(tally.unreadable)" : "  with files that could not be read  \(tally.unreadable)")
        }
        if tally.crossFindings > 0 {
            lines.append(
                zh
                    ? "不同申报单位有相同的人员、场所或材料，须人工研判  \(tally.crossFindings)"
                    : "Shared by several applicants, for a person to judge  \(tally.crossFindings)")
        }
        lines.append((zh ? "汇总：" : "Summary: ") + folder.url.appendingPathComponent("summary.html").path)
        lines.append((zh ? "报告：" : "Reports: ") + folder.url.path)
        return lines.joined(separator: "\n")
    }
}
