// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A thing that others may have in a slightly changed form: a compendium of rules, one rule of it, a photograph.
public struct NearClaim: Sendable, Hashable, Codable {
    /// What is compared with what.
    public enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
        /// A whole compendium.
        case compendium
        /// One rule of a compendium, for those who copy a part.
        case rule
        case photograph
    }

    public var scope: Scope
    /// Without a key: it is found by likeness.
    public var claim: Claim
    public var sketch: Sketch

    /// Keys of a look-up; things that are near copies of each other share one of them, nearly always. They tell nothing of persons.
    public var bands: [String] { Self.bands(scope, sketch) }

    public static func bands(_ scope: Scope, _ sketch: Sketch) -> [String] {
        sketch.bands.map { "\(scope.rawValue)|\($0)" }
    }
}

/// What is left of a thing for comparing it with others. In JSON `text:` or `picture:` and hexadecimal digits.
public enum Sketch: Sendable, Hashable {
    case text(TextSketch)
    case picture(PictureFingerprint)

    /// Of the spots clear in two fingerprints of one photograph so many are the same at least.
    static let samePicture = 0.95

    public init?(code: String) {
        let parts = code.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "text":
            guard let sketch = TextSketch(hex: parts[1]) else { return nil }
            self = .text(sketch)
        case "picture":
            guard let print = PictureFingerprint(hex: parts[1]) else { return nil }
            self = .picture(print)
        default: return nil
        }
    }

    public var code: String {
        switch self {
        case .text(let sketch): "text:" + sketch.hex
        case .picture(let print): "picture:" + print.hex
        }
    }

    /// A fingerprint's rows of sixteen spots: some of them are the same in every copy. Rows that are nearly all alike stand in
    /// too many photographs to tell one, and those with many doubtful spots change.
    var bands: [String] {
        switch self {
        case .text(let sketch): sketch.bands
        case .picture(let print):
            print.rows.indices.compactMap { number in
                guard (3...13).contains(print.rows[number].nonzeroBitCount),
                    print.clear[number].nonzeroBitCount >= 12
                else { return nil }
                return "\(number):" + String(print.rows[number], radix: 16)
            }
        }
    }

    /// 0–1; 0 for things of different sorts.
    public func similarity(to other: Sketch) -> Double {
        switch (self, other) {
        case (.text(let a), .text(let b)): a.similarity(to: b)
        case (.picture(let a), .picture(let b)): a.similarity(to: b)
        default: 0
        }
    }

    /// From this similarity on two are one, or near copies.
    public var threshold: Double {
        switch self {
        case .text: TextSketch.nearCopy
        case .picture: Self.samePicture
        }
    }
}

extension Sketch: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let sketch = Sketch(code: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "text: or picture:")
        }
        self = sketch
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
