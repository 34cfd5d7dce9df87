// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// `receipt.json`: the fields of `IntakeReceipt`, sorted, and nothing else.
public enum ReceiptJSON {
    /// Why bytes are no receipt.
    public enum Fault: Error, Hashable, Sendable {
        case notJSON
        /// A field is missing or of the wrong kind.
        case field(String)
        /// A field that no receipt has: it would be unsigned, yet could be read as part of the receipt.
        case unknownField(String)
        /// A field stands there twice: one reader may see the first, another the second.
        case repeatedField
    }

    /// The same receipt gives the same bytes.
    public static func encode(_ receipt: IntakeReceipt) throws(RegistryError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do { return try encoder.encode(receipt) + Data("\n".utf8) } catch {
            throw .inputOutput("receipt.json", reason: SystemReason(words: "\(error)"))
        }
    }

    /// Strict: what has other fields than a receipt, or one of them twice, is none.
    public static func decode(_ data: Data) throws(Fault) -> IntakeReceipt {
        guard data.count <= 65_536, let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
        else { throw .notJSON }
        if let stranger = object.keys.filter({ !fields.contains($0) }).min() {
            throw .unknownField(String(ReceiptText.oneLine(stranger).prefix(40)))
        }
        for (key, value) in object.sorted(by: { $0.key < $1.key }) where !(value is String || value is NSNull) {
            throw .field(key)
        }
        let strings = object.count + object.values.filter { $0 is String }.count
        guard strings == stringTokens(in: data) else { throw .repeatedField }
        return try decoded(IntakeReceipt.self, from: data)
    }

    /// The fields of an object that has no stranger among them.
    static func decoded<Receipt: Decodable>(
        _ type: Receipt.Type, from data: Data
    ) throws(Fault) -> Receipt {
        do { return try JSONDecoder().decode(type, from: data) } catch DecodingError.keyNotFound(let key, _) {
            throw .field(key.stringValue)
        } catch DecodingError.dataCorrupted(let context), DecodingError.valueNotFound(_, let context),
            DecodingError.typeMismatch(_, let context)
        {
            throw .field(context.codingPath.last?.stringValue ?? "")
        } catch {
            throw .notJSON
        }
    }

    static let fields: Set<String> = [
        "code", "issued-at", "package-name", "package-digest", "checklist-digest", "round-digest", "applicant-name",
        "uscc", "as-of",
        "conclusion", "public-key", "signature",
    ]

    /// How many strings a JSON text holds; parsers drop repeated keys without a word.
    static func stringTokens(in data: Data) -> Int {
        var quotes = 0
        var escaped = false
        for byte in data {
            if escaped {
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                quotes += 1
            }
        }
        return quotes / 2
    }
}
