// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Dossier
import Parser

struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", abstract: "读取缓存：查看、清空。 The cache of readings: info, clear.",
        discussion: """
            缓存保存已读材料的文字、图像片段和报告，含个人信息，仅本用户可读。
            It holds text, page crops and reports of packages, personal data included; only you can read it.
            """,
        subcommands: [Info.self, Clear.self])

    struct Info: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "位置与大小。 Where it is and how big.")

        @Option(help: "输出语言。 Language of all output.")
        var lang: Language = .zh

        func run() throws {
            let store = ReadingOptions.store()
            let (entries, bytes) = store.size()
            let bound = CacheStore.standardBound >> 20
            let mebibytes = (bytes + (1 << 20) - 1) >> 20
            Terminal.print(
                lang == .zh
                    ? "\(store.folder)\n\(entries)项，\(mebibytes) MiB（上限\(bound) MiB）"
                    : "\(store.folder)\n\(entries) entries, \(mebibytes) MiB (at most \(bound) MiB)")
        }
    }

    struct Clear: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "清空。 Remove everything in it.")

        @Option(help: "输出语言。 Language of all output.")
        var lang: Language = .zh

        func run() throws {
            let removed = ReadingOptions.store().clear()
            Terminal.print(lang == .zh ? "已清除\(removed)项。" : "\(removed) entries removed.")
        }
    }
}
