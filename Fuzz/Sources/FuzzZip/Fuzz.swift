// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

@testable import Parser

/// Any bytes as a zip: its directory, the decoding and judging of its names, and the content of each entry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let source = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
    guard let directory = try? ZipDirectory.read(source, entryLimit: 64) else { return 0 }
    let names = NameDecoder.decode(directory.entries.map { ($0.rawName, $0.isUTF8) })
    for (index, entry) in directory.entries.enumerated() {
        if case .path(let parts) = EntryName(entry.unicodeName ?? names[index], pathBytes: 1024) {
            // What is accepted stays below the folder that it is put into.
            precondition(!parts.isEmpty && parts.allSatisfy { $0 != ".." && $0 != "." && !$0.isEmpty && !$0.contains("/") })
        }
        var size = 0
        try? ZipEntryReader.unpack(entry, from: source) { (piece: UnsafeRawBufferPointer) throws(ZipEntryReader.Stop) in
            size += piece.count
            if size > 1 << 20 { throw .problem(ReadProblem(.tooLarge)) }
        }
    }
    return 0
}
