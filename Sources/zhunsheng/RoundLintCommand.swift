// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import ReportWriter

struct RoundLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "检查批次文件。 Check a round file.",
        discussion: """
            列出已设定和未设定的门槛；各版本所在文件夹则逐一检查，并列出各自有效的日期。
            有错误时退出码为65；提示不算错误。
            Lists what is set and what is not; of a folder with versions, each with
            the days on which it is in force. Errors end with 65; remarks do not.
            """)

    @Argument(help: ArgumentHelp("批次文件，或其各版本所在文件夹。 Round file, or a folder with its versions.", valueName: "file"))
    var file: String
    @OptionGroup var options: ChecklistOptions

    func run() throws {
        try reporting(options.lang) {
            let checklist = try options.loadChecklist()
            let versions = try RoundFile.load(file, checklist, options.lang)
            let supplied = try options.loadVocabulary().suppliedFacts
            var isClean = true
            for (index, version) in versions.versions.enumerated() {
                let found = ChecklistEngine.Lint.findings(of: version.round, in: checklist, supplied: supplied)
                if index > 0 { Terminal.print("") }
                Terminal.print(text(version, of: versions, checklist, found.remarks).joined(separator: "\n"))
                let faults =
                    found.problems.map { $0.message(options.lang) } + found.failures.map { $0.message(options.lang) }
                for fault in faults { Terminal.error(fault) }
                isClean = isClean && found.isClean
            }
            guard isClean else { throw Status.configuration.exitCode }
        }
    }

    private func say(_ zh: String, _ en: String) -> String { options.lang == .zh ? zh : en }

    private func text(
        _ version: RoundVersions.Version, of versions: RoundVersions, _ checklist: Checklist,
        _ remarks: [ConfigurationProblem]
    ) -> [String] {
        let round = version.round
        var lines: [String] = []
        if versions.isFolder { lines.append(version.file) }
        lines.append("\(round.id)  \(round.title)")
        if versions.isFolder || round.effective != nil { lines.append("  " + period(version)) }
        lines += figures(round.thresholds, checklist).map { "  " + $0 }
        for rule in round.occupations {
            var asked = figures(rule.thresholds, checklist)
            if !rule.equipment.isEmpty {
                asked.append(say("设备：", "equipment: ") + rule.equipment.joined(separator: say("、", ", ")))
            }
            if asked.isEmpty { asked.append(say("无专门要求", "nothing of its own")) }
            lines.append("  \(rule.name)" + say("：", ": ") + asked.joined(separator: say("，", ", ")))
        }
        let unset = checklist.thresholds.filter { round.thresholds[$0.name] == nil }.map(\.name)
        let names = unset.joined(separator: " ")
        lines.append(say("未设定（相应核查点转人工）：\(names)", "Not set (for a person to judge): \(names)"))
        if !remarks.isEmpty {
            let count = remarks.count
            lines.append(say("提示\(count)条（不影响使用）：", "Remarks (\(count), no errors):"))
        }
        return lines + remarks.map { "  " + $0.message(options.lang) }
    }

    private func figures(_ thresholds: [String: Double], _ checklist: Checklist) -> [String] {
        checklist.thresholds.compactMap { threshold in
            thresholds[threshold.name].map { "\(threshold.name) = \(threshold.text($0, options.lang))" }
        }
    }

    /// The days on which a version is in force.
    private func period(_ version: RoundVersions.Version) -> String {
        switch (version.round.effective, version.until) {
        case (let from?, let until?): say("有效：\(from)起，\(until)前", "In force: from \(from), before \(until)")
        case (let from?, nil): say("有效：\(from)起", "In force: from \(from)")
        case (nil, let until?): say("有效：\(until)前", "In force: before \(until)")
        case (nil, nil): say("有效：不限日期", "In force: on every day")
        }
    }
}
