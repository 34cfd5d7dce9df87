// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Zips byte for byte (PKWARE APPNOTE 6.3), so that tests can make what no packer would.
struct ZipMaker {
    private struct Entry {
        var name: [UInt8]
        var packed: [UInt8]
        var size: Int
        var crc: UInt32
        var method: UInt16
        /// General purpose bits; 0x800 says that the name is UTF-8.
        var flags: UInt16
        /// POSIX mode; nil: packed where there are none.
        var mode: UInt32?
    }

    private var entries: [Entry] = []

    mutating func add(_ name: String, _ content: [UInt8], mode: UInt32? = nil) {
        add(Array(name.utf8), content, flags: 0x800, mode: mode)
    }

    /// A name in the bytes of code page 54936, as Windows writes it, without saying so.
    mutating func addGB18030(_ name: String, _ content: [UInt8]) {
        add([UInt8](name.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data()), content, flags: 0, mode: nil)
    }

    mutating func addLink(_ name: String, to target: String) { add(name, Array(target.utf8), mode: 0o120777) }

    private mutating func add(_ name: [UInt8], _ content: [UInt8], flags: UInt16, mode: UInt32?) {
        entries.append(
            Entry(
                name: name, packed: content, size: content.count, crc: Self.crc32(content), method: 0, flags: flags,
                mode: mode))
    }

    /// `size` zero bytes, deflated about a thousand to one. The checksum is left out: nobody is to get that far.
    mutating func addBomb(_ name: String, size: Int) {
        entries.append(
            Entry(
                name: Array(name.utf8), packed: Deflate.zeros(size), size: size, crc: 0, method: 8, flags: 0x800,
                mode: nil))
    }

    /// All files of a folder, in the order of their names.
    static func folder(_ folder: URL, under prefix: String = "") throws -> [UInt8] {
        var zip = ZipMaker()
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
            let file = folder.appendingPathComponent(path)
            if (try file.resourceValues(forKeys: [.isDirectoryKey])).isDirectory == true { continue }
            zip.add(prefix + path, [UInt8](try Data(contentsOf: file)))
        }
        return zip.bytes()
    }

    func bytes() -> [UInt8] {
        var out: [UInt8] = []
        var central: [UInt8] = []
        for entry in entries {
            let offset = out.count
            let head =
                Self.number(20, 2) + Self.number(Int(entry.flags), 2) + Self.number(Int(entry.method), 2)
                + Self.number(0, 4)
                + Self.number(Int(entry.crc), 4) + Self.number(entry.packed.count, 4) + Self.number(entry.size, 4)
                + Self.number(entry.name.count, 2) + Self.number(0, 2)
            out += Self.number(0x0403_4B50, 4) + head + entry.name + entry.packed
            central += Self.number(0x0201_4B50, 4) + [20, entry.mode == nil ? 0 : 3] + head + Self.number(0, 6)
            central += Self.number(Int(entry.mode ?? 0) << 16, 4) + Self.number(offset, 4) + entry.name
        }
        let count = Self.number(entries.count, 2)
        let end = Self.number(0x0605_4B50, 4) + Self.number(0, 4) + count + count
        return out + central + end + Self.number(central.count, 4) + Self.number(out.count, 4) + Self.number(0, 2)
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { rest, _ in rest & 1 != 0 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = ~0
        for byte in bytes { value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8 }
        return ~value
    }
}

/// Just enough of deflate (RFC 1951) to pack zeros as tightly as it can be done.
enum Deflate {
    /// One block with codes of its own: literal 0 and end of block in two bits, "258 bytes as one before" in one.
    static func zeros(_ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write(0b101, 3)  // last block, dynamic codes
        bits.write(29, 5)  // 286 literal and length codes
        bits.write(0, 5)  // 1 distance code
        bits.write(14, 4)  // 18 code length codes, in the order of the standard
        for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1] {
            bits.write(symbol == 18 ? 1 : symbol == 1 || symbol == 2 ? 2 : 0, 3)
        }
        let (one, two, gap) = ([true, false], [true, true], [false])
        bits.write(two)  // symbol 0: two bits
        bits.write(gap)
        bits.write(138 - 11, 7)
        bits.write(gap)
        bits.write(117 - 11, 7)  // 1…255: none
        bits.write(two)  // 256: two bits
        bits.write(gap)
        bits.write(28 - 11, 7)  // 257…284: none
        bits.write(one)  // 285: one bit
        bits.write(one)  // distance 0: one bit
        bits.write([true, false])  // literal 0, the first of all
        for _ in 0..<((count - 1) / 258) {
            bits.write([false])  // length 258
            bits.write([false])  // distance 1
        }
        for _ in 0..<((count - 1) % 258) { bits.write([true, false]) }
        bits.write([true, true])  // end of block
        return bits.finish()
    }

    private struct BitWriter {
        private var bytes: [UInt8] = []
        private var current: UInt8 = 0
        private var used = 0

        mutating func write(_ bit: Bool) {
            if bit { current |= 1 << used }
            used += 1
            if used == 8 {
                bytes.append(current)
                (current, used) = (0, 0)
            }
        }

        /// Numbers: lowest bit first.
        mutating func write(_ value: Int, _ count: Int) { for bit in 0..<count { write(value >> bit & 1 == 1) } }

        /// Codes: in the order of their bits.
        mutating func write(_ code: [Bool]) { for bit in code { write(bit) } }

        mutating func finish() -> [UInt8] {
            while used != 0 { write(false) }
            return bytes
        }
    }
}
