// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Dossier
import Foundation
import Registry

extension RegistryCommand {
    struct Log: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "显示日志。 Show the log.")

        @Argument(help: ArgumentHelp("只显示该申报的。 Only of this submission.", valueName: "submission"))
        var submission: Int?
        @OptionGroup var options: Options

        func run() throws {
            try options.with { registry, _ in
                let text = RegistryText(options.lang)
                try registry.log(of: submission) { Terminal.print(text.line($0)) }
            }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "核验登记库是否被改动。 Find out whether the registry was tampered with.",
            discussion: """
                退出状态：0 完好 · 1 发现问题 · 74 读写错误
                Exit status: 0 intact, 1 faults found, 74 I/O.
                """)

        @Option(help: ArgumentHelp("曾抄存的末条（序号 摘要）。 A head that was noted.", valueName: "head"))
        var head: String?
        @Option(help: ArgumentHelp("信任的公钥文件，可多次给出。 A public key to trust, too; may be repeated.", valueName: "file"))
        var key: [String] = []
        @OptionGroup var options: Options

        func validate() throws {
            if let head, AuditHead(head) == nil {
                throw ValidationError("--head：应为“序号 摘要”。 --head takes a number and a digest.")
            }
        }

        func run() throws {
            try options.with { registry, _ in
                var trusted = [try RegistryOptions.keys(Resources.home(options.place.home)).publicKey]
                trusted += try key.map { try PublicKeyFile.read($0, options.lang) }
                let noted = [head.flatMap { AuditHead($0) }, SeenHead.read(registry, home: options.place.home)]
                var found = try registry.verify(trusted: trusted, seen: noted[1])
                if let head = noted[0], head != noted[1] {
                    found = try registry.verify(trusted: trusted, seen: head).joined(found)
                }
                Terminal.print(RegistryText(options.lang).text(found))
                if !found.isClean { throw Status.gaps.exitCode }
            }
        }
    }
}

extension Registry.Verification {
    fileprivate func joined(_ other: Self) -> Self {
        var out = self
        out.faults += other.faults.filter { !faults.contains($0) }
        return out
    }
}

/// A public key in a file.
enum PublicKeyFile {
    static func read(_ path: String, _ language: Language) throws -> ReceiptPublicKey {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure(
                .inputOutput,
                language == .zh
                    ? "无法读取公钥文件“\(path)”。请检查路径。" : "Cannot read the public key '\(path)'. Check the path.")
        }
        return try ReceiptPublicKey(text)
    }
}
