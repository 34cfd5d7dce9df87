// SPDX-License-Identifier: GPL-3.0-or-later

/// What is left of a photograph when it is made very small: 256 bits, each saying whether a spot is lighter than the one to
/// its right (the "difference hash"), and which of them are clear enough to count. Compressing or resizing the photograph anew
/// changes next to none of the clear ones, another photograph changes about half. In JSON 128 hexadecimal digits.
public struct PictureFingerprint: Hashable, Sendable {
    /// Columns and rows of spots that are compared.
    public static let side = 16
    /// Two fingerprints of fewer clear spots in common cannot be compared.
    static let leastInCommon = 128

    /// Sixteen rows, the leftmost spot first: lighter than its neighbour or not.
    public let rows: [UInt16]
    /// Spots that are clearly one or the other.
    public let clear: [UInt16]

    /// - Parameters:
    ///   - steps: by how much a spot is lighter than its neighbour to the right, 0–255, row after row.
    ///   - margin: from here on a spot counts as lighter; what is plain stays plain however it was compressed.
    ///   - doubt: a step that is as near as this to the margin is not clear.
    /// - Returns: nil for another number of steps than 256.
    public init?(steps: [Double], margin: Double = 2, doubt: Double = 1.2) {
        guard steps.count == Self.side * Self.side else { return nil }
        func bits(_ holds: (Double) -> Bool) -> [UInt16] {
            (0..<Self.side).map { row in
                steps[(row * Self.side)..<((row + 1) * Self.side)].reduce(0) { $0 << 1 | (holds($1) ? 1 : 0) }
            }
        }
        rows = bits { $0 > margin }
        clear = bits { abs($0 - margin) > doubt }
    }

    /// 128 hexadecimal digits.
    public init?(hex: some StringProtocol) {
        guard hex.utf8.count == 128 else { return nil }
        var rest = hex[...]
        var words: [UInt16] = []
        while !rest.isEmpty {
            guard let word = UInt16(rest.prefix(4), radix: 16) else { return nil }
            words.append(word)
            rest = rest.dropFirst(4)
        }
        guard words.count == Self.side * 2 else { return nil }
        (rows, clear) = (Array(words.prefix(Self.side)), Array(words.suffix(Self.side)))
    }

    public var hex: String {
        (rows + clear).map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    /// Share of the spots clear in both that are the same, 0–1; 0 where too few are.
    public func similarity(to other: PictureFingerprint) -> Double {
        var (common, different) = (0, 0)
        for row in 0..<Self.side {
            let both = clear[row] & other.clear[row]
            common += both.nonzeroBitCount
            different += (both & (rows[row] ^ other.rows[row])).nonzeroBitCount
        }
        return common < Self.leastInCommon ? 0 : 1 - Double(different) / Double(common)
    }

    /// Whether enough is clear, and enough of that not plain, to tell the photograph from others.
    public var isTelling: Bool {
        let lighter = zip(rows, clear).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
        return lighter >= 24 && clear.reduce(0) { $0 + $1.nonzeroBitCount } >= Self.leastInCommon + 16
    }
}

extension PictureFingerprint: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "128 hexadecimal digits")
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
