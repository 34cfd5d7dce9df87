// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// What decides the results of a round beside the packages. A run goes on only under the settings that it was begun with.
struct RoundSettings: Codable, Hashable {
    /// ISO 8601 day.
    var asOf: String
    var checklistDigest: String
    var roundDigest: String
    var applicantClass: ApplicantClass?
    var language: Language
    var receipts: Bool
    /// As given.
    var formats: String
    /// Begun by `watch`, which goes by what lies in the inbox and needs no going on.
    var isWatch = false

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    init?(_ text: String) {
        guard let settings = try? JSONDecoder().decode(RoundSettings.self, from: Data(text.utf8)) else { return nil }
        self = settings
    }

    init(
        asOf: String, checklistDigest: String, roundDigest: String, applicantClass: ApplicantClass?,
        language: Language, receipts: Bool, formats: String
    ) {
        self.asOf = asOf
        self.checklistDigest = checklistDigest
        self.roundDigest = roundDigest
        self.applicantClass = applicantClass
        self.language = language
        self.receipts = receipts
        self.formats = formats
    }

    /// The names of what differs, as options and files are called.
    func differences(from other: RoundSettings) -> [String] {
        [
            checklistDigest != other.checklistDigest ? "--checklist" : nil,
            roundDigest != other.roundDigest ? "--round" : nil,
            applicantClass != other.applicantClass ? "--class" : nil, language != other.language ? "--lang" : nil,
            receipts != other.receipts ? "--no-receipts" : nil,
            formats != other.formats ? "--format" : nil, asOf != other.asOf ? "--as-of" : nil,
        ].compactMap { $0 }
    }
}
