// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Walks a submitted folder by open descriptors, never by following a link, in the byte order of names.
struct FolderWalk {
    let collector: Collector

    /// - Parameter path: the folder's absolute path, bytes as the system has them.
    func walk(_ path: [UInt8], shown: String, under prefix: String = "") throws(IntakeError) {
        guard let folder = Self.open(path, in: AT_FDCWD) else { throw .notReadable(shown) }
        try walk(folder, path, under: prefix, depth: 0)
    }

    private static func open(_ name: [UInt8], in parent: Int32) -> Int32? {
        let opened = name.withCString { openat(parent, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        return opened >= 0 ? opened : nil
    }

    /// Takes over `folder` and closes it.
    private func walk(_ folder: Int32, _ path: [UInt8], under prefix: String, depth: Int) throws(IntakeError) {
        guard let stream = fdopendir(folder) else {
            close(folder)
            return collector.refuse(
                String(prefix.dropLast()), ReadProblem(.notReadable, detail: ReadFault.system.reason))
        }
        defer { closedir(stream) }
        for name in try names(stream) {
            let shown = prefix + EntryName.shown(NameDecoder.decode([(name, false)]).first ?? "")
            let full = path + [0x2F] + name
            var status = stat()
            guard name.withCString({ fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
                collector.refuse(shown, ReadProblem(.notReadable, detail: ReadFault.system.reason))
                continue
            }
            switch status.st_mode & 0o170000 {
            case 0o040000:
                if depth >= collector.limits.folderDepth {
                    collector.refuse(
                        shown, ReadProblem(.tooDeep, detail: "\(depth + 1) > \(collector.limits.folderDepth)"))
                } else if let inner = Self.open(name, in: folder) {
                    try walk(inner, full, under: shown + "/", depth: depth + 1)
                } else {
                    collector.refuse(shown, ReadProblem(.notReadable, detail: ReadFault.system.reason))
                }
            case 0o100000: try take(name, in: folder, full, shown)
            default: collector.refuse(shown, ReadProblem(.link))
            }
        }
    }

    private func take(_ name: [UInt8], in folder: Int32, _ full: [UInt8], _ shown: String) throws(IntakeError) {
        let file: OpenFile
        do { file = try OpenFile(name, in: folder) } catch {
            return collector.refuse(shown, error.problem)
        }
        try collector.take(file, shown, at: IntakeFile.Location(path: full))
    }

    private func names(_ stream: OpaquePointer) throws(IntakeError) -> [[UInt8]] {
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            try collector.meet(1)
            names.append(name)
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension OpenFile.Opening {
    var problem: ReadProblem {
        switch self {
        case .link, .special: ReadProblem(.link)
        case .missing: ReadProblem(.notReadable)
        case .fault(let fault): ReadProblem(.notReadable, detail: fault.reason)
        }
    }
}
