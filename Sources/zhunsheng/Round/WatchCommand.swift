// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Registry

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "守候收件文件夹，材料到齐即核查。 Check packages as they arrive in a folder.",
        discussion: """
            材料包静止 --settle 秒后，或旁边有“<名称>.complete”、其中有“.complete”时核查。不移动、不删除收件文件夹中的任何文件；
            内容未变的不重复核查，有变化的登记为新版本并附前后对比。
            A package is taken when nothing in it has changed for --settle seconds, or when
            name.complete lies beside it or .complete in it. The inbox is only read. A
            changed package becomes a new version, with a comparison.
            """)

    @Argument(help: ArgumentHelp("收件文件夹。 The folder into which packages are dropped.", valueName: "inbox"))
    var inbox: String

    @OptionGroup var working: RoundOptions

    @Option(help: ArgumentHelp("静止多少秒后核查。 Seconds of rest before a package is taken.", valueName: "s"))
    var settle: Double = 10

    @Option(help: ArgumentHelp("每隔多少秒查看一次。 Seconds between looks.", valueName: "s"))
    var interval: Double = 5

    @Flag(help: "已到材料全部核查后结束。 End when everything that is there has been taken.")
    var once = false

    func validate() throws {
        try working.requireRound()
        if !(0...86_400).contains(settle) { throw ValidationError("--settle：应为0至86400秒。 0 to 86400 seconds.") }
        if !(0.1...3_600).contains(interval) {
            throw ValidationError("--interval：应为0.1至3600秒。 0.1 to 3600 seconds.")
        }
    }

    func run() throws {
        let language = working.options.lang
        try reporting(language) {
            let inbox = try Inbox(inbox, language)
            var rules = try working.rules()
            let folder = try working.folder(rules.round, of: inbox)
            let registry = try working.place.open(actor: "watch", at: Clock.now(), language)
            Stopping.watch(language, goOn: ("再次运行 watch 即继续", "start watch again to go on"))
            if let unfinished = try registry.unfinished(round: rules.round.id, inbox: inbox.name) {
                _ = try RoundRun(rules, registry: registry, folder: folder).recover(unfinished)
            }
            folder.clearStaging()
            try registry.record(rules.round, at: Clock.now())
            var settings = rules.settings
            settings.isWatch = true
            let run = try registry.begin(
                round: rules.round.id, inbox: inbox.name, settings: settings.text, at: Clock.now())
            var arrivals = Arrivals(settle: settle)
            let bell = FolderBell(inbox.path)
            var lastFault = ""
            var isSummaryDue = false
            Terminal.print(
                language == .zh ? "守候 \(inbox.name)，Ctrl-C 结束。" : "Watching \(inbox.name); Ctrl-C ends it.")
            while true {
                do {
                    let ready = arrivals.ready(
                        try inbox.items(language), now: Double(DispatchTime.now().uptimeNanoseconds) / 1e9)
                    if !ready.isEmpty {
                        // Another day, another version of the announcement; files may have been put right as well.
                        rules = try working.rules()
                        try registry.record(rules.round, at: Clock.now())
                        // Also where some of them, or the summary itself, meet a fault: it is made up for with the next look.
                        isSummaryDue = true
                        let stamps = Dictionary(
                            ready.map { ($0.item.package, $0.stamp) }, uniquingKeysWith: { $1 })
                        let work = RoundRun(rules, registry: registry, folder: folder)
                        try work.process(ready.map(\.item), run: run, jobs: working.jobs) { item, step in
                            arrivals.take(item.package, stamps[item.package] ?? "")
                            Terminal.print(line(item, step, folder, registry))
                        }
                    }
                    if isSummaryDue {
                        _ = try RoundClosing(registry: registry, rules: rules, folder: folder, run: run).write()
                        SeenHead.note(registry, home: working.place.home)
                        isSummaryDue = false
                    }
                    lastFault = ""
                    if once, !arrivals.isExpecting { break }
                } catch {
                    let failure = Failure(error, language)
                    if once { throw failure }
                    // A share that is away or a disk that is full comes back, and a file that is being edited is saved; until then it
                    // is said once.
                    if failure.message != lastFault { Terminal.error("zhunsheng: \(Masking.mask(failure.message))") }
                    lastFault = failure.message
                }
                bell.wait(interval)
            }
            try registry.end(run, at: Clock.now())
            folder.removeStaging()
        }
    }

    /// What became of a package, in a line.
    private func line(_ item: Inbox.Item, _ step: RoundRun.Step, _ folder: RoundFolder, _ registry: Registry) -> String
    {
        let zh = working.options.lang == .zh
        switch step {
        case .aside(let reason): return "! \(item.package)  \(zh ? "未能核查" : "set aside")  \(reason)"
        case .unchanged: return "= \(item.package)  \(zh ? "内容未变" : "unchanged")"
        case .checked(let registration):
            let submission = registration.submission
            let known = try? registry.known(item.package, round: submission.round)
            let conclusion = known?.assessment.conclusion.title(working.options.lang) ?? ""
            let reports = folder.folder(submission.folder).path
            let version = registration.isNewVersion ? "v\(submission.version)" : (zh ? "重新核查" : "judged again")
            return "+ \(item.package)  \(version)  \(conclusion)  \(reports)"
        }
    }
}
