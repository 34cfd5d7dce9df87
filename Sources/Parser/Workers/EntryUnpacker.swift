// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Whoever inflates the entries of archives: this process, or workers of its own.
protocol EntryUnpacker: Sendable {
    /// - Parameters:
    ///   - source: the archive.
    ///   - target: an open, empty file of ours.
    func unpack(
        _ entry: ZipEntry, from source: OpenFile, to target: Int32, allowance: EntryAllowance
    ) -> EntryOutcome
}

/// Inflates in this process.
struct InProcessUnpacker: EntryUnpacker {
    func unpack(
        _ entry: ZipEntry, from source: OpenFile, to target: Int32, allowance: EntryAllowance
    ) -> EntryOutcome {
        var out = EntryOutcome(size: 0)
        do throws(ZipEntryReader.Stop) {
            try ZipEntryReader.unpack(entry, from: source) { piece throws(ZipEntryReader.Stop) in
                out.size += piece.count
                if let excess = allowance.excess(out.size) { throw .problem(excess) }
                var rest = piece
                while !rest.isEmpty {
                    let done = Glibc.write(target, rest.baseAddress, rest.count)
                    if done < 0, errno == EINTR { continue }
                    guard done > 0 else { throw .unwritable(.last) }
                    rest = UnsafeRawBufferPointer(rebasing: rest[done...])
                }
            }
        } catch {
            switch error {
            case .problem(let problem): out.problem = problem
            case .unwritable(let reason): out.unwritable = reason
            }
        }
        return out
    }
}
