// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// What a reader makes of one file: plain values that can cross from a worker process and lie in a cache. It knows the
/// file's format and nothing of documents, kinds and facts.
public struct FileReading: Sendable, Hashable, Codable {
    /// How most of it was read.
    public var read: PackageFile.Read = .none
    /// Pages or sheets; nil where the format has none.
    public var pageCount: Int?
    /// The pages; a workbook has one part a sheet.
    public var parts: [ReadPart] = []
    /// Photographs in an office file on which no words were read, each as a part of its own. Extraction does not look at them.
    public var wordless: [ReadPart] = []
    /// The facts of a dossier XML; their evidence names no file yet.
    public var submission: Dossier?
    /// Files inside the file: attachments of PDF and OFD. They are read as files of their own.
    public var attachments: [Attachment] = []
    /// What was seen on the way and is no fault: engines, signatures, permissions.
    public var notes: [FileNote] = []
    public var problems: [ReadProblem] = []

    public init() {}

    public init(problem: ReadProblem) { problems = [problem] }
}

/// Pages that belong together.
public struct ReadPart: Sendable, Hashable, Codable {
    public var pages: [PageLayout]
    /// How a place is named where boxes on pages mean nothing; nil for pages as people see them.
    public var places: Places?

    public init(pages: [PageLayout], places: Places? = nil) {
        self.pages = pages
        self.places = places
    }

    /// How files without pages name a place.
    public enum Places: Sendable, Hashable, Codable {
        /// By line: `第12行`.
        case lines
        /// By cell of the named sheet: `Sheet1!B4`.
        case cells(sheet: String)
        /// By paragraph and table cell: `第3段`, `表2 第4行第2格`.
        case named([NamedPlace])
    }

    var sheet: String? { if case .cells(let sheet) = places { sheet } else { nil } }
}

/// The name that a person finds a place of a text document by.
public struct NamedPlace: Sendable, Hashable, Codable {
    public var box: Box
    /// See `PlaceName`.
    public var name: String

    public init(box: Box, name: String) { (self.box, self.name) = (box, name) }
}

/// A file inside a file, written out under a number into the folder that the reader was given.
public struct Attachment: Sendable, Hashable, Codable {
    /// As the container calls it; not to be trusted as a path.
    public var name: String
    /// Name of the file in the folder.
    public var number: Int
    public var bytes: Int

    public init(name: String, number: Int, bytes: Int) {
        (self.name, self.number, self.bytes) = (name, number, bytes)
    }
}
