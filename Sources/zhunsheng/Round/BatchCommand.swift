// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry

struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "核查一个批次的全部材料包。 Check every package of a round.",
        discussion: """
            收件文件夹中的每个子文件夹、ZIP和XML是一份材料包。中断后用 --resume 续跑，已登记的不重复核查，也不重复出具回执。
            退出状态同 check；75 表示已停止，可续跑。
            Every folder, zip and XML in the inbox is a package. --resume goes on after any
            interruption. The exit status is that of check; 75: stopped, can be resumed.
            """)

    @Argument(help: ArgumentHelp("收件文件夹。 The folder that holds the packages.", valueName: "inbox"))
    var inbox: String

    @OptionGroup var working: RoundOptions

    @Flag(help: "续跑上次未完成的批次核查。 Go on with the last run that did not end.")
    var resume = false

    func validate() throws { try working.requireRound() }

    func run() throws {
        let language = working.options.lang
        try reporting(language) {
            let inbox = try Inbox(inbox, language)
            var rules = try working.rules()
            let folder = try working.folder(rules.round, of: inbox)
            let registry = try working.place.open(actor: "batch", at: Clock.now(), language)
            let unfinished = try registry.unfinished(round: rules.round.id, inbox: inbox.name)
            let resumed = resume ? unfinished.flatMap { RoundSettings($0.settings)?.isWatch == true ? nil : $0 } : nil
            if let resumed {
                // What was in force when it was begun, also where a later version of the round is by now.
                if working.judging.asOf == nil, let begun = RoundSettings(resumed.settings) {
                    rules = try working.rules(on: begun.asOf)
                }
                rules.settings = try continued(resumed, rules.settings, language)
            } else if resume {
                Terminal.error(
                    language == .zh ? "没有未完成的批次核查，从头开始。" : "There is no unfinished run; beginning a new one.")
            }
            Stopping.watch(language, goOn: ("用 --resume 续跑", "go on with --resume"))
            let work = RoundRun(rules, registry: registry, folder: folder)
            // Also where a new run begins: what the last one registered must not be lost.
            let done = try unfinished.map { try work.recover($0) } ?? []
            folder.clearStaging()
            let now = Clock.now()
            try registry.record(rules.round, at: now)
            let run =
                try resumed
                ?? registry.begin(
                    round: rules.round.id, inbox: inbox.name, settings: rules.settings.text, at: now)
            let items = try inbox.items(language)
            let waiting = resumed == nil ? items : items.filter { !done.contains($0.package) }
            var bar = ProgressBar(total: waiting.count, language: language)
            try work.process(waiting, run: run, jobs: working.jobs) { item, step in
                if case .aside(let reason) = step {
                    Terminal.clearProgress()
                    Terminal.error("\(item.package): \(reason)")
                }
                bar.step(item.package)
            }
            Terminal.clearProgress()
            let closing = RoundClosing(registry: registry, rules: rules, folder: folder, run: run)
            let figures = try closing.write()
            try registry.end(run, at: Clock.now())
            SeenHead.note(registry, home: working.place.home)
            folder.removeStaging()
            Terminal.print(closing.text(figures))
            if figures.status != .nothingFound { throw figures.status.exitCode }
        }
    }

    /// The settings of the run that goes on; its day of judging stays what it was.
    private func continued(_ run: RunRecord, _ settings: RoundSettings, _ language: Language) throws -> RoundSettings {
        guard let begun = RoundSettings(run.settings) else {
            throw Failure(.internalFault, "run \(run.number)")
        }
        var wanted = settings
        if working.judging.asOf == nil { wanted.asOf = begun.asOf }
        let differences = wanted.differences(from: begun)
        guard differences.isEmpty else {
            let names = differences.joined(separator: language == .zh ? "、" : ", ")
            throw Failure(
                .usage,
                language == .zh
                    ? "上次核查所用的设置不同（\(names)），不能续跑。请恢复原设置，或去掉 --resume 重新核查。"
                    : "The run was begun under other settings (\(names)) and cannot go on. Give the same ones, or leave out --resume."
            )
        }
        return begun
    }
}
