// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Finds what comes with the program: beside the working folder, beside the executable, in the source tree it was built in.
enum Resources {
    static let checklistName = "zhejiang-2022-20"

    static func checklist(_ given: String?, _ language: Language) throws -> URL {
        if let given {
            let url = URL(fileURLWithPath: given, isDirectory: true)
            guard isChecklist(url) else {
                throw Failure(
                    .configuration,
                    language == .zh
                        ? "“\(given)”不是核查清单文件夹（其中没有 checklist.yaml）。请检查 --checklist。"
                        : "'\(given)' is no checklist folder (it has no checklist.yaml). Check --checklist.")
            }
            return url
        }
        for folder in candidates() {
            let url = folder.appendingPathComponent("Checklists/\(checklistName)", isDirectory: true)
            if isChecklist(url) { return url }
        }
        throw Failure(
            .configuration,
            language == .zh
                ? "找不到核查清单 Checklists/\(checklistName)。请在项目文件夹中运行，或用 --checklist 指定。"
                : "The checklist Checklists/\(checklistName) was not found. Run in the project's folder, or name it with --checklist."
        )
    }

    private static func isChecklist(_ url: URL) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent("checklist.yaml").path)
    }

    private static func candidates() -> [URL] {
        var out: [URL] = []
        if let set = ProcessInfo.processInfo.environment["ZHUNSHENG_SHARE"] { out.append(URL(fileURLWithPath: set)) }
        var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        for _ in 0..<4 {
            out.append(folder)
            folder.deleteLastPathComponent()
        }
        var program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<5 {
            out.append(program)
            out.append(program.appendingPathComponent("share/zhunsheng"))
            program.deleteLastPathComponent()
        }
        return out
    }

    /// Where the receipt key and the receipts issued are kept: they belong to a person or an office, not to a package.
    static func home(_ given: String?) -> URL {
        let environment = ProcessInfo.processInfo.environment
        if let given = given ?? environment["ZHUNSHENG_HOME"] { return URL(fileURLWithPath: given, isDirectory: true) }
        let base =
            environment["XDG_CONFIG_HOME"].map { URL(fileURLWithPath: $0) }
            ?? URL(fileURLWithPath: NSHomeDirectory()).appendingPathComponent(".config")
        return base.appendingPathComponent("zhunsheng", isDirectory: true)
    }
}
