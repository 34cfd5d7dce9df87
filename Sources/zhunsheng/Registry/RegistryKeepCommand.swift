// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Dossier
import Foundation
import Parser
import Registry
import ReportWriter

extension RegistryCommand {
    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "备份登记库为一个文件。 Back the registry up into one file.")

        @Argument(help: ArgumentHelp("备份文件；不得已存在。 The backup; must not be there yet.", valueName: "file"))
        var file: String
        @OptionGroup var options: Options

        func run() throws {
            try options.with { registry, _ in
                try registry.backup(to: file)
                let head = try registry.head()?.text ?? ""
                Terminal.print(
                    options.lang == .zh ? "已备份到 \(file)\n末条：\(head)" : "Backed up to \(file)\nHead: \(head)")
            }
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "核验备份并用它替换登记库；原库另存。 Verify a backup and put it in the registry's place.")

        @Argument(help: ArgumentHelp("备份文件。 The backup.", valueName: "file"))
        var file: String
        @Option(help: ArgumentHelp("信任的公钥文件，可多次给出。 A public key to trust, too; may be repeated.", valueName: "file"))
        var key: [String] = []
        @OptionGroup var options: Options

        func run() throws {
            try reporting(options.lang) {
                let now = Clock.now()
                let keys = try RegistryOptions.keys(Resources.home(options.place.home))
                let trusted = try [keys.publicKey] + key.map { try PublicKeyFile.read($0, options.lang) }
                let (registry, kept) = try Registry.restore(
                    file, to: options.place.path, keys: keys, trusted: trusted, at: now)
                SeenHead.forget(registry, home: options.place.home)
                SeenHead.note(registry, home: options.place.home)
                let zh = options.lang == .zh
                Terminal.print(zh ? "已从 \(file) 恢复。" : "Restored from \(file).")
                if let kept { Terminal.print(zh ? "原登记库另存为 \(kept)" : "What was there is kept as \(kept)") }
            }
        }
    }

    struct Purge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "清除保存期已满的申报。 Take out submissions whose time of retention is over.",
            discussion: """
                清除最新版登记早于该日的申报及其核查、决定、回执和比对要素；日志保留摘要。已设立机构的保留。
                --reports 删除与登记一致的报告文件夹和该批次的汇总。
                With --reports their folders of reports go as well, where they hold what was
                registered, and the summaries of their rounds. Establishments stay.
                """)

        @Option(help: ArgumentHelp("该日之前的清除，如 2023-11-28。 Everything before this day.", valueName: "date"))
        var before: String
        @Option(
            help: ArgumentHelp(
                "同时删除该输出文件夹中的报告和汇总。 Also delete reports and summaries below this folder.", valueName: "dir"))
        var reports: String?
        @Flag(help: "只列出，不清除。 Only say what would go.")
        var dryRun = false
        @OptionGroup var options: Options

        func validate() throws {
            try DayArgument.demand(before, "--before")
        }

        func run() throws {
            try options.with(actor: "purge") { registry, now in
                let purged = try registry.purge(before: before, rehearse: dryRun, at: now)
                let gone = reports.map { ReportsToDelete(of: purged.submissions, below: $0) }
                if let gone, !dryRun { try gone.delete() }
                let zh = options.lang == .zh
                let verb = dryRun ? (zh ? "将清除" : "Would take out") : (zh ? "已清除" : "Took out")
                Terminal.print(
                    zh
                        ? "\(verb)申报\(purged.submissions.count)件、记录\(purged.records)条；已设立机构保留\(purged.kept)件。"
                        : "\(verb) \(purged.submissions.count) submissions, \(purged.records) rows; \(purged.kept) kept, as institutions were set up."
                )
                if let gone { Terminal.print(gone.text(isDone: !dryRun, options.lang)) }
            }
        }
    }

    /// What a purge takes out of an output folder: reports of the submissions, and the summaries that told of them.
    private struct ReportsToDelete {
        private(set) var folders: [String] = []
        private(set) var summaries: [String] = []

        init(of submissions: [Purged.Submission], below reports: String) {
            var rounds: Set<String> = []
            for one in submissions {
                // The folder may be that of one round or hold one for each.
                for round in ["\(reports)/\(OutputFolder.component(one.round))", reports] {
                    let path = "\(round)/\(one.folder)"
                    let folder = URL(fileURLWithPath: path, isDirectory: true)
                    // Another round, or a single check, may have reports under the same name.
                    guard one.reportDigests.contains(where: { RoundFolder.holds(folder, reportDigest: $0) }) else {
                        continue
                    }
                    folders.append(path)
                    rounds.insert(round)
                }
            }
            summaries = rounds.sorted().flatMap { round in SummaryFile.allCases.map { "\(round)/\($0.name)" } }
                .filter { FileManager.default.fileExists(atPath: $0) }
        }

        func delete() throws { for path in folders + summaries { try FileManager.default.removeItem(atPath: path) } }

        func text(isDone: Bool, _ language: Language) -> String {
            let zh = language == .zh
            let verb = isDone ? (zh ? "删除" : "Deleted") : (zh ? "将删除" : "Would delete")
            let folders = zh ? "报告文件夹\(folders.count)个" : " \(folders.count) folders of reports"
            guard !summaries.isEmpty else { return verb + folders + (zh ? "。" : ".") }
            return verb + folders
                + (zh
                    ? "、汇总文件\(summaries.count)个；汇总由下次 batch 重新生成。"
                    : " and \(summaries.count) summaries; the next batch makes them again.")
        }
    }
}
