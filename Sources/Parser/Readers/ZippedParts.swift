// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// The parts of a document that is a zip of XML: OFD (GB/T 33190), DOCX and XLSX (ECMA-376), each part bounded in size.
struct ZippedParts {
    private let source: [UInt8]
    private let entries: [String: ZipEntry]
    /// Names that stand in the zip more than once; programs differ in which of them they show.
    let duplicates: [String]
    /// Bytes of one unpacked part.
    static let partLimit = 64 << 20

    init(_ data: Data) throws(ReadProblem) {
        source = [UInt8](data)
        let directory: ZipDirectory
        do { directory = try ZipDirectory.read(source, entryLimit: 10_000) } catch {
            throw ReadProblem(.notReadable, detail: error.reason)
        }
        if let problem = directory.problem { throw problem }
        if directory.overLimit { throw ReadProblem(.tooMany) }
        let names = NameDecoder.decode(directory.entries.map { ($0.rawName, $0.isUTF8) })
        var entries: [String: ZipEntry] = [:]
        var duplicates: [String] = []
        for (name, entry) in zip(names, directory.entries) where !entry.isFolder {
            // Some packers write the backslashes of their system.
            let name = name.replacing("\\", with: "/")
            if entries[name] == nil { entries[name] = entry } else { duplicates.append(name) }
        }
        self.entries = entries
        self.duplicates = duplicates
    }

    var names: [String] { entries.keys.sorted() }

    func has(_ part: String) -> Bool { entries[part] != nil }

    /// The part's bytes; nil where there is no such part.
    /// - Parameter limit: more bytes are refused.
    func data(_ part: String, limit: Int = Self.partLimit) throws(ReadProblem) -> Data? {
        guard let entry = entries[part] else { return nil }
        var out = Data()
        var tooLarge = false
        do {
            try ZipEntryReader.unpack(entry, from: source) {
                (piece: UnsafeRawBufferPointer) throws(ZipEntryReader.Stop) in
                out.append(contentsOf: piece)
                if out.count > limit {
                    tooLarge = true
                    throw .problem(ReadProblem(.tooLarge, place: part))
                }
            }
        } catch {
            if tooLarge { throw ReadProblem(.tooLarge, place: part) }
            if case .problem(let problem) = error { throw problem }
            throw ReadProblem(.damaged, place: part)
        }
        return out
    }

    /// The part as XML.
    func xml(_ part: String) throws(ReadProblem) -> XMLDocument? {
        guard let data = try data(part) else { return nil }
        return try Self.parse(data, part)
    }

    static func parse(_ data: Data, _ part: String) throws(ReadProblem) -> XMLDocument {
        do { return try XMLDocument.parse(data) } catch let error as XMLError {
            if case .doctype = error { throw ReadProblem(.xmlDoctype, place: part) }
            throw ReadProblem(.damaged, place: part, detail: error.line.map { "\($0)" })
        } catch {
            throw ReadProblem(.damaged, place: part)
        }
    }
}
