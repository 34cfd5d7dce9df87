// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A value that the file itself names, and that stands on the page for everyone to see: structured data of licences
/// and forms. Names are the file's, in whatever language.
public struct ReadTag: Sendable, Hashable, Codable {
    public var name: String
    public var value: String
    /// Where the value stands, in points.
    public var box: Box

    public init(name: String, value: String, box: Box) {
        (self.name, self.value, self.box) = (name, value, box)
    }
}
