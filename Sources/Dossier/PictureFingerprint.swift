// SPDX-License-Identifier: GPL-3.0-or-later

/// What is left of a photograph when it is made very small: 256 bits, each saying whether a spot is lighter than the one to
/// its right (the "difference hash"). Compressing or resizing the photograph anew changes a few of them, another photograph
/// changes about half. In JSON 64 hexadecimal digits.
public struct PictureFingerprint: Hashable, Sendable {
    /// Columns and rows of spots that are compared.
    public static let side = 16

    /// Four times 64 bits, row after row.
    public let words: [UInt64]

    /// - Parameter isLighter: 256 answers, row after row; nil for another number of them.
    public init?(_ isLighter: [Bool]) {
        guard isLighter.count == Self.side * Self.side else { return nil }
        words = (0..<4).map { word in
            (0..<64).reduce(UInt64(0)) { $0 << 1 | (isLighter[word * 64 + $1] ? 1 : 0) }
        }
    }

    /// 64 hexadecimal digits.
    public init?(hex: some StringProtocol) {
        guard hex.utf8.count == 64 else { return nil }
        var rest = hex[...]
        var words: [UInt64] = []
        while !rest.isEmpty {
            guard let word = UInt64(rest.prefix(16), radix: 16) else { return nil }
            words.append(word)
            rest = rest.dropFirst(16)
        }
        guard words.count == 4 else { return nil }
        self.words = words
    }

    public var hex: String {
        words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// How many of the 256 bits differ.
    public func distance(to other: PictureFingerprint) -> Int {
        zip(words, other.words).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    }

    public var setBits: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}

extension PictureFingerprint: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "64 hexadecimal digits")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

/// A photograph in a package, and where it stands.
public struct PictureSighting: Hashable, Sendable, Codable {
    public var fingerprint: PictureFingerprint
    public var evidence: Evidence

    public init(fingerprint: PictureFingerprint, evidence: Evidence) {
        (self.fingerprint, self.evidence) = (fingerprint, evidence)
    }
}
