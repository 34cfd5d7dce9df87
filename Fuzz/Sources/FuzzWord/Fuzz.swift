// SPDX-License-Identifier: GPL-3.0-or-later
import Archive
import Foundation
import Parser

/// Any bytes, read as DOCX: a reading or a problem, never a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let data = Data(archive(UnsafeBufferPointer(start: bytes, count: count)))
    _ = FileReader(dossierSchema: Data()).read(data, as: .docx)
    return 0
}
