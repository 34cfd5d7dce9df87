// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// Hides ID numbers and telephone numbers in a whole assessment.
///
/// `Masking` knows numbers by their shape. An assessment knows more: which values are numbers of persons although they
/// were misread (a letter for a digit, a blank inside, a landline), and which are codes of bodies although they look
/// like ID numbers (a credit code of 18 digits).
struct Redactor {
    private let codes: [String]
    private let secrets: [(plain: String, shown: String)]

    init(_ assessments: Assessment...) {
        var codes = Set(assessments.compactMap(\.applicant.uscc))
        var secrets: [String: String] = [:]
        for fact in assessments.flatMap(\.facts) {
            switch Self.type(ofPath: fact.path) {
            case .uscc: codes.formUnion([fact.value, fact.raw])
            case .idNumber:
                for text in [fact.value, fact.raw] { secrets[text] = Self.masked(text, head: 6, tail: 2) }
            case .phone:
                for text in [fact.value, fact.raw] { secrets[text] = Self.masked(text, head: 3, tail: 4) }
            default: break
            }
        }
        self.codes = codes.filter(Self.isDigitsOfBody).sorted()
        // What Masking sees by itself needs no look-up; the longest go first, so that no part of one is left over.
        self.secrets = secrets.filter { $0.key != $0.value && Masking.mask($0.key) == $0.key }
            .map { (plain: $0.key, shown: $0.value) }
            .sorted { ($0.plain.count, $0.plain) > ($1.plain.count, $1.plain) }
    }

    func callAsFunction(_ text: String) -> String {
        var result = text
        for secret in secrets where result.contains(secret.plain) {
            result = result.replacingOccurrences(of: secret.plain, with: secret.shown)
        }
        return mask(result, sparing: codes[...])
    }

    private func mask(_ text: String, sparing codes: ArraySlice<String>) -> String {
        guard let code = codes.first else { return Masking.mask(text) }
        return text.components(separatedBy: code).map { mask($0, sparing: codes.dropFirst()) }.joined(separator: code)
    }

    static func type(ofPath path: String) -> ValueType? {
        let parts = path.split(separator: "/")
        guard parts.count == 2, let entity = parts[0].split(separator: "[").first else { return nil }
        return DossierSchema.entity(String(entity))?.leaf(String(parts[1]))?.type
    }

    /// 18 digits of which the seventh to the fourteenth are no date: they cannot be a resident ID number.
    private static func isDigitsOfBody(_ code: String) -> Bool {
        let digits = code.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard code.count == 18, digits.count == 18 else { return false }
        let century = digits[6] * 10 + digits[7]
        let month = digits[10] * 10 + digits[11]
        let day = digits[12] * 10 + digits[13]
        return !((18...20).contains(century) && (1...12).contains(month) && (1...31).contains(day))
    }

    /// The letters and digits between the first `head` and the last `tail` starred out; short texts are hidden whole.
    private static func masked(_ text: String, head: Int, tail: Int) -> String {
        let characters = Array(text)
        // Stars of an earlier masking are places like any other: what is masked stays as it is.
        let places = characters.indices.filter {
            characters[$0].isWholeNumber || characters[$0] == "*"
                || (characters[$0].isASCII && characters[$0].isLetter)
        }
        guard places.contains(where: { characters[$0].isWholeNumber }), places.count >= 5 else { return text }
        let hidden = places.count >= head + tail + 4 ? places.dropFirst(head).dropLast(tail) : places.dropFirst(0)
        var shown = characters
        for place in hidden { shown[place] = "*" }
        return String(shown)
    }
}

extension Assessment {
    /// True where numbers of persons stand in it masked: values with stars, which no register has.
    public var holdsMaskedValues: Bool {
        facts.contains { fact in
            fact.value.contains("*") && [.idNumber, .phone].contains(Redactor.type(ofPath: fact.path))
        }
    }

    /// The same with ID numbers and telephone numbers masked.
    public var masked: Assessment { presentable(masked: true) }

    /// What a report may show: masked unless `masked` is false; the structure is the same, index for index.
    func presentable(masked: Bool, _ change: (String) -> String = { $0 }) -> Assessment {
        guard masked else { return mapTexts(change) }
        let redact = Redactor(self)
        return mapTexts { change(redact($0)) }
    }
}

extension [Evidence] {
    mutating func mapTexts(_ change: (String) -> String) {
        for index in indices {
            self[index].document = change(self[index].document)
            self[index].place = self[index].place.map(change)
            self[index].quote = change(self[index].quote)
        }
    }
}
