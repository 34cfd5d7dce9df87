// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Registry

struct RegistryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry", abstract: "登记库：申报、核查、审核决定、回执及其日志。 The registry.",
        subcommands: [
            Show.self, Decide.self, Establish.self, Directory.self, Log.self, Verify.self, Backup.self, Restore.self,
            Purge.self,
        ])

    /// What every command on the registry takes.
    struct Options: ParsableArguments {
        @OptionGroup var place: RegistryOptions

        @Option(help: "输出语言。 Language of all output.")
        var lang: Language = .zh

        /// Opens what is there and does something with it; afterwards remembers how far its log goes.
        func with(actor: String? = nil, _ body: (Registry, String) throws -> Void) throws {
            try reporting(lang) {
                let now = Clock.now()
                let registry = try place.existing(actor: actor, at: now)
                defer { SeenHead.note(registry, home: place.home) }
                try body(registry, now)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "列出申报；给出编号则显示详情。 List submissions, or show one.")

        @Argument(help: ArgumentHelp("申报编号。 Number of a submission.", valueName: "submission"))
        var submission: Int?

        @Option(help: ArgumentHelp("只列该批次。 Only this round.", valueName: "id"))
        var round: String?

        @OptionGroup var options: Options

        func run() throws {
            try options.with { registry, _ in
                let text = RegistryText(options.lang)
                guard let submission else {
                    for one in try registry.rounds() where round == nil || one.id == round {
                        Terminal.print("\(one.id)  \(one.title)")
                        try registry.latest(of: one.id) { Terminal.print("  " + text.line($0)) }
                    }
                    return
                }
                let (record, known) = try registry.latest(submission)
                Terminal.print(
                    try text.details(
                        known, marks: try registry.marks(of: known),
                        versions: try registry.versions(record.package, round: record.round),
                        decisions: try registry.decisions(record.package, round: record.round),
                        notices: try registry.notices(of: known.submission.number),
                        shared: try registry.crossFindings(of: record.round).filter { finding in
                            finding.claimants.contains { $0.package == record.package }
                        }))
            }
        }
    }

    struct Decide: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "记录审核决定；不改动核查结果。 Record a reviewer's decision, beside the finding.",
            discussion: """
                决定与条件版本和佐证绑定：条件或佐证变化后即失效，须重新审核。
                A decision is bound to the condition's version and the evidence; when either changes it is stale.
                """)

        @Argument(help: ArgumentHelp("申报编号。 Number of a submission.", valueName: "submission"))
        var submission: Int
        @Argument(help: ArgumentHelp("条件编号，如 7.2-b。 A condition.", valueName: "condition"))
        var condition: String
        @Option(help: "met、unmet、missing、review、not-applicable。 The state decided on.")
        var state: FindingState
        @Option(help: "理由。 The reason.")
        var reason: String
        @Option(help: ArgumentHelp("审核人。 The reviewer.", valueName: "person"))
        var by: String
        @OptionGroup var options: Options

        func run() throws {
            try options.with(actor: by) { registry, now in
                let decision = try registry.decide(
                    submission: submission, condition: condition, state: state, reason: reason, person: by, at: now)
                let (_, known) = try registry.latest(submission)
                Terminal.print(RegistryText(options.lang).text(decision, try registry.marks(of: known)[condition]))
            }
        }
    }
}

extension FindingState: ExpressibleByArgument {}

extension Registry {
    /// A submission, and the latest state of its package.
    fileprivate func latest(_ number: Int) throws -> (SubmissionRecord, KnownPackage) {
        guard let record = try submission(number), let known = try known(record.package, round: record.round) else {
            throw RegistryError.noSubmission("\(number)")
        }
        return (record, known)
    }
}

/// How far the log of each registry was seen to go, beside the keys and away from the registry: what shows that its end was
/// cut off.
enum SeenHead {
    private static func file(_ registry: Registry, home: String?) throws -> URL {
        try Resources.home(home).appendingPathComponent("seen/\(registry.id())")
    }

    static func note(_ registry: Registry, home: String?) {
        guard let file = try? file(registry, home: home) else { return }
        // Where the registry no longer has what was seen, the sight stays, also when the log grows past it.
        if let seen = read(registry, home: home), (try? registry.has(seen)) != true { return }
        // Last of all, so that a slower process does not put an older sight in the place of a newer one.
        guard let head = try? registry.head() else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data((head.text + "\n").utf8).write(to: file, options: .atomic)
    }

    static func read(_ registry: Registry, home: String?) -> AuditHead? {
        guard let file = try? file(registry, home: home) else { return nil }
        return (try? String(contentsOf: file, encoding: .utf8)).flatMap { AuditHead($0) }
    }

    static func forget(_ registry: Registry, home: String?) {
        if let file = try? file(registry, home: home) { try? FileManager.default.removeItem(at: file) }
    }
}
