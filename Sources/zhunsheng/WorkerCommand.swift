// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Parser

/// Started by the program itself, never by a person.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "读取进程（内部使用）。 A reading process; internal.", shouldDisplay: false)

    @Option(help: "可写的临时文件夹。 The only folder it may write to.")
    var scratch: String

    @Option(help: "地址空间上限（字节）。 Limit of the address space, bytes.")
    var memory: Int = WorkerLimits().memory

    @Flag(help: "自检：列出被拒绝的操作。 Try what must not be possible and print how it ended.")
    var selfCheck = false

    func run() throws {
        guard selfCheck else { throw ExitCode(Worker.run(scratch: scratch, memory: memory)) }
        let (lines, isConfined) = Worker.selfCheck(scratch: scratch)
        lines.forEach { Terminal.print($0) }
        if !isConfined { throw Status.internalFault.exitCode }
    }
}
