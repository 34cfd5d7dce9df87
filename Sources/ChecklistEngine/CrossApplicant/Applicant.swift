// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Who applies, as far as it tells two packages of one applicant from those of two.
public struct Applicant: Sendable, Hashable, Codable {
    /// As read, masked, for people; nil where no name was read.
    public var name: String?
    /// `uscc:` with a valid credit code, `name:` with the folded name: whoever shares one of them is the same applicant. None
    /// where neither was read: such a package is an applicant of its own.
    public var keys: [String]

    public init(name: String?, keys: [String]) { (self.name, self.keys) = (name, keys) }

    /// Of names and codes that disagree only the surest counts: another body's name in a package makes it none of that body's.
    public init(_ dossier: Dossier) {
        let applicant = dossier.first("applicant")
        // What is written in the field of a name may hold a number of a person.
        name = applicant?.first("name").map(Masking.mask)
        let code = applicant?.first("uscc").map { $0.uppercased() }.flatMap { UnifiedCode.isValid($0) ? $0 : nil }
        let folded = name.map(Folding.foldName).flatMap { $0.isEmpty ? nil : $0 }
        keys = [code.map { "uscc:\($0)" }, folded.map { "name:\($0)" }].compactMap { $0 }
    }
}
