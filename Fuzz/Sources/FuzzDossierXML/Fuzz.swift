// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Parser

/// Any bytes, read as 申报档案XML: a reading or a problem, never a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let data = Data(UnsafeBufferPointer(start: bytes, count: count))
    _ = FileReader(dossierSchema: Schema.bytes).read(data, as: .xml)
    return 0
}
