// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation
import Registry

/// What the process that runs a round asks of one that checks packages.
struct PackageRequest: Codable {
    /// Where the package lies.
    var path: String
    /// The name under which it is registered.
    var package: String
    /// Its digest when it was last judged by these rules; then nothing is to be done.
    var known: String?
    /// An empty folder for the reports.
    var staging: String
    /// RFC 3339, UTC: for the receipt.
    var issuedAt: String
    /// The last receipt that was issued: it stays where it still says what is so.
    var receipt: IntakeReceipt?
    /// The digest of the latest version, whatever it was judged by.
    var latest: String?
    /// `assessment.json` of the latest version, with which a changed package is compared.
    var previous: String?
    /// That of the version before, with which the latest one is compared when it is judged again.
    var earlier: String?
}

/// What came of it.
enum PackageAnswer: Codable {
    /// The bytes are those of `known`.
    case unchanged
    case checked(PackageOutcome)
    /// It is no package that can be taken in; the next attempt would end the same way.
    case refused(String)
    /// The machine or the configuration is at fault, and every other package would meet the same.
    case fault(Failure)
}

extension Failure: Codable {
    private enum CodingKeys: String, CodingKey { case status, message }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try members.decode(Status.self, forKey: .status), try members.decode(String.self, forKey: .message))
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(status, forKey: .status)
        try members.encode(message, forKey: .message)
    }
}
