// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The chunks of a PNG file (ISO/IEC 15948 §5), looked at before libpng decodes: it makes do with what is left of a
/// spoilt one and says so only on standard error.
enum PNGChunks {
    /// - Throws: `ReadProblem` `.truncated` where the file ends before its IEND chunk, `.damaged` where a chunk that the
    ///   picture is made of does not fit its check sum.
    static func check(_ data: Data) throws {
        try data.withUnsafeBytes { raw in
            func word(_ at: Int) -> UInt32 { UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self)) }
            var at = 8
            while at + 12 <= raw.count {
                let length = Int(word(at))
                guard at + 12 + length <= raw.count else { throw ReadProblem(.truncated) }
                let isCritical = raw[at + 4] & 0x20 == 0
                if isCritical, crc32(raw[(at + 4)..<(at + 8 + length)]) != word(at + 8 + length) {
                    throw ReadProblem(.damaged, detail: "PNG")
                }
                if word(at + 4) == 0x4945_4E44 { return }
                at += 12 + length
            }
            throw ReadProblem(.truncated)
        }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }

    /// As in ISO/IEC 15948 annex D.
    private static func crc32(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            ~bytes.reduce(~0) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
        }
    }
}
