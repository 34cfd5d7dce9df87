// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A text as the set of its runs of eight characters, hashed: what of it is written the same as in another text.
///
/// Only letters count. Digits and Chinese numerals are left out (dates, periods and the numbers of articles are the first things
/// that a copy changes, and an article put in between renumbers all behind it), and so are the words by which a body speaks of
/// itself.
struct Shingles: Sendable {
    static let length = 8

    private(set) var hashes: Set<UInt64> = []

    /// - Parameters:
    ///   - names: of the applicant; taken out before anything is compared.
    ///   - common: shingles that stand in everybody's text.
    init(_ text: String, without names: [String] = [], common: Shingles? = nil) {
        let letters = Array(Self.letters(text, without: names).utf16)
        guard letters.count >= Self.length else { return }
        for start in 0...(letters.count - Self.length) {
            // FNV-1a over the code units; `MinHash` mixes it further.
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for unit in letters[start..<(start + Self.length)] { hash = (hash ^ UInt64(unit)) &* 0x100_0000_01b3 }
            if common?.hashes.contains(hash) != true { hashes.insert(hash) }
        }
    }

    /// What remains of 第一条 without its numeral.
    private static let labels = ["第条", "第章", "第节", "第款", "第项"]

    private static let selves = [
        "有限责任公司", "股份有限公司", "有限公司", "本公司", "我公司", "公司", "本单位", "我单位", "单位", "本学校", "我学校", "学校",
        "本校", "我校", "本院", "我院", "本中心", "我中心", "本机构", "我机构",
    ]

    static func letters(_ text: String, without names: [String] = []) -> String {
        var folded = fold(text)
        for word in names.map(fold).filter({ $0.count >= 2 }).sorted(by: { ($1.count, $0) < ($0.count, $1) }) + selves
            + labels
        {
            folded = folded.replacingOccurrences(of: word, with: "", options: .literal)
        }
        return folded
    }

    private static func fold(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A: out.append(Unicode.Scalar(scalar.value + 0x20) ?? scalar)
            case 0x61...0x7A: out.append(scalar)
            case 0xFF21...0xFF3A, 0xFF41...0xFF5A:
                let plain = scalar.value - 0xFEE0
                out.append(Unicode.Scalar(plain < 0x61 ? plain + 0x20 : plain) ?? scalar)
            case 0x3400...0x9FFF where !numerals.contains(scalar): out.append(scalar)
            case 0x2_0000...0x3_FFFF: out.append(scalar)
            default: continue
            }
        }
        return String(out)
    }

    private static let numerals = Set("一二三四五六七八九十百千零两".unicodeScalars)
}

/// The applicant's name and the short forms in which a text speaks of it.
enum ApplicantNames {
    static func forms(of name: String, _ regions: Regions) -> [String] {
        let full = Folding.fold(name)
        guard !full.isEmpty else { return [] }
        let bare = full.replacing(/\([^)]*\)/, with: "")
        let local = String(regions.beginning(of: bare).rest)
        var forms = [full, bare, local]
        for form in [bare, local] {
            if let ending = endings.first(where: { form.hasSuffix($0) }) {
                forms.append(String(form.dropLast(ending.count)))
            }
        }
        // A stump of two or three characters is a word of the language.
        var seen = Set<String>()
        return forms.filter { $0.count >= 4 && seen.insert($0).inserted }
    }

    private static let endings = [
        "集团有限责任公司", "集团股份有限公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "公司", "集团",
    ]
}
