// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a document of rules, for comparing it with those of other applicants.
public struct RulesText: Hashable, Sendable, Codable {
    /// One rule of it: its heading and what stands below.
    public struct Section: Hashable, Sendable, Codable {
        public var title: Evidence
        public var text: String

        public init(title: Evidence, text: String) { (self.title, self.text) = (title, text) }
    }

    /// No more bytes of UTF-8 than these are kept of a document: some seven hundred thousand characters.
    public static let limit = 2 << 20

    public var title: Evidence
    /// Lines in the order of reading, the headings among them; a line feed between them.
    public var text: String
    /// The rules whose headings were found, in their order; none where none was.
    public var sections: [Section]

    public init(title: Evidence, text: String, sections: [Section] = []) {
        (self.title, self.text, self.sections) = (title, text, sections)
    }
}
