// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Turns the bytes of file names into text.
///
/// Chinese Windows programs write GB18030 without saying so, and some programs write names that were already misread.
/// One archive was written by one program, so its names are judged together.
enum NameDecoder {
    /// ICU's GB18030, code page 54936; a superset of GBK and GB 2312.
    private static let gb18030Encoding = String.Encoding(rawValue: 0x8000_0632)
    /// MS-DOS Latin US, what zip names are if nothing else is known.
    private static let cp437Encoding = String.Encoding(rawValue: 0x8000_0400)

    /// The names of one archive, each with whether it is declared UTF-8 (general purpose bit 11).
    static func decode(_ names: [(bytes: [UInt8], isUTF8: Bool)]) -> [String] {
        let open = names.filter { !$0.isUTF8 }.map(\.bytes)
        let decode: ([UInt8]) -> String
        if open.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) {
            decode = { String(decoding: $0, as: UTF8.self) }
        } else if open.allSatisfy({ gb18030($0) != nil }) {
            decode = { gb18030($0) ?? "" }
        } else {
            decode = { single($0) }
        }
        return names.map { name in
            let text =
                name.isUTF8 ? String(validating: name.bytes, as: UTF8.self) ?? single(name.bytes) : decode(name.bytes)
            return repairMisread(text).precomposedStringWithCanonicalMapping
        }
    }

    /// One name on its own: UTF-8, else GB18030, else code page 437, which takes any byte.
    static func single(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? gb18030(bytes)
            ?? String(bytes: bytes, encoding: cp437Encoding) ?? String(decoding: bytes, as: UTF8.self)
    }

    /// Strict: nil when any byte does not fit.
    static func gb18030(_ bytes: [UInt8]) -> String? { String(bytes: bytes, encoding: gb18030Encoding) }

    /// `╔Ω▒¿▒φ` is 申报表 in GBK read as code page 437: box-drawing characters in a name give it away, and the way
    /// back loses nothing.
    static func repairMisread(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { (0x2500...0x25FF).contains($0.value) }),
            let data = text.data(using: cp437Encoding)
        else { return text }
        let bytes = [UInt8](data)
        guard let repaired = String(validating: bytes, as: UTF8.self) ?? gb18030(bytes),
            repaired.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }),
            !repaired.unicodeScalars.contains(where: { (0x2500...0x257F).contains($0.value) })
        else { return text }
        return repaired
    }
}
