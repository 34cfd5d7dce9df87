// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// The code of an intake receipt, to be read over the telephone: `HZ-20260331-7K3-M9P-4TX-R`.
///
/// `HZ` (回执), the day of issue in China Standard Time, nine characters of the digest of what was signed (44 bits), and
/// a check character. The alphabet is that of GB 32100-2015: digits and capitals without I O S V Z. Two letters at the start keep it from ever
/// looking like an institution code (a letter and twelve digits).
/// The code finds a receipt; what proves it is the signature.
public struct ReceiptCode: Sendable, Hashable, CustomStringConvertible {
    /// Why something is not a receipt code. All but the last two are slips of hearing or typing.
    public enum Fault: Error, Hashable, Sendable {
        /// So many characters, without dashes and prefix; 18 are right.
        case length(Int)
        /// A character that no code has.
        case character(Character)
        /// The first eight characters are no day since 2020.
        case date(String)
        case checkCharacter
        case institutionCode
        case creditCode

        public var code: String {
            switch self {
            case .length: "length"
            case .character: "character"
            case .date: "date"
            case .checkCharacter: "check-character"
            case .institutionCode: "institution-code"
            case .creditCode: "credit-code"
            }
        }
    }

    /// Eight digits of the day, nine of the digest, one to check: 18 characters without dashes.
    private let symbols: String

    /// With prefix and dashes, as printed.
    public var description: String {
        let all = Array(symbols)
        let groups = [0..<8, 8..<11, 11..<14, 14..<17, 17..<18]
        return Self.prefix + groups.map { "-" + String(all[$0]) }.joined()
    }

    static let prefix = "HZ"
    static let alphabet = UnifiedCode.alphabet
    private static let length = 18
    private static let values = Dictionary(uniqueKeysWithValues: alphabet.enumerated().map { ($1, $0) })
    /// What is heard or read for what; none of the left-hand letters occurs in a code.
    private static let slips: [Character: Character] = ["O": "0", "I": "1", "S": "5", "Z": "2"]
    private static let separators = Set("-‐‑‒–—―−－_.·")

    /// - Parameters:
    ///   - day: `20260331`.
    ///   - digest: at least 8 bytes, of which the first eight count.
    init(day: String, digest: [UInt8]) {
        var number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var tail = ""
        for _ in 0..<9 {
            tail.append(Self.alphabet[Int(number % 31)])
            number /= 31
        }
        symbols = day + tail + String(Self.checkCharacter(day + tail))
    }

    /// Reads what a person typed: lower case, full-width characters, blanks, other or no dashes, O for 0, I for 1,
    /// S for 5, Z for 2 and a missing prefix are all forgiven.
    public init(entered text: String) throws(Fault) {
        var characters: [Character] = []
        for character in text.map(Self.halfWidth) where !character.isWhitespace && !Self.separators.contains(character)
        {
            characters.append(contentsOf: character.uppercased())
        }
        if Self.isInstitutionCode(characters) { throw .institutionCode }
        // "H2" is what forgiving Z for 2 would make of the prefix.
        let hasPrefix = characters.starts(with: "HZ") || characters.starts(with: "H2")
        if hasPrefix { characters.removeFirst(2) }
        let mapped = characters.map { Self.slips[$0] ?? $0 }
        if let stranger = mapped.first(where: { Self.values[$0] == nil }) { throw .character(stranger) }
        guard mapped.count == Self.length else { throw .length(mapped.count) }
        let body = String(mapped.dropLast())
        let fits = mapped.last == Self.checkCharacter(body)
        // A credit code has the same length, alphabet and check, with the weights one place on.
        if !fits, !hasPrefix, UnifiedCode.isValid(String(mapped)) && mapped.first != "2" { throw .creditCode }
        guard fits else { throw .checkCharacter }
        guard Self.isDay(String(mapped.prefix(8))) else { throw .date(String(mapped.prefix(8))) }
        symbols = String(mapped)
    }

    /// Weights 3¹, 3² … 3¹⁷ mod 31 and 1 for the check character itself, so that the sum is 0 mod 31. As 31 is prime
    /// and all 18 weights differ, every change of one character and every exchange of two is noticed.
    static func checkCharacter(_ body: String) -> Character {
        var weight = 1
        var sum = 0
        for character in body {
            weight = weight * 3 % 31
            sum += weight * (values[character] ?? 0)
        }
        return alphabet[(31 - sum % 31) % 31]
    }

    private static func isDay(_ text: String) -> Bool {
        guard text.hasPrefix("20"), let number = Int(text) else { return false }
        return CivilTime.isDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
            && number >= 20_200_101
    }

    private static func isInstitutionCode(_ text: [Character]) -> Bool {
        guard text.count == 13, let first = text.first, ("A"..."Z").contains(first) else { return false }
        return text.dropFirst().allSatisfy { ("0"..."9").contains($0) }
    }

    private static func halfWidth(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
            let half = Unicode.Scalar(scalar.value - 0xFEE0)
        else { return character }
        return Character(half)
    }
}
