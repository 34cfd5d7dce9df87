// SPDX-License-Identifier: GPL-3.0-or-later

/// The input of a fuzzer as a zip. A mutated zip seldom survives its check sums, so seeds come unpacked: `=====` and
/// the part's name on a line, then the part, then the next. Anything else is taken as the archive itself.
public func archive(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let mark = [UInt8](repeating: UInt8(ascii: "="), count: 5)
    let bytes = [UInt8](input)
    guard bytes.starts(with: mark) else { return bytes }
    var starts: [Int] = []
    for place in bytes.indices
    where bytes[place] == mark[0] && (place == 0 || bytes[place - 1] == 10)
        && bytes[place...].starts(with: mark)
    {
        starts.append(place)
    }
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (index, start) in starts.enumerated() {
        let part = bytes[start..<(index + 1 < starts.count ? starts[index + 1] - 1 : bytes.count)].dropFirst(mark.count)
        let name = part.prefix { $0 != 10 }
        let content = part.dropFirst(name.count + 1)
        let sizes = little(crc32(content), 4) + little(content.count, 4) + little(content.count, 4)
        let common = little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 4) + sizes + little(name.count, 2)
        directory += little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 2 + 2 + 2 + 2 + 4)
        directory += little(file.count, 4) + name
        file += little(0x0403_4B50, 4) + common + little(0, 2) + name + content
    }
    let end =
        little(0x0605_4B50, 4) + little(0, 4) + little(starts.count, 2) + little(starts.count, 2)
        + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
    return file + directory + end
}

private func little(_ value: some BinaryInteger, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: UInt64(truncatingIfNeeded: value) >> (8 * $0)) : 0 }
}

private let crcTable = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
}

private func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes { crc = crc >> 8 ^ crcTable[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
    return ~crc
}
