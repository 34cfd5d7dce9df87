// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// The JSON form of a 设立（备案）回执: its fields, sorted, and nothing else.
public enum EstablishmentReceiptJSON {
    /// The same receipt gives the same bytes.
    public static func encode(_ receipt: EstablishmentReceipt) throws(RegistryError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do { return try encoder.encode(receipt) + Data("\n".utf8) } catch {
            throw .inputOutput("receipt.json", reason: SystemReason(words: "\(error)"))
        }
    }

    /// Strict: what has other fields than a receipt, or one of them twice, is none.
    public static func decode(_ data: Data) throws(ReceiptJSON.Fault) -> EstablishmentReceipt {
        guard data.count <= 262_144, let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
        else { throw .notJSON }
        var strings = try count(object, allowing: fields)
        guard let list = object["occupations"] as? [[String: Any]] else { throw .field("occupations") }
        for occupation in list { strings += try count(occupation, allowing: occupationFields) }
        guard strings == ReceiptJSON.stringTokens(in: data) else { throw .repeatedField }
        let receipt = try ReceiptJSON.decoded(EstablishmentReceipt.self, from: data)
        // An empty part would have the canonical form of an absent one.
        for occupation in receipt.occupations where occupation.code == "" || occupation.trade == "" {
            throw .field("occupations")
        }
        return receipt
    }

    /// True of JSON that means to be such a receipt, whatever else is wrong with it.
    static func looksLikeOne(_ data: Data) -> Bool {
        guard let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] else { return false }
        return object["institution-code"] != nil && object["code"] == nil
    }

    /// How many strings an object holds by itself, names included.
    private static func count(_ object: [String: Any], allowing fields: Set<String>) throws(ReceiptJSON.Fault) -> Int {
        if let stranger = object.keys.filter({ !fields.contains($0) }).min() {
            throw .unknownField(String(ReceiptText.oneLine(stranger).prefix(40)))
        }
        for (key, value) in object.sorted(by: { $0.key < $1.key })
        where !(value is String || value is NSNull || key == "occupations") {
            throw .field(key)
        }
        return object.count + object.values.filter { $0 is String }.count
    }

    private static let fields: Set<String> = [
        "number", "issued-at", "authority", "applicant-name", "uscc", "class", "institution-code", "address",
        "occupations", "valid-from", "valid-until", "notice-from", "notice-until", "round", "package-digest",
        "public-key", "signature",
    ]
    private static let occupationFields: Set<String> = ["name", "code", "trade", "levels"]
}
