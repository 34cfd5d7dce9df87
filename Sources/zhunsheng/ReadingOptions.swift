// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Parser

/// How files are read: by how many workers, and whether what was read before is used.
struct ReadingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("读取进程数（默认与处理器数相同）。 Reading processes (default: one a processor).", valueName: "n"))
    var jobs: Int?

    @Flag(help: "不使用读取缓存，也不写入。 Neither use nor fill the cache of readings.")
    var noCache = false

    func validate() throws {
        if let jobs, !(1...64).contains(jobs) {
            throw ValidationError("--jobs：应为1至64。 --jobs takes 1 to 64.")
        }
    }

    func workers(dossierSchema: Data) -> WorkerPool {
        Interruption.watch()
        return WorkerPool(dossierSchema: dossierSchema, jobs: jobs)
    }

    /// - Parameter version: of the readers (`ReaderVersion`).
    func service(_ workers: WorkerPool, version: String) -> any ReadingService {
        noCache ? workers : ReadingCache(workers, store: Self.store(), version: version)
    }

    static func store() -> CacheStore {
        CacheStore(folder: CacheStore.standardFolder(ProcessInfo.processInfo.environment))
    }
}
