// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

@main
struct Zhunsheng: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zhunsheng",
        abstract: "准绳：按浙人社发〔2022〕20号核对技能人才评价机构申报材料。",
        discussion: """
            工具只提示，由人社部门作出决定。
            退出状态：0 未发现问题 · 1 有不符合或缺失 · 2 仅有需人工研判事项 · 3 有材料无法读取 · 64 用法 · 65 核查清单或批次文件有误 ·
            70 内部错误 · 74 读写错误 · 75 已停止，可续跑 · 130 中断

            Checks application packages of vocational-skill evaluation institutions in Zhejiang. The tool recommends; the bureau decides.
            Exit status: 0 nothing found, 1 gaps, 2 only matters for a person, 3 a file could not be read, 64 usage,
            65 bad checklist or round, 70 internal, 74 I/O, 75 stopped, can go on, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            CheckCommand.self, BatchCommand.self, WatchCommand.self, RegistryCommand.self, NoticeCommand.self,
            ReceiptCommand.self, DiffCommand.self, ExtractCommand.self, ExplainCommand.self, ChecklistCommand.self,
            RoundCommand.self, CacheCommand.self, WorkerCommand.self, PackageWorkerCommand.self,
        ])
}
